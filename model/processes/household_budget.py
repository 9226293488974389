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

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half, second_half, uniform
from model.codes import (
    ABSENT,
    AT_NO_SCHOOL,
    CHILD,
    EMPLOYEE_MEDICAL,
    HUKOU,
    NOBODY,
    OF_WORKING_AGE,
    RESIDENT_MEDICAL,
    RESIDENT_PENSION,
    STABLE_MONTHS,
    UNREGISTERED,
)
from model.counts import is_on_site, of_members
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel, rows_where
from model.scarcity import serve

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
        "leakage", 0.1, "share", 0.02, 0.4,
        "Share of dividends that does not reach households; never zero",
        "分红流失比例", "leakage of dividends", "C078", "assumption",
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
    Parameter(
        "work_away_costs", 0.2, "share", 0.0, 0.6,
        "Share of outside pay that the dibao office leaves out of a household's means as the cost of working away",
        "外出务工成本扣减比例", "outside pay not counted as means", "OF254", "assumption",
    ),
    Parameter(
        "means_months", 12, "months", 1, 12,
        "Months of income that the dibao office looks at",
        "低保收入核算月数", "months of income that are looked at", "OF254", "assumption",
    ),
    Parameter(
        "deemed_yuan_month", 800, "yuan a month", 0, 1800,
        "Earnings that the site's dibao office counts for each able member without work",
        "视同收入", "deemed earnings of idle members", "OF254", "assumption",
    ),
    Parameter(
        "collective_share", 0.1, "share", 0.0, 0.5,
        "Share of the other transfers that the village collective pays out to its members",
        "集体收益分配占比", "share of collective income in other transfers", "", "assumption",
    ),
    Parameter(
        "farm_benefits_share", 0.4, "share", 0.0, 0.8,
        "Share of the other transfers that are benefits to farmers",
        "惠农补贴占比", "share of farm benefits in other transfers", "", "assumption",
    ),
    Parameter(
        "in_employee_schemes", 0.2, "share", 0.05, 0.5,
        "Share of people in the same job for six months or more who are in the employee schemes rather than the resident ones",
        "参加职工保险比例", "share in the employee schemes", "", "assumption",
    ),
    Parameter(
        "lapse_at_move", 0.12, "share", 0.0, 0.4,
        "Chance that the dues of a scheme lapse when a household moves and nobody carries them over; officials report full cover",
        "搬迁断保概率", "dues lapsing at the move", "OF253", "assumption",
    ),
    Parameter(
        "missed_renewal", 0.03, "share a year", 0.0, 0.1,
        "Chance that a household misses the yearly renewal of a resident scheme, as at the origin",
        "年度续保漏缴概率", "missed renewals", "", "assumption",
    ),
    Parameter(
        "far_renewal_factor", 2.0, "factor", 1.0, 5.0,
        "Missed renewals in the two years after the move over those at the origin",
        "搬迁后漏缴倍数", "missed renewals after the move", "", "assumption",
    ),
    Parameter(
        "restoring", 0.08, "share a month", 0.02, 0.3,
        "Chance that a household puts lapsed dues in order by itself in a month",
        "自行续接概率", "restoring lapsed dues", "", "assumption",
    ),
    Parameter(
        "ceremony_share", 0.1, "share", 0.03, 0.2,
        "Share of the cost of living that goes to weddings, funerals and gifts among relatives and neighbours",
        "人情与红白喜事支出占比", "share spent on ceremonies", "", "assumption",
    ),
    Parameter(
        "whole_villages", 0.6, "share", 0.1, 1.0,
        "Share of the origin villages that moved as a whole, so that somebody could run their land as one",
        "整村搬迁比例", "villages that moved as a whole", "OF073", "assumption",
    ),
    Parameter(
        "homestead_mu", 0.3, "mu", 0.1, 0.5,
        "Land of an old house and its yard that can be reclaimed",
        "户均宅基地面积", "homestead of an old house", "", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("living_cost", "factor", 1, "multiply", "Bends the cost of living in town"),
    Quantity("ceremonies", "factor", 1, "multiply", "Bends what is spent on ceremonies and gifts"),
    Quantity("land_let_share", "share", 0, "add", "Adds to the share of land that is let", high=1),
    Quantity("rent", "factor", 1, "multiply", "Bends the land rent"),
    Quantity("land_run_share", "share", 0, "add", "Share of land of whole villages that an operator runs", high=1),
    Quantity("operator_rent", "factor", 1, "multiply", "Bends the rent that an operator pays"),
    Quantity("land_retired_share", "share", 0, "add", "Share of contracted land returned to forest", high=1),
    Quantity("land_payment_yuan_mu_year", "yuan per mu a year", 0, "add", "Paid for a mu of land returned to forest"),
    Quantity("forest_payment_yuan_mu_year", "yuan per mu a year", 0, "add", "Paid for a mu of forest beyond what the law pays"),
    Quantity("forest_business_yuan_mu_year", "yuan per mu a year", 0, "add", "Earned under the trees on a mu of forest"),
    Quantity("houses_cleared", "count", 0, "add", "Old houses that can be cleared this month"),
    Quantity("house_reward_yuan", "yuan a household", 0, "add", "Paid to a household whose old house is cleared this month"),
    Quantity("dibao_review", "factor", 1, "multiply", "Bends the chance that dibao ends for who is above the standard"),
    Quantity("leakage", "factor", 1, "multiply", "Bends the share of dividends that does not reach households"),
    Quantity("dividend_yuan_month", "yuan a household a month", 0, "add", "Dividend of site industry meant for a household"),
    Quantity("temporary_aid_yuan", "yuan a household", 0, "add", "Aid that a poor household is paid once"),
    Quantity("temporary_aid_households", "households", 0, "add", "Poor households that can be paid it this month"),
    Quantity("dibao_standard", "factor", 1, "multiply", "Bends the dibao standard"),
    Quantity(
        "site_dibao",
        "share",
        0,
        "add",
        "How far dibao of registered movers goes from the origin's standard to the site's",
        high=1,
    ),
    Quantity("dibao_difference_funded", "share", 0, "add", "Share of last month's difference that is paid this month", high=1),
    Quantity("continuity", "share", 0, "add", "Share of dues that somebody carries over without a gap", high=1),
    Quantity("restoring_odds", "factor", 1, "multiply", "Bends the chance that people put lapsed dues in order by themselves"),
    Quantity("land_rights", "share", 1, "multiply", "Share of land and forest income kept after hukou transfer", high=1),
    Quantity("collective_rights", "share", 1, "multiply", "The same for collective income", high=1),
    Quantity("other_benefits", "share", 1, "multiply", "The same for farm benefits", high=1),
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
    Column("households", "means_a_head", "float32", -1, "yuan a person a month", "Income a head as the dibao office counts it"),
    Column("households", "has_dibao", "uint8", 0, "yes or no", "Receives dibao", 0, 1),
    Column("households", "is_poor", "uint8", 0, "yes or no", "Twelve months' income a head below the poverty line"),
    Column("households", "is_monitored", "uint8", 0, "yes or no", "The same below the monitoring line"),
    Column("households", "ceremonies_yuan_month", "float32", 0, "yuan a month", "Of living cost: ceremonies and gifts"),
    Column("households", "living_cost_yuan_month", "float32", 0, "yuan a month", "Paid for living in town"),
    Column(
        "households", "is_eligible_for_dibao", "uint8", 0, "yes or no", "Income without dibao is below the standard it is held to"
    ),
    Column("households", "dibao_yuan_month", "float32", 0, "yuan a month", "Dibao received"),
    Column("households", "dibao_difference_yuan", "float32", 0, "yuan a month", "What the site's standard adds, due next month"),
    Column("households", "host_dibao", "uint8", 0, "code", "By the site's standard: 0 not eligible, 1 paid by it, 2 not or less"),
    Column("households", "aid_yuan_month", "float32", 0, "yuan a month", "Temporary aid received this month"),
    Column("households", "has_had_aid", "uint8", 0, "yes or no", "Has had temporary aid"),
    Column("households", "is_due", "uint8", 0, "yes or no", "Has members in each of the four insurance schemes", width=4),
    Column("households", "lapse_months", "int16", 0, "months", "Since the dues of each scheme lapsed", width=4),
    Column("households", "is_lapse_of_move", "uint8", 0, "yes or no", "The lapse would not have been at the origin", width=4),
    Column("people", "is_employee_insured", "uint8", 0, "yes or no", "In the employee schemes rather than the resident ones"),
    Column("community_offices", "dibao_difference_due_yuan", "float64", 0, "yuan a month", "Sum that the site's standard adds"),
    Column(
        "community_offices", "dibao_difference_paid_yuan", "float64", 0, "yuan a month", "Of last month's sum, paid this month"
    ),
    Column("community_offices", "dividend_yuan", "float64", 0, "yuan a household a month", "Dividend paid to each household"),
    Column(
        "community_offices", "leaked_dividend_yuan", "float64", 0, "yuan a household a month", "Paid for it and lost on the way"
    ),
    Column("households", "farmed_share", "float32", 1, "share", "Contracted land still farmed, over that without any support"),
    Column("households", "is_house_cleared", "uint8", 0, "yes or no", "The old house was cleared and its ground reclaimed"),
    Column("households", "house_reward_yuan_month", "float32", 0, "yuan a month", "Reward for the old house this month"),
    Column("community_offices", "n_houses_cleared", "int32", 0, "count", "Old houses cleared this month"),
    Column("community_offices", "homestead_reclaimed_mu", "float64", 0, "mu", "Homestead land reclaimed so far"),
    Column("community_offices", "land_mu", "float64", 0, "mu", "Contracted land of households on the site"),
    Column("community_offices", "land_used_mu", "float64", 0, "mu", "Of it let, run by an operator or returned to forest"),
    Column("community_offices", "land_run_mu", "float64", 0, "mu", "Of it run by an operator"),
    Column("community_offices", "land_retired_mu", "float64", 0, "mu", "Of it returned to forest"),
    Column("community_offices", "land_payment_yuan", "float64", 0, "yuan a month", "Paid for land returned to forest"),
    Column("community_offices", "forest_payment_yuan", "float64", 0, "yuan a month", "Paid for forest beyond the law"),
    Column("community_offices", "remittances_yuan", "float64", 0, "yuan a month", "Pay that workers away bring home"),
    Column("community_offices", "dividend_paid_yuan", "float64", 0, "yuan a month", "Dividends paid out, what leaks included"),
    Column("community_offices", "n_aided", "int32", 0, "households", "Paid temporary aid this month"),
)

