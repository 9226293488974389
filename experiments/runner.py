"""Running scenarios, replication by replication, on threads or processes, into a record.

Replication k of seed s has the same seed under every scenario, so that scenarios are compared pair by pair. A run that
raises becomes a failure with its stage and traceback, and the others go on. The numbers do not depend on the engine, the
number of workers or the order in which runs finish.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from experiments.executors import Engine, Workers
from experiments.interrupts import uninterrupted
from model import chance
from model.declare import Array
from model.errors import ProcessFailed
from model.record import RecordWriter
from model.rules import load_rules
from model.scenario import Scenario
from model.snapshots import Kept

Series = tuple[tuple[str, str], ...]
Names = str | tuple[str, ...]


@dataclass(frozen=True)
class Failure:
    """A run that raised: where, and the traceback as text. stage: a process, a lever, `recording`, `building` the site, or
    `worker` when the worker itself died."""

    scenario: str
    replication: int
    stage: str
    month: int
    traceback: str


@dataclass(frozen=True)
class Done:
    """A run that finished: its series, float64[months, series], the seconds it took, and the rows it was asked to keep."""

    series: Series
    values: Array
    seconds: float
    rows: dict[str, Any] = field(default_factory=dict)


@dataclass
class Runs:
    """What came out. values[scenario][replication]: float64[months, series]; seconds: what the runs took, each by itself,
    in sum; status: done, failed or stopped."""

    scenarios: tuple[Scenario, ...]
    seeds: tuple[int, ...]
    series: dict[str, Series] = field(default_factory=dict)
    values: dict[str, dict[int, Array]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    n_done: int = 0
    seconds: float = 0.0
    status: str = "done"


def simulate(scenario: Scenario, seed: int, record: Names) -> tuple[Series, Array]:
    """One run: the recorded series and their numbers."""
    from model.site import ResettlementSite

    site = ResettlementSite(scenario, rng=seed, record=record)
    site.run()
    return site.series, site.values


def simulate_with_rows(scenario: Scenario, seed: int, record: Names, kept: Kept) -> tuple[Series, Array, dict[str, Any]]:
    """One run: as `simulate`, and the rows it was asked to keep, by table."""
    from model.site import ResettlementSite
    from model.snapshots import Snapshots

    site = ResettlementSite(scenario, rng=seed, record=record)
    snapshots = Snapshots(site.state, kept, scenario.months)
    for month in range(scenario.months):
        site.step()
        snapshots.take(month)
    return site.series, site.values, snapshots.tables()


def attempt(
    resolved: dict[str, Any], replication: int, seed: int, record: Names, kept: Kept | None = None, rules: Sequence[Path] = ()
) -> Done | Failure:
    """A run, or what went wrong in it. Takes and gives plain values, so that it can cross processes.

    rules: those of all scenarios that it is compared with, so that all book on the same lines wherever they run.
    """
    started = time.perf_counter()
    try:
        load_rules(rules)
        scenario = Scenario.from_resolved(resolved)
        rows: dict[str, Any] = {}
        if kept is None:
            series, values = simulate(scenario, seed, record)
        else:
            series, values, rows = simulate_with_rows(scenario, seed, record, kept)
    except Exception as error:
        stage, month = (error.stage, error.month) if isinstance(error, ProcessFailed) else ("building", 0)
        return Failure(resolved["name"], replication, stage, month, traceback.format_exc())
    return Done(series, values, time.perf_counter() - started, rows)


def run(
    scenarios: Sequence[Scenario],
    replications: int,
    seed: int,
    jobs: int = 1,
    engine: Engine = "threads",
    record: Names = "groups",
    writer: RecordWriter | None = None,
    progress: Callable[[int, int, int], None] = lambda done, failed, asked: None,
    keep: bool = True,
    kept: Kept | None = None,
    first: int = 0,
) -> Runs:
    """Run every scenario `replications` times: replications `first`, `first` + 1, … of the seed.

    progress(done, failed, asked) is called after each run. writer: a record that takes the runs in the order of scenarios
    and replications. keep: hold the numbers in memory too. kept: rows of households and people to write beside them.
    Stopped by Ctrl-C, what is finished is kept and the status is `stopped`.
    """
    numbers = range(first, first + replications)
    seeds = {replication: chance.replication_seed(seed, replication) for replication in numbers}
    tasks = [(place, replication) for place in range(len(scenarios)) for replication in numbers]
    resolved = [scenario.resolved() for scenario in scenarios]
    rules = list(dict.fromkeys(rule for scenario in scenarios for rule in scenario.rules))
    book = _Book(scenarios, seeds, tasks, writer, keep)
    workers: Workers[_Task, Done | Failure] = Workers(
        engine, jobs, attempt,
        arguments=lambda task: (resolved[task[0]], task[1], seeds[task[1]], record, kept, rules),
        give_up=lambda task, error: Failure(scenarios[task[0]].name, task[1], "worker", 0, f"{type(error).__name__}: {error}"),
    )  # fmt: skip
    try:
        for task, outcome in workers.outcomes(tasks):
            with uninterrupted():
                book.enter(task, outcome)
                progress(len(book.settled), len(book.runs.failures), len(tasks))
    except KeyboardInterrupt:
        book.runs.status = "stopped"
        with uninterrupted():
            for task, outcome in workers.stop():
                book.enter(task, outcome)
            book.write_the_rest()
    else:
        book.runs.status = "failed" if book.runs.failures else "done"
    return book.runs


_Task = tuple[int, int]  # place of the scenario, replication


class _Book:
    """Takes outcomes as they come and writes them in the order they were asked for."""

    def __init__(
        self, scenarios: Sequence[Scenario], seeds: dict[int, int], tasks: list[_Task], writer: RecordWriter | None, keep: bool
    ) -> None:
        self.runs = Runs(tuple(scenarios), tuple(seeds.values()), values={scenario.name: {} for scenario in scenarios})
        self.settled: set[_Task] = set()
        self._tasks, self._next = tasks, 0
        self._unwritten: dict[_Task, Done | Failure] = {}
        self._writer, self._keep, self._seeds = writer, keep, seeds

    def enter(self, task: _Task, outcome: Done | Failure) -> None:
        """Take one outcome, and write those whose turn it is. A second outcome of the same task is left aside."""
        if task in self.settled:
            return
        self.settled.add(task)
        place, replication = task
        name = self.runs.scenarios[place].name
        if isinstance(outcome, Failure):
            self.runs.failures.append(outcome)
        else:
            self.runs.n_done += 1
            self.runs.seconds += outcome.seconds
            self.runs.series[name] = outcome.series
            if self._keep:
                self.runs.values[name][replication] = outcome.values
        if self._writer is None:
            return
        self._unwritten[task] = outcome
        while self._next < len(self._tasks) and self._tasks[self._next] in self._unwritten:
            self._write(self._tasks[self._next])
            self._next += 1

    def write_the_rest(self) -> None:
        """Write what has finished although something before it has not."""
        for task in sorted(self._unwritten):
            self._write(task)

    def _write(self, task: _Task) -> None:
        assert self._writer is not None
        outcome, (place, replication) = self._unwritten.pop(task), task
        self._writer.manifest["seeds"][str(replication)] = self._seeds[replication]
        if isinstance(outcome, Failure):
            self._writer.manifest["failures"].append(asdict(outcome))
        else:
            self._writer.add(self.runs.scenarios[place], replication, outcome.series, outcome.values)
            self._writer.add_rows(self.runs.scenarios[place], replication, outcome.rows)
