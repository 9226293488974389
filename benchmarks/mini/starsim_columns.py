"""The common work on Starsim: one module a phase, states as its arrays, its own distributions drawn by agents' ids.

As Starsim's user guide has it: states are declared by modules, `Dist` objects drawn for uids (common random numbers, its
default), leavers go through `people.request_removal`, so that later months work on active agents only. People of the first
day come from the given arrays. Household sums use numpy's bincount, as Starsim has no households.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import starsim as ss

from benchmarks.mini.numpy_columns import fill_places
from benchmarks.mini.population import ADULT, AGGREGATES, MONTHS, NOBODY, OLD, Start, hiring_wage

NAME = "Starsim"


class Site(ss.Module):
    """The states that several phases share."""

    def __init__(self, start: Start) -> None:
        super().__init__(name="site")
        self.start = start
        self.define_states(
            ss.IntArr("age_months", default=lambda n: start.age_months.copy()),
            ss.BoolState("is_female", default=lambda n: start.is_female.astype(bool)),
            ss.IntArr("education", default=lambda n: start.education.copy()),
            ss.FloatArr("skill", default=lambda n: start.skill),
            ss.BoolState("is_trained", default=False),
            ss.IntArr("employer", default=lambda n: start.employer.copy()),
            ss.FloatArr("wage", default=lambda n: start.wage),
            ss.IntArr("tenure_months", default=lambda n: start.tenure_months.copy()),
            ss.FloatArr("integration", default=lambda n: start.integration),
        )
        at_work = start.employer[start.employer >= 0]
        self.vacancies = start.capacity - np.bincount(at_work, minlength=start.n_employers)
        self.is_poor = np.zeros(start.n_households, bool)
        self.n_active = np.diff(start.first_person)
        ends = start.first_person_of_building
        self.building_start = ends[start.building]
        self.building_size = np.diff(ends)[start.building]
        self.n_hires = self.n_separations = 0

    def step(self) -> None:
        """Nothing of its own."""

    def jobless_adults(self) -> Any:
        return ((self.employer == NOBODY) & (self.age_months >= ADULT) & (self.age_months < OLD)).uids

    def free_jobs(self, uids: Any) -> None:
        self.vacancies += np.bincount(self.employer[uids], minlength=self.vacancies.size)
        self.employer[uids] = NOBODY
        self.tenure_months[uids] = 0
        self.wage[uids] = 0.0


class Phase(ss.Module):
    """A phase of the month; the states are those of `site`."""

    def __init__(self, site: Site) -> None:
        super().__init__(name=type(self).__name__.lower())

    @property
    def site(self) -> Site:
        return self.sim.get_module("site")


class Search(Phase):
    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.tries = ss.bernoulli(p=self.chance)
        self.luck = ss.random()

    @staticmethod
    def chance(self: Any, sim: Any, uids: Any) -> Any:
        site = self.site
        score = -3.0 + 0.5 * site.skill[uids] + 0.25 * site.education[uids]
        score += 0.6 * site.is_trained[uids] - 0.2 * site.is_female[uids]
        return 1.0 / (1.0 + np.exp(-score))

    def init_post(self) -> None:
        super().init_post()
        # Starsim has no draw of an employer among those with a vacancy: a generator of the module's own seed.
        self.rng = np.random.default_rng(self.luck.seed)

    def step(self) -> None:
        site = self.site
        seekers = self.rng.permutation(self.tries.filter(site.jobless_adults()))
        hired, employer = fill_places(self.rng, seekers, site.vacancies)
        hired = ss.uids(hired)
        site.employer[hired] = employer
        site.tenure_months[hired] = 0
        base = site.start.base_wage[employer]
        site.wage[hired] = hiring_wage(base, site.skill[hired], site.education[hired], self.luck.rvs(hired))
        site.n_hires = len(hired)


class Separation(Phase):
    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.ends = ss.bernoulli(p=self.hazard)

    @staticmethod
    def hazard(self: Any, sim: Any, uids: Any) -> Any:
        tenure = self.site.tenure_months[uids]
        return np.where(tenure > 0, 0.02 + 0.06 * np.exp(-tenure / 6.0), 0.0)

    def step(self) -> None:
        site = self.site
        over, stays = self.ends.split((site.employer != NOBODY).uids)
        site.free_jobs(over)
        site.tenure_months[stays] += 1
        site.n_separations = len(over)


class Training(Phase):
    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.lottery = ss.choose_n(n=site.start.n_seats)

    def step(self) -> None:
        site = self.site
        jobless = site.jobless_adults()
        chosen = self.lottery.filter(jobless[~site.is_trained[jobless]])
        site.is_trained[chosen] = True
        site.skill[chosen] = site.skill[chosen] + 0.3 * (1.0 + 0.1 * site.education[chosen])


class Income(Phase):
    def step(self) -> None:
        site, uids = self.site, self.sim.people.auids
        household = site.start.household[uids]
        site.n_active = np.bincount(household, minlength=site.start.n_households)
        wages = np.bincount(household, site.wage.values, minlength=site.start.n_households)
        site.is_poor = (site.n_active > 0) & (wages + 40.0 * site.n_active < 110.0 * site.n_active)


class Ties(Phase):
    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.first, self.second, self.third = ss.random(), ss.random(), ss.random()

    def step(self) -> None:
        site, people = self.site, self.sim.people
        uids = people.auids
        start, size = site.building_start[uids], site.building_size[uids]
        old, is_active = site.integration.raw, people.alive.raw
        total, n_met = np.zeros(len(uids), np.float32), np.zeros(len(uids), np.int64)
        for draw in (self.first, self.second, self.third):
            place = np.minimum((draw.rvs(uids) * size).astype(np.int64), size - 1)
            other = start + place
            counts = is_active[other] & (other != uids)
            total += np.where(counts, old[other], 0.0)
            n_met += counts
        own = site.integration.values
        mean = np.where(n_met > 0, total / np.maximum(n_met, 1), own)
        target = 0.15 + 0.30 * (site.employer.values != NOBODY) + 0.35 * mean
        target += 0.10 * min(self.ti / 36.0, 1.0) + 0.10 * np.minimum(site.tenure_months.values / 24.0, 1.0)
        site.integration[:] = own + 0.1 * (target - own)


class ReturnMoves(Phase):
    def __init__(self, site: Site) -> None:
        super().__init__(site)
        # Households are not Starsim agents: the draw of the first member decides for all.
        self.draw = ss.random()

    def step(self) -> None:
        site, people = self.site, self.sim.people
        uids = people.auids
        household = site.start.household[uids]
        total = np.bincount(household, site.integration.values, minlength=site.start.n_households)
        here = np.flatnonzero(site.n_active)
        hazard = 0.01 * np.exp(-2.0 * total[here] / site.n_active[here]) * (1 + site.is_poor[here])
        goes = np.zeros(site.start.n_households, bool)
        goes[here] = self.draw.rvs(ss.uids(site.start.first_person[here])) < hazard
        leavers = uids[goes[household]]
        site.free_jobs(leavers[site.employer[leavers] != NOBODY])
        site.n_active[goes] = 0
        people.request_removal(leavers)


class Ageing(Phase):
    def step(self) -> None:
        self.site.age_months[:] += 1  # those who leave this month too; they are frozen afterwards


class Aggregates(ss.Analyzer):
    """The ten numbers of a month, after the leavers have gone."""

    def __init__(self) -> None:
        super().__init__(name="aggregates")
        self.recorded: list[tuple[float, ...]] = []

    def step(self) -> None:
        site = self.sim.get_module("site")
        uids = self.sim.people.alive.uids
        age, is_employed = site.age_months[uids], site.employer[uids] != NOBODY
        is_adult = (age >= ADULT) & (age < OLD)
        is_household = site.n_active > 0
        integration = site.integration[uids].astype(np.float64)
        self.recorded.append(
            (
                len(uids),
                np.count_nonzero(is_household),
                np.count_nonzero(is_adult & is_employed) / max(np.count_nonzero(is_adult), 1),
                site.wage[uids].sum(dtype=np.float64) / max(np.count_nonzero(is_employed), 1),
                integration.mean(),
                integration.std(),
                np.count_nonzero(site.is_poor & is_household) / max(np.count_nonzero(is_household), 1),
                np.count_nonzero(site.is_trained[uids]),
                site.n_hires,
                site.n_separations,
            )
        )


def build(start: Start, seed: int) -> ss.Sim:
    site = Site(start)
    phases = [phase(site) for phase in (Search, Separation, Training, Income, Ties, ReturnMoves, Ageing)]
    return ss.Sim(
        n_agents=start.n_people,
        start="2019-06-01",
        dt=ss.months(1),
        dur=ss.months(MONTHS),
        modules=[site, *phases],
        analyzers=Aggregates(),
        people_results=False,
        copy_inputs=False,
        rand_seed=seed,
        verbose=0,
    ).init()


def run(world: ss.Sim, months: int) -> np.ndarray:
    """All months; float64[months, aggregates]."""
    if months != MONTHS:
        raise ValueError(f"Starsim fixes its horizon when it is built: {MONTHS} months, not {months}")
    world.run()
    recorded = np.array(world.get_module("aggregates").recorded)
    assert recorded.shape == (months, len(AGGREGATES))
    return recorded
