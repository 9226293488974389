"""Are the stored numbers what this machine computes? Some stored runs are run again and compared bit for bit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from experiments.batch import Progress, no_progress, refuse_other_model
from experiments.chunks import Asked, Chunk, Ran, brief_of, run_chunk
from experiments.executors import Engine, Workers
from experiments.shards import read_columns
from experiments.store import DONE, Store
from model.errors import BadInput, Fault


class Verdict(NamedTuple):
    """Of the runs that were compared, which came out otherwise: (scenario's name, design point, replication, why)."""

    n_compared: int
    different: list[tuple[str, int, int, str]]


def verify(
    store: Store, sample: int, seed: int = 1, jobs: int = 1, engine: Engine = "threads", progress: Progress = no_progress
) -> Verdict:
    """Run `sample` stored runs again (all, if there are fewer), chosen by chance from `seed`, and compare.

    Raises BadInput when nothing is stored, or when the store is another model's, whose numbers may well differ.
    """
    store.refuse_damaged()
    refuse_other_model(store)
    stored = np.argwhere(store.state == DONE)
    if not len(stored):
        raise BadInput([Fault("nothing_stored", str(store.folder))])
    chosen = stored[np.sort(np.random.default_rng(seed).permutation(len(stored))[:sample])]
    before, brief, experiment = (
        _stored(store, {tuple(one) for one in chosen.tolist()}),
        brief_of(store.experiment),
        store.experiment,
    )
    tasks = [
        Asked(s, p, r, experiment.seed_of(p, r), tuple(experiment.values[p].tolist())) for s, p, r in chosen.tolist()
    ]  # fmt: skip
    workers: Workers[Asked, Chunk] = Workers(
        engine, jobs, run_chunk,
        arguments=lambda task: (brief, (task,)),
        give_up=lambda task, error: Chunk((), [Ran(*task[:4], "", 0.0, None, "worker", 0, str(error))]),
    )  # fmt: skip
    different = []
    for n, (task, outcome) in enumerate(workers.outcomes(tasks), 1):
        why = _difference(before[task[:3]], outcome.ran[0])
        if why:
            different.append((experiment.scenarios[task.scenario].name, task.point, task.replication, why))
        progress(n, len(different), len(tasks))
    return Verdict(len(tasks), sorted(different))


class _Stored(NamedTuple):
    seed: int
    run: str
    values: bytes


def _stored(store: Store, wanted: set[tuple[int, ...]]) -> dict[tuple[int, ...], _Stored]:
    found: dict[tuple[int, ...], _Stored] = {}
    for file in store.shards:
        table = read_columns(file, ["scenario", "design_point", "replication", "seed", "run", "stage", "values"])
        keys = zip(*(table.column(name).to_pylist() for name in ("scenario", "design_point", "replication")), strict=True)
        for row, key in enumerate(keys):
            if key in wanted and table.column("stage")[row].as_py() == "":
                values = np.array(table.column("values")[row].as_py(), np.float64)
                found[key] = _Stored(table.column("seed")[row].as_py(), table.column("run")[row].as_py(), values.tobytes())
    return found


def _difference(was: _Stored, now: Ran) -> str:
    """What differs, in a word; nothing if no bit does."""
    if now.values is None:
        return f"failed: {now.stage}"
    if was.seed != now.seed:
        return "seed"
    if was.run != now.run:
        return "inputs"
    return "" if was.values == now.values.tobytes() else "values"
