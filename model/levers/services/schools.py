"""Measure 2, schooling 公共教育: no child of a mover leaves school because of the move, and places meet need.

Who: children of kindergarten, primary and junior school age. When: seats are planned every month, some months before the
families arrive, and open after their lead time. How many: as many as are missing and paid for. What it bends: the rule (seats
suffice: the nearest school; some missing: more in place, 缺多少补多少; many missing: a new school with the site), how far ahead
it looks, how long building takes, and how many teachers' posts move with the pupils 编随事走. A kindergarten place frees a
carer; seats on the site spare children the far school, and with it some leave school who would not have.
"""

from __future__ import annotations

from math import ceil

from model.declare import CostLine, Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "rule", 0, "share", 0, 1,
        "Share of the missing seats that are planned: 0 none, 1 as the document asks",
        "学位缺多少补多少", "missing seats that are planned", "OF289", "assumption",
    ),
    Parameter(
        "prematch", 0, "months", 0, 24,
        "Months before their arrival that children are counted",
        "提前对接就学需求", "months of planning ahead", "", "assumption",
    ),
    Parameter(
        "lead_time", 12, "months", 3, 36,
        "Months from the decision to the opening of seats added in place; a new school takes longer",
        "扩建工期", "lead time of added seats", "", "assumption",
    ),
    Parameter(
        "teacher_transfer", 0, "share", 0, 1,
        "Share of the teachers' posts of new seats that are moved in time",
        "编随事走", "teachers' posts moved in time", "", "assumption",
    ),
    Parameter(
        "extension_yuan", 12000, "yuan a seat", 4000, 30000,
        "Cost of a seat that is added in place",
        "扩建每学位成本", "cost of a seat added in place", "OF289 OF290", "assumption",
    ),
    Parameter(
        "building_yuan", 22600, "yuan a seat", 10000, 50000,
        "Cost of a seat in a new school: 27.1 million yuan a school of about 1,200 seats",
        "新建每学位成本", "cost of a seat in a new school", "OF289 OF290", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("extensions", "校舍就地改扩建", "seats added in place", "county", 2019),
    CostLine("new schools", "新建学校", "new schools", "province", 2019),
)

Schools = view("schools", "is_open n_pupils n_waiting", __name__)
CommunityOffices = view("community_offices", "n_seats_to_extend n_seats_to_build n_seats_extended n_seats_built", __name__)


def plan(now: Planning) -> None:
    p, office, prices = now.p, now.view(CommunityOffices), now.dated("price_index")
    extended = now.afford("extensions", ceil(p.rule * int(office.n_seats_to_extend[0])), p.extension_yuan * prices)
    built = now.afford("new schools", ceil(p.rule * int(office.n_seats_to_build[0])), p.building_yuan * prices)
    now.bend("schools.planning", p.rule)
    now.bend("schools.months_ahead", p.prematch)
    now.bend("schools.lead_months", p.lead_time)
    now.bend("schools.seats_to_extend", extended)
    now.bend("schools.seats_to_build", built)
    now.bend("schools.teacher_transfer", p.teacher_transfer)


def settle(now: Planning) -> None:
    p, office, prices = now.p, now.view(CommunityOffices), now.dated("price_index")
    now.pay("extensions", float(office.n_seats_extended[0]), p.extension_yuan * prices)
    now.pay("new schools", float(office.n_seats_built[0]), p.building_yuan * prices)


def reach(now: Planning) -> Reach:
    """Children who ask for a seat on the site, and those who have one."""
    schools = now.view(Schools)
    served = int(schools.n_pupils.sum())
    asking = served + int(schools.n_waiting.sum())
    return Reach(asking, asking, asking, served)


LEVER = Lever(
    name="schooling",
    measure="2",
    system="services",
    zh="公共教育",
    en="schooling",
    term="公共教育服务",
    sentence="Missing seats are added in place or built new by rule, ahead of arrival, and teachers' posts move with pupils.",
    plan=plan,
    settle=settle,
    full={"rule": 1, "prematch": 12, "lead_time": 10, "teacher_transfer": 1},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("lead_time", "extension_yuan", "building_yuan"),
    expects={"seat_gap": -1, "school_way_kilometres": -1, "months_out_of_school": -1},
    reach=reach,
    target_zh="绝不能让一个搬迁群众子女因搬迁而辍学，教育学位满足需要",
    target_en="no child leaves school because of the move; places meet need",
)
