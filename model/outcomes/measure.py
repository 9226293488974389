"""Recording a month: every family counts in one pass, outcomes are numerators over denominators, group by group."""

from __future__ import annotations

from typing import Any

import numpy as np

from model import registry
from model.budget import Ledger
from model.declare import Array, Family, Outcome
from model.kernel import formula, kernel
from model.now import Clock, ProcessNow
from model.outcomes.groups import Groups
from model.outcomes.spending import membership, spending_series, spending_values
from model.state import State

RECORDS = ("totals", "groups")


class Recorder:
    """What is recorded on one site.

    record: "totals" (for all), "groups" (for every group too), or a tuple of outcome names (for all).
    series: the recorded (group, outcome) pairs; values: float64[months, series], NaN before a month is recorded and where
    a denominator is zero.
    """

    def __init__(self, state: State, clock: Clock, ledger: Ledger, record: str | tuple[str, ...]) -> None:
        self.groups = Groups(state, with_groups=record == "groups")
        self._ledger = ledger
        wanted = None if isinstance(record, str) else set(record)
        self._families = [
            _FamilyTally(family, self.groups, ProcessNow(f"outcomes/{family.name}", clock, state, None), wanted)
            for family in registry.FAMILIES
            if wanted is None or any(outcome.name in wanted for outcome in family.outcomes)
        ]
        groups, self._members = membership(ledger)
        money = spending_series(groups) if wanted is None else ()
        self._n_money = len(money)
        self.series = tuple(pair for family in self._families for pair in family.series) + money
        self.values = np.full((clock.months_a_run, len(self.series)), np.nan)

    def record(self, month: int) -> None:
        """Count the month that has just been simulated."""
        self.groups.refresh()
        row, start = self.values[month], 0
        for family in self._families:
            end = start + len(family.series)
            family.measure(row[start:end])
            start = end
        if self._n_money:
            row[start:] = spending_values(self._ledger, self._members, month)

    def denominators(self) -> Array:
        """What the outcomes of the month just recorded are over, one number a series: 1 where an outcome is a plain sum.

        With them the outcomes of several sites make one: numerators and denominators are summed, each by itself.
        """
        found = np.ones(len(self.series))
        start = 0
        for family in self._families:
            end = start + len(family.series)
            family.denominators(found[start:end])
            start = end
        return found


class _FamilyTally:
    """One family's counters and where its outcomes go."""

    def __init__(self, family: Family, groups: Groups, now: ProcessNow, wanted: set[str] | None) -> None:
        self._family = family
        self._now = now
        outcomes = [outcome for outcome in family.outcomes if wanted is None or outcome.name in wanted]
        self._by_slot: Any = {"people": groups.people_sums, "households": groups.household_sums}.get(family.over)
        n_slots = {"people": groups.n_people_slots, "households": groups.n_household_slots}.get(family.over, 1)
        self._rows = {"people": groups.of_people, "households": groups.of_households}.get(family.over)
        names = {"people": groups.people_names, "households": groups.household_names}.get(family.over, ["all"])
        self._sums = np.zeros((n_slots, family.n_columns))
        self._names = list(family.counters)
        self._columns_of = np.array([column for columns in family.counters.values() for column in columns], np.int64)
        self._ends = np.cumsum([len(columns) for columns in family.counters.values()])
        for_groups = [outcome for outcome in outcomes if outcome.groups]
        for_all = [outcome for outcome in outcomes if not outcome.groups]
        self._grouped, self._plain = self._columns(for_groups), self._columns(for_all)
        self._n_groups = len(names)
        # Every counter of every group, and a last column of ones.
        self._counted = np.ones((self._n_groups, len(self._names) + 1))
        self.series: tuple[tuple[str, str], ...] = tuple(
            (group, outcome.name) for group in names for outcome in for_groups
        ) + tuple(("all", outcome.name) for outcome in for_all)

    def _columns(self, outcomes: list[Outcome]) -> tuple[Array, Array]:
        """Counter numbers of numerators and denominators; a last column of ones stands for no denominator."""
        counters = self._names
        numerators = [counters.index(outcome.numerator) for outcome in outcomes]
        denominators = [counters.index(outcome.denominator) if outcome.denominator else len(counters) for outcome in outcomes]
        return np.array(numerators, np.int64), np.array(denominators, np.int64)

    def measure(self, out: Array) -> None:
        """Count, divide, and write one number a series into `out`."""
        self._sums[:] = 0
        self._family.tally(self._now, self._rows, self._sums)
        sums = self._sums if self._by_slot is None else self._by_slot(self._sums)
        conclude(sums, self._columns_of, self._ends, self._counted, *self._grouped, *self._plain, out)

    def denominators(self, out: Array) -> None:
        """What the outcomes of the last count are over."""
        grouped, plain = self._grouped[1], self._plain[1]
        n = self._n_groups * grouped.size
        out[:n] = self._counted[:, grouped].ravel()
        out[n:] = self._counted[0, plain]


@formula
def combine(sums: Array, columns: Array, ends: Array, counted: Array) -> None:
    """Every counter of every group: the sum of its columns, in their order."""
    for group in range(counted.shape[0]):
        start = 0
        for counter in range(ends.size):
            total = 0.0
            for k in range(start, ends[counter]):
                total += sums[group, columns[k]]
            counted[group, counter] = total
            start = ends[counter]


@formula
def divide(counted: Array, grouped: Array, of_grouped: Array, plain: Array, of_plain: Array, out: Array) -> None:
    """Numerators over denominators: the grouped outcomes group by group, then those for all; NaN over zero."""
    place = 0
    for group in range(counted.shape[0]):
        for k in range(grouped.size):
            below = counted[group, of_grouped[k]]
            out[place] = counted[group, grouped[k]] / below if below != 0 else np.nan
            place += 1
    for k in range(plain.size):
        below = counted[0, of_plain[k]]
        out[place] = counted[0, plain[k]] / below if below != 0 else np.nan
        place += 1


@kernel
def conclude(
    sums: Array, columns: Array, ends: Array, counted: Array, grouped: Array, of_grouped: Array, plain: Array, of_plain: Array,
    out: Array,
) -> None:  # fmt: skip
    """From what a family counted to its outcomes, in one call."""
    combine(sums, columns, ends, counted)
    divide(counted, grouped, of_grouped, plain, of_plain, out)
