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
        self._row = {pair: row for row, pair in enumerate(self.lines)}
        self.spent = np.zeros((len(self.lines), months))
        self.hours = np.zeros((len(self.lines), months))
        self.unfunded = np.zeros((len(self.lines), months))
        self.granted = np.zeros((len(self.lines), months))
        self.received = np.zeros(months)

    def row(self, lever: str, line: str) -> int:
        """The row of a line; an undeclared line is an error of the lever."""
        try:
            return self._row[lever, line]
        except KeyError:
            raise ResettleError(f"lever {lever} books on a line {line!r} that it does not declare") from None


class Account:
    """The money still free this month.

    yuan_a_month: what each month brings, one number a month; None for no cap.
    """

    def __init__(self, ledger: Ledger, yuan_a_month: Sequence[float] | None) -> None:
        self.ledger = ledger
        self.yuan_a_month = yuan_a_month
        self.balance = 0.0
        self._promised = 0.0
        self._month = 0
        # What the ledger's lines hold of this month: numbers of Python are read and added faster than those of an array.
        self._granted = [0.0] * len(ledger.lines)
        self._spent = [0.0] * len(ledger.lines)

    def open_month(self, month: int) -> None:
        """The month's money comes in."""
        self._month = month
        self._promised = 0.0
        self._granted = [0.0] * len(self.ledger.lines)
        self._spent = [0.0] * len(self.ledger.lines)
        if self.yuan_a_month is not None:
            self.balance += self.yuan_a_month[month]

    def receive(self, yuan: float) -> None:
        """Money from elsewhere comes in. Without a cap there is nothing to add to; a budget of zero stays one, since what
        costs money is to be left out then."""
        if self.yuan_a_month is not None and any(self.yuan_a_month):
            self.balance += yuan
            self.ledger.received[self._month] += yuan

    def grant(self, lever: str, line: str, units: float, yuan_each: float) -> float:
        """Promise money for as many whole units as are asked for and can be paid; the rest is booked as unfunded."""
        row = self.ledger.row(lever, line)
        units = float(floor(units + ROUNDING_YUAN))
        granted = units
        if self.yuan_a_month is not None:
            free = max(self.balance - self._promised, 0.0)
            if units * yuan_each > free:
                granted = float(floor(free / yuan_each + ROUNDING_YUAN))
                self.ledger.unfunded[row, self._month] += (units - granted) * yuan_each
        yuan = float(granted * yuan_each)
        self._promised += yuan
        self._granted[row] += yuan
        self.ledger.granted[row, self._month] = self._granted[row]
        return granted

    def granted(self, lever: str, line: str) -> float:
        """The yuan promised to a line this month."""
        return self._granted[self.ledger.row(lever, line)]

    def pay(self, lever: str, line: str, units: float, yuan_each: float) -> None:
        """Spend; more than was granted to the line this month is an error of the lever."""
        row, yuan = self.ledger.row(lever, line), float(units * yuan_each)
        self._spent[row] += yuan
        self.ledger.spent[row, self._month] = self._spent[row]
        if self._spent[row] > self._granted[row] + ROUNDING_YUAN:
            raise ResettleError(
                f"lever {lever} spends {self._spent[row]:.2f} yuan on {line} in month {self._month}, "
                f"but was granted {self._granted[row]:.2f}"
            )
        if self.yuan_a_month is not None:
            self.balance -= yuan

    def work(self, lever: str, line: str, hours: float) -> None:
        """Book hours of staff on a line."""
        self.ledger.hours[self.ledger.row(lever, line), self._month] += hours
