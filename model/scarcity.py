"""Lotteries and allocation: scarce posts, seats and visits are settled at once, never first come first served.

Who wishes for the same thing is ranked by priority, within equal priority by each row's own draw, and the first n are
served. A draw belongs to the row, so a person who loses the lottery loses it under every scenario.
"""

from __future__ import annotations

import numpy as np

from model.kernel import formula, kernel


@formula
def rank(priority: float, draw: float) -> float:
    """A sort key, smaller first: whole priorities (0 is served first), the draw in [0, 1) within them."""
    return np.floor(priority) + draw


@kernel
def in_order(key: np.ndarray) -> np.ndarray:
    """The places of a queue in the order in which their turn comes, the smallest key first."""
    return np.argsort(key)


@formula
def nth_smallest(keys: np.ndarray, n: int) -> float:
    """The key that n others stand before; the keys are put into another order. Hoare's selection: what is sorted is only what
    is needed."""
    low, high = 0, keys.size - 1
    while low < high:
        middle, left, right = keys[(low + high) // 2], low, high
        while left <= right:
            while keys[left] < middle:
                left += 1
            while keys[right] > middle:
                right -= 1
            if left <= right:
                keys[left], keys[right] = keys[right], keys[left]
                left += 1
                right -= 1
        if n <= right:
            high = right
        elif n >= left:
            low = left
        else:
            break
    return keys[n]


@kernel
def serve(wish: np.ndarray, key: np.ndarray, n_wishes: int, capacity: np.ndarray, served: np.ndarray) -> int:
    """Serve the first of each queue.

    wish: for each claim the thing wished for (an index of capacity); key: its rank, smaller first. Only the first n_wishes
    claims count. capacity: how many of each thing there are; it is used up. served: filled with 1 for each claim that gets
    its wish. Returns how many were served.
    """
    n_claims, start = np.zeros(capacity.size, np.int64), np.zeros(capacity.size + 1, np.int64)
    for claim in range(n_wishes):
        n_claims[wish[claim]] += 1
    for thing in range(capacity.size):
        start[thing + 1] = start[thing] + (n_claims[thing] if n_claims[thing] > capacity[thing] else 0)
    # Only what does not suffice for all is ranked: the last key that is served says who else is.
    keys, last = np.empty(start[-1]), np.full(capacity.size, np.inf)
    for claim in range(n_wishes):
        thing = wish[claim]
        if n_claims[thing] > capacity[thing]:
            keys[start[thing]] = key[claim]
            start[thing] += 1
    for thing in range(capacity.size):
        if n_claims[thing] > capacity[thing]:
            of_thing = keys[start[thing] - n_claims[thing] : start[thing]]
            last[thing] = nth_smallest(of_thing, capacity[thing] - 1) if capacity[thing] > 0 else -1.0
    n_served = 0
    for claim in range(n_wishes):
        thing = wish[claim]
        served[claim] = key[claim] < last[thing]
        capacity[thing] -= served[claim]
        n_served += served[claim]
    for claim in range(n_wishes):
        thing = wish[claim]
        if key[claim] == last[thing] and capacity[thing] > 0:
            served[claim] = 1
            capacity[thing] -= 1
            n_served += 1
    return n_served
