"""An employer near the site, a public-welfare programme, or a labour market outside."""

from __future__ import annotations

from typing import ClassVar

from model.agents.window import Window


class Employer(Window):
    """An employer: kind, sector, posts, pay, entry skill, orders."""

    table: ClassVar[str] = "employers"
    order: ClassVar[int] = 2

    @property
    def n_open_posts(self) -> int:
        """Posts that are not filled; a labour market outside has none to count."""
        return max(int(self.n_posts) - int(self.n_filled), 0)
