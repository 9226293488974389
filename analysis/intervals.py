"""Intervals, one function each: a mean, a mean over draws of the assumptions, a share, a ratio.

Every function takes plain arrays and gives plain arrays; where there is too little to say, the ends are NaN.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import stats

from model.declare import Array

BOOTSTRAP_SEED, BOOTSTRAP_SAMPLES = 20_190_600, 2000


class Interval(NamedTuple):
    """An estimate with the ends of its interval; each float64[series]."""

    mean: Array
    low: Array
    high: Array


def of_mean(values: Array, level: float = 0.95) -> Interval:
    """Student's t interval of the mean; values: float64[replications, series], NaN where a run has no number."""
    is_there = np.isfinite(values)
    n = is_there.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(is_there, values, 0.0).sum(axis=0) / n
        squares = np.where(is_there, (values - mean) ** 2, 0.0).sum(axis=0)
        half = stats.t.ppf(0.5 + level / 2, np.maximum(n - 1, 1)) * np.sqrt(squares / np.maximum(n - 1, 1) / n)
    half = np.where(n >= 2, half, np.nan)
    return Interval(mean, mean - half, mean + half)


def of_one_draw_more(values: Array, level: float = 0.95) -> Interval:
    """Where the number would lie under one more draw of the assumptions: Student's prediction interval.

    values: float64[draws, series], each the mean over seeds under one draw. The spread holds what is left of the noise of
    seeds too, so the interval is rather too wide than too narrow.
    """
    mean, low, _ = of_mean(values, level)
    n = np.isfinite(values).sum(axis=0)
    half = (mean - low) * np.sqrt(n + 1)
    return Interval(mean, mean - half, mean + half)


def of_share(n_yes: Array | float, n: Array | float, level: float = 0.95) -> Interval:
    """Wilson's score interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953)."""
    yes, all_of = np.asarray(n_yes, float), np.asarray(n, float)
    z = stats.norm.ppf(0.5 + level / 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = yes / all_of
        middle = (share + z**2 / (2 * all_of)) / (1 + z**2 / all_of)
        half = z / (1 + z**2 / all_of) * np.sqrt(share * (1 - share) / all_of + z**2 / (4 * all_of**2))
        # At none and at all the score interval ends there exactly; rounding must not put it a hair beside.
        low, high = np.where(yes == 0, 0.0, middle - half), np.where(yes == all_of, 1.0, middle + half)
    return Interval(share, low, high)


class Ratio(NamedTuple):
    """A ratio of two means. is_bounded: whether the data bound it at all; without, low and high are NaN."""

    ratio: float
    low: float
    high: float
    is_bounded: bool


def of_ratio(above: Array, below: Array, level: float = 0.95) -> Ratio:
    """Fieller's interval of mean(above) / mean(below) over pairs (Fieller 1954, doi:10.1111/j.2517-6161.1954.tb00159.x).

    above, below: float64[pairs]. Where the denominator cannot be told from zero the set of likely ratios is not an interval,
    and none is given.
    """
    n = above.size
    a, b = float(above.mean()), float(below.mean())
    ratio = a / b if b != 0 else np.nan
    if n < 2:
        return Ratio(ratio, np.nan, np.nan, False)
    var_a, covariance, _, var_b = (np.cov(above, below) / n).ravel()
    t2 = stats.t.ppf(0.5 + level / 2, n - 1) ** 2
    # All r with (a - r b)² <= t² var(a - r b): a quadratic in r, which opens upwards when b is clearly not zero.
    opening, middle = b**2 - t2 * var_b, a * b - t2 * covariance
    if opening <= 0:
        return Ratio(ratio, np.nan, np.nan, False)
    root = np.sqrt(max(middle**2 - opening * (a**2 - t2 * var_a), 0.0))
    return Ratio(ratio, float((middle - root) / opening), float((middle + root) / opening), True)


def resamples(n: int, samples: int = BOOTSTRAP_SAMPLES) -> Array:
    """Which pairs each bootstrap sample holds: int64[samples, n], the same whenever it is asked."""
    return np.random.default_rng(BOOTSTRAP_SEED).integers(0, n, (samples, n))


def of_ratio_by_bootstrap(above: Array, below: Array, level: float = 0.95) -> Ratio:
    """Percentile bootstrap of the ratio of means over pairs; unbounded as soon as the denominator's mean may change sign."""
    drawn = resamples(above.size)
    tops, bottoms = above[drawn].mean(axis=1), below[drawn].mean(axis=1)
    ratio = float(above.mean() / below.mean()) if below.mean() != 0 else np.nan
    tail = (1 - level) / 2
    if np.quantile(bottoms, tail) <= 0 <= np.quantile(bottoms, 1 - tail):
        return Ratio(ratio, np.nan, np.nan, False)
    low, high = np.quantile(tops / np.where(bottoms == 0, np.nan, bottoms), [tail, 1 - tail])
    return Ratio(ratio, float(low), float(high), True)
