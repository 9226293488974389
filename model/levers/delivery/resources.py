"""Measure S2, resources and responsibility 要素保障、目标绩效: running costs and cadre pay like those of an urban community.

Who: the community office. When: all year. How many: ratios to an urban community of the same size, with a floor of one. What it
bends: how far casework hours go, since an office without money for its rounds or with cadres who leave does less. The budget
itself, its growth, partners' funds and the order of claims are the scenario's `budget`.
"""

from __future__ import annotations

from model.declare import CostLine, Lever, Parameter, Planning, Reach, view

WITHOUT = 0.7  # the ratios where nobody sees to them

PARAMETERS = (
    Parameter(
        "running_ratio", WITHOUT, "factor", 0.5, 1.5,
        "Running costs over those of an urban community of the same size",
        "工作经费与同规模城市社区之比", "running costs over an urban community's", "", "assumption",
    ),
    Parameter(
        "pay_ratio", WITHOUT, "factor", 0.5, 1.5,
        "Cadre pay over that of an urban community of the same size",
        "干部待遇与同规模城市社区之比", "cadre pay over an urban community's", "", "assumption",
    ),
    Parameter(
        "resource_gain", 0.1, "share", 0, 0.4,
        "Rise of what casework hours achieve when both ratios reach one",
        "经费和待遇对工时效率的提升", "gain by resources", "", "assumption",
    ),
    Parameter(
        "community_yuan", 12, "yuan a resident a month", 1, 60,
        "Running costs and cadre pay of an urban community",
        "城市社区人均月经费", "cost of an urban community", "", "assumption",
    ),
)  # fmt: skip

COSTS = (CostLine("running", "社区工作经费和干部待遇", "running costs and cadre pay", "county", 2019),)

CommunityOffices = view("community_offices", "n_residents", __name__)


def above(now: Planning) -> float:
    """How far both ratios stand above what they are without the measure, where 1 is the way to an urban community's."""
    mean = 0.5 * (now.p.running_ratio + now.p.pay_ratio)
    return float((mean - WITHOUT) / (1.0 - WITHOUT))


def plan(now: Planning) -> None:
    p, dose = now.p, above(now)
    each = p.community_yuan * (1.0 - WITHOUT) * max(dose, 0.0) * now.dated("price_index")
    residents = int(now.view(CommunityOffices).n_residents[0]) if dose > 0 else 0
    paid = now.afford("running", residents, each) if each > 0 else 0.0
    reached = dose * paid / max(residents, 1) if dose > 0 else dose  # who is worse off than usual saves nothing
    share = reached / dose if dose > 0 else 1.0
    now.bend("casework.running_ratio", (p.running_ratio - WITHOUT) * share)
    now.bend("casework.pay_ratio", (p.pay_ratio - WITHOUT) * share)
    now.bend("casework.hours", max(1.0 + p.resource_gain * min(reached, 1.5), 0.0))


def settle(now: Planning) -> None:
    now.pay_granted("running")


def reach(now: Planning) -> Reach:
    residents = float(now.view(CommunityOffices).n_residents[0])
    full = now.p.community_yuan * (1.0 - WITHOUT) * now.dated("price_index")
    served = min(now.granted("running") / full, residents)
    return Reach(residents, residents, residents, served)


LEVER = Lever(
    name="resources",
    measure="S2",
    system="delivery",
    zh="要素保障",
    en="resources",
    term="要素保障、目标绩效",
    sentence="Running costs and cadre pay are not below those of an urban community of the same size.",
    plan=plan,
    settle=settle,
    full={"running_ratio": 1.0, "pay_ratio": 1.0},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("resource_gain", "community_yuan"),
    expects={"running_cost_ratio": 1, "cadre_pay_ratio": 1, "casework_success": 1},
    reach=reach,
    target_zh="工作经费和干部待遇不低于同规模城市社区",
    target_en="running costs and cadre pay not below an urban community of the same size",
)
