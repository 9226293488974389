"""eFAST: search curves on which each input is moved with a frequency of its own, one curve an input.

Rows: n an input. Saltelli, Tarantola & Chan (1999), https://doi.org/10.1080/00401706.1999.10485594; by SALib.
"""

from __future__ import annotations

from SALib.sample import fast_sampler

from experiments.designs.design import Asked, Design, Points, at_least, in_range, salib_problem, salib_seed

HARMONICS = 4


def points(asked: Asked) -> Points:
    """n points on each curve, 65 at least."""
    at_least(asked, 4 * HARMONICS**2 + 1)
    rows = fast_sampler.sample(salib_problem(asked), asked.n, M=HARMONICS, seed=salib_seed(asked.seed))
    return Points(in_range(rows))


DESIGN = Design("efast", "eFAST 曲线", "eFAST curves", 129, points)
