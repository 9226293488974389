"""The notebooks run from top to bottom, show figures, and say nothing of the machine they were run on."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from notebooks.execute import NOTEBOOKS, executed, stripped


def figures(notebook: nbformat.NotebookNode) -> int:
    return sum("image/png" in output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", []))


def test_there_are_the_four() -> None:
    assert [file.stem for file in NOTEBOOKS] == ["01_first_run", "02_compare_levers", "03_sensitivity", "04_add_a_lever"]


@pytest.mark.slow
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs_and_shows_what_its_stored_copy_shows(file: Path) -> None:
    made, stored = executed(file), nbformat.read(file, as_version=4)
    assert figures(made) == figures(stored) >= 2
    assert [cell.source for cell in made.cells] == [cell.source for cell in stored.cells]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_stored_notebook_was_run_in_order_and_names_no_machine(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    notebook = nbformat.read(file, as_version=4)
    assert nbformat.writes(stripped(nbformat.read(file, as_version=4))) == nbformat.writes(notebook), (
        "python -m notebooks.execute"
    )
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    roots = {str(Path.home()), str(Path(__file__).parents[1]), "/tmp/", "/home/", "/root/", "site-packages", "ipykernel"}
    assert not [root for root in roots if root in text]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in notebook.cells[0].source)
