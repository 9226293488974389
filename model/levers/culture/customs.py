"""Measure 11, civil community 文明社区: reform of costly customs 移风易俗, law made known 普法, good examples 评先选优.

Who: all residents; examples are households with stable work. When: all year. How many: as residents are reached and examples
kept before people's eyes. What it bends: spending on ceremonies and gifts; incidents, by less drinking and gambling; disputes,
by knowledge of the rules; and, for those who know an example, the wish to take a course, the effort to search, and trust.
"""

from __future__ import annotations

from math import ceil

from model.calendar import MONTHS_A_YEAR
from model.counts import is_on_site
from model.declare import CostLine, Lever, Parameter, Planning, Reach, Rows, view
from model.kernel import kernel

PARAMETERS = (
    Parameter(
        "reform", 0, "score 0 to 1", 0, 1,
        "Share of residents whom the council on weddings and funerals binds: ceremonies, gambling, drinking",
        "移风易俗力度", "reform of customs", "", "assumption",
    ),
    Parameter(
        "law_education", 0, "score 0 to 1", 0, 1,
        "Share of residents whom law education reaches",
        "普法教育力度", "law education", "", "assumption",
    ),
    Parameter(
        "role_models", 0, "households a year per 1,000 households", 0, 100,
        "Households named as examples in a year; no more than have stable work",
        "每千户年评选先进户数", "role models", "", "assumption",
    ),
    Parameter(
        "ceremonies_cut", 0.3, "share", 0, 0.7,
        "Fall of spending on ceremonies and gifts with full reform",
        "人情支出最大降幅", "fall of ceremonial spending", "", "assumption",
    ),
    Parameter(
        "incidents_cut", 0.05, "share", 0, 0.2,
        "Fall of incidents with full reform: less drinking and gambling",
        "治安事件最大降幅", "fall of incidents", "", "assumption",
    ),
    Parameter(
        "disputes_cut", 0.2, "share", 0, 0.5,
        "Fall of disputes with full law education",
        "纠纷最大降幅", "fall of disputes", "C005", "assumption",
    ),
    Parameter(
        "known_by", 30, "households", 5, 200,
        "Households that know an example: its building and its acquaintances",
        "先进户带动户数", "households that know an example", "", "assumption",
    ),
    Parameter(
        "imitation", 0.06, "share", 0, 0.3,
        "Rise of the wish to take a course, and half as much of the effort to search, where everybody knows an example",
        "示范带动效应", "imitation of examples", "", "assumption",
    ),
    Parameter(
        "trust_gain", 0.03, "score 0 to 1", 0, 0.1,
        "Added to the target of trust where everybody knows an example",
        "对信任的提升", "trust gained", "C006", "assumption",
    ),
    Parameter(
        "resident_yuan", 10, "yuan a resident a year", 1, 100,
        "Cost of reform, and of law education, for a resident",
        "人均宣传教育成本", "cost a resident", "", "assumption",
    ),
    Parameter(
        "example_yuan", 600, "yuan a household a year", 100, 5000,
        "Award to an example and its publicity, over a year",
        "先进户奖励与宣传成本", "cost of an example", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("reform", "移风易俗", "reform of customs", "county", 2019),
    CostLine("law", "普法教育", "law education", "county", 2019),
    CostLine("examples", "先进户评选", "role models", "county", 2019),
)

Households = view("households", "arrival_month return_month n_stable", __name__)
CommunityOffices = view("community_offices", "n_residents", __name__)


@kernel
def count_households(households: Rows, month: int) -> tuple[int, int]:
    """Households on the site, and those of them with a member in stable work."""
    here, stable = 0, 0
    for h in range(households.n_stable.size):
        is_here = is_on_site(households, h, month)
        here += is_here
        stable += is_here & (households.n_stable[h] > 0)
    return here, stable


def prices(now: Planning) -> dict[str, float]:
    """Yuan a month for one resident or one example, by line."""
    index, p = now.dated("price_index") / MONTHS_A_YEAR, now.p
    return {"reform": p.resident_yuan * index, "law": p.resident_yuan * index, "examples": p.example_yuan * index}


def plan(now: Planning) -> None:
    p, each = now.p, prices(now)
    residents = int(now.view(CommunityOffices).n_residents[0])
    here, stable = count_households(now.view(Households), now.month)
    bound = min(now.afford("reform", ceil(p.reform * residents), each["reform"]) / max(residents, 1), 1.0)
    taught = min(now.afford("law", ceil(p.law_education * residents), each["law"]) / max(residents, 1), 1.0)
    examples = now.afford("examples", min(ceil(p.role_models * here / 1000), stable), each["examples"])
    knowing = 1.0 - (1.0 - 1.0 / max(here, 1)) ** (examples * p.known_by)
    now.bend("household_budget.ceremonies", 1.0 - p.ceremonies_cut * bound)
    now.bend("safety.incident_odds", 1.0 - p.incidents_cut * bound)
    now.bend("safety.dispute_odds", 1.0 - p.disputes_cut * taught)
    now.bend("courses.take_up_odds", 1.0 + p.imitation * knowing)
    now.bend("jobs_found.search_effort", 1.0 + 0.5 * p.imitation * knowing)
    now.bend("integration.trust_gain", p.trust_gain * knowing)


def settle(now: Planning) -> None:
    for line in COSTS:
        now.pay_granted(line.name)


def reach(now: Planning) -> Reach:
    residents = float(now.view(CommunityOffices).n_residents[0])
    bound = min(now.granted("reform") / prices(now)["reform"], residents)
    return Reach(residents, residents, bound, bound)


LEVER = Lever(
    name="customs",
    measure="11",
    system="culture",
    zh="文明社区与移风易俗",
    en="civil community",
    term="文明社区",
    sentence="Costly customs are reformed by agreement, the law is made known, and households that do well are shown.",
    plan=plan,
    settle=settle,
    full={"reform": 1, "law_education": 1, "role_models": 15},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=(
        "ceremonies_cut", "incidents_cut", "disputes_cut", "known_by", "imitation", "trust_gain", "resident_yuan", "example_yuan",
    ),
    expects={"ceremonial_spending_yuan_household_month": -1, "households_in_dispute": -1, "trust": 1},
    reach=reach,
    target_zh="创建文明社区，移风易俗，尊法守法，评先选优",
    target_en="a civil community: modest ceremonies, known rules, examples to follow",
)  # fmt: skip
