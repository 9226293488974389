"""Whether a post and a seeker suit each other: skill, Mandarin and hours on one side, distance and pay on the other."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import first_half, second_half
from model.codes import GOOD_MANDARIN
from model.declare import Numbers, Rows
from model.kernel import formula

SIXTY = 60 * MONTHS_A_YEAR


@formula
def share_turning_up(kilometres: float, half_kilometres: float) -> float:
    """Share of seekers who would commute so far."""
    return half_kilometres / (half_kilometres + kilometres)


@formula
def is_suited(people: Rows, employers: Rows, i: int, e: int, p: Numbers, reservation: float, draws: np.uint64) -> bool:
    """Screening by skill, Mandarin and hours on one side, distance and pay on the other."""
    needs_flexible = people.is_carer[i] == 1 or people.age_months[i] >= SIXTY
    if needs_flexible and first_half(draws) >= float(employers.share_flexible[e]):
        return False
    skill = float(people.skill[i])
    if people.trained_sector[i] == employers.sector[e]:
        skill += p.sector_match_skill
    if skill < float(employers.entry_skill[e]) or float(employers.wage_yuan_month[e]) < reservation:
        return False
    missing = max(GOOD_MANDARIN - int(people.mandarin[i]), 0)
    chance = (1.0 - p.mandarin_penalty * missing) * share_turning_up(float(employers.kilometres[e]), p.commute_kilometres)
    return second_half(draws) < chance
