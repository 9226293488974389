"""What a behaviour may ask of the site in the month that is being simulated: its own numbers, views, chance, the calendar.

`ProcessNow` serves processes and outcome families, `LeverNow` adds what levers may do: bend, afford, pay.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np

from model import chance
from model.budget import Account
from model.calendar import Calendar, dated_values, shock_factors
from model.declare import Lever, Parameter, Process, Quantity, filled, numbers, refilled
from model.errors import ResettleError
from model.scenario import LeverSetting
from model.state import State


class Kept(dict[Any, Any]):
    """Values that are made when first asked for and kept."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Any) -> Any:
        value = self[key] = self._make(key)
        return value


class Clock:
    """The month of a run, its calendar date, its dated values and its shocks; one clock a site.

    dated, shocks: by name of a series, or of what shocks multiply, the values of every month; what is asked for in one month is
    asked for in all. A normal month's shock is 1.
    """

    def __init__(self, calendar: Calendar, months: int, shocks: tuple[str, ...], seed: int) -> None:
        self.calendar = calendar
        self.months_a_run = months
        self.seed = seed
        self.month = 0
        self.dated = Kept(lambda name: dated_values(name, calendar, months))
        self.shocks = Kept(lambda on: shock_factors(shocks, on, calendar, months))

    def keys(self, owner: str, decision: str) -> list[np.uint64]:
        """The keys under which ids draw for a decision: of draws that are the same in every month, then of each month."""
        return chance.decision_keys(self.seed, owner, decision, self.months_a_run)


class ViewOf(Protocol):
    """From a view's class to the view."""

    def __call__[V](self, view_class: type[V], /) -> V: ...


class ProcessNow:
    """One behaviour's window on the site. p and q are named tuples of its parameters and of its bent quantities."""

    def __init__(self, owner: str, clock: Clock, state: State, p: Any = None, q: Any = None) -> None:
        self.owner = owner
        self.p = p
        self.q = q
        self._clock = clock
        self._keys = Kept(lambda decision: clock.keys(owner, decision))
        # The columns a view names; only this behaviour's own are writable. Asked for very often: without a call of ours.
        self._views = Kept(lambda view_class: state.view(view_class, owner))
        self.view: ViewOf = self._views.__getitem__

    @property
    def month(self) -> int:
        """Months since the first move-in, from 0."""
        return self._clock.month

    @property
    def year(self) -> int:
        """Calendar year."""
        return self._clock.calendar.year(self._clock.month)

    @property
    def month_of_year(self) -> int:
        """Month of the calendar year, 1 to 12."""
        return self._clock.calendar.month_of_year(self._clock.month)

    @property
    def months_a_run(self) -> int:
        """The horizon."""
        return self._clock.months_a_run

    def chance(self, decision: str) -> np.uint64:
        """The key under which ids draw for this decision in this month."""
        return self._keys[decision][self._clock.month + 1]

    def lasting_chance(self, decision: str) -> np.uint64:
        """The key of a decision whose draws are the same in every month: traits, not events."""
        return self._keys[decision][0]

    def dated(self, series: str) -> float:
        """The value of a dated series in this month."""
        return self._clock.dated[series][self._clock.month]

    def shock(self, on: str) -> float:
        """The factor by which this month's shocks multiply something."""
        return self._clock.shocks[on][self._clock.month]


BendsOfOne = tuple[tuple[str, float], ...]  # of one quantity: levers and amounts


class Bends:
    """The quantities of the month: declared values, bent by levers, combined as each publisher says.

    Bends are combined in the order of their lever's name, whatever the order in which levers plan, so that levers commute
    to the last bit.
    """

    def __init__(self, quantities: Mapping[str, Quantity]) -> None:
        self.quantities = quantities
        self._process = {name: name.partition(".")[0] for name in quantities}
        self._before: defaultdict[str, dict[str, BendsOfOne]] = defaultdict(dict)
        self._bends: defaultdict[str, dict[str, BendsOfOne]] = defaultdict(dict)

    def clear(self) -> None:
        """A new month: nothing is bent yet."""
        self._before, self._bends = self._bends, defaultdict(dict)

    def add(self, lever: str, quantity: str, by: float) -> None:
        """Note a lever's bend of a quantity."""
        process = self._process.get(quantity)
        if process is None:
            raise ResettleError(f"lever {lever} bends {quantity!r}, which no process publishes")
        of = self._bends[process]
        of[quantity] = (*of.get(quantity, ()), (lever, by))

    def of(self, process: str) -> dict[str, BendsOfOne]:
        """The bends of those quantities of a process that are bent this month, by quantity."""
        return self._bends.get(process, {})

    def changed(self) -> list[str]:
        """The processes whose quantities are bent otherwise than in the month before."""
        before, bends = self._before, self._bends
        ended = [process for process in before if process not in bends]
        return [process for process, of in bends.items() if of != before.get(process)] + ended

    def value(self, name: str) -> float:
        """A quantity after all bends, kept within its declared bounds."""
        return bent(self.quantities[name], self.of(name.partition(".")[0]).get(name, ()))


