"""What the parameters explain of an outcome's variance, and what chance does: analysis of variance over points × replications.

With seeds that differ from point to point (the dummy selects them) the variance within points is chance, and the variance
of their means is the parameters' after a share of chance is taken off. With the same seeds at every point, what a seed does to
all points alike is told apart from what it does at some. One replication cannot separate anything, and nothing is then given.
Searle, Casella & McCulloch, Variance Components (1992), https://doi.org/10.1002/9780470316856, chapters 3 and 4.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.sensitivity.frames import read_sample
from model.declare import Array

RESAMPLES = 200
PARTS = ("parameters", "seeds", "parameters and seeds")


def variance_shares(
    inputs: pd.DataFrame,
    outcomes: pd.DataFrame,
    dummy: str = "dummy",
    group: str = "all",
    block: int = 1,
    seed: int = 1,
    level: float = 0.95,
) -> pd.DataFrame:
    """Shares of variance of every outcome and month.

    inputs, outcomes: as for the methods. block: rows of the design that belong together; intervals come from resampling these.
    Gives columns outcome, month, part, share, low, high, variance (of a single run), is_separated. With one replication the
    shares are NaN and is_separated is False; an outcome that is the same in every run has NaN too.
    """
    sample = read_sample(inputs, outcomes, dummy, group)
    same_seeds = bool(np.ptp(inputs[dummy].to_numpy(dtype=float)) == 0)
    rng = np.random.default_rng(seed)
    n_blocks = len(sample.y) // block
    blocks = sample.y.reshape(n_blocks, block, *sample.y.shape[1:])
    shares, variance = _shares(sample.y, same_seeds)
    drawn = [
        _shares(blocks[rng.integers(n_blocks, size=n_blocks)].reshape(sample.y.shape), same_seeds)[0] for _ in range(RESAMPLES)
    ]
    low, high = np.quantile(drawn, [0.5 - level / 2, 0.5 + level / 2], axis=0)
    rows = [
        (outcome, month, part, shares[p, s], low[p, s], high[p, s], variance[s], sample.y.shape[1] > 1)
        for s, (outcome, month) in enumerate(sample.series)
        for p, part in enumerate(PARTS)
        if same_seeds or part != PARTS[2]
    ]
    return pd.DataFrame(rows, columns=["outcome", "month", "part", "share", "low", "high", "variance", "is_separated"])


def _shares(y: Array, same_seeds: bool) -> tuple[Array, Array]:
    """Shares float64[parts, series] and the whole variance float64[series]; y: float64[points, replications, series]."""
    n, r, n_series = y.shape
    if r < 2 or n < 2:
        return np.full((len(PARTS), n_series), np.nan), y.reshape(-1, n_series).var(axis=0, ddof=1)
    between = y.mean(axis=1).var(axis=0, ddof=1)
    if same_seeds:
        residual = y - y.mean(axis=0) - y.mean(axis=1, keepdims=True) + y.mean(axis=(0, 1))
        both = (residual**2).sum(axis=(0, 1)) / ((n - 1) * (r - 1))
        parts = np.array([between - both / r, y.mean(axis=0).var(axis=0, ddof=1) - both / n, both])
    else:
        within = y.var(axis=1, ddof=1).mean(axis=0)
        parts = np.array([between - within / r, within, np.zeros(n_series)])
    # An estimate below zero is chance: a variance is not.
    parts = np.maximum(parts, 0.0)
    whole = parts.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, parts / whole, np.nan), whole
