"""From TOML files to a scenario: find them, check each strictly, merge parents left to right, and name every fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files as package_files
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from model.calendar import rows
from model.declare import Lever, Parameter
from model.errors import BadInput, Fault
from model.scenario import DEFAULTS, PLACEMENTS, Budget, LeverSetting, Scenario
from model.site_profile import Label, SiteProfile
from model.toml_text import Path_, parse_toml, place, positions, read_toml

SETTINGS = "--set"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class _BudgetFile(_File):
    per_resident_year: Annotated[float, Field(ge=0, le=100_000)] | None = None
    growth_percent_a_year: Annotated[float, Field(ge=-50, le=100)] = 0.0
    priority: tuple[str, ...] = ()


class _ScenarioFile(_File):
    """The keys of a scenario file and their plain types; what they mean is checked below."""

    name: str | None = None
    label: Label | None = None
    description: Label | None = None
    extends: Any = None
    site: str | None = None
    start: str | None = None
    months: Annotated[int, Field(ge=1, le=600)] | None = None
    seed: Annotated[int, Field(ge=0, le=2**63 - 1)] | None = None
    shocks: tuple[str, ...] | None = None
    placement: str | None = None
    rules: tuple[str, ...] | None = None
    levers: dict[str, Any] | None = None
    budget: _BudgetFile | None = None
    parameters: dict[str, Any] | None = None


@dataclass
class _Source:
    """One file (or the command line's settings): its values, where its keys stand, what is wrong with it."""

    name: str
    values: dict[str, Any]
    text: str
    path: Path | None = None
    faults: list[Fault] = field(default_factory=list)
    _where: dict[Path_, tuple[int, int]] | None = None

    def fault(self, kind: str, path: Path_, value: Any = None, unit: str = "", **values: Any) -> None:
        """Note a fault at a key."""
        if self._where is None:
            self._where = {} if self.path is None else positions(self.text)
        line, column = place(path, self._where)
        key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
        self.faults.append(Fault(kind, self.name, line, column, key, value, unit, values))


def near(name: str, known: Iterator[str] | Mapping[str, Any] | tuple[str, ...]) -> str | None:
    """The known name most like a given one, if any is like it."""
    found = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


@cache
def _vocabulary() -> tuple[dict[str, Lever], dict[str, Parameter], dict[str, Parameter]]:
    from model import registry

    return registry.LEVERS, registry.PROCESS_PARAMETERS, registry.LEVER_PARAMETERS


def shipped(folder: str = "") -> dict[str, Path]:
    """Scenarios (or, with folder "sites", profiles) that come with the package, by name."""
    home = Path(str(package_files("scenarios"))) / folder
    return {path.stem: path for path in sorted(home.glob("*.toml"))}


def find(name: str, folder: str, beside: Path | None, what: str) -> Path:
    """The file that a name or a path means; a path is taken relative to the file that mentions it."""
    if name.endswith(".toml") or "/" in name or "\\" in name:
        path = Path(name)
        return path if beside is None or path.is_absolute() else beside / path
    known = shipped(folder)
    if name not in known:
        raise BadInput([Fault("unknown_name", key=name, values={"what": what, "near": near(name, known)})])
    return known[name]


def read_scenario(name: str, site: str | None, settings: tuple[str, ...]) -> Scenario:
    """Read, check, merge. Raises BadInput with every fault of every file involved."""
    sources: list[_Source] = []
    merged: dict[str, Any] = {}
    for part in name.split("+"):
        merged = _merge(merged, _read(find(part, "", None, "scenario"), sources, ()))
    if settings:
        source = _Source(SETTINGS, _parse_settings(settings), "")
        sources.append(source)
        _check(source)
        merged = _merge(merged, source.values)
    if not any(source.faults for source in sources):
        _check_merged(merged, sources)
    faults = [fault for source in sources for fault in source.faults]
    profile = _read_site(merged, site, faults)
    if faults or profile is None:
        raise BadInput(faults)
    return _build(merged, profile, Path(name).stem if "+" not in name else name, sources)


def _read_site(merged: dict[str, Any], site: str | None, faults: list[Fault]) -> SiteProfile | None:
    """The site asked for, or the one the files name; a fault is told at the key that names it."""
    name, source = site if site is not None else merged.get("site", DEFAULTS["site"]), merged.get("_site_source")
    if not isinstance(name, str):
        return None
    try:
        return read_profile(name, source.path.parent if source is not None and site is None else None)
    except BadInput as error:
        if source is None or site is not None:
            faults.extend(error.faults)
            return None
        n_before = len(source.faults)
        _place_faults(source, ("site",), name, error)
        faults.extend(source.faults[n_before:])
        return None


def _place_faults(source: _Source, path: Path_, named: str, error: BadInput) -> None:
    """Faults of a file that another names: those without a place of their own are told where it is named."""
    for fault in error.faults:
        if fault.line or fault.kind == "cycle":
            source.faults.append(fault)
        else:
            source.fault(fault.kind, path, named, **fault.values)


def _read(path: Path, sources: list[_Source], chain: tuple[Path, ...]) -> dict[str, Any]:
    """A file merged over its parents; the file's own faults are noted in its source."""
    resolved = path.resolve()
    if resolved in chain:
        names = " → ".join(link.name for link in (*chain, resolved))
        raise BadInput([Fault("cycle", str(chain[-1]), key="extends", values={"chain": names})])
    values, text = read_toml(path)
    source = _Source(str(path), values, text, path)
    sources.append(source)
    _check(source)
    merged: dict[str, Any] = {}
    extends = values.get("extends", ())
    for parent in (extends,) if isinstance(extends, str) else extends if isinstance(extends, list) else ():
        if not isinstance(parent, str):
            source.fault("wrong_type", ("extends",), expected="texts")
            continue
        try:
            merged = _merge(merged, _read(find(parent, "", path.parent, "scenario"), sources, (*chain, resolved)))
        except BadInput as error:
            _place_faults(source, ("extends",), parent, error)
    if not isinstance(extends, (str, list, tuple)):
        source.fault("wrong_type", ("extends",), extends, expected="texts")
    own = dict(source.values)
    own["rules"] = [str(path.parent / rule) for rule in own["rules"]] if "rules" in own else None
    if isinstance(own.get("site"), str):
        own["_site_source"] = source
    return _merge(merged, {key: value for key, value in own.items() if value is not None and key != "extends"})


def _merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """The later one wins, key by key; tables are merged, lists replaced. A new dose replaces a lever's older parameters."""
    merged = dict(below)
    for key, value in above.items():
        older = merged.get(key)
        if key == "levers" and isinstance(older, dict) and isinstance(value, dict):
            merged[key] = {**older, **{lever: _merge_lever(older.get(lever), of) for lever, of in value.items()}}
        elif key in ("budget", "parameters") and isinstance(older, dict) and isinstance(value, dict):
            merged[key] = {**older, **value} if key == "budget" else {**_flat(older), **_flat(value)}
        else:
            merged[key] = _flat(value) if key == "parameters" and isinstance(value, dict) else value
    return merged


def _merge_lever(older: Any, newer: Any) -> Any:
    if not isinstance(older, dict) or not isinstance(newer, dict):
        return newer
    kept = {key: value for key, value in older.items() if "dose" not in newer or key in ("start_month", "ramp_months")}
    return {**kept, **newer}


def _flat(parameters: dict[str, Any], above: str = "") -> dict[str, Any]:
    """Nested tables of parameters by their full names."""
    flat: dict[str, Any] = {}
    for key, value in parameters.items():
        flat.update(_flat(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": value})
    return flat


def _parse_settings(settings: tuple[str, ...]) -> dict[str, Any]:
    """`KEY=VALUE` texts as one nested table. A bare word is taken as text."""
    merged: dict[str, Any] = {}
    faults = []
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals or not key.strip() or not value.strip():
            faults.append(Fault("bad_setting", SETTINGS, value=setting))
            continue
        try:
            given = parse_toml(f"{key} = {value}", SETTINGS)
        except BadInput as error:
            if not re.fullmatch(r"[\w.+/\\-]+", value.strip()):
                faults.append(Fault("bad_value", SETTINGS, key=key, value=value, values=dict(error.faults[0].values)))
                continue
            given = parse_toml(f'{key} = "{value.strip()}"', SETTINGS)
        merged = _deep_merge(merged, given)
    if faults:
        raise BadInput(faults)
    return merged


def _deep_merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        older = merged.get(key)
        merged[key] = _deep_merge(older, value) if isinstance(older, dict) and isinstance(value, dict) else value
    return merged


_TYPES = {
    "float_type": "number", "int_type": "whole", "int_from_float": "whole", "string_type": "text", "tuple_type": "list",
    "dict_type": "table", "model_type": "table", "model_attributes_type": "table", "bool_type": "truth",
}  # fmt: skip


def _note_validation(source: _Source, error: ValidationError, model: type[BaseModel]) -> None:
    """Turn pydantic's errors into faults."""
    for item in error.errors():
        path = tuple(part for part in item["loc"] if part not in ("float", "int"))
        value = item["input"] if not isinstance(item["input"], dict | list | tuple) else None
        context = item.get("ctx", {})
        match item["type"]:
            case "extra_forbidden":
                known = _fields(model, path[:-1])
                source.fault("unknown_key", path, near=near(str(path[-1]), known))
            case "missing":
                source.fault("missing_key", path, name=path[-1])
            case "finite_number":
                source.fault("not_finite", path, value)
            case "greater_than_equal" | "less_than_equal" | "greater_than":
                low, high = _bounds(model, path)
                source.fault("too_low" if "greater" in item["type"] else "too_high", path, value, low=low, high=high)
            case kind if kind in _TYPES:
                source.fault("wrong_type", path, value, expected=_TYPES[kind])
            case _:
                source.fault("bad_profile", path, value, why=str(context.get("error", item["msg"])))


def _model_at(model: type[BaseModel], path: Path_) -> type[BaseModel] | None:
    for part in path:
        info = model.model_fields.get(str(part)) if model is not None else None
        if info is None:
            return None
        options = [info.annotation, *getattr(info.annotation, "__args__", ())]
        inner = [option for option in options if isinstance(option, type) and issubclass(option, BaseModel)]
        if not inner:
            return None
        model = inner[0]
    return model


def _fields(model: type[BaseModel], path: Path_) -> tuple[str, ...]:
    found = _model_at(model, path)
    return tuple(found.model_fields) if found is not None else ()


def _bounds(model: type[BaseModel], path: Path_) -> tuple[Any, Any]:
    """Lowest and highest value of a field, from its declaration."""
    inner = _model_at(model, path[:-1])
    info = inner.model_fields.get(str(path[-1])) if inner is not None else None
    low: Any = None
    high: Any = None
    if info is not None:
        for source in (info.metadata, *(getattr(part, "__metadata__", ()) for part in _parts(info.annotation))):
            for note in source:
                for constraint in getattr(note, "metadata", [note]):
                    low = getattr(constraint, "ge", getattr(constraint, "gt", low))
                    high = getattr(constraint, "le", high)
    return (0 if low is None else low), (1 if high is None else high)


def _parts(annotation: Any) -> tuple[Any, ...]:
    return (annotation, *getattr(annotation, "__args__", ()))


def _tupled(value: Any) -> Any:
    """Lists as tuples, all the way down: strict models take no lists."""
    if isinstance(value, dict):
        return {key: _tupled(inner) for key, inner in value.items()}
    return tuple(_tupled(inner) for inner in value) if isinstance(value, list) else value


def _check(source: _Source) -> None:
    """Every fault of one file by itself."""
    try:
        _ScenarioFile.model_validate(_tupled(source.values))
    except ValidationError as error:
        _note_validation(source, error, _ScenarioFile)
    values = source.values
    levers, _, _ = _vocabulary()
    if isinstance(values.get("start"), str) and _month(values["start"]) is None:
        source.fault("bad_date", ("start",), values["start"])
    if isinstance(values.get("placement"), str) and values["placement"] not in PLACEMENTS:
        source.fault(
            "unknown_name",
            ("placement",),
            values["placement"],
            what="placement",
            near=near(values["placement"], PLACEMENTS),
        )
    _check_names(source, ("shocks",), tuple(dict.fromkeys(row["shock"] for row in rows("shocks"))), "shock")
    _check_names(source, ("budget", "priority"), tuple(levers), "lever")
    _check_rules(source)
    if isinstance(values.get("levers"), dict):
        for name, entry in values["levers"].items():
            _check_lever(source, name, entry, levers)
    if isinstance(values.get("parameters"), dict):
        _check_parameters(source, values["parameters"])


def _check_names(source: _Source, path: Path_, known: tuple[str, ...], what: str) -> None:
    names: Any = source.values
    for part in path:
        names = names.get(part) if isinstance(names, dict) else None
    if not isinstance(names, list):
        return
    for number, name in enumerate(names):
        if isinstance(name, str) and name not in known:
            source.fault("unknown_name", (*path, number), name, what=what, near=near(name, known))
        elif name in names[:number]:
            source.fault("twice", (*path, number), name)


def _check_rules(source: _Source) -> None:
    rules = source.values.get("rules")
    for number, rule in enumerate(rules if isinstance(rules, list) else ()):
        if not isinstance(rule, str):
            continue
        file = (source.path.parent if source.path else Path()) / rule
        if not rule.endswith(".py"):
            source.fault("rule_suffix", ("rules", number), rule)
        elif not file.is_file():
            source.fault("missing_file", ("rules", number), rule)


def _check_lever(source: _Source, name: str, entry: Any, levers: Mapping[str, Lever]) -> None:
    path: Path_ = ("levers", name)
    if name not in levers:
        source.fault("unknown_name", path, what="lever", near=near(name, levers))
        return
    if entry == "off":
        return
    if not isinstance(entry, dict):
        source.fault("off_with_keys" if isinstance(entry, str) else "wrong_type", path, entry, name=name, expected="table")
        return
    parameters = {parameter.name: parameter for parameter in levers[name].parameters}
    for key, value in entry.items():
        if key == "dose":
            if value != "full" and not (_is_number(value) and 0 <= value <= 1):
                source.fault("bad_dose", (*path, key), value)
        elif key in ("start_month", "ramp_months"):
            if not isinstance(value, int) or isinstance(value, bool):
                source.fault("wrong_type", (*path, key), value, expected="whole")
            elif not 0 <= value <= 600:
                source.fault("too_low" if value < 0 else "too_high", (*path, key), value, "months", low=0, high=600)
        elif key not in parameters:
            known = (*parameters, "dose", "start_month", "ramp_months")
            source.fault("unknown_key", (*path, key), near=near(key, known))
        else:
            _check_number(source, (*path, key), value, parameters[key])


def _check_parameters(source: _Source, parameters: dict[str, Any], above: Path_ = ("parameters",)) -> None:
    _, known, of_levers = _vocabulary()
    for key, value in parameters.items():
        path = (*above, key)
        name = ".".join(str(part) for part in path[1:])
        if isinstance(value, dict):
            _check_parameters(source, value, path)
        elif name in of_levers:
            source.fault("lever_parameter", path, value, lever=name.partition(".")[0])
        elif name not in known:
            source.fault("unknown_name", path, what="parameter", near=near(name, known))
        else:
            _check_number(source, path, value, known[name])


def _check_number(source: _Source, path: Path_, value: Any, parameter: Parameter) -> None:
    if not _is_number(value):
        source.fault("wrong_type", path, value, expected="number")
    elif value != value or value in (float("inf"), float("-inf")):
        source.fault("not_finite", path, value)
    elif not parameter.low <= value <= parameter.high:
        kind = "too_low" if value < parameter.low else "too_high"
        source.fault(kind, path, value, parameter.unit, low=parameter.low, high=parameter.high)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _month(text: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])", text)
    return (int(found[1]), int(found[2])) if found else None


def _check_merged(merged: dict[str, Any], sources: list[_Source]) -> None:
    """What only the whole scenario can get wrong: a lever that starts after the end."""
    months = merged.get("months", DEFAULTS["months"])
    for name, entry in merged.get("levers", {}).items():
        start = entry.get("start_month", 0) if isinstance(entry, dict) else 0
        if start >= months:
            told = [source for source in sources if "start_month" in _table(source.values, name)]
            told[-1].fault("start_beyond", ("levers", name, "start_month"), start, start=start, months=months)


def _table(values: dict[str, Any], lever: str) -> dict[str, Any]:
    entry = values.get("levers", {}).get(lever, {})
    return entry if isinstance(entry, dict) else {}


def read_profile(name: str, beside: Path | None = None) -> SiteProfile:
    """A site profile by name or path. Raises BadInput with every fault."""
    path = find(name, "sites", beside, "site")
    values, text = read_toml(path)
    source = _Source(str(path), values, text, path)
    try:
        return SiteProfile.model_validate(_tupled(values))
    except ValidationError as error:
        _note_validation(source, error, SiteProfile)
        raise BadInput(source.faults) from None


def _lever_setting(lever: Lever, entry: dict[str, Any]) -> LeverSetting:
    """A lever's table as parameter values: the dose first, explicit parameters over it."""
    values: dict[str, float] = {}
    dose = entry.get("dose", 0)
    share = 1.0 if dose == "full" else float(dose)
    if share > 0:
        for parameter in lever.parameters:
            full = lever.full.get(parameter.name, parameter.default)
            given = full if parameter.name in lever.terms else parameter.default + share * (full - parameter.default)
            values[parameter.name] = given
    names = {parameter.name for parameter in lever.parameters}
    values.update({key: float(value) for key, value in entry.items() if key in names})
    return LeverSetting(values, entry.get("start_month", 0), entry.get("ramp_months", 0))


def _build(merged: dict[str, Any], profile: SiteProfile, name: str, sources: list[_Source]) -> Scenario:
    levers, known, _ = _vocabulary()
    label = merged.get("label", {"zh": name, "en": name})
    budget = merged.get("budget", {})
    start = _month(merged.get("start", DEFAULTS["start"])) or (2019, 6)
    scenario = Scenario(
        name=merged.get("name", name) if "+" not in name else name,
        label=Label(**label),
        description=Label(**merged["description"]) if "description" in merged else None,
        site=profile,
        start=start,
        months=merged.get("months", DEFAULTS["months"]),
        seed=merged.get("seed", DEFAULTS["seed"]),
        levers={
            lever: _lever_setting(levers[lever], entry)
            for lever, entry in sorted(merged.get("levers", {}).items())
            if entry != "off"
        },
        budget=Budget(
            None if budget.get("per_resident_year") is None else float(budget["per_resident_year"]),
            float(budget.get("growth_percent_a_year", 0)),
            tuple(budget.get("priority", ())),
        ),
        parameters={
            key: float(value) for key, value in sorted(merged.get("parameters", {}).items()) if float(value) != known[key].default
        },
        rules=tuple(Path(rule) for rule in merged.get("rules", ())),
        shocks=tuple(merged.get("shocks", DEFAULTS["shocks"])),
        placement=merged.get("placement", DEFAULTS["placement"]),
        files=tuple(source.path for source in sources if source.path is not None),
    )
    # A file's own name stands for it, not its parents'.
    return scenario if "+" in name else replace(scenario, name=name)
