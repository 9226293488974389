"""Measure 9, the land left behind 盘活三块地: contracted land let or run as a whole, steep land and forest paid for, old houses
cleared.

Who: households with land, forest or an old house at the origin. When: letting and forest at once, the operator when its
company has opened, houses over two years. How many: shares of land and of houses. What it bends: land that is let, run by a
company or returned to forest, its rent and payments, posts of that company, houses cleared and their reward. Land that is
still farmed and a house that stands pull people back (B049; B007: letting go of the land goes with settling in town).
"""

from __future__ import annotations

from math import ceil, floor
from typing import Any

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.codes import COOPERATIVE, TOURISM
from model.counts import brought, is_on_site
from model.declare import CostLine, Lever, NewEmployer, Parameter, Planning, Reach, Rows, view
from model.kernel import kernel

NO_OPERATOR, CO_OPERATIVE_OPERATOR, FIRM_OPERATOR, PLATFORM = range(4)
# By operator: the share of whole villages' land that it runs, and the factor on the rent. Assumptions; OF339 has 400 yuan a mu
# from a firm where scattered letting brings 250 (OF215).
SHARE_RUN = (0.0, 0.25, 0.3, 0.35)
RENT_FACTOR = (1.0, 1.1, 1.3, 1.2)

PARAMETERS = (
    Parameter(
        "whole_village_operator", NO_OPERATOR, "code", 0, 3,
        "Who runs the land of villages that moved as a whole: 0 nobody, 1 a co-operative, 2 a firm, 3 the county's platform",
        "整村土地经营主体", "operator of whole villages' land", "OF339", "assumption",
    ),
    Parameter(
        "operator_yuan", 60, "yuan per mu a year", 0, 300,
        "Support to the operator: field roads, water, first plants",
        "经营主体亩均扶持", "support to the operator", "", "assumption",
    ),
    Parameter(
        "scattered_letting", 0, "share", 0, 0.5,
        "Share of land let by households or through the village beyond what is let without support",
        "零散流转比例", "scattered letting", "OF215", "assumption",
    ),
    Parameter(
        "rent", 1, "factor", 0.5, 2,
        "Rent over the usual one",
        "流转租金倍数", "rent over the usual", "OF215 OF339", "assumption",
    ),
    Parameter(
        "letting_yuan", 12, "yuan per mu a year", 0, 60,
        "Cost of letting land: finding who takes it, contracts, registering them",
        "流转服务成本", "cost of letting land", "", "assumption",
    ),
    Parameter(
        "credit_yuan", 3, "yuan per mu a year", 0, 30,
        "Cost of credit on forest rights: valuing the forest, part of the interest",
        "林权贷款服务和贴息", "cost of credit on forest", "", "assumption",
    ),
    Parameter(
        "slope_retired", 0, "share", 0, 1,
        "Share of steep land returned to forest",
        "坡耕地退耕比例", "steep land retired", "OF371", "assumption",
    ),
    Parameter(
        "slope_share", 0.3, "share", 0, 1,
        "Share of contracted land that is steeper than 25 degrees",
        "坡耕地占比", "share of steep land", "", "assumption",
    ),
    Parameter(
        "slope_payment", 240, "yuan per mu a year", 0, 500,
        "Paid for land returned to forest: 1,200 yuan a mu over five years",
        "退耕还林补助", "payment for land retired", "OF371 OF373", "measured",
    ),
    Parameter(
        "forest_payment", 0, "yuan per mu a year", 0, 50,
        "Paid for a mu of public-benefit forest beyond what the law pays",
        "公益林补偿增加", "added forest payment", "OF374", "assumption",
    ),
    Parameter(
        "forest_credit", 0, "score 0 to 1", 0, 1,
        "Forest rights accepted as security for loans; brings a little income from credit put to work",
        "林权抵押贷款", "credit on forest rights", "", "assumption",
    ),
    Parameter(
        "under_forest", 0, "score 0 to 1", 0, 1,
        "Business under the trees: herbs, mushrooms, poultry",
        "林下经济", "business under the trees", "", "assumption",
    ),
    Parameter(
        "under_forest_yuan", 40, "yuan per mu a year", 0, 200,
        "Income a mu of forest from business under the trees; a third of it comes from credit alone",
        "林下经济亩均收益", "income from under the trees", "", "assumption",
    ),
    Parameter(
        "reclamation", 0, "share", 0, 1,
        "Share of old houses cleared and reclaimed",
        "旧房拆除复垦比例", "old houses cleared", "", "assumption",
    ),
    Parameter(
        "reclamation_reward", 11000, "yuan a household", 2500, 78000,
        "Paid when an old house is cleared: 2,500 yuan a person for reclaiming; 15,000 a person more where demolition is paid",
        "拆旧复垦奖补", "reward for an old house cleared", "A027", "literature",
    ),
    Parameter(
        "quota_revenue", 0, "yuan per mu", 0, 300000,
        "Revenue of the quota for a mu of reclaimed homestead, which goes to the site's budget",
        "增减挂钩指标收益", "quota revenue", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("letting", "土地流转服务", "letting of land", "county", 2019),
    CostLine("credit", "林权贷款服务和贴息", "credit on forest rights", "county", 2019),
    CostLine("operator", "整村经营扶持", "support to the operator", "county", 2019),
    CostLine("slope", "退耕还林补助", "payment for land retired", "central", 2019),
    CostLine("forest", "公益林补偿", "forest payment", "central", 2019),
    CostLine("reclamation", "拆旧复垦奖补", "rewards for old houses", "county", 2019),
)
CLEARING_MONTHS = 24  # the houses that are to be cleared are cleared within two years
# The land company: posts by land it runs, and its place between the villages and the site. Assumptions.
POSTS_A_MU, COMPANY_POSTS, COMPANY_KILOMETRES, SHARE_FLEXIBLE, ANYBODY = 0.03, 20.0, 15.0, 0.3, -1.5
MU_A_WORKER = 3.0  # contracted land for each of the labour force, at least; what rows are kept for

Households = view("households", "arrival_month return_month land_mu forest_mu has_old_house is_house_cleared", __name__)
CommunityOffices = view(
    "community_offices",
    "n_houses_cleared homestead_reclaimed_mu land_run_mu land_used_mu land_mu land_payment_yuan forest_payment_yuan",
    __name__,
)


def establish(p: Any, n_labour_force: int) -> tuple[NewEmployer, ...]:
    if p.whole_village_operator == NO_OPERATOR:
        return ()
    company = NewEmployer(COOPERATIVE, TOURISM, COMPANY_POSTS, COMPANY_KILOMETRES, SHARE_FLEXIBLE, ANYBODY)
    return (company,) * ceil(1.25 * POSTS_A_MU * MU_A_WORKER * n_labour_force / COMPANY_POSTS)


@kernel
def count_belongings(households: Rows, month: int) -> tuple[float, float, int, int]:
    """What households on the site have at the origin: contracted land and forest in mu, old houses, and of these the cleared."""
    mu, forest, houses, cleared = 0.0, 0.0, 0, 0
    for h in range(households.land_mu.size):
        if is_on_site(households, h, month):
            mu += households.land_mu[h]
            forest += households.forest_mu[h]
            if households.has_old_house[h] == 1:
                houses += 1
                cleared += households.is_house_cleared[h]
    return mu, forest, houses, cleared


def plan(now: Planning) -> None:
    p = now.p
    mu, forest, houses, cleared = count_belongings(now.view(Households), now.month)
    run_land_as_a_whole(now, mu)
    let = served(now, "letting", p.scattered_letting * mu, p.letting_yuan)
    credit = served(now, "credit", p.forest_credit * forest, p.credit_yuan)
    now.bend("household_budget.land_let_share", p.scattered_letting * let)
    now.bend("household_budget.rent", p.rent)

    retired = now.afford("slope", p.slope_retired * p.slope_share * mu, p.slope_payment / MONTHS_A_YEAR)
    now.bend("household_budget.land_retired_share", retired / mu if mu > 0 else 0.0)
    now.bend("household_budget.land_payment_yuan_mu_year", p.slope_payment)

    each = p.forest_payment / MONTHS_A_YEAR
    paid = now.afford("forest", forest, each) / forest if forest >= 1 and each > 0 else 0.0
    now.bend("household_budget.forest_payment_yuan_mu_year", p.forest_payment * paid)
    now.bend(
        "household_budget.forest_business_yuan_mu_year", p.under_forest_yuan * (p.under_forest + p.forest_credit * credit / 3)
    )
    clear_houses(now, houses, cleared)


def served(now: Planning, line: str, mu: float, yuan: float) -> float:
    """The share of so many mu for which the month's part of the cost is paid; of less than one all."""
    asked = floor(mu)
    return now.afford(line, asked, yuan * now.dated("price_index") / MONTHS_A_YEAR) / asked if asked > 0 else 1.0


def run_land_as_a_whole(now: Planning, mu: float) -> None:
    """A company is brought; when it has opened it takes over land, pays rent for it, and wants hands by what it runs."""
    p, operator = now.p, int(now.p.whole_village_operator)
    if operator == NO_OPERATOR:
        return
    wanted = int(SHARE_RUN[operator] * mu)
    granted = now.afford("operator", wanted, p.operator_yuan * now.dated("price_index") / MONTHS_A_YEAR)
    if granted == 0:
        return
    is_open = brought(now, COOPERATIVE).n_open > 0
    run = float(now.view(CommunityOffices).land_run_mu[0])
    now.bend("employers.co_operative_posts", max(POSTS_A_MU * (run if is_open and run > 0 else granted), 1.0))
    if is_open:
        now.bend("household_budget.land_run_share", SHARE_RUN[operator] * granted / wanted)
        now.bend("household_budget.operator_rent", RENT_FACTOR[operator] * p.rent)


def clear_houses(now: Planning, houses: int, cleared: int) -> None:
    """As many houses as the month's part of what is asked, and no more than the rewards that can be paid."""
    target = int(now.p.reclamation * houses)
    left = target - cleared
    if left > 0:
        n = min(ceil(target / CLEARING_MONTHS), left)
        now.bend("household_budget.houses_cleared", now.afford("reclamation", n, now.p.reclamation_reward))
        now.bend("household_budget.house_reward_yuan", now.p.reclamation_reward)


def settle(now: Planning) -> None:
    p, office = now.p, now.view(CommunityOffices)
    for line in ("letting", "credit"):
        now.pay_granted(line)
    slope, forest = p.slope_payment / MONTHS_A_YEAR, p.forest_payment / MONTHS_A_YEAR
    if slope > 0:
        now.pay("slope", float(office.land_payment_yuan[0]) / slope, slope)
    if forest > 0:
        now.pay("forest", float(office.forest_payment_yuan[0]) / forest, forest)
    cleared = float(office.n_houses_cleared[0])
    now.pay("reclamation", cleared, p.reclamation_reward)
    if cleared > 0:
        # The quota of the ground reclaimed is sold at once; a part of all there is goes by the number of houses.
        n_all = max(float(np.count_nonzero(now.view(Households).is_house_cleared)), 1.0)
        now.receive(float(office.homestead_reclaimed_mu[0]) * cleared / n_all * p.quota_revenue)
    each = p.operator_yuan * now.dated("price_index") / MONTHS_A_YEAR
    if each > 0:
        now.pay("operator", min(float(office.land_run_mu[0]), now.granted("operator") / each), each)


def reach(now: Planning) -> Reach:
    """Land, in mu: contracted, and in use."""
    office = now.view(CommunityOffices)
    return Reach(*[float(office.land_mu[0])] * 2, *[float(office.land_used_mu[0])] * 2)


LEVER = Lever(
    name="land",
    measure="9",
    system="employment",
    zh="盘活三块地",
    en="land left behind",
    term="盘活搬迁群众承包地、山林地、宅基地",
    sentence="Land at the origin is let or run as a whole, steep land and forest are paid for, old houses cleared.",
    plan=plan,
    settle=settle,
    full={
        "whole_village_operator": PLATFORM, "scattered_letting": 0.15, "slope_retired": 1.0, "forest_payment": 2,
        "forest_credit": 1, "under_forest": 1, "reclamation": 1.0, "quota_revenue": 50000,
    },
    parameters=PARAMETERS,
    costs=COSTS,
    establish=establish,
    terms=(
        "whole_village_operator", "operator_yuan", "letting_yuan", "credit_yuan", "rent", "slope_share", "slope_payment",
        "under_forest_yuan",
        "reclamation_reward", "quota_revenue",
    ),
    expects={"land_in_use_share": 1, "land_restored_mu": 1, "property_income_a_head_yuan_month": 1},
    reach=reach,
    target_zh="承包地、山林地、宅基地盘活利用，生态得到修复",
    target_en="the three lands are put to use and ecology is restored",
)  # fmt: skip
