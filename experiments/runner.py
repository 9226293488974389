"""Running scenarios, replication by replication, on threads or processes, into a record.

Replication k of seed s has the same seed under every scenario, so that scenarios are compared pair by pair. A run that
raises becomes a failure with its stage and traceback, and the others go on. The numbers do not depend on the engine, the
number of workers or the order in which runs finish.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any, Literal

from model import chance
from model.declare import Array
from model.errors import ProcessFailed
from model.record import RecordWriter
from model.scenario import Scenario

Engine = Literal["threads", "processes"]


@dataclass(frozen=True)
class Failure:
    """A run that raised: where, and the traceback as text."""

    scenario: str
    replication: int
    stage: str
    month: int
    traceback: str


@dataclass
class Runs:
    """What came out. values[scenario][replication]: float64[months, series]; status: done, failed or stopped."""

    scenarios: tuple[Scenario, ...]
    seeds: tuple[int, ...]
    series: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    values: dict[str, dict[int, Array]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    status: str = "done"


def simulate(scenario: Scenario, seed: int, record: str | tuple[str, ...]) -> tuple[tuple[tuple[str, str], ...], Array]:
    """One run: the recorded series and their numbers."""
    from model.site import ResettlementSite

    site = ResettlementSite(scenario, rng=seed, record=record)
    site.run()
    return site.series, site.values


def _try(
    resolved: dict[str, Any], replication: int, seed: int, record: str | tuple[str, ...]
) -> tuple[tuple[tuple[str, str], ...], Array] | Failure:
    """A run, or what went wrong in it. Takes and gives plain values, so that it can cross processes."""
    scenario = Scenario.from_resolved(resolved)
    try:
        return simulate(scenario, seed, record)
    except Exception as error:
        stage, month = (error.stage, error.month) if isinstance(error, ProcessFailed) else ("building", 0)
        return Failure(scenario.name, replication, stage, month, traceback.format_exc())


def _executor(engine: Engine, jobs: int) -> Executor:
    if engine == "threads":
        return ThreadPoolExecutor(jobs)
    # Forking a process that has compiled kernels and threads is not safe; a spawned one starts clean.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def run(
    scenarios: Sequence[Scenario],
    replications: int,
    seed: int,
    jobs: int = 1,
    engine: Engine = "threads",
    record: str | tuple[str, ...] = "groups",
    writer: RecordWriter | None = None,
    progress: Callable[[int, int, int], None] = lambda done, failed, asked: None,
) -> Runs:
    """Run every scenario `replications` times.

    progress(done, failed, asked) is called after each run. writer: a record that takes the runs in the order of scenarios
    and replications. Stopped by Ctrl-C, what is finished is kept and the status is `stopped`.
    """
    seeds = tuple(chance.replication_seed(seed, replication) for replication in range(replications))
    runs = Runs(tuple(scenarios), seeds, values={scenario.name: {} for scenario in scenarios})
    asked = [(scenario, replication) for scenario in scenarios for replication in range(replications)]
    waiting = iter(asked)
    finished: dict[tuple[str, int], Any] = {}
    executor = _executor(engine, jobs)
    try:
        futures = {
            executor.submit(_try, scenario.resolved(), replication, seeds[replication], record): (scenario, replication)
            for scenario, replication in asked
        }
        for done, (key, outcome) in enumerate(_as_they_come(futures), start=1):
            finished[key] = outcome
            _keep(runs, key, outcome)
            waiting = _write_in_order(waiting, finished, runs, writer)
            progress(done, len(runs.failures), len(asked))
    except KeyboardInterrupt:
        runs.status = "stopped"
        executor.shutdown(wait=False, cancel_futures=True)
        for scenario, replication in asked:
            _write(scenario, replication, finished.pop((scenario.name, replication), None), runs, writer)
    else:
        executor.shutdown()
        runs.status = "failed" if runs.failures else "done"
    return runs


def _as_they_come(futures: dict[Future[Any], tuple[Scenario, int]]) -> Iterator[tuple[tuple[str, int], Any]]:
    for future in as_completed(futures):
        scenario, replication = futures.pop(future)
        yield (scenario.name, replication), future.result()


def _keep(runs: Runs, key: tuple[str, int], outcome: Any) -> None:
    name, replication = key
    if isinstance(outcome, Failure):
        runs.failures.append(outcome)
    else:
        runs.series[name], runs.values[name][replication] = outcome


def _write_in_order(
    waiting: Iterator[tuple[Scenario, int]],
    finished: dict[tuple[str, int], Any],
    runs: Runs,
    writer: RecordWriter | None,
) -> Iterator[tuple[Scenario, int]]:
    """Write the runs whose turn it is; returns the runs still to be written."""
    left = list(waiting)
    while left and (left[0][0].name, left[0][1]) in finished:
        scenario, replication = left.pop(0)
        _write(scenario, replication, finished.pop((scenario.name, replication)), runs, writer)
    return iter(left)


def _write(scenario: Scenario, replication: int, outcome: Any, runs: Runs, writer: RecordWriter | None) -> None:
    if writer is None or outcome is None:
        return
    writer.manifest["seeds"][str(replication)] = runs.seeds[replication]
    if isinstance(outcome, Failure):
        writer.manifest["failures"].append(vars(outcome))
    else:
        writer.add(scenario, replication, *outcome)
