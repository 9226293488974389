"""Delta: how much the whole distribution of an outcome shifts, on average, when one input is known. 0 nothing, 1 everything.

Takes points of any design that fills the space. Borgonovo (2007), https://doi.org/10.1016/j.ress.2006.04.015; estimated from
given data with the bias correction of Plischke, Borgonovo & Smith (2013), https://doi.org/10.1016/j.ejor.2012.11.047.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from SALib.analyze import delta
from scipy.stats import rankdata

from analysis.sensitivity.method import Index, Method
from analysis.sensitivity.salib import leashed, problem
from model.declare import Array
from model.errors import BadInput, Fault

POINTS_AT_LEAST = 200
RESAMPLES = 30  # densities over a grid, for every class of every input: the dearest of the methods


def block(x: Array) -> int:
    """One row: points stand alone. Raises BadInput on fewer points than densities can be estimated from."""
    if len(x) < POINTS_AT_LEAST:
        raise BadInput([Fault("too_few_points", key="delta", value=len(x), values={"least": POINTS_AT_LEAST})])
    return 1


def indices(x: Array, y: Array, names: Sequence[str], level: float, seed: int) -> list[Index]:
    """delta of every input; intervals by resampling of points."""
    # Only the order of an input's values matters. Ranks keep SALib's classes filled and its other modes out.
    ranks = rankdata(x, axis=0) / len(x)
    if np.ptp(y) == 0:
        return [Index(name, "delta", np.nan, np.nan, np.nan) for name in names]
    with leashed(seed) as safe:
        found = delta.analyze(problem(x.shape[1]), ranks, y, num_resamples=RESAMPLES, conf_level=level, seed=safe, method="delta")
    rows = []
    for k, name in enumerate(names):
        value, half = float(found["delta_raw"][k]), float(found["delta_raw_conf"][k])
        rows.append(Index(name, "delta", value, value - half, value + half))
    return rows


METHOD = Method("delta", "Delta 矩独立指标", "Delta", "delta", ("delta",), True, block, indices)
estimate = METHOD.estimate
