"""Replacing a process: by a file named in a scenario's `rules`, or by a plain function over agents in a notebook."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from model.declare import Process
from model.errors import RuleError
from model.kernel import file_digest


def load_rules(files: Sequence[Path]) -> dict[str, Process]:
    """The processes that rule files declare, by the name of the process each replaces.

    A rule file looks like a file of `model/processes/`: it ends in `PROCESS = Process(...)` under the name it replaces.
    """
    found: dict[str, Process] = {}
    for file in files:
        name = f"resettle_rule_{file_digest(file)}"
        if name not in sys.modules:
            spec = importlib.util.spec_from_file_location(name, file)
            if spec is None or spec.loader is None:
                raise RuleError(f"{file} is not a Python file")
            module = sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
        process = getattr(sys.modules[name], "PROCESS", None)
        if not isinstance(process, Process):
            raise RuleError(f"{file} does not end in PROCESS = Process(...)")
        found[process.name] = process
    return found


def replace_processes(processes: Mapping[str, Process], rules: Mapping[str, Any], site: Any) -> dict[str, Process]:
    """The processes of a site in their order, some of them replaced. A rule for a process that there is not is an error."""
    for name in rules:
        if name not in processes:
            raise RuleError(f"there is no process {name!r} to replace; there are {', '.join(processes)}")
    return {
        name: as_process(name, rules[name], process, site) if name in rules else process for name, process in processes.items()
    }


def as_process(name: str, rule: Process | Callable[[Any], None], original: Process, site: Any) -> Process:
    """A replacement as a process that keeps the original's columns and quantities, which others rely on.

    rule: a `Process` that declares the same columns, or a function called with the site once a month.
    """
    if not isinstance(rule, Process):
        return replace(original, step=lambda now: _act(rule, site, name), sentence=f"Replaced by {rule.__name__}.")
    missing = {(column.table, column.name) for column in original.columns} - {
        (column.table, column.name) for column in rule.columns
    }
    if rule.name != name or missing:
        lacking = ", ".join(sorted(f"{table}.{column}" for table, column in missing)) or "nothing"
        raise RuleError(f"a rule for {name} must carry its name (has {rule.name}) and declare its columns (lacks {lacking})")
    return rule


def _act(rule: Callable[[Any], None], site: Any, name: str) -> None:
    """Call a function over agents; while it runs it may set the columns of the process it stands for."""
    site.state.replaced_owner = name
    try:
        rule(site)
    finally:
        site.state.replaced_owner = None
