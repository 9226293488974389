"""Income, poverty, dibao and savings. Household numbers are counted once for every registered member."""

from __future__ import annotations

import numpy as np

from model.codes import ABSENT
from model.declare import Array, Family, Now, Outcome, Rows, one_column_each, view
from model.kernel import formula, kernel, rows_where
from model.outcomes.tally import add_to_groups

COUNTERS = (
    "heads", "income", "poor", "real_income", "wages", "year_income", "monitored", "on_dibao", "transfers", "property",
    "all_income", "savings", "ever_heads", "ever_income", "health", "gini", "one",
    "living", "ceremonies", "households",
)  # fmt: skip
HEADS, INCOME, POOR, REAL_INCOME, WAGES, YEAR_INCOME, MONITORED, ON_DIBAO = range(8)
TRANSFERS, PROPERTY, ALL_INCOME, SAVINGS, EVER_HEADS, EVER_INCOME, HEALTH, GINI, ONE, LIVING, CEREMONIES, HOUSEHOLDS = range(
    8, 20
)
# So many columns are counted for every group, the others for all only.
N_FOR_GROUPS = POOR + 1

People = view("people", "household life_stage", __name__)
Households = view(
    "households",
    "arrival_month return_month n_members net_income_yuan_month wage_income_yuan_month "
    "transfer_income_yuan_month property_income_yuan_month income_a_head_year is_poor is_monitored has_dibao savings_yuan "
    "health_spending_yuan_month living_cost_yuan_month ceremonies_yuan_month",
    __name__,
)

# The Gini coefficient is read from a histogram; with bins of 40 yuan a head its error is below 0.001.
BINS, BIN_YUAN = 256, 40.0


@formula
def gini(heads: Array, income: Array) -> float:
    """Gini coefficient of a grouped distribution, poorest group first: one minus twice the area under the Lorenz curve."""
    all_heads, all_income = heads.sum(), income.sum()
    if all_income <= 0:
        return 0.0
    below, area = 0.0, 0.0
    for b in range(heads.size):
        share = income[b] / all_income
        area += heads[b] / all_heads * (2.0 * below + share)
        below += share
    return 1.0 - area


@kernel
def count(people: Rows, households: Rows, price_index: float, month: int, groups: Array, sums: Array) -> None:
    """One pass over households, and one over their members."""
    site, heads_in, income_in = sums[0], np.zeros(BINS), np.zeros(BINS)
    of_a_head = np.empty((households.n_members.size, N_FOR_GROUPS))
    for h in range(households.n_members.size):
        if households.arrival_month[h] > month:
            continue
        heads = 0 + households.n_members[h]  # wide enough for the products that it goes into
        if heads == 0:
            continue
        income = float(households.net_income_yuan_month[h]) / heads
        is_here = households.return_month[h] > month
        if is_here:
            b = min(max(int(income / BIN_YUAN), 0), BINS - 1)
            heads_in[b] += heads
            income_in[b] += income * heads
        site[EVER_HEADS] += heads
        site[EVER_INCOME] += income * heads
        if not is_here:
            continue
        of_a_head[h, HEADS], of_a_head[h, INCOME], of_a_head[h, POOR] = 1.0, income, float(households.is_poor[h])
        for column in range(N_FOR_GROUPS):
            site[column] += of_a_head[h, column] * heads
        site[REAL_INCOME] += income / price_index * heads
        site[WAGES] += float(households.wage_income_yuan_month[h]) / heads * heads
        site[YEAR_INCOME] += float(households.income_a_head_year[h]) * heads
        site[MONITORED] += float(households.is_monitored[h]) * heads
        site[ON_DIBAO] += float(households.has_dibao[h]) * heads
        site[TRANSFERS] += float(households.transfer_income_yuan_month[h])
        site[PROPERTY] += float(households.property_income_yuan_month[h])
        site[ALL_INCOME] += income * heads
        site[SAVINGS] += float(households.savings_yuan[h])
        site[HEALTH] += float(households.health_spending_yuan_month[h])
        site[HOUSEHOLDS] += 1.0
        site[CEREMONIES] += float(households.ceremonies_yuan_month[h])
        site[LIVING] += float(households.living_cost_yuan_month[h])
    site[GINI], site[ONE] = gini(heads_in, income_in), 1.0
    if groups.shape[1] > 1:
        is_here = np.empty(people.life_stage.size, np.bool_)
        for i in range(is_here.size):
            is_here[i] = people.life_stage[i] != ABSENT
        add_to_groups(sums, groups, rows_where(is_here), people.household, of_a_head, N_FOR_GROUPS)


