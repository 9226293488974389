"""Measure 5, the six community facilities 六个一: service, practice, sports, elderly and children's centre, affordable shop.

Who: residents near enough to a facility. When: rooms are fitted out in some months, then run. How many: one of each kind,
with all or a part of the norm of room and hours. What it bends: the service centre how readily people register, find local
posts and put dues in order; the practice centre what they hear, and it is where evening schools meet; the sports centre how
often households meet; the elderly and the children's centre how many needs for care are met outside the family, place by
place; the shop what living costs. All gains are assumptions and small; only care has a basis in studies (C003).
"""

from __future__ import annotations

from math import ceil
from operator import attrgetter

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.codes import (
    AFFORDABLE_SHOP,
    CHILDRENS_CENTRE,
    ELDERLY_CENTRE,
    FACILITY_NAMES,
    KINDERGARTEN,
    PRACTICE_CENTRE,
    SERVICE_CENTRE,
    SEVERE_DISABILITY,
    SPORTS_CENTRE,
)
from model.counts import is_on_site
from model.declare import CostLine, Lever, Parameter, Planning, Reach, Rows, view
from model.kernel import kernel, rows_where

PARAMETERS = (
    Parameter(
        "service_centre", 0, "share", 0, 1,
        "Windows for registration, work, school, clinic, insurance and law: room and hours over the norm; 0 no, 1 yes",
        "综合服务中心", "service centre", "", "assumption",
    ),
    Parameter(
        "practice_centre", 0, "share", 0, 1,
        "Library, broadcast, nostalgia hall and message groups: room and hours over the norm; 0 no, 1 yes",
        "新时代文明实践中心", "practice centre", "", "assumption",
    ),
    Parameter(
        "sports_centre", 0, "share", 0, 1,
        "Square, court and rooms for leisure: room and hours over the norm; 0 no, 1 yes",
        "文体活动中心", "sports centre", "", "assumption",
    ),
    Parameter(
        "elderly_centre", 0, "share", 0, 1,
        "Day care for the very old and the left-behind: room and hours over the norm; 0 no, 1 yes",
        "老年服务中心", "elderly centre", "", "assumption",
    ),
    Parameter(
        "childrens_centre", 0, "share", 0, 1,
        "Day care for children: room and hours over the norm; 0 no, 1 yes",
        "儿童活动中心", "children's centre", "", "assumption",
    ),
    Parameter(
        "affordable_shop", 0, "share", 0, 1,
        "A shop that sells staples cheaper: room and hours over the norm; 0 no, 1 yes",
        "平价购物中心", "affordable shop", "", "assumption",
    ),
    Parameter(
        "requests_gain", 0.3, "share", 0, 1,
        "Rise of the chance that people ask for registration, for who is near the service centre",
        "服务中心对主动登记的提升", "own requests gained", "", "assumption",
    ),
    Parameter(
        "matching_gain", 0.03, "share", 0, 0.15,
        "Rise of meeting local posts, for who is near the service centre",
        "服务中心对求职匹配的提升", "matching gained", "C019", "assumption",
    ),
    Parameter(
        "dues_gain", 0.3, "share", 0, 1,
        "Rise of the chance that people put lapsed dues in order, for who is near the service centre",
        "服务中心对补缴断保的提升", "dues put in order", "", "assumption",
    ),
    Parameter(
        "informing", 0.02, "share a month", 0, 0.1,
        "Share of what households do not know that they hear in a month near the practice centre",
        "实践中心政策知晓提升", "news heard", "", "assumption",
    ),
    Parameter(
        "encounter_gain", 0.05, "share", 0, 0.3,
        "Rise of meetings of households near the sports centre",
        "文体中心对往来的提升", "meetings gained", "C005", "assumption",
    ),
    Parameter(
        "elderly_places", 4, "seats per 1,000 residents", 0, 20,
        "Day places of the elderly centre as the norm has it",
        "日间照料床位", "elderly day places", "", "assumption",
    ),
    Parameter(
        "childrens_places", 8, "seats per 1,000 residents", 0, 40,
        "Day places of the children's centre as the norm has it, for children under six without a kindergarten place",
        "儿童托管名额", "children's day places", "C003", "assumption",
    ),
    Parameter(
        "shop_saving", 0.015, "share", 0, 0.05,
        "Share of the cost of living that the shop saves who lives near",
        "平价购物中心节约生活成本", "saved by the shop", "", "assumption",
    ),
    Parameter(
        "fitting_yuan", 120, "yuan a household", 20, 600,
        "Cost of fitting out a facility in rooms that stand, for each flat of the site",
        "设施装修成本", "cost of fitting out", "", "assumption",
    ),
    Parameter(
        "running_yuan", 15, "yuan a resident a year", 3, 60,
        "Cost of running a facility as the norm has it",
        "设施运行成本", "cost of running", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("fitting", "社区设施装修", "facilities fitted out", "county", 2019),
    CostLine("running", "社区设施运行", "facilities run", "county", 2019),
)

# What is asked for by the parameters, and the quantities that say it, in the order of kinds.
wanted = attrgetter(*FACILITY_NAMES)
QUANTITIES = tuple(f"facilities.{name}" for name in FACILITY_NAMES)
SIX, EIGHTY = 6 * MONTHS_A_YEAR, 80 * MONTHS_A_YEAR

Facilities = view("facilities", "is_open months_to_open share_run share_near", __name__)
Buildings = view("buildings", "n_households", __name__)
CommunityOffices = view("community_offices", "n_residents", __name__)
People = view("people", "household is_alive age_months disability school_level", __name__)
Households = view("households", "arrival_month return_month", __name__)


@kernel
def count_in_need(people: Rows, households: Rows, month: int) -> tuple[int, int]:
    """Children under six without a kindergarten place, and the very old and severely disabled, on the site."""
    may_need, children, elders = np.empty(people.age_months.size, np.bool_), 0, 0
    for i in range(may_need.size):
        is_young_or_old = (people.age_months[i] < SIX) | (people.age_months[i] >= EIGHTY)
        may_need[i] = (is_young_or_old | (people.disability[i] == SEVERE_DISABILITY)) & (people.is_alive[i] == 1)
    for i in rows_where(may_need):
        is_here, is_child = is_on_site(households, people.household[i], month), people.age_months[i] < SIX
        children += is_here & is_child & (people.school_level[i] != KINDERGARTEN)
        elders += is_here & (people.age_months[i] >= SIX)
    return children, elders


def plan(now: Planning) -> None:
    facilities, residents = now.view(Facilities), int(now.view(CommunityOffices).n_residents[0])
    there = list(zip(wanted(now.p), facilities.is_open.tolist(), facilities.months_to_open.tolist(), strict=True))
    fitted = [share if is_open == 0 and months == 0 else 0.0 for share, is_open, months in there]
    if any(fitted):
        now.bend("facilities.openings", fit_out(now, sum(share > 0 for share in fitted)))
    # A facility opens in the last month of its fitting-out.
    is_run = run(now, residents, [share if is_open == 1 or months == 1 else 0.0 for share, is_open, months in there])
    for quantity, fit, share in zip(QUANTITIES, fitted, is_run, strict=True):
        now.bend(quantity, fit if fit > 0 else share)
    help_near(now, residents, [share * near for share, near in zip(is_run, facilities.share_near.tolist(), strict=True)])


def fit_out(now: Planning, n: int) -> float:
    """Facilities, of so many that are to be fitted out, for which that is paid this month."""
    flats = int(now.view(Buildings).n_households.sum())
    return now.afford("fitting", n, now.p.fitting_yuan * flats * now.dated("price_index"))


def run(now: Planning, residents: int, shares: list[float]) -> list[float]:
    """Room and hours that are paid for this month, over the norm."""
    units = sum([ceil(share * residents) for share in shares])
    each = now.p.running_yuan / MONTHS_A_YEAR * now.dated("price_index")
    paid = now.afford("running", units, each) / max(units, 1)
    return [share * paid for share in shares]


def help_near(now: Planning, residents: int, served: list[float]) -> None:
    """What facilities do for those near them. served: share of residents whom each serves, in the order of kinds."""
    p = now.p
    now.bend("casework.own_requests", 1.0 + p.requests_gain * served[SERVICE_CENTRE])
    now.bend("jobs_found.matching", 1.0 + p.matching_gain * served[SERVICE_CENTRE])
    now.bend("household_budget.restoring_odds", 1.0 + p.dues_gain * served[SERVICE_CENTRE])
    now.bend("casework.informing", p.informing * served[PRACTICE_CENTRE])
    now.bend("ties.encounter_rate", 1.0 + p.encounter_gain * served[SPORTS_CENTRE])
    now.bend("household_budget.living_cost", 1.0 - p.shop_saving * served[AFFORDABLE_SHOP])
    if served[CHILDRENS_CENTRE] > 0 or served[ELDERLY_CENTRE] > 0:
        thousands = residents / 1000
        children, elders = count_in_need(now.view(People), now.view(Households), now.month)
        now.bend("care.child_relief", min(p.childrens_places * thousands * served[CHILDRENS_CENTRE] / max(children, 1), 1.0))
        now.bend("care.elder_relief", min(p.elderly_places * thousands * served[ELDERLY_CENTRE] / max(elders, 1), 1.0))


def settle(now: Planning) -> None:
    now.pay_granted("fitting")
    now.pay_granted("running")


def reach(now: Planning) -> Reach:
    """Residents, and those served by one of six facilities, mean of the six."""
    facilities, residents = now.view(Facilities), float(now.view(CommunityOffices).n_residents[0])
    near = residents * float(((facilities.share_run > 0) * facilities.share_near).mean())
    return Reach(residents, residents, near, residents * float((facilities.share_run * facilities.share_near).mean()))


LEVER = Lever(
    name="community_facilities",
    measure="5",
    system="services",
    zh="社区配套设施",
    en="six community facilities",
    term="六个一",
    sentence="Residents have a service, practice, sports, elderly and children's centre and an affordable shop near their flats.",
    plan=plan,
    settle=settle,
    full=dict.fromkeys(FACILITY_NAMES, 1),
    parameters=PARAMETERS,
    costs=COSTS,
    terms=(
        "requests_gain",
        "matching_gain",
        "dues_gain",
        "informing",
        "encounter_gain",
        "elderly_places",
        "childrens_places",
        "shop_saving",
        "fitting_yuan",
        "running_yuan",
    ),
    expects={
        "facility_access": 1,
        "awareness": 1,
        "ties_a_household": 1,
        "encounter_rate": 1,
        "carers_share": -1,
        "living_cost_a_head_yuan_month": -1,
    },
    reach=reach,
    target_zh="每个安置点建有综合服务中心、新时代文明实践中心、文体活动中心、老年服务中心、儿童活动中心和平价购物中心",
    target_en="every site with a service, practice, sports, elderly and children's centre and an affordable shop",
)
