"""One at a time: the scenario's own values, and then each input alone at every level of its range.

Point 0 is the scenario itself; then come the levels of the first input, of the second, and so on. Interactions stay unseen.
"""

from __future__ import annotations

import numpy as np

from experiments.designs.design import Asked, Design, Points


def points(asked: Asked) -> Points:
    """1 + inputs × levels points; an input with a list of values has all of these as its levels."""
    home = np.array([of.reference_unit for of in asked.inputs])
    own = np.array([of.reference for of in asked.inputs])
    units, values = [home], [own]
    for k, of in enumerate(asked.inputs):
        n = len(of.values) or asked.levels
        levels = (np.arange(n) + 0.5) / n if of.values else np.linspace(0, 1, n)
        for level in levels:
            units.append(np.where(np.arange(asked.d) == k, level, home))
            values.append(np.where(np.arange(asked.d) == k, of.at(np.array([level]))[0], own))
    return Points(np.array(units), np.array(values))


DESIGN = Design("one_at_a_time", "逐个改变", "one at a time", 0, points)
