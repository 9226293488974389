"""Kill -9 of the runner and of workers at random moments, again and again: the rows are those of an undisturbed run.

`RESETTLE_KILLS` says how many kills of each. A line for every kill is in what a failing test has printed, and is printed by
`python -m tests.experiments.kills`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.experiments.kills import kills_of_runners, kills_of_workers

KILLS = int(os.environ.get("RESETTLE_KILLS", "50"))


@pytest.mark.slow
def test_a_runner_that_is_killed_at_random_moments_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    print(kills_of_runners(tmp_path, KILLS))


@pytest.mark.slow
def test_worker_processes_that_are_killed_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    print(kills_of_workers(tmp_path, KILLS))
