"""The common work on AgentPy: agents in AgentLists, phases as calls on lists, as its guide has it.

Chance comes from `model.random`. Who leaves is taken out of the list, which is rebuilt once a month.
"""

from __future__ import annotations

from math import exp, sqrt

import agentpy as ap
import numpy as np

from benchmarks.mini.population import ADULT, AGGREGATES, NOBODY, OLD, Start

NAME = "AgentPy"


class Employer(ap.Agent):
    def setup(self, capacity: int, base_wage: float) -> None:
        self.vacancies = capacity
        self.base_wage = base_wage


class Household(ap.Agent):
    def setup(self) -> None:
        self.members: list[Person] = []
        self.is_poor = False
        self.is_active = True

    def receive_income(self) -> None:
        n = len(self.members)
        self.is_poor = sum(person.wage for person in self.members) + 40.0 * n < 110.0 * n

    def leave_or_stay(self) -> None:
        mean = sum(person.integration for person in self.members) / len(self.members)
        if self.model.random.random() >= 0.01 * exp(-2.0 * mean) * (1 + self.is_poor):
            return
        self.is_active = False
        for person in self.members:
            if person.employer is not None:
                person.stop_work()
            person.is_active = False


class Person(ap.Agent):
    def setup(self) -> None:
        self.is_active = True
        self.is_trained = False
        self.employer: Employer | None = None
        self.next_integration = 0.0

    def is_jobless_adult(self) -> bool:
        return self.employer is None and ADULT <= self.age_months < OLD

    def tries(self) -> bool:
        score = -3.0 + 0.5 * self.skill + 0.25 * self.education + 0.6 * self.is_trained - 0.2 * self.is_female
        return self.model.random.random() < 1.0 / (1.0 + exp(-score))

    def take_place(self, open_employers: list[Employer]) -> None:
        """Take a random employer of those with a vacancy now."""
        if not open_employers:
            return
        random = self.model.random
        place = random.randrange(len(open_employers))
        employer = open_employers[place]
        self.employer = employer
        self.tenure_months = 0
        luck = 0.9 + 0.2 * random.random()
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
        if tenure > 0 and self.model.random.random() < 0.02 + 0.06 * exp(-tenure / 6.0):
            self.stop_work()
            self.model.n_separations += 1
        else:
            self.tenure_months = tenure + 1

    def be_trained(self) -> None:
        self.is_trained = True
        self.skill += 0.3 * (1 + 0.1 * self.education)

    def meet(self, time: float) -> None:
        total, n_met = 0.0, 0
        neighbours, random = self.neighbours, self.model.random.random
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


class Site(ap.Model):
    """All agents; a step is a month. `p.start` holds the first day."""

    def setup(self) -> None:
        start: Start = self.p.start
        self.n_hires = self.n_separations = 0
        self.employers = ap.AgentList(
            self,
            start.n_employers,
            Employer,
            capacity=ap.AttrIter(start.capacity.tolist()),
            base_wage=ap.AttrIter(start.base_wage.tolist()),
        )
        self.households = ap.AgentList(self, start.n_households, Household)
        self.people = ap.AgentList(self, start.n_people, Person)
        for name in ("age_months", "education", "is_female", "skill", "wage", "tenure_months", "integration"):
            setattr(self.people, name, ap.AttrIter(getattr(start, name).tolist()))
        buildings: list[list[Person]] = [[] for _ in range(start.n_buildings)]
        where = zip(start.household.tolist(), start.building.tolist(), start.employer.tolist(), strict=True)
        for person, (h, b, e) in zip(self.people, where, strict=True):
            if e != NOBODY:
                person.employer = self.employers[e]
                person.employer.vacancies -= 1
            self.households[h].members.append(person)
            person.neighbours = buildings[b]
            buildings[b].append(person)

    def step(self) -> None:
        people, households = self.people, self.households
        self.n_hires = self.n_separations = 0
        seekers = [person for person in people if person.is_jobless_adult() and person.tries()]
        self.random.shuffle(seekers)
        open_employers = [employer for employer in self.employers if employer.vacancies > 0]
        for person in seekers:
            person.take_place(open_employers)
        people.separate()
        waiting = [person for person in people if person.is_jobless_adult() and not person.is_trained]
        for person in self.random.sample(waiting, min(self.p.start.n_seats, len(waiting))):
            person.be_trained()
        households.receive_income()
        people.meet(0.10 * min((self.t - 1) / 36.0, 1.0))
        people.adapt()
        households.leave_or_stay()
        self.people = ap.AgentList(self, [person for person in people if person.is_active])
        self.households = ap.AgentList(self, [household for household in households if household.is_active])
        self.people.grow_older()

    def update(self) -> None:
        """Called by AgentPy after each step, and once before the first."""
        if self.t > 0:
            for name, value in zip(AGGREGATES, self.count(), strict=True):
                self.record(name, value)

    def count(self) -> tuple[float, ...]:
        """The ten numbers of a month, in one pass."""
        adults = adults_at_work = at_work = trained = 0
        wages = total = squares = 0.0
        for person in self.people:
            is_adult = ADULT <= person.age_months < OLD
            adults += is_adult
            if person.employer is not None:
                at_work += 1
                adults_at_work += is_adult
                wages += person.wage
            trained += person.is_trained
            total += person.integration
            squares += person.integration**2
        n = max(len(self.people), 1)
        mean = total / n
        return (
            len(self.people),
            len(self.households),
            adults_at_work / max(adults, 1),
            wages / max(at_work, 1),
            mean,
            sqrt(max(squares / n - mean * mean, 0.0)),
            sum(household.is_poor for household in self.households) / max(len(self.households), 1),
            trained,
            self.n_hires,
            self.n_separations,
        )


def build(start: Start, seed: int) -> Site:
    world = Site({"start": start, "seed": seed})
    world.sim_setup(steps=None)
    return world


def run(world: Site, months: int) -> np.ndarray:
    """All months; float64[months, aggregates]."""
    for _ in range(months):
        world.sim_step()
    return np.array([world.log[name] for name in AGGREGATES], dtype=float).T
