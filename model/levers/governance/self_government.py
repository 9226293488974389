"""Measure 17, self-government 居民自治: grids, groups and building heads, elections and open accounts, mediation.

Who: all households. When: heads from the month of the election on, mediation at once. How many: shares of grids, groups and
buildings with a head; cases that mediators take a month, as
far as the office has hours for them. What it bends: how news of measures reaches households, disputes that
are settled, civic integration and trust. Formal and informal participation go with integration (C009, C010), and programmes of
this kind have small effects where they were tried (C005: 0.15 against 0.07 standard deviations; C006).
"""

from __future__ import annotations

from math import ceil

from model.counts import n_households
from model.declare import CostLine, Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "election_month", 6, "month", 0, 60,
        "Month of the first election, from which heads are in office",
        "首次选举月份", "month of the first election", "", "assumption",
    ),
    Parameter(
        "grids", 0, "share", 0, 1,
        "Share of grids with a head",
        "网格长配备比例", "grids with a head", "OF268", "assumption",
    ),
    Parameter(
        "groups", 0, "share", 0, 1,
        "Share of residents' groups with a head",
        "居民小组长配备比例", "groups with a head", "", "assumption",
    ),
    Parameter(
        "heads", 0, "share", 0, 1,
        "Share of buildings with a head: young members, earners, former village cadres, veterans",
        "楼栋长配备比例", "buildings with a head", "OF268", "assumption",
    ),
    Parameter(
        "participation", 0, "score 0 to 1", 0, 1,
        "Meetings, votes and open accounts",
        "居民参与程度", "participation", "C009", "assumption",
    ),
    Parameter(
        "mediation_capacity", 0, "cases a month per 1,000 households", 0, 100,
        "Disputes that mediators can take in a month",
        "调解能力", "mediation capacity", "", "assumption",
    ),
    Parameter(
        "news_gain", 0.05, "share a month", 0, 0.2,
        "Share of what a household does not know that heads bring it in a month when all are in office",
        "楼栋长传达政策", "news by heads", "", "assumption",
    ),
    Parameter(
        "civic_gain", 0.03, "score 0 to 1", 0, 0.08,
        "Rise of the civic target with full participation; small where it was measured",
        "参与对社区融入的作用", "gain in civic integration", "C005 C009 C010", "literature",
    ),
    Parameter(
        "trust_gain", 0.03, "score 0 to 1", 0, 0.1,
        "Rise of the target of trust with full participation and open accounts",
        "参与对信任的作用", "gain in trust", "C006", "literature",
    ),
    Parameter(
        "turnout_gain", 0.25, "share", 0, 0.5,
        "Rise of the share that votes, of those who know of the election, with full participation",
        "参与对投票率的作用", "gain in turnout", "C009", "assumption",
    ),
    Parameter(
        "head_yuan", 100, "yuan a person a month", 0, 600,
        "Allowance of a head",
        "楼栋长补贴", "allowance of a head", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("heads", "网格长和楼栋长补贴", "allowances of heads", "county", 2019),
    CostLine("mediation", "纠纷调解（人员时间）", "mediation, staff time", "county", 2019),
)
HOUSEHOLDS_A_GRID, HOUSEHOLDS_A_GROUP = 300, 50

CommunityOffices = view("community_offices", "mediation_hours_used", __name__)
Buildings = view("buildings", "n_households", __name__)


def heads_asked(now: Planning, n: int) -> int:
    """Heads of grids, groups and buildings for n households, once they are elected."""
    p = now.p
    if now.month < p.election_month:
        return 0
    n_buildings = now.view(Buildings).n_households.size
    return ceil(p.grids * n / HOUSEHOLDS_A_GRID + p.groups * n / HOUSEHOLDS_A_GROUP + p.heads * n_buildings)


def plan(now: Planning) -> None:
    p, n = now.p, n_households(now)
    asked = heads_asked(now, n)
    granted = now.afford("heads", asked, p.head_yuan * now.dated("price_index"))
    in_office = (p.grids + p.groups + p.heads) / 3 * (granted / asked if asked > 0 else 0.0)
    now.bend("casework.informing", p.news_gain * in_office)
    taking_part = p.participation * in_office
    now.bend("integration.civic_gain", p.civic_gain * taking_part)
    now.bend("integration.trust_gain", p.trust_gain * taking_part)
    now.bend("casework.mediation_cases", p.mediation_capacity * n / 1000)
    now.bend("elections.held", float(granted > 0))
    now.bend("elections.voting", p.turnout_gain * taking_part)


def settle(now: Planning) -> None:
    now.pay_granted("heads")
    now.work("mediation", float(now.view(CommunityOffices).mediation_hours_used[0]))


def reach(now: Planning) -> Reach:
    n, asked = n_households(now), heads_asked(now, n_households(now))
    each = now.p.head_yuan * now.dated("price_index")
    in_office = min(now.granted("heads") / each / asked, 1.0) if asked > 0 and each > 0 else float(asked > 0)
    served = n * (now.p.grids + now.p.groups + now.p.heads) / 3 * in_office
    return Reach(n, n, served, served)


LEVER = Lever(
    name="self_government",
    measure="17",
    system="governance",
    zh="居民自治",
    en="self-government",
    term="居民自治，居委会—网格—楼栋",
    sentence="Grids, groups and buildings have heads, residents vote and see the accounts, disputes are mediated.",
    plan=plan,
    settle=settle,
    full={"election_month": 3, "grids": 1, "groups": 1, "heads": 1, "participation": 1, "mediation_capacity": 20},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("election_month", "news_gain", "civic_gain", "trust_gain", "turnout_gain", "head_yuan"),
    expects={"awareness": 1, "civic_integration": 1, "households_in_dispute": -1, "turnout": 1},
    reach=reach,
    target_zh="居委会—网格—楼栋自治体系健全",
    target_en="committee, grids and buildings govern themselves",
)