People = view(
    "people",
    "household chance_id life_stage age_months school_level is_away employer tenure_months wage_yuan_month is_employee_insured",
    __name__,
)
Households = view(
    "households",
    "arrival_month return_month first_person n_slots village land_mu forest_mu has_old_house is_registered_poor "
    "health_spending_yuan_month "
    "registration is_helped_with_dues n_members n_adults n_labour n_working n_stable "
    "net_income_yuan_month wage_income_yuan_month transfer_income_yuan_month property_income_yuan_month savings_yuan "
    "income_a_head_year means_a_head has_dibao is_poor is_monitored living_cost_yuan_month ceremonies_yuan_month "
    "is_eligible_for_dibao dibao_yuan_month dibao_difference_yuan host_dibao aid_yuan_month has_had_aid "
    "is_due lapse_months is_lapse_of_move "
    "farmed_share is_house_cleared house_reward_yuan_month",
    __name__,
)
CommunityOffices = view(
    "community_offices",
    "dibao_difference_due_yuan dibao_difference_paid_yuan dividend_yuan leaked_dividend_yuan dividend_paid_yuan n_aided "
    "n_houses_cleared homestead_reclaimed_mu land_mu land_used_mu land_run_mu land_retired_mu land_payment_yuan "
    "forest_payment_yuan remittances_yuan",
    __name__,
)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

