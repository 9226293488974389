"""The common work as plain Mesa: one agent object a person, household and employer, activated through AgentSets.

As Mesa's tutorials have it: attributes on agents, `do` on agent sets, `model.random` for chance, `remove` for who leaves, a
DataCollector for what is recorded. Cheap habits are kept: `__slots__` is not used (Mesa's agents have a dictionary anyway), but
lookups are made once and each phase visits only the agents it concerns.
"""

from __future__ import annotations

from math import exp, sqrt
from typing import Any

import mesa
import numpy as np

from benchmarks.mini.population import ADULT, AGGREGATES, NOBODY, OLD, Start

NAME = "Mesa, one object a person"


class Employer(mesa.Agent):
    """An employer with a number of places."""

    def __init__(self, model: Site, capacity: int, base_wage: float) -> None:
        super().__init__(model)
        self.vacancies = capacity
        self.base_wage = base_wage


class Household(mesa.Agent):
    """A household: its members leave together."""

    def __init__(self, model: Site) -> None:
        super().__init__(model)
        self.members: list[Person] = []
        self.is_poor = False

    def receive_income(self) -> None:
        n = len(self.members)
        self.is_poor = sum(person.wage for person in self.members) + 40.0 * n < 110.0 * n

    def leave_or_stay(self) -> None:
        mean = sum(person.integration for person in self.members) / len(self.members)
        if self.random.random() >= 0.01 * exp(-2.0 * mean) * (1 + self.is_poor):
            return
        for person in self.members:
            if person.employer is not None:
                person.stop_work()
            person.is_active = False
            person.remove()
        self.remove()


class Person(mesa.Agent):
    """A member of a household, who lives in a building with `neighbours`."""

    def __init__(self, model: Site, household: Household, neighbours: list[Person]) -> None:
        super().__init__(model)
        self.household = household
        self.neighbours = neighbours
        self.is_active = True
        self.is_trained = False
        self.employer: Employer | None = None
        self.wage = 0.0
        self.tenure_months = 0
        self.age_months = self.education = self.is_female = 0
        self.skill = self.integration = self.next_integration = 0.0

    def is_jobless_adult(self) -> bool:
        return self.employer is None and ADULT <= self.age_months < OLD

    def tries(self) -> bool:
        score = -3.0 + 0.5 * self.skill + 0.25 * self.education + 0.6 * self.is_trained - 0.2 * self.is_female
        return self.random.random() < 1.0 / (1.0 + exp(-score))

    def take_place(self, open_employers: list[Employer]) -> None:
        """Take a random employer of those with a vacancy now."""
        if not open_employers:
            return
        place = self.random.randrange(len(open_employers))
        employer = open_employers[place]
        self.employer = employer
        self.tenure_months = 0
        luck = 0.9 + 0.2 * self.random.random()
        self.wage = employer.base_wage * (1 + 0.15 * self.skill + 0.05 * self.education) * luck
        self.model.n_hires += 1
        employer.vacancies -= 1
        if employer.vacancies == 0:
            open_employers[place] = open_employers[-1]
            open_employers.pop()

    def stop_work(self) -> None:
        self.employer.vacancies += 1
        self.employer = None
        self.tenure_months = 0
        self.wage = 0.0

    def separate(self) -> None:
        if self.employer is None:
            return
        tenure = self.tenure_months
        if tenure > 0 and self.random.random() < 0.02 + 0.06 * exp(-tenure / 6.0):
            self.stop_work()
            self.model.n_separations += 1
        else:
            self.tenure_months = tenure + 1

    def be_trained(self) -> None:
        self.is_trained = True
        self.skill += 0.3 * (1 + 0.1 * self.education)

    def meet(self, time: float) -> None:
        """Look at three people of the building and note where one's own integration goes."""
        total, n_met = 0.0, 0
        neighbours, random = self.neighbours, self.random.random
        size = len(neighbours)
        for _ in range(3):
            other = neighbours[int(random() * size)]
            if other is not self and other.is_active:
                total += other.integration
                n_met += 1
        mean = total / n_met if n_met else self.integration
        target = 0.15 + 0.35 * mean + time + 0.10 * min(self.tenure_months / 24.0, 1.0)
        if self.employer is not None:
            target += 0.30
        self.next_integration = self.integration + 0.1 * (target - self.integration)

    def adapt(self) -> None:
        self.integration = self.next_integration

    def grow_older(self) -> None:
        self.age_months += 1


