"""Experiments that come with the package: each a file that answers one question."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from model.errors import BadInput, Fault
from model.scenario_check import near


def shipped() -> dict[str, Path]:
    """The experiments by name."""
    return {path.stem: path for path in sorted(Path(str(files("experiments.questions"))).glob("*.toml"))}


def find(name: str) -> Path:
    """The file that a name or a path means. Raises BadInput for a name that is not known."""
    if name.endswith(".toml") or "/" in name or "\\" in name:
        return Path(name)
    known = shipped()
    if name not in known:
        raise BadInput([Fault("unknown_name", key=name, values={"what": "experiment", "near": near(name, known)})])
    return known[name]
