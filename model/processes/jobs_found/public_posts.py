"""Public-welfare posts: who asks for one, hardship first where it is seen rightly, and whom that displaces."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import again, bits, first_half, second_half
from model.codes import BY_PRIORITY, MILD_DISABILITY, USUAL_AWARENESS
from model.declare import Array, Numbers, Rows
from model.kernel import formula
from model.processes.jobs_found.hiring import claims, hire_served
from model.processes.jobs_found.vacancies import list_vacancies
from model.scarcity import rank, serve

FIFTY = 50 * MONTHS_A_YEAR


@formula
def claim_public(
    people: Rows,
    households: Rows,
    posts: Array,
    p: Numbers,
    targeting: float,
    seekers: Array,
    key: np.uint64,
    person: Array,
    employer: Array,
    order: Array,
    plain_order: Array,
) -> int:
    """Who asks for a public-welfare post: hardship comes first where it is seen rightly. Returns the count."""
    n = 0
    for i in seekers:
        h, draws = people.household[i], bits(key, people.chance_id[i])
        # Written without branches: who is in hardship is as good as random from row to row.
        is_hard = (people.age_months[i] >= FIFTY) | (people.disability[i] == MILD_DISABILITY) | (people.is_carer[i] == 1)
        is_hard |= households.months_zero_employment[h] > 0
        take_up = p.public_take_up if is_hard else p.public_take_up_others
        # Whom a caseworker could not place by a vacancy in a month asks for a public-welfare post.
        is_sent = (people.is_referred[i] == 1) & (households.months_zero_employment[h] > 1)
        asks = first_half(draws) < take_up * households.awareness[h] / USUAL_AWARENESS
        if not (is_sent | asks):
            continue
        draw = second_half(draws)
        draws = again(draws)
        person[n] = i
        employer[n] = posts[min(int(first_half(draws) * posts.size), posts.size - 1)]
        seen_rightly = second_half(draws) < targeting
        order[n] = rank(0.0 if is_hard and seen_rightly else 1.0, draw)
        plain_order[n] = rank(1.0, draw)
        n += 1
    return n


@formula
def fill_public_posts(
    people: Rows, households: Rows, employers: Rows, office: Rows, p: Numbers, targeting: float, seekers: Array, key: np.uint64,
    pay_key: np.uint64,
) -> int:  # fmt: skip
    """Public-welfare posts by hardship; counts whom a plain lottery would have served instead. Returns hires."""
    office.n_turned_away[0], office.n_displaced[0] = 0, 0
    posts, free = list_vacancies(employers, True)
    if posts.size == 0:
        return 0
    person, employer, channel = claims(seekers.size), claims(seekers.size), claims(seekers.size)
    order, plain_order = np.empty(seekers.size), np.empty(seekers.size)
    n = claim_public(people, households, posts, p, targeting, seekers, key, person, employer, order, plain_order)
    served, plainly = np.zeros(n, np.uint8), np.zeros(n, np.uint8)
    serve(employer, plain_order, n, free.copy(), plainly)
    n_served = serve(employer, order, n, free, served)
    channel[:] = BY_PRIORITY
    hire_served(people, employers, person, employer, channel, served, p, pay_key)
    for c in range(n):
        office.n_displaced[0] += (plainly[c] == 1) & (served[c] == 0)
    office.n_turned_away[0] = n - n_served
    return n_served
