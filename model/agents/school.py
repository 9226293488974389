"""A school that children of the site go to."""

from __future__ import annotations

from typing import ClassVar

from model.agents.window import Window


class School(Window):
    """A school: level, seats, teachers, pupils."""

    table: ClassVar[str] = "schools"
    order: ClassVar[int] = 3
