"""Strict tables: what pydantic finds wrong in a TOML table, as faults with their place and a remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from model.errors import Fault
from model.messages import FAULTS, Message, number_text, say
from model.toml_positions import KeyPath, nearest_position

LONGEST_VALUE = 60
MOST_NAMES = 15
BARE_KEY = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")

KIND_OF_ERROR = {
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "float_type": "number",
    "string_type": "text",
    "bool_type": "yes_or_no",
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "table",
    "model_type": "table",
    "model_attributes_type": "table",
}


class Strict(BaseModel):
    """Unknown keys are faults, types are not converted, numbers are finite, and what was read does not change."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


def number(low: float, high: float, unit: str) -> Any:
    """A number within bounds, with a unit of `model.words.UNITS`."""
    return Field(ge=low, le=high, json_schema_extra={"unit": unit})


@dataclass(frozen=True, slots=True)
class Layer:
    """One source of settings: a file, or an option of the command line.

    shown: how messages name it. folder: what its relative paths are relative to. text: the TOML, to point into; empty
    for an option. file: None for an option.
    """

    shown: str
    table: Mapping[str, Any]
    folder: Path
    text: str = ""
    file: Path | None = None

    def fault(
        self, path: KeyPath, what: Message, remedy: Message | None = None, value: object = None, unit: str = ""
    ) -> Fault:
        """A fault at a key of this layer."""
        line, column = nearest_position(self.text, path) if self.text else (0, 0)
        return Fault(self.shown, line, column, key_text(path), value_text(value), unit, what, remedy)


def shown_path(file: Path) -> str:
    """A path as messages write it: from the current folder when it is below it."""
    absolute, here = file.absolute(), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(absolute)


def key_text(path: KeyPath) -> str:
    """A key path as TOML writes it: `levers.training.coverage`, `rules[0]`."""
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
        else:
            bare = part and BARE_KEY.issuperset(part)
            written += ("." if written else "") + (part if bare else f'"{part}"')
    return written


def value_text(value: object) -> str:
    """A value as TOML writes it, cut when it is long; empty for None."""
    written = _toml(value)
    return written if len(written) <= LONGEST_VALUE else written[: LONGEST_VALUE - 1] + "…"


