"""Workers: threads, processes or a Dask cluster behind one interface, of which one that dies takes no other run with it.

A process that is killed (out of memory, by hand) breaks its pool, and every run under way in it is lost. Those are tried
again in a new pool, one at a time, so that only the run that kills its worker on its own is given up.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import Any, Literal

Engine = Literal["threads", "processes", "dask"]
ENGINES: tuple[Engine, ...] = ("threads", "processes", "dask")
UNDER_WAY_PER_WORKER = 2


class ClusterLost(Exception):  # noqa: N818 - says what happened
    """The scheduler of a cluster is gone, and with it all that was under way."""


def executor(engine: Engine, jobs: int, scheduler: str | None = None) -> Executor:
    """Threads of this process, processes that start clean, or a cluster: the one of a scheduler, or one on this machine."""
    if engine == "dask":
        from experiments.cluster import cluster

        return cluster(jobs, scheduler)
    if engine == "threads":
        return ThreadPoolExecutor(jobs)
    # Forking a process that has compiled kernels and threads is not safe; a spawned one starts clean.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start_worker)


def _start_worker() -> None:
    """Ctrl-C reaches every process of a terminal: it is the parent's to answer. A parent that dies takes its workers along."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class Workers[Task, Outcome]:
    """Does tasks on threads, processes or a cluster.

    work: what is done, called with the values that `arguments` makes of a task; a plain function of plain values where
    processes do it. give_up: the outcome of a task whose worker failed, from the error.
    """

    def __init__(
        self,
        engine: Engine,
        jobs: int,
        work: Callable[..., Outcome],
        arguments: Callable[[Task], tuple[Any, ...]],
        give_up: Callable[[Task, BaseException], Outcome],
        scheduler: str | None = None,
    ) -> None:
        self._engine, self._scheduler = engine, scheduler
        self._work, self._arguments, self._give_up = work, arguments, give_up
        self._executor = executor(engine, jobs, scheduler)
        # A cluster knows best how many it has.
        self._n_workers: Callable[[], int] = getattr(self._executor, "n_workers", lambda: jobs)
        self._jobs = jobs
        self._under_way: dict[Future[Outcome], Task] = {}
        self._suspects: deque[Task] = deque()
        self._is_alone = False

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Tasks and outcomes as they come. Few tasks are under way at a time, so that memory does not grow with their number."""
        waiting = iter(tasks)
        while self._fill(waiting):
            done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
            lost = []
            for future in done:
                if future.cancelled():
                    raise ClusterLost
                task, error = self._under_way[future], future.exception()
                if isinstance(error, CancelledError):
                    raise ClusterLost
                if isinstance(error, BrokenExecutor) and not self._is_alone:
                    lost.append(task)
                else:
                    yield task, future.result() if error is None else self._give_up(task, error)
                # Only now: an interrupt that comes while an outcome is handed over must not lose it.
                del self._under_way[future]
                if isinstance(error, BrokenExecutor) and self._is_alone:
                    self._replace_executor()
            if lost:
                self._suspects.extend([*lost, *self._under_way.values()])
                self._replace_executor()
        self._executor.shutdown()

    def stop(self) -> Iterator[tuple[Task, Outcome]]:
        """Start nothing more; gives what has finished. The last outcome may come a second time. Nothing is waited for."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        for future, task in self._under_way.items():
            if future.done() and not future.cancelled() and future.exception() is None:
                yield task, future.result()

    def _fill(self, waiting: Iterator[Task]) -> bool:
        """Hand out tasks; False when none is left or under way. Suspects have the workers for themselves, one after another."""
        if self._suspects and not self._under_way:
            self._is_alone = True
            self._submit(self._suspects.popleft())
        elif not self._suspects and not (self._is_alone and self._under_way):
            self._is_alone = False
            for task in islice(waiting, max(UNDER_WAY_PER_WORKER * self._n_workers() - len(self._under_way), 0)):
                self._submit(task)
        return bool(self._under_way)

    def _submit(self, task: Task) -> None:
        try:
            future = self._executor.submit(self._work, *self._arguments(task))
        except BrokenExecutor as error:
            future = Future()
            future.set_exception(error)
        self._under_way[future] = task

    def _replace_executor(self) -> None:
        self._under_way.clear()
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = executor(self._engine, self._jobs, self._scheduler)
