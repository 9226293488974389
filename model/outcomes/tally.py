"""Adding a row's numbers to every group the row belongs to."""

from __future__ import annotations

import numpy as np

from model.declare import Array
from model.kernel import formula, rows_where


@formula
def add(sums: Array, groups: Array, row: int, column: int, amount: float) -> None:
    """Add an amount to one column of all slots of a row."""
    for m in range(groups.shape[1]):
        sums[groups[row, m], column] += amount


@formula
def count_where(sums: Array, groups: Array, flags: Array, column: int) -> None:
    """Add one to a column of all slots of each row whose flag is set."""
    n = 0
    for i in range(flags.size):
        n += flags[i]
    sums[0, column] += n
    if groups.shape[1] > 1:
        for i in rows_where(flags):
            for m in range(1, groups.shape[1]):
                sums[groups[i, m], column] += 1.0


@formula
def count_cells(sums: Array, groups: Array, rows: Array, cell: Array) -> None:
    """Add one to the column cell[row] of all slots of each row; uint8[rows], so cells are below 256.

    Whole numbers first, in four tables by turns: so the next row of a cell need not wait for the one before.
    """
    counts = np.zeros((4, 256), np.int64)
    for k in range(rows.size):
        counts[k & 3, cell[rows[k]]] += 1
    for column in range(min(counts.shape[1], sums.shape[1])):
        sums[0, column] += counts[0, column] + counts[1, column] + counts[2, column] + counts[3, column]
    if groups.shape[1] > 1:
        for i in rows:
            own, village, grid, column = groups[i, 1], groups[i, 2], groups[i, 3], cell[i]
            sums[own, column] += 1.0
            sums[village, column] += 1.0
            sums[grid, column] += 1.0


@formula
def add_to_groups(sums: Array, groups: Array, rows: Array, household: Array, amounts: Array, n_columns: int) -> None:
    """Add amounts[household, column] of each row's household to the first n columns of the row's cell, village and grid."""
    for i in rows:
        h, own, village, grid = household[i], groups[i, 1], groups[i, 2], groups[i, 3]
        for column in range(n_columns):
            amount = amounts[h, column]
            sums[own, column] += amount
            sums[village, column] += amount
            sums[grid, column] += amount
