"""The open market: what seekers have found is theirs as far as posts go, by the lottery of each employer."""

from __future__ import annotations

import numpy as np

from model.declare import Array, Numbers, Rows
from model.kernel import formula
from model.processes.jobs_found.hiring import claims, hire_served
from model.processes.jobs_found.ordered_courses import place_graduates
from model.processes.jobs_found.search import search
from model.processes.jobs_found.vacancies import list_vacancies
from model.scarcity import serve


@formula
def fill_market_posts(
    people: Rows, households: Rows, employers: Rows, p: Numbers, rate: float, fair_looks: float, outside_pay: float,
    seekers: Array, order_key: np.uint64, order_pay_key: np.uint64, key: np.uint64, pay_key: np.uint64,
) -> int:  # fmt: skip
    """Graduates of ordered courses first, then everybody who looked, found and suits, as far as posts go. Returns hires."""
    posts, free = list_vacancies(employers, False)
    if posts.size == 0:
        return 0
    n_graduates = place_graduates(people, employers, p, seekers, free, order_key, order_pay_key)
    person, employer, channel = claims(seekers.size), claims(seekers.size), claims(seekers.size)
    order = np.empty(seekers.size)
    n = search(
        people, households, employers, posts, free, p, rate, fair_looks, outside_pay, seekers, key, person, employer, channel,
        order,
    )  # fmt: skip
    served = np.zeros(n, np.uint8)
    n_served = serve(employer, order, n, free, served)
    hire_served(people, employers, person, employer, channel, served, p, pay_key)
    return n_graduates + n_served
