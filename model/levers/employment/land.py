"""Measure 9, the land left behind 盘活三块地: contracted land let or run as a whole, steep land and forest paid for, old houses
cleared.

Who: households with land, forest or an old house at the origin. When: land from the first harvest on, houses over two years.
How many: shares of land and of houses. What it bends: land that is let and its rent, payments for land put to rest and for
forest, a reward for the house, and with them the pull of land still farmed and of a house still standing (B007: letting go
of the land goes with settling in town).
"""

from __future__ import annotations

from model.calendar import MONTHS_A_YEAR
from model.declare import Array, CostLine, Lever, Parameter, Planning, Reach, view

NO_OPERATOR, CO_OPERATIVE_OPERATOR, FIRM_OPERATOR, PLATFORM = range(4)
# By operator: what it adds to the share of land that is let, and the factor on the rent. Assumptions; OF339 has 400 yuan a mu
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
        "reclamation_reward", 10000, "yuan a household", 0, 50000,
        "Paid to a household whose old house is cleared",
        "拆旧复垦奖补", "reward for an old house cleared", "", "assumption",
    ),
    Parameter(
        "quota_revenue", 0, "yuan per mu", 0, 300000,
        "Revenue of the quota for a mu of reclaimed homestead, which goes to the site's budget",
        "增减挂钩指标收益", "quota revenue", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("slope", "退耕还林补助", "payment for land retired", "central", 2019),
    CostLine("forest", "公益林补偿", "forest payment", "central", 2019),
    CostLine("reclamation", "拆旧复垦奖补", "rewards for old houses", "county", 2019),
)
CLEARING_MONTHS = 24  # an old house is cleared within two years of the move
HOMESTEAD_MU = 0.3

Households = view("households", "arrival_month return_month land_mu forest_mu has_old_house", __name__)


def is_here(now: Planning) -> Array:
    """Which households are on the site."""
    households = now.view(Households)
    return (households.arrival_month <= now.month) & (households.return_month > now.month)


def plan(now: Planning) -> None:
    p, households, here = now.p, now.view(Households), is_here(now)
    operator = int(p.whole_village_operator)
    added = min(SHARE_RUN[operator] + p.scattered_letting, 1.0)
    now.bend("household_budget.land_let_share", added)
    now.bend("household_budget.rent", RENT_FACTOR[operator] * p.rent)

    mu = float(households.land_mu[here].sum())
    retired = now.afford("slope", p.slope_retired * p.slope_share * mu, p.slope_payment / MONTHS_A_YEAR)
    share_retired = retired / mu if mu > 0 else 0.0
    now.bend("household_budget.land_payment_yuan_mu_year", share_retired * p.slope_payment)
    now.bend("return_moves.farming_pull", max(1.0 - added - share_retired, 0.0))

    forest = float(households.forest_mu[here].sum())
    each = p.forest_payment / MONTHS_A_YEAR
    paid = now.afford("forest", forest, each) / forest if forest >= 1 and each > 0 else 0.0
    business = p.under_forest_yuan * (p.under_forest + p.forest_credit / 3)
    now.bend("household_budget.forest_payment_yuan_mu_year", p.forest_payment * paid + business)
    clear_houses(now)


def clear_houses(now: Planning) -> None:
    """Houses are cleared month by month over two years; what is cleared pulls no longer."""
    p, households = now.p, now.view(Households)
    houses = int(households.has_old_house[is_here(now)].sum())
    done = min((now.month + 1) / CLEARING_MONTHS, 1.0)
    now.bend("return_moves.house_pull", 1.0 - p.reclamation * done)
    if now.month < CLEARING_MONTHS and houses > 0:
        n = now.afford("reclamation", int(p.reclamation * houses / CLEARING_MONTHS), p.reclamation_reward)
        now.bend("household_budget.house_reward_yuan", n * p.reclamation_reward / houses)
        now.receive(n * HOMESTEAD_MU * p.quota_revenue)


def settle(now: Planning) -> None:
    p = now.p
    prices = {
        "slope": p.slope_payment / MONTHS_A_YEAR, "forest": p.forest_payment / MONTHS_A_YEAR,
        "reclamation": p.reclamation_reward,
    }  # fmt: skip
    for line, each in prices.items():
        if each > 0:
            now.pay(line, now.granted(line) / each, each)


def reach(now: Planning) -> Reach:
    households, here = now.view(Households), is_here(now)
    with_land = float((households.land_mu[here] > 0).sum())
    let = SHARE_RUN[int(now.p.whole_village_operator)] + now.p.scattered_letting
    share = min(let + now.p.slope_retired * now.p.slope_share, 1.0)
    return Reach(with_land, with_land, share * with_land, share * with_land)


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
    terms=(
        "whole_village_operator", "rent", "slope_share", "slope_payment", "under_forest_yuan", "reclamation_reward",
        "quota_revenue",
    ),
    expects={"property_share": 1, "return_moves": -1},
    reach=reach,
    target_zh="承包地、山林地、宅基地盘活利用，生态得到修复",
    target_en="the three lands are put to use and ecology is restored",
)  # fmt: skip
