"""SALib on a leash: what it draws is repeatable whatever the seed, and it changes nothing outside."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

RESAMPLES = 100


def problem(n_inputs: int) -> dict[str, Any]:
    """SALib's description of a design. Inputs go by number: it refuses some names. Bounds play no part in analysis."""
    return {"num_vars": n_inputs, "names": [f"x{k}" for k in range(n_inputs)], "bounds": [[0.0, 1.0]] * n_inputs}


@contextmanager
def leashed(seed: int) -> Iterator[int]:
    """A seed for SALib, which takes 0 for none and then draws from the clock. numpy's global state, the filters and the
    format of warnings, all of which it changes, are as before afterwards."""
    state, form = np.random.get_state(), warnings.formatwarning  # noqa: NPY002 - SALib draws from the global generator
    try:
        # Recorded and dropped: it sets filters of its own, and says nothing that the result frame does not.
        # One thread: its many small triangular systems take twenty times as long when a BLAS shares them out on a busy machine.
        with threadpool_limits(1), warnings.catch_warnings(record=True), np.errstate(invalid="ignore", divide="ignore"):
            yield seed % (2**32 - 1) + 1
    finally:
        np.random.set_state(state)  # noqa: NPY002
        warnings.formatwarning = form
