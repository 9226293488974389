"""Everything that is declared, by name: found in the folders, checked once, and used by every list and every check."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import ModuleType

from model import levers
from model.declare import Column, Family, Lever, Outcome, Parameter, Process, Quantity
from model.errors import ResettleError, RuleError
from model.month import PROCESSES as MONTH
from model.outcomes import spending


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    """Every module below a package, in the order of their names."""
    for found in sorted(pkgutil.walk_packages(package.__path__, package.__name__ + "."), key=lambda module: module.name):
        if not found.ispkg:
            yield importlib.import_module(found.name)


def _by_name[T: (Process, Lever, Outcome)](found: Iterator[T], kind: str) -> dict[str, T]:
    named: dict[str, T] = {}
    for thing in found:
        if thing.name in named:
            raise ResettleError(f"two {kind}s are called {thing.name!r}")
        named[thing.name] = thing
    return named


def parameters_of(owners: Mapping[str, Process] | Mapping[str, Lever]) -> dict[str, Parameter]:
    """Full name (`jobs_lost.base_hazard`) to parameter."""
    return {f"{owner}.{parameter.name}": parameter for owner, of in owners.items() for parameter in of.parameters}


PROCESSES: dict[str, Process] = {name: importlib.import_module(f"model.processes.{name}").PROCESS for name in MONTH}
LEVERS: dict[str, Lever] = _by_name((module.LEVER for module in _modules(levers) if hasattr(module, "LEVER")), "lever")
FAMILIES: tuple[Family, ...] = tuple(
    importlib.import_module(f"model.outcomes.{name}").FAMILY
    for name in ("employment", "livelihoods", "households", "services", "security", "integration", "population", "targeting")
)
OUTCOMES: dict[str, Outcome] = _by_name(
    (outcome for outcomes_of in (*(family.outcomes for family in FAMILIES), spending.OUTCOMES) for outcome in outcomes_of),
    "outcome",
)
PROCESS_PARAMETERS: dict[str, Parameter] = parameters_of(PROCESSES)
LEVER_PARAMETERS: dict[str, Parameter] = parameters_of(LEVERS)
PARAMETERS: dict[str, Parameter] = PROCESS_PARAMETERS | LEVER_PARAMETERS
SHIPPED = frozenset(LEVERS)


def add_lever(lever: Lever) -> None:
    """Take in a lever from a file outside the package (`model.rules`), after those of the package and in the order of names.

    One that was added before under its name gives way. Raises RuleError where the package has a lever or process of the name.
    """
    if lever.name in SHIPPED | set(PROCESSES):
        raise RuleError(f"the package has a lever or process called {lever.name!r}; choose another name")
    for table in (LEVER_PARAMETERS, PARAMETERS):
        for name in [name for name in table if name.partition(".")[0] == lever.name]:
            del table[name]
    LEVERS.pop(lever.name, None)
    outside = {name: LEVERS.pop(name) for name in list(LEVERS) if name not in SHIPPED} | {lever.name: lever}
    LEVERS.update(sorted(outside.items()))
    for table in (LEVER_PARAMETERS, PARAMETERS):
        table.update(parameters_of({lever.name: lever}))


def quantities_of(processes: Mapping[str, Process]) -> dict[str, Quantity]:
    """Full name (`courses.seats`) to quantity."""
    return {f"{name}.{quantity.name}": quantity for name, process in processes.items() for quantity in process.quantities}


QUANTITIES: dict[str, Quantity] = quantities_of(PROCESSES)


def columns_by_owner(processes: Mapping[str, Process]) -> dict[str, tuple[Column, ...]]:
    """The columns each process writes."""
    return {name: process.columns for name, process in processes.items()}
