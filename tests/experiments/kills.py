"""Runners and their workers that are killed with signal 9 at random moments, and a line for every kill.

`python -m tests.experiments.kills [KILLS]` does both, and prints the log and whether the rows are those of undisturbed runs.

Runners are forked from a process that has loaded everything, since loading takes longer than the runs; so are most workers, by
the fork server of multiprocessing, and the others start clean as they do for users. Nothing else of the engine is otherwise.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import psutil

import experiments
from experiments.batch import run_experiment
from experiments.store import Store, holds_experiment
from tests.experiments.asked import bits, small

ROOT = Path(__file__).parents[2]
SECONDS_TO_COME = 300  # workers, on a machine that has to compile the model first
IN_VAIN = 4  # lives in a row that store nothing
RUNNERS = """
import os, sys
from experiments import batch
from experiments.runner import simulate
from tests.experiments.asked import small
simulate(small().at(0, 0), 1, small().outcomes)
# Short, so that kills come between chunks too, not in them alone.
batch.SECONDS_A_CHUNK = 0.1
for line in sys.stdin:
    folder, points = line.rstrip().split("\\t")
    child = os.fork()
    if child == 0:
        asked = small(design={"method": "random", "n": int(points)}, dummy=True)
        store = batch.run_experiment(asked, folder, jobs=2, seconds_a_shard=0.02)
        os._exit(0 if store.status == "done" else 1)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""
LOADED = """
from experiments.runner import simulate
from tests.experiments.asked import small
simulate(small().at(0, 0), 1, small().outcomes)
"""
ONE_RUNNER = """
import multiprocessing, sys
from experiments import batch, executors
from tests.experiments.asked import small
if __name__ == "__main__":
    folder, points, start = sys.argv[1:]
    if start == "forkserver":
        context = multiprocessing.get_context(start)
        context.set_forkserver_preload(["tests_loaded"])
        executors.get_context = lambda _: context
    batch.SECONDS_A_CHUNK = 0.1
    asked = small(design={"method": "random", "n": int(points)}, dummy=True)
    batch.run_experiment(asked, folder, jobs=2, engine="processes", seconds_a_shard=0.1)
"""


class Kill(NamedTuple):
    """One kill. at: seconds since the first runner began. before: runs that were stored when it came (of a runner: when that
    began); after: when the next one came, or all was done. given_up: runs that had a worker to themselves and lost it, so far;
    they are tried again by the next runner."""

    at: float
    role: str
    pid: int
    before: int
    after: int
    given_up: int

    def __str__(self) -> str:
        told = f"{self.at:8.2f} s  {self.role:20s} {self.pid:8d}  runs stored before {self.before:5d}, after {self.after:5d}"
        return told + (f", {self.given_up} given up" if self.given_up else "")


class Log:
    """Kills as they come; each is told when it is known what was stored after it. Nothing stored may be damaged or go."""

    def __init__(self, folder: Path) -> None:
        self.kills: list[Kill] = []
        self.store: Store | None = None  # as last seen
        self._folder, self._began = folder, time.monotonic()
        self._open: tuple[float, str, int, int] | None = None

    def settle(self) -> int:
        """Look at what is stored; gives how many runs."""
        n_done = n_failed = 0
        if holds_experiment(self._folder):
            self.store = experiments.open(self._folder)
            assert not self.store.damaged, self.store.damaged
            n_done, n_failed = self.store.n_done, self.store.n_failed
        if self._open is not None:
            kill = Kill(*self._open, n_done, n_failed)
            self._open = None
            self.kills.append(kill)
            print(kill, flush=True)
            assert kill.after >= kill.before, kill
        return n_done

    def killed(self, role: str, pid: int, before: int) -> None:
        """Note a kill that has just been done."""
        assert self._open is None
        self._open = (time.monotonic() - self._began, role, pid, before)

    @property
    def n(self) -> int:
        """Kills so far."""
        return len(self.kills) + (self._open is not None)