class Site(mesa.Model):
    """All agents; a step is a month."""

    def __init__(self, start: Start, seed: int) -> None:
        super().__init__(rng=seed)
        self.n_seats = start.n_seats
        self.month = self.n_hires = self.n_separations = 0
        self.counted: dict[str, float] = {}
        employers = [Employer(self, *row) for row in zip(start.capacity.tolist(), start.base_wage.tolist(), strict=True)]
        households = [Household(self) for _ in range(start.n_households)]
        buildings: list[list[Person]] = [[] for _ in range(start.n_buildings)]
        names = ("age_months", "education", "is_female", "skill", "wage", "tenure_months", "integration")
        columns = [getattr(start, name).tolist() for name in names]
        where = zip(start.household.tolist(), start.building.tolist(), start.employer.tolist(), strict=True)
        for (h, b, e), values in zip(where, zip(*columns, strict=True), strict=True):
            person = Person(self, households[h], buildings[b])
            for name, value in zip(names, values, strict=True):
                setattr(person, name, value)
            if e != NOBODY:
                person.employer = employers[e]
                employers[e].vacancies -= 1
            households[h].members.append(person)
            buildings[b].append(person)
        self.employers = employers
        reporters = {name: lambda model, name=name: model.counted[name] for name in AGGREGATES}
        self.datacollector = mesa.DataCollector(model_reporters=reporters)

    def step(self) -> None:
        people, households = self.agents_by_type[Person], self.agents_by_type[Household]
        self.n_hires = self.n_separations = 0
        seekers = [person for person in people if person.is_jobless_adult() and person.tries()]
        self.random.shuffle(seekers)
        open_employers = [employer for employer in self.employers if employer.vacancies > 0]
        for person in seekers:
            person.take_place(open_employers)
        people.do("separate")
        waiting = [person for person in people if person.is_jobless_adult() and not person.is_trained]
        for person in self.random.sample(waiting, min(self.n_seats, len(waiting))):
            person.be_trained()
        households.do("receive_income")
        people.do("meet", 0.10 * min(self.month / 36.0, 1.0))
        people.do("adapt")
        households.do("leave_or_stay")
        people.do("grow_older")
        self.counted = self.count(list(people), list(households))
        self.datacollector.collect(self)
        self.month += 1

    def count(self, people: list[Person], households: list[Household]) -> dict[str, float]:
        """The ten numbers of a month, in one pass."""
        adults = adults_at_work = at_work = trained = 0
        wages = total = squares = 0.0
        for person in people:
            is_adult = ADULT <= person.age_months < OLD
            adults += is_adult
            if person.employer is not None:
                at_work += 1
                adults_at_work += is_adult
                wages += person.wage
            trained += person.is_trained
            total += person.integration
            squares += person.integration**2
        n = max(len(people), 1)
        mean = total / n
        values = (
            len(people),
            len(households),
            adults_at_work / max(adults, 1),
            wages / max(at_work, 1),
            mean,
            sqrt(max(squares / n - mean * mean, 0.0)),
            sum(household.is_poor for household in households) / max(len(households), 1),
            trained,
            self.n_hires,
            self.n_separations,
        )
        return dict(zip(AGGREGATES, values, strict=True))


def build(start: Start, seed: int) -> Site:
    return Site(start, seed)


def run(world: Site, months: int) -> np.ndarray:
    """All months; float64[months, aggregates]."""
    for _ in range(months):
        world.step()
    recorded: Any = world.datacollector.get_model_vars_dataframe()[list(AGGREGATES)]
    return recorded.to_numpy(dtype=float)
