"""Sobol' indices: which share of the variance of an outcome each input explains, alone (S1), with all others (ST), in pairs (S2).

Needs a Saltelli design: blocks of rows A, A with one column of B after another, [B with one column of A after another,] B.
Saltelli et al. (2010), https://doi.org/10.1016/j.cpc.2009.09.018; second order Saltelli (2002).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from SALib.analyze import sobol

from analysis.sensitivity.method import PAIR, Index, Method
from analysis.sensitivity.salib import RESAMPLES, leashed, problem
from model.declare import Array
from model.errors import BadInput, Fault


def block(x: Array) -> int:
    """Rows of a block: D + 2, or 2 D + 2 with second order. Raises BadInput when the rows are in no such order."""
    n = x.shape[1]
    for rows in (n + 2, 2 * n + 2):
        if len(x) and len(x) % rows == 0 and _is_saltelli(x.reshape(-1, rows, n)):
            return rows
    raise BadInput([Fault("not_this_design", key="sobol", values={"design": "saltelli", "rows": len(x), "inputs": n})])


def _is_saltelli(blocks: Array) -> bool:
    n = blocks.shape[2]
    a, b = blocks[:, :1], blocks[:, -1:]
    own = np.eye(n, dtype=bool)[None]
    is_ab = (blocks[:, 1 : n + 1] == np.where(own, b, a)).all()
    has_second = blocks.shape[1] == 2 * n + 2
    return bool(is_ab and (not has_second or (blocks[:, n + 1 : -1] == np.where(own, a, b)).all()))


def indices(x: Array, y: Array, names: Sequence[str], level: float, seed: int) -> list[Index]:
    """S1 and ST of every input, S2 of every pair where the design has it; intervals by resampling of blocks."""
    has_second = block(x) == 2 * x.shape[1] + 2
    with leashed(seed) as safe:
        found = sobol.analyze(
            problem(x.shape[1]), y, calc_second_order=has_second, num_resamples=RESAMPLES, conf_level=level, seed=safe
        )
    rows = [_index(name, key, found, k) for key in ("S1", "ST") for k, name in enumerate(names)]
    if has_second:
        rows += [_index(names[j] + PAIR + names[k], "S2", found, (j, k)) for j, k in combinations(range(len(names)), 2)]
    return rows


def _index(name: str, key: str, found: dict[str, Array], place: int | tuple[int, int]) -> Index:
    value, half = float(found[key][place]), float(found[f"{key}_conf"][place])
    return Index(name, key, value, value - half, value + half)


METHOD = Method("sobol", "Sobol' 方差分解", "Sobol' indices", "ST", ("S1", "ST", "S2"), True, block, indices)
estimate = METHOD.estimate
