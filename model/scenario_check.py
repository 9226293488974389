"""What is wrong with one scenario file by itself: its keys, its types, its names and its numbers, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from model.calendar import rows
from model.declare import Lever, Parameter
from model.errors import BadInput, Fault, RuleError
from model.scenario import PLACEMENTS
from model.site_profile import Label
from model.toml_text import Path_, place, positions


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class BudgetFile(_File):
    per_resident_year: Annotated[float, Field(ge=0, le=100_000)] | None = None
    growth_percent_a_year: Annotated[float, Field(ge=-50, le=100)] = 0.0
    partner_funds: Annotated[float, Field(ge=0, le=100_000)] = 0.0
    priority: tuple[str, ...] = ()


class DeliveryFile(_File):
    start_month: Annotated[int, Field(ge=0, le=600)] | None = None
    ramp_months: Annotated[int, Field(ge=0, le=600)] | None = None


class ScenarioFile(_File):
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
    budget: BudgetFile | None = None
    delivery: DeliveryFile | None = None
    parameters: dict[str, Any] | None = None


@dataclass
class Source:
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
def vocabulary() -> tuple[dict[str, Lever], dict[str, Parameter], dict[str, Parameter]]:
    from model import registry

    return registry.LEVERS, registry.PROCESS_PARAMETERS, registry.LEVER_PARAMETERS


_TYPES = {
    "float_type": "number", "int_type": "whole", "int_from_float": "whole", "string_type": "text", "tuple_type": "list",
    "dict_type": "table", "model_type": "table", "model_attributes_type": "table", "bool_type": "truth",
}  # fmt: skip


def note_validation(source: Source, error: ValidationError, model: type[BaseModel]) -> None:
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


def tupled(value: Any) -> Any:
    """Lists as tuples, all the way down: strict models take no lists."""
    if isinstance(value, dict):
        return {key: tupled(inner) for key, inner in value.items()}
    return tuple(tupled(inner) for inner in value) if isinstance(value, list) else value


def check(source: Source) -> None:
    """Every fault of one file by itself."""
    try:
        ScenarioFile.model_validate(tupled(source.values))
    except ValidationError as error:
        note_validation(source, error, ScenarioFile)
    values = source.values
    levers, _, _ = vocabulary()
    if isinstance(values.get("name"), str) and not re.fullmatch(r"[^\W_][\w.+-]*", values["name"]):
        source.fault("bad_name", ("name",), values["name"])
    if isinstance(values.get("start"), str) and month_of(values["start"]) is None:
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
        _check_parameters(source, values["parameters"], set())


def _check_names(source: Source, path: Path_, known: tuple[str, ...], what: str) -> None:
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


def _check_rules(source: Source) -> None:
    from model.rules import load_rules

    rules = source.values.get("rules")
    for number, rule in enumerate(rules if isinstance(rules, list) else ()):
        if not isinstance(rule, str):
            continue
        file = (source.path.parent if source.path else Path()) / rule
        if not rule.endswith(".py"):
            source.fault("rule_suffix", ("rules", number), rule)
        elif not file.is_file():
            source.fault("missing_file", ("rules", number), rule)
        else:
            try:
                load_rules([file])  # the levers that it adds are known from here on
            except RuleError as error:
                source.fault("bad_rule", ("rules", number), rule, why=error)


WHEN = ("start_month", "ramp_months", "end_month")


def _check_lever(source: Source, name: str, entry: Any, levers: Mapping[str, Lever]) -> None:
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
        elif key in WHEN:
            if not isinstance(value, int) or isinstance(value, bool):
                source.fault("wrong_type", (*path, key), value, expected="whole")
            elif not 0 <= value <= 600:
                source.fault("too_low" if value < 0 else "too_high", (*path, key), value, "months", low=0, high=600)
        elif key not in parameters:
            known = (*parameters, "dose", *WHEN)
            source.fault("unknown_key", (*path, key), near=near(key, known))
        else:
            _check_number(source, (*path, key), value, parameters[key])


def _check_parameters(source: Source, parameters: dict[str, Any], seen: set[str], above: Path_ = ("parameters",)) -> None:
    """seen: the full names met so far; a name can be written as one quoted key and again as tables."""
    _, known, of_levers = vocabulary()
    for key, value in parameters.items():
        path = (*above, key)
        name = ".".join(str(part) for part in path[1:])
        if isinstance(value, dict):
            _check_parameters(source, value, seen, path)
        elif name in seen:
            source.fault("twice", path, value)
        elif name in of_levers:
            source.fault("lever_parameter", path, value, lever=name.partition(".")[0])
        elif name not in known:
            source.fault("unknown_name", path, what="parameter", near=near(name, known))
        else:
            _check_number(source, path, value, known[name])
        seen.add(name)


def _check_number(source: Source, path: Path_, value: Any, parameter: Parameter) -> None:
    if not _is_number(value):
        source.fault("wrong_type", path, value, expected="number")
    elif value != value or value in (float("inf"), float("-inf")):
        source.fault("not_finite", path, value)
    elif not parameter.low <= value <= parameter.high:
        kind = "too_low" if value < parameter.low else "too_high"
        source.fault(kind, path, value, parameter.unit, low=parameter.low, high=parameter.high)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def month_of(text: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])", text)
    return (int(found[1]), int(found[2])) if found else None


def check_resolved(values: Mapping[str, Any]) -> None:
    """Refuse the names of a resolved scenario that this version does not know; a run would leave them out in silence."""
    from model.rules import load_rules

    load_rules([file for file in (Path(rule["file"]) for rule in values["rules"]) if file.is_file()])
    levers, parameters, of_levers = vocabulary()
    named = [("lever", f"levers.{lever}", lever, tuple(levers)) for lever in values["levers"]]
    for lever, setting in values["levers"].items():
        known = tuple(name for name in of_levers if name.startswith(f"{lever}."))
        named += [("parameter", f"levers.{lever}.{key}", f"{lever}.{key}", known) for key in setting["values"]]
    named += [("parameter", f"parameters.{name}", name, tuple(parameters)) for name in values["parameters"]]
    faults = [
        Fault("unknown_name", f"scenario {values['name']}", key=key, values={"what": what, "near": near(name, known)})
        for what, key, name, known in named
        if name not in known
    ]
    if faults:
        raise BadInput(faults)
