"""People grow older, are born and die; who is of age and able to work is counted.

Form: monthly chances of death by age and sex and of birth by the mother's age. A newborn takes the next member number of the
household, for which a row stands ready; a household whose rows are full has no further birth. The levels are those of
the rural west of China around 2020, which the collected evidence does not hold: assumptions with a wide range.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half, second_half
from model.codes import ABSENT, AT_NO_SCHOOL, CHILD, SEVERE_DISABILITY, UNABLE
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel, rows_where

PARAMETERS = (
    Parameter(
        "births_a_year", 0.072, "share a year", 0.03, 0.12,
        "Births a year of women from 20 to 34; a quarter as many from 15 to 19 and from 35 to 44",
        "育龄妇女年生育率", "births a year of women from 20 to 34", "", "assumption",
    ),
    Parameter(
        "mortality", 1.0, "factor", 0.6, 1.6,
        "Factor on the table of death rates by age",
        "死亡率倍数", "factor on mortality", "A014", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (Quantity("mortality_odds", "factor", 1, "multiply", "Bends all death rates"),)

COLUMNS = (
    Column("households", "n_slots", "uint8", 0, "count", "Rows of members, the dead included"),
    Column("households", "n_reserved", "uint8", 0, "count", "Rows after those, kept for newborns"),
    Column("people", "age_months", "int16", 0, "months", "Age", 0, 1320),
    Column("people", "is_alive", "uint8", 0, "yes or no", "Born and not dead"),
    Column("people", "life_stage", "uint8", ABSENT, "code", "Of which age, if on the site or working away"),
    Column("community_offices", "n_residents", "int32", 0, "people", "Registered members, households that left apart"),
    Column("community_offices", "n_labour_force", "int32", 0, "people", "Of those 16 to 59, able, not at school"),
    Column("community_offices", "n_births", "int32", 0, "people", "Born this month"),
    Column("community_offices", "n_deaths", "int32", 0, "people", "Died this month"),
)

People = view("people", "household chance_id is_female disability school_level age_months is_alive life_stage", __name__)
Households = view("households", "arrival_month return_month first_person n_slots n_reserved", __name__)
CommunityOffices = view("community_offices", "n_residents n_labour_force n_births n_deaths", __name__)
P = numbers("P", __name__, PARAMETERS)

# Deaths a year per 1,000 men by ten-year age band, the last band from 90; women have two thirds of it below 80.
DEATHS_PER_1000 = np.array([1.2, 0.5, 1.0, 1.6, 3.2, 7.0, 16.0, 42.0, 110.0, 230.0])
WOMENS_SHARE = 2 / 3
SIXTEEN, SIXTY, SEVENTY = 16 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR, 70 * MONTHS_A_YEAR
FIVE_YEARS, DECADE = 5 * MONTHS_A_YEAR, 10 * MONTHS_A_YEAR


@formula
def stage_of(age_months: int, is_severely_disabled: bool) -> int:
    """The stage of life at an age. Written without branches: who is of age is as good as random from row to row."""
    stage = CHILD + 2 * (age_months >= SIXTEEN) + (age_months >= SIXTY) + (age_months >= SEVENTY)
    return UNABLE if is_severely_disabled & (stage > CHILD) else stage


@formula
def deaths_a_month(factor: float) -> Array:
    """Chance to die in a month, float64[sex, ten years of age]."""
    deaths = np.empty((2, DEATHS_PER_1000.size))
    for decade in range(DEATHS_PER_1000.size):
        deaths[0, decade] = DEATHS_PER_1000[decade] / 1000 / MONTHS_A_YEAR * factor
        deaths[1, decade] = deaths[0, decade] * (WOMENS_SHARE if decade < 8 else 1.0)
    return deaths


@formula
def births_a_month(births_a_year: float) -> Array:
    """Chance to give birth in a month, float64[sex, five years of age]: women of 20 to 34, a quarter of it at 15 to 44."""
    births = np.zeros((2, 20))
    births[1, 3:9] = 0.25 * births_a_year / MONTHS_A_YEAR
    births[1, 4:7] = births_a_year / MONTHS_A_YEAR
    return births


@formula
def mark_absent(households: Rows, month: int, lives: Array, is_here: Array) -> None:
    """Takes members of households that left off both lists, and of those who are still to come off the second."""
    for h in range(households.n_slots.size):
        has_left = households.return_month[h] <= month
        if has_left or households.arrival_month[h] > month:
            for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
                is_here[i] = False
                lives[i] &= not has_left


@formula
def count_labour_force(people: Rows, lives: Array) -> int:
    """Members of 16 to 59, able and not at school, of households on the site or to come."""
    n = 0
    for i in range(lives.size):
        is_of_age = (people.age_months[i] >= SIXTEEN) & (people.age_months[i] < SIXTY)
        is_able = (people.disability[i] != SEVERE_DISABILITY) & (people.school_level[i] == AT_NO_SCHOOL)
        n += lives[i] & is_of_age & is_able
    return n


@kernel
def live(people: Rows, households: Rows, office: Rows, p: Numbers, mortality_odds: float, month: int, key: np.uint64) -> None:
    """A month of everybody whose household has not left."""
    deaths, births = deaths_a_month(p.mortality * mortality_odds), births_a_month(p.births_a_year)
    # Who draws above the highest chance of all neither dies nor gives birth, and no table need be looked at.
    deadliest, most_fertile = deaths.max(), births.max()
    n_rows, n_residents, n_births, n_deaths = people.life_stage.size, 0, 0, 0
    lives, is_here, is_asked = np.empty(n_rows, np.bool_), np.ones(n_rows, np.bool_), np.empty(n_rows, np.bool_)
    for i in range(n_rows):
        lives[i] = people.is_alive[i] == 1
    mark_absent(households, month, lives, is_here)
    for i in range(n_rows):
        people.age_months[i] += lives[i]
    for i in range(n_rows):
        draws = bits(key, people.chance_id[i])
        is_asked[i] = lives[i] & ((first_half(draws) < deadliest) | (second_half(draws) < most_fertile))
    for i in range(n_rows):
        stage = stage_of(people.age_months[i], people.disability[i] == SEVERE_DISABILITY)
        people.life_stage[i] = stage * (lives[i] & is_here[i])
    for i in range(n_rows):
        n_residents += lives[i]
    for i in rows_where(is_asked):
        draws, age, h = bits(key, people.chance_id[i]), people.age_months[i], people.household[i]
        if first_half(draws) < deaths[people.is_female[i], min(age // DECADE, 9)]:
            people.is_alive[i], people.life_stage[i], lives[i] = 0, ABSENT, False
            n_deaths += 1
        elif second_half(draws) < births[people.is_female[i], min(age // FIVE_YEARS, 19)] and households.n_reserved[h] > 0:
            newborn = households.first_person[h] + households.n_slots[h]
            people.is_alive[newborn], people.life_stage[newborn] = 1, CHILD * is_here[i]
            households.n_slots[h] += 1
            households.n_reserved[h] -= 1
            n_births += 1
    office.n_residents[0], office.n_labour_force[0] = n_residents + n_births - n_deaths, count_labour_force(people, lives)
    office.n_births[0], office.n_deaths[0] = n_births, n_deaths


def step(now: Now) -> None:
    office = now.view(CommunityOffices)
    live(now.view(People), now.view(Households), office, now.p, now.q.mortality_odds, now.month, now.chance("live"))


PROCESS = Process(
    name="demography",
    zh="人口变动",
    en="Births, ageing, deaths",
    sentence="People grow older, are born and die; who is of age and able to work is counted.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
