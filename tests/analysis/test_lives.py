"""Lives in words: every column has a name in both languages, only what changes is told, and text stays text in a report."""

from __future__ import annotations

import copy
import json
import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from analysis.life_values import declared, shown_pair
from analysis.life_words import COLUMNS, DECISIONS, SENTENCES, TIPPED
from analysis.lives import changes, stored, told
from analysis.records import read
from analysis.report.build import build
from analysis.report.docx import to_docx
from analysis.report.html import to_html
from analysis.report.xlsx import to_xlsx
from experiments.life_pairs import choose
from experiments.lives import keep, tell
from model.calendar import NEVER, Calendar
from model.codes import IN_LOCAL_WORK, NO_WORK, PARK_FIRM
from model.errors import BadInput
from tests.analysis.test_report import Page, rows_of
from tests.experiments.lives_record import recorded, tiny_baseline

CALENDAR = Calendar(2019, 6)


def month(**facts: Any) -> dict[str, Any]:
    plain = {"place": 1, "heads": 1, "wages": 0.0, "income_a_head": 300.0, "savings": 10.0, "is_poor": 0, "has_dibao": 0,
             "registration": 0, "n_ties": 2, "integration": 0.4, "members": {"0": member()}}  # fmt: skip
    return plain | facts


def member(state: int = NO_WORK, kind: int = -1, trained: int = 0) -> dict[str, int]:
    return {"labour_state": state, "employer_kind": kind, "school_level": 0, "age_years": 30, "is_trained": trained}


def life(baseline: list[dict[str, Any]], scenario: list[dict[str, Any]]) -> dict[str, Any]:
    """Two lives made by hand that never part in the months before they were compared."""
    names = {side: {"name": side, "label": {"zh": "情景", "en": side}} for side in ("baseline", "scenario")}
    return {
        "household": 4, **names, "site": {"name": "s", "label": {"zh": "点", "en": "site"}}, "replication": 0, "draw": 0,
        "seed": 1, "start": [2019, 6], "months": len(baseline), "is_same_code": True, "tipped": None,
        "people": [{"member": 0, "is_female": 1}],
        "parting": {"site": None, "first": None, "decisions": []}, "follow": {"baseline": baseline, "scenario": scenario},
    }  # fmt: skip


def test_every_column_of_households_and_people_has_a_name_in_both_languages() -> None:
    asked = {key for key in declared() if key[0] in ("households", "people")}
    assert set(COLUMNS) == asked
    assert set(DECISIONS) <= asked
    for english, chinese in (*COLUMNS.values(), *DECISIONS.values(), *(pair for of in TIPPED.values() for pair in of)):
        assert english
        assert re.search("[\u4e00-\u9fff]", chinese)


def test_every_sentence_is_in_both_languages_with_the_same_values() -> None:
    for key, (english, chinese) in SENTENCES.items():
        assert set(re.findall(r"\{(\w+)\}", english)) == set(re.findall(r"\{(\w+)\}", chinese)), key


def test_only_what_changes_is_told_and_then_of_both_lives() -> None:
    still = [month(), month(wages=60.0, integration=0.44), month()]
    works = [month(), month(), month(wages=2500.0, members={"0": member(IN_LOCAL_WORK, PARK_FIRM)})]
    found = [of for of in changes(life(still, works), "en") if of.month > 0]
    assert [(of.month, of.date, of.what, of.baseline, of.scenario) for of in found] == [
        (2, "2019-08", "member 1 (woman, 30)", "without work", "industrial park"),
        (2, "2019-08", "wages", "0", "2,500"),
    ]
    assert all(of.differs for of in found)


def test_slow_changes_are_told_when_they_have_added_up() -> None:
    drift = [month(integration=0.40 + 0.02 * k, income_a_head=300.0 + 60 * k) for k in range(4)]
    found = [(of.month, of.what) for of in changes(life(drift, drift), "en") if of.month > 0]
    assert found == [(2, "net income a head"), (3, "integration")]


def test_a_birth_a_death_and_a_return_are_told() -> None:
    born = [month(), month(members={"0": member(), "1": member()}), month(members={"1": member()}), month(place=2, members={})]
    empty = dict.fromkeys(("wages", "income_a_head", "savings", "is_poor", "has_dibao", "registration", "n_ties", "integration"))
    of = life([*born[:3], born[3] | empty], [month()] * 4)
    of["people"].append({"member": 1, "is_female": 0})
    found = [(change.month, change.what, change.baseline) for change in changes(of, "en") if change.month > 0]
    assert (1, "member 2 (man, 30)", "without work") in found
    assert (2, "member 1 (woman, 30)", "not alive") in found
    assert (3, "household", "moved back") in found


