"""Spells of illness begin, go on and end; who asks for care queues at the nearest clinic."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half, second_half
from model.codes import ABSENT, NO_DISABILITY
from model.declare import Array, Numbers, Rows
from model.kernel import formula, rows_where
from model.scarcity import rank

FIVE, SIXTY = 5 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR
FIRST_YEARS = 60
SMALL, AGED, DISABLED, NEW = 1, 2, 4, 8  # each doubles the table of chances to fall ill


@formula
def onset_chances(p: Numbers, odds: float) -> Array:
    """Chance to fall ill in a month by the sum of what a person is: SMALL, AGED, DISABLED, NEW on the site."""
    chances = np.empty(SMALL + AGED + DISABLED + NEW + 1)
    for kind in range(chances.size):
        is_aged = kind & AGED > 0
        chance = p.onset * odds * (p.old_factor if is_aged or kind & SMALL > 0 else 1.0)
        chance *= p.first_years_odds if is_aged and kind & NEW > 0 else 1.0
        chances[kind] = chance * (p.disabled_factor if kind & DISABLED > 0 else 1.0)
    return chances


@formula
def fall_ill(
    people: Rows, households: Rows, p: Numbers, odds: float, month: int, clinic: Array, asks: Array, key: np.uint64,
    patient: Array, place: Array, order: Array,
) -> int:  # fmt: skip
    """Spells begin, go on and end; who asks for care queues at the nearest clinic, the most vulnerable in front.

    clinic, asks: by building, the nearest clinic and the share of spells for which it is asked. Returns the length of all
    queues.
    """
    n, n_rows, chances = 0, people.household.size, onset_chances(p, odds)
    kind, is_asked = np.empty(n_rows, np.uint8), np.empty(n_rows, np.bool_)
    # Who is well and draws above the highest chance there is stays well, and need not be looked at.
    most, most_of_others = chances.max(), max(chances[0], chances[NEW])
    for i in range(n_rows):
        age = people.age_months[i]
        kind[i] = (age < FIVE) * SMALL + (age >= SIXTY) * AGED + (people.disability[i] != NO_DISABILITY) * DISABLED
    for i in range(n_rows):
        people.illness_months_left[i] *= people.is_alive[i]
    for i in range(n_rows):
        people.is_treated[i] *= people.illness_months_left[i] > 0
    for i in range(n_rows):
        highest = most if kind[i] > 0 else most_of_others
        may_fall_ill = first_half(bits(key, people.chance_id[i])) < highest
        is_asked[i] = (people.life_stage[i] != ABSENT) & (may_fall_ill | (people.illness_months_left[i] > 0))
    for i in rows_where(is_asked):
        draws = bits(key, people.chance_id[i])
        draw, was_ill, h = first_half(draws), people.illness_months_left[i] > 0, people.household[i]
        chance = chances[kind[i] + NEW * (month - households.arrival_month[h] < FIRST_YEARS)]
        if (draw >= chance) & (not was_ill):
            continue
        if was_ill:
            chance = p.goes_on_untreated if people.is_treated[i] == 0 else 0.0
        people.illness_months_left[i] = draw < chance
        # Away workers are treated where they work.
        people.is_treated[i] = draw < chance and people.is_away[i] == 1
        # What is left of the draw after the spell was decided is uniform again.
        if draw < chance and people.is_away[i] == 0 and draw / chance < asks[households.building[h]]:
            patient[n], place[n] = i, clinic[households.building[h]]
            order[n] = rank(0.0 if kind[i] > 0 else 1.0, second_half(draws))
            n += 1
    return n
