"""Full grid: every level of every input with every level of all others. For few inputs, or for tables of choices."""

from __future__ import annotations

from itertools import product

import numpy as np

from experiments.designs.design import Asked, Design, Points
from model.errors import BadInput, Fault

MOST_POINTS = 1_000_000


def points(asked: Asked) -> Points:
    """`levels` values of each input, ends included; an input with a list of values has all of these as its levels."""
    columns = []
    for of in asked.inputs:
        n = len(of.values) or asked.levels
        columns.append((np.arange(n) + 0.5) / n if of.values else np.linspace(0, 1, n) if n > 1 else np.array([0.5]))
    size = int(np.prod([float(len(column)) for column in columns]))
    if size > MOST_POINTS:
        raise BadInput([Fault("grid_too_large", key="design.levels", value=asked.levels, values={"n": f"{size:,}"})])
    return Points(np.array(list(product(*columns)), np.float64))


DESIGN = Design("grid", "全因子网格", "full grid", 0, points)
