"""The site's money for follow-up support: one account, claims in an order of priority, and a ledger by line.

Without a budget there is no cap. With one, each month brings a twelfth of the year's sum, what is not spent stays, and a
lever can only deliver what it has been granted before the month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

import numpy as np

from model.declare import Lever
from model.errors import ResettleError

# Money is compared after sums of many small amounts; a thousandth of a yuan is nobody's loss.
ROUNDING_YUAN = 1e-3


class Ledger:
    """What was spent, worked and left unfunded, by (lever, line) and month, in yuan of the day and hours.

    lines: the (lever, line) pairs in order; spent, hours, unfunded: float64[lines, months]; received: float64[months], what
    came into a capped budget from elsewhere.
    """

    def __init__(self, levers: Mapping[str, Lever], months: int) -> None:
        self.lines = [(lever.name, line.name) for lever in levers.values() for line in lever.costs]
        self.payers = [line.payer for lever in levers.values() for line in lever.costs]
        self.spent = np.zeros((len(self.lines), months))
        self.hours = np.zeros((len(self.lines), months))
        self.unfunded = np.zeros((len(self.lines), months))
        self.granted = np.zeros((len(self.lines), months))
        self.received = np.zeros(months)

    def row(self, lever: str, line: str) -> int:
        """The row of a line; an undeclared line is an error of the lever."""
        return self.rows(lever)[line]

    def rows(self, lever: str) -> Rows:
        """The rows of a lever's lines by name; asked for any other, it says that the lever does not declare it."""
        return Rows(lever, {line: row for row, (of, line) in enumerate(self.lines) if of == lever})


class Rows(dict[str, int]):
    """Lines of one lever: name to row of the ledger."""

    def __init__(self, lever: str, rows: Mapping[str, int]) -> None:
        super().__init__(rows)
        self._lever = lever

    def __missing__(self, line: str) -> int:
        raise ResettleError(f"lever {self._lever} books on a line {line!r} that it does not declare")


class Account:
    """The money still free this month, and what the month has brought to each line until the ledger takes it over.

    yuan_a_month: what each month brings, one number a month; None for no cap.
    """

    def __init__(self, ledger: Ledger, yuan_a_month: Sequence[float] | None) -> None:
        self.ledger = ledger
        self.yuan_a_month = yuan_a_month
        self.balance = 0.0
        self._start(0)

    def _start(self, month: int) -> None:
        """Nothing is promised or booked yet. By row of a line; what is not there is nought."""
        self._month, self._promised = month, 0.0
        self._granted: dict[int, float] = {}
        self._unfunded: dict[int, float] = {}
        self._spent: dict[int, float] = {}
        self._hours: dict[int, float] = {}

    def open_month(self, month: int) -> None:
        """The month's money comes in."""
        self._start(month)
        if self.yuan_a_month is not None:
            self.balance += self.yuan_a_month[month]

    def close_month(self) -> None:
        """The ledger takes over what the month has brought."""
        ledger = self.ledger
        of_month = self._granted, self._unfunded, self._spent, self._hours
        for kept, booked in zip((ledger.granted, ledger.unfunded, ledger.spent, ledger.hours), of_month, strict=True):
            for row, amount in booked.items():
                kept[row, self._month] = amount

    def receive(self, yuan: float) -> None:
        """Money from elsewhere comes in. Without a cap there is nothing to add to; a budget of zero stays one, since what
        costs money is to be left out then."""
        if self.yuan_a_month is not None and any(self.yuan_a_month):
            self.balance += yuan
            self.ledger.received[self._month] += yuan

    def grant(self, row: int, units: float, yuan_each: float) -> float:
        """Promise a line money for as many whole units as are asked for and can be paid; the rest is noted as unfunded."""
        granted = units = float(floor(units + ROUNDING_YUAN))
        if self.yuan_a_month is not None:
            free = max(self.balance - self._promised, 0.0)
            if units * yuan_each > free:
                granted = float(floor(free / yuan_each + ROUNDING_YUAN))
                self._unfunded[row] = self._unfunded.get(row, 0.0) + (units - granted) * yuan_each
        yuan = granted * yuan_each
        self._promised += yuan
        self._granted[row] = self._granted.get(row, 0.0) + yuan
        return granted

    def granted(self, row: int) -> float:
        """The yuan promised to a line this month."""
        return self._granted.get(row, 0.0)

    def pay(self, row: int, units: float, yuan_each: float) -> None:
        """Spend; more than was granted to the line this month is an error of the lever."""
        yuan = units * yuan_each
        spent = self._spent[row] = self._spent.get(row, 0.0) + yuan
        if spent > self._granted.get(row, 0.0) + ROUNDING_YUAN:
            lever, line = self.ledger.lines[row]
            raise ResettleError(
                f"lever {lever} spends {spent:.2f} yuan on {line} in month {self._month}, but was granted {self.granted(row):.2f}"
            )
        if self.yuan_a_month is not None:
            self.balance -= yuan

    def work(self, row: int, hours: float) -> None:
        """Book hours of staff on a line."""
        self._hours[row] = self._hours.get(row, 0.0) + hours
