"""Effects: scenario minus baseline, replication by replication, with an interval.

Runs under one set of assumptions: the interval covers simulation noise only, what other seeds would have given under the
same assumptions. Runs over draws of the assumptions: it says where the effect would lie under one more draw, seeds included.
The frames say which in `covers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from analysis import intervals
from analysis.bands import band_factor
from analysis.records import ASSUMPTIONS, NOISE, Pairs, last_month, n_draws, only, others, pairs, wide
from model.declare import Array
from model.errors import BadInput, Fault

METHOD = "paired t, simulation noise only"


@dataclass(frozen=True)
class Effects:
    """Paired effects of one scenario. Every array is float64[months, series].

    baseline, value: means over replications. effect: mean difference. low, high: its interval. n: pairs that count, those
    in which both runs have a number. variance_saved: share of the variance of the effect that pairing removed, over what
    independent runs would have had; NaN where nothing varies.
    """

    series: tuple[tuple[str, str], ...]
    baseline: Array
    value: Array
    effect: Array
    low: Array
    high: Array
    n: Array
    variance_saved: Array
    level: float = 0.95
    method: str = METHOD


def paired_effects(series: Sequence[tuple[str, str]], baseline: Array, scenario: Array, level: float = 0.95) -> Effects:
    """Student's t interval on the differences of pairs.

    baseline, scenario: float64[replications, months, series], the same replication under the same number. Fewer than two
    replications are refused. A number that a run does not have (NaN) leaves its pair out.
    """
    if baseline.shape != scenario.shape:
        raise ValueError(f"pairs need equal shapes, not {baseline.shape} and {scenario.shape}")
    if baseline.shape[0] < 2:
        raise BadInput([Fault("too_few_replications", key="replications", value=baseline.shape[0])])
    is_pair = np.isfinite(baseline) & np.isfinite(scenario)
    n = is_pair.sum(axis=0)
    before, after = (np.where(is_pair, values, 0.0) for values in (baseline, scenario))
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_before, mean_after = before.sum(axis=0) / n, after.sum(axis=0) / n
        difference = np.where(is_pair, after - before, 0.0)
        effect = difference.sum(axis=0) / n
        variance = _variance(difference, effect, is_pair, n)
        half = stats.t.ppf(0.5 + level / 2, np.maximum(n - 1, 1)) * np.sqrt(variance / n)
        half = np.where(n >= 2, half, np.nan)
        apart = _variance(before, mean_before, is_pair, n) + _variance(after, mean_after, is_pair, n)
        saved = np.where(apart > 0, 1 - variance / apart, np.nan)
    return Effects(tuple(series), mean_before, mean_after, effect, effect - half, effect + half, n, saved, level)


def _variance(values: Array, mean: Array, is_pair: Array, n: Array) -> Array:
    """Sample variance over the pairs that count."""
    squares = np.where(is_pair, (values - mean) ** 2, 0.0).sum(axis=0)
    return np.asarray(squares / np.maximum(n - 1, 1))


def mean_interval(values: Array, level: float = 0.95) -> tuple[Array, Array, Array]:
    """Mean over replications and Student's t interval; values: float64[replications, …]."""
    n = values.shape[0]
    mean = values.mean(axis=0)
    if n < 2:
        return mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan)
    half = stats.t.ppf(0.5 + level / 2, n - 1) * values.std(axis=0, ddof=1) / np.sqrt(n)
    return mean, mean - half, mean + half


def difference_interval(of: Pairs, level: float = 0.95) -> intervals.Interval:
    """Mean difference of pairs by column: a t interval, or under draws of the assumptions that of one draw more."""
    if of.has_draws:
        return intervals.of_one_draw_more(of.by_draw(of.difference), level)
    return intervals.of_mean(of.difference, level)


