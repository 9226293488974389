"""One of the six community facilities."""

from __future__ import annotations

from typing import ClassVar

from model.agents.window import Window


class Facility(Window):
    """A community facility: kind, whether it is open, how much it is run, who is near."""

    table: ClassVar[str] = "facilities"
    order: ClassVar[int] = 7