SIXTY = 60 * MONTHS_A_YEAR
RENEWAL_MONTH = 1
FAR_MONTHS = 24  # a household is far from its old office and new to the site's for two years
N_SCHEMES = 4
# Where each count of members stands in the number that carries all of them.
MEMBERS, ADULTS, AGED, LABOUR, WORKING, STABLE, AWAY, ADULTS_AWAY = range(0, 64, 8)
NEARLY = 0.99  # amounts are kept in single precision


@formula
def dibao_yuan(income_a_head: float, standard: float, least_share: float, heads: int) -> float:
    """Dibao a month: what a head lacks to the standard, at least a set share of it, for every head."""
    return heads * max(standard - income_a_head, least_share * standard)


@formula
def draw_dibao(
    households: Rows, h: int, p: Numbers, q: Numbers, needed: float, heads: int, n_idle: int, standard: float,
    site_standard: float, key: np.uint64,
) -> tuple[float, float]:  # fmt: skip
    """This month's dibao of a household by the origin's standard, and last month's difference to the site's.

    needed: income a head without dibao. The site's standard is for registered movers and counts what idle members could earn.
    """
    own_standard = standard
    if households.registration[h] != UNREGISTERED:
        own_standard += q.site_dibao * (site_standard - standard)
    at_site = needed + p.deemed_yuan_month * n_idle / heads
    is_above_origins = own_standard > standard and at_site < own_standard
    is_eligible = needed < standard or is_above_origins
    draw = first_half(bits(key, h))
    is_asking = households.is_helped_with_dues[h] == 1 or draw < p.dibao_take_up
    if households.has_dibao[h] == 0 and is_eligible and is_asking:
        households.has_dibao[h] = 1
    elif households.has_dibao[h] == 1 and not is_eligible and draw < p.dibao_exit * q.dibao_review:
        households.has_dibao[h] = 0
    dibao, more, paid = 0.0, 0.0, 0.0
    if households.has_dibao[h] == 1:
        # Dibao by the origin's standard lasts until it is ended; only the site's can stand alone.
        if needed < standard or not is_above_origins:
            dibao = dibao_yuan(needed, standard, p.dibao_least_share, heads)
        if is_above_origins:
            more = max(dibao_yuan(at_site, own_standard, p.dibao_least_share, heads) - dibao, 0.0)
        # What the site's standard adds is paid when it is known, a month later.
        paid = float(households.dibao_difference_yuan[h]) * q.dibao_difference_funded
    households.dibao_difference_yuan[h] = more
    households.dibao_yuan_month[h] = dibao + paid
    households.is_eligible_for_dibao[h] = 1 if is_eligible else 0
    as_a_host = dibao_yuan(at_site, site_standard, p.dibao_least_share, heads)
    households.host_dibao[h] = 0 if at_site >= site_standard else 1 if dibao + paid >= NEARLY * as_a_host else 2
    return dibao, paid


