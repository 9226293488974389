"""Sobol' sequence: points that fill the space of inputs evenly, scrambled. Its first points are the smaller design.

Owen (1998), https://doi.org/10.1006/jcom.1998.0487; sampled by scipy.
"""

from __future__ import annotations

from scipy.stats import qmc

from experiments.designs.design import Asked, Design, Points, power_of_two


def points(asked: Asked) -> Points:
    """n points, a power of two."""
    power_of_two(asked)
    return Points(qmc.Sobol(asked.d, scramble=True, rng=asked.seed).random(asked.n))


DESIGN = Design("sobol_sequence", "Sobol' 序列", "Sobol' sequence", 128, points, growth="doubling")
