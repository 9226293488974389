"""Rounds without an occasion: calls and care visits go first to those whom the office has not seen for longest."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import again, bits, first_half
from model.codes import ABSENT, NO_DISABILITY
from model.counts import is_on_site
from model.declare import Array, Numbers, Rows
from model.kernel import formula, rows_where
from model.processes.casework.visits import call_on
from model.scarcity import nth_smallest

LONGEST = 60  # months without a visit beyond which all wait for the same time
SIXTEEN, SIXTY = 16 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR


@formula
def someone_left_behind(people: Rows, households: Rows) -> Array:
    """Households with a child, a woman or an old person whom a member has left to work away, with somebody disabled, or of old
    people alone."""
    n_rows = households.n_slots.size
    is_left, has_old, has_adult, has_away = np.zeros((4, n_rows), np.bool_)
    is_weak = np.zeros(n_rows, np.bool_)
    for i in range(people.life_stage.size):
        if people.life_stage[i] == ABSENT:
            continue
        h, age = people.household[i], people.age_months[i]
        is_here = people.is_away[i] == 0
        has_away[h] |= not is_here
        is_left[h] |= is_here & ((age < SIXTEEN) | (age >= SIXTY) | (people.is_female[i] == 1))
        is_weak[h] |= is_here & (people.disability[i] != NO_DISABILITY)
        has_old[h] |= is_here & (age >= SIXTY)
        has_adult[h] |= is_here & (age >= SIXTEEN) & (age < SIXTY)
    return (is_left & has_away) | is_weak | (has_old & ~has_adult)


@formula
def go_round(
    households: Rows, p: Numbers, is_asked: Array, waits: Array, least: float, most: int, month: int, key: np.uint64,
) -> tuple[int, int]:  # fmt: skip
    """Calls on those asked whom the office has not seen for `least` months, who waited longest first, by lot among equals.
    Returns how many were due and how many were called on."""
    n_rows, n_waited = households.n_slots.size, np.zeros(LONGEST + 1, np.int64)
    waited, is_due, is_called = np.empty(n_rows, np.int16), np.empty(n_rows, np.bool_), np.empty(n_rows, np.bool_)
    for h in range(n_rows):
        waited[h] = min(month - households.last_visit_month[h], LONGEST)
    for h in range(n_rows):
        is_due[h] = is_on_site(households, h, month) & is_asked[h] & (waited[h] >= least) & (not waits[h])
    for h in range(n_rows):
        waited[h] = waited[h] if is_due[h] else -1
    n_due = 0
    for h in rows_where(is_due):
        n_waited[waited[h]] += 1
        n_due += 1
    n_calls, last, left = min(n_due, most), LONGEST, min(n_due, most)
    while last > 0 and n_waited[last] <= left:
        left -= n_waited[last]
        last -= 1
    # Those who waited `last` months draw lots for what is left.
    lots = np.empty(n_waited[last])
    for h in range(n_rows):
        is_called[h] = waited[h] == last
    for k, h in enumerate(rows_where(is_called)):
        lots[k] = first_half(again(bits(key, h)))
    worst = nth_smallest(lots, left - 1) if left > 0 else -1.0
    for h in range(n_rows):
        is_called[h] = waited[h] >= last
    for h in rows_where(is_called):
        if waited[h] > last or first_half(again(bits(key, h))) <= worst:
            call_on(households, h, p, month)
    return n_due, n_calls
