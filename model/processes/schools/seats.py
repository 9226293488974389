"""How seats are given out: in the nearest school, by lottery, then wherever there are some; who is left travels or waits."""

from __future__ import annotations

import numpy as np

from model.chance import uniform
from model.codes import AT_NO_SCHOOL, JUNIOR_SCHOOL, NOBODY, PRIMARY_SCHOOL, SENIOR_SCHOOL
from model.declare import Array, Numbers, Rows
from model.distance import kilometres_between
from model.kernel import formula
from model.processes.schools.columns import FAR_SCHOOL
from model.processes.schools.enrolment import enrol
from model.processes.schools.levels import level_of
from model.scarcity import in_order, serve


@formula
def find_nearest(buildings: Rows, schools: Rows, nearest: Array) -> None:
    """For each building and level, the row of the nearest school of that level; the row after the last where there is none."""
    for b in range(nearest.shape[0]):
        for level in range(nearest.shape[1]):
            nearest[b, level], least = schools.level.size, np.inf
            for s in range(schools.level.size):
                if schools.level[s] == level and schools.is_open[s] == 1:
                    way = kilometres_between(buildings, b, schools, s)
                    if way < least:
                        nearest[b, level], least = s, way


@formula
def free_seats(schools: Rows, share: float, is_september: bool) -> Array:
    """Seats to give out by school: all in September, else those without a pupil. The row after the last school stands for a
    level that has none on the site: it never has a free seat."""
    free = np.zeros(schools.level.size + 1, np.int64)
    for s in range(schools.level.size):
        n_seats = int(np.floor(schools.n_seats[s] * share))
        free[s] = n_seats if is_september else max(n_seats - schools.n_pupils[s], 0)
    return free


@formula
def seat(
    people: Rows, schools: Rows, p: Numbers, starts: Array, key: np.uint64,
    child: Array, school: Array, order: Array, served: Array, free: Array, n: int,
) -> None:  # fmt: skip
    """Seat those served, then the others wherever their level has a free seat; who is left travels or stays at home.

    Whose wish is not served has a turn in the order of the lottery, so that a free seat further off goes to luck and not to a
    row.
    """
    n_schools, left, n_left = schools.level.size, np.empty(n, np.int64), 0
    for c in range(n):
        if served[c] == 1:
            people.school[child[c]] = school[c]
            people.school_level[child[c]] = level_of(people.age_months[child[c]], starts)
        else:
            left[n_left] = c
            n_left += 1
    for c in left[:n_left][in_order(order[left[:n_left]])]:
        i, place = child[c], NOBODY
        level = level_of(people.age_months[i], starts)
        for s in range(n_schools):
            if schools.level[s] == level and free[s] > 0:
                free[s] -= 1
                place = s
                break
        if place == NOBODY and school[c] < n_schools:
            schools.n_waiting[school[c]] += 1
        is_compulsory = level in (PRIMARY_SCHOOL, JUNIOR_SCHOOL)
        goes_far = people.school[i] == FAR_SCHOOL or uniform(key, people.chance_id[i]) < p.travels
        if place == NOBODY and is_compulsory and goes_far:
            place = FAR_SCHOOL
        people.school[i] = place
        people.school_level[i] = AT_NO_SCHOOL if place == NOBODY else level


@formula
def open_seats(
    people: Rows, households: Rows, schools: Rows, buildings: Rows, p: Numbers, q: Numbers, month: int, is_september: bool,
    is_opening: bool, since_september: int, starts: Array, wish_key: np.uint64, seat_key: np.uint64, travel_key: np.uint64,
) -> None:  # fmt: skip
    """Give out the seats."""
    n_rows, nearest = people.household.size, np.empty((buildings.x_metres.size, SENIOR_SCHOOL + 1), np.int64)
    find_nearest(buildings, schools, nearest)
    child, school, order = np.empty(n_rows, np.int64), np.empty(n_rows, np.int64), np.empty(n_rows)
    n = enrol(
        people, households, p, q, month, is_september, is_opening, since_september, starts, nearest, wish_key, seat_key, child,
        school, order,
    )  # fmt: skip
    free, served = free_seats(schools, q.seats, is_september), np.zeros(n, np.uint8)
    for s in range(schools.level.size):
        # Everybody who waits asks again; for senior school in September only.
        if is_september or (is_opening and schools.level[s] < SENIOR_SCHOOL):
            schools.n_waiting[s] = 0
    serve(school, order, n, free, served)
    seat(people, schools, p, starts, travel_key, child, school, order, served, free, n)
