"""Kill -9 of the runner and of workers at random moments, again and again: the rows are those of an undisturbed run.

Each round starts the real runner as a process of its own on the same folder and kills it (or one of its worker processes) after
a random time. When it is through, the rows must be bit for bit those of a run that nobody disturbed. `RESETTLE_KILLS` says how
many kills there are at least.
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
from tests.experiments.asked import bits, small

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("RESETTLE_KILLS", "50"))
POINTS = 60
RUNNER = """
import sys
from experiments.batch import run_experiment
from tests.experiments.asked import small
if __name__ == "__main__":
    asked = small(design={"method": "random", "n": int(sys.argv[2])}, dummy=True)
    store = run_experiment(asked, sys.argv[1], jobs=2, engine=sys.argv[3], seconds_a_shard=0.02)
    sys.exit(0 if store.status == "done" else 1)
"""


def start(folder: Path, points: int, engine: str) -> subprocess.Popen[bytes]:
    script = folder.parent / "runner.py"
    script.write_text(RUNNER, encoding="utf-8")
    return subprocess.Popen([sys.executable, str(script), str(folder), str(points), engine],
                            env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE)  # fmt: skip


def n_stored(folder: Path) -> int:
    return len(list((folder / "runs").glob("*.parquet"))) if folder.exists() else 0


def kill_at_random(process: subprocess.Popen[bytes], folder: Path, chance: random.Random) -> bool:
    """Wait until it has begun to store something, and a random time longer; then kill. False if it was through before."""
    before = n_stored(folder)
    while process.poll() is None and n_stored(folder) == before:
        time.sleep(0.005)
    time.sleep(chance.uniform(0, 0.15))
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


@pytest.mark.slow
def test_a_runner_that_is_killed_at_random_moments_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    chance, kills, points, folder = random.Random(7), 0, POINTS, tmp_path / "killed"
    while kills < KILLS:
        process = start(folder, points, "threads")
        if kill_at_random(process, folder, chance):
            kills += 1
        else:
            assert process.returncode == 0, process.stderr.read().decode() if process.stderr else ""
            # Through before it could be killed: more points give the next one something to do.
            points += POINTS
        stored = experiments.open(folder)
        assert not stored.damaged
    store = run_experiment(small(design={"method": "random", "n": points}, dummy=True), folder, jobs=2)
    undisturbed = run_experiment(small(design={"method": "random", "n": points}, dummy=True), tmp_path / "undisturbed", jobs=2)
    assert bits(store) == bits(undisturbed)
    print(f"\n{kills} kills, {points} design points, {len(store.shards)} shards, {store.n_done} runs, the same bit for bit")


@pytest.mark.slow
def test_worker_processes_that_are_killed_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    chance, folder, killed = random.Random(3), tmp_path / "killed", 0
    asked = {"design": {"method": "random", "n": 400}, "dummy": True}
    process = start(folder, 400, "processes")
    while process.poll() is None and killed < 6:
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
