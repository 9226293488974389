"""From TOML files to a scenario: find them, check each strictly, merge parents left to right, and name every fault."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from model.declare import Lever
from model.errors import BadInput, Fault
from model.scenario import DEFAULTS, Budget, LeverSetting, Scenario
from model.scenario_check import WHEN, Source, check, month_of, near, note_validation, tupled, vocabulary
from model.site_profile import Label, SiteProfile
from model.toml_text import Path_, parse_toml, read_toml

SETTINGS = "--set"
# These belong to the file that says them and are not handed on to those that extend it.
OF_A_FILE = ("name", "label", "description", "extends")


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
    sources: list[Source] = []
    merged: dict[str, Any] = {}
    asked: list[Source] = []
    for part in [name] if Path(name).is_file() else name.split("+"):
        n_before = len(sources)
        merged = _merge(merged, _read(find(part, "", None, "scenario"), sources, ()))
        asked.append(sources[n_before])
    if settings:
        source = Source(SETTINGS, _parse_settings(settings), "")
        sources.append(source)
        check(source)
        for key in OF_A_FILE:
            if key in source.values:
                source.fault("not_by_option", (key,))
        merged = _merge(merged, source.values)
    if not any(source.faults for source in sources):
        _check_merged(merged, sources)
    faults = [fault for source in sources for fault in source.faults]
    profile = _read_site(merged, site, faults)
    if faults or profile is None:
        raise BadInput(faults)
    return _build(merged, profile, asked, sources)


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


def _place_faults(source: Source, path: Path_, named: str, error: BadInput) -> None:
    """Faults of a file that another names: those without a place of their own are told where it is named."""
    for fault in error.faults:
        if fault.line or fault.kind in ("empty_file", "not_utf8", "unreadable", "syntax"):
            source.faults.append(fault)
        else:
            source.fault(fault.kind, path, named, **fault.values)


def _read(path: Path, sources: list[Source], chain: tuple[Path, ...]) -> dict[str, Any]:
    """A file merged over its parents; the file's own faults are noted in its source."""
    chain = (*chain, path.resolve())
    values, text = read_toml(path)
    source = Source(str(path), values, text, path)
    sources.append(source)
    merged: dict[str, Any] = {}
    extends = values.get("extends", ())
    for number, parent in enumerate([extends] if isinstance(extends, str) else extends if isinstance(extends, list) else []):
        key: Path_ = ("extends", number) if isinstance(extends, list) else ("extends",)
        if not isinstance(parent, str):
            source.fault("wrong_type", key, parent, expected="text")
            continue
        try:
            file = find(parent, "", path.parent, "scenario")
            if (again := file.resolve()) in chain:
                names = " → ".join(link.name for link in (*chain[chain.index(again) :], again))
                source.fault("cycle", key, parent, chain=names)
            else:
                merged = _merge(merged, _read(file, sources, chain))
        except BadInput as error:
            _place_faults(source, key, parent, error)
    check(source)  # after its parents, whose rules may add levers that it sets
    if not isinstance(extends, (str, list, tuple)):
        source.fault("wrong_type", ("extends",), extends, expected="texts")
    own = dict(source.values)
    own["rules"] = [str(path.parent / rule) for rule in own["rules"]] if "rules" in own else None
    if isinstance(own.get("site"), str):
        own["_site_source"] = source
    return _merge(merged, {key: value for key, value in own.items() if value is not None and key not in OF_A_FILE})


def _merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """The later one wins, key by key; tables are merged, lists replaced. A new dose replaces a lever's older parameters."""
    merged = dict(below)
    for key, value in above.items():
        older = merged.get(key)
        if key == "levers" and isinstance(older, dict) and isinstance(value, dict):
            merged[key] = {**older, **{lever: _merge_lever(lever, older.get(lever), of) for lever, of in value.items()}}
        elif key in ("budget", "delivery", "parameters") and isinstance(older, dict) and isinstance(value, dict):
            merged[key] = {**older, **value} if key != "parameters" else {**_flat(older), **_flat(value)}
        else:
            merged[key] = _flat(value) if key == "parameters" and isinstance(value, dict) else value
    return merged


def _merge_lever(name: str, older: Any, newer: Any) -> Any:
    """A new dose speaks for every parameter that it moves; prices, for one, it leaves as they were set."""
    if not isinstance(older, dict) or not isinstance(newer, dict):
        return newer
    levers, _, _ = vocabulary()
    moved = levers[name].full if "dose" in newer and name in levers else {}
    return {**{key: value for key, value in older.items() if key not in moved}, **newer}


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


