"""Training courses take people out of job search for some months; those who complete search better a year later.

Form: seats are given by lottery within priority; a household with a training file puts its jobless members first, without
files the better schooled come first, as they do in practice (C134). About 55 in 100 complete (C125). A completed course
raises the odds of finding work and pay only with a delay, and the effect grows over as many months again (C118, C123). A
course tied to an employer ends in an offer of a post there while it has one free.
"""

from __future__ import annotations

import numpy as np

from model.declare import Now, Numbers, Process, Rows
from model.kernel import formula, kernel
from model.processes.courses.columns import COLUMNS, Employers, Households, People, TrainingCentres
from model.processes.courses.literacy import teach_to_read
from model.processes.courses.parameters import PARAMETERS, P
from model.processes.courses.quantities import QUANTITIES, Q
from model.processes.courses.seats import give_out_seats
from model.processes.courses.teaching import teach

__all__ = ["PROCESS", "P", "Q"]  # the site looks for the types of its numbers where the step stands


@formula
def count_from_nought(centres: Rows) -> None:
    """What the month brings is counted anew."""
    centres.n_taught_to_read[0], centres.n_lost_reading[0] = 0, 0
    centres.n_could_learn[0], centres.n_wanting[0] = 0, 0
    centres.n_enrolled[0], centres.n_enrolled_in_work[0] = 0, 0
    centres.n_enrolled_advanced[0], centres.n_enrolled_craft[0] = 0, 0


@kernel
def hold_courses(
    people: Rows, households: Rows, employers: Rows, centres: Rows, p: Numbers, q: Numbers, month: int, practise_key: np.uint64,
    read_key: np.uint64, complete_key: np.uint64, want_key: np.uint64, place_key: np.uint64,
) -> None:  # fmt: skip
    """Literacy courses, running courses, then new ones."""
    people.has_gained_mandarin[:] = 0
    count_from_nought(centres)
    if q.literacy_seats > 0 or people.has_learned_to_read.max() > 0:
        teach_to_read(people, households, centres, p, q, practise_key, read_key)
    centres.n_completed[0], centres.n_on_course[0] = teach(people, households, p, q, month, complete_key)
    centres.n_seats[0] = int(q.seats) + int(q.seats_in_work) + int(q.craft_seats)
    if centres.n_seats[0] > 0:
        give_out_seats(people, households, employers, centres, p, q, want_key, place_key)


def step(now: Now) -> None:
    chance = now.chance
    hold_courses(
        now.view(People), now.view(Households), now.view(Employers), now.view(TrainingCentres), now.p, now.q, now.month,
        chance("practise"), chance("read"), chance("complete"), chance("want"), chance("place"),
    )  # fmt: skip


PROCESS = Process(
    name="courses",
    zh="培训",
    en="Courses",
    sentence="Courses take people out of job search for some months; those who complete search better a year later.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
