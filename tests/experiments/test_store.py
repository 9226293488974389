"""The store: nothing is lost and nothing is mixed, whatever happens to runner, disk, files or scenario."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import experiments
from experiments.batch import resume, run_experiment
from experiments.chunks import run_chunk
from experiments.experiment import load_experiment
from experiments.export import export
from experiments.lock import Lock
from experiments.runner import simulate
from experiments.shards import write_whole
from experiments.store import ASKED, MANIFEST, RUNS, create
from experiments.verify import verify
from model.errors import BadInput
from tests.experiments.asked import bits, failing, small

ROOT = Path(__file__).parents[2]


def kind_of(told: pytest.ExceptionInfo[BadInput]) -> str:
    assert all(told.value.text(lang) for lang in ("zh", "en"))
    return told.value.faults[0].kind


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The small experiment, run undisturbed."""
    return run_experiment(small(), tmp_path_factory.mktemp("whole"), jobs=2)


def test_a_stored_run_is_what_the_site_gives_for_its_scenario_and_seed(whole: Any) -> None:
    asked = small()
    frame = whole.outcomes(points=[3])
    for replication in (0, 1):
        series, values = simulate(asked.at(0, 3), asked.seed_of(3, replication), asked.outcomes)
        for place, (_, outcome) in enumerate(series):
            rows = frame[(frame["replication"] == replication) & (frame["outcome"] == outcome)]
            assert rows["month"].tolist() == list(range(6))
            assert np.array_equal(rows["value"].to_numpy(), values[:, place], equal_nan=True)


def test_frames_are_tidy_and_can_be_asked_for_in_part(whole: Any) -> None:
    frame = whole.outcomes()
    assert list(frame.columns) == ["site", "scenario", "design_point", "replication", "month", "group", "outcome", "value"]
    assert len(frame) == 8 * 2 * 6 * 2
    part = whole.outcomes(["integration_index"], months=[5], points=[1, 2])
    mask = (frame["outcome"] == "integration_index") & (frame["month"] == 5) & frame["design_point"].isin([1, 2])
    assert part["value"].tolist() == frame[mask]["value"].tolist()
    assert whole.inputs().shape == (8, 2)
    assert whole.inputs().index.name == "design_point"
    assert whole.units().to_numpy().max() <= 1
    with pytest.raises(BadInput) as told:
        whole.outcomes(["integration_indx"])
    assert kind_of(told) == "unknown_name"


def test_the_database_says_the_same_as_the_frame(whole: Any) -> None:
    sql = "select design_point, replication, month, outcome, value from outcomes order by all"
    asked = whole.query(sql)
    frame = whole.outcomes()[["design_point", "replication", "month", "outcome", "value"]].astype({"outcome": str})
    frame = frame.sort_values(["design_point", "replication", "month", "outcome"])
    assert np.array_equal(asked["value"].to_numpy(), frame["value"].to_numpy(), equal_nan=True)
    assert whole.query("select count(*) as n from runs where stage = ''")["n"][0] == 16
    assert whole.query("select count(*) as n from inputs")["n"][0] == 8


def test_money_can_be_named_among_the_outcomes(tmp_path: Path) -> None:
    store = run_experiment(small(outcomes=["spending_yuan_month", "gini"]), tmp_path / "a")
    frame = store.outcomes(groups=["all"])
    assert set(frame["outcome"]) == {"spending_yuan_month", "gini"}
    assert frame[frame["outcome"] == "spending_yuan_month"]["value"].max() > 0


def test_effects_pair_scenarios_or_design_points_run_by_run(tmp_path: Path) -> None:
    asked = small(scenarios=["no_followup", "baseline"], levers=None, design={"method": "one_at_a_time", "levels": 2})
    store = run_experiment(asked, tmp_path / "a", jobs=2)
    frame = store.outcomes()
    effects = store.effects(baseline="no_followup")
    assert set(effects["scenario"]) == {"baseline"}
    row = effects.iloc[17]
    pair = frame
    for key in ("design_point", "replication", "month", "outcome"):
        pair = pair[pair[key] == row[key]]
    values = dict(zip(pair["scenario"], pair["value"], strict=True))
    assert row["effect"] == values["baseline"] - values["no_followup"]
    by_point = store.effects(baseline=0)
    assert set(by_point["design_point"]) == {1, 2}
    assert len(by_point) == 2 * 2 * 2 * 6 * 2
    with pytest.raises(BadInput) as told:
        store.effects(baseline=3)
    assert kind_of(told) == "no_point"


