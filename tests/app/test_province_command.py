"""`resettle province` as a user meets it."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import experiments
from experiments.lock import Lock
from model.record import open_record

from .test_cli import ROOT, resettle

SMALL = ("--sites", "8", "--months", "2", "--jobs", "2")


def begin(folder: Path, *more: str) -> subprocess.Popen[str]:
    """A province of two workers in a process of its own, whose first sites are stored."""
    words = [sys.executable, "-m", "app.cli", "--lang", "en", "province", "baseline", *more, "--jobs", "2", "--out", str(folder)]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not list(folder.glob("runs/*.parquet")):
        time.sleep(0.02)
    return process


def test_a_small_province_is_reported_by_class_and_recorded(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = resettle("province", "baseline", "no_followup", *SMALL, "--engine", "threads", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "Totals as published" in done.stdout
    assert "employment rate" in done.stdout
    record = open_record(out / "totals-1")
    assert record.manifest["asked"]["province"]["grade_of_sizes"] == "assumption"
    of_all = record.frame(outcome="labour_force", group="all")
    by_class = record.frame(outcome="labour_force")
    by_class = by_class[by_class["group"].str.startswith("sites=")]
    assert by_class["value"].sum() == pytest.approx(of_all["value"].sum())
    with (out / "totals-1" / "sites.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 16
    assert len({row["site"] for row in rows}) == 8
    other = resettle("province", "--sites", "2", "--months", "1", "--out", str(out))
    assert other.returncode == 2
    assert "another experiment" in other.stderr
    frame = experiments.open(out).outcomes(["labour_force"], months=[1], groups=["all"])
    assert frame["value"].sum() == of_all[of_all["month"] == 1]["value"].sum()


def test_it_speaks_chinese_and_refuses_what_is_unknown(tmp_path: Path) -> None:
    done = resettle("province", "no_such_scenario", "--lang", "zh")
    assert done.returncode == 2
    assert "no_such_scenario" in done.stderr
    assert "Traceback" not in done.stderr
    assert "安置点数量" in resettle("province", "--help", "--lang", "zh").stdout
    for words in (("--resume", str(tmp_path)), ("--resume", str(tmp_path), "--sites", "3")):
        done = resettle("province", *words)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_ctrl_c_stores_what_has_finished_and_says_how_to_go_on(tmp_path: Path) -> None:
    out = tmp_path / "stopped"
    process = begin(out, "--sites", "120", "--months", "60")
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 130, told
    assert f"resettle province --resume {out}" in told
    assert "Traceback" not in told
    assert 0 < experiments.open(out).n_done < 120
    done = resettle("province", "--resume", str(out), "--jobs", "2")
    assert done.returncode == 0, done.stderr
    whole = resettle("province", "baseline", "--sites", "120", "--months", "60", "--jobs", "2", "--out", str(tmp_path / "whole"))
    assert whole.returncode == 0, whole.stderr
    files = [folder / "totals-1" / "sites.csv" for folder in (out, tmp_path / "whole")]
    assert files[0].read_bytes() == files[1].read_bytes()
    columns = [open_record(file.parent).frame()["value"].to_numpy().tobytes() for file in files]
    assert columns[0] == columns[1]


@pytest.mark.slow
def test_after_kill_9_the_same_command_goes_on_and_keeps_every_file_that_was_stored(tmp_path: Path) -> None:
    out = tmp_path / "killed"
    process = begin(out, "--sites", "120", "--months", "60")
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with Lock(out):
        stored = experiments.open(out)
    assert 0 < stored.n_done < 120
    done = resettle("province", "baseline", "--sites", "120", "--months", "60", "--jobs", "2", "--out", str(out))
    assert done.returncode == 0, done.stderr
    after = experiments.open(out)
    assert after.n_done == 120
    assert set(stored.shards) <= set(after.shards)