def test_values_are_shown_as_readers_say_them() -> None:
    def shown(table: str, name: str, *values: Any, lang: str = "en") -> tuple[str, str]:
        return shown_pair(table, name, *values, CALENDAR, lang)

    assert shown("people", "employer", -1, 300002) == ("none", "poverty-alleviation workshop no. 3")
    assert shown("people", "employer", -1, 300002, lang="zh") == ("无", "扶贫车间 3 号")
    assert shown("households", "return_month", NEVER, 7) == ("has not left", "2020-01")
    assert shown("households", "registration", 0, 3) == ("not registered", "local hukou")
    assert shown("households", "has_dibao", 0, 1) == ("no", "yes")
    assert shown("people", "is_leaving", 0, 1, lang="zh") == ("否", "外出务工")
    assert shown("people", "months_since_training", -1, 0) == ("none", "0 months")
    assert shown("people", "trained_sector", -1, 0) == ("none", "manufacturing")
    assert shown("people", "wage_yuan_month", 1850.0, 2100.5) == ("1,850 yuan a month", "2,100 yuan a month")
    assert shown("households", "tie", [3, -1], [3, 9]) == ("3", "3, 9")
    assert shown("households", "a_new_column", 1, 2) == ("1", "2")
    # As many digits as it takes to see a difference.
    first, second = shown("households", "trust", 0.60000002, 0.6)
    assert first != second


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lives") / "r"
    recorded(folder, tiny_baseline(13, "no_followup"), tiny_baseline(13, "three_together"), record="groups")
    keep(tell(choose(folder), 7), folder)
    return folder


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_shows_the_lives_that_are_kept_in_every_format(record: Path, lang: str) -> None:
    report = build(read(record), lang)
    (section,) = [of for of in report.sections if of.name == "lives"]
    kept = json.loads(next((record / "lives").glob("*.json")).read_text(encoding="utf-8"))
    said = told(kept, lang)
    assert section.blocks[0].items == said.lines  # type: ignore[union-attr]
    page = Page(to_html(report))
    parted = rows_of(page, "life_1_parting")
    assert parted == [[of.date, of.stage, of.who, of.what, of.baseline, of.scenario, of.levers] for of in said.parted]
    months = rows_of(page, "life_1_months")
    assert [row[1] for row in months] == sorted({float(of.month) for of in said.changes})
    book = openpyxl.load_workbook(BytesIO(to_xlsx(report)))
    assert [book["life_1_months"].cell(4, column).value for column in (1, 3)] == [months[0][0], months[0][2]]
    assert len(to_docx(report)) > 0


def test_without_kept_lives_a_report_says_nothing_of_them(record: Path, tmp_path: Path) -> None:
    shutil.copytree(record, tmp_path / "r", ignore=shutil.ignore_patterns("lives"))
    report = build(read(tmp_path / "r"), "en")
    assert "lives" not in {of.name for of in report.sections}
    assert "life_1" not in to_html(report).decode()


def test_names_in_a_kept_life_stay_text(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    shutil.copytree(record, folder)
    file = next((folder / "lives").glob("*.json"))
    kept = json.loads(file.read_text(encoding="utf-8"))
    kept["scenario"]["label"]["en"], kept["baseline"]["label"]["en"] = "<script>alert(1)</script>", '=HYPERLINK("x")'
    file.write_text(json.dumps(kept), encoding="utf-8")
    report = build(read(folder), "en")
    page = Page(to_html(report))
    assert "script" not in {tag for tag, _ in page.tags}
    assert any("<script>alert(1)</script>" in text for text in page.texts)
    cells = [cell for row in openpyxl.load_workbook(BytesIO(to_xlsx(report)))["life_1_months"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert '=HYPERLINK("x")' in {cell.value for cell in cells}


def damages() -> list[Any]:
    def without(*path: Any) -> Any:
        def act(kept: dict[str, Any]) -> dict[str, Any]:
            of: Any = kept
            for key in path[:-1]:
                of = of[key]
            del of[path[-1]]
            return kept

        return act

    return [
        lambda kept: [],
        lambda kept: kept | {"version": 99},
        lambda kept: kept | {"seed": 1},
        lambda kept: kept | {"scenario": kept["scenario"] | {"name": "elsewhere"}},
        without("follow", "scenario", -1),
        without("parting", "first", "columns"),
        without("people"),
    ]


@pytest.mark.parametrize("damage", damages())
def test_a_file_that_is_no_life_of_this_record_is_refused_in_one_sentence(record: Path, tmp_path: Path, damage: Any) -> None:
    folder = tmp_path / "r"
    shutil.copytree(record, folder)
    file = next((folder / "lives").glob("*.json"))
    kept = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(damage(copy.deepcopy(kept))), encoding="utf-8")
    assert len(stored(record, read(record).manifest, "en")) == 1
    with pytest.raises(BadInput, match=re.escape(file.name)):
        stored(folder, read(folder).manifest, "en")
