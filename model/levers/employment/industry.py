"""Measure 8, industry at the site 安置点产业: community firms, a leading enterprise, a share in its gains, partners' funds.

Who: residents without work, and every household for the share in gains. When: as firms open; gains are paid month by month.
How many: community firms and posts of the leading enterprise per 1,000 labour force. What it bends: posts in community firms and
of the leading enterprise, dividends to households (part of which leaks on the way, never none of it), and the site's
budget, which partners add to. Industry reached relocated poor households weakly (C087): posts must still suit and be taken.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from model.calendar import MONTHS_A_YEAR
from model.codes import COMMUNITY_FIRM, LOCAL_FIRM, SERVICES, TOURISM
from model.counts import brought, n_households
from model.declare import CostLine, Lever, NewEmployer, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "community_firms", 0, "firms per 1,000 labour force", 0, 4,
        "Community firms by the size of the site, one at least: a construction crew, housekeeping, cleaning, property management",
        "社区企业数", "community firms", "OF218", "assumption",
    ),
    Parameter(
        "anchor_posts", 0, "posts per 1,000 labour force", 0, 200,
        "Posts of the leading enterprise",
        "龙头企业岗位", "posts of the leading enterprise", "OF219", "assumption",
    ),
    Parameter(
        "benefit_link", 0, "yuan a household a year", 0, 5000,
        "Share in the gains of industry paid to every household",
        "利益联结分红", "dividend of industry", "OF216 OF339", "assumption",
    ),
    Parameter(
        "partner_funds", 0, "yuan a resident a year", 0, 5000,
        "Money that partners and pooled departments add to the site's budget; without a budget cap it changes nothing",
        "协作帮扶资金", "partners' funds", "OF400", "assumption",
    ),
    Parameter(
        "firm_yuan", 2000, "yuan a firm a month", 0, 50000,
        "Support to a community firm: premises, contracts of the site",
        "社区企业扶持成本", "support to a community firm", "", "assumption",
    ),
    Parameter(
        "anchor_yuan", 60, "yuan a post a month", 0, 1000,
        "Rent relief to the leading enterprise for each post",
        "龙头企业租金补贴", "rent relief to the leading enterprise", "OF150", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("community_firms", "社区企业扶持", "support to community firms", "county", 2019),
    CostLine("anchor", "龙头企业租金补贴", "rent relief to the leading enterprise", "county", 2019),
    CostLine("dividends", "产业分红", "dividends of industry", "enterprise", 2019),
)
FIRM_POSTS, ANCHOR_UNIT = 25.0, 30.0

CommunityOffices = view("community_offices", "n_labour_force n_residents dividend_paid_yuan", __name__)


def firms_asked(community_firms: float, n_labour_force: int) -> int:
    """Whole firms for a site: one at least where any are asked for."""
    return max(round(community_firms * n_labour_force / 1000), 1) if community_firms > 0 else 0


def establish(p: Any, n_labour_force: int) -> tuple[NewEmployer, ...]:
    firm = NewEmployer(COMMUNITY_FIRM, SERVICES, FIRM_POSTS, 0.0, 0.2, -0.8)
    unit = NewEmployer(LOCAL_FIRM, TOURISM, ANCHOR_UNIT, 1.0, 0.12, -0.6)
    return (firm,) * firms_asked(1.25 * p.community_firms, n_labour_force) + (unit,) * ceil(
        1.25 * p.anchor_posts * n_labour_force / 1000 / ANCHOR_UNIT
    )


def plan(now: Planning) -> None:
    p, prices, office = now.p, now.dated("price_index"), now.view(CommunityOffices)
    now.receive(p.partner_funds * float(office.n_residents[0]) / MONTHS_A_YEAR)
    firms = now.afford("community_firms", firms_asked(p.community_firms, int(office.n_labour_force[0])), p.firm_yuan * prices)
    now.bend("employers.community_posts", firms * FIRM_POSTS)
    asked = ceil(p.anchor_posts * int(office.n_labour_force[0]) / 1000)
    now.bend("employers.anchor_posts", now.afford("anchor", asked, p.anchor_yuan * prices))
    households = n_households(now)
    each = p.benefit_link / MONTHS_A_YEAR
    if households > 0 and each > 0:
        now.bend("household_budget.dividend_yuan_month", each * now.afford("dividends", households, each) / households)


def settle(now: Planning) -> None:
    p, prices = now.p, now.dated("price_index")
    delivered = {
        "community_firms": (float(brought(now, COMMUNITY_FIRM).n_open), p.firm_yuan * prices),
        "anchor": (float(brought(now, LOCAL_FIRM).n_filled), p.anchor_yuan * prices),
    }
    for line, (units, each) in delivered.items():
        if each > 0:
            now.pay(line, min(units, now.granted(line) / each), each)
    dividends = float(now.view(CommunityOffices).dividend_paid_yuan[0])
    now.pay("dividends", 1.0, min(dividends, now.granted("dividends")))


def reach(now: Planning) -> Reach:
    """Posts: asked for, open, filled."""
    firms, anchor, n = brought(now, COMMUNITY_FIRM), brought(now, LOCAL_FIRM), int(now.view(CommunityOffices).n_labour_force[0])
    there = firms.n_posts + anchor.n_posts
    asked = max(int(firms_asked(now.p.community_firms, n) * FIRM_POSTS) + ceil(now.p.anchor_posts * n / 1000), there)
    return Reach(asked, asked, there, firms.n_filled + anchor.n_filled)


LEVER = Lever(
    name="industry",
    measure="8",
    system="employment",
    zh="安置点产业",
    en="industry at the site",
    term="安置点配套产业",
    sentence="Community firms and a leading enterprise bring posts, and households a share in the gains.",
    plan=plan,
    settle=settle,
    full={"community_firms": 0.8, "anchor_posts": 30, "benefit_link": 600, "partner_funds": 100},
    parameters=PARAMETERS,
    costs=COSTS,
    establish=establish,
    terms=("firm_yuan", "anchor_yuan"),
    expects={"share_working_in_community_firm": 1, "industry_income_yuan_household_month": 1},
    reach=reach,
    target_zh="搬迁群众有稳定的产业收益",
    target_en="households have a stable income from industry",
)
