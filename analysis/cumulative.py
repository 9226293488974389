"""What adds up over months: job-months, poverty-months, school-months, and what a scenario saves of them.

A job-month is one person in work in one month. Counts are recorded outcomes; nothing is discounted.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.effects import difference_interval
from analysis.intervals import of_mean
from analysis.records import ASSUMPTIONS, NOISE, n_draws, only, others, pairs, wide


@dataclass(frozen=True)
class Measure:
    """A sum over months of a recorded count. better: whether more of it is better."""

    name: str
    outcome: str
    unit: str
    better: str
    zh: str
    en: str


MEASURES: tuple[Measure, ...] = (
    Measure("job_months", "people_in_work", "person-months", "more", "就业人月", "job-months"),
    Measure("stable_job_months", "people_in_stable_work", "person-months", "more", "稳定就业人月", "stable job-months"),
    Measure("poverty_months", "people_poor", "person-months", "less", "贫困人月", "poverty-months"),
    Measure("school_months_lost", "children_out_of_school", "person-months", "less", "失学人月", "school-months lost"),
    Measure("zero_employment_months", "zero_employment_households", "household-months", "less", "零就业户月",
            "household-months in zero employment"),
    Measure("return_moves", "return_moves", "households", "less", "回迁户数", "households that moved back"),
    Measure("dropouts", "dropouts", "people", "less", "辍学人数", "dropouts"),
)  # fmt: skip
BY_NAME = {measure.name: measure for measure in MEASURES}


def sums(frame: pd.DataFrame, first: int = 0, last: int | None = None) -> pd.DataFrame:
    """Every measure of every run, as `wide` lays it out: one row a run, one column a measure that was recorded.

    first, last: the months that count, both included.
    """
    recorded = [measure for measure in MEASURES if (frame["outcome"] == measure.outcome).any()]
    of = only(frame, [measure.outcome for measure in recorded])
    of = of[(of["month"] >= first) & (of["month"] <= (of["month"].max() if last is None else last))]
    # A month without the thing counted (nobody of school age) adds nothing.
    keys = ["scenario", "site", "design_point", "replication", "outcome"]
    total = of.groupby(keys, observed=True)["value"].sum().reset_index()
    names = {measure.outcome: measure.name for measure in recorded}
    return wide(total.assign(measure=total["outcome"].astype(object).map(names)), ["measure"])


def cumulative(frame: pd.DataFrame, baseline: str, first: int = 0, last: int | None = None, level: float = 0.95) -> pd.DataFrame:
    """Measures of each scenario and what it adds to or saves of them.

    Returns scenario, measure, unit, better, value, value_low, value_high, effect, low, high, n, n_draws, level, covers; the
    baseline itself stands first with no effect. A negative effect on poverty_months is poverty-months saved.
    """
    table = sums(frame, first, last)
    rows = []
    for scenario in (baseline, *others(frame, baseline)):
        of = pairs(table, baseline, scenario)
        value, effect = of_mean(of.independent(of.scenario), level), difference_interval(of, level)
        for place, name in enumerate(table.columns):
            rows.append({
                "scenario": scenario, "measure": name, "unit": BY_NAME[name].unit, "better": BY_NAME[name].better,
                "value": value.mean[place], "value_low": value.low[place], "value_high": value.high[place],
                "effect": effect.mean[place], "low": effect.low[place], "high": effect.high[place],
                "n": len(of.unit), "n_draws": n_draws(of), "level": level, "covers": ASSUMPTIONS if of.has_draws else NOISE,
            })  # fmt: skip
    return pd.DataFrame(rows)
