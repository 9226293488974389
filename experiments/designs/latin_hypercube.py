"""Latin hypercube: n points of which each nth of every input's range holds exactly one.

McKay, Beckman & Conover (1979), https://doi.org/10.1080/00401706.1979.10489755; sampled by scipy.
"""

from __future__ import annotations

from scipy.stats import qmc

from experiments.designs.design import Asked, Design, Points, at_least


def points(asked: Asked) -> Points:
    """n points. They cannot grow: with more points every nth would be another."""
    at_least(asked, 2)
    return Points(qmc.LatinHypercube(asked.d, rng=asked.seed).random(asked.n))


DESIGN = Design("latin_hypercube", "拉丁超立方", "Latin hypercube", 100, points)
