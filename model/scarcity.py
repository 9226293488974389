"""Lotteries and allocation: scarce posts, seats and visits are settled at once, never first come first served.

Who wishes for the same thing is ranked by priority, within equal priority by each row's own draw, and the first n are
served. A draw belongs to the row, so a person who loses the lottery loses it under every scenario.
"""

from __future__ import annotations

import numpy as np

from model.kernel import formula


@formula
def rank(priority: float, draw: float) -> float:
    """A sort key, smaller first: whole priorities (0 is served first), the draw in [0, 1) within them."""
    return np.floor(priority) + draw


@formula
def serve(wish: np.ndarray, key: np.ndarray, n_wishes: int, capacity: np.ndarray, served: np.ndarray) -> int:
    """Serve the first of each queue.

    wish: for each claim the thing wished for (an index of capacity); key: its rank, smaller first. Only the first n_wishes
    claims count. capacity: how many of each thing there are; it is used up. served: filled with 1 for each claim that gets
    its wish. Returns how many were served.
    """
    n_claims, contested, n_contested, n_served = np.zeros(capacity.size, np.int64), np.empty(n_wishes, np.int64), 0, 0
    for claim in range(n_wishes):
        n_claims[wish[claim]] += 1
    for claim in range(n_wishes):
        # What suffices for all who wish for it needs no ranking.
        served[claim] = n_claims[wish[claim]] <= capacity[wish[claim]]
        n_served += served[claim]
        contested[n_contested] = claim
        n_contested += 1 - served[claim]
    for thing in range(capacity.size):
        if n_claims[thing] <= capacity[thing]:
            capacity[thing] -= n_claims[thing]
    contested = contested[:n_contested]
    for place in np.argsort(key[contested]):
        claim = contested[place]
        if capacity[wish[claim]] > 0:
            capacity[wish[claim]] -= 1
            served[claim] = 1
            n_served += 1
    return n_served
