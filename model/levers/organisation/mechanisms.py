"""Measure 23, working mechanisms 工作机制: visits to those left behind, an oversight committee, a residents' pact, digital tools.

Who: left-behind children, women, elders and the disabled; every household for the pact. When: every month. How many: care
visits within the hours that more urgent casework leaves in the month, before the rounds of calls; shares of the rest. What it
bends: needs for care that are met, needs that are found, lapsed dues that are put in order earlier, leakage, disputes, and how
far casework hours go. Small where anything is known
(C005), never a cure.
"""

from __future__ import annotations

from model.declare import CostLine, Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "care_visits", 0, "visits a month per 1,000 residents", 0, 200,
        "Visits to left-behind children, women, elders and the disabled",
        "关爱走访次数", "care visits", "", "assumption",
    ),
    Parameter(
        "committee", 0, "share", 0, 1,
        "Share of residents' committees with an oversight committee",
        "居务监督委员会覆盖率", "oversight committees", "C078", "assumption",
    ),
    Parameter(
        "pact", 0, "yes or no", 0, 1,
        "A residents' pact is adopted",
        "居民公约", "residents' pact", "C005", "assumption",
    ),
    Parameter(
        "smart", 0, "score 0 to 1", 0, 1,
        "Digital tools: one file a household, alerts when dues lapse",
        "智慧社区覆盖", "digital tools", "", "assumption",
    ),
    Parameter(
        "care_gain", 0.04, "share", 0, 0.15,
        "Share of needs for care that 50 visits a month per 1,000 residents meet",
        "走访对照料负担的缓解", "care met by visits", "", "assumption",
    ),
    Parameter(
        "smart_gain", 0.1, "share", 0, 0.3,
        "Rise of what casework hours achieve with full coverage",
        "数字化对工时效率的提升", "gain by digital tools", "", "assumption",
    ),
    Parameter(
        "pact_fall", 0.1, "share", 0, 0.4,
        "Fall of disputes under a pact",
        "公约对纠纷的减少", "fall of disputes", "C005", "assumption",
    ),
    Parameter(
        "committee_fall", 0.15, "share", 0, 0.4,
        "Fall of leakage with a committee everywhere",
        "监督委员会对流失的减少", "fall of leakage", "C078", "assumption",
    ),
    Parameter(
        "dues_gain", 1, "share", 0, 3,
        "Rise of the chance that lapsed dues are put in order with full digital tools, and as much with 50 visits a month",
        "对断保续接的提升", "gain in putting dues in order", "", "assumption",
    ),
    Parameter(
        "finding_gain", 0.3, "share a month", 0, 1,
        "Share of needs of which the office did not hear that full digital tools find in a month, and as many 50 visits",
        "数字化和走访发现需求", "needs found earlier", "", "assumption",
    ),
    Parameter(
        "committee_hours", 4, "hours per 1,000 residents a month", 0, 20,
        "Hours of the members of oversight committees where every residents' committee has one",
        "监督委员会工时", "hours of oversight committees", "", "assumption",
    ),
    Parameter(
        "pact_hours", 1, "hours per 1,000 residents a month", 0, 10,
        "Hours of meetings at which the pact is kept alive",
        "居民公约工时", "hours of the pact", "", "assumption",
    ),
    Parameter(
        "smart_yuan", 1, "yuan a resident a month", 0, 20,
        "Running cost of digital tools",
        "智慧社区人均月成本", "cost of digital tools", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("care_visits", "关爱走访（人员时间）", "care visits, staff time", "county", 2019),
    CostLine("smart", "智慧社区运行", "digital tools", "county", 2019),
    CostLine("committee", "监督委员会（人员时间）", "oversight committees, members' time", "county", 2019),
    CostLine("pact", "居民公约（人员时间）", "residents' pact, members' time", "county", 2019),
)
VISITS_AT_WHICH_STATED = 50.0

CommunityOffices = view("community_offices", "n_residents n_care_visits care_hours_used", __name__)


def asked_for(now: Planning) -> float:
    """Care visits that are wanted in a month."""
    return float(now.p.care_visits * int(now.view(CommunityOffices).n_residents[0]) / 1000)


def visited(now: Planning) -> float:
    """How far last month's care visits went, where 1 is what the gains are stated for; at most twice that."""
    office = now.view(CommunityOffices)
    each_1000 = 1000 * float(office.n_care_visits[0]) / max(float(office.n_residents[0]), 1.0)
    return min(each_1000 / VISITS_AT_WHICH_STATED, 2.0)


def plan(now: Planning) -> None:
    p, visits = now.p, visited(now)
    now.bend("casework.care_visits", float(int(asked_for(now))))
    now.bend("care.care_relief", p.care_gain * visits)
    asked = int(p.smart * float(now.view(CommunityOffices).n_residents[0]))
    paid = now.afford("smart", asked, p.smart_yuan * now.dated("price_index"))
    smart = p.smart * paid / asked if asked > 0 else 0.0
    now.bend("casework.hours", 1.0 + p.smart_gain * smart)
    watched = smart + min(visits, 1.0)
    now.bend("household_budget.restoring_odds", 1.0 + p.dues_gain * watched)
    now.bend("casework.finding", min(p.finding_gain * watched, 1.0))
    now.bend("household_budget.leakage", 1.0 - p.committee_fall * p.committee)
    now.bend("safety.dispute_odds", 1.0 - p.pact_fall * p.pact)


def settle(now: Planning) -> None:
    p, office = now.p, now.view(CommunityOffices)
    thousands = float(office.n_residents[0]) / 1000
    now.pay_granted("smart")
    now.work("care_visits", float(office.care_hours_used[0]))
    now.work("committee", p.committee_hours * p.committee * thousands)
    now.work("pact", p.pact_hours * p.pact * thousands)


def reach(now: Planning) -> Reach:
    """Residents, and visits: asked for, made."""
    residents, made = float(now.view(CommunityOffices).n_residents[0]), float(now.view(CommunityOffices).n_care_visits[0])
    asked = max(asked_for(now), made)
    return Reach(residents, residents, asked, made)


LEVER = Lever(
    name="mechanisms",
    measure="23",
    system="organisation",
    zh="工作机制",
    en="working mechanisms",
    term="工作机制",
    sentence="Those left behind are visited, accounts are watched, a pact is kept, and digital tools find cases earlier.",
    plan=plan,
    settle=settle,
    full={"care_visits": 50, "committee": 1, "pact": 1, "smart": 1},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=(
        "care_gain",
        "smart_gain",
        "pact_fall",
        "committee_fall",
        "dues_gain",
        "finding_gain",
        "committee_hours",
        "pact_hours",
        "smart_yuan",
    ),
    expects={"households_in_dispute": -1, "missed_cases": -1, "casework_success": 1},
    reach=reach,
    target_zh="对留守和困难人员及时发现、及时帮扶",
    target_en="cases are found early and helped early",
)
