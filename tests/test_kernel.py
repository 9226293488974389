"""Listing the rows of set flags, sixteen at a time where the processor can, and what compiled code is kept on disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import counts, kernel
from model.declare import filled
from model.kernel import file_digest
from model.rules import declared_in

ROOT = Path(__file__).parents[1]

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


RULE = """
from model.counts import is_on_site
from model.declare import view
from model.kernel import kernel
from model.processes.elections import PROCESS

Households = view("households", "return_month arrival_month", __name__)


@kernel
def first_is_here(households, month):
    return is_on_site(households, 0, month)
"""


@pytest.mark.skipif(not kernel.IS_COMPILED, reason="the compiler is switched off")
def test_what_is_compiled_for_a_rule_file_is_not_left_on_disk_for_those_without_it(tmp_path: Path) -> None:
    file = tmp_path / "rule.py"
    file.write_text(RULE, encoding="utf-8")
    declared_in(file)
    rule = sys.modules[f"resettle_rule_{file_digest(file)}"]
    households: Any = filled(rule.Households, [np.full(3, 9, np.int16), np.zeros(3, np.int16)])
    assert rule.first_is_here(households, 2)
    formula: Any = counts.is_on_site
    compiled_for = {sig[0].instance_class.__module__ for sig in formula.overloads}
    assert rule.__name__ in compiled_for, "the formula was compiled for the rule's view"
    reads_the_list = "from model.counts import is_on_site; is_on_site._cache._cache_file._load_index()"
    subprocess.run([sys.executable, "-c", reads_the_list], cwd=ROOT, check=True)
