"""Households earn wages, rents and transfers, pay for town life, and save or fall into debt.

Form: accounts. Net income is wages (of away workers only what they bring home), land rent and forest payments, side income,
pensions and dibao; living costs in town come off savings, since food that was grown is now bought (A011). Dibao tops
income a head up to the standard for those who apply. Poverty and monitoring lines apply to twelve months' income a head.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half
from model.codes import AT_NO_SCHOOL, NOBODY, SEVERE_DISABILITY, STABLE_MONTHS
from model.declare import Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel

PARAMETERS = (
    Parameter(
        "spent_away", 0.55, "share", 0.25, 0.60,
        "Share of outside pay that is spent where it is earned and never reaches the household; 0.34 in 2013",
        "在外花费比例", "share of outside pay spent there", "A038", "assumption",
    ),
    Parameter(
        "pension_yuan_month", 110, "yuan a person a month", 90, 200,
        "Basic resident pension from 60",
        "城乡居民养老金", "resident pension", "", "assumption",
    ),
    Parameter(
        "support_yuan_month", 75, "yuan a person a month", 0, 120,
        "Other public transfers a head: farm, study and hardship payments; sized to the non-wage fifth of income",
        "其他转移收入", "other public transfers", "OF012 A028", "assumption",
    ),
    Parameter(
        "side_yuan_month", 420, "yuan a household a month", 0, 800,
        "Income from small trade and side work a household that has an adult on site; sized like the transfers",
        "家庭经营收入", "side income", "OF012", "assumption",
    ),
    Parameter(
        "land_let", 0.5, "share", 0.0, 1.0,
        "Share of contracted land that is let without any support",
        "土地流转比例", "land let", "", "assumption",
    ),
    Parameter(
        "rent_yuan_mu_year", 250, "yuan per mu a year", 100, 500,
        "Market rent for land at the origin",
        "土地租金", "land rent", "OF215 OF339", "literature",
    ),
    Parameter(
        "forest_yuan_mu_year", 13, "yuan per mu a year", 10, 20,
        "Compensation for public-benefit forest",
        "公益林补偿", "forest compensation", "OF374", "measured",
    ),
    Parameter(
        "dibao_take_up", 0.10, "share a month", 0.02, 0.5,
        "Chance that an eligible household is taken into dibao in a month",
        "低保申领率", "dibao take-up", "C143", "assumption",
    ),
    Parameter(
        "dibao_exit", 0.10, "share a month", 0.02, 0.5,
        "Chance that a household above the standard leaves dibao in a month",
        "低保退出率", "dibao exit", "", "assumption",
    ),
    Parameter(
        "dibao_least_share", 0.3, "share", 0.1, 0.6,
        "Least dibao a head, over the standard",
        "低保最低补差比例", "least dibao over the standard", "", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("living_cost", "factor", 1, "multiply", "Bends the cost of living in town"),
    Quantity("land_let_share", "share", 0, "add", "Adds to the share of land that is let", high=1),
    Quantity("rent", "factor", 1, "multiply", "Bends the land rent"),
    Quantity("dividend_yuan_month", "yuan a household a month", 0, "add", "Dividend of site industry to a household"),
    Quantity("temporary_aid_yuan", "yuan a household a month", 0, "add", "One-off aid to poor households this month"),
    Quantity("dibao_standard", "factor", 1, "multiply", "Bends the dibao standard"),
)

COLUMNS = (
    Column("households", "n_members", "uint8", 0, "people", "Registered members"),
    Column("households", "n_adults", "uint8", 0, "people", "Of those, from 16 years of age"),
    Column("households", "n_labour", "uint8", 0, "people", "Of those, below 60, able and not at school"),
    Column("households", "n_working", "uint8", 0, "people", "Members in work"),
    Column("households", "n_stable", "uint8", 0, "people", "Members in the same job for six months or more"),
    Column("households", "net_income_yuan_month", "float32", 0, "yuan a month", "Net income of all registered members"),
    Column("households", "wage_income_yuan_month", "float32", 0, "yuan a month", "Wages that reach the household"),
    Column("households", "transfer_income_yuan_month", "float32", 0, "yuan a month", "Pensions, dibao, support, aid"),
    Column("households", "property_income_yuan_month", "float32", 0, "yuan a month", "Rent, forest, dividends"),
    Column("households", "savings_yuan", "float32", 0, "yuan", "Savings; below zero, debt", -1e6, 1e7),
    Column("households", "income_a_head_year", "float32", 0, "yuan a person a year", "Net income a head, last 12 months"),
    Column("households", "has_dibao", "uint8", 0, "yes or no", "Receives dibao", 0, 1),
    Column("households", "is_poor", "uint8", 0, "yes or no", "Twelve months' income a head below the poverty line"),
    Column("households", "is_monitored", "uint8", 0, "yes or no", "The same below the monitoring line"),
)

People = view("people", "is_alive age_months disability school_level is_away employer tenure_months wage_yuan_month", __name__)
Households = view(
    "households",
    "arrival_month return_month first_person n_slots land_mu forest_mu is_registered_poor health_spending_yuan_month "
    "n_members n_adults n_labour n_working n_stable "
    "net_income_yuan_month wage_income_yuan_month transfer_income_yuan_month property_income_yuan_month savings_yuan "
    "income_a_head_year has_dibao is_poor is_monitored",
    __name__,
)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

SIXTEEN, SIXTY = 16 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR


@formula
def dibao_yuan(income_a_head: float, standard: float, least_share: float, heads: int) -> float:
    """Dibao a month: what a head lacks to the standard, at least a set share of it, for every head."""
    return heads * max(standard - income_a_head, least_share * standard)


@kernel
def account(
    people: Rows,
    households: Rows,
    p: Numbers,
    q: Numbers,
    standard: float,
    living_cost: float,
    poverty_line: float,
    monitoring_line: float,
    month: int,
    key: np.uint64,
) -> None:
    """A month of every household on the site; standard and living cost are a head and month, the lines a head and year."""
    let = min(p.land_let + q.land_let_share, 1.0)
    for h in range(households.n_slots.size):
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        heads, n_away, adults_here, wages, pensions = 0, 0, 0, 0.0, 0.0
        n_adults, n_labour, n_working, n_stable = 0, 0, 0, 0
        first = households.first_person[h]
        for i in range(first, first + households.n_slots[h]):
            if people.is_alive[i] == 0:
                continue
            heads += 1
            age = people.age_months[i]
            is_able = (people.disability[i] != SEVERE_DISABILITY) & (people.school_level[i] == AT_NO_SCHOOL)
            n_adults += age >= SIXTEEN
            n_labour += (age >= SIXTEEN) & (age < SIXTY) & is_able
            if people.employer[i] != NOBODY:
                n_working += 1
                n_stable += people.tenure_months[i] >= STABLE_MONTHS
                pay = float(people.wage_yuan_month[i])
                wages += pay * (1.0 - p.spent_away) if people.is_away[i] == 1 else pay
            if age >= SIXTY:
                pensions += p.pension_yuan_month
            if people.is_away[i] == 1:
                n_away += 1
            elif age >= SIXTEEN:
                adults_here += 1
        households.n_members[h], households.n_adults[h], households.n_labour[h] = heads, n_adults, n_labour
        households.n_working[h], households.n_stable[h] = n_working, n_stable
        if heads == 0:
            continue
        rents = float(households.land_mu[h]) * let * p.rent_yuan_mu_year * q.rent
        rents += float(households.forest_mu[h]) * p.forest_yuan_mu_year
        property_income = rents / MONTHS_A_YEAR + q.dividend_yuan_month
        transfers = pensions + p.support_yuan_month * heads
        if households.is_registered_poor[h] == 1:
            transfers += q.temporary_aid_yuan
        side = p.side_yuan_month if adults_here > 0 else 0.0
        income = wages + property_income + transfers + side

        # Who gets dibao is looked at every month, on this month's income without it.
        draw = first_half(bits(key, h))
        is_eligible = income / heads < standard
        if households.has_dibao[h] == 0 and is_eligible and draw < p.dibao_take_up:
            households.has_dibao[h] = 1
        elif households.has_dibao[h] == 1 and not is_eligible and draw < p.dibao_exit:
            households.has_dibao[h] = 0
        if households.has_dibao[h] == 1:
            transfers += dibao_yuan(income / heads, standard, p.dibao_least_share, heads)
            income = wages + property_income + transfers + side

        households.wage_income_yuan_month[h] = wages
        households.property_income_yuan_month[h] = property_income
        households.transfer_income_yuan_month[h] = transfers
        households.net_income_yuan_month[h] = income
        # Who works away eats there; that spending has been taken off the pay already.
        spending = (heads - n_away) * living_cost + float(households.health_spending_yuan_month[h])
        households.savings_yuan[h] = float(households.savings_yuan[h]) + income - spending
        past = float(households.income_a_head_year[h])
        year = past + income / heads - past / MONTHS_A_YEAR if past > 0 else MONTHS_A_YEAR * income / heads
        households.income_a_head_year[h] = year
        households.is_poor[h] = 1 if year < poverty_line else 0
        households.is_monitored[h] = 1 if year < monitoring_line else 0


def step(now: Now) -> None:
    account(
        now.view(People), now.view(Households), now.p, now.q,
        now.dated("dibao_standard_yuan_person_month") * now.q.dibao_standard,
        now.dated("living_cost_yuan_person_month") * now.q.living_cost,
        now.dated("poverty_line_yuan_person_year"), now.dated("monitoring_line_yuan_person_year"),
        now.month, now.chance("dibao"),
    )  # fmt: skip


PROCESS = Process(
    name="household_budget",
    zh="家庭收支",
    en="Household budget",
    sentence="Households earn wages, rents and transfers, pay for town life, and save or fall into debt.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
