"""Morris's trajectories: walks over a grid of levels on which one input (or group) moves at each step.

Rows: D + 1 a trajectory. Morris (1991), https://doi.org/10.1080/00401706.1991.10484804; by SALib.
"""

from __future__ import annotations

from SALib.sample import morris

from experiments.designs.design import Asked, Design, Points, at_least, in_range, salib_problem, salib_seed
from model.errors import BadInput, Fault


def points(asked: Asked) -> Points:
    """n trajectories, one after another; more of them leave the first as they are."""
    at_least(asked, 2)
    if asked.levels < 2 or asked.levels % 2:
        raise BadInput([Fault("levels_not_even", key="design.levels", value=asked.levels)])
    rows = morris.sample(salib_problem(asked), asked.n, num_levels=asked.levels, seed=salib_seed(asked.seed))
    return Points(in_range(rows))


DESIGN = Design("morris", "Morris 轨迹", "Morris trajectories", 20, points, growth="any", knows_groups=True)
