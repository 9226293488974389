"""Every bad file gets its message: file, line, column, key, value, unit, what is wrong and what to do; all faults at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import BadInput
from model.scenario import load_scenario

HERE = Path(__file__).parent
FILES = sorted((HERE / "bad").glob("*.toml"))
# One line a fault, as `resettle check` prints it from inside the folder of bad files.
EXPECTED = (HERE / "bad_messages.txt").read_text(encoding="utf-8").splitlines()


def faults_of(file: Path, monkeypatch: pytest.MonkeyPatch) -> BadInput:
    monkeypatch.chdir(HERE / "bad")
    with pytest.raises(BadInput) as caught:
        load_scenario(file.name)
    return caught.value


def test_there_are_at_least_forty_bad_files() -> None:
    assert len(FILES) >= 40


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_bad_file_gets_its_message(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in faults_of(file, monkeypatch).text("en").replace(f"{HERE / 'bad'}/", "").splitlines():
        assert line in EXPECTED


def test_every_expected_message_is_told_by_some_file(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [line for file in FILES for line in faults_of(file, monkeypatch).text("en").splitlines()]
    assert sorted(line.replace(f"{HERE / 'bad'}/", "") for line in told) == sorted(EXPECTED)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_message_exists_in_chinese_at_the_same_place(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = faults_of(file, monkeypatch)
    for fault in error.faults:
        chinese, english = fault.text("zh"), fault.text("en")
        assert any("\u4e00" <= character <= "\u9fff" for character in chinese)
        assert chinese.startswith(fault.place)
        assert english.startswith(fault.place)
        assert "{" not in chinese.replace(str(fault.values.get("why", "")), "")
