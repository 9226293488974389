"""Reports: their numbers are the estimators', their words no stronger than the numbers, and what is text stays text."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from analysis.cost import SPENDING, spending
from analysis.effects import effects_at
from analysis.records import Results, read
from analysis.report import pdf
from analysis.report.build import build
from analysis.report.document import Report
from analysis.report.docx import to_docx
from analysis.report.html import to_html
from analysis.report.texts import TEXTS
from analysis.report.xlsx import to_xlsx
from analysis.who_gains import by_group
from analysis.wording import in_units
from experiments.packages import all_subsets
from experiments.runner import run
from model.errors import BadInput
from model.record import MANIFEST, RecordWriter, new_folder
from model.registry import OUTCOMES
from model.scenario import load_scenario
from model.snapshots import Kept

NAMES = ("baseline", "workshops", "three_together")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    scenarios = [load_scenario(name, site="tiny", settings=["months=16"]) for name in NAMES]
    folder = new_folder(tmp_path_factory.mktemp("report") / "r", [])
    writer = RecordWriter(folder, scenarios, {"baseline": "baseline", "replications": 4, "seed": 3, "record": "groups"})
    runs = run(scenarios, 4, seed=3, jobs=2, record="groups", writer=writer, kept=Kept())
    writer.close(runs.status)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps(manifest | {"dirty": False}), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def results(record: Path) -> Results:
    return read(record)


@pytest.fixture(scope="module")
def english(results: Results) -> Report:
    return build(results, "en")


class Page(HTMLParser):
    """The cells of every table by its id: text and, where it is a number, the number. And every text of the page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tables: dict[str, list[list[object]]] = {}
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._rows: list[list[object]] | None = None
        self._in_cell = False
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        self.tags.append((tag, of))
        if tag == "table":
            self._rows = self.tables.setdefault(str(of["id"]), [])
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag == "td" and self._rows is not None:
            number, self._in_cell = of.get("data-value"), True
            self._rows[-1].append("" if number is None else float(number))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._in_cell and self._rows and isinstance(self._rows[-1][-1], str):
            self._rows[-1][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = False
        if tag == "table":
            self._rows = None


def rows_of(page: Page, table: str) -> list[list[object]]:
    return [row for row in page.tables[table] if row]


def test_effects_on_the_page_are_those_of_the_estimator_to_the_last_digit(results: Results, english: Report) -> None:
    found = effects_at(results.outcomes(groups=["all"]), "baseline", over=12).set_index(["scenario", "outcome"])
    labels = {results.label(name, "en"): name for name in results.scenarios}
    outcomes = {outcome.en: outcome.name for outcome in OUTCOMES.values()}
    rows = rows_of(Page(to_html(english)), "effects")
    assert len(rows) > 20
    for scenario, outcome, *numbers in rows:
        name = outcomes[str(outcome)]
        row, unit = found.loc[(labels[str(scenario)], name)], OUTCOMES[name].unit
        wanted = [float(in_units(row[key], unit, "en")[0]) for key in ("effect", "low", "high")]
        assert numbers[2:5] == wanted


def test_the_workbook_holds_the_same_numbers_as_numbers(results: Results, english: Report) -> None:
    book = openpyxl.load_workbook(BytesIO(to_xlsx(english)))
    page = Page(to_html(english))
    assert [sheet.title for sheet in book][1:] == [table.name for table in english.tables]
    for table in english.tables:
        sheet = [list(row) for row in book[table.name].iter_rows(min_row=4, max_row=3 + len(table.rows), values_only=True)]
        for row, shown in zip(sheet, rows_of(page, table.name), strict=True):
            for value, cell in zip(row, shown, strict=False):
                wanted = pytest.approx(cell, rel=1e-12) if isinstance(cell, float) else cell
                assert (value if isinstance(cell, float) else str(value or "")) == wanted, table.name


def test_the_word_file_shows_what_the_page_shows(english: Report) -> None:
    document = docx.Document(BytesIO(to_docx(english)))
    shown = [table for table in english.tables if len(table.rows) <= 80]
    assert len(document.tables) == len(shown)
    for made, table in zip(document.tables, shown, strict=True):
        assert [cell.text for cell in made.rows[0].cells] == list(table.head)
        assert [cell.text for cell in made.rows[-1].cells] == [cell.shown for cell in table.rows[-1]]


def test_money_by_lever_and_by_payer_adds_up_to_the_record(results: Results, english: Report) -> None:
    table = spending(results.outcomes([SPENDING, "unfunded_yuan_month"]))
    total = table[(table["kind"] == "all") & (table["outcome"] == SPENDING)].set_index("scenario")["yuan"]
    page = Page(to_html(english))
    for name in ("spending", "payers"):
        *parts, last = rows_of(page, name)
        for column, scenario in enumerate(results.scenarios, start=1):
            assert last[column] == pytest.approx(total[scenario] / 1e6)
            assert sum(float(row[column]) for row in parts) == pytest.approx(float(last[column]))  # type: ignore[arg-type]


def test_groups_are_those_of_the_estimator(results: Results, english: Report) -> None:
    found = by_group(results.outcomes(["stable_employment_rate"]), "baseline", "stable_employment_rate", over=12)
    women = found[(found["group"] == "sex=female") & (found["scenario"] == "workshops")].iloc[0]
    label = results.label("workshops", "en")
    (row,) = [row for row in rows_of(Page(to_html(english)), "groups") if row[:2] == [label, "women"]]
    assert row[4] == pytest.approx(100 * women["effect"])


def test_over_seeds_alone_nothing_is_said_more_strongly_than_may(results: Results) -> None:
    for lang, strong in (("en", r"[^y] raises |[^y] lowers "), ("zh", r"”提高|”降低")):
        text = " ".join(Page(to_html(build(results, lang))).texts)
        said = [part for part in re.split(r"[.。]", text) if re.search(strong, part)]
        assert not [part for part in said if "wheth" not in part.lower() and "visibly" not in part and "need" not in part], said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_section_is_there_in_either_language(results: Results, lang: str) -> None:
    report = build(results, lang)
    names = ["first_page", "targets", "effects", "money", "groups", "contribution", "assumptions", "method", "reproduce"]
    assert [section.name for section in report.sections] == names
    has_chinese = [bool(re.search("[\u4e00-\u9fff]", section.title)) for section in report.sections]
    assert all(has_chinese) == (lang == "zh")


def test_the_page_needs_nothing_from_outside_and_runs_nothing(english: Report) -> None:
    page = to_html(english)
    tags = Page(page).tags
    assert not [tag for tag, _ in tags if tag in ("script", "link", "iframe", "object", "base")]
    assert all(str(of["src"]).startswith("data:image/png;base64,") for tag, of in tags if tag == "img")
    assert all(str(of["href"]).startswith("#") for tag, of in tags if tag == "a")
    assert all(of.get("alt") for tag, of in tags if tag == "img")
    assert b"default-src 'none'" in page


def test_names_stay_text_in_a_page_and_in_a_workbook(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    shutil.copytree(record, folder)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    names = {"workshops": "<script>alert(1)</script>", "three_together": '=HYPERLINK("x")'}
    for name, label in names.items():
        manifest["scenarios"][name]["label"] = {"zh": label, "en": label}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    report = build(read(folder), "en")
    page = Page(to_html(report))
    assert "script" not in {tag for tag, _ in page.tags}
    assert any(names["workshops"] in text for text in page.texts)
    book = openpyxl.load_workbook(BytesIO(to_xlsx(report)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value == names["three_together"] for cell in cells)


def test_a_run_that_nobody_can_repeat_or_that_failed_says_so_on_its_face(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    shutil.copytree(record, folder)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    failure = {"scenario": "workshops", "replication": 2, "stage": "ties", "month": 5, "traceback": "X"}
    (folder / MANIFEST).write_text(json.dumps(manifest | {"dirty": True, "status": "failed", "failures": [failure]}))
    first, *_ = build(read(folder), "en").sections
    notices = [block.text for block in first.blocks if getattr(block, "kind", "") == "notice"]
    assert len(notices) == 2
    assert "replication 2, ties, month 5" in notices[0]


def test_a_sound_run_has_no_notice(english: Report) -> None:
    assert not [block for block in english.sections[0].blocks if getattr(block, "kind", "") == "notice"]


def test_a_single_scenario_and_a_package_have_their_own_reports(tmp_path: Path) -> None:
    base, package = (load_scenario(name, site="tiny", settings=["months=14"]) for name in ("no_followup", "three_together"))
    parts, subsets = all_subsets(base, package, "lever")
    for name, scenarios, more in (
        ("package", subsets, {"baseline": "none", "parts": parts, "orders": None, "base": base.name, "package": package.name}),
        ("alone", [base], {}),
    ):
        writer = RecordWriter(new_folder(tmp_path / name, []), scenarios, {"replications": 3, "seed": 1, **more})
        runs = run(scenarios, 3, seed=1, jobs=2, writer=writer)
        writer.close(runs.status)
        tables = [table.name for table in build(read(writer.folder), "en").tables]
        assert ("adds_labour_households_with_a_stable_job"[:31] in tables) == (name == "package")
        assert ("levels" in tables) == (name == "alone")


def test_every_text_is_in_both_languages_with_the_same_values() -> None:
    for key, (english, chinese) in TEXTS.items():
        assert set(re.findall(r"\{(\w+)\}", english)) == set(re.findall(r"\{(\w+)\}", chinese)), key
        assert re.search("[\u4e00-\u9fff]", chinese), key


def test_without_a_browser_a_pdf_is_refused_in_one_sentence(english: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "browser", lambda: None)
    with pytest.raises(BadInput, match="RESETTLE_BROWSER"):
        pdf.to_pdf(english)
