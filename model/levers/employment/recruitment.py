"""Measure 7b, jobs near home 就地就近就业: job fairs on the site, and firms attracted to the park beside it.

Who: jobless people who look; most movers use kin rather than fairs (C033), but fairs belong to what raised non-farm work
(C081). When: every month. How many: fairs a month and posts, both per 1,000 labour force. What it bends: how often a look on the
open market meets a post, with less from each further fair, and posts in park firms, for which part of the rent is paid.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from model.codes import MANUFACTURING, PARK_FIRM
from model.counts import brought
from model.declare import CostLine, Lever, NewEmployer, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "fairs", 0, "fairs a month per 1,000 labour force", 0, 2,
        "Job fairs; a small site shares a fair with others",
        "每月招聘会场次", "job fairs", "OF302", "assumption",
    ),
    Parameter(
        "park_posts", 0, "posts per 1,000 labour force", 0, 300,
        "Posts in firms attracted to the park beside the site",
        "周边园区引进岗位", "posts attracted to the park", "OF219 OF123", "assumption",
    ),
    Parameter(
        "fair_gain", 0.25, "share", 0, 1,
        "Most that fairs add to the chance that a look on the market meets a post; a fair a month for 5,000 brings half of it",
        "招聘会对匹配的最大提升", "gain of fairs at most", "C033 C081", "assumption",
    ),
    Parameter(
        "fair_yuan", 8000, "yuan a fair", 1000, 50000,
        "Cost of a fair",
        "每场招聘会成本", "cost of a fair", "", "assumption",
    ),
    Parameter(
        "rent_yuan", 60, "yuan a post a month", 0, 500,
        "Rent relief to an attracted firm for each filled post",
        "引进企业租金补贴", "rent relief to attracted firms", "OF150", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("fairs", "招聘会", "job fairs", "county", 2019),
    CostLine("rent", "引进企业租金补贴", "rent relief", "county", 2019),
)
FAIRS_FOR_HALF = 0.2  # a month per 1,000 labour force
TENTHS = 10  # a fair is paid for and shared by tenths
FIRM_POSTS, PARK_KILOMETRES, SHARE_FLEXIBLE, ENTRY_SKILL = 40.0, 3.0, 0.02, -0.45

CommunityOffices = view("community_offices", "n_labour_force", __name__)


def establish(p: Any, n_labour_force: int) -> tuple[NewEmployer, ...]:
    n = ceil(1.25 * p.park_posts * n_labour_force / 1000 / FIRM_POSTS)
    return (NewEmployer(PARK_FIRM, MANUFACTURING, FIRM_POSTS, PARK_KILOMETRES, SHARE_FLEXIBLE, ENTRY_SKILL),) * n


def plan(now: Planning) -> None:
    p, prices = now.p, now.dated("price_index")
    thousands = int(now.view(CommunityOffices).n_labour_force[0]) / 1000
    tenths = now.afford("fairs", ceil(TENTHS * p.fairs * thousands), p.fair_yuan / TENTHS * prices)
    fairs = min(tenths / TENTHS / thousands, p.fairs) if thousands > 0 else 0.0
    now.bend("jobs_found.fair_looks", 1.0 + p.fair_gain * (1.0 - 0.5 ** (fairs / FAIRS_FOR_HALF)))
    asked = ceil(p.park_posts * thousands)
    now.bend("employers.park_posts", now.afford("rent", asked, p.rent_yuan * prices))


def settle(now: Planning) -> None:
    p, prices = now.p, now.dated("price_index")
    now.pay_granted("fairs")
    if p.rent_yuan > 0:
        each = p.rent_yuan * prices
        now.pay("rent", min(float(brought(now, PARK_FIRM).n_filled), now.granted("rent") / each), each)


def reach(now: Planning) -> Reach:
    firms = brought(now, PARK_FIRM)
    asked = max(ceil(now.p.park_posts * int(now.view(CommunityOffices).n_labour_force[0]) / 1000), firms.n_posts)
    return Reach(asked, asked, firms.n_posts, firms.n_filled)


LEVER = Lever(
    name="recruitment",
    measure="7b",
    system="employment",
    zh="就地就近就业",
    en="jobs near home",
    term="就地就近就业",
    sentence="Job fairs on the site, and firms attracted to the park beside it.",
    plan=plan,
    settle=settle,
    full={"fairs": 0.4, "park_posts": 50},
    parameters=PARAMETERS,
    costs=COSTS,
    establish=establish,
    terms=("fair_gain", "fair_yuan", "rent_yuan"),
    expects={"local_employment_rate": 1},
    reach=reach,
    target_zh="就地就近就业优先",
    target_en="work near the site comes first",
)
