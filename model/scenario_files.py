"""Finding and reading scenario files: names and paths, parents, options of the command line.

Every source of settings becomes a `Layer`; the layers of a scenario stand in the order in which they apply.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from model.errors import BadInput, Fault
from model.messages import Message, say
from model.strict import Layer, key_text, shown_path, suggestion, value_text
from model.toml_positions import KeyPath, places

# What tomllib says, and what is wrong in our words; it carries the place in brackets at the end.
SYNTAX = (
    ("Expected '=' after a key", "no_equals", say("quote_text")),
    ("Invalid value", "no_value", say("quote_text")),
    ("Expected newline or end of document after a statement", "one_a_line", say("one_setting_a_line")),
    ("Unterminated string", "open_string", say("close_it", mark='"')),
    ("Expected \"'", "open_string", say("close_it", mark="'")),
    ("Illegal character '\\n'", "open_string", say("close_it", mark='"')),
    ("Found invalid character '\\n'", "open_string", say("close_it", mark="'")),
    ("Unescaped", "bad_escape", say("see_toml")),
    ("Expected ']' at the end of a table declaration", "open_header", say("close_it", mark="]")),
    ("Expected ']]' at the end of an array declaration", "open_header", say("close_it", mark="]]")),
    ("Unclosed array", "open_list", say("close_it", mark="]")),
    ("Unclosed inline table", "open_table", say("close_it", mark="}")),
    ("Invalid statement", "no_key", say("see_toml")),
    ("Invalid initial character for a key part", "no_key", say("see_toml")),
    ("Invalid date or datetime", "bad_date", say("see_toml")),
    ("Found invalid character", "bad_character", say("see_toml")),
    ("Illegal character", "bad_character", say("see_toml")),
)
SET_TWICE = ("Cannot overwrite a value", "Cannot declare", "Cannot mutate immutable", "Duplicate inline table key")
PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
BARE_WORD = re.compile(r"[^\W\d][\w./+-]*|\d{4}-\d\d")
NOT_BY_OPTION = ("name", "label", "description", "extends")


def shipped(folder: str) -> dict[str, Path]:
    """The files that come with the package, by stem: `""` for scenarios, `"sites"` for site profiles."""
    root = Path(str(resources.files("scenarios"))) / folder
    return {file.stem: file for file in sorted(root.glob("*.toml"))}


def is_path(name: str) -> bool:
    """Whether a text names a file rather than something that comes with the package."""
    return name.endswith(".toml") or "/" in name or "\\" in name


def find_file(name: str | Path, folder: Path, kind: str) -> Path | tuple[Message, Message | None]:
    """The file of a name or path; or what is wrong with it and the remedy. kind: `scenario` or `site`."""
    if isinstance(name, str) and not is_path(name):
        known = shipped("" if kind == "scenario" else "sites")
        return known.get(name) or (say(f"unknown_{kind}"), suggestion(name, known))
    file = folder / Path(name).expanduser()
    if file.is_dir():
        return say("is_folder"), say("name_a_file")
    return file if file.exists() else (say("no_file"), say("check_path"))


def read_layer(file: Path) -> Layer:
    """A TOML file; a file that cannot be read at all is BadInput with that one fault."""
    shown = shown_path(file)
    try:
        content = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise BadInput(
            [Fault(shown, 0, 0, "", "", "", say("unreadable", reason=reason), say("check_rights"))]
        ) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lines = content[: error.start].split(b"\n")
        column = len(lines[-1].decode("utf-8", "replace")) + 1
        raise BadInput([Fault(shown, len(lines), column, "", "", "", say("not_utf8"), say("save_as_utf8"))]) from None
    table = _parse(text, shown)
    if not table:
        raise BadInput([Fault(shown, 1, 1, "", "", "", say("empty_file"), say("write_something"))])
    return Layer(shown, table, file.absolute().parent, text, file.absolute())


def _parse(text: str, shown: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        fault = Fault(shown, 1, 1, "", "", "", say("too_deep"), say("see_toml"))
    except ValueError as error:
        fault = _syntax_fault(text, shown, str(error))
    raise BadInput([fault])


def _syntax_fault(text: str, shown: str, said: str) -> Fault:
    """A syntax fault, from tomllib's words and the place at their end."""
    place = PLACE.search(said)
    lines = text.split("\n")
    line, column = len(lines), len(lines[-1]) + 1
    if place is None:
        line, column = 1, 1
    elif place[1]:
        line, column = int(place[1]), int(place[2])
    if said.startswith(SET_TWICE):
        if (twice := places(text).set_twice) is not None:
            path, (line, column), (first, _) = twice
            return Fault(shown, line, column, key_text(path), "", "", say("set_twice", line=first), say("keep_one"))
        return Fault(shown, line, column, "", "", "", say("set_twice_somewhere"), say("keep_one"))
    for beginning, name, remedy in SYNTAX:
        if said.startswith(beginning):
            return Fault(shown, line, column, "", "", "", say(name), remedy)
    return Fault(shown, line, column, "", "", "", say("not_toml"), say("see_toml"))


