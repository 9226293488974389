"""Literacy courses: who is taught to read, and what becomes of them with practice and without."""

from __future__ import annotations

import numpy as np

from model.chance import bits, first_half, second_half, uniform
from model.codes import GOOD_MANDARIN, OF_WORKING_AGE
from model.declare import Array, Numbers, Rows
from model.kernel import formula, rows_where
from model.scarcity import rank, serve


@formula
def list_non_readers(people: Rows, households: Rows, key: np.uint64, claimant: Array, priority: Array) -> int:
    """Adults on site who never went to school and cannot read; of minorities first. Returns the count."""
    is_asked = np.empty(people.household.size, np.bool_)
    for i in range(is_asked.size):
        cannot_read = (people.schooling[i] == 0) & (people.has_learned_to_read[i] == 0)
        is_asked[i] = cannot_read & (people.life_stage[i] >= OF_WORKING_AGE) & (people.is_away[i] == 0)
    n = 0
    for i in rows_where(is_asked):
        is_first = households.is_minority[people.household[i]] == 1
        claimant[n] = i
        priority[n] = rank(0.0 if is_first else 1.0, uniform(key, people.chance_id[i]))
        n += 1
    return n


@formula
def practise(people: Rows, relapse: float, speak: float, key: np.uint64) -> int:
    """New readers lose reading without practice, or gain Mandarin with it. Returns how many lose it."""
    n = 0
    for i in rows_where(people.has_learned_to_read):
        if people.is_alive[i] == 0:
            continue
        draws = bits(key, people.chance_id[i])
        if first_half(draws) < relapse:
            people.has_learned_to_read[i] = 0
            n += 1
            continue
        if second_half(draws) < speak and people.mandarin[i] < GOOD_MANDARIN:
            people.has_gained_mandarin[i] = 1
    return n


@formula
def teach_to_read(
    people: Rows, households: Rows, centres: Rows, p: Numbers, q: Numbers, practise_key: np.uint64, key: np.uint64
) -> None:
    """Literacy courses, and what becomes of those who were taught."""
    n_rows, follow_up = people.household.size, q.literacy_follow_up
    relapse, speak = p.reading_relapse * (1.0 - follow_up), p.speaking_a_month * follow_up
    centres.n_lost_reading[0] = practise(people, relapse, speak, practise_key)
    claimant, priority = np.empty(n_rows, np.int64), np.empty(n_rows)
    n = list_non_readers(people, households, key, claimant, priority)
    served, seats = np.zeros(n, np.uint8), np.full(1, int(q.literacy_seats))
    centres.n_taught_to_read[0] = serve(np.zeros(n, np.int64), priority, n, seats, served)
    for c in range(n):
        if served[c] == 1:
            people.has_learned_to_read[claimant[c]] = 1