@formula
def lapse_chances(p: Numbers, continuity: float, is_arriving: bool, is_renewal: bool, is_new: bool) -> tuple[float, float]:
    """Chance that dues lapse this month, and the part of it that there would be at the origin."""
    if is_arriving:
        return p.lapse_at_move * (1.0 - continuity), 0.0
    if not is_renewal:
        return 0.0, 0.0
    factor = 1.0 + (p.far_renewal_factor - 1.0) * (1.0 - continuity) if is_new else 1.0
    return p.missed_renewal * factor, p.missed_renewal


@formula
def note_dues(households: Rows, is_counted: Array, n_insured: Array) -> Array:
    """Which dues each household has to pay. Returns the households with a lapse among them."""
    has_lapse = np.empty(is_counted.size, np.bool_)
    for h in range(is_counted.size):
        has_lapse[h] = False
        if not is_counted[h]:
            continue
        heads, n_adults = households.n_members[h], households.n_adults[h]
        for scheme in range(N_SCHEMES):
            in_residents = (heads if scheme == RESIDENT_MEDICAL else n_adults) - n_insured[h]
            is_due = (n_insured[h] if scheme >= EMPLOYEE_MEDICAL else in_residents) > 0
            households.is_due[h, scheme] = is_due
            households.lapse_months[h, scheme] *= is_due
            households.is_lapse_of_move[h, scheme] *= is_due
            has_lapse[h] |= households.lapse_months[h, scheme] > 0
    return has_lapse


@formula
def keep_up_dues(households: Rows, h: int, p: Numbers, q: Numbers, month: int, is_renewal: bool, key: np.uint64) -> None:
    """A month of a household's dues: they lapse, are put in order, or count another month of lapse."""
    since = month - households.arrival_month[h]
    for scheme in range(N_SCHEMES):
        is_employees = scheme >= EMPLOYEE_MEDICAL
        if households.is_due[h, scheme] == 0:
            continue
        has_lapsed = households.lapse_months[h, scheme] > 0
        chance, at_origin = lapse_chances(p, q.continuity, since == 0, is_renewal and not is_employees, since < FAR_MONTHS)
        if not has_lapsed and chance == 0:
            continue
        draws = bits(key, h * N_SCHEMES + scheme)
        if has_lapsed:
            is_restored = households.is_helped_with_dues[h] == 1 or second_half(draws) < p.restoring * q.restoring_odds
            households.lapse_months[h, scheme] = 0 if is_restored else households.lapse_months[h, scheme] + 1
        elif first_half(draws) < chance:
            households.lapse_months[h, scheme] = 1
            households.is_lapse_of_move[h, scheme] = 1 if first_half(draws) >= at_origin else 0


