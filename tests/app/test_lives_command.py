"""`resettle lives`: a table side by side, files that are never written over, and bad input in one message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from tests.experiments.lives_record import recorded, ruled, tiny_baseline


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Household 5 moves back in month 6 under the second scenario."""
    folder = tmp_path_factory.mktemp("lives")
    return recorded(folder / "r", tiny_baseline(), ruled(folder, "leave"))


def said(*words: str) -> tuple[int, str]:
    import click

    @click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
    @click.pass_context
    def run(context: click.Context) -> None:
        main(context.args)

    done = CliRunner().invoke(run, list(words))
    return done.exit_code, done.output


def test_a_household_is_shown_side_by_side_with_dates(record: Path) -> None:
    code, output = said("--lang", "en", "lives", str(record), "--household", "5")
    assert code == 0, output
    assert "The lives part in 2019-12 (month 6), at “Return moves”: month of moving back." in output
    (line,) = [line for line in output.splitlines() if line.startswith("    6  2019-12  household")]
    assert line.split("  ")[-1] == "moved back"
    assert "lives on the site" in line
    assert "≠" in line


def test_the_first_household_that_tips_is_shown_and_all_are_listed(record: Path) -> None:
    code, output = said("--lang", "zh", "lives", str(record), "--tipped", "return")
    assert code == 0, output
    assert "期末在“回迁”上不同的家庭：1 户。" in output
    assert "第 5 户" in output
    assert "whether" not in output


def test_where_none_tips_it_says_so(record: Path) -> None:
    code, output = said("--lang", "en", "lives", str(record), "--tipped", "hukou")
    assert (code, output.strip()) == (0, "No household differs at the end by “has local hukou”.")


def test_files_are_written_once_and_never_over(record: Path, tmp_path: Path) -> None:
    files = ["--json", str(tmp_path / "a.json"), "--html", str(tmp_path / "a.html")]
    code, output = said("--lang", "en", "lives", str(record), "--tipped", "return", "--keep", *files)
    assert code == 0, output
    life = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (life["household"], len(life["follow"]["scenario"]), life["tipped"]["outcome"]) == (5, 7, "return")
    assert "<table" in (tmp_path / "a.html").read_text(encoding="utf-8")
    (kept,) = (record / "lives").glob("*.json")
    assert json.loads(kept.read_text(encoding="utf-8")) == life
    code, output = said("--lang", "en", "lives", str(record), "--household", "5", *files)
    assert code == 2
    assert output.count("a.json") == output.count("a.html") == 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--household", "5", "--tipped", "return"],
        ["--household", "40"],
        ["--household", "-1"],
        ["--household", "five"],
        ["--tipped", "wealth"],
        ["--household", "5", "--scenario", "nothing"],
        ["--household", "5", "--replication", "9"],
        ["--household", "5", "--draw", "1"],
        ["--household", "5", "--json", "no/such/folder.json"],
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_shown_is_refused_without_a_traceback(record: Path, words: list[str], lang: str) -> None:
    code, output = said("--lang", lang, "lives", str(record), *words)
    assert code == 2
    assert "Traceback" not in output
    assert output.strip()


def test_a_folder_without_a_record_is_refused(tmp_path: Path) -> None:
    code, output = said("--lang", "zh", "lives", str(tmp_path), "--household", "1")
    assert code == 2
    assert "没有运行记录" in output


def test_a_record_of_other_code_is_warned_of(record: Path, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "r"
    shutil.copytree(record, folder, ignore=shutil.ignore_patterns("lives"))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"model_digest": "feedbeef"}), encoding="utf-8")
    code, output = said("--lang", "en", "lives", str(folder), "--household", "5")
    assert code == 0
    assert "another version of the model (feedbeef)" in output
