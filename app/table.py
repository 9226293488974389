"""Plain tables for the terminal, aligned also where Chinese characters are two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Columns a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def pad(text: str, columns: int, right: bool = False) -> str:
    """A text filled with spaces to a width."""
    space = " " * max(columns - width(text), 0)
    return space + text if right else text + space


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Rows as aligned lines, the first one as a head; `right` names the columns that are aligned to the right."""
    columns = [max(width(row[k]) for row in rows) for k in range(len(rows[0]))]
    lines = ["  ".join(pad(cell, columns[k], k in right) for k, cell in enumerate(row)).rstrip() for row in rows]
    return "\n".join([lines[0], "─" * max(width(line) for line in lines), *lines[1:]])


def number(value: float, unit: str, more_digits: int = 0) -> str:
    """A number with the digits its unit deserves; a difference may ask for more."""
    if value != value:
        return "–"
    digits = 3 + more_digits if unit in ("share", "score 0 to 1") else 0 if abs(value) >= 100 else 2
    # Adding zero turns a rounded minus zero into zero.
    return f"{round(value, digits) + 0.0:,.{digits}f}"
