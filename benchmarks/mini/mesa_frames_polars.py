"""The common work on mesa-frames: agent sets as Polars frames, phases as Polars expressions.

As its guide has it: one AgentSetPolars a kind of agent, whole-frame expressions instead of loops, joins and group-bys
between sets, the model's numpy generator for chance. Leavers stay as inactive rows, because people still look them up by
place in the building. Polars runs on as many threads as the machine has cores unless POLARS_MAX_THREADS says otherwise.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF

from benchmarks.mini.numpy_columns import fill_places
from benchmarks.mini.population import ADULT, AGGREGATES, NOBODY, OLD, Start

NAME = "mesa-frames (Polars)"

IS_EMPLOYED = pl.col("employer") != NOBODY
IS_ADULT = (pl.col("age_months") >= ADULT) & (pl.col("age_months") < OLD)
IS_JOBLESS_ADULT = pl.col("is_active") & ~IS_EMPLOYED & IS_ADULT
SCORE = (
    -3.0
    + 0.5 * pl.col("skill")
    + 0.25 * pl.col("education")
    + 0.6 * pl.col("is_trained").cast(pl.Float32)
    - 0.2 * pl.col("is_female")
)


class AgentKind(AgentSetPolars):
    """A kind of agent; the site calls its phases by name, in the order of the month."""

    def step(self) -> None:
        """Nothing: see `Site.step`."""


class People(AgentKind):
    """All people of the first day; `unique_id` is their row."""

    def __init__(self, model: Site, start: Start) -> None:
        super().__init__(model)
        ends = start.first_person_of_building
        self += pl.DataFrame(
            {
                "unique_id": np.arange(start.n_people),
                "household": start.household,
                "building_start": ends[start.building],
                "building_size": np.diff(ends)[start.building],
                "age_months": start.age_months.astype(np.int32),
                "is_female": start.is_female.astype(np.int8),
                "education": start.education.astype(np.int8),
                "skill": start.skill.astype(np.float32),
                "is_trained": np.zeros(start.n_people, bool),
                "employer": start.employer.astype(np.int32),
                "wage": start.wage.astype(np.float32),
                "tenure_months": start.tenure_months.astype(np.int32),
                "integration": start.integration.astype(np.float32),
                "is_active": np.ones(start.n_people, bool),
            }
        )

    def draws(self) -> pl.Series:
        """A number in [0, 1) for each row."""
        return pl.Series("draw", self.model.random.random(len(self)))

    def change(self, rows: np.ndarray, **values: np.ndarray) -> None:
        """New values of some columns in some rows."""
        frame = self.agents
        for name, value in values.items():
            frame = frame.with_columns(frame[name].scatter(rows, pl.Series(value, dtype=frame[name].dtype)))
        self.agents = frame

    def search(self, employers: Employers) -> None:
        model = self.model
        tries = self.draws() < 1.0 / (1.0 + (-SCORE).exp())
        rows = self.agents.filter(IS_JOBLESS_ADULT & tries)["unique_id"].to_numpy()
        vacancies = employers.agents["vacancies"].to_numpy().copy()
        hired, employer = fill_places(model.random, model.random.permutation(rows), vacancies)
        employers.agents = employers.agents.with_columns(vacancies=pl.Series(vacancies))
        person = self.agents[hired, ["skill", "education"]].with_columns(
            base=employers.agents["base_wage"].gather(employer), luck=pl.Series(model.random.random(hired.size))
        )
        pay = pl.col("base") * (1 + 0.15 * pl.col("skill") + 0.05 * pl.col("education")) * (0.9 + 0.2 * pl.col("luck"))
        zeros = np.zeros(hired.size, np.int32)
        self.change(hired, employer=employer, tenure_months=zeros, wage=person.select(pay).to_series().to_numpy())
        model.n_hires = hired.size

    def separate(self, employers: Employers) -> None:
        tenure = pl.col("tenure_months")
        hazard = 0.02 + 0.06 * (-tenure / 6.0).exp()
        self.agents = self.agents.with_columns(is_over=IS_EMPLOYED & (tenure > 0) & (self.draws() < hazard))
        self.model.n_separations = int(self.agents["is_over"].sum())
        self.agents = self.agents.with_columns(tenure_months=tenure + IS_EMPLOYED.cast(pl.Int32))
        self.free_jobs(employers, pl.col("is_over"))

    def free_jobs(self, employers: Employers, is_over: pl.Expr) -> None:
        """Those of whom `is_over` is true no longer work."""
        freed = self.agents.filter(is_over & IS_EMPLOYED)["employer"].value_counts(name="n_freed")
        employers.agents = (
            employers.agents.join(freed, left_on="unique_id", right_on="employer", how="left", maintain_order="left")
            .with_columns(vacancies=pl.col("vacancies") + pl.col("n_freed").fill_null(0))
            .drop("n_freed")
        )
        self.agents = self.agents.with_columns(
            employer=pl.when(is_over).then(NOBODY).otherwise("employer").cast(pl.Int32),
            tenure_months=pl.when(is_over).then(0).otherwise("tenure_months").cast(pl.Int32),
            wage=pl.when(is_over).then(0.0).otherwise("wage").cast(pl.Float32),
        )

    def train(self, n_seats: int) -> None:
        rows = self.agents.filter(IS_JOBLESS_ADULT & ~pl.col("is_trained"))["unique_id"].to_numpy()
        chosen = self.model.random.choice(rows, min(n_seats, rows.size), replace=False)
        skill = self.agents[chosen].select(pl.col("skill") + 0.3 * (1.0 + 0.1 * pl.col("education")))
        self.change(chosen, skill=skill.to_series().to_numpy(), is_trained=np.ones(chosen.size, bool))

    def adapt(self, month: int) -> None:
        frame = self.agents
        old = frame.select(integration="integration", is_active="is_active")
        total, n_met = pl.lit(0.0), pl.lit(0)
        met = []
        for k in range(3):
            place = (pl.col("building_size") * self.draws()).cast(pl.Int64)
            other = frame.select((pl.col("building_start") + place).alias(f"other_{k}")).to_series()
            met += [
                other,
                old["is_active"].gather(other).alias(f"is_here_{k}"),
                old["integration"].gather(other).alias(f"score_{k}"),
            ]
            counts = pl.col(f"is_here_{k}") & (pl.col(f"other_{k}") != pl.col("unique_id"))
            total += pl.when(counts).then(f"score_{k}").otherwise(0.0)
            n_met += counts.cast(pl.Int32)
        own = pl.col("integration")
        mean = pl.when(n_met > 0).then(total / n_met).otherwise(own)
        target = 0.15 + 0.30 * IS_EMPLOYED.cast(pl.Float32) + 0.35 * mean + 0.10 * min(month / 36.0, 1.0)
        target += 0.10 * (pl.col("tenure_months") / 24.0).clip(upper_bound=1.0)
        moved = pl.when("is_active").then(own + 0.1 * (target - own)).otherwise(own)
        new = frame.with_columns(met).select(moved.cast(pl.Float32).alias("integration"))
        self.agents = frame.with_columns(new)

    def leave(self, employers: Employers, leavers: pl.DataFrame) -> None:
        """People of the households that go."""
        goes = self.agents["household"].is_in(leavers["unique_id"].implode()).alias("goes")
        self.agents = self.agents.with_columns(goes)
        self.free_jobs(employers, pl.col("goes") & pl.col("is_active"))
        self.agents = self.agents.with_columns(is_active=pl.col("is_active") & ~pl.col("goes"))

    def grow_older(self) -> None:
        self["age_months"] = pl.col("age_months") + pl.col("is_active").cast(pl.Int32)


class Households(AgentKind):
    def __init__(self, model: Site, start: Start) -> None:
        super().__init__(model)
        n = start.n_households
        self += pl.DataFrame({"unique_id": np.arange(n), "is_active": np.ones(n, bool), "is_poor": np.zeros(n, bool)})

    def with_sums(self, people: People, column: str) -> pl.DataFrame:
        """Households beside the active members' number and their sum of a column."""
        sums = (
            people.agents.lazy().filter("is_active").group_by("household").agg(n=pl.len(), total=pl.col(column).sum()).collect()
        )
        return self.agents.join(sums, left_on="unique_id", right_on="household", how="left", maintain_order="left")

    def receive_income(self, people: People) -> None:
        frame = self.with_sums(people, "wage")
        is_poor = pl.col("total") + 40.0 * pl.col("n") < 110.0 * pl.col("n")
        self.agents = frame.with_columns(is_poor=is_poor.fill_null(False)).drop("n", "total")

    def leave(self, people: People) -> pl.DataFrame:
        """Returns the households that go this month."""
        frame = self.with_sums(people, "integration")
        hazard = 0.01 * (-2.0 * pl.col("total") / pl.col("n")).exp() * (1 + pl.col("is_poor").cast(pl.Int32))
        draws = pl.Series(self.model.random.random(len(frame)))
        goes = frame.select((pl.col("is_active") & (draws < hazard)).fill_null(False)).to_series()
        self.agents = self.agents.with_columns(is_active=pl.col("is_active") & ~goes)
        return frame.filter(goes)


