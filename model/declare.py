"""The grammar: what a process, a lever, a quantity, a column, a parameter and an outcome are made of.

Behaviour files state what they are in these words and contain nothing else than small functions. The declarations are what
the checks, the catalogues, the command line and the documents are made from; a fact about a number is said once, here.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

import numpy as np

Grade = Literal["measured", "literature", "assumption"]
Combine = Literal["add", "multiply"]
Better = Literal["more", "less", "neither"]
System = Literal["services", "employment", "culture", "governance", "organisation", "delivery"]
Over = Literal["people", "households", "site"]
Array = np.ndarray[Any, Any]
Rows = Any  # an instance of a view: the columns of one table, read as `people.age_months[row]`
Numbers = Any  # a named tuple of parameters or quantities, read as `p.base_hazard`
Table = Literal[
    "people", "households", "employers", "schools", "clinics", "training_centres", "community_offices", "facilities", "buildings"
]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number that a scenario may set.

    name: without its owner's name; `jobs_lost.base_hazard` is parameter `base_hazard` of process `jobs_lost`.
    default: for a process the best estimate, for a lever the value at which the measure does not happen.
    unit: a word of `model.words.UNITS`. low, high: the range the evidence leaves open; values outside it are refused.
    source: ids of rows of `model/data/sources.csv`, separated by spaces; empty only when the grade is an assumption.
    grade: measured (official statistics), literature (read from or computed on a study), assumption (judgement).
    """

    name: str
    default: float
    unit: str
    low: float
    high: float
    meaning: str
    zh: str
    en: str
    source: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute of one table, written only by the file that declares it.

    dtype: a numpy type name. width: how many values a row has (1: a plain column). unit: a word of `model.words.UNITS`.
    low, high: values a notebook may set through an agent; both None: it can be read but not set.
    """

    table: Table
    name: str
    dtype: str
    default: float
    unit: str
    meaning: str
    low: float | None = None
    high: float | None = None
    width: int = 1


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a process publishes for levers to bend, and how several bends combine.

    default: its value when nobody bends it. low, high: it is kept within these after all bends.
    """

    name: str
    unit: str
    default: float
    combine: Combine
    meaning: str
    low: float = 0.0
    high: float = float("inf")


class Now(Protocol):
    """What a behaviour may ask of the site in the month that is being simulated."""

    month: int  # months since the first move-in, from 0
    year: int  # calendar year
    month_of_year: int  # 1 to 12
    months_a_run: int  # the horizon
    p: Any  # own parameters by name
    q: Any  # own quantities by name, after all bends of the month

    def view[V](self, view_class: type[V]) -> V:
        """The columns named by a view: own ones may be written, all others are read-only."""

    def chance(self, decision: str) -> np.uint64:
        """The key under which ids draw for this decision in this month (see model.chance)."""

    def lasting_chance(self, decision: str) -> np.uint64:
        """The key of a decision whose draws are the same in every month: traits, not events."""

    def dated(self, series: str) -> float:
        """The value of a dated series (model/data/series.csv) in this month."""

    def shock(self, on: str) -> float:
        """The factor by which this month's shocks multiply `on`, 1 in a normal month (model/data/shocks.csv)."""


class Planning(Now, Protocol):
    """What a lever may do before the month's processes run and after them."""

    def bend(self, quantity: str, by: float) -> None:
        """Add to or multiply a published quantity (`process.quantity`); the publisher said which."""

    def afford(self, line: str, units: float, yuan_each: float) -> float:
        """How many of `units` the budget still pays for, in whole units; keeps that money for this line this month."""

    def granted(self, line: str) -> float:
        """The yuan that the budget has promised this line this month."""

    def receive(self, yuan: float) -> None:
        """Money that comes into the site's budget this month; without a cap it changes nothing."""

    def pay(self, line: str, units: float, yuan_each: float) -> None:
        """Book what was delivered; never more than was afforded in this month."""

    def pay_granted(self, line: str) -> None:
        """Book all that was promised to this line this month: what is paid for whether or not somebody comes."""

    def work(self, line: str, hours: float) -> None:
        """Book hours of staff."""


@dataclass(frozen=True, slots=True)
class Process:
    """One causal mechanism, one stage of the month."""

    name: str
    zh: str
    en: str
    sentence: str
    step: Callable[[Any], None]
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()
    quantities: tuple[Quantity, ...] = ()


class Reach(NamedTuple):
    """How far a lever got this month, in people, households or whatever it serves; each count is within the one before.

    eligible: who the rule is for. aware: of these, who know of it. taken_up: of these, who want it. served: of these, who got it.
    """

    eligible: float
    aware: float
    taken_up: float
    served: float


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of a lever's cost: what is paid, by whom, at the prices of which year."""

    name: str
    zh: str
    en: str
    payer: str
    price_year: int


