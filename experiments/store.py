"""Where an experiment's runs are kept: a folder whose files are the ledger.

manifest.json      the experiment, resolved; the model and versions that run it, commit, machine, every session
experiment.toml    the file it was read from, as it was, if it was read from one
design-N.parquet   design points: one column an input, and `unit:` columns with the place in each range, 0 to 1
runs/*.parquet     shards of runs (`experiments.shards`); what is in them is done, what is not is not
damaged/           shards that were found damaged, put aside
lock               who is at work

Nothing is ever overwritten but the manifest, which is replaced whole. Reading needs no lock.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments import frames
from experiments.chunks import Ran, Series, model_identity
from experiments.designs.design import Points
from experiments.experiment import Experiment
from experiments.shards import PART, corrupt, is_sound, read_columns, write_shard, write_whole
from model.errors import BadInput, Fault
from model.record import commit, versions

MANIFEST, RUNS, DAMAGED, ASKED = "manifest.json", "runs", "damaged", "experiment.toml"
FORMAT = 1
UNIT = "unit:"
MISSING, FAILED, DONE = 0, 1, 2


class Store(frames.Frames):
    """An experiment's folder. Made by `create` or `open_store`; `experiments.open` for notebooks.

    manifest: as written. state: int8[scenarios, points, replications] of MISSING, FAILED and DONE, as far as `load` has seen.
    """

    def __init__(self, folder: Path, manifest: dict[str, Any], experiment: Experiment) -> None:
        self.folder, self.manifest, self.experiment = folder, manifest, experiment
        self.state = np.zeros((len(experiment.scenarios), experiment.n_points, experiment.replications), np.int8)
        self.damaged: list[Path] = []
        self._shards: list[Path] = []
        self._waiting: dict[Series, list[Ran]] = {}
        self._n_written = 0
        self.load()

    @property
    def shards(self) -> list[Path]:
        """The sound shards, in the order they were written."""
        return list(self._shards)

    @property
    def status(self) -> str:
        """done, failed (all ran, and some raised), or stopped (some are missing)."""
        if (self.state == MISSING).any():
            return "stopped"
        return "failed" if (self.state == FAILED).any() else "done"

    @property
    def n_done(self) -> int:
        """Runs that are stored and did not fail."""
        return int((self.state == DONE).sum())

    @property
    def n_failed(self) -> int:
        """Runs that are stored as failures."""
        return int((self.state == FAILED).sum())

    def load(self) -> None:
        """Look at every shard: is it sound, and which runs are in it?"""
        self._shards, self.damaged = [], []
        self.state[:] = MISSING
        for file in sorted((self.folder / RUNS).glob("*.parquet")):
            if is_sound(file):
                self._shards.append(file)
                self._note(file)
            else:
                self.damaged.append(file)

    def _note(self, file: Path) -> None:
        table = read_columns(file, ["scenario", "design_point", "replication", "stage"])
        at = tuple(table.column(name).to_numpy() for name in ("scenario", "design_point", "replication"))
        found = np.where(np.array(table.column("stage").to_pylist()) == "", DONE, FAILED).astype(np.int8)
        # A run that failed once and succeeded later (a worker that was killed) is done.
        np.maximum.at(self.state, at, found)

    def put_aside_damaged(self) -> list[Path]:
        """Move damaged shards out of the way and clear away what was being written when a runner died."""
        aside = self.folder / DAMAGED
        for part in self.folder.rglob("*" + PART):
            part.unlink(missing_ok=True)
        for file in self.damaged:
            aside.mkdir(exist_ok=True)
            file.replace(aside / file.name)
        moved, self.damaged = self.damaged, []
        return moved

    def refuse_damaged(self) -> None:
        """Raise BadInput, naming the files, when a shard is damaged: an answer from the rest would not be the whole one."""
        if self.damaged:
            raise BadInput([corrupt(file) for file in self.damaged])

    def add(self, series: Series, ran: Sequence[Ran]) -> None:
        """Take runs; they are stored at the next `flush`."""
        done = [of for of in ran if of.values is not None]
        failed = [of for of in ran if of.values is None]
        for key, runs in ((series, done), ((), failed)):
            if runs:
                self._waiting.setdefault(key, []).extend(runs)

    @property
    def n_waiting(self) -> int:
        """Runs taken and not stored yet."""
        return sum(len(runs) for runs in self._waiting.values())

    def flush(self) -> None:
        """Store what is waiting, a shard for each set of series. Raises BadInput when there is no room; what is written stays."""
        for series in list(self._waiting):
            number = self.manifest["shards"] + self._n_written
            runs = sorted(self._waiting[series], key=lambda of: of[:3])
            self._shards.append(write_shard(self.folder / RUNS, f"{number:08d}", series, runs))
            del self._waiting[series]
            self._n_written += 1
            for of in runs:
                was = self.state[of[:3]]
                self.state[of[:3]] = max(was, FAILED if of.values is None else DONE)

    def begin_session(self, **said: Any) -> None:
        """Note in the manifest that a runner begins. Shards are numbered on from what has been written before."""
        numbers = [int(file.name[:8]) for file in (self.folder / RUNS).glob("*.parquet")]
        self.manifest["shards"] = max([self.manifest["shards"], *(number + 1 for number in numbers)])
        self._n_written = 0
        self.manifest["sessions"].append({"started": _now(), "versions": versions(), **commit(), **said})
        self.write_manifest()

    def end_session(self, **said: Any) -> None:
        """Note how it ended."""
        self.manifest["shards"] += self._n_written
        self._n_written = 0
        self.manifest["status"] = self.status
        self.manifest["sessions"][-1].update(finished=_now(), done=self.n_done, failed=self.n_failed, **said)
        self.write_manifest()

    def write_manifest(self) -> None:
        """Replace the manifest whole."""
        text = json.dumps(self.manifest, ensure_ascii=False, indent=1)
        write_whole(self.folder / MANIFEST, text.encode())

    def extend(self, experiment: Experiment) -> None:
        """Take a larger experiment of the same identity. Raises BadInput unless its design begins with the present one."""
        old = self.experiment.values
        if not np.array_equal(experiment.values[: len(old)], old):
            raise BadInput([Fault("other_model", str(self.folder), values={"which": "SALib, scipy"})])
        _write_design(self.folder, experiment)
        self.manifest.update(experiment=experiment.resolved(), design=_design_name(experiment))
        self.write_manifest()
        self.experiment = experiment
        self.state = np.zeros((len(experiment.scenarios), experiment.n_points, experiment.replications), np.int8)
        self.load()

    @cached_property
    def seconds_a_run(self) -> float:
        """Mean seconds of the stored runs; NaN without any."""
        seconds = [read_columns(file, ["seconds"]).column("seconds").to_numpy() for file in self._shards]
        return float(np.concatenate(seconds).mean()) if seconds else float("nan")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _design_name(experiment: Experiment) -> str:
    return f"design-{experiment.n_points}.parquet"


def _write_design(folder: Path, experiment: Experiment) -> None:
    columns: dict[str, Any] = {"design_point": np.arange(experiment.n_points, dtype=np.int32)}
    columns |= {name: experiment.values[:, k] for k, name in enumerate(experiment.names)}
    columns |= {UNIT + name: experiment.points.units[:, k] for k, name in enumerate(experiment.names)}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink)
    write_whole(folder / _design_name(experiment), sink.getvalue().to_pybytes())


def read_design(folder: Path, name: str, names: Sequence[str]) -> Points:
    """The design as it was stored."""
    table = pq.read_table(folder / name, partitioning=None)
    units, values = (
        np.column_stack([table.column(prefix + of).to_numpy() for of in names]) for prefix in (UNIT, "")
    )  # fmt: skip
    return Points(units, values)


def create(folder: Path, experiment: Experiment) -> Store:
    """A new store in an empty or new folder."""
    (folder / RUNS).mkdir(parents=True, exist_ok=True)
    _write_design(folder, experiment)
    of_scenarios = {str(path.resolve()) for scenario in experiment.scenarios for path in scenario.files}
    for file, _ in experiment.files[:1]:
        # An experiment that was made on the command line has no file of its own.
        if Path(file).suffix == ".toml" and file not in of_scenarios:
            write_whole(folder / ASKED, Path(file).read_bytes())
    manifest = {
        "format": FORMAT, "experiment": experiment.resolved(), "digest": experiment.digest(), "model": model_identity(),
        "design": _design_name(experiment), "versions": versions(), **commit(), "created": _now(), "status": "stopped",
        "shards": 0, "sessions": [],
    }  # fmt: skip
    store = Store(folder, manifest, experiment)
    store.write_manifest()
    return store


def holds_experiment(folder: Path) -> bool:
    """Whether a folder holds an experiment already."""
    return (folder / MANIFEST).exists()


def open_store(folder: str | Path) -> Store:
    """Open a store for reading. Raises BadInput when there is none or its manifest or design cannot be read."""
    folder = Path(folder)
    if not holds_experiment(folder):
        raise BadInput([Fault("no_experiment", str(folder))])
    reading = MANIFEST
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        experiment = Experiment.from_resolved(manifest["experiment"])
        reading = manifest["design"]
        experiment.__dict__["points"] = read_design(folder, reading, experiment.names)
    except BadInput:
        raise
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        told = {"file": reading, "why": f"{type(error).__name__}: {error}"}
        raise BadInput([Fault("broken_manifest", str(folder), values=told)]) from None
    return Store(folder, manifest, experiment)
