"""Measure 7a, zero-employment households cleared as they appear 零就业家庭动态清零: a caseworker offers a post to one member.

Who: households with labour in which nobody has worked for a month. When: every month, first in the order of casework. How
many: so many households a member of staff, within the hours that casework has. What it bends: the share of such households
that is referred. A referral is an offer looked at, not a job: the post must be free and suit (C081: labour dispatch and
recommendation raise non-farm work; C142: so does being recommended by the office).
"""

from __future__ import annotations

import numpy as np

from model.counts import is_on_site
from model.declare import CostLine, Lever, Parameter, Planning, Reach, Rows, view
from model.kernel import kernel

PARAMETERS = (
    Parameter(
        "referrals", 0, "households a month", 0, 40,
        "Zero-employment households that one member of staff can handle in a month",
        "每名工作人员每月帮扶零就业家庭数", "households handled by a member of staff", "OF303", "assumption",
    ),
)  # fmt: skip

COSTS = (CostLine("casework", "入户帮扶（人员时间）", "casework, staff time", "county", 2019),)

People = view("people", "is_referred", __name__)
Households = view("households", "arrival_month return_month months_zero_employment", __name__)
CommunityOffices = view("community_offices", "n_staff visit_hours", __name__)


@kernel
def count_without_work(households: Rows, month: int) -> int:
    """Households on the site that have labour and nobody in work."""
    n = 0
    for h in range(households.months_zero_employment.size):
        n += (households.months_zero_employment[h] > 0) & is_on_site(households, h, month)
    return n


def plan(now: Planning) -> None:
    capacity = now.p.referrals * float(now.view(CommunityOffices).n_staff[0])
    n = count_without_work(now.view(Households), now.month)
    if n > 0:
        now.bend("casework.referral_share", min(capacity / n, 1.0))


def settle(now: Planning) -> None:
    office, n_referred = now.view(CommunityOffices), int(np.count_nonzero(now.view(People).is_referred))
    if now.p.referrals > 0:
        now.work("casework", n_referred * float(office.visit_hours[0]))


def reach(now: Planning) -> Reach:
    n_referred = int(np.count_nonzero(now.view(People).is_referred))
    eligible = max(count_without_work(now.view(Households), now.month), n_referred)
    return Reach(eligible, eligible, eligible, n_referred)


LEVER = Lever(
    name="zero_employment",
    measure="7a",
    system="employment",
    zh="零就业家庭动态清零",
    en="zero-employment households cleared",
    term="零就业家庭动态清零",
    sentence="Caseworkers offer a post to a member of every household in which nobody works.",
    plan=plan,
    settle=settle,
    full={"referrals": 20},
    parameters=PARAMETERS,
    costs=COSTS,
    expects={"share_hired_by_casework": 1, "zero_employment_households": -1},
    reach=reach,
    target_zh="有劳动力家庭一户一人以上稳定就业，零就业家庭出现一户清零一户",
    target_en="a stable job in every household with labour; zero-employment households cleared as they appear",
)