@dataclass(frozen=True, slots=True)
class NewEmployer:
    """An employer that a lever may open during the run: its row stands ready from the first day, closed.

    kind, sector: codes. size_posts: posts when it works normally. kilometres: from the site. share_flexible: of its posts.
    entry_skill: least skill hired. is_home_work: its posts are worked at home.
    """

    kind: int
    sector: int
    size_posts: float
    kilometres: float
    share_flexible: float
    entry_skill: float
    is_home_work: bool = False


@dataclass(frozen=True, slots=True)
class Lever:
    """One policy instrument, off at its parameters' defaults.

    measure: its number in the policy. plan: bends quantities within what the budget affords, before the month.
    settle: books what was delivered, after the month. full: parameter values as the document asks, everywhere;
    a dose from 0 to 1 moves each parameter in proportion from its default to its full value, and so does the ramp.
    establish: the employers it may open, from its parameters at their most and the planned labour force.
    terms: parameters that say on what terms something is given (a wage, a length) rather than how much of it; any dose
    above 0 gives them their full value, and they do not ramp. expects: the sign (+1, 0, -1) of its first-order outcomes.
    reach: how far it got this month, asked only when somebody wants to know. target_zh, target_en: what the document sets as
    the aim of the measure.
    """

    name: str
    measure: str
    system: System
    zh: str
    en: str
    term: str
    sentence: str
    plan: Callable[[Any], None]
    settle: Callable[[Any], None]
    full: Mapping[str, float]
    parameters: tuple[Parameter, ...]
    costs: tuple[CostLine, ...] = ()
    establish: Callable[[Any, int], tuple[NewEmployer, ...]] | None = None
    terms: tuple[str, ...] = ()
    expects: Mapping[str, int] = field(default_factory=dict)
    reach: Callable[[Any], Reach] | None = None
    target_zh: str = ""
    target_en: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One number recorded each month: numerator over denominator, both summed over a group.

    numerator, denominator: counters of its family; an empty denominator records the plain sum.
    better: whether more of it is better or worse. groups: recorded for every group or for all only.
    """

    name: str
    unit: str
    numerator: str
    denominator: str
    better: Better
    zh: str
    en: str
    meaning: str
    groups: bool = True


@dataclass(frozen=True, slots=True)
class Family:
    """Outcomes that are counted in one pass over the rows of one table.

    tally(now, groups, sums) adds each row into sums[slot, column] for every slot of groups[row], and into sums[0] alone what no
    outcome of groups is made of; so does a family over the site. n_columns: columns of sums. counters: name to the columns it is
    the sum of, so that a pass may sort rows into states and every rate be read from the table of states.
    """

    name: str
    over: Over
    n_columns: int
    counters: Mapping[str, tuple[int, ...]]
    tally: Callable[[Any, Any, Any], None]
    outcomes: tuple[Outcome, ...]


def one_column_each(names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Counters that are one column of the tally each, in order."""
    return {name: (column,) for column, name in enumerate(names)}


class Native:
    """What is common to views and numbers: a named tuple that compiled code reads from one address.

    address: where its fields are laid out for compiled code; words: what is laid out there.
    """

    address: int
    words: Array


def _native(name: str, fields: Sequence[str], module: str, **constants: Any) -> Any:
    make: Any = namedtuple  # the checker wants a literal name; ours come from declarations
    # Native comes first: the compiler takes the first class it knows, and knows tuples too.
    return type(name, (Native, make(name, fields, module=module)), {"__module__": module, **constants})


def view(table: Table, columns: str, module: str) -> Any:
    """A named tuple of columns of one table, for kernels to read as `people.age_months[row]`.

    Assign it in the module given (pass ``__name__``) to a global of the table's name in title case, so that compiled
    kernels can find its type again.
    """
    return _native("".join(word.title() for word in table.split("_")), columns.split(), module, table=table)


def numbers(name: str, module: str, values: Sequence[Parameter] | Sequence[Quantity]) -> Any:
    """A named tuple type for parameters or quantities, one float each, for kernels to read as `p.base_hazard`."""
    return _native(name, [value.name for value in values], module)


def filled(made: Any, values: Sequence[Any]) -> Any:
    """An instance of a type that `view` or `numbers` made, from its values in order."""
    from model.native import lay_out  # the compiler is imported when a site is built, not when a file is read

    instance = made(*values)
    instance.words = lay_out(values)
    instance.address = instance.words.ctypes.data
    return instance


def refilled(last: Any, values: Sequence[float]) -> Any:
    """Numbers of the type of the last ones, laid out in their place: what has changed there is for the caller to write."""
    instance = type(last)._make(values)
    instance.words, instance.address = last.words, last.address
    return instance
