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
    order = np.argsort(key[:n_wishes])
    n_served = 0
    for claim in order:
        thing = wish[claim]
        if capacity[thing] > 0:
            capacity[thing] -= 1
            served[claim] = 1
            n_served += 1
        else:
            served[claim] = 0
    return n_served
