"""First days made on purpose: any shipped site, of any size and seed, and the rows of two of them compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from model import registry
from model.calendar import Calendar
from model.declare import NewEmployer
from model.population.build import build_population, population_columns, table_sizes
from model.scenario_file import read_profile
from model.site_profile import SiteProfile
from model.state import State

Array = np.ndarray[Any, Any]


def profile(name: str, **changes: Any) -> SiteProfile:
    """A shipped site with some fields changed."""
    return read_profile(name).model_copy(update=changes)


def first_day(of: SiteProfile, seed: int = 1, months: int = 60, is_mixed: bool = False, new: Sequence[NewEmployer] = ()) -> State:
    """Every table as it stands before June 2019."""
    columns = {"population": population_columns()} | registry.columns_by_owner(registry.PROCESSES)
    state = State(columns, table_sizes(of, months, seed, new))
    build_population(state, of, Calendar(2019, 6), months, is_mixed, new, seed)
    return state


def differing(one: State, other: State, table: str) -> dict[str, int]:
    """Columns in which the rows that both tables have are not the same, and in how many rows."""
    n = min(one.sizes[table], other.sizes[table])
    found = {}
    for column in one.columns[table]:
        pair = one.array(table, column)[:n], other.array(table, column)[:n]
        n_rows = int((pair[0] != pair[1]).reshape(n, -1).any(axis=1).sum())
        if n_rows:
            found[column] = n_rows
    return found


def ties(state: State) -> dict[tuple[int, int], float]:
    """Strength by (household, acquaintance)."""
    tie, strength = state.array("households", "tie"), state.array("households", "tie_strength")
    household, place = np.nonzero(tie >= 0)
    return {(int(h), int(tie[h, k])): float(strength[h, k]) for h, k in zip(household.tolist(), place.tolist(), strict=True)}
