"""Carrying an experiment out: what is missing is run in chunks, what comes out is stored, whatever happens in between.

Chunks hold as many runs as take about a second, so that handing them over costs little beside them; shards are written every
few seconds. A chunk whose worker dies is taken apart, and only the run that kills its worker on its own is given up.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from experiments.chunks import Asked, Chunk, Ran, brief_of, model_identity, run_chunk
from experiments.executors import ClusterLost, Engine, Workers
from experiments.experiment import Experiment
from experiments.interrupts import uninterrupted
from experiments.lock import Lock
from experiments.store import FAILED, MISSING, Store, create, holds_experiment, open_store
from model.errors import BadInput, Fault
from model.kernel import file_digest

Progress = Callable[[int, int, int], None]
SECONDS_A_CHUNK, MOST_A_CHUNK = 1.0, 500
SECONDS_A_SHARD, MOST_A_SHARD = 5.0, 5000


def no_progress(done: int, failed: int, asked: int) -> None:
    """Says nothing."""


def run_experiment(
    experiment: Experiment,
    folder: str | Path,
    jobs: int = 1,
    engine: Engine = "threads",
    progress: Progress = no_progress,
    scheduler: str | None = None,
    seconds_a_shard: float = SECONDS_A_SHARD,
) -> Store:
    """Run what is not stored in the folder yet, and give the store.

    jobs: runs at a time (with `dask`: workers of a cluster on this machine, unless a scheduler is named). progress(done,
    failed, asked) is called as runs come out, those stored before counted in. Stopped by Ctrl-C, what has finished is stored
    and `store.status` is "stopped". Raises BadInput when the folder holds another experiment or another model's runs, when
    another runner is at work in it, when there is no room left, or when the cluster is gone.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with Lock(folder):
        if not holds_experiment(folder):
            store = create(folder, experiment)
        else:
            store = open_store(folder)
            refuse_other_experiment(store, experiment)
            refuse_other_model(store)
            if experiment.n > store.experiment.n or experiment.replications > store.experiment.replications:
                store.extend(_grown(store.experiment, experiment.n, experiment.replications))
        return _carry_out(store, jobs, engine, progress, scheduler, seconds_a_shard, again=False)


def resume(
    folder: str | Path,
    jobs: int = 1,
    engine: Engine = "threads",
    progress: Progress = no_progress,
    scheduler: str | None = None,
    seconds_a_shard: float = SECONDS_A_SHARD,
    failed_again: bool = False,
    as_begun: bool = False,
    more_replications: int = 0,
    more_points: int = 0,
) -> Store:
    """Go on with the experiment in a folder; with `more_…`, make it larger first.

    failed_again: run failures again too; runs whose worker died are always tried again. as_begun: go on although files it
    was read from have changed since, with what they said then. Raises BadInput as `run_experiment` does.
    """
    folder = Path(folder)
    if not holds_experiment(folder):
        raise BadInput([Fault("no_experiment", str(folder))])
    with Lock(folder):
        store = open_store(folder)
        refuse_other_model(store)
        if not as_begun:
            _refuse_changed_files(store)
        if more_replications or more_points:
            store.extend(store.experiment.extended(more_replications, more_points))
        return _carry_out(store, jobs, engine, progress, scheduler, seconds_a_shard, failed_again)


def refuse_other_experiment(store: Store, experiment: Experiment) -> None:
    """Raise BadInput, saying what differs, unless the store's experiment is this one, of whatever size."""
    if store.manifest["digest"] != experiment.digest():
        mine, its = experiment.identity(), store.experiment.identity()
        what = [key for key in mine if mine[key] != its.get(key)]
        raise BadInput([Fault("other_experiment", str(store.folder), values={"which": ", ".join(what)})])
    n_of_both = min(len(store.experiment.values), len(experiment.values))
    if not np.array_equal(store.experiment.values[:n_of_both], experiment.values[:n_of_both]):
        raise BadInput([Fault("other_experiment", str(store.folder), values={"which": "design.file, design.n"})])


def _grown(stored: Experiment, n: int, replications: int) -> Experiment:
    return stored.extended(max(replications - stored.replications, 0), max(n - stored.n, 0))


