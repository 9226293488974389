"""Adding a row's numbers to every group the row belongs to."""

from __future__ import annotations

import numpy as np

from model.declare import Array, Rows
from model.kernel import formula


@formula
def add(sums: Array, groups: Array, row: int, column: int, amount: float) -> None:
    """Add an amount to one column of all slots of a row."""
    for m in range(groups.shape[1]):
        sums[groups[row, m], column] += amount


@formula
def count_cells(sums: Array, groups: Array, rows: Array, cell: Array) -> None:
    """Add one to the column cell[row] of all slots of each row; uint8[rows], so cells are below 256. Whole numbers first: that
    the next row of a cell waits for the one before takes less time so."""
    counts = np.zeros(256, np.int64)
    for i in rows:
        counts[cell[i]] += 1
    for column in range(min(counts.size, sums.shape[1])):
        sums[0, column] += counts[column]
    if groups.shape[1] > 1:
        for i in rows:
            for m in range(1, groups.shape[1]):
                sums[groups[i, m], cell[i]] += 1.0


@formula
def add_members(sums: Array, groups: Array, people: Rows, first: int, last: int, from_age: int, n: int, amounts: Array) -> None:
    """Add amounts[column] to each column for each of a household's n living members of an age: at once to all, one by one
    to their groups."""
    everybody = groups[first, 0]
    for column in range(amounts.size):
        sums[everybody, column] += amounts[column] * n
    if groups.shape[1] > 1:
        for i in range(first, last):
            if people.is_alive[i] == 1 and people.age_months[i] >= from_age:
                for m in range(1, groups.shape[1]):
                    for column in range(amounts.size):
                        sums[groups[i, m], column] += amounts[column]
