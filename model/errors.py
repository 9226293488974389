"""The exceptions of the package.

ResettleError
├── OwnershipError      a behaviour asks for, declares or fills a column in a way the tables do not allow
├── NotSettable         an attribute of an agent that cannot be set, or a value outside its bounds
├── RuleError           a rule file or function cannot replace a process
├── RunIsOver           a site is asked for a month beyond its horizon
├── ProcessFailed       a behaviour raised; says which and in which month, the cause is chained
├── RecordError         a run record is missing, incomplete, or would be overwritten
└── BadInput            a scenario, profile or option that cannot be run; carries every fault found
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from model.messages import message
from model.words import unit as unit_name


class ResettleError(Exception):
    """Any error that this package raises on purpose."""


class OwnershipError(ResettleError):
    """A column is missing, declared twice, written by another than its owner, or of another shape."""


class NotSettable(ResettleError, AttributeError):  # noqa: N818 - says what is wrong with the attribute
    """An attribute of an agent that cannot be set, or a value that its column does not take."""


class RuleError(ResettleError):
    """A replacement for a process does not fit it."""


class RecordError(ResettleError):
    """A run record is missing, incomplete, or stands where another would be written."""


class RunIsOver(ResettleError):  # noqa: N818 - says what happened
    """The horizon is reached."""

    def __init__(self, months: int) -> None:
        super().__init__(f"the scenario's {months} months have been simulated; build a new site, or set more months")


class ProcessFailed(ResettleError):  # noqa: N818 - says what happened
    """A behaviour raised an exception.

    stage: name of the process, the lever or `recording`. month: counted from 0.
    """

    def __init__(self, stage: str, month: int) -> None:
        super().__init__(f"{stage} failed in month {month}")
        self.stage = stage
        self.month = month

    def __reduce__(self) -> tuple[Any, ...]:
        return ProcessFailed, (self.stage, self.month)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with an input.

    kind: which message (`model.messages`). values: what its text is filled with. file: path or option it stands in; line
    and column count from 1, 0 where there is none. key: dotted path. value: as given. unit: of a number with one.
    """

    kind: str
    file: str = ""
    line: int = 0
    column: int = 0
    key: str = ""
    value: Any = None
    unit: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """`file:line:column`, as far as known."""
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])

    def text(self, lang: str) -> str:
        """Place, key, value and unit, then one sentence of fault and one of remedy, in `zh` or `en`."""
        # Values are shown as TOML writes them.
        is_toml = isinstance(self.value, str | bool)
        shown = json.dumps(self.value, ensure_ascii=False) if is_toml else str(self.value)
        given = "" if self.value is None else f" = {shown}"
        unit = f" {unit_name(self.unit, lang)}" if self.unit else ""
        head = ": ".join(part for part in (self.place, f"{self.key}{given}{unit}".removeprefix(" = ")) if part)
        return f"{head}: {message(self.kind, lang, **self.values)}"


class BadInput(ResettleError):  # noqa: N818 - names the input, not the program
    """An input that cannot be run. Every fault that was found is in `faults`, in the order of the file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.column)))
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """One line a fault."""
        return "\n".join(fault.text(lang) for fault in self.faults)

    def __reduce__(self) -> tuple[Any, ...]:
        return BadInput, (self.faults,)
