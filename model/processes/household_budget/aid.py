"""Temporary aid that poor movers are paid once, by lottery."""

from __future__ import annotations

import numpy as np

from model.chance import uniform
from model.declare import Array, Now, Rows
from model.kernel import kernel
from model.scarcity import serve


@kernel
def line_up_for_aid(households: Rows, month: int, key: np.uint64, claim: Array, order: Array) -> int:
    """Poor movers on the site who have not had the aid, with their places in the lottery. Returns how many."""
    n = 0
    for h in range(households.has_had_aid.size):
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        if households.is_registered_poor[h] == 1 and households.has_had_aid[h] == 0:
            claim[n], order[n] = h, uniform(key, h)
            n += 1
    return n


def pay_aid(now: Now, households: Rows) -> int:
    """The one-off aid of this month goes to poor movers who have not had it, by lottery. Returns how many are paid."""
    households.aid_yuan_month[:] = 0.0
    places = int(now.q.temporary_aid_households)
    if places <= 0 or now.q.temporary_aid_yuan <= 0:
        return 0
    n_rows = households.has_had_aid.size
    claim, order = np.empty(n_rows, np.int64), np.empty(n_rows)
    n = line_up_for_aid(households, now.month, now.chance("aid"), claim, order)
    served = np.zeros(n, np.uint8)
    n_paid = serve(np.zeros(n, np.int64), order, n, np.array([places]), served)
    paid = claim[:n][served == 1]
    households.aid_yuan_month[paid] = now.q.temporary_aid_yuan
    households.has_had_aid[paid] = 1
    return n_paid
