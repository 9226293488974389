"""The command line as a user meets it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from model.record import open_record

from .loaded import ENVIRONMENT, ROOT, command

TINY = ["--site", "tiny", "--months", "6"]


def resettle(*words: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own; with an environment of its own, in an interpreter that starts from nothing."""
    return in_new_interpreter(*words, cwd=cwd, **environment) if environment else command(*words, cwd=cwd or ROOT)


def in_new_interpreter(*words: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *words],
        capture_output=True, text=True, cwd=cwd or ROOT, encoding="utf-8",
        env=os.environ | ENVIRONMENT | environment,
    )  # fmt: skip


def test_help_comes_without_the_heavy_packages() -> None:
    code = (
        "import sys; from app.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "assert not {'mesa', 'numba', 'numpy', 'matplotlib', 'pydantic'} & set(sys.modules), 'heavy'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "compare" in done.stdout


@pytest.mark.parametrize("words", [["--lang", "zh", "--help"], ["--help"]])
def test_help_speaks_the_language_asked_for_or_the_locales(words: list[str]) -> None:
    assert "后续扶持" in resettle(*words, LC_ALL="zh_CN.UTF-8").stdout


@pytest.mark.parametrize("kind", ["scenarios", "sites", "levers", "outcomes", "parameters"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lists(kind: str, lang: str) -> None:
    done = resettle("list", kind, "--lang", lang)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 4


@pytest.mark.parametrize("name", ["training", "jobs_lost", "jobs_lost.base_hazard", "gini", "jingxian", "workshops", "baseline"])
def test_show(name: str) -> None:
    done = resettle("show", name)
    assert done.returncode == 0, done.stderr
    assert name.split(".")[-1] in done.stdout


def test_show_of_something_unknown_suggests_and_exits_2() -> None:
    done = resettle("show", "trainin")
    assert done.returncode == 2
    assert "Did you mean training?" in done.stderr


def test_check_says_every_fault_and_exits_2() -> None:
    done = resettle("check", "baseline", "tests/scenarios/bad/several.toml")
    assert done.returncode == 2
    assert "baseline: no faults" in done.stdout
    assert len(done.stderr.splitlines()) == 6
    assert "Traceback" not in done.stderr


def test_run_writes_a_record_and_refuses_to_write_over_it(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    done = in_new_interpreter("run", "baseline", *TINY, "--replications", "2", "--out", out)
    assert done.returncode == 0, done.stderr
    assert "employment rate" in done.stdout
    assert open_record(out).manifest["status"] == "done"
    again = resettle("run", "baseline", *TINY, "--out", out)
    assert again.returncode == 2
    assert "never overwritten" in again.stderr


def test_compare_gives_table_figures_record_and_document(tmp_path: Path) -> None:
    file = tmp_path / "effects.json"
    done = resettle(
        "compare", "baseline", "workshops", "public_jobs", *TINY, "--replications", "3", "--seed", "4",
        "--out", str(tmp_path / "out"), "--json", str(file), "--lang", "zh",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "就业率" in done.stdout
    assert "扶贫车间" in done.stdout
    for name in ("paths.png", "paths.svg", "effects.png", "effects.svg", "manifest.json", "outcomes.parquet"):
        assert (tmp_path / "out" / name).stat().st_size > 1000
    document = json.loads(file.read_text(encoding="utf-8"))
    assert (document["months"], document["replications"], document["seed"]) == (6, 3, 4)
    entry = next(e for e in document["effects"] if e["outcome"] == "employment_rate" and e["group"] == "sex=female")
    assert set(entry) == {"scenario", "outcome", "group", "month", "baseline", "value", "effect", "low", "high", "level",
                          "method", "unit"}  # fmt: skip
    assert entry["effect"] == pytest.approx(entry["value"] - entry["baseline"])
    assert {e["month"] for e in document["effects"]} == set(range(6))
    saved = open_record(tmp_path / "out").manifest["variance_saved_by_pairing"]
    assert set(saved) == {"workshops", "public_jobs"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["compare", "baseline", "workshops", *TINY, "--replications", "1"], "at least two replications"),
        (["compare", "baseline", "baseline", *TINY], "named twice"),
        (["compare", "baseline", "workshops", *TINY, "--json", "/no/such/folder/x.json"], "does not exist"),
        (["run", "baselin"], "Did you mean baseline?"),
        (["run", "baseline", "--site", "jinxian"], "Did you mean jingxian?"),
        (["run", "baseline", "--set", "levers.training.coverage=7"], "--set: levers.training.coverage = 7 share a year"),
        (["run", "baseline", "--set", "nonsense"], "not KEY=VALUE"),
        (["run", "baseline", "--months", "0"], "--months"),
        (["run"], "SCENARIO"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_bad_input_gets_a_sentence_and_exit_code_2(words: list[str], said: str, tmp_path: Path) -> None:
    done = resettle(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize("words", [["run"], ["run", "baseline", "--months", "0"], ["run", "baseline", "--nonsense"], ["fly"]])
def test_a_wrong_command_line_is_told_in_chinese_too(words: list[str]) -> None:
    done = resettle("--lang", "zh", *words)
    assert done.returncode == 2
    assert any("\u4e00" <= character <= "\u9fff" for character in done.stderr)
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_ctrl_c_stops_cleanly_and_keeps_what_was_finished(tmp_path: Path) -> None:
    words = ["compare", "baseline", "workshops", "--site", "tiny", "--replications", "4000", "--out", str(tmp_path / "out")]
    child = subprocess.Popen(
        [sys.executable, "-m", "app.cli", *words], cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    part = tmp_path / "out" / "outcomes.parquet.part"
    is_under_way = False
    for _ in range(3000):  # on a machine that has to compile the model first, minutes
        is_under_way = part.exists() and part.stat().st_size > 20_000
        if is_under_way or child.poll() is not None:
            break
        time.sleep(0.1)
    assert is_under_way
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=60)
    assert child.returncode == 130, errors
    assert "Traceback" not in errors
    record = open_record(tmp_path / "out")
    assert record.manifest["status"] == "stopped"
    assert len(record.frame(outcome="gini")) > 0
