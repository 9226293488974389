"""What others asked for is settled first: jobs end, the others are paid, outside jobs begin; who is then free is listed."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half, second_half
from model.codes import (
    AT_NO_SCHOOL,
    BY_BROKER,
    NO_CHANNEL,
    NOBODY,
    OF_WORKING_AGE,
    OLDER,
    ON_THEIR_OWN,
    OUTSIDE,
    PUBLIC_PROGRAMME,
)
from model.declare import Array, Numbers, Rows
from model.kernel import formula, rows_where
from model.processes.jobs_found.course_effect import training_share
from model.processes.jobs_found.hiring import hire

SIXTEEN = 16 * MONTHS_A_YEAR
WANTS_OUTSIDE, COMING_BACK = 1, 2  # values of people.is_leaving
LONGEST_COUNT = 30_000


@formula
def is_free(people: Rows, i: int) -> bool:
    """Jobless and not away, of an age and health to work, not at school or on a course."""
    may_work = (people.life_stage[i] == OF_WORKING_AGE) | (people.life_stage[i] == OLDER)
    may_work &= (people.employer[i] == NOBODY) & (people.is_away[i] == 0)
    return may_work & (people.school_level[i] == AT_NO_SCHOOL) & (people.course_months_left[i] == 0)


@formula
def sort_out(people: Rows) -> tuple[Array, Array, Array]:
    """Who has a job, who asks for an outside job, and who is free to work on the site; counts months without work."""
    n = people.employer.size
    has_job, asks, is_seeking = np.empty((3, n), np.bool_)
    for i in range(n):
        has_job[i] = people.employer[i] != NOBODY
    for i in range(n):
        asks[i] = (people.employer[i] == NOBODY) & (people.is_leaving[i] == WANTS_OUTSIDE)
    for i in range(n):
        is_seeking[i] = is_free(people, i) & (people.is_leaving[i] != WANTS_OUTSIDE)
    for i in range(n):
        months = people.months_out_of_work[i]
        waits = (people.employer[i] == NOBODY) & (people.age_months[i] >= SIXTEEN) & (months < LONGEST_COUNT)
        people.months_out_of_work[i] = months + waits
    return rows_where(has_job), rows_where(asks), rows_where(is_seeking)


@formula
def hire_outside(people: Rows, households: Rows, employers: Rows, p: Numbers, month: int, asking: Array, key: np.uint64) -> int:
    """Outside jobs that were asked for begin, in a region by lot. Returns hires."""
    first_outside, n_outside, n_hires = 0, 0, 0
    for e in range(employers.kind.size):
        if employers.kind[e] == OUTSIDE:
            first_outside = e if n_outside == 0 else first_outside
            n_outside += 1
    for i in asking:
        is_gone = households.return_month[people.household[i]] <= month
        if people.is_alive[i] == 1 and not is_gone and people.course_months_left[i] == 0:
            draws = bits(key, people.chance_id[i])
            region = first_outside + min(int(first_half(draws) * n_outside), n_outside - 1)
            channel = BY_BROKER if people.is_brokered[i] == 1 else ON_THEIR_OWN
            hire(people, employers, i, region, channel, p, second_half(draws))
            n_hires += 1
    return n_hires


@formula
def work_on(people: Rows, households: Rows, employers: Rows, p: Numbers, month: int, workers: Array, free: Array) -> Array:
    """Jobs that were lost or given up end, and who is then free joins the list; the others are paid. Returns the list."""
    seekers, n = np.empty(free.size + workers.size, np.int32), free.size
    seekers[:n] = free
    for i in workers:
        e, h = people.employer[i], people.household[i]
        ends = (people.is_losing_job[i] == 1) | (people.is_leaving[i] == COMING_BACK) | (people.is_alive[i] == 0)
        ends |= (people.course_months_left[i] > 0) | (people.school_level[i] != AT_NO_SCHOOL)
        if ends | (households.return_month[h] <= month):
            employers.n_filled[e] -= 1
            people.employer[i] = NOBODY
            people.wage_yuan_month[i] = 0
            people.tenure_months[i] = 0
            people.months_out_of_work[i] = 0
            people.channel[i] = NO_CHANNEL
            if is_free(people, i):
                seekers[n] = i
                n += 1
            continue
        people.tenure_months[i] += 1
        bonus = 1.0 + p.trained_pay * training_share(people.months_since_training[i], p.training_lag_months)
        bonus = 1.0 if employers.kind[e] == PUBLIC_PROGRAMME else bonus
        people.wage_yuan_month[i] = employers.wage_yuan_month[e] * people.relative_pay[i] * bonus
    return seekers[:n]
