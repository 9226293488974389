"""Measure 14, ethnic heritage 民族文化传承与保护: a people's own festivals, crafts and memories 乡愁馆 in the new place.

Who: all residents for belonging; adults who take a craft course; craft enterprises (embroidery, batik, silver). When: all year;
enterprises open by and by. How many: courses and posts per 1,000 labour force where orders carry them. What it
bends: belonging without giving up identity, craft seats in courses, posts of craft enterprises and the chance that
they close in a lean month. A craft enterprise pays like a workshop and lives on orders.
"""

from __future__ import annotations

from math import ceil, floor
from typing import Any

from model.calendar import MONTHS_A_YEAR
from model.chance import uniform
from model.codes import CRAFT, TOURISM
from model.counts import brought
from model.declare import CostLine, Lever, NewEmployer, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "support", 0, "score 0 to 1", 0, 1,
        "Share of residents whose festivals, language and memories have a place: hall of memories, groups, feasts",
        "民族文化传承支持力度", "support for heritage", "", "assumption",
    ),
    Parameter(
        "artisan_training", 0, "people a year per 1,000 labour force", 0, 100,
        "Seats in craft courses a year",
        "每千名劳动力年培训手工艺人数", "artisans trained", "", "assumption",
    ),
    Parameter(
        "enterprise_support", 0, "yuan a resident a year", 0, 200,
        "Support to craft enterprises a year, shared by those open: orders, stands, design",
        "人均手工企业扶持资金", "support to craft enterprises", "", "assumption",
    ),
    Parameter(
        "craft_posts", 0, "posts per 1,000 labour force", 0, 60,
        "Posts in craft enterprises that the site tries to bring",
        "民族手工岗位", "craft posts", "", "assumption",
    ),
    Parameter(
        "belonging_gain", 0.05, "score 0 to 1", 0, 0.15,
        "Added to the target of belonging with full support",
        "对归属感的提升", "belonging gained", "C005 B013", "assumption",
    ),
    Parameter(
        "survival_gain", 0.5, "share", 0, 0.9,
        "Fall of the chance to close in a lean month for an enterprise that is fully supported",
        "扶持对关闭概率的降低", "fall in closing", "", "assumption",
    ),
    Parameter(
        "firm_need_yuan", 40_000, "yuan a year", 5_000, 200_000,
        "Support a year with which an enterprise is fully supported",
        "企业充分扶持所需资金", "full support of an enterprise", "", "assumption",
    ),
    Parameter(
        "resident_yuan", 15, "yuan a resident a year", 1, 150,
        "Cost of support for heritage for a resident",
        "人均传承支持成本", "cost of heritage a resident", "", "assumption",
    ),
    Parameter(
        "course_yuan", 1000, "yuan a person", 300, 4000,
        "Cost of a craft course",
        "手工艺培训人均成本", "cost of a craft course", "", "assumption",
    ),
    Parameter(
        "post_yuan", 60, "yuan a post a month", 0, 1000,
        "Rent relief to a craft enterprise for each post",
        "手工企业租金补贴", "rent relief to craft enterprises", "OF150", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("heritage", "民族文化传承", "support for heritage", "county", 2019),
    CostLine("courses", "手工艺培训", "craft courses", "county", 2019),
    CostLine("enterprises", "手工企业扶持", "support to craft enterprises", "county", 2019),
    CostLine("posts", "手工企业租金补贴", "rent relief", "county", 2019),
)
FIRM_POSTS, SHARE_FLEXIBLE, ENTRY_SKILL = 12.0, 0.6, -0.4

CommunityOffices = view("community_offices", "n_labour_force n_residents", __name__)
TrainingCentres = view("training_centres", "n_enrolled_craft", __name__)


def establish(p: Any, n_labour_force: int) -> tuple[NewEmployer, ...]:
    n = ceil(1.25 * p.craft_posts * n_labour_force / 1000 / FIRM_POSTS)
    return (NewEmployer(CRAFT, TOURISM, FIRM_POSTS, 0.3, SHARE_FLEXIBLE, ENTRY_SKILL),) * n


def plan(now: Planning) -> None:
    p, prices, office = now.p, now.dated("price_index"), now.view(CommunityOffices)
    residents, labour = int(office.n_residents[0]), int(office.n_labour_force[0])
    each = p.resident_yuan / MONTHS_A_YEAR * prices
    served = min(now.afford("heritage", ceil(p.support * residents), each) / max(residents, 1), 1.0)
    now.bend("integration.belonging_gain", p.belonging_gain * served)
    seats = floor(p.artisan_training * labour / 1000 / MONTHS_A_YEAR + uniform(now.chance("seats"), 0))
    now.bend("courses.craft_seats", now.afford("courses", seats, p.course_yuan * prices))
    posts = now.afford("posts", ceil(p.craft_posts * labour / 1000), p.post_yuan * prices)
    now.bend("employers.craft_posts", posts)
    n_open = brought(now, CRAFT).n_open
    if n_open > 0 and p.enterprise_support > 0:
        # What one enterprise is given this month, and how many of those open it is given to.
        support = p.enterprise_support * residents / n_open
        each = min(support, p.firm_need_yuan) / MONTHS_A_YEAR * prices
        supported = now.afford("enterprises", n_open, each) / n_open
        enough = min(support / p.firm_need_yuan, 1.0)
        now.bend("employers.craft_closure", 1.0 - p.survival_gain * enough * supported)


def settle(now: Planning) -> None:
    p, prices = now.p, now.dated("price_index")
    now.pay_granted("heritage")
    now.pay("courses", float(now.view(TrainingCentres).n_enrolled_craft[0]), p.course_yuan * prices)
    now.pay_granted("enterprises")
    if p.post_yuan > 0:
        each = p.post_yuan * prices
        now.pay("posts", min(float(brought(now, CRAFT).n_filled), now.granted("posts") / each), each)


def reach(now: Planning) -> Reach:
    crafts = brought(now, CRAFT)
    asked = max(ceil(now.p.craft_posts * int(now.view(CommunityOffices).n_labour_force[0]) / 1000), crafts.n_posts)
    return Reach(asked, asked, crafts.n_posts, crafts.n_filled)


LEVER = Lever(
    name="heritage",
    measure="14",
    system="culture",
    zh="民族文化传承与保护",
    en="ethnic heritage",
    term="民族文化传承与保护",
    sentence="Festivals and memories have a place on the site, crafts are taught, and craft enterprises are helped to last.",
    plan=plan,
    settle=settle,
    full={"support": 1, "artisan_training": 12, "enterprise_support": 30, "craft_posts": 12},
    parameters=PARAMETERS,
    costs=COSTS,
    establish=establish,
    terms=("belonging_gain", "survival_gain", "firm_need_yuan", "resident_yuan", "course_yuan", "post_yuan"),
    expects={"belonging": 1, "share_working_in_craft": 1, "craft_firms_open": 1},
    reach=reach,
    target_zh="传承和保护民族优秀传统文化，有条件的发展民族手工业，留住乡愁",
    target_en="traditions live on in the new place, and where conditions allow crafts give work",
)
