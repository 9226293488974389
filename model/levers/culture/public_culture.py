"""Measure 12, public culture 公共文化: places to meet, and festivals of all groups.

Who: all residents; an event has room for some. When: all year. How many: facilities as a share of the norm, events by the
number of residents. What it bends: how often households meet, and how readily a meeting across origin villages starts a tie.
Programmes of this kind move cohesion little, and contact at events nothing but anxiety before strangers (C005,
C007): the defaults are small.
"""

from __future__ import annotations

from math import ceil, floor

from model.calendar import MONTHS_A_YEAR
from model.chance import uniform
from model.declare import CostLine, Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "facilities", 0, "share", 0, 1,
        "Cultural facilities, network, content and staff, over the norm",
        "公共文化设施达标比例", "facilities over the norm", "", "assumption",
    ),
    Parameter(
        "events", 0, "events a month per 10,000 residents", 0, 12,
        "Events: festivals of all groups, shows, contests",
        "每万人每月文化活动", "events", "", "assumption",
    ),
    Parameter(
        "places", 600, "people", 100, 5000,
        "People whom an event has room for",
        "每场活动容纳人数", "room of an event", "", "assumption",
    ),
    Parameter(
        "facilities_gain", 0.06, "share", 0, 0.3,
        "Rise of meetings with facilities as the norm has them",
        "设施对往来的提升", "meetings gained by facilities", "C005", "assumption",
    ),
    Parameter(
        "events_gain", 0.04, "share", 0, 0.2,
        "Rise of meetings where everybody goes to an event in the month",
        "活动对往来的提升", "meetings gained by events", "C005", "assumption",
    ),
    Parameter(
        "across_gain", 0.15, "share", 0, 0.5,
        "Rise of the chance that a meeting across villages starts a tie, where everybody goes to an event in the month",
        "活动对跨村结识的提升", "ties across villages gained by events", "C007", "assumption",
    ),
    Parameter(
        "facilities_yuan", 40, "yuan a resident a year", 5, 300,
        "Running cost of facilities as the norm has them",
        "公共文化设施人均运行成本", "running cost of facilities", "", "assumption",
    ),
    Parameter(
        "event_yuan", 6000, "yuan an event", 500, 50000,
        "Cost of an event",
        "每场活动成本", "cost of an event", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("facilities", "公共文化设施运行", "running of facilities", "county", 2019),
    CostLine("events", "文化活动", "events", "county", 2019),
)

CommunityOffices = view("community_offices", "n_residents", __name__)


def prices(now: Planning) -> dict[str, float]:
    """Yuan this month for facilities for a resident, and for an event."""
    index, p = now.dated("price_index"), now.p
    return {"facilities": p.facilities_yuan / MONTHS_A_YEAR * index, "events": p.event_yuan * index}


def attending(now: Planning, events: float) -> float:
    """Share of residents who go to an event in the month, each event drawing from all."""
    return 1.0 - 0.5 ** (events * now.p.places / max(float(now.view(CommunityOffices).n_residents[0]), 1.0))


def plan(now: Planning) -> None:
    p, each, residents = now.p, prices(now), int(now.view(CommunityOffices).n_residents[0])
    served = min(now.afford("facilities", ceil(p.facilities * residents), each["facilities"]) / max(residents, 1), 1.0)
    # Whole events whose mean over the months is what is asked for: the fraction is settled by the month's draw.
    asked = floor(p.events * residents / 10_000 + uniform(now.chance("events"), 0)) if p.events > 0 else 0
    going = attending(now, now.afford("events", asked, each["events"]))
    now.bend("ties.encounter_rate", (1.0 + p.facilities_gain * served) * (1.0 + p.events_gain * going))
    now.bend("ties.across_start", 1.0 + p.across_gain * going)


def settle(now: Planning) -> None:
    for line in COSTS:
        now.pay_granted(line.name)


def reach(now: Planning) -> Reach:
    residents = float(now.view(CommunityOffices).n_residents[0])
    going = residents * attending(now, now.granted("events") / prices(now)["events"])
    return Reach(residents, residents, going, going)


LEVER = Lever(
    name="public_culture",
    measure="12",
    system="culture",
    zh="公共文化服务",
    en="public culture",
    term="公共文化",
    sentence="Places to meet and festivals of all groups bring people of different villages together.",
    plan=plan,
    settle=settle,
    full={"facilities": 1, "events": 3},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("places", "facilities_gain", "events_gain", "across_gain", "facilities_yuan", "event_yuan"),
    expects={"ties_a_household": 1, "encounter_rate": 1, "share_of_ties_across_villages": 1, "belonging": 1, "trust": 0},
    reach=reach,
    target_zh="公共文化设施、内容、队伍达标，开展各民族群众共同参与的文化活动",
    target_en="cultural facilities, content and staff as the norm has them, and events for all groups",
)
