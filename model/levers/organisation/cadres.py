"""Measure 22, cadres 配强干部队伍: able cadres, some of them movers themselves.

Who: the staff of the office. When: all year. How many: a quality, and a share of movers among them. What it bends: what an
hour of casework achieves, and trust; help by cadres was rated 4.0 of 5 by relocated households (B002). Small, an assumption.
"""

from __future__ import annotations

from model.declare import Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "quality", 0, "score 0 to 1", 0, 1,
        "Choice, training and pay of cadres",
        "干部队伍素质", "quality of cadres", "B002", "assumption",
    ),
    Parameter(
        "residents_share", 0, "share", 0, 1,
        "Share of movers among the cadres",
        "搬迁群众进入班子比例", "movers among cadres", "", "assumption",
    ),
    Parameter(
        "success_gain", 0.15, "share", 0, 0.4,
        "Rise of what casework hours achieve with the best cadres",
        "干部素质对工时效率的提升", "gain by able cadres", "B002", "assumption",
    ),
    Parameter(
        "trust_gain", 0.03, "score 0 to 1", 0, 0.1,
        "Rise of the target of trust with the best cadres, half of them movers",
        "干部素质对信任的作用", "gain in trust", "B002", "assumption",
    ),
)  # fmt: skip

CommunityOffices = view("community_offices", "n_staff", __name__)


def plan(now: Planning) -> None:
    p = now.p
    now.bend("casework.hours", 1.0 + p.success_gain * p.quality)
    now.bend("integration.trust_gain", p.trust_gain * 0.5 * (p.quality + min(2 * p.residents_share, 1.0)))


def settle(now: Planning) -> None:
    """Cadres' pay is the county's and is counted under running costs (measure S2)."""


def reach(now: Planning) -> Reach:
    staff = float(now.view(CommunityOffices).n_staff[0])
    return Reach(staff, staff, staff * now.p.quality, staff * now.p.quality)


LEVER = Lever(
    name="cadres",
    measure="22",
    system="organisation",
    zh="干部队伍",
    en="cadres",
    term="配强干部队伍",
    sentence="Able cadres, some of them movers themselves, achieve more in an hour and are trusted more.",
    plan=plan,
    settle=settle,
    full={"quality": 1, "residents_share": 0.3},
    parameters=PARAMETERS,
    terms=("success_gain", "trust_gain"),
    expects={"casework_success": 1, "trust": 1},
    reach=reach,
    target_zh="配强社区干部队伍",
    target_en="communities get able cadres",
)