def parents(layer: Layer) -> list[tuple[KeyPath, str]]:
    """What a layer extends: key path and name or path; what is not a text is left to the check of types."""
    extends = layer.table.get("extends", [])
    if isinstance(extends, str):
        return [(("extends",), extends)]
    if not isinstance(extends, list):
        return []
    return [(("extends", index), name) for index, name in enumerate(extends) if isinstance(name, str)]


class Family:
    """A scenario's files: each parent before its children, and each file once however often it is reached.

    tops: the files that were asked for, in order.
    """

    def __init__(self) -> None:
        self.layers: dict[Path, Layer] = {}
        self.tops: list[Layer] = []
        self.faults: list[Fault] = []
        self._open: list[Path] = []

    def add_top(self, name: str | Path) -> None:
        """A scenario that was asked for by name or path, with its parents."""
        found = find_file(name, Path.cwd(), "scenario")
        if isinstance(found, Path):
            self.tops.append(self._add(found))
        else:
            self.faults.append(Fault(str(name) or '""', 0, 0, "", "", "", *found))

    def _add(self, file: Path) -> Layer:
        file = file.resolve()
        if file in self.layers:
            return self.layers[file]
        layer = read_layer(file)
        self._open.append(file)
        for path, name in parents(layer):
            found = find_file(name, layer.folder, "scenario")
            if not isinstance(found, Path):
                self.faults.append(layer.fault(path, *found, name))
            elif (parent := found.resolve()) in self._open:
                circle = [*self._open[self._open.index(parent) :], parent]
                chain = " → ".join(member.stem for member in circle)
                self.faults.append(layer.fault(path, say("circle", chain=chain), say("cut_circle"), name))
            else:
                self._add(parent)
        self._open.pop()
        self.layers[file] = layer
        return layer


def read_family(name_or_path: str | Path) -> Family:
    """The files of a scenario. `a+b` asks for several, of which the later win."""
    family = Family()
    if isinstance(name_or_path, Path) or (is_path(name_or_path) and Path(name_or_path).exists()):
        family.add_top(name_or_path)
    else:
        for name in name_or_path.split("+"):
            family.add_top(name)
    return family


def option_layers(site: str | Path | None, settings: Sequence[str]) -> list[Layer]:
    """What the options `--site` and `--set` say, each a layer of its own; the later win.

    A setting is KEY=VALUE with a TOML value; a single word may stand without its quotes.
    """
    layers = [] if site is None else [Layer("--site", {"site": str(site)}, Path.cwd())]
    faults = []
    for setting in settings:
        table = _read_setting(setting)
        if table is None:
            bad = Fault("--set", 0, 0, "", "", "", say("bad_setting"), say("write_setting"))
            faults.append(Fault(bad.file, 0, 0, value_text(setting), "", "", bad.what, bad.remedy))
        elif (first := next(iter(table))) in NOT_BY_OPTION:
            faults.append(Fault("--set", 0, 0, first, "", "", say("not_an_option"), say("write_in_file")))
        else:
            layers.append(Layer("--set", table, Path.cwd()))
    if faults:
        raise BadInput(faults)
    return layers


def _read_setting(setting: str) -> dict[str, object] | None:
    key, equals, value = (part.strip() for part in setting.partition("="))
    if not equals or "\n" in setting:
        return None
    for written in (value, f'"{value}"') if BARE_WORD.fullmatch(value) else (value,):
        try:
            table = tomllib.loads(f"{key} = {written}")
        except (ValueError, RecursionError):
            continue
        if len(table) == 1:
            return table
    return None
