"""Views and numbers reach compiled code by address, and kernels only borrow columns."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.kernel import IS_COMPILED
from model.scenario import Scenario
from model.site import ResettlementSite

# Runs every rule as plain Python over columns that refuse a row outside the table or counted from its end.
STRICT_ROWS = """
import sys
import numpy as np
from model.declare import filled
from model.scenario import load_scenario
from model.site import ResettlementSite
from model.state import State

class Strict(np.ndarray):
    def check(self, index):
        for way, at in enumerate(index if isinstance(index, tuple) else (index,)):
            if isinstance(at, int | np.integer) and not 0 <= at < self.shape[way]:
                raise IndexError(f"row {at}")

    def __getitem__(self, index):
        self.check(index)
        return np.ndarray.__getitem__(self, index)

    def __setitem__(self, index, value):
        self.check(index)
        np.ndarray.__setitem__(self, index, value)

usual = State.view
State.view = lambda *asked, **how: filled(asked[1], [column.view(Strict) for column in usual(*asked, **how)])
site = ResettlementSite(load_scenario(sys.argv[1], site="tiny"), rng=7)
site.run()
try:
    next(iter(next(iter(site._desks.values()))._views.values()))[0][-1]
except IndexError:
    print(site.month)
"""


@pytest.mark.skipif(not IS_COMPILED, reason="the compiler is switched off")
def test_every_view_and_number_is_handed_over_by_address(tiny: Scenario) -> None:
    import numba

    from model.native import ColumnType, NativeType

    site = ResettlementSite(tiny, rng=1)
    site.step()
    for name, now in site._desks.items():
        for view in now._views.values():
            seen = numba.typeof(view)
            assert isinstance(seen, NativeType), name
            assert all(isinstance(of, ColumnType) for of in seen.types), name
        assert isinstance(numba.typeof(now.p), NativeType), name
        assert isinstance(numba.typeof(now.q), NativeType), name


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["baseline", "five_systems", "no_followup"])
def test_no_rule_counts_rows_from_the_end(scenario: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STRICT_ROWS, scenario], capture_output=True, text=True, cwd=Path(__file__).parents[2],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
    )  # fmt: skip
    assert done.stdout == "60\n", done.stderr
