"""Safeguard S3, publicity 宣传引导: results and good examples are made known.

Who: households on the site; partners elsewhere. When: all year. How many: as households are reached. What it bends: what
households hear of the measures, which then spreads along their ties and is forgotten again; a little trust; and what
supporters outside give, which is money for a budget that has a cap.
"""

from __future__ import annotations

from math import ceil

from model.calendar import MONTHS_A_YEAR
from model.counts import n_households
from model.declare import CostLine, Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "reach", 0, "score 0 to 1", 0, 1,
        "Share of households whom publicity reaches in a month: broadcast, message groups, notices, stories",
        "宣传覆盖比例", "reach of publicity", "", "assumption",
    ),
    Parameter(
        "heard", 0.1, "share a month", 0.01, 0.4,
        "Share of what a household reached does not know that it hears in a month",
        "宣传知晓转化", "what is heard", "C035", "assumption",
    ),
    Parameter(
        "trust_gain", 0.03, "score 0 to 1", 0, 0.1,
        "Added to the target of trust where everybody is reached",
        "对信任的提升", "trust gained", "C006 C007", "assumption",
    ),
    Parameter(
        "outside_support", 2, "yuan a resident a year", 0, 50,
        "What supporters outside give where everybody is reached; without a cap on the budget it changes nothing",
        "社会捐助", "support from outside", "", "assumption",
    ),
    Parameter(
        "household_yuan", 12, "yuan a household a year", 1, 100,
        "Cost of reaching a household",
        "户均宣传成本", "cost of reaching a household", "", "assumption",
    ),
)  # fmt: skip

COSTS = (CostLine("publicity", "宣传引导", "publicity", "county", 2019),)

CommunityOffices = view("community_offices", "n_residents", __name__)


def price(now: Planning) -> float:
    """Yuan to reach a household for a month."""
    return float(now.p.household_yuan / MONTHS_A_YEAR * now.dated("price_index"))


def plan(now: Planning) -> None:
    p, households = now.p, n_households(now)
    reached = now.afford("publicity", ceil(p.reach * households), price(now)) / max(households, 1)
    reached = min(reached, p.reach)
    now.bend("casework.informing", p.heard * reached)
    now.bend("integration.trust_gain", p.trust_gain * reached)
    now.receive(p.outside_support * reached * float(now.view(CommunityOffices).n_residents[0]) / MONTHS_A_YEAR)


def settle(now: Planning) -> None:
    now.pay_granted("publicity")


def reach(now: Planning) -> Reach:
    households = float(n_households(now))
    reached = min(now.granted("publicity") / price(now), households)
    return Reach(households, reached, reached, reached)


LEVER = Lever(
    name="publicity",
    measure="S3",
    system="delivery",
    zh="宣传引导",
    en="publicity",
    term="宣传引导",
    sentence="Results and good examples are made known; what is heard spreads along ties.",
    plan=plan,
    settle=settle,
    full={"reach": 1},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("heard", "trust_gain", "outside_support", "household_yuan"),
    expects={"awareness": 1, "aware_share": 1, "trust": 1},
    reach=reach,
    target_zh="总结推广好经验好做法，营造良好氛围",
    target_en="what works is made known, and movers know what is there for them",
)
