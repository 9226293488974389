"""Reading TOML strictly: text to values, and from a dotted key back to its line and column when something is wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from model.errors import BadInput, Fault

Path_ = tuple[str | int, ...]


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """The values of a file and its text. A fault of reading or of syntax is told alone, with its place."""
    name = str(path)
    if path.is_dir():
        raise BadInput([Fault("is_directory", name)])
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BadInput([Fault("missing_file", name)]) from None
    except UnicodeDecodeError:
        raise BadInput([Fault("not_utf8", name)]) from None
    except OSError as error:
        raise BadInput([Fault("unreadable", name, values={"why": error.strerror or str(error)})]) from None
    values = parse_toml(text, name)
    if not values:
        raise BadInput([Fault("empty_file", name)])
    return values, text


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Values of a text; a syntax fault or a duplicate key is an error with its place."""
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        why = re.sub(r"\s*\(at .*\)$", "", str(error))
        line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        if not line and (found := re.search(r"at line (\d+), column (\d+)", str(error))):
            line, column = int(found[1]), int(found[2])
        if not line and "end of document" in str(error):
            line = text.count("\n") + 1
        kind = "duplicate" if "overwrite" in why or "twice" in why or "mutate" in why else "syntax"
        raise BadInput([Fault(kind, name, line, column, values={"why": why})]) from None
    except RecursionError:
        raise BadInput([Fault("syntax", name, values={"why": "nested too deeply"})]) from None
    except ValueError as error:  # a number of thousands of digits, which Python refuses to read
        raise BadInput([Fault("syntax", name, values={"why": str(error).partition(":")[0]})]) from None


def positions(text: str) -> dict[Path_, tuple[int, int]]:
    """Line and column, counted from 1, of every key of a valid TOML text, by its path."""
    import tree_sitter
    import tree_sitter_toml

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
    found: dict[Path_, tuple[int, int]] = {}
    counts: dict[Path_, int] = {}
    for node in parser.parse(text.encode()).root_node.children:
        if node.type == "pair":
            _note_pair(node, (), found)
        elif node.type in ("table", "table_array_element"):
            path = _key_path(node.named_children[0])
            if node.type == "table_array_element":
                counts[path] = counts.get(path, -1) + 1
                path = (*path, counts[path])
            _note(path, node.named_children[0], found)
            for pair in node.named_children[1:]:
                if pair.type == "pair":
                    _note_pair(pair, path, found)
    lines = text.encode().split(b"\n")  # the parser counts bytes, people count characters
    return {path: (line, len(lines[line - 1][: column - 1].decode()) + 1) for path, (line, column) in found.items()}


def _note(path: Path_, node: Any, found: dict[Path_, tuple[int, int]]) -> None:
    row, column = node.start_point
    for length in range(1, len(path) + 1):
        found.setdefault(path[:length], (row + 1, column + 1))


def _note_pair(pair: Any, above: Path_, found: dict[Path_, tuple[int, int]]) -> None:
    key, value = pair.named_children[0], pair.named_children[-1]
    path = (*above, *_key_path(key))
    _note(path, key, found)
    if value.type == "inline_table":
        for inner in value.named_children:
            if inner.type == "pair":
                _note_pair(inner, path, found)
    elif value.type == "array":
        entries = [entry for entry in value.named_children if entry.type != "comment"]
        for number, entry in enumerate(entries):
            found.setdefault((*path, number), (entry.start_point[0] + 1, entry.start_point[1] + 1))


def _key_path(node: Any) -> Path_:
    if node.type == "dotted_key":
        return tuple(part for child in node.named_children for part in _key_path(child))
    text = node.text.decode()
    if node.type == "quoted_key":
        text = str(tomllib.loads(f"value = {text}")["value"])
    return (text,)


def place(path: Path_, where: dict[Path_, tuple[int, int]]) -> tuple[int, int]:
    """Line and column of a path, or of the nearest key above it that is written."""
    for length in range(len(path), 0, -1):
        if path[:length] in where:
            return where[path[:length]]
    return (0, 0)
