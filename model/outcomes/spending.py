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


def spending_series(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """The recorded (group, outcome) pairs: all, then every lever, line and payer."""
    levers = list(dict.fromkeys(lever for lever, _ in ledger.lines))
    payers = list(dict.fromkeys(ledger.payers))
    groups = ["all"]
    groups += [f"lever={lever}" for lever in levers]
    groups += [f"line={lever}.{line}" for lever, line in ledger.lines]
    groups += [f"payer={payer}" for payer in payers]
    return tuple((group, outcome.name) for outcome in OUTCOMES for group in groups)


def spending_values(ledger: Ledger, month: int) -> Array:
    """One number for each pair of `spending_series`."""
    return np.concatenate([_by_group(ledger, amounts[:, month]) for amounts in (ledger.spent, ledger.unfunded)])


def _by_group(ledger: Ledger, lines: Array) -> Array:
    levers = list(dict.fromkeys(lever for lever, _ in ledger.lines))
    payers = list(dict.fromkeys(ledger.payers))
    by_lever = [sum(v for (of, _), v in zip(ledger.lines, lines, strict=True) if of == lever) for lever in levers]
    by_payer = [sum(v for of, v in zip(ledger.payers, lines, strict=True) if of == payer) for payer in payers]
    return np.array([lines.sum(), *by_lever, *lines, *by_payer], dtype=float)
