"""Values of a household's columns as a reader sees them: codes by name, months as dates, employers by kind and number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from analysis.life_words import COLUMNS, pick, sentence
from model.calendar import NEVER, Calendar
from model.codes import CODED_COLUMNS, EMPLOYER_KINDS, NOBODY, SECTORS
from model.declare import Column
from model.population.build import population_columns
from model.population.employers import ROWS_A_KIND
from model.registry import PROCESSES, columns_by_owner
from model.words import unit

DIGITS = (3, 5, 7, 9, 17)
SHOWN_AS_THEY_ARE = ("id", "code", "count", "people", "month", "yes or no", "grade")
CODES: dict[tuple[str, str], Any] = CODED_COLUMNS | {
    ("people", "course_sector"): SECTORS, ("people", "trained_sector"): SECTORS,
    ("people", "is_leaving"): {0: ("no", "否"), 1: ("an outside job", "外出务工"), 2: ("coming back", "返回")},
}  # fmt: skip


@cache
def declared() -> dict[tuple[str, str], Column]:
    """Table and name to the declaration of every column."""
    owners = {"population": population_columns()} | columns_by_owner(PROCESSES)
    return {(column.table, column.name): column for columns in owners.values() for column in columns}


def columns_said(columns: Sequence[Mapping[str, Any]], lang: str) -> str:
    """The names of columns, each once; a column without a name of its own goes by that of the model."""
    keys = dict.fromkeys((of["table"], of["column"]) for of in columns)
    return sentence("and", lang).join(pick(COLUMNS.get(key, (key[1], key[1])), lang) for key in keys)


def member_said(life: Mapping[str, Any], member: int, month: int, lang: str) -> str:
    """Who a member is: number, counted from 1, sex, and age in that month where alive."""
    sex = sentence("woman" if life["people"][member]["is_female"] else "man", lang)
    for side in ("baseline", "scenario"):
        found = life["follow"][side][month]["members"].get(str(member))
        if found is not None:
            return sentence("member", lang, number=member + 1, sex=sex, age=found["age_years"])
    return sentence("member_plain", lang, number=member + 1, sex=sex)


def shown_pair(table: str, name: str, a: Any, b: Any, calendar: Calendar, lang: str) -> tuple[str, str]:
    """Two values that differ, with as many digits as it takes to see it."""
    pair = ("", "")
    for digits in DIGITS:
        first, second = (_shown(table, name, value, calendar, lang, digits) for value in (a, b))
        pair = (first, second)
        if first != second:
            break
    return pair


def _shown(table: str, name: str, value: Any, calendar: Calendar, lang: str, digits: int) -> str:
    if value is None:
        return "–"
    if isinstance(value, list):
        kept = [of for of in value if not (name == "tie" and of == NOBODY)]
        return sentence("and", lang).join(_shown(table, name, of, calendar, lang, digits) for of in kept) or "–"
    if name in ("employer", "order_employer"):
        return _employer(value, lang)
    if name in ("arrival_month", "return_month"):
        return sentence("never_left", lang) if value >= NEVER else calendar.label(value)
    if (table, name) in CODES:
        names = CODES[table, name]
        return pick(names[value], lang) if value in names else sentence("nobody", lang)
    if name == "months_since_training" and value < 0:
        return sentence("nobody", lang)
    of = declared().get((table, name))
    if of is None or of.unit in SHOWN_AS_THEY_ARE:
        is_flag = of is not None and of.unit == "yes or no"
        return sentence("yes" if value else "no", lang) if is_flag else str(value)
    number = str(value) if isinstance(value, int) else _figures(value, digits)
    return number if of.unit in ("share", "factor", "score 0 to 1") else f"{number} {unit(of.unit, lang)}"


def _figures(value: float, digits: int) -> str:
    """Digits that count, without an exponent for what people count in."""
    said = f"{value:,.{max(digits - len(str(int(abs(value)))), 0)}f}"
    return said.replace("-", "−")


def _employer(chance_id: int, lang: str) -> str:
    """An employer's number in the run is made of its kind and its number within the kind."""
    if chance_id == NOBODY:
        return sentence("nobody", lang)
    kind, number = divmod(int(chance_id), ROWS_A_KIND)
    return sentence("employer", lang, kind=pick(EMPLOYER_KINDS[kind], lang), number=number + 1)
