"""Where in a TOML text each key and each item of a list stands; needed only when there is a fault to point at.

`tomllib` reads values and forgets places. The text is read once more by tree-sitter's TOML grammar, which keeps them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

KeyPath = tuple[str | int, ...]  # ("levers", "training", "coverage"), ("rules", 0)
Position = tuple[int, int]  # line and column, from 1

KEYS = ("bare_key", "quoted_key", "dotted_key")


@dataclass
class Places:
    """What the walk through a text has met so far.

    of: the first place of each key path. set_twice: a key path that is set again, its second and its first place.
    """

    lines: list[bytes]
    of: dict[KeyPath, Position] = field(default_factory=dict)
    set_twice: tuple[KeyPath, Position, Position] | None = None
    closed: set[KeyPath] = field(default_factory=set)
    opened: set[KeyPath] = field(default_factory=set)
    n_items: dict[KeyPath, int] = field(default_factory=dict)

    def position(self, node: Node) -> Position:
        """Line and column in characters; tree-sitter counts bytes."""
        row, column = node.start_point
        return row + 1, len(self.lines[row][:column].decode("utf-8", "replace")) + 1

    def note(self, path: KeyPath, node: Node, sets: bool) -> None:
        """A key path stands here; sets: and is given its value or opens its table here."""
        place = self.position(node)
        if self.set_twice is None and (path in self.closed or (sets and path in self.of and path not in self.n_items)):
            self.set_twice = path, place, self.of[path]
        self.of.setdefault(path, place)

    def latest(self, path: KeyPath) -> KeyPath:
        """In an array of tables, a key speaks of its latest table."""
        return (*path, self.n_items[path] - 1) if path in self.n_items else path


def places(text: str) -> Places:
    """The places of all keys and items of a text."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    content = text.encode()
    found = Places(content.split(b"\n"))
    for node in Parser(Language(tree_sitter_toml.language())).parse(content).root_node.named_children:
        if node.type == "pair":
            _pair(found, (), node)
        elif node.type in ("table", "table_array_element"):
            _table(found, node)
    return found


def nearest_position(text: str, path: KeyPath) -> Position:
    """The place of a key path, or of the nearest table around it that is written down; else the beginning."""
    found = places(text).of
    while path and path not in found:
        path = path[:-1]
    return found.get(path, (1, 1))


def _parts(key: Node) -> list[tuple[str, Node]]:
    """The parts of a dotted key: their names and nodes."""
    if key.type == "dotted_key":
        return [part for child in key.named_children for part in _parts(child)]
    written = (key.text or b"").decode("utf-8", "replace")
    name = next(iter(tomllib.loads(f"{written} = 0"))) if key.type == "quoted_key" else written
    return [(name, key)]


def _table(found: Places, table: Node) -> None:
    key, *content = [child for child in table.named_children if child.type != "comment"]
    path: KeyPath = ()
    parts = _parts(key)
    for name, node in parts[:-1]:
        found.note((*path, name), node, sets=False)
        path = found.latest((*path, name))
    name, node = parts[-1]
    path = (*path, name)
    if table.type == "table_array_element":
        found.note(path, node, sets=path not in found.n_items)
        found.n_items[path] = found.n_items.get(path, 0) + 1
        path = found.latest(path)
        found.of[path] = found.position(node)
    else:
        # A header may come after the headers of tables inside it, but not after itself.
        found.note(path, node, sets=path in found.opened)
        found.opened.add(path)
    for pair in content:
        if pair.type == "pair":
            _pair(found, path, pair)


def _pair(found: Places, base: KeyPath, pair: Node) -> None:
    key, value = (child for child in pair.named_children if child.type != "comment")
    parts = _parts(key)
    path = base
    for name, node in parts:
        path = (*path, name)
        found.note(path, node, sets=node is parts[-1][1])
    found.closed.add(path)
    _value(found, path, value)


def _value(found: Places, path: KeyPath, value: Node) -> None:
    inside = [child for child in value.named_children if child.type != "comment"]
    if value.type == "inline_table":
        for pair in inside:
            _pair(found, path, pair)
    elif value.type == "array":
        for index, item in enumerate(inside):
            found.of[(*path, index)] = found.position(item)
            _value(found, (*path, index), item)
