"""Lives: a replay is the record's own run bit for bit, and two lives part where it is known by hand that they do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.life_words import TIPPED
from analysis.lives import told
from experiments.assumption_draws import run_draws
from experiments.life_facts import TIPS
from experiments.life_pairs import choose
from experiments.lives import as_text, keep, tell, tipped
from experiments.lockstep import Watched
from model.errors import BadInput
from model.record import MANIFEST, TABLE, RecordWriter, new_folder, open_record
from model.scenario import load_scenario
from tests.experiments.lives_record import recorded, ruled, tiny_baseline, written


@pytest.fixture(scope="module")
def fright(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Household 7 is frightened in month 4 under the second scenario."""
    folder = tmp_path_factory.mktemp("fright")
    return recorded(folder / "r", tiny_baseline(), ruled(folder, "fright"), record="groups")


def fault(error: pytest.ExceptionInfo[BadInput]) -> str:
    (found,) = error.value.faults
    return found.kind


def change_manifest(folder: Path, **values: Any) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps(manifest | values), encoding="utf-8")


def nudge(folder: Path) -> None:
    """Move one number of the record by its last bit."""
    table = pq.read_table(folder / TABLE)
    values = table.column("value").to_numpy().copy()
    place = int(np.flatnonzero(np.isfinite(values) & (values != 0))[-1])
    values[place] = np.nextafter(values[place], np.inf)
    pq.write_table(table.set_column(table.schema.get_field_index("value"), "value", pa.array(values)), folder / TABLE)


def test_watching_changes_no_bit_of_a_run(fright: Path) -> None:
    record = open_record(fright)
    for name in record.manifest["scenarios"]:
        watched = Watched(record.scenario(name), record.manifest["seeds"]["1"], "groups", household=7)
        watched.site.run()
        series, values = record.values(name)
        assert tuple(series) == watched.site.series
        same = watched.site.values.view(np.uint64) == values[1].view(np.uint64)
        assert (same | np.isnan(values[1])).all()


def test_a_replay_that_misses_the_record_by_one_bit_tells_no_life(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "r", tiny_baseline(3), tiny_baseline(3, "workshops"))
    tell(choose(folder, replication=1), 0)
    nudge(folder)
    for ask in (lambda pair: tell(pair, 0), lambda pair: tipped(pair, "work")):
        with pytest.raises(BadInput, match="does not give the record's numbers") as error:
            ask(choose(folder, replication=1))
        assert fault(error) == "replay_differs"


def test_a_record_of_other_code_is_told_only_if_it_gives_the_same_bits(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "r", tiny_baseline(3), tiny_baseline(3, "workshops"))
    change_manifest(folder, model_digest="0123456789abcdef")
    life = tell(choose(folder, replication=1), 0)
    assert life["is_same_code"] is False
    assert any("another version" in line for line in told(life, "en").lines)
    nudge(folder)
    with pytest.raises(BadInput, match="0123456789abcdef") as error:
        tell(choose(folder, replication=1), 0)
    assert fault(error) == "replay_by_other_code"


def test_lives_part_in_the_month_the_process_and_the_column_that_a_rule_changed(fright: Path) -> None:
    life = tell(choose(fright), 7)
    first = life["parting"]["first"]
    assert (first["month"], first["stage"]) == (4, "safety")
    (cell,) = first["columns"]
    assert (cell["table"], cell["column"], cell["member"], cell["scenario"]) == ("households", "felt_safety", None, 0.125)
    assert [of["kind"] for of in first["causes"]] == ["rule"]
    assert life["parting"]["site"] == {"month": 4, "stage": "safety", "columns": ["households.felt_safety"]}
    follow = life["follow"]
    assert follow["baseline"][:4] == follow["scenario"][:4]
    assert follow["baseline"][4:] != follow["scenario"][4:]


def test_another_household_does_not_part_before_the_first_one_does(fright: Path) -> None:
    first = tell(choose(fright), 8)["parting"]["first"]
    assert first is None or (first["month"], first["stage"] in ("integration", "return_moves")) >= (4, True)


def test_a_decision_is_found_where_a_rule_made_it_and_the_household_tips(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "r", tiny_baseline(), ruled(tmp_path, "leave"))
    pair = choose(folder)
    life = tell(pair, 5)
    for parting in (life["parting"]["first"], *life["parting"]["decisions"]):
        assert (parting["month"], parting["stage"]) == (6, "return_moves")
        assert [of["column"] for of in parting["columns"]] == ["return_month"]
    assert any("whether it moves back" in line for line in told(life, "en").lines)
    assert tipped(pair, "return") == [{"household": 5, "baseline": 0, "scenario": 1}]
    assert tipped(pair, "dibao") == []


