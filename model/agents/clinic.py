"""A health room, station or centre."""

from __future__ import annotations

from typing import ClassVar

from model.agents.window import Window


class Clinic(Window):
    """A clinic: tier, visits it can give, queue."""

    table: ClassVar[str] = "clinics"
    order: ClassVar[int] = 4
