"""Households go back, the poor and the badly integrated sooner; their jobs are free."""

from __future__ import annotations

import numpy as np

from benchmarks.mini.population import NOBODY
from model.chance import uniform
from model.declare import Now, Rows, view
from model.kernel import formula, kernel

People = view("people", "is_active employer wage tenure_months integration", __name__)
Households = view("households", "first_person n_members n_active is_poor", __name__)
Employers = view("employers", "n_filled", __name__)


@formula
def hazard(mean_integration: float, is_poor: int) -> float:
    """Monthly chance that a household goes."""
    return 0.01 * np.exp(-2.0 * mean_integration) * (1 + is_poor)


@kernel
def leave(people: Rows, households: Rows, employers: Rows, key: np.uint64) -> None:
    """A month of all households that are still here."""
    for h in range(households.n_active.size):
        if households.n_active[h] == 0:
            continue
        first = households.first_person[h]
        end = first + households.n_members[h]
        total = 0.0
        for i in range(first, end):
            total += float(people.integration[i])
        if uniform(key, h) >= hazard(total / households.n_active[h], households.is_poor[h]):
            continue
        households.n_active[h] = 0
        for i in range(first, end):
            people.is_active[i] = 0
            if people.employer[i] != NOBODY:
                employers.n_filled[people.employer[i]] -= 1
                people.employer[i] = NOBODY
                people.tenure_months[i] = 0
                people.wage[i] = 0.0


def step(now: Now) -> None:
    leave(now.view(People), now.view(Households), now.view(Employers), now.chance("leave"))
