"""The employers of the first day: parks, small local firms, co-operatives, start-ups, the markets outside, and the closed rows
of employers that levers may open later."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np

from model.chance import bits, decision_key, first_half, second_half
from model.codes import (
    COMMUNITY_FIRM,
    CONSTRUCTION,
    COOPERATIVE,
    LOCAL_FIRM,
    MANUFACTURING,
    OUTSIDE,
    PARK_FIRM,
    SERVICES,
    START_UP,
    TOURISM,
)
from model.declare import Array, Column, NewEmployer
from model.kernel import kernel
from model.site_profile import SiteProfile
from model.state import State

COLUMNS = (
    Column("employers", "chance_id", "int32", 0, "id", "Kind times 100,000 plus number within the kind"),
    Column("employers", "kind", "uint8", 0, "code", "Kind of employer"),
    Column("employers", "sector", "uint8", 0, "code", "Sector of its posts"),
    Column("employers", "x_metres", "float32", 0, "metres", "Place on the plan, eastwards"),
    Column("employers", "y_metres", "float32", 0, "metres", "Place on the plan, northwards"),
    Column("employers", "kilometres", "float32", 0, "kilometres", "Way from the site", 0, 5000),
)

ROWS_A_KIND = 100_000
OUTSIDE_REGIONS = 4  # Guangdong; Zhejiang and Fujian; the Yangtze delta; elsewhere

# Kind: mean posts of a firm, spread of sizes, least skill hired, share of flexible posts, sectors. All assumptions; sizes near
# sites are reported for workshops only.
LOCAL_KINDS = {
    PARK_FIRM: (40.0, 0.8, -0.45, 0.02, (MANUFACTURING,)),
    LOCAL_FIRM: (8.0, 0.7, -0.60, 0.12, (SERVICES, CONSTRUCTION, SERVICES, TOURISM)),
    COMMUNITY_FIRM: (30.0, 0.3, -0.80, 0.20, (SERVICES,)),
    COOPERATIVE: (15.0, 0.5, -1.50, 0.30, (TOURISM,)),
    START_UP: (2.5, 0.4, -0.20, 0.30, (SERVICES,)),
}


def planned_posts(profile: SiteProfile) -> dict[int, float]:
    """Posts by kind on the first day."""
    work, thousands = profile.work, profile.n_labour_force / 1000
    return {
        PARK_FIRM: work.park_posts * thousands,
        LOCAL_FIRM: work.local_posts * thousands,
        COOPERATIVE: work.cooperative_posts * thousands,
        START_UP: work.start_up_posts * thousands,
    }


def n_firms(profile: SiteProfile) -> dict[int, int]:
    """Employers by kind on the first day."""
    return {kind: max(1, ceil(posts / LOCAL_KINDS[kind][0])) for kind, posts in planned_posts(profile).items() if posts > 0}


def n_employers(profile: SiteProfile, new: Sequence[NewEmployer]) -> int:
    """Rows of the table: those of the first day, the outside regions, and those that may open."""
    return sum(n_firms(profile).values()) + OUTSIDE_REGIONS + len(new)


@kernel
def draw_traits(ids: Array, key: np.uint64, size_draws: Array, skill_draws: Array) -> None:
    """Two draws for every employer."""
    for k in range(ids.size):
        draws = bits(key, ids[k])
        size_draws[k], skill_draws[k] = first_half(draws), second_half(draws)


def place_employers(state: State, profile: SiteProfile, new: Sequence[NewEmployer], seed: int) -> None:
    """Fill the employer table: local firms, outside regions, then the closed rows, each kind numbered on its own."""
    columns = {name: state.array("employers", name) for name in state.columns["employers"]}
    key, row = decision_key(seed, "population", "employer", 0), 0
    distance = {PARK_FIRM: profile.work.park_kilometres}
    posts = planned_posts(profile)
    for kind, count in n_firms(profile).items():
        _, spread, entry_skill, flexible, sectors = LOCAL_KINDS[kind]
        ids = kind * ROWS_A_KIND + np.arange(count)
        size_draws, skill_draws = np.empty(count), np.empty(count)
        draw_traits(ids, key, size_draws, skill_draws)
        weights = 1.0 + spread * (2 * size_draws - 1)
        rows = slice(row, row + count)
        columns["size_posts"][rows] = posts[kind] * weights / weights.sum()
        columns["kilometres"][rows] = distance.get(kind, profile.work.local_kilometres)
        columns["sector"][rows] = [sectors[k % len(sectors)] for k in range(count)]
        columns["entry_skill"][rows] = entry_skill + 0.4 * (skill_draws - 0.5)
        columns["share_flexible"][rows] = flexible
        columns["kind"][rows], columns["chance_id"][rows], columns["is_open"][rows] = kind, ids, 1
        row += count
    rows = slice(row, row + OUTSIDE_REGIONS)
    # A labour market outside has no number of posts: it takes everybody who comes, as long as its shocks let it.
    columns["kind"][rows], columns["is_open"][rows] = OUTSIDE, 1
    columns["chance_id"][rows] = OUTSIDE * ROWS_A_KIND + np.arange(OUTSIDE_REGIONS)
    columns["kilometres"][rows], columns["entry_skill"][rows] = 1200.0, -3.0
    row += OUTSIDE_REGIONS
    numbers: dict[tuple[int, bool], int] = {}
    for employer in new:
        # Work at home has numbers of its own, so that more workshops do not change the luck of home work.
        group = (employer.kind, employer.is_home_work)
        number = numbers.get(group, 0)
        numbers[group] = number + 1
        columns["chance_id"][row] = employer.kind * ROWS_A_KIND + number + (ROWS_A_KIND // 2 if employer.is_home_work else 0)
        columns["kind"][row], columns["sector"][row] = employer.kind, employer.sector
        columns["size_posts"][row], columns["kilometres"][row] = employer.size_posts, employer.kilometres
        columns["share_flexible"][row], columns["entry_skill"][row] = employer.share_flexible, employer.entry_skill
        columns["is_home_work"][row] = employer.is_home_work
        columns["is_supported"][row] = 1
        row += 1
