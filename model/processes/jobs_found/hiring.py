"""What it is to be hired: pay, the first month of a job, a post less; and those whose claim was served start work."""

from __future__ import annotations

import numpy as np

from model.chance import uniform
from model.codes import GOOD_MANDARIN, PUBLIC_PROGRAMME
from model.declare import Array, Numbers, Rows
from model.kernel import formula


@formula
def hire(people: Rows, employers: Rows, i: int, e: int, channel: int, p: Numbers, draw: float) -> None:
    """Person i starts with employer e; pay depends on skill, Mandarin and luck."""
    level = 1.0 + p.skill_pay * float(people.skill[i]) + p.mandarin_pay * (float(people.mandarin[i]) - GOOD_MANDARIN)
    people.relative_pay[i] = max(level, 0.5) * (0.9 + 0.2 * draw) if employers.kind[e] != PUBLIC_PROGRAMME else 1.0
    people.wage_yuan_month[i] = employers.wage_yuan_month[e] * people.relative_pay[i]
    people.employer[i] = e
    people.tenure_months[i] = 0
    people.channel[i] = channel
    people.months_out_of_work[i] = 0
    employers.n_filled[e] += 1


@formula
def claims(n: int) -> Array:
    """Room for a number about each of n claims."""
    return np.empty(n, np.int64)


@formula
def hire_served(
    people: Rows, employers: Rows, person: Array, employer: Array, channel: Array, served: Array, p: Numbers, key: np.uint64
) -> None:
    """Those whose claim was served start work."""
    for c in range(served.size):
        if served[c] == 1:
            i = person[c]
            hire(people, employers, i, employer[c], channel[c], p, uniform(key, people.chance_id[i]))