def begin(folder: Path, text: str, *words: str) -> subprocess.Popen[str]:
    """A script in a process of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "runner.py"
    script.write_text(text, encoding="utf-8")
    (folder / "tests_loaded.py").write_text(LOADED, encoding="utf-8")
    where = os.pathsep.join([str(ROOT), str(folder)])
    return subprocess.Popen([sys.executable, str(script), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                            env=os.environ | {"PYTHONPATH": where})  # fmt: skip


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Ends the process and what it has started, whatever happens."""
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _line(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def kill_runners(folder: Path, n_kills: int, seed: int = 7, points: int = 60, longest_life: float = 0.8) -> tuple[Log, int]:
    """A runner on the folder, killed after a random time: while it makes the folder, reads what is there, runs, or writes; and
    the next, until there have been so many kills. Lives grow longer where a busy machine lets none come to its first run.
    Gives the log and the number of design points that were asked for last."""
    chance, more, n_in_vain = random.Random(seed), points, 0
    with ended(begin(folder.parent / "scripts", RUNNERS)) as runners:
        assert runners.stdin is not None
        log, before = Log(folder), 0
        while log.n < n_kills:
            runners.stdin.write(f"{folder}\t{points}\n")
            runners.stdin.flush()
            child = _line(runners)
            time.sleep(chance.uniform(0, longest_life))
            with suppress(ProcessLookupError):  # it is through
                os.kill(child, signal.SIGKILL)
            status = _line(runners)
            assert status == 0 or os.WTERMSIG(status) == signal.SIGKILL
            if status:
                log.killed("runner", child, before)
            n_done = log.settle()
            assert n_done >= before
            n_in_vain = 0 if n_done > before else n_in_vain + 1
            if n_in_vain == IN_VAIN:
                longest_life, n_in_vain = 1.5 * longest_life, 0
            before = n_done
            if log.store is not None:
                assert log.store.n_failed == 0
                if n_done > 0.9 * log.store.state.size:
                    # Nearly through: more points give the next one something to do.
                    points = log.store.experiment.n + more
    return log, points


def _workers(runner: subprocess.Popen[str]) -> list[psutil.Process]:
    """Workers of a runner; not the helpers that multiprocessing keeps beside them."""
    try:
        helpers = {child: " ".join(child.cmdline()) for child in psutil.Process(runner.pid).children()}
        forked = [worker for child, words in helpers.items() if "forkserver" in words for worker in child.children()]
        return forked + [child for child, words in helpers.items() if "spawn_main" in words]
    except psutil.NoSuchProcess:
        return []


def _new_workers(runner: subprocess.Popen[str], gone: set[int]) -> list[psutil.Process]:
    """Wait for workers that are none of those; none when the runner is through."""
    until = time.monotonic() + SECONDS_TO_COME
    while runner.poll() is None:
        found = [worker for worker in _workers(runner) if worker.pid not in gone]
        if found:
            return found
        assert time.monotonic() < until, "no workers come"
        time.sleep(0.005)
    return []


def kill_workers(folder: Path, log: Log, n_kills: int, start: str, longest_life: float, points: int, seed: int) -> int:
    """A runner with two worker processes, of which one is killed after a random time, and one of those that come in their
    place, until the log has so many kills; where the runner is through before, another with more points goes on.

    start: how workers start, `spawn` or `forkserver`. Every runner must come to its end by itself, whatever happens to its
    workers. Gives the number of design points that were asked for last.
    """
    chance = random.Random(seed)
    asked = 0 if log.store is None else log.store.experiment.n
    while log.n < n_kills:
        asked += points
        with ended(begin(folder.parent / "scripts", ONE_RUNNER, str(folder), str(asked), start)) as runner:
            gone: set[int] = set()
            while log.n < n_kills and _new_workers(runner, gone):
                time.sleep(chance.uniform(0, longest_life))
                before = log.settle()
                of_pool = [worker for worker in _workers(runner) if worker.pid not in gone]
                if not of_pool:
                    continue
                victim = chance.choice(of_pool)
                with suppress(psutil.NoSuchProcess):
                    victim.kill()
                    log.killed(f"worker ({start})", victim.pid, before)
                    gone |= {worker.pid for worker in of_pool}
            assert runner.wait(SECONDS_TO_COME) == 0
        log.settle()
    return asked


def same_as_undisturbed(folder: Path, points: int) -> Store:
    """Go on to the end where the killed ones left off; the rows must be bit for bit those of a run that nobody disturbed."""
    asked: dict[str, Any] = {"design": {"method": "random", "n": points}, "dummy": True}
    store = run_experiment(small(**asked), folder, jobs=2)
    assert (store.status, len(store.failures())) == ("done", 0)
    assert bits(store) == bits(run_experiment(small(**asked), folder.parent / "undisturbed", jobs=2))
    return store


def kills_of_runners(folder: Path, n_kills: int) -> str:
    """So many kills of runners; gives what came of them."""
    log, points = kill_runners(folder / "killed", n_kills)
    store = same_as_undisturbed(folder / "killed", points)
    return (
        f"{log.n} kills of runners, {points} design points, {len(store.shards)} shards, {store.n_done} runs, the same bit for bit"
    )


def kills_of_workers(folder: Path, n_kills: int) -> str:
    """So many kills of workers, the first few of workers that start clean; gives what came of them."""
    log = Log(folder / "killed")
    kill_workers(folder / "killed", log, -(-n_kills // 20), "spawn", longest_life=4, points=30, seed=3)
    points = kill_workers(folder / "killed", log, n_kills, "forkserver", longest_life=0.4, points=360, seed=4)
    n_given_up = max(kill.given_up for kill in log.kills)
    store = same_as_undisturbed(folder / "killed", points)
    return (f"{log.n} kills of workers, {points} design points, {len(store.shards)} shards, {store.n_done} runs of which up to "
            f"{n_given_up} at a time were given up and tried again, the same bit for bit")  # fmt: skip


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        for kills in (kills_of_runners, kills_of_workers):
            print(kills(Path(made) / kills.__name__, int(sys.argv[1]) if len(sys.argv) > 1 else 50), flush=True)
