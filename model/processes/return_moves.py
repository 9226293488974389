"""A household moves back to the village: pulled by land, an old house and elders, held by work, identity and neighbours.

Form: a monthly hazard of 0.0012 (0.00035 to 0.0039; derived from B057, B053, B051) times a factor for each pull and hold
(B048, B049, B061, B068). A household that decides in a month is gone the next. Attachment to the origin fades slowly.
"""

from __future__ import annotations

import numpy as np

from model.calendar import NEVER
from model.chance import uniform
from model.declare import Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel

PARAMETERS = (
    Parameter(
        "base_hazard", 0.0012, "share a month", 0.00035, 0.0039,
        "Monthly chance of a household of middling pulls and holds",
        "回迁基础概率", "base return hazard", "B053 B051 B057", "literature",
    ),
    Parameter(
        "house_factor", 1.6, "factor", 1.0, 4.0,
        "Factor when the old house still stands",
        "旧房未拆倍数", "an old house that stands", "B049 OF135", "assumption",
    ),
    Parameter(
        "farming_factor", 1.25, "factor", 1.0, 3.0,
        "Factor when the household has contracted land, of which part is still farmed rather than let",
        "承包地牵引倍数", "contracted land", "B049 B006", "assumption",
    ),
    Parameter(
        "jobless_factor", 2.0, "factor", 1.0, 4.0,
        "Factor when no member is in work",
        "无人就业倍数", "nobody in work", "B061 B062", "assumption",
    ),
    Parameter(
        "working_factor", 0.8, "factor", 0.4, 1.0,
        "Factor when a member is in work",
        "有人就业倍数", "a member in work", "B061", "assumption",
    ),
    Parameter(
        "belonging_spread", 3.0, "factor", 1.0, 9.0,
        "Hazard of a household with no belonging and no neighbours over one with full belonging and neighbours",
        "归属感倍数", "belonging and neighbours", "B068", "assumption",
    ),
    Parameter(
        "attachment_spread", 3.0, "factor", 1.0, 9.0,
        "Hazard at full attachment to the origin over that at none",
        "故土依恋倍数", "attachment to the origin", "B049", "assumption",
    ),
    Parameter(
        "attachment_half_life_months", 60, "months", 24, 180,
        "Months in which attachment to the origin halves on the site",
        "故土依恋半衰期", "half-life of attachment", "B021", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("pull", "factor", 1, "multiply", "Bends the hazard of every household"),
    Quantity("house_pull", "factor", 1, "multiply", "Bends the factor of an old house still standing"),
    Quantity("letting_go", "factor", 1, "multiply", "Bends how fast attachment to the origin fades"),
    Quantity("farming_pull", "factor", 1, "multiply", "Bends the factor of land still farmed"),
)

COLUMNS = (
    Column("households", "return_month", "int16", NEVER, "month", "Month from which it is gone; 32000: it has not left"),
    Column("households", "attachment", "float32", 0.5, "score 0 to 1", "Attachment to the origin", 0, 1),
)

Households = view(
    "households",
    "arrival_month n_slots n_working has_old_house is_house_cleared land_mu farmed_share n_ties psychological return_month "
    "attachment",
    __name__,
)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

ENOUGH_TIES = 6


@formula
def spread(factor: float, score: float) -> float:
    """A factor that runs from 1/sqrt(factor) at score 0 to sqrt(factor) at score 1, in a straight line."""
    high = np.sqrt(factor)
    return 1.0 / high + (high - 1.0 / high) * score


@formula
def highest(p: Numbers, q: Numbers) -> float:
    """The hazard that no household exceeds: who draws more stays, and need not be looked at."""
    farming = 1.0 + (p.farming_factor - 1.0) * max(q.farming_pull, 0.0)
    house = max(1.0 + (p.house_factor - 1.0) * max(q.house_pull, 0.0), 1.0)
    spreads = np.sqrt(p.belonging_spread * p.attachment_spread)
    return float(p.base_hazard * q.pull * p.jobless_factor * house * max(farming, 1.0) * spreads)


@kernel
def decide(households: Rows, p: Numbers, q: Numbers, month: int, key: np.uint64) -> None:
    """Every household on the site: whether it decides to go back this month."""
    kept, most = 0.5 ** (q.letting_go / p.attachment_half_life_months), highest(p, q)
    for h in range(households.n_slots.size):
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        households.attachment[h] = float(households.attachment[h]) * kept
        draw = uniform(key, h)
        if draw >= most:
            continue
        hazard = p.base_hazard * q.pull
        hazard *= p.working_factor if households.n_working[h] > 0 else p.jobless_factor
        if households.has_old_house[h] == 1 and households.is_house_cleared[h] == 0:
            hazard *= 1.0 + (p.house_factor - 1.0) * q.house_pull
        if households.land_mu[h] > 0:
            hazard *= 1.0 + (p.farming_factor - 1.0) * q.farming_pull * float(households.farmed_share[h])
        belonging = 0.5 * (float(households.psychological[h]) + min(households.n_ties[h] / ENOUGH_TIES, 1.0))
        hazard *= spread(p.belonging_spread, 1.0 - belonging)
        hazard *= spread(p.attachment_spread, float(households.attachment[h]))
        if draw < hazard:
            households.return_month[h] = month + 1


def step(now: Now) -> None:
    decide(now.view(Households), now.p, now.q, now.month, now.chance("return"))


PROCESS = Process(
    name="return_moves",
    zh="回迁",
    en="Return moves",
    sentence="A household moves back to the village: pulled by land, an old house and elders, held by work and neighbours.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
