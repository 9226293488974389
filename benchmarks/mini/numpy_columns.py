"""The common work as plain numpy: whole columns, boolean masks, one generator. What a careful numpy user would write."""

from __future__ import annotations

import numpy as np

from benchmarks.mini.population import ADULT, AGGREGATES, NOBODY, OLD, Start, hiring_wage

NAME = "numpy columns"


class World:
    """The columns of one run."""

    def __init__(self, start: Start, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.start = start
        self.age_months = start.age_months.astype(np.int16)
        self.skill = start.skill.astype(np.float32)
        self.is_trained = np.zeros(start.n_people, bool)
        self.employer = start.employer.astype(np.int32)
        self.wage = start.wage.astype(np.float32)
        self.tenure_months = start.tenure_months.astype(np.int16)
        self.integration = start.integration.astype(np.float32)
        self.is_active = np.ones(start.n_people, bool)
        self.vacancies = start.capacity - np.bincount(start.employer[start.employer >= 0], minlength=start.n_employers)
        self.is_poor = np.zeros(start.n_households, bool)
        ends = start.first_person_of_building
        self.building_start = ends[start.building].astype(np.int32)
        self.building_size = np.diff(ends)[start.building].astype(np.float32)
        self.search_base = -3.0 + 0.25 * start.education - 0.2 * start.is_female
        self.n_hires = self.n_separations = 0


def build(start: Start, seed: int) -> World:
    return World(start, seed)


def run(world: World, months: int) -> np.ndarray:
    """All months; float64[months, aggregates]."""
    recorded = np.empty((months, len(AGGREGATES)))
    for month in range(months):
        search(world)
        separate(world)
        train(world)
        n_active = count_active(world)
        receive_income(world, n_active)
        adapt(world, month)
        leave(world, n_active)
        world.age_months += world.is_active
        recorded[month] = aggregates(world)
    return recorded


def of_working_age(world: World) -> np.ndarray:
    """Active people of working age."""
    return world.is_active & (world.age_months >= ADULT) & (world.age_months < OLD)


def fill_places(rng: np.random.Generator, seekers: np.ndarray, vacancies: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Who is hired by whom when each of `seekers`, in their order, takes a random employer with a vacancy.

    In rounds: everybody left throws at the employers still open and an employer takes its first. The throws that hit a
    place are the first such throws of one stream, so the result has the law of one seeker after the other.
    """
    hired, employers = [], []
    while seekers.size:
        is_open = np.flatnonzero(vacancies > 0)
        if is_open.size == 0:
            break
        wish = is_open[rng.integers(0, is_open.size, seekers.size)]
        order = np.argsort(wish, kind="stable")
        sorted_wish = wish[order]
        place = np.arange(wish.size) - np.searchsorted(sorted_wish, sorted_wish)
        is_taken = np.empty(wish.size, bool)
        is_taken[order] = place < vacancies[sorted_wish]
        hired.append(seekers[is_taken])
        employers.append(wish[is_taken])
        vacancies -= np.bincount(wish[is_taken], minlength=vacancies.size)
        seekers = seekers[~is_taken]
    if not hired:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    return np.concatenate(hired), np.concatenate(employers)


def search(world: World) -> None:
    """The unemployed of working age look for work."""
    row = np.flatnonzero(of_working_age(world) & (world.employer == NOBODY))
    score = world.search_base[row] + 0.5 * world.skill[row] + 0.6 * world.is_trained[row]
    seekers = world.rng.permutation(row[world.rng.random(row.size) < 1.0 / (1.0 + np.exp(-score))])
    hired, employer = fill_places(world.rng, seekers, world.vacancies)
    world.employer[hired] = employer
    world.tenure_months[hired] = 0
    education, luck = world.start.education[hired], world.rng.random(hired.size)
    world.wage[hired] = hiring_wage(world.start.base_wage[employer], world.skill[hired], education, luck)
    world.n_hires = hired.size


def separate(world: World) -> None:
    """Jobs end; all others go on for a month."""
    worker = np.flatnonzero(world.employer != NOBODY)
    tenure = world.tenure_months[worker]
    hazard = np.where(tenure > 0, 0.02 + 0.06 * np.exp(-tenure / 6.0), 0.0)
    is_over = world.rng.random(worker.size) < hazard
    world.tenure_months[worker[~is_over]] += 1
    free_jobs(world, worker[is_over])
    world.n_separations = int(is_over.sum())


def free_jobs(world: World, row: np.ndarray) -> None:
    """These people no longer work."""
    world.vacancies += np.bincount(world.employer[row], minlength=world.vacancies.size)
    world.employer[row] = NOBODY
    world.tenure_months[row] = 0
    world.wage[row] = 0.0


def train(world: World) -> None:
    """Seats go to random unemployed people who were never trained."""
    row = np.flatnonzero(of_working_age(world) & (world.employer == NOBODY) & ~world.is_trained)
    chosen = world.rng.choice(row, min(world.start.n_seats, row.size), replace=False)
    world.is_trained[chosen] = True
    world.skill[chosen] += 0.3 * (1.0 + 0.1 * world.start.education[chosen])


def count_active(world: World) -> np.ndarray:
    """Active members of each household."""
    return np.add.reduceat(world.is_active, world.start.first_person[:-1], dtype=np.int64)


def receive_income(world: World, n_active: np.ndarray) -> None:
    """Households pool what their members earn."""
    wages = np.add.reduceat(world.wage, world.start.first_person[:-1])  # nobody inactive has a wage
    world.is_poor = (n_active > 0) & (wages + 40.0 * n_active < 110.0 * n_active)


def adapt(world: World, month: int) -> None:
    """Integration moves towards what work, neighbours and time support."""
    row = np.flatnonzero(world.is_active).astype(np.int32)
    own = world.integration[row]
    first, size = world.building_start[row], world.building_size[row]
    total, n_met = np.zeros(row.size, np.float32), np.zeros(row.size, np.int8)
    for _ in range(3):
        other = first + (world.rng.random(row.size, np.float32) * size).astype(np.int32)
        counts = world.is_active[other] & (other != row)
        total += world.integration[other] * counts
        n_met += counts
    target = 0.35 * np.where(n_met > 0, total / np.maximum(n_met, np.int8(1)), own)
    target += np.float32(0.15 + 0.10 * min(month / 36.0, 1.0))
    target += np.float32(0.30) * (world.employer[row] != NOBODY)
    target += np.float32(0.10 / 24.0) * np.minimum(world.tenure_months[row], 24)
    world.integration[row] = own + np.float32(0.1) * (target - own)


def leave(world: World, n_active: np.ndarray) -> None:
    """Households return to the origin, the poor and badly integrated sooner."""
    total = np.add.reduceat(np.where(world.is_active, world.integration, 0.0), world.start.first_person[:-1])
    hazard = 0.01 * np.exp(-2.0 * total / np.maximum(n_active, 1)) * (1 + world.is_poor)
    goes = (n_active > 0) & (world.rng.random(n_active.size) < hazard)
    row = np.flatnonzero(goes[world.start.household])
    free_jobs(world, row[world.employer[row] != NOBODY])
    world.is_active[row] = False


def aggregates(world: World) -> tuple[float, ...]:
    """The ten numbers of a month."""
    is_active, is_employed = world.is_active, world.employer != NOBODY
    working_age = of_working_age(world)
    n_people = np.count_nonzero(is_active)
    is_household = np.bitwise_or.reduceat(is_active, world.start.first_person[:-1])
    n_households = np.count_nonzero(is_household)
    integration = world.integration[is_active].astype(np.float64)
    return (
        n_people,
        n_households,
        np.count_nonzero(is_employed & working_age) / max(np.count_nonzero(working_age), 1),
        world.wage.sum(dtype=np.float64) / max(np.count_nonzero(is_employed), 1),
        integration.mean() if n_people else 0.0,
        integration.std() if n_people else 0.0,
        np.count_nonzero(world.is_poor & is_household) / max(n_households, 1),
        np.count_nonzero(world.is_trained & is_active),
        world.n_hires,
        world.n_separations,
    )
