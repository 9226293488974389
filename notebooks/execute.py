"""Run the notebooks from top to bottom and keep them with their tables and figures: `python -m notebooks.execute [NAME …]`.

What is kept names nothing of the machine it ran on: no paths, no versions, no times.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HOME = Path(__file__).parent
NOTEBOOKS = tuple(sorted(HOME.glob("[0-9]*.ipynb")))
SECONDS = 600  # a cell, with the compiling of a first run


def executed(file: Path) -> nbformat.NotebookNode:
    """The notebook with its outputs, run in a folder of its own. Raises CellExecutionError where a cell fails."""
    notebook = nbformat.read(file, as_version=4)
    os.environ["PYTHONPATH"] = os.pathsep.join([str(HOME.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    return stripped(notebook)


def stripped(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook without what differs from machine to machine and from run to run."""
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                         "language_info": {"name": "python"}}  # fmt: skip
    for number, cell in enumerate(notebook.cells):
        cell.metadata, cell["id"] = {}, f"cell-{number}"
        if cell.cell_type != "code":
            continue
        cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        for output in cell.outputs:
            output.get("metadata", {}).clear()
    return notebook


def main(names: list[str]) -> None:
    """Run those whose file name begins with one of the names, or all."""
    for file in NOTEBOOKS:
        if not names or file.name.startswith(tuple(names)):
            nbformat.write(executed(file), file)
            print(file.name)


if __name__ == "__main__":
    main(sys.argv[1:])
