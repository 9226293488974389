"""A Dask cluster as workers: for when one machine is outgrown.

The workers must have this package; each run is one thread's work. A cluster on this machine listens on the loopback alone. A
scheduler elsewhere should be reached by TLS (`tls://…`, with certificates in Dask's configuration), since whoever reaches it can
run anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from typing import Any

from experiments.executors import ClusterLost
from model.errors import BadInput, Fault

SECONDS_TO_ANSWER = 30
# A client that is closed, or whose connection breaks, says so in several ways.
LOST = (OSError, RuntimeError, CancelledError)


class Cluster(Executor):
    """Tasks on a cluster, as `concurrent.futures` has them. A task whose worker dies is tried again elsewhere by the
    scheduler, three times; after that its future has an error. Futures are cancelled when the scheduler is gone."""

    def __init__(self, client: Any, local: Any) -> None:
        self._client, self._local = client, local
        # Pure tasks would be remembered by their arguments.
        self._executor = client.get_executor(pure=False)

    def submit[**P, T](self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand a task out. Raises ClusterLost when nobody is there to take it."""
        with _lost():
            return self._executor.submit(function, *args, **kwargs)

    def n_workers(self) -> int:
        """Threads of all workers there are now; one at least, so that something waits for the first to come."""
        with _lost():
            return max(sum(self._client.nthreads().values()), 1)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of the cluster; one that was started for these tasks ends."""
        with suppress(*LOST):
            self._executor.shutdown(wait=wait)
        self._client.close()
        if self._local is not None:
            self._local.close()


@contextmanager
def _lost() -> Iterator[None]:
    """What a client raises when its scheduler is gone, by the name it has here."""
    try:
        yield
    except LOST as error:
        raise ClusterLost from error


def cluster(jobs: int, scheduler: str | None) -> Cluster:
    """The cluster of a scheduler (an address, or the path of a scheduler file), or one of `jobs` workers on this machine."""
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise BadInput([Fault("no_cluster", key="--engine", value="dask")]) from None
    if scheduler is None:
        local = LocalCluster(
            n_workers=jobs, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, memory_limit=0, silence_logs="ERROR"
        )  # type: ignore[no-untyped-call]
        return Cluster(Client(local), local)  # type: ignore[no-untyped-call]
    where = {"scheduler_file": scheduler} if scheduler.endswith(".json") else {"address": scheduler}
    try:
        return Cluster(Client(**where, timeout=SECONDS_TO_ANSWER), None)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as error:
        told = {"why": str(error).splitlines()[0] if str(error) else type(error).__name__}
        raise BadInput([Fault("no_scheduler", key="--scheduler", value=scheduler, values=told)]) from None
