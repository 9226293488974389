"""Listing the rows of set flags, sixteen at a time where the processor can and one by one where it cannot."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import kernel

FLAGS = st.lists(st.booleans(), max_size=70)


@given(FLAGS)
def test_rows_of_set_flags_are_listed_in_their_order(flags: list[bool]) -> None:
    given_flags: Any = np.array(flags, np.bool_)
    assert kernel.rows_where(given_flags).tolist() == np.flatnonzero(given_flags).tolist()


@pytest.mark.skipif(not kernel.IS_COMPILED, reason="the compiler is switched off")
def test_a_processor_that_cannot_pack_lanes_lists_the_same_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    import numba

    monkeypatch.setattr(kernel, "PACKS_LANES", False)
    written: Any = kernel.rows_where
    plain: Any = numba.njit(written.py_func)
    chance = np.random.default_rng(1)
    for size in (0, 1, 15, 16, 17, 31, 32, 1000):
        flags = chance.random(size) < 0.4
        assert plain(flags).tolist() == kernel.rows_where(flags).tolist()
