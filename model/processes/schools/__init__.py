"""Children take a place in September or when they move in; missing seats make them travel, wait and drop out more often.

Form: seats of a level are given to those who are there already, then by lottery, in the nearest school first. A child of
compulsory age without a seat travels to a far school or stays at home. Where seats are planned by rule, what is missing is
added to a school that stands, or, where much is missing, built as a new one; seats open some months after they are ordered and
paid for, and their teachers come with them or are found later. Dropping out is a monthly hazard: an origin's level,
raised by travel (C105, C108), crowded classes and, for teenagers and girls more, jobs near home (C102, C109). After junior
school young people go on to senior or vocational school, or leave. School teaches Mandarin.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR, SCHOOL_YEAR_STARTS
from model.declare import Array, Now, Numbers, Process, Rows
from model.kernel import formula, kernel, rows_where
from model.processes.schools.attendance import go_to_school
from model.processes.schools.columns import COLUMNS, Buildings, CommunityOffices, Employers, Households, People, Schools
from model.processes.schools.construction import build_by_rule
from model.processes.schools.levels import STARTS
from model.processes.schools.parameters import PARAMETERS, P
from model.processes.schools.quantities import QUANTITIES, Q
from model.processes.schools.seats import open_seats

__all__ = ["PROCESS", "P", "Q"]  # the site looks for the types of its numbers where the step stands


@formula
def begin_month(
    people: Rows, households: Rows, schools: Rows, office: Rows, p: Numbers, q: Numbers, month: int
) -> tuple[bool, bool]:
    """A month of building. Returns whether seats opened and whether households move in."""
    # Adults' gains from literacy courses of the month before are entered here: schools own what people speak.
    for i in rows_where(people.has_gained_mandarin):
        people.mandarin[i] += 1
    is_moving_in = False
    for h in range(households.arrival_month.size):
        is_moving_in |= households.arrival_month[h] == month
    return build_by_rule(schools, office, p, q, month), is_moving_in


@kernel
def teach(
    people: Rows, households: Rows, schools: Rows, buildings: Rows, employers: Rows, office: Rows, p: Numbers, q: Numbers,
    month: int, since_september: int, starts: Array, wish_key: np.uint64, seat_key: np.uint64, travel_key: np.uint64,
    dropout_key: np.uint64,
) -> None:  # fmt: skip
    """A month of building, of giving out seats when there are some to give out, and at school."""
    is_opening, is_moving_in = begin_month(people, households, schools, office, p, q, month)
    is_september = since_september == 0
    if is_september or is_opening or is_moving_in:
        open_seats(
            people, households, schools, buildings, p, q, month, is_september, is_opening, since_september, starts, wish_key,
            seat_key, travel_key,
        )  # fmt: skip
    go_to_school(people, households, schools, buildings, employers, office, p, q, month, since_september, starts, dropout_key)


def step(now: Now) -> None:
    since_september, chance = (now.month_of_year - SCHOOL_YEAR_STARTS) % MONTHS_A_YEAR, now.chance
    teach(
        now.view(People), now.view(Households), now.view(Schools), now.view(Buildings), now.view(Employers),
        now.view(CommunityOffices), now.p, now.q, now.month, since_september, STARTS, now.lasting_chance("wish"),
        chance("seat"), chance("travel"), chance("dropout"),
    )  # fmt: skip


PROCESS = Process(
    name="schools",
    zh="就学",
    en="Schools",
    sentence="Children take a place in September or when they move in; missing seats make them travel, wait and drop out.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
