"""Everybody who is here is a month older."""

from __future__ import annotations

from model.declare import Now, Rows, view
from model.kernel import kernel

People = view("people", "is_active age_months", __name__)


@kernel
def grow_older(people: Rows) -> None:
    """Those who left are frozen."""
    for i in range(people.age_months.size):
        people.age_months[i] += people.is_active[i]


def step(now: Now) -> None:
    grow_older(now.view(People))
