"""The common work on this project's own machinery: declared columns, keyed chance, one readable kernel a phase."""

from __future__ import annotations

import numpy as np

from benchmarks.mini.columns import COLUMNS, OWNER
from benchmarks.mini.phases import ageing, aggregates, income, return_moves, search, separation, ties, training
from benchmarks.mini.population import AGGREGATES, MONTHS, Start
from model.calendar import Calendar
from model.now import Clock, ProcessNow
from model.state import State

NAME = "this project's machinery"

PHASES = (search, separation, training, income, ties, return_moves, ageing)


class World:
    """The state of one run, its clock, and the window that phases get on both."""

    def __init__(self, start: Start, seed: int) -> None:
        self.clock = Clock(Calendar(2019, 6), MONTHS, (), seed)
        sizes = {
            "people": start.n_people,
            "households": start.n_households,
            "buildings": start.n_buildings,
            "employers": start.n_employers,
            "community_offices": 1,
        }
        self.state = State({OWNER: COLUMNS}, sizes)
        self.now = ProcessNow(OWNER, self.clock, self.state)
        self._fill(start)

    def _fill(self, start: Start) -> None:
        people = ("household", "age_months", "is_female", "education", "skill", "employer", "wage", "integration")
        values = {name: getattr(start, name) for name in (*people, "tenure_months")}
        self.state.fill("people", values)
        n_members = np.diff(start.first_person)
        self.state.fill("households", {"first_person": start.first_person[:-1], "n_members": n_members, "n_active": n_members})
        ends = start.first_person_of_building
        self.state.fill("buildings", {"first_person": ends[:-1], "n_people": np.diff(ends)})
        at_work = start.employer[start.employer >= 0]
        n_filled = np.bincount(at_work, minlength=start.n_employers)
        self.state.fill("employers", {"n_posts": start.capacity, "n_filled": n_filled, "base_wage": start.base_wage})


def build(start: Start, seed: int) -> World:
    return World(start, seed)


def run(world: World, months: int) -> np.ndarray:
    """All months; float64[months, aggregates]."""
    recorded = np.empty((months, len(AGGREGATES)))
    for month in range(months):
        world.clock.month = month
        for phase in PHASES:
            phase.step(world.now)
        aggregates.record(world.now, recorded[month])
    return recorded
