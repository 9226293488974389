"""Integration moves towards what work, three neighbours met in the building, and time support."""

from __future__ import annotations

import numpy as np

from benchmarks.mini.population import NOBODY
from model.chance import bits
from model.declare import Now, Rows, view
from model.kernel import formula, kernel

People = view("people", "is_active employer tenure_months integration last_integration", __name__)
Buildings = view("buildings", "first_person n_people", __name__)

_SHIFT_21, _SHIFT_43 = np.uint64(21), np.uint64(43)


@formula
def any_of(n: np.uint64, random_bits: np.uint64) -> int:
    """One of 0 to n - 1 from the upper 21 of 64 random bits."""
    return np.int64(((random_bits >> _SHIFT_43) * n) >> _SHIFT_21)


@formula
def target(is_employed: bool, mean: float, time: float, tenure_months: int) -> float:
    """Where integration goes; `mean` is that of the people met, `time` what the months on the site add."""
    return 0.15 + 0.30 * is_employed + 0.35 * mean + time + 0.10 * min(tenure_months / 24.0, 1.0)


@kernel
def adapt(people: Rows, buildings: Rows, time: float, key: np.uint64) -> None:
    """Everybody moves at once, by last month's scores of the people met."""
    people.last_integration[:] = people.integration
    for b in range(buildings.first_person.size):
        first, n_people = buildings.first_person[b], buildings.n_people[b]
        for i in range(first, first + n_people):
            if people.is_active[i] == 0:
                continue
            draw = bits(key, i)
            total, n_met = 0.0, 0
            for _ in range(3):
                other = first + any_of(np.uint64(n_people), draw)
                draw = draw << _SHIFT_21
                counts = people.is_active[other] * (other != i)
                total += counts * float(people.last_integration[other])
                n_met += counts
            own = float(people.last_integration[i])
            mean = total / n_met if n_met > 0 else own
            goal = target(people.employer[i] != NOBODY, mean, time, people.tenure_months[i])
            people.integration[i] = own + 0.1 * (goal - own)


def step(now: Now) -> None:
    time = 0.10 * min(now.month / 36.0, 1.0)
    adapt(now.view(People), now.view(Buildings), time, now.chance("ties"))
