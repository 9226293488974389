"""Measure 4, social security 社会保障: everybody who is entitled is covered 应保尽保, and nobody's dues lapse by the move.

Who: households that move in or renew their insurance; those whose dues have lapsed or who do not draw the dibao that is for
them; registered movers on dibao; poor movers, once, until December 2020. When: every month. How many: as far as casework
hours and money go. What it bends: dues carried over without a gap, visits that put dues and dibao in order, the standard that
dibao is paid by, one-off aid. The site's standard is higher than the origin's; what it adds is booked here, the rest is law.
"""

from __future__ import annotations

from math import ceil

from model.calendar import on_site
from model.counts import is_on_site
from model.declare import CostLine, Lever, Parameter, Planning, Reach, Rows, view
from model.kernel import kernel

PARAMETERS = (
    Parameter(
        "continuity", 0, "share", 0, 1,
        "Share of dues that the office carries over at the move and the yearly renewal",
        "社保关系转移接续比例", "dues carried over without a gap", "OF253", "assumption",
    ),
    Parameter(
        "checks", 0, "share a month", 0, 1,
        "Share of households with lapsed dues, or dibao not drawn, that the office calls on in a month",
        "漏保断保排查比例", "calls on households not covered", "C143", "assumption",
    ),
    Parameter(
        "dibao_standard", 0, "yes or no", 0, 1,
        "Registered movers draw dibao by the site's urban standard rather than by the origin's",
        "按安置地标准纳入城市低保", "dibao by the site's standard", "OF254 OF340 OF341", "assumption",
    ),
    Parameter(
        "temporary_aid", 0, "yuan a household", 0, 5000,
        "Aid to each poor household that moved, once, until December 2020",
        "一次性临时救助", "one-off aid to poor movers", "", "assumption",
    ),
    Parameter(
        "carry_yuan", 15, "yuan a household", 5, 60,
        "Paperwork and messages to carry over a household's dues",
        "社保接续办理成本", "cost of carrying dues over", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("carrying over", "社保关系接续", "carrying dues over", "county", 2019),
    CostLine("dibao", "城市低保提标差额", "what the site's dibao standard adds", "county", 2019),
    CostLine("aid", "一次性临时救助", "one-off aid", "province", 2019),
)

LAST_YEAR_OF_AID = 2020
RENEWAL_MONTH = 1
NEW_MONTHS = 24

Households = view(
    "households",
    "arrival_month return_month is_registered_poor has_had_aid lapse_months is_eligible_for_dibao has_dibao",
    __name__,
)
CommunityOffices = view(
    "community_offices",
    "visit_hours n_dues_visits dibao_difference_due_yuan dibao_difference_paid_yuan n_aided",
    __name__,
)


@kernel
def count_new(households: Rows, month: int, months: int) -> int:
    """Households on the site that moved in within so many months, this one included."""
    n = 0
    for h in range(households.arrival_month.size):
        n += is_on_site(households, h, month) & (month - households.arrival_month[h] < months)
    return n


@kernel
def count_waiting_for_aid(households: Rows, month: int) -> int:
    """Poor movers on the site who have not had the aid."""
    n = 0
    for h in range(households.arrival_month.size):
        is_poor = households.is_registered_poor[h] == 1
        n += is_poor & (households.has_had_aid[h] == 0) & is_on_site(households, h, month)
    return n


def carry_over(now: Planning) -> None:
    """For who moves in this month, and in January for those of the last two years."""
    months = NEW_MONTHS if now.month_of_year == RENEWAL_MONTH else 1
    asked = ceil(now.p.continuity * count_new(now.view(Households), now.month, months))
    if asked > 0:
        carried = now.afford("carrying over", asked, now.p.carry_yuan * now.dated("price_index"))
        now.bend("household_budget.continuity", now.p.continuity * carried / asked)


def plan(now: Planning) -> None:
    p = now.p
    carry_over(now)
    now.bend("casework.entitlement_visits", p.checks)
    now.bend("household_budget.site_dibao", p.dibao_standard)
    due = float(now.view(CommunityOffices).dibao_difference_due_yuan[0])
    if due > 0:
        now.bend("household_budget.dibao_difference_funded", min(now.afford("dibao", ceil(due), 1.0) / due, 1.0))
    if p.temporary_aid > 0 and now.year <= LAST_YEAR_OF_AID:
        now.bend("household_budget.temporary_aid_yuan", p.temporary_aid)
        waiting = count_waiting_for_aid(now.view(Households), now.month)
        now.bend("household_budget.temporary_aid_households", now.afford("aid", waiting, p.temporary_aid))


def settle(now: Planning) -> None:
    p, office = now.p, now.view(CommunityOffices)
    price = p.carry_yuan * now.dated("price_index")
    now.pay("carrying over", float(round(now.granted("carrying over") / price)), price)
    now.pay("dibao", float(office.dibao_difference_paid_yuan[0]), 1.0)
    if p.temporary_aid > 0:
        now.pay("aid", float(office.n_aided[0]), p.temporary_aid)
    now.work("carrying over", int(office.n_dues_visits[0]) * float(office.visit_hours[0]))


def reach(now: Planning) -> Reach:
    """Households whose dues or dibao are not in order, and those that a caseworker put in order."""
    households, served = now.view(Households), int(now.view(CommunityOffices).n_dues_visits[0])
    is_here = on_site(households, now.month)
    is_left_out = (households.is_eligible_for_dibao == 1) & (households.has_dibao == 0)
    eligible = int((is_here & ((households.lapse_months.sum(axis=1) > 0) | is_left_out)).sum()) + served
    called_on = min(max(ceil(now.p.checks * eligible), served), eligible)
    return Reach(eligible, called_on, called_on, served)


LEVER = Lever(
    name="security",
    measure="4",
    system="services",
    zh="社会保障",
    en="social security",
    term="社会保障、应保尽保",
    sentence="Dues are carried over without a gap, registered movers draw the site's dibao, poor movers get aid once.",
    plan=plan,
    settle=settle,
    full={"continuity": 1, "checks": 0.5, "dibao_standard": 1, "temporary_aid": 1500},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("carry_yuan",),
    expects={"lapse_household_months": -1, "dibao_exclusion": -1, "poverty_rate": -1},
    reach=reach,
    target_zh="不得因搬迁出现漏保断保，做到应保尽保",
    target_en="no lapse of dues because of the move; everybody who is entitled is covered",
)
