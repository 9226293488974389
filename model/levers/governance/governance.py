"""Measure 16, management bodies 管理机构: staff for the community office, and cadres seconded from the origin townships.

Who: the office. When: staff at once, seconded cadres for the first eighteen months, until the end of 2020. How many: staff per
1,000 residents; posts are moved within the county, not added, so that their pay is no cost of the site; their hours are booked.
What it bends: the staff of casework, and, while seconded cadres know the households that they moved, how far its hours go.
"""

from __future__ import annotations

from model.declare import CostLine, Lever, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "staff", 0, "staff per 1,000 residents", 0, 10,
        "Staff of the office beyond those of the first day, moved from elsewhere in the county",
        "增配管理服务人员", "staff added to the office", "OF265 OF268", "assumption",
    ),
    Parameter(
        "secondment_share", 0, "share", 0, 1,
        "Share of the main origin townships that second a cadre who knows the movers",
        "迁出地干部派驻比例", "seconded cadres", "B002", "assumption",
    ),
    Parameter(
        "secondment_gain", 0.15, "share", 0, 0.5,
        "Rise of what casework hours achieve when every origin township seconds a cadre",
        "派驻干部对工时效率的提升", "gain by seconded cadres", "B002", "assumption",
    ),
    Parameter(
        "secondment_months", 18, "months", 6, 36,
        "Months for which cadres are seconded; the document says until the end of 2020",
        "派驻期限", "months of secondment", "", "assumption",
    ),
    Parameter(
        "hours_a_post", 160, "hours a month", 120, 200,
        "Hours a month of a post that is moved to the office, paperwork and meetings included",
        "每岗月工时", "hours of a post", "", "assumption",
    ),
)  # fmt: skip

COSTS = (CostLine("posts", "县内划转岗位（人员时间）", "posts moved within the county, staff time", "county", 2019),)

CommunityOffices = view("community_offices", "n_residents n_staff", __name__)


def added_staff(now: Planning) -> float:
    return float(now.p.staff * int(now.view(CommunityOffices).n_residents[0]) / 1000)


def plan(now: Planning) -> None:
    p = now.p
    now.bend("casework.staff", added_staff(now))
    is_seconded = now.month < p.secondment_months
    now.bend("casework.hours", 1.0 + (p.secondment_gain * p.secondment_share if is_seconded else 0.0))


def settle(now: Planning) -> None:
    now.work("posts", added_staff(now) * now.p.hours_a_post)


def reach(now: Planning) -> Reach:
    residents = float(now.view(CommunityOffices).n_residents[0])
    served = residents if now.p.staff > 0 else 0.0
    return Reach(residents, residents, residents, served)


LEVER = Lever(
    name="governance",
    measure="16",
    system="governance",
    zh="管理机构与人员",
    en="management bodies",
    term="管理机构",
    sentence="Posts are moved to the community office, and cadres who know the movers are seconded for a time.",
    plan=plan,
    settle=settle,
    full={"staff": 2.0, "secondment_share": 1},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("secondment_gain", "secondment_months", "hours_a_post"),
    expects={"casework_success": 1},
    reach=reach,
    target_zh="管理服务机构和人员到位，编制县内调剂",
    target_en="bodies are staffed with posts moved within the county",
)
