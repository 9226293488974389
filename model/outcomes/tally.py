"""Adding a row's numbers to every group the row belongs to."""

from __future__ import annotations

from model.declare import Array
from model.kernel import formula


@formula
def add(sums: Array, groups: Array, row: int, counter: int, amount: float) -> None:
    """Add an amount to one counter of all groups of a row."""
    for m in range(groups.shape[1]):
        sums[groups[row, m], counter] += amount
