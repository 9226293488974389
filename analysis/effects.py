"""Effects: scenario minus baseline, replication by replication, with an interval.

The interval covers simulation noise only: what other seeds would have given under the same assumptions. It does not cover
what other assumptions would have given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

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
