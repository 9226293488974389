"""Adding a row's numbers to every group the row belongs to."""

from __future__ import annotations

from model.declare import Array, Rows
from model.kernel import formula


@formula
def add(sums: Array, groups: Array, row: int, column: int, amount: float) -> None:
    """Add an amount to one column of all slots of a row."""
    for m in range(groups.shape[1]):
        sums[groups[row, m], column] += amount


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
