"""Measure 21, organisation in step with units 健全组织体系、六个同步: every unit has its tier of organisation.

Who: the units of measure 15. When: with them. How many: the share of units that have their tier. What it bends: how far
casework hours go, since heads and volunteers can be called on, and how news of measures reaches households. Small, an assumption.
"""

from __future__ import annotations

from model.declare import Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "tier_match", 0, "share", 0, 1,
        "Share of units with their tier: sub-district and work committee, committee and branch, group and cell",
        "组织与单元同步设置比例", "units with their tier", "", "assumption",
    ),
    Parameter(
        "mobilisation_gain", 0.05, "share", 0, 0.2,
        "Rise of what casework hours achieve when every unit has its tier",
        "组织动员对工时效率的提升", "gain by mobilisation", "", "assumption",
    ),
    Parameter(
        "news_gain", 0.02, "share a month", 0, 0.1,
        "Share of what a household does not know that members bring it in a month when every unit has its tier",
        "党员传达政策", "news by members", "", "assumption",
    ),
)  # fmt: skip

CommunityOffices = view("community_offices", "n_units", __name__)


def plan(now: Planning) -> None:
    p = now.p
    now.bend("casework.hours", 1.0 + p.mobilisation_gain * p.tier_match)
    now.bend("casework.informing", p.news_gain * p.tier_match)
    now.bend("casework.tiers", p.tier_match)


def settle(now: Planning) -> None:
    """Members give their time; nothing is paid."""


def reach(now: Planning) -> Reach:
    units = float(now.view(CommunityOffices).n_units[0])
    return Reach(units, units, units * now.p.tier_match, units * now.p.tier_match)


LEVER = Lever(
    name="organisation",
    measure="21",
    system="organisation",
    zh="组织体系同步健全",
    en="organisation in step with units",
    term="健全组织体系，六个同步",
    sentence="Every unit has its tier of organisation, which can call on heads and volunteers.",
    plan=plan,
    settle=settle,
    full={"tier_match": 1},
    parameters=PARAMETERS,
    terms=("mobilisation_gain", "news_gain"),
    expects={"units_with_their_organisation": 1, "casework_success": 1, "awareness": 1},
    reach=reach,
    target_zh="党组织与管理单元同步设置、全覆盖",
    target_en="every unit has its tier of organisation",
)
