"""`resettle report`: files by format and language, nothing overwritten, bad input in one message."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "r"
    names = ["compare", "baseline", "workshops", "--site", "tiny", "--months", "13", "--replications", "2", "--out", str(folder)]
    assert said(*names)[0] == 0
    return folder


def said(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(_command(), list(words))
    return done.exit_code, done.output


def _command() -> object:
    import click

    @click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
    @click.pass_context
    def run(context: click.Context) -> None:
        main(context.args)

    return run


def test_a_record_becomes_files_by_format_and_none_is_overwritten(record: Path) -> None:
    formats = ["--format", "html", "--format", "xlsx", "--format", "docx"]
    code, _ = said("--lang", "zh", "report", str(record), *formats)
    assert code == 0
    made = {file.name: file.stat().st_mtime_ns for file in record.glob("report.*")}
    assert set(made) == {"report.zh.html", "report.zh.xlsx", "report.zh.docx"}
    code, output = said("--lang", "zh", "report", str(record), *formats)
    assert code == 2
    assert output.count("report.zh.") == 3
    assert {file.name: file.stat().st_mtime_ns for file in record.glob("report.*")} == made


def test_the_command_that_made_the_record_stands_in_the_report(record: Path) -> None:
    assert said("--lang", "en", "report", str(record))[0] == 0
    page = (record / "report.en.html").read_text(encoding="utf-8")
    assert "resettle compare baseline workshops --site tiny --months 13" in page


@pytest.mark.parametrize("words", [["nowhere"], ["--format", "odt", "nowhere"]])
def test_what_cannot_be_reported_is_refused_without_a_traceback(words: list[str]) -> None:
    code, output = said("--lang", "en", "report", *words)
    assert code == 2
    assert "Traceback" not in output
    assert output.strip()


def test_a_folder_that_is_missing_is_said_before_any_work(record: Path, tmp_path: Path) -> None:
    code, output = said("--lang", "en", "report", str(record), "--out", str(tmp_path / "no" / "r.html"))
    assert code == 2
    assert "folder" in output
