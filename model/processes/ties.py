"""Households meet in the building, the grid and around the site; a tie needs meetings and fades without them.

Form: each month a household meets a few others, most of them close by. A meeting strengthens a tie that exists and may start
one; across origin villages it starts one less readily (C007, B014). A tie loses strength every month and is forgotten when
weak. A household knows at most eight others well; it keeps its own list, so knowing need not be mutual. Networks fall
first after a move and recover over years (B021).
"""

from __future__ import annotations

import numpy as np

from model.chance import again, bits, first_half, second_half
from model.codes import NOBODY
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel, rows_where

MOST_TIES = 8
# Households of a building and of a grid stand side by side in their table, so who lives close by has a close row.
NEAR_ROWS, GRID_ROWS = 12, 150

PARAMETERS = (
    Parameter(
        "meetings", 2, "count", 1, 6,
        "Meetings a month in which a household may start or renew a tie",
        "每月往来次数", "meetings a month", "", "assumption",
    ),
    Parameter(
        "near_share", 0.55, "share", 0.3, 0.9,
        "Share of meetings on the stairs and around the building",
        "楼栋内往来比例", "meetings in the building", "", "assumption",
    ),
    Parameter(
        "grid_share", 0.30, "share", 0.1, 0.5,
        "Share of meetings in the same grid; the rest are anywhere on the site: school gate, work, market",
        "网格内往来比例", "meetings in the grid", "", "assumption",
    ),
    Parameter(
        "start", 0.20, "share", 0.05, 0.6,
        "Chance that a meeting of two households of one origin village starts a tie",
        "同村结识概率", "starting a tie within a village", "", "assumption",
    ),
    Parameter(
        "across_factor", 0.45, "factor", 0.2, 1.0,
        "The same across origin villages, over that within one",
        "跨村结识倍数", "starting a tie across villages", "B014 C007", "assumption",
    ),
    Parameter(
        "fading", 0.06, "share a month", 0.01, 0.10,
        "Share of its strength that a tie loses in a month",
        "联系淡化速度", "fading of ties", "C039 B021", "assumption",
    ),
    Parameter(
        "renewal", 0.25, "share", 0.1, 0.5,
        "Share of the way to full strength that a meeting brings a tie",
        "往来增进程度", "strengthening by a meeting", "", "assumption",
    ),
    Parameter(
        "organised_meetings", 0.06, "share", 0.0, 0.3,
        "Further meetings where trade union, youth and women's organisations are all at work, over those without; such "
        "programmes move cohesion little",
        "群团活动增加往来", "meetings that mass organisations add", "C005 B010", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("encounter_rate", "factor", 1, "multiply", "Bends the number of meetings"),
    Quantity("organised", "share", 0, "add", "Share of the mass organisations that are at work on the site", high=1),
    Quantity("across_start", "factor", 1, "multiply", "Bends the start of ties across origin villages"),
)

COLUMNS = (
    Column("households", "tie", "int32", NOBODY, "id", "Rows of the households it knows well, -1 for none", width=MOST_TIES),
    Column("households", "tie_strength", "float32", 0, "score 0 to 1", "Strength of each tie", width=MOST_TIES),
    Column("households", "n_ties", "uint8", 0, "count", "Households it knows well"),
    Column("households", "n_ties_across", "uint8", 0, "count", "Of those, from another origin village"),
    Column("community_offices", "n_encounters_across", "int32", 0, "events", "Meetings of households of two origin villages"),
    Column("community_offices", "organised_share", "float32", 0, "share", "Mass organisations at work, of those asked for", 0, 1),
)

Households = view("households", "arrival_month return_month village tie tie_strength n_ties n_ties_across", __name__)
CommunityOffices = view("community_offices", "organised_share n_encounters_across", __name__)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

FORGOTTEN = 0.08
FIRST_STRENGTH = 0.3


@formula
def somebody(h: int, n: int, p: Numbers, where: float, who: float) -> int:
    """The row of a household that h meets: near, in the grid's reach or anywhere; may be h itself or off the table. Written
    without branches: where a meeting takes place is a matter of luck."""
    reach = NEAR_ROWS if where < p.near_share else GRID_ROWS
    in_reach, anywhere = h - reach + int(who * (2 * reach + 1)), int(who * n)
    return in_reach if where < p.near_share + p.grid_share else anywhere


@formula
def fade(households: Rows, is_here: Array, kept: float, has_changed: Array) -> None:
    """Every tie of those who live here loses strength; weak ones are forgotten. has_changed: set where any was. All ties at
    once, and the few that are forgotten after."""
    strengths, ties = households.tie_strength.ravel(), households.tie.ravel()
    is_forgotten = np.empty(strengths.size, np.bool_)
    for h in range(is_here.size):
        for k in range(h * MOST_TIES, (h + 1) * MOST_TIES):
            faded = float(strengths[k]) * (kept if is_here[h] else 1.0)
            is_forgotten[k] = (faded < FORGOTTEN) & (strengths[k] > 0.0)
    for h in range(is_here.size):
        for k in range(h * MOST_TIES, (h + 1) * MOST_TIES):
            strengths[k] = float(strengths[k]) * (kept if is_here[h] else 1.0)
    for k in rows_where(is_forgotten):
        strengths[k], ties[k], has_changed[k // MOST_TIES] = 0.0, NOBODY, True


@formula
def meet(households: Rows, h: int, other: int, start: float, renewal: float, draw: float) -> bool:
    """A meeting renews the tie there is, or starts one in the place of none or of the weakest. Returns whether it did."""
    place = -1
    for k in range(MOST_TIES):
        place += (k + 1) * (households.tie[h, k] == other)
    if place >= 0:
        strength = float(households.tie_strength[h, place])
        households.tie_strength[h, place] = strength + renewal * (1.0 - strength)
        return False
    if draw >= start:
        return False
    weakest = 0
    for k in range(MOST_TIES):
        weakest = k if households.tie_strength[h, k] < households.tie_strength[h, weakest] else weakest
    if households.tie_strength[h, weakest] >= FIRST_STRENGTH:
        return False
    households.tie[h, weakest] = other
    households.tie_strength[h, weakest] = FIRST_STRENGTH
    return True


@formula
def count_ties(households: Rows, h: int) -> None:
    """How many households h knows well, and how many of them come from another village."""
    n_ties, n_across = 0, 0
    for k in range(MOST_TIES):
        other = households.tie[h, k]
        n_ties += other != NOBODY
        n_across += (other != NOBODY) & (households.village[max(other, 0)] != households.village[h])
    households.n_ties[h], households.n_ties_across[h] = n_ties, n_across


@formula
def look_around(households: Rows, is_here: Array, is_out: Array, p: Numbers, draws: Array, other: Array) -> None:
    """Whom each household that is out meets. is_out: from now on who meets somebody; draws: what they draw next."""
    n = is_here.size
    for h in range(n):
        draws[h] = again(draws[h])
    for h in range(n):
        other[h] = somebody(h, n, p, first_half(draws[h]), second_half(draws[h]))
    for h in range(n):
        is_out[h] &= (other[h] >= 0) & (other[h] < n) & (other[h] != h)
    for h in range(n):
        is_out[h] &= is_here[other[h] if is_out[h] else 0]
    for h in range(n):
        draws[h] = again(draws[h]) if is_out[h] else draws[h]


@kernel
def mingle(households: Rows, p: Numbers, q: Numbers, month: int, key: np.uint64) -> int:
    """A month of every household on the site. Returns the number of meetings across origin villages."""
    n, n_across = households.village.size, 0
    meetings = p.meetings * q.encounter_rate * (1.0 + p.organised_meetings * q.organised)
    start_across = p.start * (p.across_factor * q.across_start)
    is_here, has_changed, is_out = np.empty((3, n), np.bool_)
    n_meetings, draws, other = np.empty(n), np.empty(n, np.uint64), np.empty(n, np.int64)
    for h in range(n):
        is_here[h] = (households.arrival_month[h] <= month) & (households.return_month[h] > month)
    for h in range(n):
        has_changed[h] = households.arrival_month[h] == month
    for h in range(n):
        draws[h] = bits(key, h)
    for h in range(n):
        # A fractional number of meetings is met on average: the last one happens with the chance of the fraction.
        n_meetings[h] = np.floor(meetings + first_half(draws[h])) if is_here[h] else 0
    fade(households, is_here, 1.0 - p.fading, has_changed)
    for round in range(int(np.ceil(meetings))):
        for h in range(n):
            is_out[h] = n_meetings[h] > round
        look_around(households, is_here, is_out, p, draws, other)
        for h in rows_where(is_out):
            is_across = households.village[other[h]] != households.village[h]
            n_across += is_across
            start = start_across if is_across else p.start
            has_changed[h] |= meet(households, h, other[h], start, p.renewal, first_half(draws[h]))
    for h in rows_where(has_changed):
        count_ties(households, h)
    return n_across


def step(now: Now) -> None:
    office = now.view(CommunityOffices)
    office.organised_share[0] = now.q.organised
    office.n_encounters_across[0] = mingle(now.view(Households), now.p, now.q, now.month, now.chance("meet"))


PROCESS = Process(
    name="ties",
    zh="往来与社会联系",
    en="Encounters and ties",
    sentence="Households meet in the building, the grid and around the site; a tie needs meetings and fades without them.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
