"""Random points, each by itself: the plainest sample, and any number more can be added."""

from __future__ import annotations

import numpy as np

from experiments.designs.design import Asked, Design, Points, at_least


def points(asked: Asked) -> Points:
    """n points, uniform in every input."""
    at_least(asked, 1)
    return Points(np.random.default_rng(asked.seed).random((asked.n, asked.d)))


DESIGN = Design("random", "随机点", "random points", 100, points, growth="any")
