"""PAWN: the distance (Kolmogorov–Smirnov) between an outcome's distribution and the one with an input in a slice of its range.

The median over slices, and the largest. Takes points of any design that fills the space. Pianosi & Wagener (2018),
https://doi.org/10.1016/j.envsoft.2018.07.019. Distances of samples are never 0: the dummy's says how large those of chance are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from SALib.analyze import pawn
from scipy import stats

from analysis.sensitivity.method import Index, Method
from analysis.sensitivity.salib import leashed, problem
from model.declare import Array
from model.errors import BadInput, Fault

SLICES = 10
POINTS_AT_LEAST = 200
RESAMPLES = 50
KEYS = ("median", "maximum")


def block(x: Array) -> int:
    """One row: points stand alone. Raises BadInput on fewer points than the slices need."""
    if len(x) < POINTS_AT_LEAST:
        raise BadInput([Fault("too_few_points", key="pawn", value=len(x), values={"least": POINTS_AT_LEAST})])
    return 1


def indices(x: Array, y: Array, names: Sequence[str], level: float, seed: int) -> list[Index]:
    """median and maximum of every input; intervals by resampling of points."""
    with leashed(seed) as safe:
        rng = np.random.default_rng(safe)
        # Ties broken by a hair: SALib leaves out the points at the very top of a range, for a switch half of all.
        x = x + np.ptp(x, axis=0) * 1e-9 * rng.random(x.shape)
        found = pawn.analyze(problem(x.shape[1]), x, y, S=SLICES)
    value = np.array([found[key] for key in KEYS])
    again = (rng.integers(len(y), size=len(y)) for _ in range(RESAMPLES))
    half = stats.norm.ppf(0.5 + level / 2) * np.std([distances(x[rows], y[rows]) for rows in again], axis=0, ddof=1)
    return [
        Index(name, key, value[row, k], value[row, k] - half[row, k], value[row, k] + half[row, k])
        for row, key in enumerate(KEYS)
        for k, name in enumerate(names)
    ]


def distances(x: Array, y: Array) -> Array:
    """The same as SALib's, float64[KEYS, inputs], without the chances of each distance, which take most of its time."""
    order = np.argsort(y, kind="stable")
    is_last_of_equals = np.append(np.diff(y[order]) > 0, True)
    below = (np.arange(len(y)) + 1) / len(y)
    found = np.empty((len(KEYS), x.shape[1]))
    for k, column in enumerate(x.T):
        edges = np.quantile(column, np.linspace(0, 1, SLICES + 1))
        in_slice = (column[order, None] >= edges[:-1]) & (column[order, None] < edges[1:])
        sizes = in_slice.sum(axis=0)
        is_filled = sizes > 0
        shares = in_slice[:, is_filled].cumsum(axis=0) / sizes[is_filled]
        gaps = np.abs(shares - below[:, None])[is_last_of_equals].max(axis=0)
        found[:, k] = np.median(gaps), gaps.max()
    return found


METHOD = Method("pawn", "PAWN 分布指标", "PAWN", "median", ("median", "maximum"), True, block, indices)
estimate = METHOD.estimate
