"""Measure 18, mass organisations and social forces 群团组织, 社会专业工作力量: company and counsel for newcomers.

Who: all residents; social workers see those in need first. When: all year. How many: of trade union, youth and women's
organisation, the share at work; hours of social work per 1,000 residents. What it bends: how many organisations bring
households together (`ties`), how far news of measures spreads, how fast longing for the old place fades, and how soon lapsed
dues are put in order. Living in a managed community raised integration by 2 to 3 in 100 (B010): effects are small.
"""

from __future__ import annotations

from math import ceil

from model.declare import CostLine, Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "coverage", 0, "share", 0, 1,
        "Of trade union, youth and women's organisation, the share at work on the site",
        "群团组织覆盖率", "mass organisations at work", "", "assumption",
    ),
    Parameter(
        "social_work_hours", 0, "hours per 1,000 residents a month", 0, 400,
        "Social work: counselling, home-making, health, law, traffic safety",
        "社会工作服务时长", "hours of social work", "", "assumption",
    ),
    Parameter(
        "hours_for_half", 40, "hours per 1,000 residents a month", 10, 200,
        "Hours with which half of the most that social work can do is done",
        "达到半数效果的服务时长", "hours for half the effect", "", "assumption",
    ),
    Parameter(
        "letting_go_gain", 0.4, "share", 0, 1,
        "Most by which attachment to the origin fades faster",
        "故土依恋缓解加快", "attachment fades faster", "B010 C005", "assumption",
    ),
    Parameter(
        "dues_gain", 0.3, "share", 0, 1,
        "Most by which households put lapsed dues in order sooner",
        "续接社保加快", "dues put in order sooner", "", "assumption",
    ),
    Parameter(
        "informing", 0.02, "share a month", 0, 0.1,
        "Share of what a household does not know that it hears in a month where all organisations are at work",
        "群团组织信息传递", "news passed on", "C009", "assumption",
    ),
    Parameter(
        "organisation_yuan", 1500, "yuan an organisation a month", 200, 10000,
        "Running cost of one organisation",
        "群团组织运行成本", "running cost of an organisation", "", "assumption",
    ),
    Parameter(
        "hour_yuan", 40, "yuan an hour", 15, 120,
        "Pay of a social worker, an hour",
        "社工小时报酬", "pay of social work", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("organisations", "群团组织运行", "mass organisations", "county", 2019),
    CostLine("social_work", "社会工作服务", "social work", "county", 2019),
)
ORGANISATIONS = 3  # trade union, youth, women

CommunityOffices = view("community_offices", "n_residents", __name__)


def prices(now: Planning) -> dict[str, float]:
    """Yuan for a month of an organisation and for an hour of social work."""
    index = now.dated("price_index")
    return {"organisations": now.p.organisation_yuan * index, "social_work": now.p.hour_yuan * index}


def done(now: Planning, hours: float) -> float:
    """How much of the most that social work can do its hours do."""
    each_1000 = 1000.0 * hours / max(float(now.view(CommunityOffices).n_residents[0]), 1.0)
    return 1.0 - float(0.5 ** (each_1000 / now.p.hours_for_half))


def plan(now: Planning) -> None:
    p, each = now.p, prices(now)
    organisations = now.afford("organisations", round(p.coverage * ORGANISATIONS), each["organisations"])
    asked = ceil(p.social_work_hours * int(now.view(CommunityOffices).n_residents[0]) / 1000)
    helped = done(now, now.afford("social_work", asked, each["social_work"]))
    now.bend("ties.organised", organisations / ORGANISATIONS)
    now.bend("casework.informing", p.informing * organisations / ORGANISATIONS)
    now.bend("return_moves.letting_go", 1.0 + p.letting_go_gain * helped)
    now.bend("household_budget.restoring_odds", 1.0 + p.dues_gain * helped)


def settle(now: Planning) -> None:
    for line in COSTS:
        now.pay_granted(line.name)
    now.work("social_work", now.granted("social_work") / prices(now)["social_work"])


def reach(now: Planning) -> Reach:
    residents = float(now.view(CommunityOffices).n_residents[0])
    helped = residents * done(now, now.granted("social_work") / prices(now)["social_work"])
    return Reach(residents, residents, helped, helped)


LEVER = Lever(
    name="mass_organisations",
    measure="18",
    system="governance",
    zh="群团组织和社会工作",
    en="mass organisations and social work",
    term="群团组织",
    sentence="Trade union, youth and women's organisations bring people together, and social workers counsel newcomers.",
    plan=plan,
    settle=settle,
    full={"coverage": 1, "social_work_hours": 80},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("hours_for_half", "letting_go_gain", "dues_gain", "informing", "organisation_yuan", "hour_yuan"),
    expects={"mass_organisation_coverage": 1, "psychological_integration": 1},
    reach=reach,
    target_zh="工会、共青团、妇联组织实现全覆盖，引入社会专业工作力量和志愿者",
    target_en="every site with its trade union, youth and women's organisation, and social workers and volunteers",
)