def refuse_other_model(store: Store) -> None:
    if store.manifest["model"] != model_identity():
        pairs = zip(("model", "numpy", "numba", "machine"), store.manifest["model"].split("/"), model_identity().split("/"),
                    strict=True)  # fmt: skip
        what = ", ".join(f"{name} {was} → {now}" for name, was, now in pairs if was != now)
        raise BadInput([Fault("other_model", str(store.folder), values={"which": what})])


def _refuse_changed_files(store: Store) -> None:
    """Files that are gone do not matter, since the manifest says everything; those that say something else now do."""
    faults = [
        Fault("changed_since", file)
        for file, digest in store.experiment.files
        if Path(file).is_file() and file_digest(Path(file)) != digest
    ]
    for scenario in store.manifest["experiment"]["scenarios"]:
        for rule in scenario["rules"]:
            path = Path(rule["file"])
            if not path.is_file():
                faults.append(Fault("missing_file", str(path)))
            elif file_digest(path) != rule["digest"]:
                faults.append(Fault("changed_since", str(path)))
    if faults:
        raise BadInput(faults)


class Task(NamedTuple):
    """A chunk of runs."""

    runs: tuple[Asked, ...]


class _Died(NamedTuple):
    """A chunk that did not come back."""

    error: BaseException


class _Queue:
    """Chunks of what is missing, in the order of the design; chunks that come back in parts go first."""

    def __init__(self, store: Store, failed_again: bool) -> None:
        self._experiment = store.experiment
        again = (store.state == FAILED) & (_worker_died(store) | failed_again)
        self._missing = np.argwhere((store.state == MISSING) | again)
        self.twins = _twins(self._experiment, self._missing)
        self._is_twin = np.array([tuple(one) in self.twins.copies for one in self._missing.tolist()], bool)
        self._left = self._missing[~self._is_twin] if self._missing.size else self._missing
        self._next = 0
        self._back: deque[Task] = deque()
        self.seconds_a_run = 0.0

    @property
    def n_missing(self) -> int:
        """Runs that were missing at the start."""
        return len(self._missing)

    def __iter__(self) -> _Queue:
        return self

    def __next__(self) -> Task:
        """The next chunk. An iterator that has come to its end may have more later, when a chunk comes back."""
        if self._back:
            return self._back.popleft()
        if self._next >= len(self._left):
            raise StopIteration
        n = 1 if self.seconds_a_run == 0 else max(1, min(MOST_A_CHUNK, round(SECONDS_A_CHUNK / self.seconds_a_run)))
        rows = self._left[self._next : self._next + n]
        self._next += len(rows)
        return Task(tuple(self._asked(*row) for row in rows.tolist()))

    def _asked(self, scenario: int, point: int, replication: int) -> Asked:
        values = tuple(self._experiment.values[point].tolist())
        return Asked(scenario, point, replication, self._experiment.seed_of(point, replication), values)

    def take_apart(self, task: Task) -> None:
        """Give the runs of a chunk out again, one by one."""
        self._back.extend(Task((one,)) for one in task.runs)

    def learn(self, ran: list[Ran]) -> None:
        """How long runs take, the latest counting most."""
        if ran:
            mean = max(sum(of.seconds for of in ran) / len(ran), 1e-6)
            # The first runs of a worker are slow while it loads; what is quicker than thought is believed sooner.
            weight = 0.8 if mean < self.seconds_a_run else 0.3
            self.seconds_a_run = mean if self.seconds_a_run == 0 else (1 - weight) * self.seconds_a_run + weight * mean


class _Twins(NamedTuple):
    """Runs that are the same: of the first of them, the copies; and all copies."""

    of: dict[tuple[int, int, int], list[tuple[int, int, int]]]
    copies: frozenset[tuple[int, int, int]]


def _twins(experiment: Experiment, missing: np.ndarray) -> _Twins:
    """Design points with the same value of every input (seeds included, by the dummy) are run once."""
    if not missing.size:
        return _Twins({}, frozenset())
    _, first, number = np.unique(experiment.values, axis=0, return_index=True, return_inverse=True)
    same_as = first[number.ravel()]
    if (same_as == np.arange(len(same_as))).all():
        return _Twins({}, frozenset())
    of: dict[tuple[int, int, int], list[tuple[int, int, int]]] = {}
    for scenario, point, replication in missing.tolist():
        of.setdefault((scenario, int(same_as[point]), replication), []).append((scenario, point, replication))
    groups = [found for found in of.values() if len(found) > 1]
    return _Twins({found[0]: found[1:] for found in groups}, frozenset(one for found in groups for one in found[1:]))


