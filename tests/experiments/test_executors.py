"""Workers: every task gets one outcome, whatever dies on the way."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from experiments.executors import Workers


def work(number: int, deadly: tuple[int, ...]) -> int:
    if number in deadly:
        os._exit(9)
    if number < 0:
        raise ValueError("on purpose")
    return number * 10


def die_once(number: int, mark: str) -> int:
    """Kills its worker the first time number 3 is asked for, and never again."""
    if number == 3 and not Path(mark).exists():
        Path(mark).touch()
        os._exit(9)
    time.sleep(0.01)
    return number * 10


def workers(engine: Any, function: Any, extra: Any) -> Workers[int, Any]:
    return Workers(engine, 2, function, lambda task: (task, extra), lambda task, error: type(error).__name__)


@pytest.mark.parametrize("engine", ["threads", "processes"])
def test_every_task_gets_its_outcome_and_an_error_is_one(engine: Any) -> None:
    outcomes = dict(workers(engine, work, ()).outcomes([4, -1, 5]))
    assert outcomes == {4: 40, -1: "ValueError", 5: 50}


def test_a_task_that_kills_its_worker_is_given_up_alone() -> None:
    outcomes = dict(workers("processes", work, (3, 7)).outcomes(range(10)))
    assert {task for task, outcome in outcomes.items() if outcome == "BrokenProcessPool"} == {3, 7}
    assert len(outcomes) == 10
    assert all(outcome == task * 10 for task, outcome in outcomes.items() if task not in (3, 7))


def test_a_task_whose_worker_was_killed_from_outside_is_done_again(tmp_path: Path) -> None:
    outcomes = dict(workers("processes", die_once, str(tmp_path / "mark")).outcomes(range(8)))
    assert outcomes == {task: task * 10 for task in range(8)}


def test_few_tasks_are_under_way_at_a_time() -> None:
    handed_out: list[int] = []

    def tasks() -> Any:
        for number in range(1000):
            handed_out.append(number)
            yield number

    pool = workers("threads", work, ())
    outcomes = pool.outcomes(tasks())
    next(outcomes)
    assert len(handed_out) <= 8
    list(pool.stop())


def test_after_a_stop_what_has_finished_is_given() -> None:
    pool = workers("threads", work, ())
    outcomes = pool.outcomes(range(100))
    first = next(outcomes)
    time.sleep(0.1)
    assert first in dict(pool.stop()).items()
