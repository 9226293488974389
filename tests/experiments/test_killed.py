"""Kill -9 of the runner and of workers at random moments, again and again: the rows are those of an undisturbed run.

Each round is a runner of its own process on the same folder, killed after a random time: while it makes the folder, reads what is
there, runs, or writes. When it is through, the rows must be bit for bit those of a run that nobody disturbed. Runners are forked
from a process that has loaded everything, since loading takes longer than the runs. `RESETTLE_KILLS` says how many kills.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

import experiments
from experiments.batch import resume, run_experiment
from experiments.store import holds_experiment
from tests.experiments.asked import bits, small

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("RESETTLE_KILLS", "50"))
POINTS = 60
LONGEST_LIFE = 0.8
RUNNERS = """
import os, sys
from experiments.batch import run_experiment
from experiments.runner import simulate
from tests.experiments.asked import small
simulate(small().at(0, 0), 1, small().outcomes)
for line in sys.stdin:
    folder, points = line.rstrip().split("\\t")
    child = os.fork()
    if child == 0:
        asked = small(design={"method": "random", "n": int(points)}, dummy=True)
        store = run_experiment(asked, folder, jobs=2, seconds_a_shard=0.02)
        os._exit(0 if store.status == "done" else 1)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""
ONE_RUNNER = """
import sys
from experiments.batch import run_experiment
from tests.experiments.asked import small
if __name__ == "__main__":
    asked = small(design={"method": "random", "n": int(sys.argv[2])}, dummy=True)
    run_experiment(asked, sys.argv[1], jobs=2, engine="processes", seconds_a_shard=0.02)
"""


def begin(script: Path, text: str, *words: str) -> subprocess.Popen[str]:
    script.write_text(text, encoding="utf-8")
    return subprocess.Popen([sys.executable, str(script), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                            env=os.environ | {"PYTHONPATH": str(ROOT)})  # fmt: skip


def life(runners: subprocess.Popen[str], folder: Path, points: int, seconds: float) -> int:
    """Let a runner live for some seconds at most; gives the signal that ended it, 0 if it was through."""
    assert runners.stdin is not None
    assert runners.stdout is not None
    runners.stdin.write(f"{folder}\t{points}\n")
    runners.stdin.flush()
    child = int(runners.stdout.readline())
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)  # one that is through has not been waited for before this line is read, or is gone
    return os.WTERMSIG(int(runners.stdout.readline()))


@pytest.mark.slow
def test_a_runner_that_is_killed_at_random_moments_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    chance, kills, points, folder = random.Random(7), 0, POINTS, tmp_path / "killed"
    runners, n_before = begin(tmp_path / "runners.py", RUNNERS), 0
    while kills < KILLS:
        try:
            ended_by = life(runners, folder, points, chance.uniform(0, LONGEST_LIFE))
        except ProcessLookupError:
            assert runners.stdout is not None
            ended_by = os.WTERMSIG(int(runners.stdout.readline()))
        kills += ended_by == signal.SIGKILL
        assert ended_by in (0, signal.SIGKILL)
        if holds_experiment(folder):
            stored = experiments.open(folder)
            assert not stored.damaged
            assert stored.n_failed == 0
            assert stored.n_done >= n_before
            n_before = stored.n_done
            if stored.n_done > 0.9 * stored.state.size:
                # Nearly through: more points give the next one something to do.
                points = stored.experiment.n + POINTS
    runners.kill()
    runners.wait()
    asked = small(design={"method": "random", "n": points}, dummy=True)
    store = run_experiment(asked, folder, jobs=2)
    assert bits(store) == bits(run_experiment(asked, tmp_path / "undisturbed", jobs=2))
    print(f"\n{kills} kills, {points} design points, {len(store.shards)} shards, {store.n_done} runs, the same bit for bit")


def n_stored(folder: Path) -> int:
    return len(list((folder / "runs").glob("*.parquet"))) if folder.exists() else 0


@pytest.mark.slow
def test_worker_processes_that_are_killed_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    chance, folder, killed = random.Random(3), tmp_path / "killed", 0
    asked = {"design": {"method": "random", "n": 400}, "dummy": True}
    process = begin(tmp_path / "runner.py", ONE_RUNNER, str(folder), "400")
    while process.poll() is None and killed < 3:
        before = n_stored(folder)
        while process.poll() is None and n_stored(folder) == before:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.3))
        # Not the helper that multiprocessing keeps beside its workers.
        workers = [child for child in psutil.Process(process.pid).children() if "spawn_main" in " ".join(child.cmdline())]
        if workers:
            chance.choice(workers).kill()
            killed += 1
    process.wait()
    assert killed > 0
    store = resume(folder, jobs=2)
    assert bits(store) == bits(run_experiment(small(**asked), tmp_path / "undisturbed", jobs=2))
    assert len(store.failures()) == 0
    print(f"\n{killed} workers killed, runner ended with {process.returncode}, {store.n_done} runs, the same bit for bit")
