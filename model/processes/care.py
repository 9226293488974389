"""Small children, the very old and the severely disabled need a carer; a carer can take flexible work only.

Form: a household with a need for care keeps one adult at home: a grandparent who is fit if there is one, else a woman without
work, else any adult without work; nobody gives up a job for it here, but who has no job is held back. A kindergarten
place ends a child's need, which is how it frees mothers (C001 to C003). Relief from outside the family ends a need by draw.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half, second_half
from model.codes import ABSENT, AT_NO_SCHOOL, KINDERGARTEN, NOBODY, SEVERE_DISABILITY
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel, rows_where

PARAMETERS = (
    Parameter(
        "toddler_need", 0.9, "share", 0.5, 1.0,
        "Chance that a child under three ties an adult of the household to the home",
        "三岁以下照料需求", "care for children under three", "C001", "assumption",
    ),
    Parameter(
        "preschool_need", 0.6, "share", 0.2, 1.0,
        "The same for a child of three to five without a kindergarten place",
        "未入园儿童照料需求", "care for children without a kindergarten place", "C001 C003", "literature",
    ),
    Parameter(
        "old_need", 0.35, "share", 0.1, 0.7,
        "The same for somebody of 80 or more",
        "高龄老人照料需求", "care for people of 80 or more", "", "assumption",
    ),
    Parameter(
        "disabled_need", 0.7, "share", 0.3, 1.0,
        "The same for somebody severely disabled",
        "重度残疾照料需求", "care for the severely disabled", "", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("care_relief", "share", 0, "add", "Share of needs that somebody outside the family meets", high=1),
    Quantity("child_relief", "share", 0, "add", "The same for children only, added to it", high=1),
    Quantity("elder_relief", "share", 0, "add", "The same for the very old and the severely disabled only", high=1),
)

COLUMNS = (Column("people", "is_carer", "uint8", 0, "yes or no", "Has a care duty that only leaves flexible work"),)

People = view(
    "people",
    "household chance_id is_alive life_stage age_months is_female disability school_level employer is_away is_carer",
    __name__,
)
Households = view("households", "first_person n_slots", __name__)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

THREE, SIX, SIXTEEN, FIFTY, SEVENTY, EIGHTY = (years * MONTHS_A_YEAR for years in (3, 6, 16, 50, 70, 80))
NO_PLACE = 9


@formula
def need(people: Rows, i: int, p: Numbers) -> float:
    """Chance that a person of this age and health needs a carer at home."""
    age = people.age_months[i]
    if age < THREE:
        return p.toddler_need
    if age < SIX and people.school_level[i] != KINDERGARTEN:
        return p.preschool_need
    if age >= EIGHTY:
        return p.old_need
    return p.disabled_need if people.disability[i] == SEVERE_DISABILITY else 0.0


@formula
def line_up(people: Rows) -> Array:
    """Who cares first in a household, int8 by person: women of 50 to 69, men of that age, younger women, others; in front of
    all who cares already and has found work that leaves room for it, behind all who cannot
    or may need a carer themselves. Written without branches: who has
    which place is as good as random from row to row."""
    may, place = np.empty(people.life_stage.size, np.bool_), np.empty(people.life_stage.size, np.int8)
    for i in range(may.size):
        is_of_age = (people.life_stage[i] != ABSENT) & (people.age_months[i] >= SIXTEEN)
        is_free = (people.is_carer[i] == 1) | (people.employer[i] == NOBODY)
        may[i] = is_of_age & is_free & (people.is_away[i] == 0) & (people.school_level[i] == AT_NO_SCHOOL)
    for i in range(may.size):
        may[i] &= (people.age_months[i] < EIGHTY) & (people.disability[i] != SEVERE_DISABILITY)
    for i in range(may.size):
        age, is_woman = people.age_months[i], people.is_female[i] == 1
        of_others = 2 if is_woman & (age < FIFTY) else 3
        among = (0 if is_woman else 1) if (age >= FIFTY) & (age < SEVENTY) else of_others
        goes_on = (people.is_carer[i] == 1) & (people.employer[i] != NOBODY)
        place[i] = (-1 if goes_on else among) if may[i] else NO_PLACE
    return place


@formula
def is_needed(people: Rows, i: int, p: Numbers, q: Numbers, key: np.uint64) -> bool:
    """Whether a person needs a carer whom nobody outside the family relieves; the same draws every month, since a need lasts
    as long as its cause."""
    draws = bits(key, people.chance_id[i])
    relief = q.care_relief + (q.child_relief if people.age_months[i] < SIX else q.elder_relief)
    return first_half(draws) < need(people, i, p) and second_half(draws) >= relief


@kernel
def share_out(people: Rows, households: Rows, p: Numbers, q: Numbers, key: np.uint64) -> None:
    """Who cares in every household on the site."""
    may_need, is_asked = np.empty(people.life_stage.size, np.bool_), np.zeros(households.n_slots.size, np.bool_)
    for i in range(may_need.size):
        is_young_or_old = (people.age_months[i] < SIX) | (people.age_months[i] >= EIGHTY)
        may_need[i] = (people.life_stage[i] != ABSENT) & (is_young_or_old | (people.disability[i] == SEVERE_DISABILITY))
    for i in rows_where(may_need):
        is_asked[people.household[i]] |= is_needed(people, i, p, q, key)
    asked, place = rows_where(is_asked), line_up(people)
    carers = np.empty(asked.size, np.int64)
    for k in range(asked.size):
        carers[k], best, first = NOBODY, NO_PLACE, households.first_person[asked[k]]
        for i in range(first, first + households.n_slots[asked[k]]):
            is_better = place[i] < best
            carers[k], best = i if is_better else carers[k], place[i] if is_better else best
    for i in range(may_need.size):
        # Who has just moved back keeps the duty until the job is given up.
        people.is_carer[i] *= (people.life_stage[i] == ABSENT) & (people.is_alive[i] == 1)
    for carer in carers:
        if carer != NOBODY:
            people.is_carer[carer] = 1


def step(now: Now) -> None:
    share_out(now.view(People), now.view(Households), now.p, now.q, now.lasting_chance("need"))


PROCESS = Process(
    name="care",
    zh="家庭照料",
    en="Care duties",
    sentence="Small children, the very old and the severely disabled need a carer, who can take flexible work only.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
