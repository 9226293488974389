"""What all designs share: what they are asked, what they give, and whether they can grow.

A design works in units: every input runs from 0 to 1, and `experiments.inputs` turns units into values. So a method knows
nothing of the model, and the points of one method mean the same for every input.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from experiments.inputs import Input
from model.declare import Array
from model.errors import BadInput, Fault

N, DESIGN = "design.n", "design"


@dataclass(frozen=True)
class Asked:
    """What a design is asked for. n: its size in its own sense (points, base points, trajectories, points a curve).
    groups: inputs that move together, by number. levels: of a grid. file: of a user table."""

    inputs: tuple[Input, ...]
    n: int
    seed: int
    levels: int = 4
    second_order: bool = False
    groups: tuple[tuple[int, ...], ...] = ()
    file: Path | None = None

    @property
    def d(self) -> int:
        """Number of inputs."""
        return len(self.inputs)


@dataclass(frozen=True)
class Points:
    """A design. units: float64[points, inputs], 0 to 1. values: float64[points, inputs] where the method gives values itself
    (a user's table, the scenario's own values); else they follow from the units."""

    units: Array
    values: Array | None = None


@dataclass(frozen=True)
class Design:
    """One method. n_default: its size unless given; 0 where the inputs decide it. can_grow: a larger design begins with the
    smaller one, row by row. growth: what a size may grow by, "any" number or "doubling"."""

    name: str
    zh: str
    en: str
    n_default: int
    points: Callable[[Asked], Points]
    growth: str = "none"
    knows_groups: bool = False

    @property
    def can_grow(self) -> bool:
        """More points can be asked for later."""
        return self.growth != "none"

    def make(self, asked: Asked) -> Points:
        """The points. Raises BadInput when the method cannot do what is asked."""
        if asked.groups and not self.knows_groups:
            raise BadInput([Fault("no_groups_here", key="groups", values={"method": self.name})])
        return self.points(asked)


def at_least(asked: Asked, least: int) -> None:
    """Refuse a size below what a method needs."""
    if asked.n < least:
        raise BadInput([Fault("too_few_points", key=N, value=asked.n, values={"least": least})])


def power_of_two(asked: Asked) -> None:
    """Refuse a size that would spoil the balance of a Sobol' sequence."""
    if asked.n < 2 or asked.n & (asked.n - 1):
        below = 1 << max(asked.n.bit_length() - 1, 1)
        raise BadInput([Fault("not_power_of_two", key=N, value=asked.n, values={"low": below, "high": 2 * below})])


def salib_problem(asked: Asked) -> dict[str, object]:
    """SALib's description of the inputs, by number and in units; groups by number too."""
    problem: dict[str, object] = {
        "num_vars": asked.d,
        "names": [f"x{k}" for k in range(asked.d)],
        "bounds": [[0.0, 1.0]] * asked.d,
    }
    if asked.groups:
        group_of = {k: number for number, members in enumerate(asked.groups) for k in members}
        problem["groups"] = [f"g{group_of[k]}" for k in range(asked.d)]
    return problem


def salib_seed(seed: int) -> int:
    """A seed that SALib repeats: it takes 0 for none, and scipy takes 32 bits of it."""
    return seed % (2**32 - 1) + 1


def in_range(units: Array) -> Array:
    """Units kept within 0 to 1 where a method's arithmetic has left it by a hair."""
    return np.clip(np.asarray(units, np.float64), 0.0, 1.0)
