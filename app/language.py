"""Which language the person at the terminal reads: `--lang`, else the locale, else English."""

from __future__ import annotations

import os
import sys

LANGUAGES = ("zh", "en")


def language(arguments: list[str] | None = None) -> str:
    """`zh` or `en`, from the command line (wherever `--lang` stands) or the environment."""
    words = sys.argv[1:] if arguments is None else arguments
    for place, word in enumerate(words):
        given = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(words):
            given = words[place + 1]
        if given in LANGUAGES:
            return given
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if locale.startswith("zh") else "en"


_chosen = "en"


def choose(lang: str) -> None:
    """Set the language for this process."""
    global _chosen
    _chosen = lang


def chosen() -> str:
    """The language of this process."""
    return _chosen
