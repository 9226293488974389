"""A Mesa agent that is a window on one row: reading an attribute reads the column, setting one writes it.

Windows hold no state of their own. Two windows on the same row of the same site are equal.
"""

from __future__ import annotations

from typing import Any, ClassVar

import mesa
import numpy as np

from model.codes import CODED_COLUMNS
from model.errors import NotSettable

ROWS_A_TABLE = 1_000_000_000  # room in a unique id for the rows of a table


class Window(mesa.Agent):  # type: ignore[misc]
    """One row of a table of a site.

    table: the table's name. order: its place among the tables, for unique ids.
    Attributes are the table's columns, as Python numbers; `label(column)` names a coded value.
    """

    table: ClassVar[str]
    order: ClassVar[int]

    def __init__(self, site: Any, row: int) -> None:
        # Mesa would register the agent and give it a dictionary entry a column; a window is neither needed nor kept there.
        self.__dict__.update(model=site, row=row, unique_id=self.order * ROWS_A_TABLE + row + 1)

    def __getattr__(self, name: str) -> Any:
        site = self.__dict__.get("model")
        if site is None or name not in site.state.columns[self.table]:
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
        value = site.state.array(self.table, name)[self.__dict__["row"]]
        return value.item() if np.ndim(value) == 0 else value.copy()

    def __setattr__(self, name: str, value: Any) -> None:
        self.model.state.set(self.table, name, self.row, value) if self._is_column(name) else self._refuse(name)

    def _is_column(self, name: str) -> bool:
        return name in self.model.state.columns[self.table]

    def _refuse(self, name: str) -> None:
        raise NotSettable(f"{type(self).__name__}.{name} is not a column; keep your own data in a dictionary beside the site")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.model.state.columns[self.table]})

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.model is self.model and other.row == self.row

    def __hash__(self) -> int:
        return hash((self.order, self.row))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.row})"

    def label(self, column: str, lang: str = "en") -> str:
        """The name of a coded column's value in a language (`zh` or `en`)."""
        names = CODED_COLUMNS[self.table, column][getattr(self, column)]
        return names[1] if lang == "zh" else names[0]

    @property
    def place_metres(self) -> tuple[float, float]:
        """Where it stands on the plan: metres east and north."""
        return float(self.x_metres), float(self.y_metres)

    @property
    def pos(self) -> tuple[int, int]:
        """The plot of the Mesa grid it stands on."""
        return self.model.windows.plot(self.place_metres)

    @property
    def cell(self) -> Any:
        """The cell of the Mesa grid it stands on."""
        return self.model.space[self.pos]

    def remove(self) -> None:
        """Rows are never removed; people die and households move back through their processes."""
        raise NotSettable("rows are never removed: people die and households move back through their processes")
