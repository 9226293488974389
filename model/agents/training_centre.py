"""Where courses are held."""

from __future__ import annotations

from typing import ClassVar

from model.agents.window import Window


class TrainingCentre(Window):
    """The training centre: seats and who is on a course."""

    table: ClassVar[str] = "training_centres"
    order: ClassVar[int] = 5
