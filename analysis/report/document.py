"""What a report is made of, whatever file it becomes: sections of paragraphs, lists, tables and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

import pandas as pd

from analysis.figures.labels import drawn
from analysis.report.texts import say
from analysis.wording import figures, in_units
from model.words import UNITS, unit

DOTS_AN_INCH = 150
LONGEST = 80  # rows; a longer table is folded in a page, is not printed, and is left to the workbook


@dataclass(frozen=True)
class Cell:
    """value: what a workbook computes with, in the unit that is shown. shown: what a reader sees."""

    value: float | str
    shown: str


@dataclass(frozen=True)
class Paragraph:
    """kind: `lead` is what is read first, `notice` warns, `code` is typed as it stands, `small` explains a figure or table."""

    text: str
    kind: Literal["text", "lead", "notice", "code", "small"] = "text"


@dataclass(frozen=True)
class Bullets:
    """A list; each item is a sentence or more. title: a word in front, or none."""

    items: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True)
class Table:
    """name: of its sheet in a workbook. head: one title a column. note: below it."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    @property
    def is_long(self) -> bool:
        """Too long to be read on paper."""
        return len(self.rows) > LONGEST

    @property
    def are_numbers(self) -> tuple[bool, ...]:
        """Whether a column is one of numbers, whose head stands above them at the right."""
        return tuple(any(not isinstance(row[place].value, str) for row in self.rows) for place in range(len(self.head)))


@dataclass(frozen=True)
class Picture:
    """png: the file's bytes. alt: what it shows, for who cannot see it."""

    title: str
    png: bytes
    alt: str


Block = Paragraph | Bullets | Table | Picture


@dataclass(frozen=True)
class Section:
    """name: its anchor."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """sections: the first is the first page."""

    title: str
    subtitle: str
    lang: str
    sections: tuple[Section, ...]

    @property
    def tables(self) -> list[Table]:
        """All tables in their order."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, Table)]


def section(name: str, lang: str, blocks: Sequence[Block]) -> Section:
    """A section under the title that its name has."""
    return Section(name, say(name, lang), tuple(blocks))


def words(text: object) -> Cell:
    """A cell of text."""
    return Cell(str(text), str(text))


def number(value: float, of_unit: str, lang: str, is_change: bool = False) -> Cell:
    """A cell of a number in one of the model's units, in points or percent where that unit is a share or a score."""
    if value != value:
        return Cell("", "–")
    if of_unit == "share" and not is_change:
        shown, _ = 100 * value, "percent"
    else:
        shown, _ = in_units(value, of_unit, lang)
    sign = "+" if is_change and shown > 0 and figures(shown).strip("0.,") else ""
    return Cell(float(shown), sign + figures(shown))


def unit_of(of_unit: str, lang: str, is_change: bool = False) -> str:
    """The unit that `number` shows a value in."""
    if of_unit == "share" and not is_change:
        return unit("percent", lang)
    return in_units(0.0, of_unit, lang)[1] if of_unit in UNITS else of_unit


def changes(row: pd.Series, of_unit: str, lang: str, names: tuple[str, ...] = ("effect", "low", "high")) -> list[Cell]:
    """Cells of changes that a row holds: an effect and the ends of its interval."""
    return [number(float(row[name]), of_unit, lang, is_change=True) for name in names]


def count(value: float) -> Cell:
    """A cell of a whole number."""
    return Cell(float(value), f"{value:,.0f}".replace("-", "−"))


def money(yuan: float, lang: str) -> Cell:
    """A cell of a sum in the unit that the language counts money in: million yuan, or 万元."""
    value = float(yuan) / (1e4 if lang == "zh" else 1e6)
    return Cell(value, figures(value))


def to(low: str, high: str, lang: str) -> str:
    """The two ends of an interval."""
    return f"{low} 至 {high}" if lang == "zh" else f"{low} to {high}"


def percent(value: float) -> Cell:
    """A cell of a share in percent."""
    return Cell("", "–") if value != value else Cell(100 * float(value), f"{100 * value:.0f} %")


def picture(title: str, alt: str, make: Any, lang: str, **values: Any) -> Picture:
    """Draw a figure and keep it as a picture. make: a function of `analysis.figures`."""
    figure = drawn(make, lang, **values)
    file = BytesIO()
    figure.savefig(file, format="png", dpi=DOTS_AN_INCH)
    return Picture(title, file.getvalue(), alt)
