"""How far things on the plan stand from each other."""

from __future__ import annotations

import numpy as np

from model.declare import Rows
from model.kernel import formula


@formula
def kilometres_between(here: Rows, i: int, there: Rows, j: int) -> float:
    """As the crow flies, from row i of one table to row j of another, for kernels."""
    across = float(here.x_metres[i]) - float(there.x_metres[j])
    along = float(here.y_metres[i]) - float(there.y_metres[j])
    return float(np.sqrt(across**2 + along**2)) / 1000.0
