"""Dues of the four insurance schemes: who has to pay which, how they lapse, and how they are put in order."""

from __future__ import annotations

import numpy as np

from model.chance import bits, first_half, second_half, uniform
from model.codes import EMPLOYEE_MEDICAL, RESIDENT_MEDICAL
from model.declare import Array, Numbers, Rows
from model.kernel import formula, rows_where
from model.processes.household_budget.members import STABLE, of

RENEWAL_MONTH = 1
FAR_MONTHS = 24  # a household is far from its old office and new to the site's for two years
N_SCHEMES = 4


@formula
def insure(people: Rows, counts: Array, p: Numbers, trait_key: np.uint64, n_insured: Array) -> None:
    """Who has been in a job for half a year may be in the employee schemes; whether one's job has them lasts. n_insured: by
    household, added to."""
    is_stable = np.empty(counts.size, np.bool_)
    people.is_employee_insured[:] = 0
    for i in range(counts.size):
        is_stable[i] = of(counts[i], STABLE) == 1
    for i in rows_where(is_stable):
        is_in = uniform(trait_key, people.chance_id[i]) < p.in_employee_schemes
        people.is_employee_insured[i] = is_in
        n_insured[people.household[i]] += is_in


@formula
def lapse_chances(p: Numbers, continuity: float, is_arriving: bool, is_renewal: bool, is_new: bool) -> tuple[float, float]:
    """Chance that dues lapse this month, and the part of it that there would be at the origin."""
    if is_arriving:
        return p.lapse_at_move * (1.0 - continuity), 0.0
    if not is_renewal:
        return 0.0, 0.0
    factor = 1.0 + (p.far_renewal_factor - 1.0) * (1.0 - continuity) if is_new else 1.0
    return p.missed_renewal * factor, p.missed_renewal


@formula
def note_dues(households: Rows, is_counted: Array, n_insured: Array) -> Array:
    """Which dues each household has to pay. Returns the households with a lapse among them."""
    has_lapse = np.empty(is_counted.size, np.bool_)
    for h in range(is_counted.size):
        has_lapse[h] = False
        if not is_counted[h]:
            continue
        heads, n_adults = households.n_members[h], households.n_adults[h]
        for scheme in range(N_SCHEMES):
            in_residents = (heads if scheme == RESIDENT_MEDICAL else n_adults) - n_insured[h]
            is_due = (n_insured[h] if scheme >= EMPLOYEE_MEDICAL else in_residents) > 0
            households.is_due[h, scheme] = is_due
            households.lapse_months[h, scheme] *= is_due
            households.is_lapse_of_move[h, scheme] *= is_due
            has_lapse[h] |= households.lapse_months[h, scheme] > 0
    return has_lapse


@formula
def keep_up_dues(households: Rows, h: int, p: Numbers, q: Numbers, month: int, is_renewal: bool, key: np.uint64) -> None:
    """A month of a household's dues: they lapse, are put in order, or count another month of lapse."""
    since = month - households.arrival_month[h]
    for scheme in range(N_SCHEMES):
        is_employees = scheme >= EMPLOYEE_MEDICAL
        if households.is_due[h, scheme] == 0:
            continue
        has_lapsed = households.lapse_months[h, scheme] > 0
        chance, at_origin = lapse_chances(p, q.continuity, since == 0, is_renewal and not is_employees, since < FAR_MONTHS)
        if not has_lapsed and chance == 0:
            continue
        draws = bits(key, h * N_SCHEMES + scheme)
        if has_lapsed:
            is_restored = households.is_helped_with_dues[h] == 1 or second_half(draws) < p.restoring * q.restoring_odds
            households.lapse_months[h, scheme] = 0 if is_restored else households.lapse_months[h, scheme] + 1
        elif first_half(draws) < chance:
            households.lapse_months[h, scheme] = 1
            households.is_lapse_of_move[h, scheme] = 1 if first_half(draws) >= at_origin else 0
