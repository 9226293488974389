"""A world made by hand: tables of a few rows, and any process run on them with any parameters."""

from __future__ import annotations

from typing import Any

import numpy as np

from model import registry
from model.calendar import NEVER, Calendar
from model.codes import ABSENT, CHILD, OF_WORKING_AGE, OLD, OLDER, SEVERE_DISABILITY, UNABLE
from model.declare import filled
from model.now import Clock, ProcessNow, number_types, parameter_values
from model.population.build import population_columns
from model.state import State

SIZES = {
    "people": 0, "households": 0, "employers": 0, "schools": 1, "clinics": 1, "training_centres": 1,
    "community_offices": 1, "facilities": 6, "buildings": 1,
}  # fmt: skip


def note_life_stages(state: State, month: int) -> None:
    """What demography has noted of everybody by the time that other processes run: whether on the site, and of which age."""
    people = {name: state.array("people", name) for name in ("household", "is_alive", "age_months", "disability")}
    arrival, leaving = state.array("households", "arrival_month"), state.array("households", "return_month")
    is_here = ((arrival <= month) & (leaving > month))[people["household"]] & (people["is_alive"] == 1)
    stages = np.select([people["age_months"] < years * 12 for years in (16, 60, 70)], [CHILD, OF_WORKING_AGE, OLDER], OLD)
    stages[(people["disability"] == SEVERE_DISABILITY) & (stages != CHILD)] = UNABLE
    state.array("people", "life_stage")[:] = np.where(is_here, stages, ABSENT)


class World:
    """Tables with given numbers of rows; every household is present from month 0 and every person belongs to one."""

    def __init__(self, seed: int = 1, months: int = 600, start: tuple[int, int] = (2021, 3), **sizes: int) -> None:
        columns = {"population": population_columns()} | registry.columns_by_owner(registry.PROCESSES)
        self.state = State(columns, SIZES | sizes)
        self.clock = Clock(Calendar(*start), months, (), seed)
        people, households = self.state.sizes["people"], self.state.sizes["households"]
        self["households", "return_month"][:] = NEVER
        if households:
            each = people // households
            self["people", "household"][:] = [min(i // each, households - 1) for i in range(people)]
            self["households", "first_person"][:] = [h * each for h in range(households)]
            self["households", "n_slots"][:] = each
        self["people", "chance_id"][:] = range(people)
        self["people", "is_alive"][:] = 1
        self["people", "age_months"][:] = 30 * 12
        self["people", "mandarin"][:] = 3

    def __getitem__(self, key: tuple[str, str]) -> Any:
        return self.state.array(*key)

    def now(self, process: str, p: dict[str, float] | None = None, q: dict[str, float] | None = None) -> ProcessNow:
        """The window of a process on this world, with some parameters and quantities of its own."""
        declared = registry.PROCESSES[process]
        note_life_stages(self.state, self.clock.month)
        p_type, q_type = number_types(declared)
        parameters = filled(p_type, parameter_values(declared.parameters, p or {}))
        values = [float((q or {}).get(quantity.name, quantity.default)) for quantity in declared.quantities]
        return ProcessNow(process, self.clock, self.state, parameters, filled(q_type, values))

    def step(self, process: str, p: dict[str, float] | None = None, q: dict[str, float] | None = None) -> None:
        """One month of one process."""
        registry.PROCESSES[process].step(self.now(process, p, q))
