"""A month at school: pupils and their ways are counted, months out of school too, and some drop out."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import uniform
from model.codes import AT_NO_SCHOOL, JUNIOR_SCHOOL, NOBODY, PRIMARY_SCHOOL, SENIOR_SCHOOL
from model.declare import Array, Numbers, Rows
from model.distance import kilometres_between
from model.kernel import formula, rows_where
from model.processes.schools.columns import FAR_SCHOOL
from model.processes.schools.construction import want_seats
from model.processes.schools.dropout import dropout_hazard, highest_hazard, look_around
from model.processes.schools.levels import FIRST_AGE, OLDEST, level_of

LONGEST_COUNT = 250


@formula
def way_kilometres(buildings: Rows, schools: Rows, b: int, s: int, far: float) -> float:
    """From a building to a school as the crow flies, or to the far one."""
    if s < 0:
        return far
    return kilometres_between(buildings, b, schools, s)


@formula
def attend(
    people: Rows, households: Rows, schools: Rows, buildings: Rows, p: Numbers, near_jobs: float, odds: float, month: int,
    months_ahead: int, since_september: int, starts: Array, crowding: Array, key: np.uint64, counts: Array, children: Array,
    ways: Array,
) -> None:  # fmt: skip
    """A month at school: pupils are counted, some drop out.

    counts: dropouts, those owed to a far school. children: by level of their age, those to come in the months ahead too; not
    counted when months_ahead is below 0. ways: kilometres of pupils below senior school, and how many they are.
    """
    for s in range(schools.level.size):
        schools.n_pupils[s] = 0
    most = highest_hazard(p, near_jobs, odds)
    is_young = np.empty(people.household.size, np.bool_)
    for i in range(is_young.size):
        age = people.age_months[i]
        is_young[i] = (people.is_alive[i] == 1) & (age >= FIRST_AGE) & (age < OLDEST + MONTHS_A_YEAR)
    for i in rows_where(is_young):
        h, age, level = people.household[i], people.age_months[i], people.school_level[i]
        if households.arrival_month[h] > month + max(months_ahead, 0) or households.return_month[h] <= month:
            continue
        if months_ahead >= 0 and people.has_dropped_out[i] == 0:
            children[level_of(age, starts)] += 1
        if households.arrival_month[h] > month:
            continue
        if level == AT_NO_SCHOOL:
            # A child that turned six in the course of the school year starts in September.
            is_compulsory = age - since_september >= starts[PRIMARY_SCHOOL] and age < starts[SENIOR_SCHOOL]
            if is_compulsory and people.months_out_of_school[i] < LONGEST_COUNT:
                people.months_out_of_school[i] += 1
            continue
        s = people.school[i]
        draw = uniform(key, people.chance_id[i])
        if level >= JUNIOR_SCHOOL and draw < most:
            hazard = dropout_hazard(people, i, p, near_jobs, odds, crowding)
            if draw < hazard:
                counts[0] += 1
                counts[1] += s == FAR_SCHOOL and draw >= hazard / p.travel_factor
                people.school_level[i], people.school[i] = AT_NO_SCHOOL, NOBODY
                people.has_dropped_out[i] = 1
                continue
        if level < SENIOR_SCHOOL:
            ways[0] += way_kilometres(buildings, schools, households.building[h], s, p.far_kilometres)
            ways[1] += 1
        if s >= 0:
            schools.n_pupils[s] += 1


@formula
def go_to_school(
    people: Rows, households: Rows, schools: Rows, buildings: Rows, employers: Rows, office: Rows, p: Numbers, q: Numbers,
    month: int, since_september: int, starts: Array, key: np.uint64,
) -> None:  # fmt: skip
    """A month at school, and what seats it shows to be missing."""
    crowding, counts, ways = np.empty(schools.level.size), np.zeros(2, np.int64), np.zeros(2)
    near_jobs = look_around(schools, employers, p, q.teachers, office.n_labour_force[0], crowding)
    children, months_ahead = np.zeros(SENIOR_SCHOOL + 1, np.int64), int(q.months_ahead) if q.planning > 0 else -1
    attend(
        people, households, schools, buildings, p, near_jobs, q.dropout_odds, month, months_ahead, since_september, starts,
        crowding, key, counts, children, ways,
    )  # fmt: skip
    office.n_dropouts[0], office.n_dropouts_move[0] = counts[0], counts[1]
    office.school_kilometres[0], office.n_with_school_way[0] = ways[0], ways[1]
    if q.planning > 0:
        want_seats(schools, office, p, children)
