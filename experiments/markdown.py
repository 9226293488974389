"""Small helps for generated pages."""

from __future__ import annotations


def say(lang: str, en: str, zh: str) -> str:
    """The text in the language asked for."""
    return zh if lang == "zh" else en


def table(head: list[str], body: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |" for line in lines)
