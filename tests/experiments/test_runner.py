"""Runs and records: failures are rows, what is done is kept, nothing is overwritten, and a record can be run again."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.runner import run, simulate
from model.errors import BadInput, RecordError
from model.record import RecordWriter, new_folder, open_record
from model.scenario import Scenario, load_scenario

RULE = """
from dataclasses import replace
from model.processes import safety
def step(now):
    if now.month == 3 and int(now.chance("any")) % 2 == 0:
        raise ZeroDivisionError("on purpose")
    safety.step(now)
PROCESS = replace(safety.PROCESS, step=step)
"""


@pytest.fixture
def failing(tmp_path: Path) -> Scenario:
    (tmp_path / "rule.py").write_text(RULE, encoding="utf-8")
    (tmp_path / "failing.toml").write_text(
        'extends = "baseline"\nmonths = 6\nsite = "tiny"\nrules = ["rule.py"]\n', encoding="utf-8"
    )
    return load_scenario(tmp_path / "failing.toml")


@pytest.mark.parametrize("engine", ["threads", "processes"])
def test_a_run_that_raises_is_a_failure_with_its_stage_and_the_others_go_on(
    failing: Scenario, engine: Any, tmp_path: Path
) -> None:
    writer = RecordWriter(new_folder(tmp_path / engine, []), [failing], {})
    runs = run([failing], 8, seed=1, jobs=2, engine=engine, record="totals", writer=writer)
    writer.close(runs.status)
    assert runs.status == "failed"
    assert 0 < len(runs.failures) < 8
    assert len(runs.values[failing.name]) == 8 - len(runs.failures)
    for failure in runs.failures:
        assert (failure.stage, failure.month) == ("safety", 3)
        assert "on purpose" in failure.traceback
    manifest = open_record(tmp_path / engine).manifest
    assert len(manifest["failures"]) == len(runs.failures)
    assert manifest["status"] == "failed"


def test_a_record_gives_back_what_was_run_and_can_be_run_again(tiny: Scenario, tmp_path: Path) -> None:
    writer = RecordWriter(new_folder(tmp_path / "r", []), [tiny], {"replications": 3})
    runs = run([tiny], 3, seed=9, jobs=2, writer=writer)
    writer.close(runs.status)
    record = open_record(tmp_path / "r")
    series, values = record.values(tiny.name)
    assert tuple(series) == runs.series[tiny.name]
    for replication in range(3):
        assert np.array_equal(values[replication], runs.values[tiny.name][replication], equal_nan=True)
    again = simulate(record.scenario(tiny.name), record.manifest["seeds"]["1"], "groups")
    assert np.array_equal(again[1], values[1], equal_nan=True)
    frame = record.frame(outcome="employment_rate", group="all")
    assert len(frame) == 3 * tiny.months
    assert list(frame.columns) == ["site", "scenario", "design_point", "replication", "month", "group", "outcome", "value"]


def test_a_manifest_says_what_ran_it(tiny: Scenario, tmp_path: Path) -> None:
    writer = RecordWriter(new_folder(tmp_path / "r", []), [tiny], {"seed": 1})
    writer.close("done")
    manifest = open_record(tmp_path / "r").manifest
    assert {"numpy", "numba", "mesa", "python"} <= set(manifest["versions"])
    assert {"commit", "dirty", "model_digest", "identities", "started", "finished", "scenarios"} <= set(manifest)


def test_results_are_never_overwritten_and_half_a_record_is_not_read(tiny: Scenario, tmp_path: Path) -> None:
    RecordWriter(new_folder(tmp_path / "r", []), [tiny], {}).close("done")
    with pytest.raises(BadInput):
        new_folder(tmp_path / "r", [])
    RecordWriter(new_folder(tmp_path / "half", []), [tiny], {})
    with pytest.raises(RecordError):
        open_record(tmp_path / "half")
    with pytest.raises(RecordError):
        open_record(tmp_path / "nothing")


def test_new_records_get_names_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len({new_folder(None, ["a"]) for _ in range(5)}) == 5


def test_runs_can_go_to_the_record_alone(tiny: Scenario, tmp_path: Path) -> None:
    writer = RecordWriter(new_folder(tmp_path / "r", []), [tiny], {})
    runs = run([tiny], 2, seed=9, record="totals", writer=writer, keep=False)
    writer.close(runs.status)
    assert runs.values[tiny.name] == {}
    assert (runs.n_done, runs.status) == (2, "done")
    assert open_record(tmp_path / "r").values(tiny.name)[1].shape[0] == 2


def test_ctrl_c_keeps_every_finished_run_once(tiny: Scenario, tmp_path: Path) -> None:
    def press(done: int, failed: int, asked: int) -> None:
        if done == 3:
            signal.raise_signal(signal.SIGINT)

    writer = RecordWriter(new_folder(tmp_path / "r", []), [tiny], {})
    runs = run([tiny], 50, seed=9, record="totals", writer=writer, progress=press)
    writer.close(runs.status)
    assert runs.status == "stopped"
    assert 3 <= runs.n_done < 50
    written = open_record(tmp_path / "r").frame(outcome="gini")
    assert len(written) == runs.n_done * tiny.months
    assert not written.duplicated(["replication", "month"]).any()
