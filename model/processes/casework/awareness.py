"""What households know of the measures: they hear of them, pass it on along ties, and forget."""

from __future__ import annotations

from model.codes import NOBODY, USUAL_AWARENESS
from model.declare import Numbers, Rows
from model.kernel import formula


@formula
def inform(households: Rows, p: Numbers, informing: float, month: int) -> None:
    """What a household knows of the measures: it hears of them, from the office and from those it knows, and forgets."""
    for h in range(households.n_slots.size):
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        known = float(households.awareness[h])
        others, n = 0.0, 0
        for k in range(households.tie.shape[1]):
            # Without a branch: which of its places for ties a household fills is as good as random.
            is_tie, other = households.tie[h, k] != NOBODY, max(households.tie[h, k], 0)
            others += float(households.awareness[other]) * is_tie
            n += is_tie
        heard = informing * (1.0 - known)
        if n > 0:
            heard += p.spreading * max(others / n - known, 0.0)
        known += heard - p.forgetting * (known - USUAL_AWARENESS)
        households.awareness[h] = min(max(known, 0.0), 1.0)
