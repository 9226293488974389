"""Visits: what clinics can give, who gets them when they do not suffice, and what treatment costs a household."""

from __future__ import annotations

import numpy as np

from model.codes import EMPLOYEE_MEDICAL, RESIDENT_MEDICAL
from model.declare import Array, Numbers, Rows
from model.distance import kilometres_between
from model.kernel import formula
from model.scarcity import in_order, serve


@formula
def open_doors(
    buildings: Rows, clinics: Rows, p: Numbers, capacity: float, nearest: Array, asks: Array, visits_a_spell: Array, spells: Array
) -> None:
    """What clinics can do this month, and who would come. nearest, asks: by building, the nearest clinic that is open and the
    share of spells for which it is asked; visits_a_spell, spells: by clinic, and how many spells it can treat."""
    for b in range(nearest.size):
        least = np.inf
        for c in range(spells.size):
            way = kilometres_between(buildings, b, clinics, c) if clinics.is_open[c] == 1 else np.inf
            if way < least:
                nearest[b], least = c, way
        asks[b] = p.seeks_care * max(1.0 - p.distance_deters * least, 0.0)
    for c in range(spells.size):
        visits_a_spell[c] = p.visits_a_spell * (1.0 + p.poorly_equipped * (1.0 - float(clinics.equipment[c])))
        spells[c] = int(clinics.is_open[c] * float(clinics.visits_a_month[c]) * capacity / visits_a_spell[c])


@formula
def share_visits(place: Array, order: Array, n: int, free: Array, served: Array) -> None:
    """Who is treated: everybody where no queue is longer than a clinic has visits, else the first by lottery; whom a full
    clinic cannot treat goes to one that still has visits, in the same order. free: spells each clinic can treat."""
    queue = np.zeros(free.size, np.int64)
    for k in range(n):
        served[k] = 1
        queue[place[k]] += 1
    if not (queue > free).any():
        return
    serve(place, order, n, free, served)
    for k in in_order(order[:n]):
        for c in range(free.size):
            if served[k] == 0 and free[c] > 0:
                free[c] -= 1
                place[k], served[k] = c, 1


@formula
def treat(
    people: Rows, households: Rows, clinics: Rows, yuan_a_visit: float, own_share: float, visits_a_spell: Array,
    patient: Array, place: Array, served: Array,
) -> None:  # fmt: skip
    """Treat those served, in full spells, and charge their households their own share, or all of it without cover."""
    for h in range(households.health_spending_yuan_month.size):
        households.health_spending_yuan_month[h] = 0.0
    for c in range(clinics.n_visits.size):
        clinics.n_treated[c], clinics.n_waiting[c] = 0, 0
    for k in range(served.size):
        if served[k] == 0:
            clinics.n_waiting[place[k]] += 1
            continue
        i = patient[k]
        h = people.household[i]
        people.is_treated[i] = 1
        clinics.n_treated[place[k]] += 1
        scheme = EMPLOYEE_MEDICAL if people.is_employee_insured[i] == 1 else RESIDENT_MEDICAL
        share = 1.0 if households.lapse_months[h, scheme] > 0 else own_share
        households.health_spending_yuan_month[h] += visits_a_spell[place[k]] * yuan_a_visit * share
    for c in range(clinics.n_visits.size):
        # A mean number of visits a spell need not be whole.
        clinics.n_visits[c] = int(clinics.n_treated[c] * visits_a_spell[c])
