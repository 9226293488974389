"""Reports as a reader opens them: in a browser, wide and narrow, on paper, in LibreOffice, and without a Chinese font."""

from __future__ import annotations

import json
import re
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib import font_manager
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from analysis.figures import style
from analysis.figures.labels import drawn
from analysis.records import Results, read
from analysis.report import document, pdf
from analysis.report.build import build
from analysis.report.docx import to_docx
from analysis.report.html import to_html
from analysis.report.texts import say
from experiments.compare import compare
from model.record import MANIFEST
from model.scenario import load_scenario
from tests import programs

NAMES = ("baseline", "workshops", "three_together")
SCRIPT = "<script>document.title = 'run'</script>"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A record whose last scenario has a name that a careless page would run."""
    scenarios = [load_scenario(name, site="tiny", settings=["months=16"]) for name in NAMES]
    folder = compare(scenarios, 4, seed=3, folder=tmp_path_factory.mktemp("pages") / "r", with_rows=True).folder
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["scenarios"]["three_together"]["label"] = {"zh": SCRIPT, "en": SCRIPT}
    (folder / MANIFEST).write_text(json.dumps(manifest | {"dirty": False}), encoding="utf-8")
    return read(folder)


@pytest.fixture(scope="module")
def reports(results: Results) -> dict[str, document.Report]:
    programs.need_chinese_font()
    return {lang: build(results, lang) for lang in ("zh", "en")}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=programs.browser(), args=FLAGS)
        yield running
        running.close()


class Watched:
    """A page, what it asked for, and what it complained of."""

    def __init__(self, chromium: Browser, width: int) -> None:
        self.page: Page = chromium.new_page(viewport={"width": width, "height": 900})
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def outside(self) -> list[str]:
        """Requests for anything but the file itself and what it holds."""
        return [url for url in self.asked if not url.startswith(("file://", "data:"))]


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_is_whole_in_a_browser_asks_for_nothing_and_does_not_overflow(
    lang: str, width: int, reports: dict[str, document.Report], chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(to_html(reports[lang]))
    watched = Watched(chromium, width)
    page = watched.page
    page.goto(file.as_uri())
    assert (watched.outside(), watched.complaints) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 500)")
    assert page.title() == reports[lang].title, "the script in a scenario's name did not run"
    assert SCRIPT in page.inner_text("#summary")
    for section in reports[lang].sections:
        assert page.is_visible(f"#{section.name} h2")
    assert len(page.screenshot(full_page=True)) > 100_000


@pytest.mark.slow
def test_a_page_that_asks_for_something_or_is_too_wide_would_be_noticed(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "bad.html"
    file.write_text('<img src="http://127.0.0.1:9/x.png"><div style="width: 900px">wide</div><script>lost()</script>')
    watched = Watched(chromium, 390)
    watched.page.goto(file.as_uri())
    assert watched.outside() == ["http://127.0.0.1:9/x.png"]
    assert any("lost" in complaint for complaint in watched.complaints)
    assert watched.page.evaluate("document.documentElement.scrollWidth") > 390


def pages_of(file: Path) -> list[str]:
    """The text of every page of a PDF, without the spaces and line breaks that depend on the width of letters."""
    tool = programs.program("pdftotext", "poppler-utils")
    text = subprocess.run([tool, str(file), "-"], capture_output=True, check=True).stdout.decode("utf-8")
    return [re.sub(r"\s", "", page) for page in text.split("\f")[:-1]]


def are_bare(file: Path) -> list[int]:
    """The pages of a PDF on which next to nothing is printed, from 1."""
    tool = programs.program("pdftoppm", "poppler-utils")
    subprocess.run([tool, "-r", "30", "-gray", str(file), str(file.with_suffix(""))], check=True)
    pictures = [np.asarray(Image.open(made)) for made in sorted(file.parent.glob(f"{file.stem}-*.pgm"))]
    assert pictures
    return [number for number, ink in enumerate(pictures, start=1) if (ink < 200).mean() < 0.002]


def said(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_paper_the_first_page_holds_the_answer_and_no_page_is_empty(
    lang: str, reports: dict[str, document.Report], tmp_path: Path
) -> None:
    programs.browser()
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf.to_pdf(reports[lang]))
    first, second, *rest = pages_of(file)
    assert said(reports[lang].title) in first
    assert said(document_summary(reports[lang]).note) in first, "the table at the end of the first section is on the first page"
    assert second.startswith(said(say("targets", lang)))
    assert are_bare(file) == []
    for section in reports[lang].sections:
        assert any(said(section.title) in page for page in (first, second, *rest))


def document_summary(report: document.Report) -> document.Table:
    return next(table for table in report.tables if table.name == "summary")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_libreoffice_opens_the_word_file_and_shows_all_its_sections(
    lang: str, reports: dict[str, document.Report], tmp_path: Path
) -> None:
    office = programs.program("soffice", "libreoffice-writer-nogui")
    file = tmp_path / "report.docx"
    file.write_bytes(to_docx(reports[lang]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run([office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)], check=True,
                   capture_output=True, timeout=180)  # fmt: skip
    pages = pages_of(tmp_path / "report.pdf")
    assert said(reports[lang].title) in pages[0]
    assert said(SCRIPT) in pages[0]
    whole = "".join(pages)
    for section in reports[lang].sections:
        assert said(section.title) in whole
    for table in reports[lang].tables:
        assert said(table.title) in whole, "a table, or where it is to be found"
    assert are_bare(tmp_path / "report.pdf") == []


def without_chinese_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine as it would be without any font that has Chinese characters."""
    plain = [font for font in font_manager.fontManager.ttflist if font.name.startswith("DejaVu")]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", plain)
    monkeypatch.setattr(font_manager, "findSystemFonts", list)
    for cached in (style.chinese_font, style.figure_language):
        cached.cache_clear()


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    without_chinese_fonts(monkeypatch)
    yield
    monkeypatch.undo()
    for cached in (style.chinese_font, style.figure_language):
        cached.cache_clear()


@pytest.mark.slow
@pytest.mark.usefixtures("bare_machine")
def test_without_a_chinese_font_a_chinese_report_has_english_figures_no_boxes_and_one_warning(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures: list[Any] = []

    def kept(*arguments: Any, **values: Any) -> Any:
        figures.append(drawn(*arguments, **values))
        return figures[-1]

    monkeypatch.setattr(document, "drawn", kept)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        report = build(results, "zh")
    assert [str(warning.message)[:9] for warning in caught if issubclass(warning.category, UserWarning)] == ["没有找到中文字体，"]
    texts = [text.get_text() for figure in figures for text in figure.findobj(lambda thing: hasattr(thing, "get_text"))]
    assert len(figures) >= 6
    assert any(texts)
    assert not [text for text in texts if CHINESE.search(text)]
    assert CHINESE.search(report.sections[0].title), "the text stays Chinese"
