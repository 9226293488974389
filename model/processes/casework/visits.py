"""Visits that have an occasion: what they are for, in the order of need, and what each does."""

from __future__ import annotations

import numpy as np

from model.chance import bits, second_half
from model.codes import AT_NO_SCHOOL, OF_WORKING_AGE
from model.counts import is_on_site
from model.declare import Array, Numbers, Rows
from model.kernel import formula
from model.processes.casework.columns import KNOWN, UNKNOWN
from model.processes.casework.registration import document
from model.scarcity import serve

CLEAR_WORK, HELP_WITH_DUES, MEDIATE, KEEP_FILE, REGISTER = range(5)  # what a visit is for, in the order of need
A_SLIP = 1e-9  # what an hour may lack by rounding


@formula
def hours_of(purpose: int, p: Numbers) -> float:
    """Hours of a visit by what it is for."""
    return p.hours_a_case if purpose == MEDIATE else p.hours_a_file if purpose == KEEP_FILE else p.hours_a_visit


@formula
def call_on(households: Rows, h: int, p: Numbers, month: int) -> None:
    """What every visit does: the office has seen the household, knows of its need, and tells it of the measures."""
    households.last_visit_month[h] = month
    if households.need[h] == UNKNOWN:
        households.need[h] = KNOWN
    known = float(households.awareness[h])
    households.awareness[h] = known + p.call_informs * (1.0 - known)


@formula
def refer_somebody(people: Rows, households: Rows, h: int) -> None:
    """One jobless member on site is referred: the first who could start at once."""
    for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
        is_labour = people.life_stage[i] == OF_WORKING_AGE and people.school_level[i] == AT_NO_SCHOOL
        if is_labour and people.is_away[i] == 0 and people.course_months_left[i] == 0:
            people.is_referred[i] = 1
            break


@formula
def list_disputes(households: Rows, month: int, key: np.uint64, wanted_by: Array, purpose: Array, order: Array, n: int) -> int:
    """Adds households with an open dispute to the list of who is to be visited. Returns its length."""
    for h in range(households.n_slots.size):
        if is_on_site(households, h, month) & (households.months_in_dispute[h] > 0):
            wanted_by[n], purpose[n], order[n] = h, MEDIATE, second_half(bits(key, h))
            n += 1
    return n


@formula
def serve_occasions(
    people: Rows, households: Rows, office: Rows, p: Numbers, most: Array, hours: float, month: int, wanted_by: Array,
    purpose: Array, order: Array, n: int, waits: Array,
) -> float:  # fmt: skip
    """Visits that have an occasion, as far as hours go: those in greatest need first, and they get what the visit was for.

    most: visits of each purpose that there can be, hours or not. waits: set for who asked in vain. Returns the hours used.
    """
    asked, left = np.zeros(most.size, np.int64), hours
    for c in range(n):
        asked[purpose[c]] += 1
    counts = np.minimum(asked, most)
    for of in range(most.size):
        due = counts[of]
        counts[of] = min(due, int(left / hours_of(of, p) + A_SLIP))
        left -= counts[of] * hours_of(of, p)
        office.n_visits[0] += counts[of]
        office.n_waiting[0] += due - counts[of]
    served = np.zeros(n, np.uint8)
    serve(purpose, order, n, counts.copy(), served)
    for c in range(n):
        h = wanted_by[c]
        if served[c] == 0:
            waits[h] |= (purpose[c] != REGISTER) & (purpose[c] != MEDIATE)
            continue
        call_on(households, h, p, month)
        if purpose[c] == REGISTER:
            households.registration[h] = document(households, h, p)
        elif purpose[c] == HELP_WITH_DUES:
            households.is_helped_with_dues[h] = 1
        elif purpose[c] == KEEP_FILE:
            households.has_training_file[h], households.file_month[h] = 1, month
        elif purpose[c] == MEDIATE:
            households.is_mediated[h] = 1
        else:
            refer_somebody(people, households, h)
    office.n_documents[0], office.n_dues_visits[0], office.n_mediated[0] = (
        counts[REGISTER],
        counts[HELP_WITH_DUES],
        counts[MEDIATE],
    )
    return hours - left
