"""Shards: files of runs, each written whole or not at all, whose name ends in the digest of their content.

One row a run: scenario, design_point and replication by number, seed, run (its identity), seconds, stage, month and traceback of
a failure, and values, float64[months × series] in one list. The pairs of group and outcome stand in the file's metadata.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.chunks import Ran, Series
from model.errors import BadInput, Fault

PART = ".part"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SCHEMA = pa.schema(
    [
        ("scenario", pa.int32()),
        ("design_point", pa.int32()),
        ("replication", pa.int32()),
        ("seed", pa.uint64()),
        ("run", pa.string()),
        ("seconds", pa.float64()),
        ("stage", pa.string()),
        ("month", pa.int16()),
        ("traceback", pa.string()),
        ("values", pa.list_(pa.float64())),
    ]
)


def write_whole(file: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also when the power fails. Raises BadInput when there is no room."""
    temporary = file.with_name(file.name + PART)
    try:
        with temporary.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(file)
        _keep_name(file.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        if error.errno not in FULL:
            raise
        told = {"why": error.strerror or str(error), "folder": str(_root(file))}
        raise BadInput([Fault("disk_full", str(file.parent), values=told)]) from error


def _keep_name(folder: Path) -> None:
    """A new name in a folder lasts only when the folder is written too; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _root(file: Path) -> Path:
    return file.parent.parent if file.parent.name == "runs" else file.parent


def write_shard(folder: Path, stem: str, series: Series, ran: Sequence[Ran]) -> Path:
    """Write runs of one series; gives the file."""
    with_values = [of.values for of in ran if of.values is not None]
    lengths = np.array([0 if of.values is None else of.values.size for of in ran])
    offsets = pa.array(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32))
    flat = pa.array(np.concatenate(with_values) if with_values else np.empty(0))
    columns = [
        pa.array([of.scenario for of in ran], pa.int32()),
        pa.array([of.point for of in ran], pa.int32()),
        pa.array([of.replication for of in ran], pa.int32()),
        pa.array([of.seed for of in ran], pa.uint64()),
        pa.array([of.run for of in ran], pa.string()),
        pa.array([of.seconds for of in ran], pa.float64()),
        pa.array([of.stage for of in ran], pa.string()),
        pa.array([of.month for of in ran], pa.int16()),
        pa.array([of.traceback for of in ran], pa.string()),
        pa.ListArray.from_arrays(offsets, flat, mask=pa.array(lengths == 0)),
    ]
    schema = SCHEMA.with_metadata({"series": json.dumps(series, ensure_ascii=False)})
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), sink, compression="zstd", compression_level=1)
    content = sink.getvalue().to_pybytes()
    file = folder / f"{stem}-{_digest(content)}.parquet"
    write_whole(file, content)
    return file


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def is_sound(file: Path) -> bool:
    """Whether a shard's content is what was written: every byte of it."""
    try:
        return _digest(file.read_bytes()) == file.stem.rpartition("-")[2]
    except OSError:
        return False


def read_series(file: Path) -> Series:
    """The (group, outcome) pairs of a shard."""
    return tuple((group, outcome) for group, outcome in json.loads(pq.read_schema(file).metadata[b"series"]))


def read_columns(file: Path, columns: Sequence[str]) -> pa.Table:
    """Some columns of a shard."""
    return pq.read_table(file, columns=list(columns), partitioning=None)


def corrupt(file: Path) -> Fault:
    """The fault of a damaged shard."""
    return Fault("corrupt_shard", str(file), values={"folder": str(_root(file))})
