"""Saltelli's design for Sobol' indices: n base points A and B, and A with the column of one input (or group) from B.

Rows: D + 2 a base point, 2 D + 2 with second order. Saltelli et al. (2010), https://doi.org/10.1016/j.cpc.2009.09.018; by SALib.
"""

from __future__ import annotations

from SALib.sample import sobol

from experiments.designs.design import Asked, Design, Points, in_range, power_of_two, salib_problem, salib_seed


def points(asked: Asked) -> Points:
    """n base points, a power of two."""
    power_of_two(asked)
    rows = sobol.sample(salib_problem(asked), asked.n, calc_second_order=asked.second_order, seed=salib_seed(asked.seed))
    return Points(in_range(rows))


DESIGN = Design("saltelli", "Saltelli 设计", "Saltelli design", 128, points, growth="doubling", knows_groups=True)
