"""One site beside another, month by month and process by process: where a household's rows first differ between the two.

Both sites have the same seed, so a draw of chance is the same in both, and what differs comes from the scenarios. A month is
simulated on both sites, each process leaving a copy of the household's rows behind; then the copies are compared process by
process. A process writes its own columns only, so the first copies that differ name who made the difference.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, NamedTuple

import numpy as np

from analysis.life_words import DECISIONS, HOUSEHOLD
from model import registry
from model.calendar import rows
from model.codes import NOBODY
from model.declare import Array, Process
from model.rules import load_rules
from model.scenario import Scenario
from model.site import ResettlementSite

FIRST_DAY = "first_day"
OF_EMPLOYERS = ("employer", "order_employer")  # columns that hold rows of a table whose length depends on the scenario
SHOCKED = tuple(sorted({row["on"] for row in rows("shocks")}))  # what a shock can weigh on
Key = tuple[int, str]  # member number, or HOUSEHOLD, and column
Cells = Mapping[Key, Any]
Digests = Mapping[tuple[str, str], int]


class Left(NamedTuple):
    """What a process left behind: the household's cells, digests of its own columns, and the numbers it acted on."""

    stage: str
    cells: Cells
    digests: Digests
    numbers: Mapping[str, tuple[str, float]]


class Watched:
    """A site of which one household is watched. rows: of its members, also those kept for newborns."""

    def __init__(self, scenario: Scenario, seed: int, record: str | tuple[str, ...], household: int) -> None:
        self.processes = registry.PROCESSES | load_rules(scenario.rules)
        watched = {name: self._watched(process) for name, process in self.processes.items()}
        self.household = household
        self.site = ResettlementSite(scenario, rng=seed, record=record, processes=watched)
        self.rows = np.flatnonzero(self.site.state.array("people", "household") == household)
        self.employers = self.site.state.array("employers", "chance_id")
        self.shared_employers = np.arange(self.employers.size)  # narrowed to those of both sites by `beside`
        self.left: list[Left] = []

    def _watched(self, process: Process) -> Process:
        @wraps(process.step)  # the module of the step is where the site looks for types of numbers
        def step(now: Any) -> None:
            process.step(now)
            self.left.append(self._leave(process.name, now))

        return replace(process, step=step)

    def beside(self, other: Watched) -> None:
        """Compare employers that both sites have: a lever makes room for its own, closed until it opens them."""
        _, ours, theirs = np.intersect1d(self.employers, other.employers, return_indices=True)
        self.shared_employers, other.shared_employers = ours, theirs

    def first_day(self) -> Left:
        """The rows as they stand before month 0. Employers are left aside: levers make room for theirs, which are closed."""
        digests = {key: self._digest(*key) for key in self.site.state.owner if key[0] != "employers"}
        return Left(FIRST_DAY, self.cells(), digests, {})

    def month(self) -> list[Left]:
        """Simulate a month; what each process left, in order."""
        self.left = []
        self.site.step()
        return self.left

    def cells(self) -> Cells:
        """Every column of the household's row and of its members' rows, as plain values."""
        state, found = self.site.state, {}
        for name in state.columns["households"]:
            found[HOUSEHOLD, name] = state.array("households", name)[self.household].tolist()
        for name in state.columns["people"]:
            for member, value in enumerate(self._comparable("people", name)[self.rows].tolist()):
                found[member, name] = value
        return found

    def _comparable(self, table: str, name: str) -> Array:
        """A column, with employers by the number that is the same on every site of the seed."""
        values = self.site.state.array(table, name)
        if table == "people" and name in OF_EMPLOYERS:
            return np.where(values >= 0, self.employers[values], NOBODY)
        return values

    def _digest(self, table: str, name: str) -> int:
        values = self._comparable(table, name)
        if table != "employers":
            return zlib.crc32(np.ascontiguousarray(values))
        shared = values[self.shared_employers]
        # An employer of one site only is seen when it opens.
        others = int(values.sum() - shared.sum()) if name == "is_open" else 0
        return zlib.crc32(np.ascontiguousarray(shared)) + others

    def _leave(self, stage: str, now: Any) -> Left:
        own = {key: self._digest(*key) for key, owner in self.site.state.owner.items() if owner == stage}
        numbers = {f"{stage}.{name}": ("quantity", value) for name, value in now.q._asdict().items()}
        numbers |= {f"{stage}.{name}": ("parameter", value) for name, value in now.p._asdict().items()}
        numbers |= {name: ("shock", now.shock(name)) for name in SHOCKED}
        return Left(stage, self.cells(), own, numbers)

    def bent_by(self, quantity: str) -> list[str]:
        """The levers that bend a quantity in the month just simulated."""
        return [lever for lever, _ in self.site.bends.of(quantity.partition(".")[0]).get(quantity, [])]


@dataclass
class Partings:
    """What is known so far of where two lives part.

    site: where anything on the site first differs. first: where a column of the household does. decisions: for every column
    that says how a decision fell out, where it first does. Each is a dictionary of plain values, or None.
    """

    site: dict[str, Any] | None = None
    first: dict[str, Any] | None = None
    decisions: list[dict[str, Any]] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def look(self, month: int, a: Left, b: Left, causes: Callable[[], list[dict[str, Any]]] = list) -> None:
        """Compare what a process left on the two sites. causes: what the process was told that differs."""
        if self.site is None:
            apart = sorted(".".join(key) for key, digest in a.digests.items() if digest != b.digests.get(key, digest))
            self.site = {"month": month, "stage": a.stage, "columns": apart} if apart else None
        columns = different(a.cells, b.cells)
        decided = [of for of in columns if _of(of) in DECISIONS and _of(of) not in self._seen]
        if self.first is None and columns:
            self.first = {"month": month, "stage": a.stage, "columns": columns, "causes": causes()}
        if decided:
            self.decisions.append({"month": month, "stage": a.stage, "columns": decided, "causes": causes()})
            self._seen |= {_of(of) for of in decided}

    def plain(self) -> dict[str, Any]:
        """All three by name."""
        return {"site": self.site, "first": self.first, "decisions": self.decisions}


def _of(cell: Mapping[str, Any]) -> tuple[str, str]:
    return cell["table"], cell["column"]


def different(a: Cells, b: Cells) -> list[dict[str, Any]]:
    """The cells that differ in any bit that matters, with both values; the household's own first, then its members'."""
    return [
        {"table": "households" if who == HOUSEHOLD else "people", "member": None if who == HOUSEHOLD else who,
         "column": name, "baseline": a[who, name], "scenario": b[who, name]}
        for who, name in a if (who, name) in b and not _same(a[who, name], b[who, name])
    ]  # fmt: skip


def _same(a: Any, b: Any) -> bool:
    return bool(a == b or (a != a and b != b))


def causes(a: Left, b: Left, sites: tuple[Watched, Watched]) -> list[dict[str, Any]]:
    """What a process was told that differs between the two: its rule, quantities and the levers that bend them, parameters,
    and the month's shocks."""
    found: list[dict[str, Any]] = []
    if sites[0].processes[a.stage] is not sites[1].processes[a.stage]:
        found.append({"name": a.stage, "kind": "rule", "baseline": None, "scenario": None, "levers": []})
    for name, (kind, value) in a.numbers.items():
        other = b.numbers.get(name, (kind, None))[1]  # another rule may know other numbers
        if not _same(value, other):
            levers = sorted({lever for site in sites for lever in site.bent_by(name)}) if kind == "quantity" else []
            found.append({"name": name, "kind": kind, "baseline": value, "scenario": other, "levers": levers})
    return found