def _worker_died(store: Store) -> np.ndarray:
    """Failures that were the worker's and not the run's."""
    died = np.zeros(store.state.shape, bool)
    if (store.state == FAILED).any():
        names = [scenario.name for scenario in store.experiment.scenarios]
        failures = store.failures()
        failures = failures[failures["stage"] == "worker"]
        for scenario, point, replication in failures[["scenario", "design_point", "replication"]].itertuples(index=False):
            died[names.index(scenario), point, replication] = True
    return died


def _carry_out(
    store: Store, jobs: int, engine: Engine, progress: Progress, scheduler: str | None, seconds_a_shard: float, again: bool
) -> Store:
    """Run all that is missing, under the lock."""
    moved = store.put_aside_damaged()
    queue, brief = _Queue(store, again), brief_of(store.experiment)
    if queue.n_missing == 0:
        return store
    said = {"engine": engine, "jobs": jobs, "missing": queue.n_missing, "put_aside": [file.name for file in moved]}
    store.begin_session(**said)
    desk = _Desk(store, queue, progress, seconds_a_shard)
    status = ""
    try:
        workers: Workers[Task, Chunk | _Died] = Workers(
            engine, jobs, run_chunk,
            arguments=lambda task: (brief, task.runs), give_up=lambda task, error: _Died(error), scheduler=scheduler,
        )  # fmt: skip
        try:
            for task, outcome in workers.outcomes(queue):
                with uninterrupted():
                    desk.enter(task, outcome)
        except KeyboardInterrupt:
            status = "stopped"
            with uninterrupted(is_forgotten=True):
                for task, outcome in workers.stop():
                    desk.enter(task, outcome)
        except BaseException:
            list(workers.stop())
            with suppress(BadInput, OSError):
                desk.flush()
            raise
    except ClusterLost:
        desk.flush()
        store.end_session(status="cluster lost")
        raise BadInput([Fault("cluster_lost", scheduler or "", values={"folder": str(store.folder)})]) from None
    with uninterrupted(is_forgotten=True):
        desk.flush()
        store.end_session(status=status or store.status)
    return store


class _Desk:
    """Takes what comes out, copies it to twins, stores it in time, and says how far things are."""

    def __init__(self, store: Store, queue: _Queue, progress: Progress, seconds_a_shard: float) -> None:
        self._store, self._queue, self._progress = store, queue, progress
        self._seconds_a_shard, self._stored_at = seconds_a_shard, time.monotonic()
        self._settled: set[tuple[int, int, int]] = set()
        self._n_before = int(store.state.size) - queue.n_missing
        self._n_failed = self._n_before - (store.n_done if self._n_before else 0)

    def enter(self, task: Task, outcome: Chunk | _Died) -> None:
        """One chunk. What comes a second time is left aside."""
        if isinstance(outcome, _Died):
            if isinstance(outcome.error, BadInput):
                raise outcome.error
            if len(task.runs) > 1:
                self._queue.take_apart(task)
                return
            why = f"{type(outcome.error).__name__}: {outcome.error}"
            outcome = Chunk((), [Ran(*task.runs[0][:4], "", 0.0, None, "worker", 0, why)])
        self._queue.learn(outcome.ran)
        ran = [of for of in self._with_twins(outcome.ran) if of[:3] not in self._settled]
        if not ran:
            return
        self._settled.update(of[:3] for of in ran)
        self._n_failed += sum(of.values is None for of in ran)
        self._store.add(outcome.series, ran)
        if time.monotonic() - self._stored_at >= self._seconds_a_shard or self._store.n_waiting >= MOST_A_SHARD:
            self.flush()
        n_total = int(self._store.state.size)
        self._progress(self._n_before + len(self._settled), self._n_failed, n_total)

    def _with_twins(self, ran: list[Ran]) -> Iterator[Ran]:
        for of in ran:
            yield of
            for scenario, point, replication in self._queue.twins.of.get(of[:3], ()):
                yield of._replace(scenario=scenario, point=point, replication=replication)

    def flush(self) -> None:
        """Store what has come out."""
        self._store.flush()
        self._stored_at = time.monotonic()
