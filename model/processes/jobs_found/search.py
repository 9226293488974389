"""How people search: who looks in a month, through ties or on the market, and what they find."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import again, bits, first_half, second_half
from model.codes import BY_CASEWORK, BY_FAIR, BY_TIES, NOBODY
from model.declare import Array, Numbers, Rows
from model.kernel import formula
from model.processes.jobs_found.course_effect import training_share
from model.processes.jobs_found.screening import is_suited

FIFTY, SIXTY = 50 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR
LOOKS_A_MONTH = 2
MARKET_LOOK_MEETS = 0.5  # an ordinary look on the market meets a post half of the time; fairs and brokers bend this


@formula
def duration_factor(months_out: int, long_search_factor: float) -> float:
    """Finding falls with months out of work, in a straight line from the third to the twelfth month."""
    if months_out <= 3:
        return 1.0
    if months_out >= 12:
        return long_search_factor
    return 1.0 - (1.0 - long_search_factor) * (months_out - 3) / 9.0


@formula
def look_chance(people: Rows, households: Rows, i: int, h: int, p: Numbers, rate: float) -> float:
    """Chance that a jobless person of a household looks this month: a course helps; time without work, care, age, dibao and
    illness hold back."""
    age = people.age_months[i]
    chance = rate * duration_factor(people.months_out_of_work[i], p.long_search_factor)
    chance *= 1.0 + (p.trained_factor - 1.0) * training_share(people.months_since_training[i], p.training_lag_months)
    if people.is_carer[i] == 1:
        chance *= p.carer_search_factor
    if age >= SIXTY:
        chance *= p.retired_search_factor
    elif age >= FIFTY:
        chance *= p.older_search_factor
    if households.has_dibao[h] == 1:
        chance *= p.dibao_search_factor
    if people.illness_months_left[i] > 0:
        chance *= 0.5
    return chance


@formula
def through_ties(people: Rows, households: Rows, free: Array, h: int, draw: float) -> int:
    """A post that a household's acquaintance knows of: the first member of a random tie who works where a post is free."""
    other = households.tie[h, min(int(draw * households.tie.shape[1]), households.tie.shape[1] - 1)]
    if other == NOBODY:
        return NOBODY
    first = households.first_person[other]
    for j in range(first, first + households.n_slots[other]):
        e = people.employer[j]
        if e != NOBODY and free[e] > 0:
            return int(e)
    return NOBODY


@formula
def search(
    people: Rows,
    households: Rows,
    employers: Rows,
    posts: Array,
    free: Array,
    p: Numbers,
    rate: float,
    fair_looks: float,
    outside_pay: float,
    seekers: Array,
    key: np.uint64,
    person: Array,
    employer: Array,
    channel: Array,
    order: Array,
) -> int:
    """Every jobless person on site: whether they look, through whom, what they find, and whether it suits. Returns claims."""
    n = 0
    for i in seekers:
        if people.employer[i] != NOBODY:
            continue
        h = people.household[i]
        chance = look_chance(people, households, i, h, p, rate)
        draws = bits(key, people.chance_id[i])
        is_referred = people.is_referred[i] == 1
        if not is_referred and first_half(draws) >= chance:
            continue
        lottery = second_half(draws)
        draws = again(draws)
        patience = duration_factor(people.months_out_of_work[i], 0.7)
        span = p.reservation_high - p.reservation_low
        reservation = outside_pay * (p.reservation_low + span * first_half(draws)) * patience
        for _ in range(LOOKS_A_MONTH):
            draws = again(draws)
            by_ties = not is_referred and first_half(draws) < p.tie_look_share
            if by_ties:
                e = through_ties(people, households, free, h, second_half(draws))
            else:
                e = posts[min(int(second_half(draws) * posts.size), posts.size - 1)]
                draws = again(draws)
                if not is_referred and first_half(draws) >= fair_looks:
                    continue
            draws = again(draws)
            if e == NOBODY or not is_suited(people, employers, i, e, p, reservation, draws):
                continue
            person[n], employer[n] = i, e
            channel[n] = BY_TIES if by_ties else (BY_CASEWORK if is_referred else BY_FAIR)
            order[n] = lottery
            n += 1
            break
    return n
