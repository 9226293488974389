"""Registration: who asks for a card or a permit, which one it is, and who transfers the hukou."""

from __future__ import annotations

import numpy as np

from model.chance import first_half
from model.codes import CARD, HUKOU, PERMIT, UNREGISTERED
from model.declare import Array, Numbers, Rows
from model.kernel import formula, rows_where


@formula
def transfer_chance(p: Numbers, q: Numbers) -> float:
    """Monthly chance to transfer the hukou; each right that would be lost with the old one deters a share."""
    chance = p.hukou_a_month
    chance *= 1.0 - p.lost_land_deters * (1.0 - q.land_rights)
    chance *= 1.0 - p.lost_collective_deters * (1.0 - q.collective_rights)
    return chance * (1.0 - p.lost_benefits_deters * (1.0 - q.other_benefits))


@formula
def document(households: Rows, h: int, p: Numbers) -> int:
    """Which paper a household is given: a permit if it comes from another county, else a card."""
    return PERMIT if households.origin_kilometres[h] > p.same_county_kilometres else CARD


@formula
def register(households: Rows, p: Numbers, q: Numbers, is_here: Array, draws: Array) -> None:
    """People register by themselves, and some transfer their hukou."""
    asks, transfers, does = p.asks_to_register * q.own_requests, transfer_chance(p, q), np.empty(draws.size, np.bool_)
    for h in range(does.size):
        chance = asks if households.registration[h] == UNREGISTERED else transfers
        does[h] = is_here[h] & (households.registration[h] != HUKOU) & (first_half(draws[h]) < chance)
    for h in rows_where(does):
        is_new = households.registration[h] == UNREGISTERED
        households.registration[h] = document(households, h, p) if is_new else HUKOU
