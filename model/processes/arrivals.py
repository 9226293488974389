"""Households move in by waves over the first months; a shock can put a move off.

Form: each household has a month to move in. A household whose turn it is in a month in which moves are stopped waits a
month, by lottery with the share of moves that the shock lets through. Filling a site at once means that people compete
for the same posts (C038), which follows from the schedule and needs no term of its own.
"""

from __future__ import annotations

import numpy as np

from model.chance import uniform
from model.declare import Column, Now, Parameter, Process, Rows, view
from model.kernel import kernel

PARAMETERS = (
    Parameter(
        "in_one_wave", 0, "yes or no", 0, 1,
        "All households move in in the first month rather than in the waves of the site profile",
        "一次性全部入住", "all move in at once", "C038 D002", "assumption",
    ),
)  # fmt: skip

COLUMNS = (Column("households", "arrival_month", "int16", 0, "month", "Month in which it moves in"),)

Households = view("households", "arrival_month", __name__)


@kernel
def put_off(households: Rows, month: int, share_moving: float, key: np.uint64) -> None:
    """Some of this month's arrivals have to wait a month."""
    for h in range(households.arrival_month.size):
        if households.arrival_month[h] == month and uniform(key, h) >= share_moving:
            households.arrival_month[h] = month + 1


def step(now: Now) -> None:
    if now.month == 0 and now.p.in_one_wave == 1:
        now.view(Households).arrival_month[:] = 0
    share_moving = now.shock("arrivals")
    if share_moving < 1:
        put_off(now.view(Households), now.month, share_moving, now.chance("put_off"))


PROCESS = Process(
    name="arrivals",
    zh="入住",
    en="Arrivals",
    sentence="Households move in by waves over the first months; a shock can put a move off.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
)
