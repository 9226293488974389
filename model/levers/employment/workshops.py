"""Measure 7e, poverty-alleviation workshops and bases 扶贫车间: work near home with a low threshold, part of it flexible.

Who: anybody the workshop hires; carers and older workers can take its flexible and at-home posts. When: a workshop opens some
months after the decision, and closes when orders and subsidy do not carry it. How many: posts per 1,000 labour force.
What it bends: posts, flexible share and subsidy of the workshops, and how many can be equipped this month.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from model.codes import MANUFACTURING, WORKSHOP
from model.counts import brought
from model.declare import CostLine, Lever, NewEmployer, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "posts", 0, "posts per 1,000 labour force", 0, 300,
        "Posts in workshops attracted to the site",
        "扶贫车间岗位数", "workshop posts", "OF129 OF282 OF358 OF359", "assumption",
    ),
    Parameter(
        "flexible", 0.3, "share", 0, 1,
        "Share of workshop posts with flexible hours",
        "灵活工时岗位比例", "flexible share of workshop posts", "", "assumption",
    ),
    Parameter(
        "home_posts", 0, "posts per 1,000 labour force", 0, 100,
        "Posts of work given out to be done at home, for women and elders who stay behind",
        "居家就业岗位数", "posts worked at home", "OF143 OF144", "assumption",
    ),
    Parameter(
        "subsidy", 0, "yuan a post a month", 0, 1000,
        "Subsidy to the workshop for each filled post",
        "车间岗位补贴", "subsidy for a filled post", "OF147 OF399", "assumption",
    ),
    Parameter(
        "equipment_yuan", 40000, "yuan a workshop", 0, 200000,
        "One-off support to equip and open a workshop of about thirty posts",
        "车间开办补助", "support to open a workshop", "OF394 OF398 OF399", "literature",
    ),
)  # fmt: skip

COSTS = (
    CostLine("subsidy", "岗位补贴", "post subsidies", "county", 2019),
    CostLine("equipment", "车间开办补助", "support to open workshops", "partner", 2019),
)

# A workshop near a site has 13 jobs for the ex-poor (China), 27 (Hanbin), 45 (Gansu), 50 (Puding).
POSTS_A_WORKSHOP = 30.0
MONTHS_TO_EQUIP = 6
SOMEBODY_WITHOUT_SKILL = -1.5

CommunityOffices = view("community_offices", "n_labour_force n_workshops_opened", __name__)


def establish(p: Any, n_labour_force: int) -> tuple[NewEmployer, ...]:
    shops = ceil(p.posts * n_labour_force / 1000 / POSTS_A_WORKSHOP)
    home = ceil(p.home_posts * n_labour_force / 1000 / POSTS_A_WORKSHOP)
    shop = NewEmployer(WORKSHOP, MANUFACTURING, POSTS_A_WORKSHOP, 0.5, p.flexible, SOMEBODY_WITHOUT_SKILL)
    at_home = NewEmployer(WORKSHOP, MANUFACTURING, POSTS_A_WORKSHOP, 0.0, 1.0, SOMEBODY_WITHOUT_SKILL, is_home_work=True)
    return (shop,) * shops + (at_home,) * home


def plan(now: Planning) -> None:
    p, prices = now.p, now.dated("price_index")
    per_thousand = int(now.view(CommunityOffices).n_labour_force[0]) / 1000
    posts, home_posts = p.posts * per_thousand, p.home_posts * per_thousand
    n_asked = ceil(posts / POSTS_A_WORKSHOP) + ceil(home_posts / POSTS_A_WORKSHOP)
    n_missing = max(n_asked - brought(now, WORKSHOP).n_open, 0)
    now.bend("employers.workshop_posts", posts)
    now.bend("employers.home_posts", home_posts)
    now.bend("employers.workshop_flexible", p.flexible)
    openings = now.afford("equipment", ceil(n_missing / MONTHS_TO_EQUIP), p.equipment_yuan * prices)
    now.bend("employers.workshop_openings", openings)
    asked = ceil(posts + home_posts)
    if asked > 0 and p.subsidy > 0:
        supported = now.afford("subsidy", asked, p.subsidy)
        now.bend("employers.workshop_subsidy", p.subsidy * supported / asked)


def settle(now: Planning) -> None:
    p, office = now.p, now.view(CommunityOffices)
    n_workers = float(brought(now, WORKSHOP).n_workers)
    now.pay("equipment", float(office.n_workshops_opened[0]), p.equipment_yuan * now.dated("price_index"))
    if p.subsidy > 0:
        now.pay("subsidy", min(n_workers, now.granted("subsidy") // p.subsidy), p.subsidy)


def reach(now: Planning) -> Reach:
    """Posts: asked for, equipped, filled."""
    p, shops = now.p, brought(now, WORKSHOP)
    asked = max(ceil((p.posts + p.home_posts) * int(now.view(CommunityOffices).n_labour_force[0]) / 1000), shops.n_posts)
    return Reach(asked, asked, shops.n_posts, shops.n_filled)


LEVER = Lever(
    name="workshops",
    measure="7e",
    system="employment",
    zh="扶贫车间",
    en="poverty-alleviation workshops",
    term="扶贫车间、就业扶贫基地",
    sentence="Workshops near home with low entry skill and flexible or at-home posts, viable by orders and subsidy.",
    plan=plan,
    settle=settle,
    full={"posts": 120, "flexible": 0.4, "home_posts": 20, "subsidy": 300},
    parameters=PARAMETERS,
    costs=COSTS,
    establish=establish,
    terms=("flexible", "subsidy", "equipment_yuan"),
    expects={"share_working_in_workshop": 1},
    reach=reach,
    target_zh="引进企业建设扶贫车间和就业扶贫基地，吸纳弱劳动力就近就业",
    target_en="workshops and bases give people of little strength work near home",
)
