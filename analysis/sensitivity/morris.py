"""Morris screening: how far an outcome moves when one input alone goes over its range, on average over many places.

mu_star: mean of the sizes of the moves; mu: mean of the moves with their sign; sigma: their spread, from curvature and
interaction. All in the outcome's unit over the input's whole range. Needs trajectories, in each step of which one input moves.
Campolongo, Cariboni & Saltelli (2007), https://doi.org/10.1016/j.envsoft.2006.10.004.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from SALib.analyze import morris
from scipy import stats

from analysis.sensitivity.method import Index, Method
from analysis.sensitivity.salib import RESAMPLES, leashed, problem
from model.declare import Array
from model.errors import BadInput, Fault

LEVELS_AT_LEAST = 4


def block(x: Array) -> int:
    """Rows of a trajectory: one more than inputs. Raises BadInput when the rows are no trajectories."""
    n = x.shape[1]
    if len(x) and len(x) % (n + 1) == 0:
        moved = np.diff(x.reshape(-1, n + 1, n), axis=1) != 0
        if (moved.sum(axis=2) == 1).all() and (moved.sum(axis=1) == 1).all():
            return n + 1
    raise BadInput([Fault("not_this_design", key="morris", values={"design": "morris", "rows": len(x), "inputs": n})])


def _levels(x: Array) -> int:
    """Levels of the grid the trajectories run on, an even number: the step is half the levels."""
    most = max(np.unique(column).size for column in x.T)
    return max(LEVELS_AT_LEAST, most + most % 2)


def indices(x: Array, y: Array, names: Sequence[str], level: float, seed: int) -> list[Index]:
    """mu_star with an interval by resampling of trajectories, mu with Student's t, sigma without."""
    n_trajectories = len(x) // block(x)
    with leashed(seed) as safe:
        found = morris.analyze(
            problem(x.shape[1]), x, y, num_resamples=RESAMPLES, conf_level=level, num_levels=_levels(x), seed=safe
        )
    star, half_star, mu, sigma = (np.asarray(found[key], float) for key in ("mu_star", "mu_star_conf", "mu", "sigma"))
    half = stats.t.ppf(0.5 + level / 2, max(n_trajectories - 1, 1)) * sigma / np.sqrt(n_trajectories)
    rows = [Index(name, "mu_star", star[k], star[k] - half_star[k], star[k] + half_star[k]) for k, name in enumerate(names)]
    rows += [Index(name, "mu", mu[k], mu[k] - half[k], mu[k] + half[k]) for k, name in enumerate(names)]
    return rows + [Index(name, "sigma", sigma[k], np.nan, np.nan) for k, name in enumerate(names)]


METHOD = Method("morris", "Morris 筛选", "Morris screening", "mu_star", ("mu_star",), False, block, indices)
estimate = METHOD.estimate
