"""What follow-up support costs: spending, staff hours and unfunded claims, by lever, line and payer, each month."""

from __future__ import annotations

import numpy as np

from model.budget import Ledger
from model.declare import Array, Outcome

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


def membership(ledger: Ledger) -> tuple[list[str], Array]:
    """The groups of cost lines, all first, and which lines belong to each: float64[groups, lines] of 0 and 1."""
    levers = list(dict.fromkeys(lever for lever, _ in ledger.lines))
    payers = list(dict.fromkeys(ledger.payers))
    names = ["all", *(f"lever={lever}" for lever in levers)]
    rows = [[1.0] * len(ledger.lines), *([float(of == lever) for of, _ in ledger.lines] for lever in levers)]
    names += [f"line={lever}.{line}" for lever, line in ledger.lines]
    rows += np.eye(len(ledger.lines)).tolist()
    names += [f"payer={payer}" for payer in payers]
    rows += [[float(of == payer) for of in ledger.payers] for payer in payers]
    return names, np.array(rows)


def spending_series(groups: list[str]) -> tuple[tuple[str, str], ...]:
    """The recorded (group, outcome) pairs."""
    return tuple((group, outcome.name) for outcome in OUTCOMES for group in groups)


def spending_values(ledger: Ledger, members: Array, month: int) -> Array:
    """One number for each pair of `spending_series`."""
    return np.concatenate([(members * lines[:, month]).sum(axis=1) for lines in (ledger.spent, ledger.unfunded)])
