"""The targets that the document sets: met or not, when, how surely, and by how much they are missed.

Each target is a recorded outcome held against a number. What the document leaves open (a score that should be "high") has
no target here; what a record does not hold is listed as not recorded, so that it is not overlooked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.intervals import of_share
from analysis.records import paths
from model.declare import Array

When = Literal["end", "every", "at", "rising"]
YEAR = 12


@dataclass(frozen=True)
class Target:
    """when: `end` – in the last month; `every` – in every month of the run, added up; `at` – by a month; `rising` – the last
    year's mean is above the first's. sign: +1 where the outcome should be `level` or more, -1 where it should be that or less.
    tolerance: what counts as there, for shares that an agent or two decide. unit: of what is missed."""

    name: str
    outcome: str
    when: When
    sign: int
    level: float
    unit: str
    zh: str
    en: str
    month: int = 0
    tolerance: float = 0.0


TARGETS: tuple[Target, ...] = (
    Target("stable_job", "labour_households_with_a_stable_job", "end", 1, 1.0, "share",
           "有劳动力家庭至少一人稳定就业", "a stable job in every household that has labour", tolerance=0.005),
    Target("zero_employment", "zero_employment_households", "end", -1, 0, "households",
           "零就业家庭动态清零", "zero-employment households cleared"),
    Target("zero_employment_months", "months_in_zero_employment", "end", -1, 1, "months",
           "零就业家庭出现后一个月内清零", "zero employment ended within a month"),
    Target("dropouts", "dropouts_owed_to_the_move", "every", -1, 0, "people",
           "没有学生因搬迁辍学", "no child leaves school because of the move"),
    Target("seats", "seat_gap", "end", -1, 0, "share", "学位满足需要", "school places meet the need", tolerance=0.005),
    Target("health", "clinic_access", "end", 1, 1.0, "share", "医疗卫生机构全覆盖", "a health institution for every site"),
    Target("dues", "lapse_household_months", "every", -1, 0, "household-months",
           "不因搬迁漏保断保", "no lapse of dues because of the move"),
    Target("equal_services", "gap_to_hosts", "end", -1, 0, "share",
           "与本地居民同等享有公共服务", "services enjoyed as hosts enjoy them", tolerance=0.005),
    Target("cameras", "camera_coverage", "at", 1, 1.0, "share",
           "入住半年内视频监控全覆盖", "camera watch complete within half a year", month=6, tolerance=0.005),
    Target("trained", "trained_share", "end", 1, 1.0, "share",
           "有就业能力的劳动力全员培训", "every mover who can work trained", tolerance=0.005),
    Target("archive", "archive_share", "end", 1, 1.0, "share",
           "逐户建立培训档案", "every household with a training file", tolerance=0.005),
    Target("registered", "registered_share", "end", 1, 1.0, "share",
           "办理居住证或市民证", "every household registered at the site", tolerance=0.005),
    Target("stable_work_rises", "stable_employment_rate", "rising", 1, 0, "share",
           "就业质量不断提高", "the quality of work rises"),
    Target("income_rises", "net_income_a_head_real_yuan_month", "rising", 1, 0, "yuan a person a month",
           "收入水平不断提高", "real income rises"),
    Target("land", "land_in_use_share", "end", 1, 1.0, "share", "“三块地”盘活", "the three lands put to use", tolerance=0.005),
    Target("industry", "industry_income_yuan_household_month", "rising", 1, 0, "yuan a household a month",
           "群众从产业中稳定增收", "income from industry rises"),
    Target("safety", "felt_safety", "rising", 1, 0, "score 0 to 1", "安全感增强", "people feel safer"),
    Target("units", "units_matched", "end", 1, 1.0, "share",
           "管理单元组织全覆盖", "every unit with its office and organisations", tolerance=0.005),
    Target("mass_organisations", "mass_organisation_coverage", "end", 1, 1.0, "share",
           "群团组织全覆盖", "mass organisations everywhere", tolerance=0.005),
    Target("running_costs", "running_cost_ratio", "end", 1, 1.0, "factor",
           "运转经费不低于同规模城市社区", "running costs not below a like urban community"),
    Target("cadre_pay", "cadre_pay_ratio", "end", 1, 1.0, "factor",
           "社区干部报酬不低于同规模城市社区", "cadre pay not below a like urban community"),
    Target("stay", "return_moves", "every", -1, 0, "households", "稳得住：无回迁", "they stay: nobody moves back"),
    Target("fit_in", "integration_index", "rising", 1, 0, "score 0 to 1",
           "融得进：融入水平提高", "they fit in: integration rises"),
)  # fmt: skip
BY_NAME = {target.name: target for target in TARGETS}


def targets(frame: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """Every target under every scenario.

    Returns scenario, target, outcome, is_recorded, value (mean of what is held against the target), p_met with p_low, p_high
    (share of runs, Wilson), month_met (median over the runs that met it of the first month from which it stays met; NaN for
    `every` and `rising`), missed_by with missed_low, missed_high (mean and 2.5th and 97.5th percentile of the gap over the
    runs that missed it, in the outcome's unit), n (runs).
    """
    recorded = set(frame.loc[frame["group"] == "all", "outcome"].unique())
    rows = []
    for target in TARGETS:
        table = paths(frame, target.outcome) if target.outcome in recorded else None
        for scenario in frame["scenario"].unique():
            row = {"scenario": str(scenario), "target": target.name, "outcome": target.outcome, "is_recorded": table is not None}
            rows.append(row | (_nothing() if table is None else _held(target, table.loc[scenario].to_numpy(float), level)))
    return pd.DataFrame(rows)


def _nothing() -> dict[str, float]:
    names = ("value", "p_met", "p_low", "p_high", "month_met", "missed_by", "missed_low", "missed_high")
    return dict.fromkeys(names, np.nan) | {"n": 0}


def _held(target: Target, values: Array, level: float) -> dict[str, float]:
    """values: float64[runs, months]."""
    value, gap = gaps(target, values)
    is_met = gap <= 0
    share = of_share(float(is_met.sum()), gap.size, level)
    missed = gap[~is_met]
    low, high = np.quantile(missed, [0.025, 0.975]) if missed.size else (np.nan, np.nan)
    return {
        "value": float(value.mean()), "p_met": float(share.mean), "p_low": float(share.low), "p_high": float(share.high),
        "month_met": _month_met(target, values, is_met), "missed_by": float(missed.mean()) if missed.size else 0.0,
        "missed_low": float(low), "missed_high": float(high), "n": gap.size,
    }  # fmt: skip


def gaps(target: Target, values: Array) -> tuple[Array, Array]:
    """What is held against the target and by how much it is missed, one number a run; 0 or less: met.

    A month in which nothing is counted (no zero-employment household whose months could be averaged) misses nothing.
    """
    if target.when == "rising":
        first, last = values[:, :YEAR], values[:, -YEAR:]
        value = np.nanmean(last, axis=1) - np.nanmean(first, axis=1)
        return value, np.where(value > 0, 0.0, np.maximum(-value, np.finfo(float).tiny))
    if target.when == "every":
        value = np.nansum(values, axis=1)
    else:
        value = values[:, -1 if target.when == "end" else min(target.month, values.shape[1] - 1)]
    gap = target.sign * (target.level - value)
    gap = np.where(np.isnan(gap), 0.0, gap)
    return np.nan_to_num(value, nan=target.level), np.where(gap <= target.tolerance, 0.0, gap)


def _month_met(target: Target, values: Array, is_met: Array) -> float:
    """Median over the runs that met it of the first month from which the target stays met."""
    if target.when not in ("end", "at") or not is_met.any():
        return np.nan
    gap = np.nan_to_num(target.sign * (target.level - values[is_met]), nan=0.0)
    last = gap.shape[1] if target.when == "end" else min(target.month, gap.shape[1] - 1) + 1
    fails = gap[:, :last] > target.tolerance
    # One month after the last in which it failed; month 0 where it never did.
    since = np.where(fails.any(axis=1), last - np.argmax(fails[:, ::-1], axis=1), 0)
    return float(np.median(since))
