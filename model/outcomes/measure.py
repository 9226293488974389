"""Recording a month: every family counts in one pass, outcomes are numerators over denominators, group by group."""

from __future__ import annotations

import numpy as np

from model import registry
from model.budget import Ledger
from model.declare import Array, Family
from model.kernel import formula, kernel
from model.now import Clock, ProcessNow
from model.outcomes.groups import Groups
from model.outcomes.spending import add_up, membership, spending_series
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
            _FamilyTally(family, self.groups, ProcessNow(f"outcomes/{family.name}", clock, state), wanted)
            for family in registry.FAMILIES
            if wanted is None or any(outcome.name in wanted for outcome in family.outcomes)
        ]
        self._conclusion = _Conclusion(self._families)
        groups, self._lines = membership(ledger)
        money = spending_series(groups) if wanted is None else ()
        self._n_money = len(money)
        self.series = tuple(pair for family in self._families for pair in family.series) + money
        self.values = np.full((clock.months_a_run, len(self.series)), np.nan)

    def record(self, month: int) -> None:
        """Count the month that has just been simulated."""
        self.groups.refresh()
        self._conclusion.sums[:] = 0
        for family in self._families:
            family.count()
        row, end = self.values[month], len(self.series) - self._n_money
        self._conclusion.write(row)
        if self._n_money:
            add_up(self._ledger.spent, self._ledger.unfunded, month, *self._lines, row[end:])

    def denominators(self) -> Array:
        """What the outcomes of the month just recorded are over, one number a series: 1 where an outcome is a plain sum.

        With them the outcomes of several sites make one: numerators and denominators are summed, each by itself.
        """
        found = np.ones(len(self.series))
        self._conclusion.write_denominators(found)
        return found


class _FamilyTally:
    """One family's sums and which outcomes they make."""

    def __init__(self, family: Family, groups: Groups, now: ProcessNow, wanted: set[str] | None) -> None:
        self._family, self._groups, self._now = family, groups, now
        outcomes = [outcome for outcome in family.outcomes if wanted is None or outcome.name in wanted]
        self._rows = {"people": groups.of_people, "households": groups.of_households}.get(family.over)
        self.n_slots = {"people": groups.n_people_slots, "households": groups.n_household_slots}.get(family.over, 1)
        names = {"people": groups.people_names, "households": groups.household_names}.get(family.over, ["all"])
        for_groups = [outcome for outcome in outcomes if outcome.groups]
        for_all = [outcome for outcome in outcomes if not outcome.groups]
        self.series = tuple((group, outcome.name) for group in names for outcome in for_groups) + tuple(
            ("all", outcome.name) for outcome in for_all
        )
        self.n_groups, self.n_columns = len(names), family.n_columns
        names_of_both = ((outcome.numerator, outcome.denominator) for outcome in outcomes)
        counters = list(dict.fromkeys(name for both in names_of_both for name in both if name))
        self.counters = [family.counters[name] for name in counters]
        # The counter before the first is one, and stands for no denominator.
        place = {"": 0} | {name: 1 + k for k, name in enumerate(counters)}
        self.grouped = [(place[outcome.numerator], place[outcome.denominator]) for outcome in for_groups]
        self.plain = [(place[outcome.numerator], place[outcome.denominator]) for outcome in for_all]
        self._sums = np.empty(0)

    def count_into(self, sums: Array) -> None:
        """Where to count: float64[slots, columns], the first slots being the groups."""
        self._sums = sums

    def count(self) -> None:
        """Count the month that has just been simulated."""
        self._family.tally(self._now, self._rows, self._sums)
        if self._family.over == "people":
            self._groups.add_up_cells(self._sums)


class _Conclusion:
    """From what all families counted to their outcomes, in one call.

    sums: the families' sums by slot, one after another. Each family's numbers of slots, groups, columns, counters and series
    stand in a row of `_sizes`, and what belongs to them one family after another in the other arrays.
    """

    def __init__(self, families: list[_FamilyTally]) -> None:
        self.sums = np.zeros(sum(of.n_slots * of.n_columns for of in families))
        sizes = [(of.n_slots, of.n_groups, of.n_columns, len(of.counters), len(of.grouped), len(of.plain)) for of in families]
        self._sizes = np.array(sizes, np.int64).reshape(-1, 6)
        columns = [columns for of in families for columns in of.counters]
        self._columns = np.array([column for of in columns for column in of], np.int64)
        self._n_columns = np.array([len(of) for of in columns], np.int64)
        self._outcomes = np.array([pair for of in families for pair in of.grouped + of.plain], np.int64).reshape(-1, 2)
        start = 0
        for of in families:
            end = start + of.n_slots * of.n_columns
            of.count_into(self.sums[start:end].reshape(of.n_slots, of.n_columns))
            start = end

    def write(self, out: Array) -> None:
        """Write one number a series into the beginning of `out`: numerators over denominators, NaN over zero."""
        conclude(self.sums, self._sizes, self._columns, self._n_columns, self._outcomes, True, out)

    def write_denominators(self, out: Array) -> None:
        """What the outcomes of the last count are over."""
        conclude(self.sums, self._sizes, self._columns, self._n_columns, self._outcomes, False, out)


@formula
def combine(sums: Array, columns: Array, n_columns: Array, counted: Array) -> None:
    """counted[1 + counter, group]: the sum of a counter's columns, in their order; sums[column, group]. The loop over groups is
    the inner one, so that no addition waits for the one before."""
    start = 0
    for counter in range(n_columns.size):
        total = counted[1 + counter]
        total[:] = 0
        for k in range(start, start + n_columns[counter]):
            of_column = sums[columns[k]]
            for group in range(total.size):
                total[group] += of_column[group]
        start += n_columns[counter]


@formula
def put(counted: Array, n_groups: int, outcomes: Array, is_divided: bool, out: Array) -> None:
    """Outcomes group by group: numerators over denominators, or the denominators themselves."""
    n_outcomes = outcomes.shape[0]
    for k in range(n_outcomes):
        above, below = counted[outcomes[k, 0]], counted[outcomes[k, 1]]
        for group in range(n_groups):
            if not is_divided:
                out[group * n_outcomes + k] = below[group]
            else:
                out[group * n_outcomes + k] = above[group] / below[group] if below[group] != 0 else np.nan


@kernel
def conclude(sums: Array, sizes: Array, columns: Array, n_columns: Array, outcomes: Array, is_divided: bool, out: Array) -> None:
    """Family by family: first the outcomes that every group has, group by group, then those for all."""
    sum_at, column_at, counter_at, outcome_at, out_at = 0, 0, 0, 0, 0
    for f in range(sizes.shape[0]):
        n_slots, n_groups, width, n_counters, n_grouped, n_plain = sizes[f]
        of_groups = sums[sum_at : sum_at + n_groups * width].reshape((n_groups, width))
        of_counters = n_columns[counter_at : counter_at + n_counters]
        counted = np.ones((1 + n_counters, n_groups))
        combine(of_groups.T.copy(), columns[column_at:], of_counters, counted)
        put(counted, n_groups, outcomes[outcome_at : outcome_at + n_grouped], is_divided, out[out_at:])
        outcome_at += n_grouped
        out_at += n_groups * n_grouped
        put(counted, 1, outcomes[outcome_at : outcome_at + n_plain], is_divided, out[out_at:])
        outcome_at += n_plain
        out_at += n_plain
        sum_at += n_slots * width
        counter_at += n_counters
        column_at += of_counters.sum()
