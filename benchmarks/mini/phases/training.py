"""Training seats go by lottery to unemployed people of working age who were never trained."""

from __future__ import annotations

import numpy as np

from benchmarks.mini.phases.working_age import is_of_working_age
from benchmarks.mini.population import NOBODY, SEAT_SHARE
from model.chance import uniform
from model.declare import Now, Rows, view
from model.kernel import formula, kernel

People = view("people", "is_active age_months employer skill education is_trained", __name__)


@formula
def skill_gain(education: int) -> float:
    """What a seat adds to skill."""
    return 0.3 * (1.0 + 0.1 * education)


@kernel
def train(people: Rows, n_seats: int, key: np.uint64) -> None:
    """The smallest draws win the seats."""
    wish, draw = np.empty(people.employer.size, np.int64), np.empty(people.employer.size)
    n_wishes = 0
    for i in range(people.employer.size):
        is_unemployed = (people.employer[i] == NOBODY) & (people.is_active[i] == 1)
        if is_unemployed & (people.is_trained[i] == 0) & is_of_working_age(people.age_months[i]):
            wish[n_wishes], draw[n_wishes] = i, uniform(key, i)
            n_wishes += 1
    n_served = min(n_seats, n_wishes)
    if n_served == 0:
        return
    last_winner = np.partition(draw[:n_wishes], n_served - 1)[n_served - 1]
    for k in range(n_wishes):
        if draw[k] <= last_winner:
            i = wish[k]
            people.is_trained[i] = 1
            people.skill[i] += skill_gain(people.education[i])


def step(now: Now) -> None:
    people = now.view(People)
    train(people, round(SEAT_SHARE * people.employer.size), now.chance("train"))
