"""Who the members of each household are, how many of each kind, and what pay of theirs reaches it."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.codes import ABSENT, AT_NO_SCHOOL, CHILD, NOBODY, OF_WORKING_AGE, STABLE_MONTHS
from model.declare import Array, Rows
from model.kernel import formula, rows_where

SIXTY = 60 * MONTHS_A_YEAR
# Where each count of members stands in the number that carries all of them.
MEMBERS, ADULTS, AGED, LABOUR, WORKING, STABLE, AWAY, ADULTS_AWAY = range(0, 64, 8)


@formula
def of(counted: int, what: int) -> int:
    """One of the eight counts that a number carries side by side, each in eight bits."""
    return (counted >> what) & 255


@formula
def count_and_pay(people: Rows, spent_away: float) -> tuple[Array, Array]:
    """What each person adds to the counts of the household, all eight in one number so that a household is added up at once,
    and the pay that reaches the household."""
    n = people.life_stage.size
    counts, pay = np.empty(n, np.int64), np.empty(n)
    for i in range(n):
        stage, is_away = people.life_stage[i], people.is_away[i] == 1
        is_member, is_adult = stage != ABSENT, stage > CHILD
        is_aged = is_adult & (people.age_months[i] >= SIXTY)
        is_labour = (stage == OF_WORKING_AGE) & (people.school_level[i] == AT_NO_SCHOOL)
        has_job = is_member & (people.employer[i] != NOBODY)
        is_stable = has_job & (people.tenure_months[i] >= STABLE_MONTHS)
        counted = (is_member << MEMBERS) + (is_adult << ADULTS) + (is_aged << AGED) + (is_labour << LABOUR)
        counted += (has_job << WORKING) + (is_stable << STABLE)
        counts[i] = counted + ((is_member & is_away) << AWAY) + ((is_adult & is_away) << ADULTS_AWAY)
    for i in range(n):
        has_job = (people.life_stage[i] != ABSENT) & (people.employer[i] != NOBODY)
        pay[i] = has_job * float(people.wage_yuan_month[i]) * (1.0 - spent_away * people.is_away[i])
    return counts, pay


@formula
def add_pay(people: Rows, counts: Array, pay: Array, wages: Array, sent_home: Array) -> None:
    """Pay that reaches each household, all of it and that of members away; both are added to."""
    has_job = np.empty(counts.size, np.bool_)
    for i in range(counts.size):
        has_job[i] = of(counts[i], WORKING) == 1
    for i in rows_where(has_job):
        wages[people.household[i]] += pay[i]
        sent_home[people.household[i]] += pay[i] * people.is_away[i]


@formula
def note_members(households: Rows, is_here: Array, counted: Array) -> None:
    """How many members of each kind the households on the site have."""
    for h in rows_where(is_here):
        households.n_members[h], households.n_adults[h] = of(counted[h], MEMBERS), of(counted[h], ADULTS)
        households.n_labour[h], households.n_working[h] = of(counted[h], LABOUR), of(counted[h], WORKING)
        households.n_stable[h] = of(counted[h], STABLE)
