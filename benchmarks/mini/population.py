"""The first day of the common work: the same start arrays for every implementation, and the names of what is recorded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, default_rng

MONTHS = 60
NOBODY = -1
ADULT, OLD = 18 * 12, 60 * 12  # months; working age is from the first to below the second
PLACE_SHARE = 0.42  # places in work over people
SEAT_SHARE = 0.003  # training seats a month over people of the first day

AGGREGATES = (
    "people",
    "households",
    "employment",
    "wage",
    "integration",
    "integration_sd",
    "poverty",
    "trained",
    "hires",
    "separations",
)


@dataclass(frozen=True)
class Start:
    """The arrays of the first day. People stand by household, households by building.

    first_person, first_household have one entry more than there are households, buildings: the end of the last.
    """

    first_person: np.ndarray
    household: np.ndarray
    first_household: np.ndarray
    building: np.ndarray
    capacity: np.ndarray
    base_wage: np.ndarray
    age_months: np.ndarray
    is_female: np.ndarray
    education: np.ndarray
    skill: np.ndarray
    employer: np.ndarray
    tenure_months: np.ndarray
    wage: np.ndarray
    integration: np.ndarray

    @property
    def n_people(self) -> int:
        return self.household.size

    @property
    def n_households(self) -> int:
        return self.first_person.size - 1

    @property
    def n_buildings(self) -> int:
        return self.first_household.size - 1

    @property
    def n_employers(self) -> int:
        return self.capacity.size

    @property
    def n_seats(self) -> int:
        """Training seats a month."""
        return round(SEAT_SHARE * self.n_people)

    @property
    def first_person_of_building(self) -> np.ndarray:
        """The first row of each building's people, and the end of the last."""
        return self.first_person[self.first_household]


def hiring_wage(base: np.ndarray, skill: np.ndarray, education: np.ndarray, luck: np.ndarray) -> np.ndarray:
    """Pay of a new job; luck is uniform in [0, 1)."""
    return base * (1 + 0.15 * skill + 0.05 * education) * (0.9 + 0.2 * luck)


def start(n_people: int) -> Start:
    """The first day for a number of people: always the same arrays for the same number."""
    rng = default_rng([1, n_people])
    n_households = max(1, round(n_people / 4.2))
    cuts = np.sort(rng.choice(np.arange(1, n_people), n_households - 1, replace=False))
    first_person = np.concatenate([[0], cuts, [n_people]])
    n_buildings = max(1, round(n_households / 24))
    building_of_household = np.arange(n_households) * n_buildings // n_households
    household = np.repeat(np.arange(n_households), np.diff(first_person))
    capacity, base_wage = _employers(rng, n_people)
    age_months = (rng.beta(1.1, 2.0, n_people) * 85 * 12).astype(np.int64)
    is_female = rng.integers(0, 2, n_people)
    education = rng.choice(4, n_people, p=[0.35, 0.35, 0.2, 0.1])
    skill = np.clip(rng.normal(0.3 * education, 0.5), -1.5, 3.0)
    employer, tenure_months, wage = _first_jobs(rng, capacity, base_wage, age_months, skill, education)
    return Start(
        first_person=first_person,
        household=household,
        first_household=np.searchsorted(building_of_household, np.arange(n_buildings + 1)),
        building=building_of_household[household],
        capacity=capacity,
        base_wage=base_wage,
        age_months=age_months,
        is_female=is_female,
        education=education,
        skill=skill,
        employer=employer,
        tenure_months=tenure_months,
        wage=wage,
        integration=np.clip(rng.normal(0.3, 0.12, n_people), 0.0, 1.0),
    )


def _employers(rng: Generator, n_people: int) -> tuple[np.ndarray, np.ndarray]:
    """Places and base wage of each employer."""
    n_employers = max(2, n_people // 200)
    size = rng.lognormal(0.0, 0.8, n_employers)
    capacity = np.maximum(1, np.rint(PLACE_SHARE * n_people * size / size.sum()).astype(np.int64))
    return capacity, rng.uniform(180.0, 420.0, n_employers)


def _first_jobs(
    rng: Generator,
    capacity: np.ndarray,
    base_wage: np.ndarray,
    age_months: np.ndarray,
    skill: np.ndarray,
    education: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A quarter of working age in work, in random places: employer, tenure and wage of everybody."""
    of_working_age = np.flatnonzero((age_months >= ADULT) & (age_months < OLD))
    worker = rng.choice(of_working_age, round(of_working_age.size / 4), replace=False)
    employer = np.full(age_months.size, NOBODY)
    employer[worker] = rng.permutation(np.repeat(np.arange(capacity.size), capacity))[: worker.size]
    tenure_months = np.zeros(age_months.size, np.int64)
    tenure_months[worker] = rng.integers(1, 36, worker.size)
    wage = np.zeros(age_months.size)
    luck = rng.random(worker.size)
    wage[worker] = hiring_wage(base_wage[employer[worker]], skill[worker], education[worker], luck)
    return employer, tenure_months, wage
