"""What a worker does: a chunk of runs, one after another, each of which comes back as numbers or as a failure.

Everything that crosses to the worker and back is plain values, so that a chunk may go to a thread, a process or another
machine. What is the same for all runs of an experiment is taken apart once and kept by its key.
"""

from __future__ import annotations

import hashlib
import json
import platform
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.inputs import at_point, site_at
from experiments.runner import simulate
from model.declare import Array
from model.errors import BadInput, Fault, ProcessFailed
from model.kernel import code_digest
from model.scenario import Scenario

if TYPE_CHECKING:
    from experiments.experiment import Experiment
    from experiments.province_sites import ProvinceSite

Series = tuple[tuple[str, str], ...]
DESKS_KEPT = 4


class Asked(NamedTuple):
    """One run: the scenario and the design point by number, the replication, its seed, the values of the inputs."""

    scenario: int
    point: int
    replication: int
    seed: int
    values: tuple[float, ...]


class Ran(NamedTuple):
    """One run that came out. run: its identity. values: float64[months × series], or None for a failure, which has its stage
    (a process, a lever, `recording`, `building`, `worker`), month and traceback."""

    scenario: int
    point: int
    replication: int
    seed: int
    run: str
    seconds: float
    values: Array | None
    stage: str = ""
    month: int = 0
    traceback: str = ""


class Chunk(NamedTuple):
    """The runs of a chunk that came out, and the (group, outcome) pairs of their numbers (none if all failed)."""

    series: Series
    ran: list[Ran]


@dataclass(frozen=True)
class Brief:
    """What all runs of an experiment share. scenarios: resolved. recorded: what a site records; kept: of that, the outcomes
    that are stored (all when empty). model: which model must run it. key: a digest of all this."""

    key: str
    scenarios: tuple[dict[str, Any], ...]
    names: tuple[str, ...]
    recorded: str | tuple[str, ...]
    kept: tuple[str, ...]
    model: str


class _Desk(NamedTuple):
    scenarios: tuple[Scenario, ...]
    fixed: tuple[bytes, ...]


def model_identity() -> str:
    """What decides the numbers besides the inputs: the model's code and data, numpy, numba, the architecture."""
    return "/".join((code_digest(), version("numpy"), version("numba"), platform.machine()))


def brief_of(experiment: Experiment) -> Brief:
    """What workers have to know of an experiment."""
    scenarios = tuple(scenario.resolved() for scenario in experiment.scenarios)
    kept = experiment.outcomes if experiment.record == "outcomes" else ()
    parts = [scenarios, experiment.names, experiment.recorded, kept, model_identity()]
    key = hashlib.blake2b(json.dumps(parts, sort_keys=True).encode(), digest_size=8).hexdigest()
    return Brief(key, scenarios, experiment.names, experiment.recorded, kept, model_identity())


_desks: dict[str, _Desk] = {}


def _desk(brief: Brief) -> _Desk:
    desk = _desks.get(brief.key)
    if desk is None:
        if model_identity() != brief.model:
            told = {"found": model_identity(), "asked": brief.model}
            raise BadInput([Fault("other_model_at_worker", platform.node(), values=told)])
        scenarios = tuple(Scenario.from_resolved(of) for of in brief.scenarios)
        desk = _Desk(scenarios, tuple(_fixed(of, brief) for of in brief.scenarios))
        while len(_desks) >= DESKS_KEPT:
            _desks.pop(next(iter(_desks)), None)
        _desks[brief.key] = desk
    return desk


MOVED = ("levers", "budget", "parameters")
NAMES_ONLY = ("name", "label", "description", "seed")


def _fixed(resolved: Mapping[str, Any], brief: Brief) -> bytes:
    """What of a run's inputs no design point moves, and what it records."""
    inputs = {key: value for key, value in resolved.items() if key not in (*MOVED, *NAMES_ONLY)}
    inputs["rules"] = [rule["digest"] for rule in resolved["rules"]]
    return json.dumps([inputs, brief.model, brief.recorded, brief.kept], sort_keys=True, ensure_ascii=False).encode()


def run_identity(fixed: bytes, scenario: Scenario, seed: int, site: ProvinceSite | None = None) -> str:
    """What a run is: the digest of its resolved inputs, seed, model and of what is recorded; 16 hex digits. site: the one that
    its design point put into the scenario, if it did."""
    levers = {
        name: (sorted(of.values.items()), of.start_month, of.ramp_months, of.end_month)
        for name, of in sorted(scenario.levers.items())
    }
    budget = scenario.budget
    money = (budget.per_resident_year, budget.growth_percent_a_year, budget.priority)
    moved = [levers, money, sorted(scenario.parameters.items()), seed, *([] if site is None else [site])]
    return hashlib.blake2b(fixed + repr(moved).encode(), digest_size=8).hexdigest()


def run_chunk(brief: Brief, asked: Sequence[Asked]) -> Chunk:
    """Run them all. Raises BadInput when this worker has another model; whatever a run raises is that run's failure."""
    desk, ran = _desk(brief), []
    series: Series = ()
    for one in asked:
        started = time.perf_counter()
        run = ""
        try:
            scenario = at_point(desk.scenarios[one.scenario], brief.names, one.values)
            run = run_identity(desk.fixed[one.scenario], scenario, one.seed, site_at(brief.names, one.values))
            found, recorded = _recording(brief)(scenario, one.seed, brief.recorded)
            series, places = _kept(found, brief.kept)
            values = np.ascontiguousarray(recorded if places is None else recorded[:, places]).ravel()
        except Exception as error:
            stage, month = (error.stage, error.month) if isinstance(error, ProcessFailed) else ("building", 0)
            seconds = time.perf_counter() - started
            ran.append(Ran(*one[:4], run, seconds, None, stage, month, traceback.format_exc()))
            continue
        ran.append(Ran(*one[:4], run, time.perf_counter() - started, values))
    return Chunk(series, ran)


def _recording(brief: Brief) -> Callable[[Scenario, int, Any], tuple[Series, Array]]:
    """How a run is done: with what its outcomes are over, where sites are to be added up."""
    if brief.recorded != "sites":
        return simulate
    from experiments.province import simulate_site

    return simulate_site


@lru_cache(maxsize=16)
def _kept(series: Series, kept: tuple[str, ...]) -> tuple[Series, Array | None]:
    """The pairs that are stored and where they stand among those recorded; None for all."""
    if not kept:
        return series, None
    # In the order that was asked for, for all and then by group, whatever order the site records in.
    rank = {name: number for number, name in enumerate(kept)}
    found = [k for k, (_, outcome) in enumerate(series) if outcome in rank]
    places = sorted(found, key=lambda k: (series[k][0] != "all", rank[series[k][1]], k))
    if places == list(range(len(series))):
        return series, None
    return tuple(series[k] for k in places), np.array(places)
