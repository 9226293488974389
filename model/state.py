"""Tables of columns; who may read, who may write.

All state of a site is one array a column, one row an agent. Rows are never removed or reordered: the row is the identity that
ties and windows rely on. A behaviour gets its columns through a view; only the file that declares a column gets it writable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from model.declare import Column, filled
from model.errors import NotSettable, OwnershipError


class State:
    """The tables of one site.

    owners: the declared columns by the name of the behaviour that writes them. sizes: the number of rows of each table.
    Columns start at their declared default.
    """

    def __init__(self, owners: Mapping[str, Iterable[Column]], sizes: Mapping[str, int]) -> None:
        self.sizes = dict(sizes)
        self.columns: dict[str, dict[str, Column]] = {table: {} for table in sizes}
        self.owner: dict[tuple[str, str], str] = {}
        self._arrays: dict[str, dict[str, np.ndarray]] = {table: {} for table in sizes}
        self.replaced_owner: str | None = None
        for owner, columns in owners.items():
            for column in columns:
                self._add(owner, column)

    def _add(self, owner: str, column: Column) -> None:
        key = (column.table, column.name)
        if key in self.owner:
            raise OwnershipError(f"{column.table}.{column.name} is declared by {self.owner[key]} and by {owner}")
        rows = self.sizes[column.table]
        shape = (rows,) if column.width == 1 else (rows, column.width)
        self.owner[key] = owner
        self.columns[column.table][column.name] = column
        self._arrays[column.table][column.name] = np.full(shape, column.default, dtype=column.dtype)

    def array(self, table: str, column: str) -> np.ndarray:
        """A column itself, writable: for building the first day and for checked setting from a notebook."""
        return self._arrays[table][column]

    def view[V](self, view_class: type[V], writer: str | None, writable: bool = False) -> V:
        """A view's named tuple of arrays; columns of other owners than `writer` are read-only.

        writable: all columns may be written; for the first day, which nobody owns.
        """
        table = view_class.table  # type: ignore[attr-defined]
        fields: list[Any] = []
        for name in view_class._fields:  # type: ignore[attr-defined]
            if name not in self.columns[table]:
                raise OwnershipError(f"{writer} asks for {table}.{name}, which nobody declares")
            array = self._arrays[table][name]
            if self.owner[table, name] != writer and not writable:
                array = array.view()
                array.flags.writeable = False
            fields.append(array)
        return filled(view_class, fields)

    def set(self, table: str, name: str, row: int, value: Any) -> None:
        """Write one value from a notebook, within the bounds its owner declared.

        A column without bounds can only be written by the function that stands in for its owner, while it runs.
        """
        column, owner = self.columns[table][name], self.owner[table, name]
        if column.low is None or column.high is None:
            if owner != self.replaced_owner:
                raise NotSettable(f"{table}.{name} is kept by {owner} and cannot be set; replace that process to change its rule")
        elif not np.all((np.asarray(value) >= column.low) & (np.asarray(value) <= column.high)):
            raise NotSettable(f"{table}.{name} = {value!r} {column.unit}: set a value from {column.low} to {column.high}")
        self._arrays[table][name][row] = value

    def fill(self, table: str, values: Mapping[str, np.ndarray]) -> None:
        """Set columns on the first day; a shape or a name that does not fit is an error."""
        for name, value in values.items():
            array = self._arrays[table][name]
            if value.shape != array.shape:
                raise OwnershipError(f"{table}.{name} has shape {array.shape}, not {value.shape}")
            array[...] = value

    def n_bytes(self) -> int:
        """Memory of all columns."""
        return sum(array.nbytes for table in self._arrays.values() for array in table.values())
