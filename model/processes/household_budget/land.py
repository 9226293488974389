"""What becomes of the land at the origin: let, run by an operator, returned to forest; and what it and forests bring."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import uniform
from model.codes import HUKOU
from model.declare import Array, Numbers, Rows
from model.kernel import formula, rows_where


@formula
def land_use(p: Numbers, q: Numbers, is_whole_village: bool) -> tuple[float, float, float]:
    """Shares of a household's contracted land that are let, run by an operator, and returned to forest."""
    retired = q.land_retired_share
    let = min(p.land_let + q.land_let_share, 1.0 - retired)
    run = min(q.land_run_share, 1.0 - retired - let) if is_whole_village else 0.0
    return let, run, retired


@formula
def use_land(households: Rows, office: Rows, p: Numbers, q: Numbers, is_counted: Array, village_key: np.uint64) -> Array:
    """What becomes of each household's land. Returns what it brings each in the month, yuan."""
    n, rents, is_whole = is_counted.size, np.empty(is_counted.size), np.zeros(is_counted.size, np.bool_)
    if q.land_run_share > 0:
        for h in range(n):
            is_whole[h] = uniform(village_key, households.village[h]) < p.whole_villages
    plain, whole, farmed_before = land_use(p, q, False), land_use(p, q, True), max(1.0 - p.land_let, 1e-9)
    farmed_plain = (1.0 - plain[0] - plain[1] - plain[2]) / farmed_before
    farmed_whole = (1.0 - whole[0] - whole[1] - whole[2]) / farmed_before
    for h in range(n):
        farmed = farmed_whole if is_whole[h] else farmed_plain
        households.farmed_share[h] = farmed if is_counted[h] else households.farmed_share[h]
    for h in range(n):
        let, run, retired = whole if is_whole[h] else plain
        mu, forest_mu = float(households.land_mu[h]), float(households.forest_mu[h])
        a_year = mu * let * p.rent_yuan_mu_year * q.rent
        a_year += mu * run * p.rent_yuan_mu_year * q.operator_rent
        a_year += mu * retired * q.land_payment_yuan_mu_year
        a_year += forest_mu * (p.forest_yuan_mu_year + q.forest_payment_yuan_mu_year + q.forest_business_yuan_mu_year)
        a_year *= q.land_rights if households.registration[h] == HUKOU else 1.0
        rents[h] = a_year / MONTHS_A_YEAR
    all_mu, run_mu, retired_mu, used_mu, land_paid, forest_paid = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for h in rows_where(is_counted):
        let, run, retired = whole if is_whole[h] else plain
        mu = float(households.land_mu[h])
        all_mu += mu
        run_mu += mu * run
        retired_mu += mu * retired
        used_mu += mu * (let + run + retired)
        if q.land_payment_yuan_mu_year > 0 or q.forest_payment_yuan_mu_year > 0:
            kept = q.land_rights if households.registration[h] == HUKOU else 1.0
            land_paid += mu * retired * q.land_payment_yuan_mu_year * kept / MONTHS_A_YEAR
            forest_paid += float(households.forest_mu[h]) * q.forest_payment_yuan_mu_year * kept / MONTHS_A_YEAR
    office.land_mu[0], office.land_run_mu[0], office.land_retired_mu[0], office.land_used_mu[0] = (
        all_mu,
        run_mu,
        retired_mu,
        used_mu,
    )
    office.land_payment_yuan[0], office.forest_payment_yuan[0] = land_paid, forest_paid
    return rents
