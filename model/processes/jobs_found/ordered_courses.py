"""Graduates of courses that an employer ordered take the posts kept for them."""

from __future__ import annotations

import numpy as np

from model.chance import uniform
from model.codes import BY_ORDER_COURSE, NOBODY
from model.declare import Array, Numbers, Rows
from model.kernel import formula
from model.processes.jobs_found.hiring import claims, hire_served
from model.scarcity import serve


@formula
def claim_ordered(people: Rows, seekers: Array, key: np.uint64, person: Array, employer: Array, order: Array) -> int:
    """This month's graduates of ordered courses claim a post with their employer. Returns the count."""
    n = 0
    for i in seekers:
        is_graduate = people.months_since_training[i] == 0 and people.order_employer[i] != NOBODY
        if is_graduate and people.employer[i] == NOBODY:
            person[n], employer[n], order[n] = i, people.order_employer[i], uniform(key, people.chance_id[i])
            n += 1
    return n


@formula
def place_graduates(
    people: Rows, employers: Rows, p: Numbers, seekers: Array, free: Array, key: np.uint64, pay_key: np.uint64
) -> int:
    """Graduates of ordered courses take the posts kept for them, where these are still free. Returns hires."""
    person, employer, channel = claims(seekers.size), claims(seekers.size), claims(seekers.size)
    order = np.empty(seekers.size)
    n = claim_ordered(people, seekers, key, person, employer, order)
    served = np.zeros(n, np.uint8)
    n_served = serve(employer, order, n, free, served)
    channel[:] = BY_ORDER_COURSE
    hire_served(people, employers, person, employer, channel, served, p, pay_key)
    return n_served