def effects_at(frame: pd.DataFrame, baseline: str, month: int | None = None, over: int = 1, level: float = 0.95) -> pd.DataFrame:
    """Effects in one month on everything that the frame holds.

    month: the last one if None. over: the mean of so many months up to it, for what jumps from month to month. Returns
    scenario, group, outcome, month, baseline, value, effect, low, high, n (pairs), n_draws, level, covers.
    """
    month = last_month(frame) if month is None else month
    chosen = frame[(frame["month"] > month - over) & (frame["month"] <= month)]
    if over > 1:
        keys = [name for name in chosen.columns if name not in ("month", "value")]
        chosen = chosen.groupby(keys, observed=True, sort=False)["value"].mean().reset_index()
    table = wide(chosen, ["group", "outcome"])
    found = [_effect_rows(pairs(table, baseline, name), name, table.columns, level) for name in others(frame, baseline)]
    effects = pd.concat(found, ignore_index=True)
    effects.insert(3, "month", month)
    return effects


def _effect_rows(of: Pairs, scenario: str, columns: pd.Index[Any], level: float) -> pd.DataFrame:
    is_pair = np.isfinite(of.difference)
    with np.errstate(invalid="ignore"):
        before, after = (
            np.where(is_pair, values, 0.0).sum(axis=0) / is_pair.sum(axis=0) for values in (of.baseline, of.scenario)
        )
    effect, low, high = difference_interval(of, level)
    rows = columns.to_frame(index=False)
    rows.insert(0, "scenario", scenario)
    return rows.assign(
        baseline=before, value=after, effect=effect, low=low, high=high, n=is_pair.sum(axis=0), n_draws=n_draws(of),
        level=level, covers=ASSUMPTIONS if of.has_draws else NOISE,
    )  # fmt: skip


def effects_over_time(
    frame: pd.DataFrame, baseline: str, outcomes: Sequence[str], group: str | None = "all", level: float = 0.95
) -> pd.DataFrame:
    """Effects month by month, with an interval for each month by itself and a band for the whole path at once.

    Columns as of `effects_at`, and band_low, band_high: the true path lies within the band in all months together with the
    probability `level`.
    """
    table = wide(only(frame, outcomes, group), ["group", "outcome", "month"])
    found = []
    for name in others(frame, baseline):
        of = pairs(table, baseline, name)
        rows = _effect_rows(of, name, table.columns, level)
        factor = band_factors(of, rows, level)
        rows["band_low"] = rows["effect"] - factor * (rows["effect"] - rows["low"])
        rows["band_high"] = rows["effect"] + factor * (rows["high"] - rows["effect"])
        found.append(rows)
    return pd.concat(found, ignore_index=True)


def mean_paths(frame: pd.DataFrame, outcomes: Sequence[str], group: str = "all", level: float = 0.95) -> pd.DataFrame:
    """Mean paths of every scenario, with an interval for each month and a band for the whole path.

    Returns scenario, outcome, month, mean, low, high, band_low, band_high, n, n_draws, covers.
    """
    found = []
    for outcome in outcomes:
        table = wide(only(frame, outcome, group), ["month"])
        for scenario in frame["scenario"].unique():
            runs = table.loc[scenario]
            by_draw = runs.groupby("design_point").mean()
            are_draws = len(by_draw) > 1
            values = (by_draw if are_draws else runs).to_numpy(float)
            mean, low, high = (intervals.of_one_draw_more if are_draws else intervals.of_mean)(values, level)
            factor = band_factor(values, level)
            found.append(pd.DataFrame({
                "scenario": scenario, "outcome": outcome, "month": table.columns, "mean": mean, "low": low, "high": high,
                "band_low": mean - factor * (mean - low), "band_high": mean + factor * (high - mean), "n": len(runs),
                "n_draws": len(by_draw), "covers": ASSUMPTIONS if are_draws else NOISE,
            }))  # fmt: skip
    return pd.concat(found, ignore_index=True)


def band_factors(of: Pairs, rows: pd.DataFrame, level: float) -> Array:
    """By how much each month's interval is widened to make a band of the path: float64[columns]."""
    factors = np.ones(len(rows))
    values = of.independent(of.difference)
    for _, places in rows.groupby(["group", "outcome"], sort=False).indices.items():
        factors[places] = band_factor(values[:, places], level)
    return factors
