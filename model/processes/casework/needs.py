"""What households need of the office: no work, lapsed dues, no file, no papers; and which needs the office knows of."""

from __future__ import annotations

import numpy as np

from model.chance import again, bits, first_half, second_half, uniform
from model.codes import ABSENT, AT_NO_SCHOOL, NOBODY, OF_WORKING_AGE, UNREGISTERED
from model.counts import of_members, on_site
from model.declare import Array, Numbers, Rows
from model.kernel import formula, rows_where
from model.processes.casework.columns import KNOWN, UNKNOWN
from model.processes.casework.registration import register
from model.processes.casework.visits import CLEAR_WORK, HELP_WITH_DUES, KEEP_FILE, REGISTER


@formula
def look_at_members(people: Rows, households: Rows) -> tuple[Array, Array, Array]:
    """Of each household, how many work, could work, and could start at once."""
    is_counted = np.empty(people.life_stage.size, np.int32)
    # Side by side in one number, so that a household is added up at once.
    for i in range(is_counted.size):
        has_job = (people.life_stage[i] != ABSENT) & (people.employer[i] != NOBODY)
        is_labour = (people.life_stage[i] == OF_WORKING_AGE) & (people.school_level[i] == AT_NO_SCHOOL)
        is_free = is_labour & (people.is_away[i] == 0) & (people.course_months_left[i] == 0)
        is_counted[i] = has_job + 256 * is_labour + 65536 * is_free
    counted = of_members(households, is_counted)
    return counted & 255, (counted >> 8) & 255, counted >> 16


@formula
def needs_help_with_dues(households: Rows, h: int) -> bool:
    """Dues of any scheme have lapsed, or dibao is not drawn by somebody whom it is for."""
    lapsed = 0
    for scheme in range(households.lapse_months.shape[1]):
        lapsed |= households.lapse_months[h, scheme]
    return (lapsed > 0) | ((households.is_eligible_for_dibao[h] == 1) & (households.has_dibao[h] == 0))


@formula
def hear_of_needs(households: Rows, p: Numbers, q: Numbers, could_work: Array, is_short: Array, draws: Array) -> None:
    """Which needs the office knows of: those it knew already, and those it hears of or finds this month."""
    finding, n = p.needs_told + (1.0 - p.needs_told) * q.finding, draws.size
    has_need = np.empty(n, np.bool_)
    for h in range(n):
        has_need[h] = could_work[h] | is_short[h]
    for h in rows_where(has_need):
        is_known = (households.need[h] == KNOWN) | (second_half(again(draws[h])) < finding)
        households.need[h] = KNOWN if is_known else UNKNOWN


@formula
def list_needs(
    households: Rows, q: Numbers, could_work: Array, is_short: Array, has_no_file: Array, is_asked: Array, draws: Array,
    wanted_by: Array, purpose: Array, order: Array,
) -> int:  # fmt: skip
    """Lists what each household asked is to be visited for: its greatest need that the office sees to. Returns how many."""
    n = 0
    for h in rows_where(is_asked):
        is_known, second = households.need[h] == KNOWN, second_half(draws[h])
        if is_known and could_work[h] and second < q.referral_share:
            need = CLEAR_WORK
        elif is_known and is_short[h] and first_half(again(draws[h])) < q.entitlement_visits:
            need = HELP_WITH_DUES
        elif has_no_file[h]:
            need = KEEP_FILE
        elif households.registration[h] == UNREGISTERED and second < q.registration_visits:
            need = REGISTER
        else:
            continue
        wanted_by[n], purpose[n], order[n] = h, need, second
        n += 1
    return n


@formula
def look(
    people: Rows, households: Rows, p: Numbers, q: Numbers, month: int, key: np.uint64, file_key: np.uint64,
    wanted_by: Array, purpose: Array, order: Array,
) -> int:  # fmt: skip
    """Count months without work, let people register by themselves, and list who is to be visited for what."""
    n_rows = households.n_slots.size
    n_working, n_labour, n_free = look_at_members(people, households)
    draws, is_here = np.empty(n_rows, np.uint64), on_site(households, month)
    could_work, is_short, has_no_file, is_asked = np.empty((4, n_rows), np.bool_)
    people.is_referred[:] = 0
    households.is_helped_with_dues[:] = 0
    for h in range(n_rows):
        draws[h] = bits(key, h)
    for h in range(n_rows):
        is_zero, months = (n_labour[h] > 0) & (n_working[h] == 0), households.months_zero_employment[h]
        households.months_zero_employment[h] = (months + 1 if is_zero else 0) if is_here[h] else months
    for h in range(n_rows):
        could_work[h] = is_here[h] & (n_labour[h] > 0) & (n_working[h] == 0) & (n_free[h] > 0)
    for h in range(n_rows):
        is_short[h] = is_here[h] & needs_help_with_dues(households, h)
    for h in range(n_rows):
        households.need[h] *= could_work[h] | is_short[h] | (not is_here[h])
    for h in range(n_rows):
        is_over = is_here[h] & (month - households.file_month[h] >= p.file_months)
        households.has_training_file[h] *= not is_over
    register(households, p, q, is_here, draws)
    hear_of_needs(households, p, q, could_work, is_short, draws)
    for h in range(n_rows):
        has_no_file[h] = is_here[h] & (n_labour[h] > 0) & (households.has_training_file[h] == 0)
        has_no_file[h] &= uniform(file_key, h) < q.training_file_share
    for h in range(n_rows):
        is_asked[h] = is_here[h] & (households.registration[h] == UNREGISTERED)
        is_asked[h] = (is_asked[h] & (second_half(draws[h]) < q.registration_visits)) | has_no_file[h]
    for h in range(n_rows):
        is_asked[h] |= (could_work[h] | is_short[h]) & (households.need[h] == KNOWN)
    return list_needs(households, q, could_work, is_short, has_no_file, is_asked, draws, wanted_by, purpose, order)
