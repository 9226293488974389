"""Threads, processes and Dask give the same numbers, whatever dies on the way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from experiments.batch import run_experiment
from experiments.executors import ENGINES
from model.errors import BadInput
from tests.experiments.asked import bits, small

ROOT = Path(__file__).parents[2]
SECONDS_TO_COME = 180
QUICK = {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "10s", "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s"}


def start(*words: str) -> subprocess.Popen[bytes]:
    environment = os.environ | QUICK | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-m", *words], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Cluster:
    """A real scheduler and two real workers, talking TCP over loopback."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        port = self.address.rpartition(":")[2]
        self.scheduler = start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        self.workers = [
            start("distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
                  "--local-directory", str(folder), "--memory-limit", "0")
            for _ in range(2)
        ]  # fmt: skip
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _wait(self) -> None:
        from distributed import Client

        with Client(self.address, timeout=SECONDS_TO_COME) as client:
            client.wait_for_workers(2, timeout=SECONDS_TO_COME)

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    made = Cluster(tmp_path / "dask")
    yield made
    made.stop()


@pytest.mark.slow
def test_threads_processes_and_dask_give_the_same_rows_bit_for_bit(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    found = {
        engine: bits(run_experiment(small(dummy=True), tmp_path / engine, jobs=2, engine=engine)) for engine in ENGINES
    }  # fmt: skip
    assert found["threads"] == found["processes"] == found["dask"]


def test_the_number_of_workers_does_not_matter(tmp_path: Path) -> None:
    one, three = (bits(run_experiment(small(), tmp_path / str(jobs), jobs=jobs)) for jobs in (1, 3))
    assert one == three


@pytest.mark.slow
def test_a_cluster_of_two_workers_of_which_one_is_killed_loses_nothing(cluster: Cluster, tmp_path: Path) -> None:
    asked = small(design={"method": "random", "n": 60}, months=12)

    def kill_one(done: int, failed: int, n: int) -> None:
        if done > 20 and cluster.workers[0].poll() is None:
            os.kill(cluster.workers[0].pid, signal.SIGKILL)
            cluster.workers[0].wait()

    store = run_experiment(asked, tmp_path / "a", progress=kill_one, scheduler=cluster.address, engine="dask")
    assert cluster.workers[0].poll() is not None
    assert (store.status, store.n_done) == ("done", 120)
    assert bits(store) == bits(run_experiment(asked, tmp_path / "b", jobs=2))


@pytest.mark.slow
def test_a_scheduler_that_dies_is_told_what_is_stored_is_kept_and_can_be_gone_on_with(cluster: Cluster, tmp_path: Path) -> None:
    asked = small(design={"method": "random", "n": 100}, months=12)

    def kill(done: int, failed: int, n: int) -> None:
        if done > 20 and cluster.scheduler.poll() is None:
            cluster.scheduler.kill()
            cluster.scheduler.wait()

    began = time.monotonic()
    with pytest.raises(BadInput) as told:
        run_experiment(asked, tmp_path / "a", progress=kill, scheduler=cluster.address, engine="dask", seconds_a_shard=0)
    assert time.monotonic() - began < 120
    assert told.value.faults[0].kind == "cluster_lost"
    store = run_experiment(asked, tmp_path / "a", jobs=2)
    assert bits(store) == bits(run_experiment(asked, tmp_path / "b", jobs=2))


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: Any) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("experiments.cluster.SECONDS_TO_ANSWER", 1)
    with pytest.raises(BadInput) as told:
        run_experiment(small(), tmp_path / "a", scheduler="tcp://127.0.0.1:9", engine="dask")
    assert told.value.faults[0].kind == "no_scheduler"
