"""Compiles the model where it has not been compiled yet, in two processes that meet half way: `python -m tests.warm`.

Without it every worker of pytest that begins on a machine without compiled kernels compiles them all, at the same time as the
others.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LAST_FIRST = "last-first"


def main() -> None:
    """Compile, unless it has been done."""
    from model.kernel import is_cold

    if not is_cold():
        return
    words = [sys.executable, "-m", "tests.warm", LAST_FIRST]
    other = subprocess.Popen(words, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})
    simulate(is_last_first=False)
    other.wait()


def simulate(is_last_first: bool) -> None:
    """Two months of a small site with all measures. is_last_first: what records first of all, then the processes from the last
    to the first, which makes little sense but is compiled all the same."""
    from model.scenario import load_scenario
    from model.site import ResettlementSite

    site = ResettlementSite(load_scenario("five_systems", site="tiny", settings=["months=2"]), rng=1)
    if is_last_first:
        site.recorder.record(0)
        site.processes = dict(reversed(site.processes.items()))
    site.run()


if __name__ == "__main__":
    simulate(is_last_first=True) if LAST_FIRST in sys.argv else main()
