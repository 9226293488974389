"""Who asks for a seat, and where: whom a month concerns, who wants to go, and who goes on after junior school."""

from __future__ import annotations

import numpy as np

from model.chance import bits, first_half, second_half, uniform
from model.codes import AT_NO_SCHOOL, JUNIOR, JUNIOR_SCHOOL, KINDERGARTEN, NOBODY, SENIOR_SCHOOL
from model.declare import Array, Numbers, Rows
from model.kernel import formula
from model.processes.schools.columns import FAR_SCHOOL
from model.processes.schools.levels import OLDEST, complete, level_of
from model.scarcity import rank


@formula
def is_waiting(people: Rows, i: int, level: int, school_year_age: int, starts: Array) -> bool:
    """Whether a seat that opens during the year is for this child: none yet on the site, and of age since September."""
    if level in (AT_NO_SCHOOL, SENIOR_SCHOOL) or level != level_of(school_year_age, starts):
        return False
    return people.school[i] == FAR_SCHOOL if people.school_level[i] == level else people.school_level[i] == AT_NO_SCHOOL


@formula
def goes_on(p: Numbers, vocational_uptake: float, draw: float) -> bool:
    """Whether a junior leaver goes on to senior or vocational school."""
    staying = p.senior_share + p.vocational_share
    return draw < staying + (1.0 - staying) * vocational_uptake


@formula
def may_go_on(people: Rows, i: int) -> bool:
    """Senior school takes who has completed junior school, or does so now, and has not started to work."""
    has_junior = people.schooling[i] >= JUNIOR or people.school_level[i] == JUNIOR_SCHOOL
    return has_junior and people.employer[i] == NOBODY and people.is_away[i] == 0


@formula
def enrol(
    people: Rows, households: Rows, p: Numbers, q: Numbers, month: int, is_september: bool, is_opening: bool,
    since_september: int, starts: Array, nearest: Array, wish_key: np.uint64, lottery_key: np.uint64, child: Array,
    school: Array, order: Array,
) -> int:  # fmt: skip
    """Who asks for a seat where: everybody in September, at other times those who just moved in and, when seats open, those
    who wait for one. Returns the count."""
    n = 0
    for i in range(people.household.size):
        age = people.age_months[i]
        if people.is_alive[i] == 0 or (people.school_level[i] == AT_NO_SCHOOL and age >= OLDEST):
            continue
        h = people.household[i]
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        level = level_of(age, starts)
        if (
            not is_september
            and households.arrival_month[h] != month
            and not (is_opening and is_waiting(people, i, level, age - since_september, starts))
        ):
            continue
        before = people.school_level[i]
        draws = bits(wish_key, people.chance_id[i])
        wants = people.has_dropped_out[i] == 0 and level != AT_NO_SCHOOL
        if level == KINDERGARTEN:
            wants = wants and first_half(draws) < p.kindergarten_wish
        elif level == SENIOR_SCHOOL:
            may = before == SENIOR_SCHOOL or may_go_on(people, i)
            wants = wants and may and goes_on(p, q.vocational_uptake, second_half(draws))
        complete(people, i, level)
        if before != AT_NO_SCHOOL and (not wants or before != level):
            people.school_level[i], people.school[i] = AT_NO_SCHOOL, NOBODY
        if not wants:
            continue
        stays = people.school_level[i] == level and people.school[i] >= 0
        child[n] = i
        school[n] = people.school[i] if stays else nearest[households.building[h], level]
        order[n] = rank(0.0 if stays else 1.0, uniform(lottery_key, people.chance_id[i]))
        n += 1
    return n
