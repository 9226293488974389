"""The office that serves the site."""

from __future__ import annotations

from typing import ClassVar

from model.agents.window import Window


class CommunityOffice(Window):
    """The community office: staff, casework hours, visits, and the counts of the site."""

    table: ClassVar[str] = "community_offices"
    order: ClassVar[int] = 6
