"""Households pool what their members earn, and are poor or not."""

from __future__ import annotations

from model.declare import Now, Rows, view
from model.kernel import kernel

People = view("people", "wage", __name__)
Households = view("households", "first_person n_members n_active is_poor", __name__)

OTHER_INCOME = 40.0  # a head
POVERTY_LINE = 110.0  # a head


@kernel
def receive(people: Rows, households: Rows) -> None:
    """Members of a household leave together, so those who stay are all its members."""
    for h in range(households.n_active.size):
        n_active = households.n_active[h]
        if n_active == 0:
            continue
        income = OTHER_INCOME * n_active
        first = households.first_person[h]
        for i in range(first, first + households.n_members[h]):
            income += float(people.wage[i])
        households.is_poor[h] = income < POVERTY_LINE * n_active


def step(now: Now) -> None:
    receive(now.view(People), now.view(Households))
