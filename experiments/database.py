"""The shards as tables of a database, for questions that are asked of more numbers than fit in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd

from experiments.chunks import Series
from experiments.shards import read_series

if TYPE_CHECKING:
    from experiments.frames import Frames


@contextmanager
def connect(found: Frames) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with the views outcomes, inputs and runs over an experiment's shards."""
    with duckdb.connect() as connection:
        names = [scenario.name for scenario in found.experiment.scenarios]
        inputs = found.inputs().reset_index()
        connection.register("inputs", inputs)
        connection.register("scenario_names", pd.DataFrame({"scenario": range(len(names)), "name": names}))
        connection.execute(f"create view runs as {_runs(found.shards)}")
        connection.execute(f"create view outcomes as {_outcomes(connection, found)}")
        yield connection


def _files(files: Sequence[Path]) -> str:
    return "[" + ", ".join("'" + str(file).replace("'", "''") + "'" for file in files) + "]"


def _runs(files: Sequence[Path]) -> str:
    if not files:
        return "select 0 as design_point where false"
    return (
        "select s.name as scenario, r.design_point, r.replication, r.seed, r.run, r.seconds, r.stage, r.month, r.traceback "
        f"from read_parquet({_files(files)}) r join scenario_names s on r.scenario = s.scenario"
    )


def _outcomes(connection: duckdb.DuckDBPyConnection, found: Frames) -> str:
    """The numbers one a row: the place in a run's list says month and series."""
    tables: dict[Series, list[Path]] = {}
    for file in found.shards:
        tables.setdefault(read_series(file), []).append(file)
    site = found.experiment.scenarios[0].site.name.replace("'", "''")
    parts = []
    for number, (series, files) in enumerate((key, value) for key, value in tables.items() if key):
        n = len(series)
        pairs: dict[str, Any] = {"place": range(n), "group": [g for g, _ in series], "outcome": [o for _, o in series]}
        connection.register(f"series_{number}", pd.DataFrame(pairs))
        parts.append(
            f"""select '{site}' as site, s.name as scenario, design_point, replication, ((k - k % {n}) / {n})::smallint as month,
            p."group", p.outcome, value
            from (select scenario, design_point, replication, unnest(values) as value,
                  generate_subscripts(values, 1) - 1 as k from read_parquet({_files(files)})) r
            join series_{number} p on r.k % {n} = p.place join scenario_names s on r.scenario = s.scenario"""
        )
    return " union all ".join(parts) or "select 0 as design_point where false"