def _check_merged(merged: dict[str, Any], sources: list[Source]) -> None:
    """What only the whole scenario can get wrong: a lever that none of its rules adds, or that starts after its own end or that
    of the run."""
    for name in set(merged.get("levers", {})) - _levers_of(merged.get("rules", ())):
        told = [source for source in sources if name in source.values.get("levers", {})]
        told[-1].fault("unknown_name", ("levers", name), what="lever", near=None)
    months = merged.get("months", DEFAULTS["months"])
    late = merged.get("delivery", {}).get("start_month", 0)
    if late >= months:
        told = [source for source in sources if "start_month" in source.values.get("delivery", {})]
        told[-1].fault("start_beyond", ("delivery", "start_month"), late, start=late, months=months)
    for name, entry in merged.get("levers", {}).items():
        start = entry.get("start_month", 0) if isinstance(entry, dict) else 0
        if start >= months:
            told = [source for source in sources if "start_month" in _table(source.values, name)]
            told[-1].fault("start_beyond", ("levers", name, "start_month"), start, start=start, months=months)
        end = entry.get("end_month") if isinstance(entry, dict) else None
        if end is not None and end <= max(start, 0 if "start_month" in entry else late):
            told = [source for source in sources if "end_month" in _table(source.values, name)]
            told[-1].fault("end_before_start", ("levers", name, "end_month"), end, start=start)


def _levers_of(rules: Sequence[str]) -> set[str]:
    """The levers of the package and those that a scenario's own rules add; one that another scenario added is not its own."""
    from model.registry import SHIPPED
    from model.rules import declared_in

    return {of.name for of in map(declared_in, map(Path, rules)) if isinstance(of, Lever)} | SHIPPED


def _table(values: dict[str, Any], lever: str) -> dict[str, Any]:
    entry = values.get("levers", {}).get(lever, {})
    return entry if isinstance(entry, dict) else {}


def read_profile(name: str, beside: Path | None = None) -> SiteProfile:
    """A site profile by name or path. Raises BadInput with every fault."""
    path = find(name, "sites", beside, "site")
    values, text = read_toml(path)
    source = Source(str(path), values, text, path)
    try:
        return SiteProfile.model_validate(tupled(values))
    except ValidationError as error:
        note_validation(source, error, SiteProfile)
        raise BadInput(source.faults) from None


def dose_values(lever: Lever, share: float) -> dict[str, float]:
    """A lever's parameters at a dose from 0 to 1: in proportion from default to full value, terms at full; none at 0."""
    values: dict[str, float] = {}
    if share > 0:
        for parameter in lever.parameters:
            full = lever.full.get(parameter.name, parameter.default)
            given = full if parameter.name in lever.terms else parameter.default + share * (full - parameter.default)
            values[parameter.name] = given
    return values


def _lever_setting(lever: Lever, entry: dict[str, Any], delivery: dict[str, Any]) -> LeverSetting:
    """A lever's table as parameter values: the dose first, explicit parameters over it; its own start and ramp before those
    of the delivery as a whole."""
    dose = entry.get("dose", 0)
    values = dose_values(lever, 1.0 if dose == "full" else float(dose))
    names = {parameter.name for parameter in lever.parameters}
    values.update({key: float(value) for key, value in entry.items() if key in names})
    when = {"start_month": 0, "ramp_months": 0} | delivery | {key: entry[key] for key in WHEN if key in entry}
    return LeverSetting(values, **when)


def _texts(asked: list[Source], key: str) -> Label | None:
    """The labels or descriptions of the files asked for, put together; None when none has any."""
    texts = [source.values[key] for source in asked if key in source.values]
    return Label(zh=" + ".join(of["zh"] for of in texts), en=" + ".join(of["en"] for of in texts)) if texts else None


def _build(merged: dict[str, Any], profile: SiteProfile, asked: list[Source], sources: list[Source]) -> Scenario:
    levers, known, _ = vocabulary()
    name = "+".join(source.values.get("name", Path(source.name).stem) for source in asked)
    budget = merged.get("budget", {})
    start = month_of(merged.get("start", DEFAULTS["start"])) or (2019, 6)
    return Scenario(
        name=name,
        label=_texts(asked, "label") or Label(zh=name, en=name),
        description=_texts(asked, "description"),
        site=profile,
        start=start,
        months=merged.get("months", DEFAULTS["months"]),
        seed=merged.get("seed", DEFAULTS["seed"]),
        levers={
            lever: _lever_setting(levers[lever], entry, merged.get("delivery", {}))
            for lever, entry in sorted(merged.get("levers", {}).items())
            if entry != "off"
        },
        budget=Budget(
            None if budget.get("per_resident_year") is None else float(budget["per_resident_year"]),
            float(budget.get("growth_percent_a_year", 0)),
            tuple(budget.get("priority", ())),
            float(budget.get("partner_funds", 0)),
        ),
        parameters={
            key: float(value) for key, value in sorted(merged.get("parameters", {}).items()) if float(value) != known[key].default
        },
        rules=tuple(Path(rule).resolve() for rule in merged.get("rules", ())),
        shocks=tuple(merged.get("shocks", DEFAULTS["shocks"])),
        placement=merged.get("placement", DEFAULTS["placement"]),
        files=tuple(source.path for source in sources if source.path is not None),
    )
