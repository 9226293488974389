"""What levers, processes and outcomes count alike: households on the site, units by the rule, employers that measures brought.

Where few of many rows are counted, a count adds up `&` of conditions rather than branch on them: which row comes next cannot be
foreseen, and a branch taken wrongly costs more than all conditions.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

import numpy as np

from model.declare import Array, Now, Rows, view
from model.kernel import formula, kernel

Households = view("households", "arrival_month return_month", __name__)
Employers = view("employers", "kind is_supported is_open n_posts n_filled", __name__)

SUB_DISTRICT, COMMITTEE = 10_000, 1_000  # residents from which the rule asks for more
RESIDENTS_A_COMMITTEE, RESIDENTS_A_GROUP = 3_000, 300


@formula
def units_by_rule(n_residents: int) -> int:
    """Offices, committees or groups that the population rule of measure 15 asks for."""
    if n_residents >= SUB_DISTRICT:
        return 1 + ceil(n_residents / RESIDENTS_A_COMMITTEE)
    if n_residents >= COMMITTEE:
        return ceil(n_residents / RESIDENTS_A_COMMITTEE)
    return max(1, ceil(n_residents / RESIDENTS_A_GROUP))


class Brought(NamedTuple):
    """The employers of a kind that measures brought: open ones, their posts, of these the filled ones, and all who work there,
    those included who are still to be laid off."""

    n_open: int
    n_posts: int
    n_filled: int
    n_workers: int


@formula
def is_on_site(households: Rows, h: int, month: int) -> bool:
    """Whether a household lives on the site in a month: moved in, and not moved back."""
    return (households.arrival_month[h] <= month) & (households.return_month[h] > month)


@formula
def on_site(households: Rows, month: int) -> Array:
    """Of every household, whether it lives on the site in a month."""
    is_here = np.empty(households.arrival_month.size, np.bool_)
    for h in range(is_here.size):
        is_here[h] = is_on_site(households, h, month)
    return is_here


@formula
def of_members(households: Rows, of_person: Array) -> Array:
    """Each household's sum over its members, int64[households]; of_person: whole numbers, by person.

    A household's sum is the difference of two running sums: as many households as members differ, a loop over members ends
    where nobody can foresee. A number may carry several counts side by side, whatever the running sum grows to.
    """
    up_to, total, sums = np.empty(of_person.size + 1, np.int64), 0, np.empty(households.n_slots.size, np.int64)
    up_to[0] = 0
    for i in range(of_person.size):
        total += of_person[i]
        up_to[i + 1] = total
    for h in range(sums.size):
        first = households.first_person[h]
        sums[h] = up_to[first + households.n_slots[h]] - up_to[first]
    return sums


@kernel
def count_households(households: Rows, month: int) -> int:
    """Households that live on the site in a month."""
    n = 0
    for h in range(households.arrival_month.size):
        n += is_on_site(households, h, month)
    return n


@kernel
def count_brought(employers: Rows, kind: int) -> tuple[int, int, int, int]:
    """The fields of `Brought` for a kind of employer."""
    n_open, n_posts, n_filled, n_workers = 0, 0, 0, 0
    for e in range(employers.kind.size):
        if employers.kind[e] != kind or employers.is_supported[e] == 0:
            continue
        n_workers += employers.n_filled[e]
        if employers.is_open[e] == 1:
            n_open += 1
            n_posts += employers.n_posts[e]
            n_filled += min(employers.n_posts[e], employers.n_filled[e])
    return n_open, n_posts, n_filled, n_workers


def n_households(now: Now) -> int:
    """Households that live on the site this month."""
    return count_households(now.view(Households), now.month)


def brought(now: Now, kind: int) -> Brought:
    """The employers of a kind that measures brought, as they stand."""
    return Brought(*count_brought(now.view(Employers), kind))