@formula
def land_use(p: Numbers, q: Numbers, is_whole_village: bool) -> tuple[float, float, float]:
    """Shares of a household's contracted land that are let, run by an operator, and returned to forest."""
    retired = q.land_retired_share
    let = min(p.land_let + q.land_let_share, 1.0 - retired)
    run = min(q.land_run_share, 1.0 - retired - let) if is_whole_village else 0.0
    return let, run, retired


@kernel
def line_up_houses(households: Rows, month: int, key: np.uint64, claim: Array, order: Array) -> int:
    """Households on the site whose old house stands, with their places in the lottery. Returns how many."""
    n = 0
    for h in range(households.has_old_house.size):
        households.house_reward_yuan_month[h] = 0.0
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        if households.has_old_house[h] == 1 and households.is_house_cleared[h] == 0:
            claim[n], order[n] = h, uniform(key, h)
            n += 1
    return n


@kernel
def line_up_for_aid(households: Rows, month: int, key: np.uint64, claim: Array, order: Array) -> int:
    """Poor movers on the site who have not had the aid, with their places in the lottery. Returns how many."""
    n = 0
    for h in range(households.has_had_aid.size):
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        if households.is_registered_poor[h] == 1 and households.has_had_aid[h] == 0:
            claim[n], order[n] = h, uniform(key, h)
            n += 1
    return n


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
def insure(people: Rows, counts: Array, p: Numbers, trait_key: np.uint64, n_insured: Array) -> None:
    """Who has been in a job for half a year may be in the employee schemes; whether one's job has them lasts. n_insured: by
    household, added to."""
    is_stable = np.empty(counts.size, np.bool_)
    people.is_employee_insured[:] = 0
    for i in range(counts.size):
        is_stable[i] = of(counts[i], STABLE) == 1
    for i in rows_where(is_stable):
        is_in = uniform(trait_key, people.chance_id[i]) < p.in_employee_schemes
        people.is_employee_insured[i] = is_in
        n_insured[people.household[i]] += is_in


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
def use_land(
    households: Rows, office: Rows, p: Numbers, q: Numbers, is_counted: Array, village_key: np.uint64
) -> Array:
    """What becomes of each household's land. Returns what it brings each in the month, yuan."""
    n, rents, is_whole = is_counted.size, np.empty(is_counted.size), np.zeros(is_counted.size, np.bool_)
    if q.land_run_share > 0:
        for h in range(n):
            is_whole[h] = uniform(village_key, households.village[h]) < p.whole_villages
    plain, whole, farmed_before = land_use(p, q, False), land_use(p, q, True), max(1.0 - p.land_let, 1e-9)
    farmed_plain = (1.0 - plain[0] - plain[1] - plain[2]) / farmed_before
    farmed_whole = (1.0 - whole[0] - whole[1] - whole[2]) / farmed_before
    for h in range(n):
        farmed = farmed_whole if is_whole[h] else farmed_plain
        households.farmed_share[h] = farmed if is_counted[h] else households.farmed_share[h]
    for h in range(n):
        let, run, retired = whole if is_whole[h] else plain
        mu, forest_mu = float(households.land_mu[h]), float(households.forest_mu[h])
        a_year = mu * let * p.rent_yuan_mu_year * q.rent
        a_year += mu * run * p.rent_yuan_mu_year * q.operator_rent
        a_year += mu * retired * q.land_payment_yuan_mu_year
        a_year += forest_mu * (p.forest_yuan_mu_year + q.forest_payment_yuan_mu_year + q.forest_business_yuan_mu_year)
        a_year *= q.land_rights if households.registration[h] == HUKOU else 1.0
        rents[h] = a_year / MONTHS_A_YEAR
    all_mu, run_mu, retired_mu, used_mu, land_paid, forest_paid = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for h in rows_where(is_counted):
        let, run, retired = whole if is_whole[h] else plain
        mu = float(households.land_mu[h])
        all_mu += mu
        run_mu += mu * run
        retired_mu += mu * retired
        used_mu += mu * (let + run + retired)
        if q.land_payment_yuan_mu_year > 0 or q.forest_payment_yuan_mu_year > 0:
            kept = q.land_rights if households.registration[h] == HUKOU else 1.0
            land_paid += mu * retired * q.land_payment_yuan_mu_year * kept / MONTHS_A_YEAR
            forest_paid += float(households.forest_mu[h]) * q.forest_payment_yuan_mu_year * kept / MONTHS_A_YEAR
    office.land_mu[0], office.land_run_mu[0], office.land_retired_mu[0], office.land_used_mu[0] = all_mu, run_mu, retired_mu, used_mu
    office.land_payment_yuan[0], office.forest_payment_yuan[0] = land_paid, forest_paid
    return rents


