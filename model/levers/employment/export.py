"""Measure 7c, organised outside work 提高劳务组织化程度: a labour broker places people outside and looks after them there.

Who: people free to leave, and those away. When: all year. How many: a share of those who leave, and a share of those away.
What it bends: the chance to leave with a job in hand, the odds that the placed lose it (who is placed by somebody known quits
less, C042: 10 to 30 % less), and the chance of giving it up to come home. It takes workers from the site: carers, children
and old people stay behind, and the record shows them.
"""

from __future__ import annotations

from math import ceil

import numpy as np

from model.declare import CostLine, Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "organised", 0, "share", 0, 1,
        "Share of those who leave for work whom a broker would place",
        "有组织输出比例", "share placed by an organised channel", "OF250 OF227", "assumption",
    ),
    Parameter(
        "retention_service", 0, "share", 0, 1,
        "Share of those away who are looked after by a service station there",
        "在外服务覆盖比例", "share of those away who are looked after", "OF146", "assumption",
    ),
    Parameter(
        "placing_gain", 0.3, "share", 0, 1,
        "Rise of the chance to leave when every placement is organised",
        "组织化对外出概率的提升", "gain in leaving", "C081", "assumption",
    ),
    Parameter(
        "holding_gain", 0.15, "share", 0, 0.3,
        "Fall of the odds of losing an outside job for somebody whom a broker placed",
        "组织化对失业概率的降低", "fall in losing outside jobs", "C042", "literature",
    ),
    Parameter(
        "staying_gain", 0.2, "share", 0, 0.5,
        "Fall of the chance to give up an outside job when everybody away is looked after",
        "在外服务对返乡概率的降低", "fall in coming home early", "", "assumption",
    ),
    Parameter(
        "broker_yuan", 400, "yuan a person", 100, 2000,
        "Paid to the broker for a placement",
        "劳务经纪补助", "paid to the broker", "OF146", "literature",
    ),
    Parameter(
        "service_yuan", 10, "yuan a person a month", 0, 100,
        "Cost of looking after a worker away",
        "在外服务人均成本", "cost of looking after a worker away", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("brokers", "劳务经纪补助", "labour brokers", "county", 2019),
    CostLine("stations", "驻外劳务服务站", "service stations outside", "county", 2019),
)
MOST_LEAVING = 0.06  # of the labour force in a month, above what any month has shown; what money is set aside for

People = view("people", "is_away", __name__)
CommunityOffices = view("community_offices", "n_labour_force n_brokered", __name__)


def n_away(now: Planning) -> int:
    """People who live outside, in work or looking for it."""
    return int(np.count_nonzero(now.view(People).is_away))


def plan(now: Planning) -> None:
    p, prices = now.p, now.dated("price_index")
    places = ceil(p.organised * MOST_LEAVING * int(now.view(CommunityOffices).n_labour_force[0]))
    placed = now.afford("brokers", places, p.broker_yuan * prices)
    organised = p.organised * placed / places if places > 0 else 0.0
    served = ceil(p.retention_service * n_away(now))
    looked_after = now.afford("stations", served, p.service_yuan * prices)
    service = p.retention_service * looked_after / served if served > 0 else 0.0
    now.bend("outside_work.brokered", 1.0 + p.placing_gain * organised)
    now.bend("outside_work.organised", organised)
    now.bend("outside_work.broker_places", placed)
    now.bend("jobs_lost.brokered_separation_odds", 1.0 - p.holding_gain)
    now.bend("outside_work.kept", 1.0 - p.staying_gain * service)


def settle(now: Planning) -> None:
    p, prices = now.p, now.dated("price_index")
    now.pay("brokers", float(now.view(CommunityOffices).n_brokered[0]), p.broker_yuan * prices)
    now.pay_granted("stations")


def reach(now: Planning) -> Reach:
    """People: away or placed this month; of these, those looked after there and those placed by a broker."""
    placed = float(now.view(CommunityOffices).n_brokered[0])
    n = n_away(now) + placed
    asked = min(ceil(now.p.retention_service * n_away(now)) + placed, n)
    each = now.p.service_yuan * now.dated("price_index")
    served = now.granted("stations") / each if each > 0 else asked - placed
    return Reach(n, n, asked, min(served + placed, asked))


LEVER = Lever(
    name="export",
    measure="7c",
    system="employment",
    zh="劳务输出组织化",
    en="organised outside work",
    term="提高劳务组织化程度",
    sentence="A labour broker places people outside the province and looks after them there.",
    plan=plan,
    settle=settle,
    full={"organised": 0.8, "retention_service": 0.8},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("placing_gain", "holding_gain", "staying_gain", "broker_yuan", "service_yuan"),
    expects={"share_of_leavers_organised": 1, "share_in_stable_outside_work": 1, "share_working_outside": 1},
    reach=reach,
    target_zh="提高劳务输出组织化程度，稳定在外就业",
    target_en="more outside work through organised channels, and jobs there that last",
)
