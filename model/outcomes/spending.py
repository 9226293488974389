"""What follow-up support costs: spending, staff hours and unfunded claims, by lever, line and payer, each month."""

from __future__ import annotations

import numpy as np

from model.budget import Ledger
from model.declare import Array, Outcome
from model.kernel import kernel

OUTCOMES = (
    Outcome(
        "spending_yuan_month", "yuan a month", "spent", "", "less", "后续扶持支出", "spending on follow-up support",
        "Yuan of the day spent on all levers this month; groups are levers, cost lines and payers",
    ),
    Outcome(
        "unfunded_yuan_month", "yuan a month", "unfunded", "", "less", "资金缺口", "claims that were not funded",
        "Yuan that levers asked for this month and the budget could not pay",
    ),
)  # fmt: skip


def membership(ledger: Ledger) -> tuple[list[str], tuple[Array, Array]]:
    """The groups of cost lines, all first, and the lines of each: int64[all of them, group after group], int64[groups]."""
    levers = list(dict.fromkeys(lever for lever, _ in ledger.lines))
    payers = list(dict.fromkeys(ledger.payers))
    names = ["all", *(f"lever={lever}" for lever in levers)]
    of_group = [list(range(len(ledger.lines)))]
    of_group += [[row for row, (of, _) in enumerate(ledger.lines) if of == lever] for lever in levers]
    names += [f"line={lever}.{line}" for lever, line in ledger.lines]
    of_group += [[row] for row in range(len(ledger.lines))]
    names += [f"payer={payer}" for payer in payers]
    of_group += [[row for row, of in enumerate(ledger.payers) if of == payer] for payer in payers]
    return names, (np.concatenate(of_group).astype(np.int64), np.array([len(lines) for lines in of_group], np.int64))


def spending_series(groups: list[str]) -> tuple[tuple[str, str], ...]:
    """The recorded (group, outcome) pairs."""
    return tuple((group, outcome.name) for outcome in OUTCOMES for group in groups)


@kernel
def add_up(spent: Array, unfunded: Array, month: int, lines: Array, n_lines: Array, out: Array) -> None:
    """One number for each pair of `spending_series`: the sum over the group's lines."""
    first, n_groups = 0, n_lines.size
    for group in range(n_groups):
        all_spent, all_unfunded = 0.0, 0.0
        for k in range(first, first + n_lines[group]):
            all_spent += spent[lines[k], month]
            all_unfunded += unfunded[lines[k], month]
        out[group], out[n_groups + group] = all_spent, all_unfunded
        first += n_lines[group]
