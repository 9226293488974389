"""Seats by rule: what is missing is planned, ordered as far as it is paid for, built, and opened with its teachers or without."""

from __future__ import annotations

import numpy as np

from model.codes import KINDERGARTEN, SENIOR_SCHOOL
from model.declare import Array, Numbers, Rows
from model.kernel import formula


@formula
def finish_buildings(schools: Rows, pupils_a_teacher: float, teacher_transfer: float) -> bool:
    """Seats whose time has come open, with the teachers whose posts were moved. Returns whether any opened."""
    is_opening = False
    for s in range(schools.level.size):
        if schools.months_to_open[s] == 0:
            continue
        schools.months_to_open[s] -= 1
        if schools.months_to_open[s] > 0:
            continue
        posts = schools.n_seats_ordered[s] / pupils_a_teacher
        schools.n_seats[s] += schools.n_seats_ordered[s]
        schools.n_seats_ordered[s] = 0
        schools.is_open[s] = 1
        schools.n_teachers[s] += posts * teacher_transfer
        schools.n_teachers_missing[s] += posts * (1.0 - teacher_transfer)
        is_opening = True
    return is_opening


@formula
def find_teachers(schools: Rows, share_found: float) -> None:
    """Schools find some of the teachers that are still missing."""
    for s in range(schools.level.size):
        found = np.float32(schools.n_teachers_missing[s] * np.float32(share_found))
        schools.n_teachers[s] += found
        schools.n_teachers_missing[s] -= found


@formula
def order_seats(schools: Rows, is_open: int, n_paid: int, months: int) -> int:
    """Order as many of the wanted seats as are paid for, those of compulsory school first. Returns how many."""
    left = n_paid
    for is_kindergarten in (False, True):
        for s in range(schools.level.size):
            if (schools.level[s] == KINDERGARTEN) == is_kindergarten and schools.is_open[s] == is_open:
                n = min(left, int(schools.n_seats_wanted[s]))
                if n > 0:
                    schools.n_seats_ordered[s], schools.months_to_open[s] = n, max(months, 1)
                    left -= n
    return n_paid - left


@formula
def build_by_rule(schools: Rows, office: Rows, p: Numbers, q: Numbers, month: int) -> bool:
    """A month of building. Returns whether seats opened."""
    is_opening = finish_buildings(schools, p.pupils_a_teacher, q.teacher_transfer)
    find_teachers(schools, p.teachers_found)
    office.n_seats_extended[0], office.n_seats_built[0] = 0, 0
    if q.planning > 0:
        # What was planned before the first move-in is that much further on.
        head_start = int(q.months_ahead) if month <= 1 else 0
        to_extend, to_build = int(np.ceil(q.lead_months)), int(np.ceil(q.lead_months * p.building_factor))
        office.n_seats_extended[0] = order_seats(schools, 1, int(q.seats_to_extend), to_extend - head_start)
        office.n_seats_built[0] = order_seats(schools, 0, int(q.seats_to_build), to_build - head_start)
    return is_opening


@formula
def largest(schools: Rows, level: int, is_open: int) -> int:
    """The largest school of a level with no project under way; -1 for none."""
    found = -1
    for s in range(schools.level.size):
        is_free = schools.level[s] == level and schools.is_open[s] == is_open and schools.months_to_open[s] == 0
        if is_free and (found < 0 or schools.n_seats[s] > schools.n_seats[found]):
            found = s
    return found


@formula
def want_seats(schools: Rows, office: Rows, p: Numbers, children: Array) -> None:
    """What is missing: enough seats, none; some missing, more in place; many missing, a new school; one project a school."""
    office.n_seats_to_extend[0], office.n_seats_to_build[0] = 0, 0
    for s in range(schools.level.size):
        schools.n_seats_wanted[s] = 0
    for level in range(KINDERGARTEN, SENIOR_SCHOOL):
        n_seats, n_ordered = 0.0, 0.0
        for s in range(schools.level.size):
            n_seats += schools.n_seats[s] * (schools.level[s] == level)
            n_ordered += schools.n_seats_ordered[s] * (schools.level[s] == level)
        wish = p.kindergarten_wish if level == KINDERGARTEN else 1.0
        missing = int(np.ceil(children[level] * wish)) - int(n_seats + n_ordered)
        new, old = largest(schools, level, 0), largest(schools, level, 1)
        project = new if missing > p.extend_at_most * n_seats and new >= 0 else old
        if missing > 0 and project >= 0:
            schools.n_seats_wanted[project] = missing
            office.n_seats_to_extend[0] += missing * schools.is_open[project]
            office.n_seats_to_build[0] += missing * (1 - schools.is_open[project])
