"""People grow older, are born and die; who is of age and able to work is counted.

Form: monthly chances of death by age and sex and of birth by the mother's age. A newborn takes the next member number of the
household, for which a row stands ready; a household whose rows are full has no further birth. The levels are those of
the rural west of China around 2020, which the collected evidence does not hold: assumptions with a wide range.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half, second_half
from model.codes import AT_NO_SCHOOL, SEVERE_DISABILITY
from model.declare import Array, Column, Now, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import kernel

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
    Column("community_offices", "n_residents", "int32", 0, "people", "Registered members, households that left apart"),
    Column("community_offices", "n_labour_force", "int32", 0, "people", "Of those 16 to 59, able, not at school"),
    Column("community_offices", "n_labour_households", "int32", 0, "households", "With a member in the labour force"),
    Column("community_offices", "n_births", "int32", 0, "people", "Born this month"),
    Column("community_offices", "n_deaths", "int32", 0, "people", "Died this month"),
)

People = view("people", "household chance_id is_female disability school_level age_months is_alive", __name__)
Households = view("households", "return_month first_person n_slots n_reserved", __name__)
CommunityOffices = view("community_offices", "n_residents n_labour_force n_labour_households n_births n_deaths", __name__)
P = numbers("P", __name__, PARAMETERS)

# Deaths a year per 1,000 men by ten-year age band, the last band from 90; women have two thirds of it below 80.
DEATHS_PER_1000 = np.array([1.2, 0.5, 1.0, 1.6, 3.2, 7.0, 16.0, 42.0, 110.0, 230.0])
WOMENS_SHARE = 2 / 3
SIXTEEN, SIXTY = 16 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR
FIVE_YEARS, DECADE = 5 * MONTHS_A_YEAR, 10 * MONTHS_A_YEAR


@kernel
def live(people: Rows, households: Rows, deaths: Array, births: Array, month: int, key: np.uint64, counts: Array) -> None:
    """A month of everybody whose household has not left; deaths[sex, ten years of age], births[sex, five
    years of age]. counts: residents, labour force, labour
    households, births, deaths."""
    for h in range(households.n_slots.size):
        if households.return_month[h] <= month:
            continue
        n_labour, n_born, n_members = 0, 0, 0
        first, last = households.first_person[h], households.first_person[h] + households.n_slots[h]
        for i in range(first, last):
            if people.is_alive[i] == 0:
                continue
            age = people.age_months[i] + 1
            people.age_months[i] = age
            draws = bits(key, people.chance_id[i])
            if first_half(draws) < deaths[people.is_female[i], min(age // DECADE, 9)]:
                people.is_alive[i] = 0
                counts[4] += 1
                continue
            n_members += 1
            # Written without branches: who is of age is as good as random from row to row.
            is_of_age = (age >= SIXTEEN) & (age < SIXTY)
            n_labour += is_of_age & (people.disability[i] != SEVERE_DISABILITY) & (people.school_level[i] == AT_NO_SCHOOL)
            n_born += second_half(draws) < births[people.is_female[i], min(age // FIVE_YEARS, 19)]
        for _ in range(n_born):
            if households.n_reserved[h] > 0:
                people.is_alive[last] = 1
                households.n_slots[h] += 1
                households.n_reserved[h] -= 1
                last += 1
                counts[3] += 1
                n_members += 1
        counts[0] += n_members
        counts[1] += n_labour
        counts[2] += n_labour > 0


def step(now: Now) -> None:
    deaths = np.empty((2, 10))
    deaths[0] = DEATHS_PER_1000 / 1000 / MONTHS_A_YEAR * now.p.mortality * now.q.mortality_odds
    deaths[1] = np.where(np.arange(10) < 8, deaths[0] * WOMENS_SHARE, deaths[0])
    births = np.zeros((2, 20))
    births[1, 3:9] = 0.25 * now.p.births_a_year / MONTHS_A_YEAR
    births[1, 4:7] = now.p.births_a_year / MONTHS_A_YEAR
    counts = np.zeros(5, np.int64)
    live(now.view(People), now.view(Households), deaths, births, now.month, now.chance("live"), counts)
    office = now.view(CommunityOffices)
    office.n_residents[0], office.n_labour_force[0], office.n_labour_households[0] = counts[:3]
    office.n_births[0], office.n_deaths[0] = counts[3:]


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
