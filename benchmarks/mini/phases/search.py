"""The unemployed of working age look for work; those who try take, in random order, a random employer with a vacancy."""

from __future__ import annotations

import numpy as np

from benchmarks.mini.phases.working_age import is_of_working_age
from benchmarks.mini.population import NOBODY
from model.chance import again, bits, first_half, second_half
from model.declare import Array, Now, Rows, view
from model.kernel import formula, kernel
from model.scarcity import rank

People = view("people", "is_active age_months employer skill education is_trained is_female wage tenure_months", __name__)
Employers = view("employers", "n_posts n_filled base_wage", __name__)
CommunityOffices = view("community_offices", "n_hires", __name__)


@formula
def chance_to_try(skill: float, education: int, is_trained: int, is_female: int) -> float:
    """The skilled, the schooled and the trained try more often."""
    return 1.0 / (1.0 + np.exp(3.0 - 0.5 * skill - 0.25 * education - 0.6 * is_trained + 0.2 * is_female))


@formula
def hiring_wage(base: float, skill: float, education: int, luck: float) -> float:
    """Pay of a new job."""
    return base * (1.0 + 0.15 * skill + 0.05 * education) * (0.9 + 0.2 * luck)


@formula
def find_open(employers: Rows, is_open: Array) -> int:
    """Fill `is_open` with the employers that have a vacancy; returns how many there are."""
    n_open = 0
    for e in range(employers.n_posts.size):
        if employers.n_filled[e] < employers.n_posts[e]:
            is_open[n_open] = e
            n_open += 1
    return n_open


@kernel
def search(people: Rows, employers: Rows, key: np.uint64) -> int:
    """A month of job search; returns how many were hired."""
    seeker, turn = np.empty(people.employer.size, np.int64), np.empty(people.employer.size)
    n_seekers = 0
    for i in range(people.employer.size):
        is_unemployed = (people.employer[i] == NOBODY) & (people.is_active[i] == 1)
        if not (is_unemployed & is_of_working_age(people.age_months[i])):
            continue
        draw = bits(key, i)
        p = chance_to_try(float(people.skill[i]), people.education[i], people.is_trained[i], people.is_female[i])
        if first_half(draw) < p:
            seeker[n_seekers], turn[n_seekers] = i, rank(0.0, second_half(draw))
            n_seekers += 1

    is_open = np.empty(employers.n_posts.size, np.int64)
    n_open = find_open(employers, is_open)
    n_hires = 0
    for k in np.argsort(turn[:n_seekers]):
        if n_open == 0:
            break
        i = seeker[k]
        draw = again(bits(key, i))
        met = int(first_half(draw) * n_open)
        e = is_open[met]
        people.employer[i] = e
        people.tenure_months[i] = 0
        people.wage[i] = hiring_wage(
            float(employers.base_wage[e]), float(people.skill[i]), people.education[i], second_half(draw)
        )
        n_hires += 1
        employers.n_filled[e] += 1
        if employers.n_filled[e] == employers.n_posts[e]:
            n_open -= 1
            is_open[met] = is_open[n_open]
    return n_hires


def step(now: Now) -> None:
    now.view(CommunityOffices).n_hires[0] = search(now.view(People), now.view(Employers), now.chance("search"))
