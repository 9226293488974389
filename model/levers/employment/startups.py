"""Measure 7d, entrepreneurship 创业: a household opens a small business with a grant, may hire, and may close again.

Who: as many starts as are supported. When: all year. How many: cases a year per 1,000 labour force. What it bends: starts
paid for this month, and through guidance the chance that a business closes. A start brings a few posts, of which a jobless
member of a household takes the first as its owner; the others are filled like other posts, so that a start displaces too.
Cash with entrepreneurship raised earnings where a factory job did not (C146).
"""

from __future__ import annotations

from math import ceil, floor
from typing import Any

from model.calendar import MONTHS_A_YEAR
from model.chance import uniform
from model.codes import SERVICES, START_UP
from model.counts import brought
from model.declare import CostLine, Lever, NewEmployer, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "cases", 0, "starts a year per 1,000 labour force", 0, 60,
        "Starts of household businesses that are supported",
        "创业扶持户数", "supported starts", "OF149", "assumption",
    ),
    Parameter(
        "support", 5000, "yuan a start", 500, 50000,
        "One-off grant for a start",
        "一次性创业补贴", "grant for a start", "OF149", "literature",
    ),
    Parameter(
        "guidance", 0, "score 0 to 1", 0, 1,
        "Guidance after the start: book-keeping, premises, credit",
        "创业指导力度", "guidance after the start", "OF150", "assumption",
    ),
    Parameter(
        "guidance_gain", 0.2, "share", 0, 0.6,
        "Fall of the chance to close with full guidance",
        "创业指导对关闭概率的降低", "fall in closing", "", "assumption",
    ),
    Parameter(
        "guidance_yuan", 100, "yuan a business a month", 0, 1000,
        "Cost of guiding a business",
        "创业指导成本", "cost of guiding a business", "OF150", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("grants", "一次性创业补贴", "start-up grants", "county", 2019),
    CostLine("guidance", "创业指导", "guidance", "county", 2019),
)
BUSINESS_POSTS, SHARE_FLEXIBLE, ENTRY_SKILL = 2.5, 0.3, -0.2
YEARS_AHEAD = 6  # rows stand ready for so many years of starts; closed businesses make room again

CommunityOffices = view("community_offices", "n_labour_force n_start_ups_opened n_start_ups_ever", __name__)


def establish(p: Any, n_labour_force: int) -> tuple[NewEmployer, ...]:
    n = ceil(YEARS_AHEAD * p.cases * n_labour_force / 1000)
    return (NewEmployer(START_UP, SERVICES, BUSINESS_POSTS, 0.5, SHARE_FLEXIBLE, ENTRY_SKILL),) * n


def n_open(now: Planning) -> int:
    """Supported businesses that are open."""
    return brought(now, START_UP).n_open


def plan(now: Planning) -> None:
    p, prices = now.p, now.dated("price_index")
    starts = p.cases * int(now.view(CommunityOffices).n_labour_force[0]) / 1000 / MONTHS_A_YEAR
    starts = floor(starts + uniform(now.chance("starts"), 0))
    now.bend("employers.start_ups", now.afford("grants", starts, p.support * prices))
    asked = ceil(p.guidance * n_open(now))
    guided = now.afford("guidance", asked, p.guidance_yuan * prices)
    share = p.guidance * guided / asked if asked > 0 else 0.0
    now.bend("employers.start_up_closure", 1.0 - p.guidance_gain * share)


def settle(now: Planning) -> None:
    p, prices = now.p, now.dated("price_index")
    now.pay("grants", float(now.view(CommunityOffices).n_start_ups_opened[0]), p.support * prices)
    now.pay_granted("guidance")


def reach(now: Planning) -> Reach:
    """Businesses: started so far, and open."""
    ever, n = float(now.view(CommunityOffices).n_start_ups_ever[0]), float(n_open(now))
    return Reach(ever, ever, ever, n)


LEVER = Lever(
    name="startups",
    measure="7d",
    system="employment",
    zh="创业扶持",
    en="support for start-ups",
    term="创业",
    sentence="Households open small businesses with a grant and guidance; some hire, some close.",
    plan=plan,
    settle=settle,
    full={"cases": 10, "guidance": 1},
    parameters=PARAMETERS,
    costs=COSTS,
    establish=establish,
    terms=("support", "guidance_gain", "guidance_yuan"),
    expects={"share_working_in_start_up": 1, "start_ups_open": 1},
    reach=reach,
    target_zh="鼓励和扶持搬迁群众创业，以创业带动就业",
    target_en="movers who start a business are supported, and their businesses bring jobs",
)
