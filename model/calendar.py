"""Months, school years, dated values and shocks.

Month 0 has a calendar date, so wages, price levels, poverty lines, school years, seasons and shocks fall when they fell.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

DATA = Path(__file__).parent / "data"
MONTHS_A_YEAR = 12
SCHOOL_YEAR_STARTS = 9  # September

NEVER = 32_000  # a month that no run reaches


def on_site(households: Any, month: int) -> Any:
    """Which households of a view live on the site in a month: moved in, and not moved back. bool[households]."""
    return (households.arrival_month <= month) & (households.return_month > month)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which calendar month each month of a run is: month 0 is `start_month` (1 to 12) of `start_year`."""

    start_year: int
    start_month: int

    def year(self, month: int) -> int:
        """Calendar year of a month counted from 0."""
        return self.start_year + (self.start_month - 1 + month) // MONTHS_A_YEAR

    def month_of_year(self, month: int) -> int:
        """Month of the year, 1 to 12, of a month counted from 0."""
        return (self.start_month - 1 + month) % MONTHS_A_YEAR + 1

    def label(self, month: int) -> str:
        """`2019-06`."""
        return f"{self.year(month)}-{self.month_of_year(month):02d}"


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a committed table of model/data/, as text by column name."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def series(name: str) -> tuple[np.ndarray, np.ndarray]:
    """A dated series: calendar years as months since year 0 (June of the year) and values; KeyError if there is none."""
    points = sorted((int(row["year"]), float(row["value"])) for row in rows("series") if row["series"] == name)
    if not points:
        raise KeyError(f"model/data/series.csv has no series {name!r}")
    years, values = zip(*points, strict=True)
    return np.array(years) * MONTHS_A_YEAR + 5.0, np.array(values)


def dated_value(name: str, year: int, month_of_year: int) -> float:
    """A series at a calendar month: straight lines between the middles of years, the ends held beyond them."""
    times, values = series(name)
    return float(np.interp(year * MONTHS_A_YEAR + month_of_year - 1, times, values))


@cache
def dated_values(name: str, calendar: Calendar, months: int) -> tuple[float, ...]:
    """A series in each month of a run."""
    return tuple(dated_value(name, calendar.year(month), calendar.month_of_year(month)) for month in range(months))


@cache
def shock_factors(names: tuple[str, ...], on: str, calendar: Calendar, months: int) -> tuple[float, ...]:
    """For each month of a run, the product of the factors of the named shocks on `on`: 1 in a normal month."""
    factors = [1.0] * months
    month_of = {calendar.label(month): month for month in range(months)}
    for row in rows("shocks"):
        if row["shock"] in names and row["on"] == on and row["month"] in month_of:
            factors[month_of[row["month"]]] *= float(row["factor"])
    return tuple(factors)
