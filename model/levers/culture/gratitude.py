"""Measure 10, gratitude education 感恩教育: what can be expected of the move, and self-reliance 扶志.

Who: adults on the site. When: all year. How many: as many as evening school, lectures and stories reach. What it bends: how
fast expectations come down to what life is, trust in those who run the site, the wish to take a course and the effort to
look for work. More of it does less and less: the first sessions do most. What it has done to trust fades when it ends,
since trust goes back to its usual level. Effects on attitudes are small (C005, C007); none on pay is written.
"""

from __future__ import annotations

from math import ceil

from model.calendar import MONTHS_A_YEAR
from model.codes import PRACTICE_CENTRE
from model.counts import is_on_site
from model.declare import CostLine, Lever, Parameter, Planning, Reach, Rows, view
from model.kernel import kernel

PARAMETERS = (
    Parameter(
        "intensity", 0, "score 0 to 1", 0, 1,
        "Share of adults who take part each month: evening school, lectures, role stories, old and new photographs",
        "感恩教育强度", "intensity of gratitude education", "", "assumption",
    ),
    Parameter(
        "half_at", 0.4, "score 0 to 1", 0.1, 1,
        "Intensity at which half of the most it can do is done",
        "达到半数效果的强度", "intensity for half the effect", "", "assumption",
    ),
    Parameter(
        "realism_gain", 0.6, "share", 0, 2,
        "Most by which expectations come down faster",
        "合理预期形成加快", "expectations come down faster", "B016", "assumption",
    ),
    Parameter(
        "trust_gain", 0.05, "score 0 to 1", 0, 0.15,
        "Most that it adds to the target of trust",
        "对信任的最大提升", "trust gained", "C005 C007", "assumption",
    ),
    Parameter(
        "take_up_gain", 0.1, "share", 0, 0.4,
        "Most by which the wish to take a course rises",
        "培训意愿最大提升", "wish to take a course", "", "assumption",
    ),
    Parameter(
        "search_gain", 0.03, "share", 0, 0.15,
        "Most by which the effort to look for work rises",
        "求职努力最大提升", "effort to look for work", "", "assumption",
    ),
    Parameter(
        "venue_gain", 0.2, "share", 0, 0.5,
        "More done by the same sessions where everybody is near a practice centre (measure 5) to hold them in",
        "实践中心场地对活动效果的提升", "more done in a practice centre", "", "assumption",
    ),
    Parameter(
        "resident_yuan", 24, "yuan a resident a year", 4, 200,
        "Cost of a year's sessions for one adult: speakers, rooms, prints",
        "人均活动成本", "cost of sessions a head", "", "assumption",
    ),
)  # fmt: skip

COSTS = (CostLine("sessions", "感恩教育活动", "sessions", "county", 2019),)

Facilities = view("facilities", "share_run share_near", __name__)
Households = view("households", "arrival_month return_month n_adults", __name__)


@kernel
def count_adults(households: Rows, month: int) -> int:
    """Adults of households on the site, as counted at the end of last month."""
    n = 0
    for h in range(households.n_adults.size):
        if is_on_site(households, h, month):
            n += households.n_adults[h]
    return n


def plan(now: Planning) -> None:
    p, adults = now.p, count_adults(now.view(Households), now.month)
    reached = now.afford("sessions", ceil(p.intensity * adults), p.resident_yuan / MONTHS_A_YEAR * now.dated("price_index"))
    facilities = now.view(Facilities)
    near = float(facilities.share_run[PRACTICE_CENTRE] * facilities.share_near[PRACTICE_CENTRE])
    done = 1.0 - 0.5 ** (min(reached / max(adults, 1), 1.0) * (1.0 + p.venue_gain * near) / p.half_at)
    now.bend("integration.realism", 1.0 + p.realism_gain * done)
    now.bend("integration.trust_gain", p.trust_gain * done)
    now.bend("courses.take_up_odds", 1.0 + p.take_up_gain * done)
    now.bend("jobs_found.search_effort", 1.0 + p.search_gain * done)


def settle(now: Planning) -> None:
    now.pay_granted("sessions")


def reach(now: Planning) -> Reach:
    adults = float(count_adults(now.view(Households), now.month))
    each = now.p.resident_yuan / MONTHS_A_YEAR * now.dated("price_index")
    reached = min(now.granted("sessions") / each, adults)
    return Reach(adults, max(now.p.intensity * adults, reached), reached, reached)


LEVER = Lever(
    name="gratitude",
    measure="10",
    system="culture",
    zh="感恩教育",
    en="gratitude education",
    term="感恩教育",
    sentence="Evening school and stories bring expectations to what life is and encourage people to rely on themselves.",
    plan=plan,
    settle=settle,
    full={"intensity": 1},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("half_at", "venue_gain", "realism_gain", "trust_gain", "take_up_gain", "search_gain", "resident_yuan"),
    expects={"expectation_gap": -1, "trust": 1},
    reach=reach,
    target_zh="引导搬迁群众感恩奋进，树立自强自立、勤劳致富的观念",
    target_en="movers look ahead, rely on themselves and hope for what can be had",
)