def _toml(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"'
        case float():
            return number_text(value) if isfinite(value) else str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case list() | tuple():
            return "[" + ", ".join(_toml(item) for item in value) + "]"
        case dict():
            return "{" + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + "}"
    return str(value)


def suggestion(name: str, known: Iterable[str], catalogue: str = "") -> Message:
    """What to do about an unknown name: the nearest known one, or all if they are few, or where they are listed."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6) or [
        full for full in names if full.rpartition(".")[2] == name.rpartition(".")[2]
    ]
    if near:
        return say("did_you_mean", name=near[0])
    if catalogue and len(names) > MOST_NAMES:
        return say("list_shows", what=catalogue)
    return say("known", names=names)


def range_remedy(low: float | None, high: float | None) -> Message | None:
    """From where to where a value may lie."""
    if low is None:
        return None
    return say("set_from", low=low) if high is None else say("set_from_to", low=low, high=high)


def number_fault(value: object, low: float, high: float, whole: bool = False) -> Message | None:
    """What is wrong with a value that must be a number within bounds; None when nothing is."""
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        return say("wrong_type", kind=say("whole_number" if whole else "number"))
    assert isinstance(value, int | float)
    if isinstance(value, float) and not isfinite(value):
        return say("not_finite")
    if value < low:
        return say("below_lowest", low=low)
    return say("above_highest", high=high) if value > high else None


def check_table[M: BaseModel](model: type[M], layer: Layer, prefix: KeyPath = ()) -> tuple[M | None, list[Fault]]:
    """Read a layer's table, or the table at a key of it, as a model: the model or None, and every fault."""
    table: Any = layer.table
    for key in prefix:
        table = table[key]
    try:
        return model.model_validate(as_tuples(table)), []
    except ValidationError as error:
        faults: dict[KeyPath, Fault] = {}
        for found in error.errors(include_url=False):
            path: KeyPath = (*prefix, *found["loc"])
            faults.setdefault(path, _fault(model, layer, path, len(prefix), dict(found)))
        return None, list(faults.values())


def as_tuples(value: Any) -> Any:
    """Lists as tuples, all the way down: what is read is frozen."""
    if isinstance(value, list | tuple):
        return tuple(as_tuples(item) for item in value)
    return {key: as_tuples(item) for key, item in value.items()} if isinstance(value, dict) else value


def _fault(model: type[BaseModel], layer: Layer, path: KeyPath, n_prefix: int, found: dict[str, Any]) -> Fault:
    kind, details, value = found["type"], found.get("ctx", {}), found["input"]
    loc = path[n_prefix:]
    around, declared = _declared(model, loc)
    unit = next((extra["unit"] for field in declared if isinstance(extra := field.json_schema_extra, dict)), "")
    low, high = _bound(declared, "ge", "gt"), _bound(declared, "le", "lt")
    if kind == "extra_forbidden":
        return layer.fault(path, say("unknown_key"), suggestion(str(loc[-1]), around.model_fields))
    if kind == "missing":
        return layer.fault(path, say("missing"), range_remedy(low, high) or say("add_it"))
    if kind in KIND_OF_ERROR:
        remedy = (
            say("quote_text") if "text" in KIND_OF_ERROR[kind] or isinstance(value, str) else range_remedy(low, high)
        )
        return layer.fault(path, say("wrong_type", kind=say(KIND_OF_ERROR[kind])), remedy, value, unit)
    if kind in ("greater_than_equal", "greater_than"):
        return layer.fault(path, say("below_lowest", low=low), range_remedy(low, high), value, unit)
    if kind in ("less_than_equal", "less_than"):
        return layer.fault(path, say("above_highest", high=high), range_remedy(low, high), value, unit)
    if kind == "finite_number":
        return layer.fault(path, say("not_finite"), range_remedy(low, high), value, unit)
    if kind == "literal_error":
        allowed = tuple(part.strip("' ") for part in details["expected"].replace(" or ", ",").split(","))
        return layer.fault(path, say("not_one_of"), say("set_one_of", names=allowed), value)
    if kind in ("too_short", "too_long"):
        what = "too_few" if kind == "too_short" else "too_many"
        return layer.fault(path, say(what, count=details.get("min_length", details.get("max_length"))))
    if kind in FAULTS:  # raised by one of our own validators as a PydanticCustomError
        remedy = details.get("remedy")
        path = (*path, *details.get("at", ()))
        return layer.fault(
            path, say(kind, **{key: details[key] for key in details if key not in ("remedy", "at")}), remedy
        )
    return layer.fault(path, say("not_valid", reason=found["msg"]), None, value, unit)


def _declared(model: type[BaseModel], loc: KeyPath) -> tuple[type[BaseModel], list[FieldInfo]]:
    """The table a key stands in, and what is declared about the key's value."""
    around, annotation, declared = model, model, []  # type: type[BaseModel], Any, list[FieldInfo]
    for key in loc:
        annotation, _ = _bare(annotation)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            around = annotation
            field = around.model_fields.get(str(key))
            if field is None:
                return around, []
            annotation, declared = field.annotation, [field]
        else:
            inside = [part for part in get_args(annotation) if part is not Ellipsis]
            annotation, declared = (inside[0] if inside else Any), []
        declared += _bare(annotation)[1]
    return around, declared


def _bare(annotation: Any) -> tuple[Any, list[FieldInfo]]:
    """An annotation without `| None` and `Annotated`, and the fields that `Annotated` carried."""
    declared: list[FieldInfo] = []
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *extras = get_args(annotation)
            declared += [extra for extra in extras if isinstance(extra, FieldInfo)]
        elif type(None) in get_args(annotation):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation, declared


def _bound(declared: list[FieldInfo], *names: str) -> float | None:
    for field in declared:
        for extra in field.metadata:
            for name in names:
                if hasattr(extra, name):
                    return float(getattr(extra, name))
    return None
