"""Measure 3, health care 医疗卫生: one institution that serves the site at least, staffed and equipped by the norm.

Who: everybody on the site. When: one upgrade or building when the site opens, posts every month. How many: by population, one
or more rooms, a station or a centre; where an institution nearby suffices it is upgraded and none is built 避免重复建设. What it
bends: whether the rule holds, the works that are paid for, equipment, and posts of doctors and nurses. More visits and shorter
ways mean that more of the ill are treated; treated spells are shorter and cost fewer days of work.
"""

from __future__ import annotations

from math import ceil

import numpy as np

from model.codes import HEALTH_CENTRE, HEALTH_STATION
from model.declare import CostLine, Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "rule", 0, "yes or no", 0, 1,
        "Whether the site is given an institution: 0 none, 1 as the document asks; any dose of the measure gives it one",
        "每点一个卫生服务机构", "an institution for the site", "OF142 OF014", "assumption",
    ),
    Parameter(
        "reuse_if_adequate", 1, "yes or no", 0, 1,
        "A nearby institution that suffices is upgraded, and none is built beside it",
        "就近医疗机构升级整合", "upgrade what suffices nearby", "", "assumption",
    ),
    Parameter(
        "staffing", 0, "share", 0, 1,
        "Share of the norm of doctors and nurses whose posts are paid for",
        "医护人员配置率", "staffing over the norm", "", "assumption",
    ),
    Parameter(
        "equipment", 0, "share", 0, 1,
        "Share of the norm of equipment that an institution is given when it opens or is upgraded",
        "医疗设备配置率", "equipment over the norm", "", "assumption",
    ),
    Parameter(
        "room_yuan", 150_000, "yuan", 50_000, 400_000,
        "Cost of a health room",
        "卫生室建设成本", "cost of a health room", "", "assumption",
    ),
    Parameter(
        "upgrade_share", 0.35, "share", 0.1, 0.8,
        "Cost of upgrading an institution over that of building it",
        "升级改造成本占比", "cost of upgrading over building", "", "assumption",
    ),
    Parameter(
        "equipment_yuan", 60, "yuan a person", 20, 200,
        "Cost of the full norm of equipment for each resident",
        "人均设备成本", "cost of equipment", "", "assumption",
    ),
    Parameter(
        "staff_yuan", 5500, "yuan a month", 3000, 9000,
        "Pay and dues of a doctor or nurse",
        "医护人员月薪酬", "pay of medical staff", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("upgrades", "医疗机构升级改造", "upgraded institutions", "county", 2019),
    CostLine("buildings", "医疗机构新建", "new institutions", "county", 2019),
    CostLine("staff", "医护人员经费", "medical staff", "county", 2019),
)

# What a station and a centre cost, in rooms.
ROOMS = {HEALTH_STATION: 4, HEALTH_CENTRE: 20}

People = view("people", "is_alive illness_months_left is_treated is_away", __name__)
Clinics = view("clinics", "tier is_wanted n_treated n_waiting n_staff_added", __name__)
CommunityOffices = view(
    "community_offices",
    "n_clinics_to_upgrade n_clinics_to_build n_clinics_upgraded n_clinics_built clinic_staff_norm",
    __name__,
)


def prices_each(now: Planning) -> tuple[float, float]:
    """What one upgrade and one building cost this month, equipment included; nothing where none is wanted."""
    p, clinics = now.p, now.view(Clinics)
    wanted = [tier for tier, is_wanted in zip(clinics.tier.tolist(), clinics.is_wanted.tolist(), strict=True) if is_wanted == 1]
    if not wanted:
        return 0.0, 0.0
    n_people = np.count_nonzero(now.view(People).is_alive)
    equipment = p.equipment_yuan * p.equipment * n_people / len(wanted)
    building = p.room_yuan * ROOMS.get(max(wanted), 1)
    prices = now.dated("price_index")
    return (building * p.upgrade_share + equipment) * prices, (building + equipment) * prices


def plan(now: Planning) -> None:
    p, office = now.p, now.view(CommunityOffices)
    upgrade_yuan, building_yuan = prices_each(now)
    now.bend("clinics.planning", float(p.rule > 0))
    now.bend("clinics.reuse", p.reuse_if_adequate)
    now.bend("clinics.equipment_share", p.equipment)
    if p.rule > 0:
        now.bend("clinics.upgrades", now.afford("upgrades", int(office.n_clinics_to_upgrade[0]), upgrade_yuan))
        now.bend("clinics.buildings", now.afford("buildings", int(office.n_clinics_to_build[0]), building_yuan))
    asked = ceil(p.staffing * float(office.clinic_staff_norm[0]))
    now.bend("clinics.staff_posts", now.afford("staff", asked, p.staff_yuan * now.dated("price_index")))


def settle(now: Planning) -> None:
    p, office = now.p, now.view(CommunityOffices)
    # What is wanted does not change between the grant and the work, so all that was granted is begun.
    for line, n in (("upgrades", int(office.n_clinics_upgraded[0])), ("buildings", int(office.n_clinics_built[0]))):
        if n > 0:
            now.pay(line, float(n), now.granted(line) / n)
    now.pay("staff", float(round(sum(now.view(Clinics).n_staff_added.tolist()))), p.staff_yuan * now.dated("price_index"))


def reach(now: Planning) -> Reach:
    """The ill on the site, those of them who ask for care, and those who are treated."""
    people, clinics = now.view(People), now.view(Clinics)
    n_ill = int(((people.illness_months_left > 0) & (people.is_away == 0) & (people.is_alive == 1)).sum())
    served = int(clinics.n_treated.sum())
    asking = served + int(clinics.n_waiting.sum())
    return Reach(max(n_ill, asking), max(n_ill, asking), asking, served)


LEVER = Lever(
    name="health_care",
    measure="3",
    system="services",
    zh="医疗卫生",
    en="health care",
    term="公共医疗卫生服务",
    sentence="The site has an institution of its size, or one nearby is upgraded to serve it, with staff and equipment.",
    plan=plan,
    settle=settle,
    full={"rule": 1, "reuse_if_adequate": 1, "staffing": 1, "equipment": 1},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("rule", "reuse_if_adequate", "room_yuan", "upgrade_share", "equipment_yuan", "staff_yuan"),
    expects={"clinic_access": 1, "treated_share": 1, "unmet_need_share": -1, "work_days_lost": -1},
    reach=reach,
    target_zh="原则上每个安置点有 1 个卫生服务机构，按标准配置设备和医护人员，避免重复建设",
    target_en="a health institution for every site, staffed and equipped by the norm, none duplicated",
)
