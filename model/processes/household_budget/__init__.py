"""Households earn wages, rents and transfers, pay for town life, and save or fall into debt.

Form: accounts. Net income is wages (of away workers only what they bring home), land rent and forest payments, side income,
pensions and dibao; living costs in town come off savings, since food that was grown is now bought (A011). Dibao tops
income a head up to the standard of the origin for those who apply; means are those of the last year, and outside pay counts
but for the cost of working away; where the site's own standard is granted to registered
movers, the difference follows a month later. Who has transferred the hukou keeps land, collective income and farm benefits as
far as those rights are kept. Dues of four insurance schemes lapse at the move and at the yearly renewal, which people far
from their old office miss more often; while dues have lapsed there is no pension and the whole bill for treatment. Poverty
and monitoring lines apply to twelve months' income a head.
"""

from __future__ import annotations

import numpy as np

from model.counts import of_members, on_site
from model.declare import Now, Numbers, Process, Rows
from model.kernel import kernel, rows_where
from model.processes.household_budget.aid import pay_aid
from model.processes.household_budget.columns import COLUMNS, CommunityOffices, Households, People
from model.processes.household_budget.dividends import pay_dividends
from model.processes.household_budget.dues import RENEWAL_MONTH, insure, keep_up_dues, note_dues
from model.processes.household_budget.income import add_up_income
from model.processes.household_budget.land import use_land
from model.processes.household_budget.members import MEMBERS, add_pay, count_and_pay, note_members, of
from model.processes.household_budget.old_houses import clear_houses
from model.processes.household_budget.parameters import PARAMETERS, P
from model.processes.household_budget.quantities import QUANTITIES, Q
from model.processes.household_budget.savings import keep_accounts

__all__ = ["PROCESS", "P", "Q"]  # the site looks for the types of its numbers where the step stands


@kernel
def account(
    people: Rows,
    households: Rows,
    office: Rows,
    p: Numbers,
    q: Numbers,
    standard: float,
    living_cost: float,
    poverty_line: float,
    monitoring_line: float,
    site_standard: float,
    month: int,
    is_renewal: bool,
    key: np.uint64,
    dues_key: np.uint64,
    trait_key: np.uint64,
    village_key: np.uint64,
) -> None:
    """A month of every household on the site; standards and living cost are a head and month, the lines a head and year."""
    n = households.n_slots.size
    counts, pay = count_and_pay(people, p.spent_away)
    counted, is_here, is_counted = of_members(households, counts), on_site(households, month), np.empty(n, np.bool_)
    wages, sent_home, n_insured, income = np.zeros(n), np.zeros(n), np.zeros(n, np.int32), np.zeros(n)
    for h in range(n):
        is_counted[h] = is_here[h] & (of(counted[h], MEMBERS) > 0)
    insure(people, counts, p, trait_key, n_insured)
    add_pay(people, counts, pay, wages, sent_home)
    note_members(households, is_here, counted)
    rents, dividend = use_land(households, office, p, q, is_counted, village_key), pay_dividends(office, p, q, is_counted.sum())
    add_up_income(
        households, office, p, q, is_counted, counted, wages, sent_home, rents, dividend, standard, site_standard, key, income
    )
    keep_accounts(households, p, q, is_counted, counted, income, living_cost, poverty_line, monitoring_line)
    has_to_pay = note_dues(households, is_counted, n_insured)
    for h in range(n):
        has_to_pay[h] |= is_counted[h] & (is_renewal | (households.arrival_month[h] == month))
    for h in rows_where(has_to_pay):
        keep_up_dues(households, h, p, q, month, is_renewal, dues_key)


def step(now: Now) -> None:
    households, office = now.view(Households), now.view(CommunityOffices)
    office.n_aided[0] = pay_aid(now, households)
    clear_houses(now, households, office)
    account(
        now.view(People), households, office, now.p, now.q,
        now.dated("dibao_standard_yuan_person_month") * now.q.dibao_standard,
        now.dated("living_cost_yuan_person_month") * now.q.living_cost,
        now.dated("poverty_line_yuan_person_year"), now.dated("monitoring_line_yuan_person_year"),
        now.dated("site_dibao_standard_yuan_person_month"), now.month, now.month_of_year == RENEWAL_MONTH,
        now.chance("dibao"), now.chance("dues"), now.lasting_chance("employee schemes"), now.lasting_chance("village"),
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