def tally(now: Now, groups: Array, sums: Array) -> None:
    """Count the month into sums[group, counter]."""
    count(now.view(People), now.view(Households), now.dated("price_index"), now.month, groups, sums)


OUTCOMES = (
    Outcome("net_income_a_head_yuan_month", "yuan a person a month", "income", "heads", "more", "人均月净收入",
            "net income a head and month", "Net income of the month per registered head"),
    Outcome("net_income_a_head_real_yuan_month", "yuan a person a month", "real_income", "heads", "more",
            "人均月净收入（2019 年价）", "net income a head and month, 2019 prices", "The same at the prices of 2019",
            groups=False),
    Outcome("net_income_a_head_yuan_year", "yuan a person a year", "year_income", "heads", "more", "人均年净收入",
            "net income a head, last twelve months", "Moving sum of twelve months per registered head", groups=False),
    Outcome("wage_share", "share", "wages", "income", "neither", "工资性收入占比", "wage share of income",
            "Wages that reach the household, of net income", groups=False),
    Outcome("transfer_share", "share", "transfers", "all_income", "neither", "转移性收入占比", "transfer share of income",
            "Public transfers, of net income", groups=False),
    Outcome("property_share", "share", "property", "all_income", "neither", "财产性收入占比", "property share of income",
            "Rent, forest payments and dividends, of net income", groups=False),
    Outcome("property_income_a_head_yuan_month", "yuan a person a month", "property", "heads", "more", "人均财产性收入",
            "property income a head", "Rent, forest payments, dividends and rewards of the month per registered head",
            groups=False),
    Outcome("poverty_rate", "share", "poor", "heads", "less", "贫困发生率", "poverty rate",
            "Registered heads whose income of twelve months is below the poverty line"),
    Outcome("people_poor", "people", "poor", "", "less", "贫困人口", "people in poverty",
            "Registered heads whose income of twelve months is below the poverty line", groups=False),
    Outcome("monitoring_rate", "share", "monitored", "heads", "less", "监测户人口比例", "monitoring rate",
            "Registered heads below the monitoring line", groups=False),
    Outcome("gini", "score 0 to 1", "gini", "one", "less", "基尼系数", "Gini coefficient",
            "Of net income a head, counted by heads", groups=False),
    Outcome("dibao_rate", "share", "on_dibao", "heads", "neither", "低保覆盖率", "share on dibao",
            "Registered heads in households on dibao", groups=False),
    Outcome("savings_a_head_yuan", "yuan a person", "savings", "heads", "more", "人均储蓄", "savings a head",
            "Savings less debt per registered head", groups=False),
    Outcome("net_income_a_head_ever_yuan_month", "yuan a person a month", "ever_income", "ever_heads", "more",
            "人均月净收入（含已回迁）", "net income a head of all who ever arrived",
            "Leavers keep the income of their last month on the site", groups=False),
    Outcome("health_spending_a_head_yuan_month", "yuan a person a month", "health", "heads", "less", "人均医疗自付",
            "health spending a head", "Paid for treatment per registered head", groups=False),
    Outcome("living_cost_a_head_yuan_month", "yuan a person a month", "living", "heads", "less", "人均月生活支出",
            "cost of living a head", "Paid for living in town per registered head; who works away eats there", groups=False),
    Outcome("ceremonial_spending_yuan_household_month", "yuan a household a month", "ceremonies", "households", "neither",
            "户均人情与红白喜事支出", "ceremonial spending a household", "Of the cost of living: weddings, funerals, gifts",
            groups=False),
)  # fmt: skip

FAMILY = Family("livelihoods", "people", len(COUNTERS), one_column_each(COUNTERS), tally, OUTCOMES)