def test_nothing_parts_before_a_lever_starts_and_what_differs_is_put_down_to_it(tmp_path: Path) -> None:
    base = tiny_baseline(8, "no_followup")
    late = 'extends = "no_followup"\nsite = "tiny"\nmonths = 8\n[levers.publicity]\ndose = "full"\nstart_month = 5\n'
    pair = choose(recorded(tmp_path / "r", base, written(tmp_path, "late", late), replications=1))
    for household in (0, 8, 39):
        parting = tell(pair, household)["parting"]
        # Publicity is told to every household in casework.
        assert parting["site"] == {"month": 5, "stage": "casework", "columns": ["households.awareness"]}
        first = parting["first"]
        assert (first["month"], first["stage"], [of["column"] for of in first["columns"]]) == (5, "casework", ["awareness"])
        (cause,) = first["causes"]
        assert (cause["name"], cause["baseline"], cause["levers"]) == ("casework.informing", 0.0, ["publicity"])
        assert cause["scenario"] > 0


def test_a_scenario_equal_to_the_baseline_never_parts_and_says_so(tmp_path: Path) -> None:
    same = written(tmp_path, "same", 'extends = "baseline"\nsite = "tiny"\nmonths = 7\n')
    pair = choose(recorded(tmp_path / "r", tiny_baseline(), same, replications=1))
    life = tell(pair, 11)
    assert life["parting"] == {"site": None, "first": None, "decisions": []}
    assert life["follow"]["baseline"] == life["follow"]["scenario"]
    assert any("never part" in line for line in told(life, "en").lines)
    assert any("从未分开" in line for line in told(life, "zh").lines)
    assert not any(change.differs for change in told(life, "en").changes)
    assert all(tipped(pair, outcome) == [] for outcome in TIPPED)


def test_tipped_households_are_those_whose_two_lives_end_otherwise(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "r", tiny_baseline(24, "no_followup"), tiny_baseline(24, "full_training"), replications=1)
    pair = choose(folder)
    found = tipped(pair, "training")
    assert found
    for row in found[:2]:
        follow = tell(pair, row["household"])["follow"]
        for side in ("baseline", "scenario"):
            assert any(of["is_trained"] for of in follow[side][-1]["members"].values()) == row[side]


def test_every_outcome_that_can_be_asked_for_has_names_and_a_rule() -> None:
    assert set(TIPS) == set(TIPPED)


def test_a_life_of_one_draw_of_the_assumptions_is_replayed_with_what_was_drawn(tmp_path: Path) -> None:
    scenarios = [tiny_baseline(3), tiny_baseline(3, "workshops")]
    writer = RecordWriter(new_folder(tmp_path / "r", []), scenarios, {"baseline": "baseline", "draws": 4, "record": "totals"})
    writer.close(run_draws(scenarios, 4, 2, 1, writer))
    life = tell(choose(writer.folder, draw=3, replication=1), 2)
    assert (life["draw"], life["replication"]) == (3, 1)
    with pytest.raises(BadInput) as error:
        choose(writer.folder, draw=4)
    assert fault(error) == "no_such_draw"


def test_a_rule_file_that_changed_or_is_gone_is_refused(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "r", tiny_baseline(2), ruled(tmp_path, "fright", 2), replications=1)
    (tmp_path / "fright.py").write_text("# other\n", encoding="utf-8")
    with pytest.raises(BadInput) as error:
        choose(folder)
    assert fault(error) == "rule_changed"
    (tmp_path / "fright.py").unlink()
    with pytest.raises(BadInput) as error:
        choose(folder)
    assert fault(error) == "missing_file"


def test_what_cannot_be_asked_is_refused_in_one_fault(fright: Path, tmp_path: Path) -> None:
    def asks(kind: str, act: Any) -> None:
        with pytest.raises(BadInput) as error:
            act()
        assert fault(error) == kind
        assert error.value.text("zh") != error.value.text("en")

    asks("no_household", lambda: tell(choose(fright), 40))
    asks("no_household", lambda: tell(choose(fright), -1))
    asks("no_such_tip", lambda: tipped(choose(fright), "wealth"))
    asks("unknown_name", lambda: choose(fright, scenario="frigt"))
    asks("unknown_name", lambda: choose(fright, baseline="basline"))
    asks("same_twice", lambda: choose(fright, scenario="baseline"))
    asks("no_pair", lambda: choose(fright, replication=2))
    asks("no_record", lambda: choose(tmp_path))
    asks("one_scenario", lambda: choose(recorded(tmp_path / "one", tiny_baseline(2), replications=1)))
    province = recorded(tmp_path / "province", tiny_baseline(2), tiny_baseline(2, "workshops"), province={"sites": 2})
    asks("lives_of_many_sites", lambda: choose(province))
    longer = recorded(tmp_path / "long", tiny_baseline(2), load_scenario("workshops", site="tiny", settings=["months=3"]))
    asks("different_horizons", lambda: choose(longer))


def test_a_kept_life_is_never_written_over(fright: Path) -> None:
    life = tell(choose(fright), 7)
    first = keep(life, fright)
    assert json.loads(first.read_text(encoding="utf-8")) == json.loads(as_text(life))
    assert keep(life, fright) == first
    second = keep(life | {"tipped": {"outcome": "work", "households": []}}, fright)
    assert second != first
    assert first.read_text(encoding="utf-8") == as_text(life)
