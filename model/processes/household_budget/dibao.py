"""Dibao: who is eligible, who draws it, and how much, by the standard of the origin and by the site's."""

from __future__ import annotations

import numpy as np

from model.chance import bits, first_half
from model.codes import UNREGISTERED
from model.declare import Numbers, Rows
from model.kernel import formula

NEARLY = 0.99  # amounts are kept in single precision


@formula
def dibao_yuan(income_a_head: float, standard: float, least_share: float, heads: int) -> float:
    """Dibao a month: what a head lacks to the standard, at least a set share of it, for every head."""
    return heads * max(standard - income_a_head, least_share * standard)


@formula
def draw_dibao(
    households: Rows, h: int, p: Numbers, q: Numbers, needed: float, heads: int, n_idle: int, standard: float,
    site_standard: float, key: np.uint64,
) -> tuple[float, float]:  # fmt: skip
    """This month's dibao of a household by the origin's standard, and last month's difference to the site's.

    needed: income a head without dibao. The site's standard is for registered movers and counts what idle members could earn.
    """
    own_standard = standard
    if households.registration[h] != UNREGISTERED:
        own_standard += q.site_dibao * (site_standard - standard)
    at_site = needed + p.deemed_yuan_month * n_idle / heads
    is_above_origins = own_standard > standard and at_site < own_standard
    is_eligible = needed < standard or is_above_origins
    draw = first_half(bits(key, h))
    is_asking = households.is_helped_with_dues[h] == 1 or draw < p.dibao_take_up
    if households.has_dibao[h] == 0 and is_eligible and is_asking:
        households.has_dibao[h] = 1
    elif households.has_dibao[h] == 1 and not is_eligible and draw < p.dibao_exit * q.dibao_review:
        households.has_dibao[h] = 0
    dibao, more, paid = 0.0, 0.0, 0.0
    if households.has_dibao[h] == 1:
        # Dibao by the origin's standard lasts until it is ended; only the site's can stand alone.
        if needed < standard or not is_above_origins:
            dibao = dibao_yuan(needed, standard, p.dibao_least_share, heads)
        if is_above_origins:
            more = max(dibao_yuan(at_site, own_standard, p.dibao_least_share, heads) - dibao, 0.0)
        # What the site's standard adds is paid when it is known, a month later.
        paid = float(households.dibao_difference_yuan[h]) * q.dibao_difference_funded
    households.dibao_difference_yuan[h] = more
    households.dibao_yuan_month[h] = dibao + paid
    households.is_eligible_for_dibao[h] = 1 if is_eligible else 0
    as_a_host = dibao_yuan(at_site, site_standard, p.dibao_least_share, heads)
    households.host_dibao[h] = 0 if at_site >= site_standard else 1 if dibao + paid >= NEARLY * as_a_host else 2
    return dibao, paid
