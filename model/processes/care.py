"""Small children, the very old and the severely disabled need a carer; a carer can take flexible work only.

Form: a household with a need for care keeps one adult at home: a grandparent who is fit if there is one, else a woman without
work, else any adult without work; nobody gives up a job for it here, but who has no job is held back. A kindergarten
place ends a child's need, which is how it frees mothers (C001 to C003). Relief from outside the family ends a need by draw.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half, second_half
from model.codes import AT_NO_SCHOOL, KINDERGARTEN, NOBODY, SEVERE_DISABILITY
from model.declare import Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import kernel

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

People = view("people", "chance_id is_alive age_months is_female disability school_level employer is_away is_carer", __name__)
Households = view("households", "arrival_month return_month first_person n_slots", __name__)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

THREE, SIX, SIXTEEN, FIFTY, SEVENTY, EIGHTY = (years * MONTHS_A_YEAR for years in (3, 6, 16, 50, 70, 80))


@kernel
def share_out(people: Rows, households: Rows, p: Numbers, q: Numbers, month: int, key: np.uint64) -> None:
    """Who cares in every household on the site."""
    for h in range(households.n_slots.size):
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        is_needed, best, best_rank = False, NOBODY, 9.0
        for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
            was_carer = people.is_carer[i] == 1
            people.is_carer[i] = 0
            if people.is_alive[i] == 0:
                continue
            age = people.age_months[i]
            need = 0.0
            if age < THREE:
                need = p.toddler_need
            elif age < SIX and people.school_level[i] != KINDERGARTEN:
                need = p.preschool_need
            elif age >= EIGHTY:
                need = p.old_need
            elif people.disability[i] == SEVERE_DISABILITY:
                need = p.disabled_need
            if need > 0:
                # The same draws every month: a need lasts as long as its cause.
                draws = bits(key, people.chance_id[i])
                relief = q.care_relief + (q.child_relief if age < SIX else q.elder_relief)
                if first_half(draws) < need and second_half(draws) >= relief:
                    is_needed = True
            elif (
                age >= SIXTEEN
                and people.is_away[i] == 0
                and people.school_level[i] == AT_NO_SCHOOL
                and (people.employer[i] == NOBODY or was_carer)
            ):
                if was_carer and people.employer[i] != NOBODY:
                    place = -1.0  # has found work that leaves room for care, and goes on caring
                elif age >= FIFTY and age < SEVENTY:
                    place = 0.0 if people.is_female[i] == 1 else 1.0
                else:
                    place = 2.0 if people.is_female[i] == 1 and age < FIFTY else 3.0
                if place < best_rank:
                    best, best_rank = i, place
        if is_needed and best != NOBODY:
            people.is_carer[best] = 1


def step(now: Now) -> None:
    share_out(now.view(People), now.view(Households), now.p, now.q, now.month, now.lasting_chance("need"))


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
