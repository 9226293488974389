"""Small hand-made tables, and what the recorder makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from model import registry
from model.budget import Ledger
from model.calendar import Calendar
from model.codes import AT_NO_SCHOOL
from model.now import Clock
from model.outcomes.measure import Recorder
from model.population.build import population_columns
from model.state import State
from tests.world import note_life_stages

MONTHS = 24
ADULT = 30 * 12


class HandMade:
    """One household a list entry, one person a dict of columns; what is not said is a healthy adult man without work.

    Everybody has moved in by month 0. `put` sets a column of a table; `recorded` counts a month.
    """

    def __init__(self, households: list[list[dict[str, float]]]) -> None:
        people = [person for members in households for person in members]
        sizes = {
            "people": len(people), "households": len(households), "employers": 9, "schools": 2, "clinics": 1,
            "training_centres": 1, "community_offices": 1, "facilities": 6, "buildings": 1,
        }  # fmt: skip
        self.state = State({"population": population_columns()} | registry.columns_by_owner(registry.PROCESSES), sizes)
        n_slots = [len(members) for members in households]
        self.put("households", n_slots=n_slots, first_person=np.cumsum([0, *n_slots[:-1]]), arrival_month=0, tie=-1)
        self.put("people", household=np.repeat(np.arange(len(households)), n_slots), is_alive=1, age_months=ADULT)
        self.put("employers", kind=np.arange(9), is_open=1)
        for i, person in enumerate(people):
            for name, value in person.items():
                self.state.array("people", name)[i] = value

    def put(self, table: str, **columns: Any) -> None:
        for name, values in columns.items():
            self.state.array(table, name)[...] = values

    def _count_members(self) -> None:
        """What the household budget has counted by the end of a month, counted here anew."""
        of = {name: self.state.array("people", name) for name in self.state.columns["people"]}
        alive, age, works = of["is_alive"] == 1, of["age_months"], of["employer"] >= 0
        able = (of["disability"] < 2) & (of["school_level"] == AT_NO_SCHOOL)
        kinds = {
            "n_members": alive, "n_adults": alive & (age >= 192), "n_labour": alive & (age >= 192) & (age < 720) & able,
            "n_working": alive & works, "n_stable": alive & works & (of["tenure_months"] >= 6),
        }  # fmt: skip
        for name, who in kinds.items():
            self.put("households", **{name: np.bincount(of["household"], who, minlength=self.state.sizes["households"])})

    def _count_ties(self) -> None:
        """What the process of ties has counted by the end of a month."""
        tie, village = self.state.array("households", "tie"), self.state.array("households", "village")
        self.put("households", n_ties=(tie >= 0).sum(axis=1))
        self.put("households", n_ties_across=((tie >= 0) & (village[tie] != village[:, None])).sum(axis=1))

    def recorded(self, month: int = 0, record: str | tuple[str, ...] = "groups") -> Mapping[tuple[str, str], float]:
        """(group, outcome) to number, as counted in one month of a run that starts in June 2019."""
        self._count_members()
        self._count_ties()
        note_life_stages(self.state, month)
        clock = Clock(Calendar(2019, 6), MONTHS, (), seed=1)
        clock.month = month
        recorder = Recorder(self.state, clock, Ledger(registry.LEVERS, MONTHS), record)
        recorder.record(month)
        assert np.isnan(np.delete(recorder.values, month, axis=0)).all()
        return dict(zip(recorder.series, recorder.values[month].tolist(), strict=True))


@pytest.fixture
def tables() -> Callable[[list[list[dict[str, float]]]], HandMade]:
    return HandMade
