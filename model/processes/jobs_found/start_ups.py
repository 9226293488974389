"""Start-ups that a measure supports are given their owners."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import uniform
from model.codes import NOBODY, OWN_BUSINESS, PRIMARY, START_UP
from model.declare import Array, Numbers, Rows
from model.kernel import formula
from model.processes.jobs_found.hiring import hire
from model.scarcity import in_order, rank

TWENTY, FIFTY = 20 * MONTHS_A_YEAR, 50 * MONTHS_A_YEAR


@formula
def open_start_ups(people: Rows, employers: Rows, p: Numbers, seekers: Array, key: np.uint64, pay_key: np.uint64) -> int:
    """Each start-up that opens this month is given its owner: by lottery a jobless person of 20 to 49, those with primary
    school or more first. Returns how many found one, and work in it from now on."""
    person, order, business = np.empty(seekers.size, np.int64), np.empty(seekers.size), np.empty(employers.kind.size, np.int64)
    n, n_new = 0, 0
    for e in range(employers.kind.size):
        is_new = employers.is_open[e] == 1 and employers.months_open[e] == 0 and employers.n_filled[e] == 0
        if is_new and employers.kind[e] == START_UP and employers.is_supported[e] == 1 and employers.n_posts[e] > 0:
            business[n_new] = e
            n_new += 1
    for i in seekers:
        if people.employer[i] == NOBODY and people.age_months[i] >= TWENTY and people.age_months[i] < FIFTY:
            person[n] = i
            order[n] = rank(0.0 if people.schooling[i] >= PRIMARY else 1.0, uniform(key, people.chance_id[i]))
            n += 1
    owners = in_order(order[:n])[:n_new]
    for k in range(owners.size):
        i = person[owners[k]]
        hire(people, employers, i, business[k], OWN_BUSINESS, p, uniform(pay_key, people.chance_id[i]))
    return owners.size