@formula
def pay_dividends(office: Rows, p: Numbers, q: Numbers, n_counted: int) -> float:
    """A dividend for each household, of which some is lost on the way. Returns what reaches one."""
    lost, paid = p.leakage * q.leakage, 0.0
    for _ in range(n_counted if q.dividend_yuan_month > 0 else 0):
        paid += q.dividend_yuan_month
    office.dividend_yuan[0] = q.dividend_yuan_month * (1.0 - lost)
    office.leaked_dividend_yuan[0] = q.dividend_yuan_month * lost
    office.dividend_paid_yuan[0] = paid
    return q.dividend_yuan_month * (1.0 - lost)


@formula
def note_members(households: Rows, is_here: Array, counted: Array) -> None:
    """How many members of each kind the households on the site have."""
    for h in rows_where(is_here):
        households.n_members[h], households.n_adults[h] = of(counted[h], MEMBERS), of(counted[h], ADULTS)
        households.n_labour[h], households.n_working[h] = of(counted[h], LABOUR), of(counted[h], WORKING)
        households.n_stable[h] = of(counted[h], STABLE)


@formula
def keep_accounts(
    households: Rows, p: Numbers, q: Numbers, is_counted: Array, counted: Array, income: Array, living_cost: float,
    poverty_line: float, monitoring_line: float,
) -> None:  # fmt: skip
    """Spending, savings, the income of the last twelve months and who is poor by it, from this month's income."""
    n, spent_on_living = is_counted.size, 1.0 - p.ceremony_share * (1.0 - q.ceremonies)
    usual, year = np.empty(n), np.empty(n)
    for h in range(n):
        # Who works away eats there; that spending has been taken off the pay already.
        usual[h] = (of(counted[h], MEMBERS) - of(counted[h], AWAY)) * living_cost
    for h in range(n):
        heads, past = max(of(counted[h], MEMBERS), 1), float(households.income_a_head_year[h])
        # The first month stands for the eleven before; what is paid once does not.
        usual_income = income[h] - float(households.aid_yuan_month[h]) - float(households.house_reward_yuan_month[h])
        past = MONTHS_A_YEAR * usual_income / heads if past == 0 else past
        year[h] = past + income[h] / heads - past / MONTHS_A_YEAR
    for h in rows_where(is_counted):
        living = usual[h] * spent_on_living
        spending = living + float(households.health_spending_yuan_month[h])
        households.ceremonies_yuan_month[h] = usual[h] * p.ceremony_share * q.ceremonies
        households.living_cost_yuan_month[h] = living
        households.savings_yuan[h] = float(households.savings_yuan[h]) + income[h] - spending
        households.income_a_head_year[h] = year[h]
        households.is_poor[h], households.is_monitored[h] = year[h] < poverty_line, year[h] < monitoring_line


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
    counted, is_here, is_counted = of_members(households, counts), np.empty(n, np.bool_), np.empty(n, np.bool_)
    wages, sent_home, n_insured, income = np.zeros(n), np.zeros(n), np.zeros(n, np.int32), np.zeros(n)
    for h in range(n):
        is_here[h] = is_on_site(households, h, month)
    for h in range(n):
        is_counted[h] = is_here[h] & (of(counted[h], MEMBERS) > 0)
    insure(people, counts, p, trait_key, n_insured)
    add_pay(people, counts, pay, wages, sent_home)
    note_members(households, is_here, counted)
    rents, dividend = use_land(households, office, p, q, is_counted, village_key), pay_dividends(office, p, q, is_counted.sum())
    # Who has transferred the hukou loses a part of the support.
    support_after = p.support_yuan_month * (1.0 - p.collective_share * (1.0 - q.collective_rights))
    support_after *= 1.0 - p.farm_benefits_share * (1.0 - q.other_benefits)
    # Of what workers away spend there, what is not the cost of working away counts as income.
    counted_away = (p.spent_away - p.work_away_costs) / (1.0 - p.spent_away)
    due, paid, remitted = 0.0, 0.0, 0.0
    for h in rows_where(is_counted):
        heads, adults_here = of(counted[h], MEMBERS), of(counted[h], ADULTS) - of(counted[h], ADULTS_AWAY)
        remitted += sent_home[h]
        # Pensions are not paid until the dues are in order.
        pensions = of(counted[h], AGED) * p.pension_yuan_month if households.lapse_months[h, RESIDENT_PENSION] == 0 else 0.0
        support = support_after if households.registration[h] == HUKOU else p.support_yuan_month
        reward, aid = float(households.house_reward_yuan_month[h]), float(households.aid_yuan_month[h])
        property_income = rents[h] + dividend + reward
        transfers = pensions + support * heads
        transfers += aid
        side = p.side_yuan_month if adults_here > 0 else 0.0
        income[h] = wages[h] + property_income + transfers + side

        # Who gets dibao is looked at every month, on the income of the last months without it and without what is paid once.
        n_idle = max(of(counted[h], LABOUR) - of(counted[h], WORKING), 0)
        means, before = (income[h] - reward - aid + sent_home[h] * counted_away) / heads, float(households.means_a_head[h])
        means = before + (means - before) / p.means_months if before >= 0.0 else means
        households.means_a_head[h] = means
        dibao, difference = draw_dibao(households, h, p, q, means, heads, n_idle, standard, site_standard, key)
        due += float(households.dibao_difference_yuan[h])
        paid += difference
        transfers += dibao
        transfers += difference
        income[h] = wages[h] + property_income + transfers + side

        households.wage_income_yuan_month[h] = wages[h]
        households.property_income_yuan_month[h] = property_income
        households.transfer_income_yuan_month[h] = transfers
        households.net_income_yuan_month[h] = income[h]
    keep_accounts(households, p, q, is_counted, counted, income, living_cost, poverty_line, monitoring_line)
    has_to_pay = note_dues(households, is_counted, n_insured)
    for h in range(n):
        has_to_pay[h] |= is_counted[h] & (is_renewal | (households.arrival_month[h] == month))
    for h in rows_where(has_to_pay):
        keep_up_dues(households, h, p, q, month, is_renewal, dues_key)
    office.dibao_difference_due_yuan[0], office.dibao_difference_paid_yuan[0] = due, paid
    office.remittances_yuan[0] = remitted


