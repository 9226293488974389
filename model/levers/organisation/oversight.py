"""Measure 20, political function and oversight 整治群众身边腐败问题: wrongs in posts, aid and dividends are looked for.

Who: those who allot posts and money. When: all year. How many: the strength of oversight. What it bends: how often hardship is
seen rightly when public-welfare posts are allotted, how soon dibao ends for who is above the standard, and the share of
dividends that does not arrive. Neither mistargeting nor
leakage ever ends: posts went to the better-off poor under oversight too (C078).
"""

from __future__ import annotations

from model.declare import CostLine, Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "strength", 0, "score 0 to 1", 0, 1,
        "Strength of oversight: complaints followed up, lists posted, accounts checked",
        "监督力度", "strength of oversight", "C078", "assumption",
    ),
    Parameter(
        "targeting_gain", 0.1, "share", 0, 0.25,
        "Rise of the chance that hardship is seen rightly at full strength",
        "监督对识别准确率的提升", "gain in targeting", "C078", "assumption",
    ),
    Parameter(
        "leakage_fall", 0.4, "share", 0, 0.8,
        "Fall of leakage at full strength; some always remains",
        "监督对流失的减少", "fall of leakage", "", "assumption",
    ),
    Parameter(
        "review_gain", 0.5, "share", 0, 2,
        "Rise of the chance that dibao which a household is no longer entitled to is ended, at full strength",
        "监督对低保动态退出的提升", "gain in reviews of dibao", "C078", "assumption",
    ),
    Parameter(
        "trust_gain", 0.02, "score 0 to 1", 0, 0.1,
        "Rise of the target of trust at full strength",
        "监督对信任的作用", "gain in trust", "", "assumption",
    ),
    Parameter(
        "hours", 4, "hours per 1,000 residents a month", 0, 40,
        "Hours of inspectors a month at full strength",
        "监督人员工时", "hours of inspectors", "", "assumption",
    ),
)  # fmt: skip

COSTS = (CostLine("inspection", "监督检查（人员时间）", "inspection, staff time", "county", 2019),)

Employers = view("employers", "n_posts", __name__)
CommunityOffices = view("community_offices", "n_residents", __name__)


def plan(now: Planning) -> None:
    p = now.p
    now.bend("jobs_found.public_targeting", p.targeting_gain * p.strength)
    now.bend("household_budget.leakage", 1.0 - p.leakage_fall * p.strength)
    now.bend("household_budget.dibao_review", 1.0 + p.review_gain * p.strength)
    now.bend("integration.trust_gain", p.trust_gain * p.strength)


def settle(now: Planning) -> None:
    thousands = float(now.view(CommunityOffices).n_residents[0]) / 1000
    now.work("inspection", now.p.hours * now.p.strength * thousands)


def reach(now: Planning) -> Reach:
    residents = float(now.view(CommunityOffices).n_residents[0])
    return Reach(residents, residents, residents * now.p.strength, residents * now.p.strength)


LEVER = Lever(
    name="oversight",
    measure="20",
    system="organisation",
    zh="政治功能与监督",
    en="oversight",
    term="整治群众身边腐败问题",
    sentence="Complaints are followed up and lists and accounts are checked, so that posts and money go where they should.",
    plan=plan,
    settle=settle,
    full={"strength": 1},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("targeting_gain", "leakage_fall", "review_gain", "trust_gain", "hours"),
    expects={"trust": 1, "leakage_in_aid": -1, "targeting_accuracy": 1},
    reach=reach,
    target_zh="整治群众身边的腐败和作风问题",
    target_en="wrongs done to residents are set right",
)
