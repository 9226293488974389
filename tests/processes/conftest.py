"""Running the same hand-made month compiled and in plain Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SHOW = """
import json, sys
columns = {f"{t}.{c}": world.state.array(t, c).tolist() for t in world.state.columns for c in world.state.columns[t]}
json.dump(columns, sys.stdout)
"""


@pytest.fixture
def both_ways() -> Callable[[str], tuple[dict[str, Any], dict[str, Any]]]:
    """Runs a script that makes a `world`, compiled and not; returns the columns of both worlds afterwards."""

    def run(script: str) -> tuple[dict[str, Any], dict[str, Any]]:
        found = []
        for disable in ("0", "1"):
            done = subprocess.run(
                [sys.executable, "-c", script + SHOW], capture_output=True, text=True, check=True, cwd=ROOT,
                env=os.environ | {"NUMBA_DISABLE_JIT": disable},
            )  # fmt: skip
            found.append(json.loads(done.stdout))
        return found[0], found[1]

    return run
