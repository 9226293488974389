"""Measure 19, public security 治安防控: a police room where many live, residents on watch, cameras 天网 雪亮.

Who: the site. When: cameras cover in equal steps over the first six months after move-in, the rest at once. How many: one room
from 3,000 residents and another for each further 10,000, officers a room. What it bends: officers stationed, residents'
watch, and camera coverage; what these do to incidents and how many are cleared up is the theory of `safety`.
"""

from __future__ import annotations

from math import ceil

from model.calendar import MONTHS_A_YEAR
from model.declare import CostLine, Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "room_rule", 0, "yes or no", 0, 1,
        "Police rooms by population: one from 3,000 residents, another for each further 10,000",
        "警务室配置规则", "police rooms by population", "OF113", "assumption",
    ),
    Parameter(
        "officers_per_room", 0, "staff", 0, 10,
        "Officers stationed at a police room",
        "每室民警数", "officers a room", "OF113 OF296", "assumption",
    ),
    Parameter(
        "watch_patrol", 0, "share", 0, 1,
        "Share of grids where residents keep watch",
        "群防群治覆盖率", "grids with a watch", "", "assumption",
    ),
    Parameter(
        "camera_coverage", 0, "share", 0, 1,
        "Share of the site that cameras cover six months after move-in",
        "视频监控覆盖率", "camera coverage", "", "assumption",
    ),
    Parameter(
        "cameras", 12, "cameras per 1,000 residents", 3, 60,
        "Cameras that cover the site fully",
        "全覆盖所需摄像头", "cameras for full coverage", "", "assumption",
    ),
    Parameter(
        "officer_yuan", 9000, "yuan an officer a month", 4000, 20000,
        "Cost of an officer: pay, dues, equipment",
        "民警月均成本", "cost of an officer", "", "assumption",
    ),
    Parameter(
        "watch_yuan", 12, "yuan a resident a year", 1, 100,
        "Cost of a watch for a resident: allowances, torches, armbands",
        "群防群治人均成本", "cost of watch", "", "assumption",
    ),
    Parameter(
        "camera_yuan", 90, "yuan a camera a month", 20, 500,
        "Cost of a camera: its price over eight years, line, power, repair",
        "摄像头月均成本", "cost of a camera", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("officers", "民警", "police officers", "county", 2019),
    CostLine("watch", "群防群治", "residents' watch", "county", 2019),
    CostLine("cameras", "视频监控", "cameras", "county", 2019),
)
FROM_RESIDENTS, FURTHER_RESIDENTS, MONTHS_TO_COVER = 3000, 10_000, 6

CommunityOffices = view("community_offices", "n_residents n_police_officers", __name__)


def rooms(residents: int) -> int:
    """Police rooms that the rule asks for."""
    return 0 if residents < FROM_RESIDENTS else 1 + (residents - FROM_RESIDENTS) // FURTHER_RESIDENTS


def prices(now: Planning) -> dict[str, float]:
    """Yuan a month for an officer, a resident's watch, a camera."""
    p, index = now.p, now.dated("price_index")
    return {"officers": p.officer_yuan * index, "watch": p.watch_yuan / MONTHS_A_YEAR * index, "cameras": p.camera_yuan * index}


def plan(now: Planning) -> None:
    p, each, residents = now.p, prices(now), int(now.view(CommunityOffices).n_residents[0])
    asked = round(p.room_rule * rooms(residents) * p.officers_per_room)
    now.bend("safety.officers", now.afford("officers", asked, each["officers"]))
    on_watch = now.afford("watch", ceil(p.watch_patrol * residents), each["watch"]) / max(residents, 1)
    now.bend("safety.patrol", min(on_watch, p.watch_patrol))
    so_far = p.camera_coverage * min((now.month + 1) / MONTHS_TO_COVER, 1.0)
    needed = p.cameras * residents / 1000
    hung = now.afford("cameras", ceil(so_far * needed), each["cameras"])
    now.bend("safety.cameras", min(hung / max(needed, 1e-9), so_far))


def settle(now: Planning) -> None:
    for line in COSTS:
        now.pay_granted(line.name)


def reach(now: Planning) -> Reach:
    residents = float(now.view(CommunityOffices).n_residents[0])
    served = min(now.granted("watch") / prices(now)["watch"], residents)
    return Reach(residents, residents, served, served)


LEVER = Lever(
    name="police",
    measure="19",
    system="governance",
    zh="治安防控",
    en="public security",
    term="治安防控体系",
    sentence="A police room where many live, residents on watch, and cameras within half a year of move-in.",
    plan=plan,
    settle=settle,
    full={"room_rule": 1, "officers_per_room": 2, "watch_patrol": 1, "camera_coverage": 1},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("room_rule", "cameras", "officer_yuan", "watch_yuan", "camera_yuan"),
    expects={"incidents_per_1000": -1, "felt_safety": 1, "camera_coverage": 1},
    reach=reach,
    target_zh="3000 人以上安置点设一室一警，入住半年内实现视频监控全覆盖",
    target_en="a police room with its officer from 3,000 residents, cameras everywhere within half a year of move-in",
)