def bent(quantity: Quantity, bends: BendsOfOne) -> float:
    """A quantity after bends, in the order of their lever's name, kept within its declared bounds."""
    value = float(quantity.default)
    for _, by in sorted(bends) if len(bends) > 1 else bends:
        value = value + by if quantity.combine == "add" else value * by
    return min(max(value, quantity.low), quantity.high)


class Quantities:
    """The quantities of one process in the form its step reads.

    now: those of the month; two months with equal bends have equal quantities.
    """

    def __init__(self, process: Process, bends: Bends) -> None:
        self._process = process.name
        self._declared = process.quantities
        self._bends = bends
        self._places = {f"{process.name}.{quantity.name}": k for k, quantity in enumerate(self._declared)}
        self._last: dict[str, BendsOfOne] = {}
        self._values = [float(quantity.default) for quantity in self._declared]
        self.now = filled(number_types(process)[1], self._values)
        self._laid_out = self.now.words[:-1].view(np.float64)

    def bend(self) -> Any:
        """Make the month's quantities, since their bends have changed, and return them."""
        bends, last = self._bends.of(self._process), self._last
        for name in bends.keys() | last.keys():
            if bends.get(name) != last.get(name):
                k = self._places[name]
                self._laid_out[k] = self._values[k] = bent(self._declared[k], bends.get(name, ()))
        self._last, self.now = bends, refilled(self.now, self._values)
        return self.now


class LeverNow(ProcessNow):
    """A lever's window: reads everything, writes no column, bends quantities and spends what it was granted."""

    def __init__(
        self, lever: Lever, setting: LeverSetting, clock: Clock, state: State, bends: Bends, account: Account
    ) -> None:  # fmt: skip
        super().__init__(lever.name, clock, state, None)
        self._lever = lever
        self._setting = setting
        self._full = parameter_numbers(lever, setting.values)
        self._share = 0.0
        self._bends = bends
        self._account = account
        self._rows = account.ledger.rows(lever.name)

    def begin_month(self) -> bool:
        """Set the month's parameter values; False before the lever starts and when it has ended."""
        share = self._setting.ramp(self._clock.month)
        if share == 0:
            return False
        if share != self._share:
            self.p, self._share = ramped(self._lever, self._full, share), share
        return True

    def bend(self, quantity: str, by: float) -> None:
        """Add to or multiply a published quantity."""
        self._bends.add(self.owner, quantity, by)

    def afford(self, line: str, units: float, yuan_each: float) -> float:
        """How many whole units the budget still pays for; that money is kept for this line this month."""
        return self._account.grant(self._rows[line], units, yuan_each)

    def granted(self, line: str) -> float:
        """The yuan promised to this line this month."""
        return self._account.granted(self._rows[line])

    def receive(self, yuan: float) -> None:
        """Money that comes into the site's budget this month."""
        self._account.receive(yuan)

    def pay(self, line: str, units: float, yuan_each: float) -> None:
        """Book what was delivered."""
        self._account.pay(self._rows[line], units, yuan_each)

    def pay_granted(self, line: str) -> None:
        """Book all that was promised to this line this month."""
        row = self._rows[line]
        self._account.pay(row, 1.0, self._account.granted(row))

    def work(self, line: str, hours: float) -> None:
        """Book hours of staff."""
        self._account.work(self._rows[line], hours)


def number_types(behaviour: Process | Lever) -> tuple[Any, Any]:
    """The named tuple types of a behaviour's parameters and quantities.

    A module whose kernels read them has them as its globals `P` and `Q`, so that compiled code knows the type; those of a process
    in a folder are made beside it, and it imports them.
    """
    module = sys.modules[behaviour.step.__module__] if isinstance(behaviour, Process) else None
    p_type = getattr(module, "P", None) or _numbers("P", behaviour.parameters)
    quantities = behaviour.quantities if isinstance(behaviour, Process) else ()
    return p_type, getattr(module, "Q", None) or _numbers("Q", quantities)


@cache
def _numbers(name: str, values: tuple[Parameter, ...] | tuple[Quantity, ...]) -> Any:
    """Making a named tuple type takes longer than a month of a small site: once for each behaviour."""
    return numbers(name, __name__, values)


def parameter_values(parameters: Sequence[Parameter], values: Mapping[str, float]) -> list[float]:
    """Parameter values in their order as floats; `values` by short name, defaults where it is silent."""
    return [float(values.get(parameter.name, parameter.default)) for parameter in parameters]


def parameter_numbers(behaviour: Process | Lever, values: Mapping[str, float]) -> Any:
    """A behaviour's parameters as its code reads them; `values` by short name."""
    return filled(number_types(behaviour)[0], parameter_values(behaviour.parameters, values))


def ramped(lever: Lever, full: Any, share: float) -> Any:
    """A lever's parameters at a share of the dose: all but its terms are on their way from the default to what is asked."""
    if share == 1:
        return full
    on_the_way = {
        parameter.name: parameter.default + (getattr(full, parameter.name) - parameter.default) * share
        for parameter in lever.parameters
        if parameter.name not in lever.terms
    }
    return full._replace(**on_the_way)
