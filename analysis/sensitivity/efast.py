"""eFAST: first-order and total shares of variance from the frequencies with which inputs were moved along search curves.

Needs the curves whole and in the order of the inputs, one a curve. The intervals come from parts of a curve and are
indicative only: halves of a curve are no independent samples of it.
Saltelli, Tarantola & Chan (1999), https://doi.org/10.1080/00401706.1999.10485594.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from SALib.analyze import fast

from analysis.sensitivity.method import Index, Method
from analysis.sensitivity.salib import RESAMPLES, leashed, problem
from model.declare import Array
from model.errors import BadInput, Fault

HARMONICS = 4


def block(x: Array) -> int:
    """All rows: a curve cannot be cut. Raises BadInput unless curve k moves input k fastest and is long enough."""
    n = x.shape[1]
    points, rest = divmod(len(x), n)
    if rest == 0 and points > 4 * HARMONICS**2:
        curves = x.reshape(n, points, n)
        turns = (np.diff(np.sign(np.diff(curves, axis=1)), axis=1) != 0).sum(axis=1)
        if (turns.argmax(axis=1) == np.arange(n)).all():
            return len(x)
    raise BadInput([Fault("not_this_design", key="efast", values={"design": "efast", "rows": len(x), "inputs": n})])


def indices(x: Array, y: Array, names: Sequence[str], level: float, seed: int) -> list[Index]:
    """S1 and ST of every input."""
    with leashed(seed) as safe:
        found = fast.analyze(problem(x.shape[1]), y, M=HARMONICS, num_resamples=RESAMPLES, conf_level=level, seed=safe)
    rows = []
    for key in ("S1", "ST"):
        for k, name in enumerate(names):
            value, half = float(found[key][k]), float(found[f"{key}_conf"][k])
            rows.append(Index(name, key, value, value - half, value + half))
    return rows


METHOD = Method("efast", "扩展傅里叶幅度检验（eFAST）", "eFAST", "ST", ("S1", "ST"), True, block, indices)
estimate = METHOD.estimate
