"""Snapshots: households, people and places row by row in a few months of a run, for who gains and for flows between states.

Kept only when asked for. A household or person is known by a number that is the same under every scenario of one seed, so
that two runs can be compared family by family.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from model.calendar import MONTHS_A_YEAR
from model.codes import (
    AT_NO_SCHOOL,
    ELSEWHERE,
    HOUSEHOLD_GONE,
    HOUSEHOLD_IN_STABLE_WORK,
    HOUSEHOLD_IN_WORK,
    HOUSEHOLD_WITHOUT_LABOUR,
    HOUSEHOLD_ZERO_EMPLOYMENT,
    IN_LOCAL_WORK,
    IN_OUTSIDE_WORK,
    IN_PUBLIC_POST,
    IN_WORKSHOP,
    MOVED_BACK,
    NO_WORK,
    NOBODY,
    NOT_IN_LABOUR_FORCE,
    ON_COURSE,
    OUTSIDE,
    PUBLIC_PROGRAMME,
    SEVERE_DISABILITY,
    WORKSHOP,
)
from model.declare import Array, view
from model.state import State

TABLES = ("households", "people", "places")
IDS = (("site", pa.string()), ("scenario", pa.string()), ("design_point", pa.int32()), ("replication", pa.int32()))
STABLE_MONTHS = 6

People = view(
    "people",
    "household chance_id is_alive is_female age_months disability school_level employer tenure_months wage_yuan_month "
    "course_months_left months_since_training",
    __name__,
)
Households = view(
    "households",
    "arrival_month return_month first_person n_slots building grid village is_minority net_income_yuan_month "
    "income_a_head_year is_poor economic social cultural psychological civic",
    __name__,
)
Buildings = view("buildings", "x_metres y_metres grid n_households", __name__)
Schools = view("schools", "x_metres y_metres level n_seats n_pupils n_waiting", __name__)
Clinics = view("clinics", "x_metres y_metres tier visits_a_month n_visits n_waiting", __name__)
Employers = view("employers", "x_metres y_metres kind kilometres is_open n_posts n_filled", __name__)
TrainingCentres = view("training_centres", "x_metres y_metres", __name__)
CommunityOffices = view("community_offices", "x_metres y_metres n_visits n_waiting", __name__)
Facilities = view("facilities", "x_metres y_metres kind is_open", __name__)
ON_THE_PLAN_KILOMETRES = 2.0  # employers further off are not on the map of a site


@dataclass(frozen=True)
class Kept:
    """What is kept. months: counted from 0; empty: the first month and the last of every year. columns: further plain columns
    of households and people, as `households.savings_yuan`."""

    months: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()

    def when(self, months_a_run: int) -> frozenset[int]:
        """The months in which rows are kept."""
        ends = {0, *range(MONTHS_A_YEAR - 1, months_a_run, MONTHS_A_YEAR), months_a_run - 1}
        return frozenset(self.months or ends)


class Snapshots:
    """The rows kept of one run so far. `take` after a month; `tables` when the run is over."""

    def __init__(self, state: State, kept: Kept, months_a_run: int) -> None:
        self._state = state
        self._kept = kept
        self._when = kept.when(months_a_run)
        self._last = max(self._when)
        self._parts: dict[str, list[pa.Table]] = {name: [] for name in TABLES}

    def take(self, month: int) -> None:
        """Keep the rows of a month that has just been simulated, if it is one of those asked for."""
        if month not in self._when:
            return
        self._keep("households", self._households(month))
        self._keep("people", self._people(month))
        if month == self._last:
            self._keep("places", self._places(month))

    def tables(self) -> dict[str, pa.Table]:
        """Table name to its rows, all months below one another."""
        return {name: pa.concat_tables(parts) for name, parts in self._parts.items() if parts}

    def _keep(self, name: str, columns: dict[str, Any]) -> None:
        self._parts[name].append(pa.table(columns))

    def _chosen(self, table: str, rows: Array) -> dict[str, Array]:
        names = [name.partition(".")[2] for name in self._kept.columns if name.startswith(f"{table}.")]
        return {name: self._state.array(table, name)[rows] for name in names}

    def _people(self, month: int) -> dict[str, Any]:
        people, households = self._state.view(People, None), self._state.view(Households, None)
        rows = np.flatnonzero((people.is_alive == 1) & (households.arrival_month[people.household] <= month))
        return {
            "month": np.full(rows.size, month, np.int16),
            "person": people.chance_id[rows],
            "household": people.household[rows],
            "is_female": people.is_female[rows],
            "age_years": (people.age_months[rows] // MONTHS_A_YEAR).astype(np.int16),
            "labour_state": labour_state(self._state, month)[rows],
            "employer_kind": employer_kind(self._state)[rows],
            "is_stable": (people.employer[rows] != NOBODY) & (people.tenure_months[rows] >= STABLE_MONTHS),
            "is_trained": people.months_since_training[rows] >= 0,
            "wage_yuan_month": np.where(people.employer[rows] != NOBODY, people.wage_yuan_month[rows], 0).astype(np.float32),
            **self._chosen("people", rows),
        }

    def _households(self, month: int) -> dict[str, Any]:
        people, households = self._state.view(People, None), self._state.view(Households, None)
        heads = np.bincount(people.household[people.is_alive == 1], minlength=households.n_slots.size)
        rows = np.flatnonzero((households.arrival_month <= month) & (heads > 0))
        scores = households.economic + households.social + households.cultural + households.psychological + households.civic
        return {
            "month": np.full(rows.size, month, np.int16),
            "household": rows.astype(np.int32),
            "building": households.building[rows],
            "grid": households.grid[rows],
            "village": households.village[rows],
            "is_minority": households.is_minority[rows],
            "is_here": households.return_month[rows] > month,
            "heads": heads[rows].astype(np.int16),
            "work_state": work_state(self._state, month)[rows],
            "net_income_a_head_yuan_month": (households.net_income_yuan_month[rows] / heads[rows]).astype(np.float32),
            "income_a_head_year": households.income_a_head_year[rows],
            "is_poor": households.is_poor[rows],
            "integration_index": (scores[rows] / 5).astype(np.float32),
            **self._chosen("households", rows),
        }

    def _places(self, month: int) -> dict[str, Any]:
        """Buildings and institutions with their place, size (flats, seats, visits, posts) and use."""
        state = self._state
        buildings, schools, clinics = (state.view(of, None) for of in (Buildings, Schools, Clinics))
        employers, centres, offices = (state.view(of, None) for of in (Employers, TrainingCentres, CommunityOffices))
        facilities = state.view(Facilities, None)
        near = (employers.kilometres <= ON_THE_PLAN_KILOMETRES) & (employers.is_open == 1) & (employers.kind != OUTSIDE)
        nothing = np.zeros
        parts = [
            ("building", buildings, slice(None), buildings.grid, buildings.n_households, nothing(buildings.grid.size)),
            ("school", schools, slice(None), schools.level, schools.n_seats, schools.n_pupils),
            ("clinic", clinics, slice(None), clinics.tier, clinics.visits_a_month, clinics.n_visits),
            ("employer", employers, near, employers.kind, employers.n_posts, employers.n_filled),
            ("training_centre", centres, slice(None), nothing(centres.x_metres.size), nothing(1), nothing(1)),
            ("community_office", offices, slice(None), nothing(offices.x_metres.size), offices.n_visits, offices.n_visits),
            ("facility", facilities, facilities.is_open == 1, facilities.kind, nothing(1), nothing(1)),
        ]
        columns: dict[str, list[Array]] = {name: [] for name in ("place", "row", "kind", "x_metres", "y_metres", "size", "used")}
        for name, table, chosen, kind, size, used in parts:
            n = table.x_metres.size
            whole = (np.full(n, name), np.arange(n), np.asarray(kind), table.x_metres, table.y_metres,
                     np.broadcast_to(size, n), np.broadcast_to(used, n))  # fmt: skip
            for values, column in zip(whole, columns.values(), strict=True):
                column.append(values[chosen])
        joined = {name: np.concatenate(values) for name, values in columns.items()}
        numbers = {"row": np.int32, "kind": np.int16, "x_metres": np.float32, "y_metres": np.float32, "size": np.float32,
                   "used": np.float32}  # fmt: skip
        typed = {name: joined[name].astype(of) for name, of in numbers.items()}
        return {"month": np.full(joined["row"].size, month, np.int16), "place": pa.array(joined["place"].tolist()), **typed}


def is_labour(state: State) -> Array:
    """Who belongs to the labour force: alive, 16 to 59, able, not at school; bool[people]."""
    people = state.view(People, None)
    years = people.age_months // MONTHS_A_YEAR
    able = (people.disability != SEVERE_DISABILITY) & (people.school_level == AT_NO_SCHOOL)
    return np.asarray((people.is_alive == 1) & (years >= 16) & (years < 60) & able)


def employer_kind(state: State) -> Array:
    """The kind of everybody's employer, a code of `model.codes.EMPLOYER_KINDS`, -1 without one: int8[people]."""
    people, employers = state.view(People, None), state.view(Employers, None)
    return np.asarray(np.where(people.employer == NOBODY, np.int8(NOBODY), employers.kind.astype(np.int8)[people.employer]))


