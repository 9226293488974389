"""What an experiment file may hold and what is wrong with one, every fault with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from experiments.designs import DESIGNS, province, table
from experiments.inputs import DISTRIBUTIONS, DUMMY, TIMING, WHOLE_UNITS, Input, declared, limits, matching
from model import registry
from model.errors import BadInput, Fault
from model.scenario_check import Source, near, note_validation, tupled
from model.site_profile import Label
from model.toml_text import Path_, read_toml

ROLES = {"uncertainties": "uncertainty", "levers": "lever"}
RANGE_KEYS = {"low", "high", "distribution", "mode", "mean", "sd", "values"}
DECLARED = "declared"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class DesignFile(_File):
    """The table [design]."""

    method: str
    n: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    levels: Annotated[int, Field(ge=2, le=1000)] | None = None
    second_order: bool = False
    file: str | None = None


class ExperimentFile(_File):
    """The keys of an experiment file and their plain types; what they mean is checked below."""

    name: str | None = None
    label: Label | None = None
    question: Label | None = None
    scenarios: Any = None
    site: str | None = None
    months: Annotated[int, Field(ge=1, le=600)] | None = None
    seed: Annotated[int, Field(ge=0, le=2**63 - 1)] = 1
    replications: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    record: Literal["outcomes", "totals", "groups"] = "outcomes"
    outcomes: tuple[str, ...] | None = None
    dummy: bool = False
    design: DesignFile
    uncertainties: Any = None
    levers: Any = None
    constants: Any = None
    groups: dict[str, tuple[str, ...]] | None = None


@dataclass
class Read:
    """A file that has been read: its keys, its inputs (the dummy last), constants, groups of input numbers, outcomes."""

    file: ExperimentFile
    inputs: tuple[Input, ...]
    constants: dict[str, float]
    groups: dict[str, tuple[int, ...]]
    outcomes: tuple[str, ...]
    source: Source = field(repr=False)


def read_file(path: Path) -> Read:
    """Read and check a file by itself. Raises BadInput with every fault."""
    values, text = read_toml(path)
    return read_source(Source(str(path), values, text, path))


def read_source(source: Source) -> Read:
    """The same of values that have been read already."""
    values, home = source.values, source.path.parent if source.path else Path()
    try:
        file = ExperimentFile.model_validate(tupled(values))
    except ValidationError as error:
        note_validation(source, error, ExperimentFile)
        _place_literals(source)
        raise BadInput(source.faults) from None
    _check_names(source, file)
    inputs = _inputs(source, values)
    if not inputs and file.design.method == table.DESIGN.name and file.design.file is not None and not source.faults:
        inputs = _inputs_of_table(source, home / file.design.file)
    if not inputs and not source.faults:
        source.fault("nothing_moves", ("design",))
    constants = _constants(source, values.get("constants"), inputs)
    if file.dummy:
        inputs[DUMMY] = Input(DUMMY, DUMMY, 0.0, 1.0, "share", reference=0.5)
    groups = _groups(source, file, tuple(inputs))
    outcomes = _outcomes(source, file.outcomes)
    if source.faults:
        raise BadInput(source.faults)
    return Read(file, tuple(inputs.values()), constants, groups, outcomes, source)


def _place_literals(source: Source) -> None:
    """A word that is not among those allowed is told like an unknown name."""
    known = ("outcomes", "totals", "groups")
    for number, fault in enumerate(source.faults):
        if fault.key == "record" and fault.kind == "bad_profile":
            values = {"what": "name", "near": near(str(fault.value), known)}
            source.faults[number] = Fault("unknown_name", fault.file, fault.line, fault.column, "record", fault.value, "", values)


def _check_names(source: Source, file: ExperimentFile) -> None:
    if file.name is not None and not re.fullmatch(r"[^\W_][\w.+-]*", file.name):
        source.fault("bad_name", ("name",), file.name)
    scenarios = source.values.get("scenarios")
    named = [scenarios] if isinstance(scenarios, str) else scenarios
    if named is None:
        source.fault("missing_key", ("scenarios",), name="scenarios")
    elif not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        source.fault("wrong_type", ("scenarios",), None, expected="texts")
    elif not named:
        source.fault("empty", ("scenarios",))
    # A province has a command of its own: its points are sites, and a file's inputs have no place in it.
    known = tuple(name for name in DESIGNS if name != province.DESIGN.name)
    if file.design.method not in known:
        suggestion = near(file.design.method, known)
        source.fault("unknown_name", ("design", "method"), file.design.method, what="design", near=suggestion)
    elif file.design.method == table.DESIGN.name and file.design.file is None:
        source.fault("missing_design_key", ("design", "method"), file.design.method, name="file")


def _flat(given: Any, above: Path_) -> list[tuple[str, Path_, Any]]:
    """Names with the place they stand at and what is said of them; nested tables are dotted names."""
    found: list[tuple[str, Path_, Any]] = []
    if isinstance(given, dict):
        for key, value in given.items():
            if isinstance(value, dict) and not set(value) <= RANGE_KEYS:
                found += [(f"{key}.{name}", path, inner) for name, path, inner in _flat(value, (*above, key))]
            else:
                found.append((key, (*above, key), value))
    return found


def _inputs(source: Source, values: Mapping[str, Any]) -> dict[str, Input]:
    inputs: dict[str, Input] = {}
    said: dict[str, bool] = {}
    for table_name, role in ROLES.items():
        given = values.get(table_name)
        named: list[tuple[str, Path_, Any]]
        if isinstance(given, list) and all(isinstance(name, str) for name in given):
            named = [(name, (table_name, number), DECLARED) for number, name in enumerate(given)]
        elif given is None or isinstance(given, dict):
            named = _flat(given, (table_name,))
        else:
            source.fault("wrong_type", (table_name,), None, expected="table")
            continue
        for pattern, path, range_ in named:
            names, is_glob = matching(pattern), any(sign in pattern for sign in "*?[")
            if not names:
                if is_glob:
                    source.fault("no_match", path)
                else:
                    source.fault("no_input", path, near=near(pattern, declared()))
            for name in names:
                # What is named in full wins over a glob, wherever the two stand; twice in full is a mistake.
                if name in said and not (is_glob or said[name]):
                    source.fault("twice", path, name)
                elif name not in said or (said[name] and not is_glob):
                    made = _input(source, path, name, role, range_)
                    said[name] = is_glob
                    if made is not None:
                        inputs[name] = made
    return inputs


def _input(source: Source, path: Path_, name: str, role: str, given: Any) -> Input | None:
    """An input from what is said of it: nothing or "declared", [low, high], or a table."""
    low, high, unit = declared()[name]
    said: dict[str, Any] = {}
    if isinstance(given, list) and len(given) == 2 and all(_is_number(end) for end in given):
        low, high = map(float, given)
    elif isinstance(given, dict) and set(given) <= RANGE_KEYS:
        said = given
        low, high = float(said.get("low", low)), float(said.get("high", high))
    elif given not in (DECLARED, {}, True):
        source.fault("bad_range", path)
        return None
    values = tuple(float(value) for value in said.get("values", ()) if _is_number(value))
    if values:
        low, high = min(values), max(values)
    if low != low or high != high:
        source.fault("no_range", path)
        return None
    least, most = limits(name)
    for end in (low, high):
        if not least <= end <= most:
            source.fault("too_low" if end < least else "too_high", path, end, unit, low=least, high=most)
            return None
    if not low < high:
        source.fault("empty_range", path, None, unit, low=low, high=high)
        return None
    made = Input(
        name, role, low, high, unit, said.get("distribution", "uniform"), said.get("mode"), said.get("mean"), said.get("sd"),
        values, is_whole=name.rpartition(".")[2] in TIMING or unit in WHOLE_UNITS,
    )  # fmt: skip
    if made.distribution not in DISTRIBUTIONS:
        suggestion = near(str(made.distribution), DISTRIBUTIONS)
        source.fault("unknown_name", path, made.distribution, what="distribution", near=suggestion)
        return None
    kind = _wrong_with(made)
    if kind:
        source.fault(kind, path)
        return None
    return made


def _wrong_with(of: Input) -> str:
    """The kind of fault in a distribution's numbers; nothing if it can be used."""
    if of.distribution == "log" and of.low <= 0:
        return "log_not_positive"
    if of.distribution == "triangular" and not (_is_number(of.mode) and of.low <= float(of.mode or 0.0) <= of.high):
        return "needs_mode"
    if of.distribution == "normal" and not (_is_number(of.mean) and _is_number(of.sd) and float(of.sd or 0.0) > 0):
        return "needs_sd"
    return ""


