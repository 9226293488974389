"""The run record: a directory with a manifest (what was asked, what ran it, what came out) and one table of outcomes.

manifest.json   the resolved scenarios, seeds, versions, commit, status, and every failure with its stage and traceback
outcomes.parquet  site, scenario, design_point, replication, month, group, outcome, value: one row a number
households.parquet, people.parquet, places.parquet  rows of a few months, when the run was asked to keep them

A record is written to a temporary name and renamed when it is whole; nothing is ever overwritten.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from model.declare import Array
from model.errors import BadInput, Fault, RecordError
from model.kernel import code_digest
from model.scenario import Scenario

MANIFEST, TABLE = "manifest.json", "outcomes.parquet"
SCHEMA = pa.schema(
    [
        ("site", pa.dictionary(pa.int32(), pa.string())),
        ("scenario", pa.dictionary(pa.int32(), pa.string())),
        ("design_point", pa.int32()),
        ("replication", pa.int32()),
        ("month", pa.int16()),
        ("group", pa.dictionary(pa.int32(), pa.string())),
        ("outcome", pa.dictionary(pa.int32(), pa.string())),
        ("value", pa.float64()),
    ]
)


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that decide the numbers, and the machine's architecture."""
    found = {"python": platform.python_version(), "machine": platform.machine(), "system": platform.system()}
    for package in ("resettle", "numpy", "numba", "mesa", "scipy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def commit() -> dict[str, Any]:
    """The commit of the source checkout and whether it was changed; null outside a checkout."""
    home = Path(__file__).resolve().parents[1]
    if not (home / ".git").exists():
        return {"commit": None, "dirty": None}
    asked = [["git", "-C", str(home), "rev-parse", "HEAD"], ["git", "-C", str(home), "status", "--porcelain"]]
    try:
        head, status = (subprocess.run(line, capture_output=True, text=True, check=True).stdout.strip() for line in asked)
    except (OSError, subprocess.CalledProcessError):
        return {"commit": None, "dirty": None}
    return {"commit": head, "dirty": bool(status)}


def identity(scenario: Scenario) -> str:
    """What a run of this scenario is: its inputs, the code and data of the model, numpy and numba; 16 hex digits."""
    parts = (scenario.digest(), code_digest(), version("numpy"), version("numba"), platform.machine())
    return hashlib.blake2b("/".join(parts).encode(), digest_size=8).hexdigest()


def new_folder(out: Path | None, names: Sequence[str]) -> Path:
    """A folder for a new record: the one asked for, or one named after time and scenarios. A record in it is a fault."""
    if out is not None:
        if (out / MANIFEST).exists() or (out / TABLE).exists():
            raise BadInput([Fault("record_exists", str(out))])
        out.mkdir(parents=True, exist_ok=True)
        return out
    stem = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{'-'.join(names)[:60]}"
    for number in range(1, 1000):
        folder = Path("runs") / (stem if number == 1 else f"{stem}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        return folder
    raise RecordError(f"no free name for a record under runs/{stem}")


class RecordWriter:
    """Writes one record. `add` each run as it comes, `close` at the end; until then the table has a temporary name.

    design_point: the number that runs are entered under, until it is set to another.
    """

    def __init__(self, folder: Path, scenarios: Sequence[Scenario], asked: Mapping[str, Any]) -> None:
        self.folder = folder
        self.design_point = 0
        self.manifest: dict[str, Any] = {
            "asked": dict(asked),
            "scenarios": {scenario.name: scenario.resolved() for scenario in scenarios},
            "identities": {scenario.name: identity(scenario) for scenario in scenarios},
            "versions": versions(),
            "model_digest": code_digest(),
            **commit(),
            "started": datetime.now(UTC).isoformat(timespec="seconds"),
            "status": "running",
            "seeds": {},
            "failures": [],
        }
        self._table = pq.ParquetWriter(folder / (TABLE + ".part"), SCHEMA, compression="zstd")
        self._rows: dict[str, pq.ParquetWriter] = {}
        self._write_manifest()

    def add(self, scenario: Scenario, replication: int, series: Sequence[tuple[str, str]], values: Array) -> None:
        """One run's numbers, float64[months, series], as one row group."""
        months, n = values.shape
        groups, outcomes = [group for group, _ in series], [outcome for _, outcome in series]
        constant = {"site": scenario.site.name, "scenario": scenario.name}
        columns = [
            *(pa.DictionaryArray.from_arrays(pa.array(np.zeros(months * n, np.int32)), [text]) for text in constant.values()),
            pa.array(np.full(months * n, self.design_point, np.int32)),
            pa.array(np.full(months * n, replication, np.int32)),
            pa.array(np.repeat(np.arange(months, dtype=np.int16), n)),
            *(_repeated(names, months) for names in (groups, outcomes)),
            pa.array(values.ravel()),
        ]
        self._table.write_table(pa.Table.from_arrays(columns, schema=SCHEMA))

    def add_rows(self, scenario: Scenario, replication: int, tables: Mapping[str, pa.Table]) -> None:
        """One run's further tables (`model.snapshots`), each to a file of its own name."""
        for name, table in tables.items():
            ids = {"site": scenario.site.name, "scenario": scenario.name, "design_point": np.int32(self.design_point),
                   "replication": np.int32(replication)}  # fmt: skip
            for place, (column, value) in enumerate(ids.items()):
                table = table.add_column(place, column, _constant(value, table.num_rows))
            self.add_table(name, table)

    def add_table(self, name: str, table: pa.Table) -> None:
        """Rows for a further table of the record, `name.parquet`."""
        if name not in self._rows:
            self._rows[name] = pq.ParquetWriter(self.folder / f"{name}.parquet.part", table.schema, compression="zstd")
        self._rows[name].write_table(table)

    def close(self, status: str, **more: Any) -> None:
        """Finish the tables and the manifest. status: done, failed or stopped."""
        # The table of outcomes comes last: a record that has it has the others too.
        for file_name, writer in {**{f"{name}.parquet": of for name, of in self._rows.items()}, TABLE: self._table}.items():
            writer.close()
            temporary = self.folder / (file_name + ".part")
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            temporary.rename(self.folder / file_name)
        finished = datetime.now(UTC).isoformat(timespec="seconds")
        self.manifest.update(status=status, finished=finished, command=sys.argv[1:], **more)
        self._write_manifest()

    def _write_manifest(self) -> None:
        temporary = self.folder / (MANIFEST + ".part")
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(self.manifest, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.folder / MANIFEST)


def _constant(value: Any, n: int) -> pa.Array:
    """A column of one value; text as a dictionary."""
    if isinstance(value, str):
        return pa.DictionaryArray.from_arrays(pa.array(np.zeros(n, np.int32)), [value])
    return pa.array(np.full(n, value))


def _repeated(names: Sequence[str], times: int) -> pa.DictionaryArray:
    """A dictionary column that repeats the same names."""
    known = list(dict.fromkeys(names))
    place = {name: number for number, name in enumerate(known)}
    codes = np.array([place[name] for name in names], np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(np.tile(codes, times)), known)


class Record:
    """A record on disk. manifest: as written. Raises RecordError when it is not whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise RecordError(f"{folder} holds no {MANIFEST}; name the folder that a run wrote") from None
        if not (folder / TABLE).exists():
            status = self.manifest.get("status")
            raise RecordError(f"the record in {folder} is not finished (status {status}); run it again into a new folder")

    def scenario(self, name: str) -> Scenario:
        """A scenario as it was run, for running it again."""
        return Scenario.from_resolved(self.manifest["scenarios"][name])

    def frame(self, **equal: Any) -> Any:
        """The table as a pandas frame; `frame(outcome="employment_rate", group="all")` reads only those rows."""
        filters = [(column, "==", value) for column, value in equal.items()] or None
        return pq.read_table(self.folder / TABLE, filters=filters).to_pandas()

    def values(self, scenario: str) -> tuple[list[tuple[str, str]], Array]:
        """A scenario's series and its numbers, float64[replications, months, series], replications in order."""
        table = pq.read_table(
            self.folder / TABLE, columns=["replication", "month", "group", "outcome", "value"],
            filters=[("scenario", "==", scenario)],
        )  # fmt: skip
        replication, month = (table.column(name).to_numpy() for name in ("replication", "month"))
        n_replications, n_months = np.unique(replication).size, int(month.max()) + 1
        value = table.column("value").to_numpy()
        order = np.lexsort((np.arange(value.size), month, replication))
        groups = table.column("group").to_pylist()[: value.size // n_replications // n_months]
        outcomes = table.column("outcome").to_pylist()[: len(groups)]
        return list(zip(groups, outcomes, strict=True)), value[order].reshape(n_replications, n_months, -1)


def open_record(folder: str | Path) -> Record:
    """Open a record for reading."""
    return Record(Path(folder))
