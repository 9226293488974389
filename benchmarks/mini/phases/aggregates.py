"""The ten numbers of a month, in one pass over people and one over households."""

from __future__ import annotations

import numpy as np

from benchmarks.mini.phases.working_age import is_of_working_age
from benchmarks.mini.population import NOBODY
from model.declare import Array, Now, Rows, view
from model.kernel import kernel

People = view("people", "is_active age_months employer wage is_trained integration", __name__)
Households = view("households", "n_active is_poor", __name__)
CommunityOffices = view("community_offices", "n_hires n_separations", __name__)


@kernel
def count(people: Rows, households: Rows, offices: Rows, out: Array) -> None:
    """Fill `out` in the order of population.AGGREGATES."""
    n_people, n_of_working_age, n_of_them_employed, n_employed, n_trained = 0, 0, 0, 0, 0
    wages, integration, squares = 0.0, 0.0, 0.0
    for i in range(people.is_active.size):
        if people.is_active[i] == 0:
            continue
        n_people += 1
        n_trained += people.is_trained[i]
        score = float(people.integration[i])
        integration += score
        squares += score * score
        is_employed = people.employer[i] != NOBODY
        n_employed += is_employed
        wages += float(people.wage[i])
        is_adult = is_of_working_age(people.age_months[i])
        n_of_working_age += is_adult
        n_of_them_employed += is_adult & is_employed
    n_households, n_poor = 0, 0
    for h in range(households.n_active.size):
        if households.n_active[h] > 0:
            n_households += 1
            n_poor += households.is_poor[h]
    mean = integration / max(n_people, 1)
    out[0] = n_people
    out[1] = n_households
    out[2] = n_of_them_employed / max(n_of_working_age, 1)
    out[3] = wages / max(n_employed, 1)
    out[4] = mean
    out[5] = np.sqrt(max(squares / max(n_people, 1) - mean * mean, 0.0))
    out[6] = n_poor / max(n_households, 1)
    out[7] = n_trained
    out[8] = offices.n_hires[0]
    out[9] = offices.n_separations[0]


def record(now: Now, out: Array) -> None:
    count(now.view(People), now.view(Households), now.view(CommunityOffices), out)
