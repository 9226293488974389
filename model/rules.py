"""What a scenario's `rules` bring: a file that replaces a process or adds a lever. A notebook may replace by a function too."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from model import registry
from model.declare import Lever, Process
from model.errors import RuleError
from model.kernel import file_digest
from model.words import UNITS


def load_rules(files: Sequence[Path]) -> dict[str, Process]:
    """The processes that rule files declare, by the name of the process each replaces; levers they declare are taken in.

    A rule file looks like a file of `model/processes/`, or the `__init__.py` of a folder there, or a file of `model/levers/`: it
    ends in `PROCESS = Process(...)` under the name it replaces, or in `LEVER = Lever(...)` under a name of its own.
    """
    found: dict[str, Process] = {}
    for file in files:
        of = declared_in(file)
        if isinstance(of, Process):
            found[of.name] = of
        elif registry.LEVERS.get(of.name) is not of:
            registry.add_lever(of)
    return found


def declared_in(file: Path) -> Process | Lever:
    """What a rule file declares; a file is run once for each content it has. Raises RuleError."""
    name = f"resettle_rule_{file_digest(file)}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, file)
        if spec is None or spec.loader is None:
            raise RuleError(f"{file} is not a Python file")
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except Exception as error:
            del sys.modules[name]
            raise RuleError(f"{file} does not run ({type(error).__name__}: {error})") from error
    found = [getattr(sys.modules[name], declared, None) for declared in ("PROCESS", "LEVER")]
    if isinstance(found[0], Process) and found[1] is None:
        return found[0]
    if isinstance(found[1], Lever) and found[0] is None:
        _refuse_bad_lever(found[1])
        return found[1]
    raise RuleError(f"{file} does not end in PROCESS = Process(...) or LEVER = Lever(...)")


def _refuse_bad_lever(lever: Lever) -> None:
    """A lever from outside keeps what the tests ask of those of the package: known units, and values within their ranges."""
    known = {of.name: of for of in lever.parameters}
    wrong = [f"{of.name}: there is no unit {of.unit!r}" for of in lever.parameters if of.unit not in UNITS]
    wrong += [f"{name}: no parameter of this name" for name in (*lever.full, *lever.terms) if name not in known]
    wrong += [f"{of.name}: its default lies outside its range" for of in lever.parameters if not of.low <= of.default <= of.high]
    wrong += [f"{name}: its full value lies outside its range" for name, value in lever.full.items()
              if name in known and not known[name].low <= value <= known[name].high]  # fmt: skip
    if wrong:
        raise RuleError(f"lever {lever.name}: {'; '.join(wrong)}")


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