def pay_aid(now: Now, households: Rows) -> int:
    """The one-off aid of this month goes to poor movers who have not had it, by lottery. Returns how many are paid."""
    households.aid_yuan_month[:] = 0.0
    places = int(now.q.temporary_aid_households)
    if places <= 0 or now.q.temporary_aid_yuan <= 0:
        return 0
    n_rows = households.has_had_aid.size
    claim, order = np.empty(n_rows, np.int64), np.empty(n_rows)
    n = line_up_for_aid(households, now.month, now.chance("aid"), claim, order)
    served = np.zeros(n, np.uint8)
    n_paid = serve(np.zeros(n, np.int64), order, n, np.array([places]), served)
    paid = claim[:n][served == 1]
    households.aid_yuan_month[paid] = now.q.temporary_aid_yuan
    households.has_had_aid[paid] = 1
    return n_paid


def clear_houses(now: Now, households: Rows, office: Rows) -> None:
    """Old houses are cleared as far as their rewards are paid for; whose comes first is settled once and for all."""
    places = int(now.q.houses_cleared)
    if places <= 0 and office.n_houses_cleared[0] == 0:
        return
    n_rows = households.has_old_house.size
    claim, order = np.empty(n_rows, np.int64), np.empty(n_rows)
    n = line_up_houses(households, now.month, now.lasting_chance("house"), claim, order)
    served = np.zeros(n, np.uint8)
    office.n_houses_cleared[0] = serve(np.zeros(n, np.int64), order, n, np.array([places]), served)
    cleared = claim[:n][served == 1]
    households.is_house_cleared[cleared] = 1
    households.house_reward_yuan_month[cleared] = now.q.house_reward_yuan
    office.homestead_reclaimed_mu[0] += cleared.size * now.p.homestead_mu


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
