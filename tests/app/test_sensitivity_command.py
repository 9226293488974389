"""`resettle sensitivity` as a user meets it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

import experiments

from .test_cli import ROOT, resettle

WORDS = ["sensitivity", "no_followup", "--method", "sobol", "--over", "public_jobs", "--over", "workshops", "--outcome",
         "employment_rate", "--site", "tiny", "--months", "4", "--every", "2"]  # fmt: skip


@pytest.mark.parametrize(("lang", "said"), [("en", "above noise"), ("zh", "超过噪声")])
def test_it_ranks_draws_and_writes_everything_down(lang: str, said: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = resettle(*WORDS, "--n", "8", "--replications", "2", "--out", str(out), "--lang", lang)
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    folder = out / "sensitivity-sobol"
    frame = pd.read_csv(folder / "indices.csv")
    assert set(frame["input"]) == {"public_jobs.dose", "workshops.dose", "dummy"}
    assert sorted(frame["month"].unique()) == [1, 3]
    assert (pd.read_csv(folder / "variance.csv")["is_separated"]).all()
    assert {file.name for file in folder.glob("*.svg")} == {"ranked.svg", "heat_map.svg", "convergence.svg", "over_time.svg"}


def test_the_same_command_goes_on_where_it_was_stopped_and_runs_nothing_twice(tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = [*WORDS, "--n", "64", "--jobs", "1", "--out", str(out)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    run = subprocess.Popen(
        [sys.executable, "-m", "app.cli", *words], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )
    is_under_way = False
    for _ in range(3000):  # on a machine that has to compile the model first, minutes
        time.sleep(0.1)
        is_under_way = out.exists() and any(out.glob("runs/*.parquet"))
        if is_under_way or run.poll() is not None:
            break
    assert is_under_way
    run.send_signal(signal.SIGINT)
    said = run.communicate(timeout=60)[1]
    assert run.returncode in (0, 130)  # 0: on a fast machine all was done before the signal came
    assert run.returncode == 0 or "go on with the same command" in said
    n_stored = experiments.open(out).n_done
    assert n_stored > 0
    before = experiments.open(out).runs()
    done = resettle(*words)
    assert done.returncode == 0, done.stderr
    store = experiments.open(out)
    assert store.n_done == store.experiment.n_runs
    kept = store.runs().merge(before, on=["design_point", "replication", "run", "seconds"])
    assert len(kept) == n_stored


def test_faults_are_told_without_a_traceback() -> None:
    for words in (
        ["sensitivity", "baseline", "--method", "sobol"],
        ["sensitivity", "baseline", "--over", "no_such_input"],
        ["sensitivity", "baseline", "--over", "workshops", "--outcome", "employment"],
        ["sensitivity", "baseline", "--over", "workshops", "--against", "nothing"],
        ["sensitivity", "no_such_scenario", "--over", "workshops"],
    ):
        done = resettle(*words, "--site", "tiny", "--months", "2", "--lang", "zh")
        assert done.returncode == 2, words
        assert done.stderr.strip()
        assert "Traceback" not in done.stderr


def test_too_few_points_are_refused_before_anything_is_run(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = resettle("sensitivity", "baseline", "--method", "delta", "--n", "128", "--over", "training", "--site", "tiny",
                    "--out", str(out))  # fmt: skip
    assert done.returncode == 2
    assert "200" in done.stderr
    assert not out.exists()
