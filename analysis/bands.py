"""Simultaneous bands: by how much an interval for one month is widened to hold for a whole path.

The largest |t| over the months of a mean of n Gaussian paths with the covariance that was seen (sup-t bands, Montiel Olea
and Plagborg-Møller 2019, doi:10.1002/jae.2656). Where runs are few, the seen covariance has few dimensions; so whole samples
of n paths are drawn from it and studentised like the real one, which is what keeps the coverage.
"""

from __future__ import annotations

import numpy as np
from scipy import stats

from model.declare import Array

SAMPLES, SEED = 1000, 20_190_600
STUDENTISED_UP_TO = 60  # runs; beyond, the spread is known well enough to be taken as known


def band_factor(values: Array, level: float = 0.95) -> float:
    """Quantile of the largest |t| over that of one month's |t|, at least 1.

    values: float64[runs, months], what the mean and the interval of each month were made of. Runs that lack a month are left
    out, and so are months in which nothing varies.
    """
    complete = values[:, np.isfinite(values).any(axis=0)]
    complete = complete[np.isfinite(complete).all(axis=1)]
    n = complete.shape[0]
    if n < 2:
        return 1.0
    spread = complete.std(axis=0, ddof=1)
    # What rounding leaves of no difference is no variation.
    varies = spread > 1e-12 * max(1.0, float(np.abs(complete).max(initial=0.0)))
    if not varies.any():
        return 1.0
    residuals = (complete - complete.mean(axis=0))[:, varies] / spread[varies]
    largest = _largest_t(residuals)
    return max(float(np.quantile(largest, level) / stats.t.ppf(0.5 + level / 2, n - 1)), 1.0)


def _largest_t(residuals: Array) -> Array:
    """The largest |t| over months in each of many samples of as many Gaussian paths: float64[samples]."""
    n = residuals.shape[0]
    rng = np.random.default_rng(SEED)
    if n > STUDENTISED_UP_TO:
        means = rng.standard_normal((SAMPLES, n)) @ residuals / np.sqrt(n - 1)
        return np.asarray(np.abs(means).max(axis=1))
    drawn = rng.standard_normal((SAMPLES, n, n)) @ residuals
    means = drawn.mean(axis=1)
    variances = ((drawn**2).mean(axis=1) - means**2) * n / (n - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.nanmax(np.sqrt(n) * np.abs(means) / np.sqrt(variances), axis=1))
