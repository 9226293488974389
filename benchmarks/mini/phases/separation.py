"""Jobs end, new ones more often; all others go on for a month. Nobody loses a job in the month of hiring."""

from __future__ import annotations

import numpy as np

from benchmarks.mini.population import NOBODY
from model.chance import uniform
from model.declare import Now, Rows, view
from model.kernel import kernel

People = view("people", "employer wage tenure_months", __name__)
Employers = view("employers", "n_filled", __name__)
CommunityOffices = view("community_offices", "n_separations", __name__)

LONGEST = 240  # months of tenure after which the hazard no longer changes
HAZARD = 0.02 + 0.06 * np.exp(-np.arange(LONGEST + 1) / 6.0)
HAZARD[0] = 0.0


@kernel
def separate(people: Rows, employers: Rows, key: np.uint64) -> int:
    """Returns how many lost their job."""
    n_separations = 0
    for i in range(people.employer.size):
        e = people.employer[i]
        if e == NOBODY:
            continue
        if uniform(key, i) < HAZARD[min(people.tenure_months[i], LONGEST)]:
            employers.n_filled[e] -= 1
            people.employer[i] = NOBODY
            people.tenure_months[i] = 0
            people.wage[i] = 0.0
            n_separations += 1
        else:
            people.tenure_months[i] += 1
    return n_separations


def step(now: Now) -> None:
    n = separate(now.view(People), now.view(Employers), now.chance("separate"))
    now.view(CommunityOffices).n_separations[0] = n
