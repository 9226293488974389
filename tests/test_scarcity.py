"""Scarce things go to the first of each queue, and never to more than there are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.kernel import kernel
from model.scarcity import rank, serve


@kernel
def served_of(wish: np.ndarray, key: np.ndarray, capacity: np.ndarray, served: np.ndarray) -> int:
    return serve(wish, key, wish.size, capacity, served)


@given(
    claims=st.lists(st.tuples(st.integers(0, 3), st.floats(0, 5, exclude_max=True)), max_size=40),
    capacity=st.lists(st.integers(0, 8), min_size=4, max_size=4),
)
def test_capacity_is_filled_in_order_and_never_exceeded(claims: list[tuple[int, float]], capacity: list[int]) -> None:
    wish = np.array([thing for thing, _ in claims], np.int64)
    key = np.array([order for _, order in claims])
    left = np.array(capacity, np.int64)
    served = np.zeros(len(claims), np.uint8)
    n = served_of(wish, key, left, served)
    assert n == served.sum()
    for thing, places in enumerate(capacity):
        mine = wish == thing
        assert served[mine].sum() == min(places, mine.sum())
        assert left[thing] == places - served[mine].sum()
        if served[mine].any() and not served[mine].all():
            assert key[mine & (served == 1)].max() <= key[mine & (served == 0)].min()


def test_priority_comes_before_luck() -> None:
    assert rank(0.0, 0.999) < rank(1.0, 0.0)
