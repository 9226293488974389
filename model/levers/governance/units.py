"""Measure 15, management units 管理单元: who answers for residents, by the size of the site.

Who: all residents. When: from the first month. How many: from 10,000 residents a sub-district office with a committee for
every 3,000; from 1,000 a residents' committee for every 3,000; below that residents' groups of the township, one for every
300. What it bends: the number of units, and with it how near the office is: its hours reach further when residents a unit are
few. No study gives the size of that; it is small and an assumption.
"""

from __future__ import annotations

from model.counts import units_by_rule
from model.declare import Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "follow_rule", 0, "yes or no", 0, 1,
        "Units are set up by the population rule; without it the township answers for the site as a whole",
        "按规模设置管理单元", "units by the population rule", "OF265", "assumption",
    ),
    Parameter(
        "nearness_gain", 0.1, "share", 0, 0.4,
        "Rise of what casework hours achieve when the rule is followed",
        "就近服务对工时效率的提升", "gain in casework", "B010", "assumption",
    ),
)  # fmt: skip

CommunityOffices = view("community_offices", "n_residents n_units", __name__)


def plan(now: Planning) -> None:
    p = now.p
    if p.follow_rule > 0:
        asked = units_by_rule(int(now.view(CommunityOffices).n_residents[0]))
        now.bend("casework.units", 1.0 + (asked - 1.0) * p.follow_rule)
        now.bend("casework.units_set_up", asked * p.follow_rule)
    now.bend("casework.hours", 1.0 + p.nearness_gain * p.follow_rule)


def settle(now: Planning) -> None:
    """Posts are moved within the county: nothing is paid here."""


def reach(now: Planning) -> Reach:
    office = now.view(CommunityOffices)
    residents = float(office.n_residents[0])
    served = residents * min(now.p.follow_rule, 1.0)
    return Reach(residents, residents, residents, served)


LEVER = Lever(
    name="units",
    measure="15",
    system="governance",
    zh="管理单元设置",
    en="management units",
    term="管理单元",
    sentence="Offices, committees or residents' groups are set up by the size of the site.",
    plan=plan,
    settle=settle,
    full={"follow_rule": 1},
    parameters=PARAMETERS,
    terms=("nearness_gain",),
    expects={"residents_a_unit": -1, "units_matched": 1, "casework_success": 1},
    reach=reach,
    target_zh="一万人以上设街道办，一千人以上设居委会，一千人以下设居民小组",
    target_en="a sub-district from 10,000 residents, a committee from 1,000, groups below",
)