def _inputs_of_table(source: Source, file: Path) -> dict[str, Input]:
    inputs: dict[str, Input] = {}
    for name in table.header(file):
        if name == DUMMY:
            continue
        names = matching(name)
        if len(names) != 1:
            source.faults.append(Fault("no_input", str(file), 1, key=name, values={"near": near(name, declared())}))
            continue
        role = "lever" if name.partition(".")[0] in registry.LEVERS else "uncertainty"
        low, high = limits(names[0])
        is_whole = name.rpartition(".")[2] in TIMING
        inputs[names[0]] = Input(names[0], role, low, high, declared()[names[0]][2], is_whole=is_whole)
    return inputs


def _constants(source: Source, given: Any, inputs: Mapping[str, Input]) -> dict[str, float]:
    constants: dict[str, float] = {}
    if given is not None and not isinstance(given, dict):
        source.fault("wrong_type", ("constants",), None, expected="table")
    for name, path, value in _flat(given, ("constants",)):
        names = matching(name)
        if len(names) != 1:
            source.fault("no_input", path, near=near(name, declared()))
            continue
        low, high = limits(names[0])
        if names[0] in inputs:
            source.fault("constant_moves", path)
        elif not _is_number(value):
            source.fault("wrong_type", path, value if not isinstance(value, dict | list) else None, expected="number")
        elif not low <= value <= high:
            source.fault("too_low" if value < low else "too_high", path, value, declared()[names[0]][2], low=low, high=high)
        else:
            constants[names[0]] = float(value)
    return constants


def _groups(source: Source, file: ExperimentFile, names: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    """Groups by name as numbers of inputs; what is in no group is one of its own. Empty without groups."""
    if not file.groups:
        return {}
    taken: dict[str, str] = {}
    for group, patterns in file.groups.items():
        for number, pattern in enumerate(patterns):
            found = [name for name in names if fnmatchcase(name, pattern) or name == f"{pattern}.dose"]
            if not found:
                source.fault("not_an_input", ("groups", group, number), pattern, near=near(pattern, names))
            for name in found:
                if taken.setdefault(name, group) != group:
                    source.fault("twice", ("groups", group, number), name)
    order = list(dict.fromkeys(taken.get(name, name) for name in names))
    return {group: tuple(k for k, name in enumerate(names) if taken.get(name, name) == group) for group in order}


def _outcomes(source: Source, patterns: tuple[str, ...] | None) -> tuple[str, ...]:
    found: list[str] = []
    for number, pattern in enumerate(patterns or ()):
        names = [name for name in registry.OUTCOMES if fnmatchcase(name, pattern)]
        if not names:
            source.fault("unknown_name", ("outcomes", number), pattern, what="outcome", near=near(pattern, registry.OUTCOMES))
        found += [name for name in names if name not in found]
    return tuple(found)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value and abs(value) != float("inf")
