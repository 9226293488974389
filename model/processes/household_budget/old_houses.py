"""Old houses at the origin are cleared, their ground is reclaimed, and the household is paid a reward once."""

from __future__ import annotations

import numpy as np

from model.chance import uniform
from model.declare import Array, Now, Rows
from model.kernel import kernel
from model.scarcity import serve


@kernel
def line_up_houses(households: Rows, month: int, key: np.uint64, claim: Array, order: Array) -> int:
    """Households on the site whose old house stands, with their places in the lottery. Returns how many."""
    n = 0
    for h in range(households.has_old_house.size):
        households.house_reward_yuan_month[h] = 0.0
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        if households.has_old_house[h] == 1 and households.is_house_cleared[h] == 0:
            claim[n], order[n] = h, uniform(key, h)
            n += 1
    return n


def clear_houses(now: Now, households: Rows, office: Rows) -> None:
    """Old houses are cleared as far as their rewards are paid for; whose comes first is settled once and for all."""
    places = int(now.q.houses_cleared)
    if places <= 0 and office.n_houses_cleared[0] == 0:
        return
    n_rows = households.has_old_house.size
    claim, order = np.empty(n_rows, np.int64), np.empty(n_rows)
    n = line_up_houses(households, now.month, now.lasting_chance("house"), claim, order)
    served = np.zeros(n, np.uint8)
    office.n_houses_cleared[0] = serve(np.zeros(n, np.int64), order, n, np.array([places]), served)
    cleared = claim[:n][served == 1]
    households.is_house_cleared[cleared] = 1
    households.house_reward_yuan_month[cleared] = now.q.house_reward_yuan
    office.homestead_reclaimed_mu[0] += cleared.size * now.p.homestead_mu