def test_what_is_stored_is_not_run_again(whole: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[int] = []
    monkeypatch.setattr("experiments.batch.run_chunk", lambda brief, asked: run.append(len(asked)) or run_chunk(brief, asked))
    folder = tmp_path / "a"
    run_experiment(small(replications=1), folder)
    assert sum(run) == 8
    store = run_experiment(small(), folder)
    assert sum(run) == 16
    run_experiment(small(), folder)
    assert sum(run) == 16
    assert bits(store) == bits(whole)


def test_the_same_point_twice_is_run_once_and_stored_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[int] = []
    monkeypatch.setattr("experiments.batch.run_chunk", lambda brief, asked: run.append(len(asked)) or run_chunk(brief, asked))
    (tmp_path / "points.csv").write_text("workshops.posts\n10\n20\n10\n", encoding="utf-8")
    design = {"method": "table", "file": str(tmp_path / "points.csv")}
    store = run_experiment(small(design=design, uncertainties=None, levers=None), tmp_path / "a")
    assert sum(run) == 2 * 2
    runs = store.runs().set_index(["design_point", "replication"])["run"]
    assert len(runs) == 6
    assert runs[0].tolist() == runs[2].tolist() != runs[1].tolist()
    wide = store.outcomes().pivot_table(index=["replication", "month", "outcome"], columns="design_point", values="value")
    assert np.array_equal(wide[0], wide[2])


@pytest.mark.parametrize(
    ("method", "n", "more"), [("random", 3, 5), ("sobol_sequence", 4, 4), ("saltelli", 2, 2), ("morris", 2, 1)]
)
def test_extending_is_as_good_as_having_asked_for_all_at_once(method: str, n: int, more: int, tmp_path: Path) -> None:
    begun = small(design={"method": method, "n": n}, replications=1, months=3, dummy=True)
    run_experiment(begun, tmp_path / "a")
    resume(tmp_path / "a", more_points=more)
    store = resume(tmp_path / "a", more_replications=1, jobs=2)
    at_once = small(design={"method": method, "n": n + more}, replications=2, months=3, dummy=True)
    assert bits(store) == bits(run_experiment(at_once, tmp_path / "b"))
    assert experiments.open(tmp_path / "a").inputs().equals(store.inputs())


@pytest.mark.parametrize(("method", "n"), [("latin_hypercube", 4), ("efast", 65), ("grid", None)])
def test_a_design_that_cannot_grow_says_so_and_still_gains_replications(method: str, n: int | None, tmp_path: Path) -> None:
    design = {"method": method} | ({"n": n} if n else {"levels": 2})
    asked = small(design=design, months=1, replications=1)
    run_experiment(asked, tmp_path / "a")
    with pytest.raises(BadInput) as told:
        resume(tmp_path / "a", more_points=1)
    assert kind_of(told) == "cannot_grow"
    assert resume(tmp_path / "a", more_replications=1).n_done == 2 * asked.n_points


def test_a_design_that_doubles_is_not_extended_by_less(tmp_path: Path) -> None:
    run_experiment(small(design={"method": "saltelli", "n": 4}, months=1), tmp_path / "a")
    with pytest.raises(BadInput) as told:
        resume(tmp_path / "a", more_points=2)
    assert kind_of(told) == "only_doubles"


@pytest.mark.parametrize("engine", ["threads", "processes"])
def test_a_run_that_raises_at_a_month_is_a_row_with_stage_and_traceback_and_the_others_go_on(engine: Any, tmp_path: Path) -> None:
    store = run_experiment(failing(tmp_path, dummy=True), tmp_path / "a", jobs=2, engine=engine)
    assert store.status == "failed"
    assert 0 < store.n_failed < 16
    assert store.n_failed + store.n_done == 16
    failures = store.failures()
    assert set(zip(failures["stage"], failures["month"], strict=True)) == {("safety", 3)}
    assert failures["traceback"].str.contains("on purpose").all()
    assert len(store.outcomes()) == store.n_done * 6 * 2
    # It would raise again, so it is not run again unless asked for.
    assert resume(tmp_path / "a").n_failed == store.n_failed


def test_a_failure_that_is_mended_is_done_and_no_longer_a_failure(tmp_path: Path) -> None:
    store = run_experiment(failing(tmp_path, dummy=True), tmp_path / "a")
    first = store.failures().iloc[0]
    store._waiting[()] = []
    key = (0, int(first["design_point"]), int(first["replication"]))
    asked = small(dummy=True)
    series, values = simulate(asked.at(0, key[1]), asked.seed_of(*key[1:]), asked.outcomes)
    from experiments.chunks import Ran

    del store._waiting[()]
    store.begin_session()
    store.add(series, [Ran(*key, 1, "0" * 16, 0.1, values.ravel())])
    store.flush()
    again = experiments.open(tmp_path / "a")
    assert again.n_failed == store.n_failed == int((store.state == 1).sum())
    assert len(again.failures()) == again.n_failed
    assert len(again.runs()) == 16


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of one run."""
    monkeypatch.setattr("experiments.batch.SECONDS_A_CHUNK", 0.0)


@pytest.mark.usefixtures("one_by_one")
def test_ctrl_c_stores_what_has_finished_and_the_rest_follows(whole: Any, tmp_path: Path) -> None:
    def press(done: int, failed: int, asked: int) -> None:
        if done == 3:
            signal.raise_signal(signal.SIGINT)

    stopped = run_experiment(small(), tmp_path / "a", progress=press)
    assert stopped.status == "stopped"
    assert 3 <= stopped.n_done < 16
    assert experiments.open(tmp_path / "a").n_done == stopped.n_done
    assert bits(resume(tmp_path / "a")) == bits(whole)


@pytest.mark.usefixtures("one_by_one")
@pytest.mark.parametrize("hurt", ["cut", "bit", "empty"])
def test_a_damaged_shard_is_named_refused_put_aside_and_its_runs_alone_are_run_again(
    hurt: str, whole: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "a"
    store = run_experiment(small(), folder, seconds_a_shard=0)
    assert len(store.shards) > 3
    victim = store.shards[1]
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes({"cut": bytes(content[:-20]), "bit": bytes(content), "empty": b""}[hurt])
    found = experiments.open(folder)
    assert found.status == "stopped"
    with pytest.raises(BadInput) as told:
        found.outcomes()
    assert kind_of(told) == "corrupt_shard"
    assert victim.name in str(told.value)
    again = resume(folder)
    assert (folder / "damaged" / victim.name).exists()
    assert bits(again) == bits(whole)


def test_what_a_dying_runner_left_half_written_is_cleared_away(whole: Any, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    run_experiment(small(replications=1), folder)
    (folder / RUNS / "00000009-0.parquet.part").write_bytes(b"PAR1 half")
    assert bits(run_experiment(small(), folder)) == bits(whole)
    assert not list(folder.rglob("*.part"))


def test_another_experiment_is_not_mixed_in_and_the_message_says_what_differs(tmp_path: Path) -> None:
    run_experiment(small(replications=1), tmp_path / "a")
    with pytest.raises(BadInput) as told:
        run_experiment(small(months=7), tmp_path / "a")
    assert kind_of(told) == "other_experiment"
    assert "scenarios" in str(told.value)


def test_a_scenario_that_changed_under_an_experiment_is_told_and_old_and_new_are_not_mixed(tmp_path: Path) -> None:
    scenario, file = tmp_path / "mine.toml", tmp_path / "asked.toml"
    scenario.write_text('extends = "baseline"\nsite = "tiny"\nmonths = 4\n', encoding="utf-8")
    file.write_text(
        'scenarios = "mine.toml"\n[design]\nmethod = "random"\nn = 2\n[levers]\ntraining = [0, 1]\n', encoding="utf-8"
    )
    before = bits(run_experiment(load_experiment(file), tmp_path / "a"))
    scenario.write_text('extends = "no_followup"\nsite = "tiny"\nmonths = 4\n', encoding="utf-8")
    with pytest.raises(BadInput) as told:
        run_experiment(load_experiment(file), tmp_path / "a")
    assert kind_of(told) == "other_experiment"
    with pytest.raises(BadInput) as told:
        resume(tmp_path / "a", more_replications=1)
    assert kind_of(told) == "changed_since"
    assert "mine.toml" in str(told.value)
    assert bits(experiments.open(tmp_path / "a")) == before
    store = resume(tmp_path / "a", more_replications=1, as_begun=True)
    assert bits(store) != before
    assert store.n_done == 4


def test_runs_of_another_model_are_not_mixed_in(tmp_path: Path) -> None:
    run_experiment(small(replications=1), tmp_path / "a")
    manifest = json.loads((tmp_path / "a" / MANIFEST).read_text(encoding="utf-8"))
    manifest["model"] = "0123456789abcdef" + manifest["model"][16:]
    write_whole(tmp_path / "a" / MANIFEST, json.dumps(manifest).encode())
    for act in (lambda: resume(tmp_path / "a"), lambda: verify(experiments.open(tmp_path / "a"), 1)):
        with pytest.raises(BadInput) as told:
            act()
        assert kind_of(told) == "other_model"
        assert "0123456789abcdef" in str(told.value)


def test_the_second_runner_on_a_folder_is_refused_and_told_who_is_there(tmp_path: Path) -> None:
    with Lock(tmp_path):
        with pytest.raises(BadInput) as told:
            run_experiment(small(), tmp_path)
        assert kind_of(told) == "folder_locked"
        assert str(os.getpid()) in str(told.value)
    assert run_experiment(small(replications=1), tmp_path).status == "done"


def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    code = "import sys, time\nfrom pathlib import Path\nfrom experiments.lock import Lock\n"
    code += "with Lock(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(BadInput), Lock(tmp_path):
        pass
    holder.kill()
    holder.wait()
    with Lock(tmp_path):
        pass


def test_a_full_disk_is_told_and_what_was_stored_is_kept(tmp_path: Path) -> None:
    asked = small(record="groups", outcomes=None, months=12, design={"method": "random", "n": 6})
    folder = tmp_path / "a"
    run_experiment(small(record="groups", outcomes=None, months=12, design={"method": "random", "n": 2}), folder)
    stored = sorted(path.name for path in (folder / RUNS).iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
    try:
        with pytest.raises(BadInput) as told:
            run_experiment(asked, folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert kind_of(told) == "disk_full"
    assert str(folder) in str(told.value)
    assert sorted(path.name for path in (folder / RUNS).iterdir()) == stored
    assert bits(resume(folder)) == bits(run_experiment(asked, tmp_path / "b"))


def test_verify_finds_a_stored_number_that_is_not_what_is_computed(tmp_path: Path) -> None:
    from experiments.shards import read_series, write_shard
    from experiments.store import Store

    store = run_experiment(small(replications=1), tmp_path / "a")
    assert verify(store, 100).different == []
    assert verify(store, 3).n_compared == 3
    file = store.shards[-1]
    changed = _with_last_value_moved(store, file)
    series = read_series(file)
    file.unlink()
    write_shard(tmp_path / "a" / RUNS, file.name[:8], series, changed)
    again: Store = experiments.open(tmp_path / "a")
    verdict = verify(again, 100, jobs=2)
    assert [why for *_, why in verdict.different] == ["values"]
    assert verdict.n_compared == 8


def _with_last_value_moved(store: Any, file: Path) -> list[Any]:
    from experiments.chunks import Ran
    from experiments.shards import SCHEMA, read_columns

    rows = read_columns(file, SCHEMA.names).to_pylist()
    rows[-1]["values"][-1] = np.nextafter(rows[-1]["values"][-1], 2)
    return [
        Ran(row["scenario"], row["design_point"], row["replication"], row["seed"], row["run"], row["seconds"],
            np.array(row["values"]))
        for row in rows
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_an_export_has_every_number_and_is_never_written_over(form: str, whole: Any, tmp_path: Path) -> None:
    file = tmp_path / f"numbers.{form}"
    n = export(whole, form, file)
    assert n == len(whole.outcomes())
    if form != "xlsx":
        read = pd.read_csv(file) if form == "csv" else pd.read_parquet(file)
        assert sorted(read["value"]) == sorted(whole.outcomes()["value"])
        assert read["workshops.posts"].nunique() == 8
    with pytest.raises(BadInput) as told:
        export(whole, form, file)
    assert kind_of(told) == "record_exists"
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_without_an_experiment_and_a_broken_manifest_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as told:
        experiments.open(tmp_path)
    assert kind_of(told) == "no_experiment"
    (tmp_path / MANIFEST).write_text('{"experiment": ', encoding="utf-8")
    with pytest.raises(BadInput) as told:
        experiments.open(tmp_path)
    assert kind_of(told) == "broken_manifest"


def test_an_experiment_that_has_no_file_of_its_own_keeps_none_and_one_that_has_keeps_it(tmp_path: Path, whole: Any) -> None:
    assert not (whole.folder / ASKED).exists()
    file = ROOT / "experiments" / "questions" / "ranking_of_the_three.toml"
    store = create(tmp_path / "of a file", load_experiment(file))
    assert (store.folder / ASKED).read_bytes() == file.read_bytes()