class Employers(AgentKind):
    def __init__(self, model: Site, start: Start) -> None:
        super().__init__(model)
        at_work = start.employer[start.employer >= 0]
        vacancies = start.capacity - np.bincount(at_work, minlength=start.n_employers)
        ids = np.arange(start.n_employers)
        self += pl.DataFrame({"unique_id": ids, "base_wage": start.base_wage, "vacancies": vacancies})


class Site(ModelDF):
    """A step is a month. The sets are kept beside `agents`, whose ids must be unique across sets."""

    def __init__(self, start: Start, seed: int) -> None:
        super().__init__(seed)
        self.n_seats = start.n_seats
        self.month = self.n_hires = self.n_separations = 0
        self.people, self.households = People(self, start), Households(self, start)
        self.employers = Employers(self, start)
        self.recorded: list[tuple[float, ...]] = []

    def step(self) -> None:
        self.people.search(self.employers)
        self.people.separate(self.employers)
        self.people.train(self.n_seats)
        self.households.receive_income(self.people)
        self.people.adapt(self.month)
        self.people.leave(self.employers, self.households.leave(self.people))
        self.people.grow_older()
        self.recorded.append(self.count())
        self.month += 1

    def count(self) -> tuple[float, ...]:
        """The ten numbers of a month."""
        people = self.people.agents.lazy().filter("is_active")
        of_people = people.select(
            n=pl.len(),
            employment=(IS_ADULT & IS_EMPLOYED).sum() / IS_ADULT.sum(),
            wage=pl.col("wage").sum() / IS_EMPLOYED.sum(),
            integration=pl.col("integration").cast(pl.Float64).mean(),
            spread=pl.col("integration").cast(pl.Float64).std(ddof=0),
            trained=pl.col("is_trained").sum(),
        )
        n, employment, wage, integration, spread, trained = of_people.collect().row(0)
        households = self.households.agents.filter("is_active")
        poverty = households["is_poor"].mean()
        return (
            n,
            len(households),
            employment,
            wage,
            integration,
            spread,
            poverty,
            trained,
            self.n_hires,
            self.n_separations,
        )


def build(start: Start, seed: int) -> Site:
    return Site(start, seed)


def run(world: Site, months: int) -> np.ndarray:
    """All months; float64[months, aggregates]."""
    for _ in range(months):
        world.step()
    recorded = np.array(world.recorded, dtype=float)
    assert recorded.shape == (months, len(AGGREGATES))
    return recorded
