"""The exceptions of the package.

ResettleError
├── OwnershipError      a behaviour asks for, declares or fills a column in a way the tables do not allow
├── RuleError           a file of rules does not declare a process that can stand in for another
├── ProcessFailed       a stage of the month failed; its own error is the cause
├── RunIsOver           a month was asked for beyond the horizon
└── BadInput            a scenario, profile or option that cannot be run; carries every fault found

Each says what it has to say in English (`str`) and in either language (`text`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from model.messages import Message, say
from model.words import unit as unit_name

COMMAND_LINE = ("--set", "--site")


class ResettleError(Exception):
    """Any error that this package raises on purpose."""

    def text(self, lang: str) -> str:
        """The error in a language (`en` or `zh`); in English where it has no Chinese."""
        return str(self)


class OwnershipError(ResettleError):
    """A column is missing, declared twice, written by another than its owner, or of another shape."""


class RuleError(ResettleError):
    """A file of rules does not declare a process that can stand in for another."""


class ProcessFailed(ResettleError):
    """A stage of the month failed. stage: a process, a lever or `recording`; month: from 0."""

    def __init__(self, stage: str, month: int) -> None:
        super().__init__(stage, month)
        self.stage = stage
        self.month = month

    def text(self, lang: str) -> str:
        return say("process_failed", stage=self.stage, month=self.month).text(lang)

    def __str__(self) -> str:
        return self.text("en")


class RunIsOver(ResettleError):
    """A month was asked for beyond the horizon. months: how many the run has."""

    def __init__(self, months: int) -> None:
        super().__init__(months)
        self.months = months

    def text(self, lang: str) -> str:
        return say("run_is_over", months=self.months).text(lang)

    def __str__(self) -> str:
        return self.text("en")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in an input, and what to do about it.

    file: a path, a name or the option that was given. line, column: from 1; 0 where there is no position. key: dotted;
    empty where the whole file is at fault. value: as it is written; empty for none. unit: a word of `model.words.UNITS`.
    """

    file: str
    line: int
    column: int
    key: str
    value: str
    unit: str
    what: Message
    remedy: Message | None = None

    def text(self, lang: str) -> str:
        """`file:line:column: key = value unit: what is wrong. What to do.`"""
        colon, stop = ("：", "。") if lang == "zh" else (": ", ". ")
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        value = f" = {self.value}" if self.value else ""
        unit = f" {unit_name(self.unit, lang)}" if self.value and self.unit else ""
        setting = f"{self.key}{value}{unit}{colon}" if self.key else ""
        remedy = self.remedy.text(lang) if self.remedy else ""
        return f"{place}: {setting}{self.what.text(lang)}{stop}{remedy}".strip()

    @property
    def order(self) -> tuple[bool, str, int, int, str]:
        """By file, line and column; what was said on the command line comes last."""
        return self.file in COMMAND_LINE, self.file, self.line, self.column, self.key


class BadInput(ResettleError):
    """A scenario, profile or option that cannot be run. faults: all that were found, by file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.order))
        super().__init__(self.faults)

    def text(self, lang: str) -> str:
        """One fault a line."""
        return "\n".join(fault.text(lang) for fault in self.faults)

    def __str__(self) -> str:
        return self.text("en")