def labour_state(state: State, month: int) -> Array:
    """What every person does at the end of a month, as a code of `model.codes.LABOUR_STATES`: uint8[people]."""
    people, households, kind = state.view(People, None), state.view(Households, None), employer_kind(state)
    works = kind != NOBODY
    return np.asarray(np.select(
        [
            households.return_month[people.household] <= month, kind == OUTSIDE, kind == WORKSHOP,
            kind == PUBLIC_PROGRAMME, works, ~is_labour(state), people.course_months_left > 0,
        ],
        [MOVED_BACK, IN_OUTSIDE_WORK, IN_WORKSHOP, IN_PUBLIC_POST, IN_LOCAL_WORK, NOT_IN_LABOUR_FORCE, ON_COURSE],
        NO_WORK,
    ).astype(np.uint8))  # fmt: skip


def work_state(state: State, month: int) -> Array:
    """How a household stands with work at the end of a month, as a code of `model.codes.WORK_STATES`: uint8[households]."""
    people, households = state.view(People, None), state.view(Households, None)
    works = (people.is_alive == 1) & (people.employer != NOBODY)
    n = households.n_slots.size
    n_labour = np.bincount(people.household[is_labour(state)], minlength=n)
    n_working = np.bincount(people.household[works], minlength=n)
    n_stable = np.bincount(people.household[works & (people.tenure_months >= STABLE_MONTHS)], minlength=n)
    return np.asarray(np.select(
        [households.arrival_month > month, households.return_month <= month, n_labour == 0, n_stable > 0, n_working > 0],
        [ELSEWHERE, HOUSEHOLD_GONE, HOUSEHOLD_WITHOUT_LABOUR, HOUSEHOLD_IN_STABLE_WORK, HOUSEHOLD_IN_WORK],
        HOUSEHOLD_ZERO_EMPLOYMENT,
    ).astype(np.uint8))  # fmt: skip
