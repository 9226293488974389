"""A table of the user's own: a CSV file with one column an input and one row a design point."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from experiments.designs.design import Asked, Design, Points
from experiments.inputs import DOSE, DUMMY
from model.declare import Array
from model.errors import BadInput, Fault


def header(file: Path) -> list[str]:
    """The names in the first line."""
    return _rows(file)[0]


def points(asked: Asked) -> Points:
    """The rows of the file. Raises BadInput, naming line and column, for what is no number or outside an input's range."""
    assert asked.file is not None
    names, *rows = _rows(asked.file)
    # A lever's name alone is its dose, as everywhere.
    names = [f"{name}.{DOSE}" if f"{name}.{DOSE}" in {of.name for of in asked.inputs} else name for name in names]
    missing = [of.name for of in asked.inputs if of.name not in names and of.role != DUMMY]
    if missing:
        raise BadInput([Fault("missing_key", str(asked.file), 1, key=name, values={"name": name}) for name in missing])
    place = {of.name: names.index(of.name) for of in asked.inputs if of.name in names}
    faults, values = [], np.empty((len(rows), asked.d))
    for line, row in enumerate(rows):
        for k, of in enumerate(asked.inputs):
            # The dummy numbers the rows unless the table has a column for it.
            text = row[place[of.name]].strip() if of.name in place else str((line + 0.5) / len(rows))
            try:
                value = values[line, k] = float(text)
            except ValueError:
                told = {"expected": "number"}
                faults.append(Fault("wrong_type", str(asked.file), line + 2, key=of.name, value=text, values=told))
                continue
            if not of.low <= value <= of.high:
                kind = "too_low" if value < of.low else "too_high" if value > of.high else "not_finite"
                bounds = {"low": of.low, "high": of.high}
                faults.append(Fault(kind, str(asked.file), line + 2, key=of.name, value=value, unit=of.unit, values=bounds))
    if faults:
        raise BadInput(faults)
    return Points(_units(asked, values), values)


def _units(asked: Asked, values: Array) -> Array:
    low, high = (np.array([getattr(of, end) for of in asked.inputs]) for end in ("low", "high"))
    return (values - low) / (high - low)


def _rows(file: Path) -> list[list[str]]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BadInput([Fault("missing_file", str(file))]) from None
    except UnicodeDecodeError:
        raise BadInput([Fault("not_utf8", str(file))]) from None
    except OSError as error:
        raise BadInput([Fault("unreadable", str(file), values={"why": error.strerror or str(error)})]) from None
    rows = [row for row in csv.reader(text.splitlines()) if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise BadInput([Fault("empty_table", str(file))])
    names = [cell.strip() for cell in rows[0]]
    for line, row in enumerate(rows[1:], 2):
        if len(row) != len(names):
            raise BadInput([Fault("ragged_table", str(file), line, values={"n": len(row), "asked": len(names)})])
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise BadInput([Fault("twice", str(file), 1, key=twice)])
    return [names, *rows[1:]]


DESIGN = Design("table", "用户表", "table of points", 0, points)
