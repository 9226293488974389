"""An experiment as tidy pandas frames, as notebooks and estimators want it.

found = experiments.open("runs/levers")
found.inputs()      # indexed by design_point, one column an input
found.outcomes()    # site, scenario, design_point, replication, month, group, outcome, value
found.effects(baseline="baseline")
found.failures()
found.query("select design_point, avg(value) from outcomes where month = 59 group by all")
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.chunks import Series
from experiments.shards import read_columns, read_series
from model import registry
from model.declare import Array
from model.errors import BadInput, Fault
from model.scenario_check import near

if TYPE_CHECKING:
    from experiments.experiment import Experiment

COLUMNS = ("site", "scenario", "design_point", "replication", "month", "group", "outcome", "value")
PAIR = ["site", "replication", "month", "group", "outcome"]


class Frames(ABC):
    """What can be read from a store. Damaged shards are refused: an answer from the others alone would not be the whole one."""

    experiment: Experiment

    @property
    @abstractmethod
    def shards(self) -> list[Path]:
        """The sound shards, in the order they were written."""

    @abstractmethod
    def refuse_damaged(self) -> None:
        """Raise BadInput when a shard is damaged."""

    def inputs(self) -> pd.DataFrame:
        """The design: indexed by design_point in its order, one column an input, the dummy too if there is one."""
        return _frame(self.experiment.values, self.experiment.names)

    def units(self) -> pd.DataFrame:
        """The design with every input from 0 to 1 over its range: what a method of sampling has drawn."""
        return _frame(self.experiment.points.units, self.experiment.names)

    def factors(self) -> pd.DataFrame:
        """What moved by itself, in units: as `units`, but one column a group, which is its first member's."""
        groups = self.experiment.groups
        if not groups:
            return self.units()
        return _frame(self.experiment.points.units[:, [members[0] for members in groups.values()]], tuple(groups))

    def outcomes(
        self,
        outcomes: Sequence[str] | None = None,
        months: Collection[int] | None = None,
        groups: Collection[str] | None = None,
        scenarios: Collection[str] | None = None,
        points: Collection[int] | None = None,
    ) -> pd.DataFrame:
        """Every number, one a row, sorted by scenario, design point, replication, month, group and outcome as recorded; or
        only those of some outcomes, months (from 0), groups, scenarios and design points."""
        self._refuse_unknown(outcomes, scenarios)
        parts = [
            _long(self.experiment, file, outcomes, months, groups, scenarios, points) for file in self.shards
        ]  # fmt: skip
        found = pd.concat([part for part in parts if part is not None] or [_empty(self.experiment)], ignore_index=True)
        order = np.lexsort((found["replication"], found["design_point"], found["scenario"].cat.codes))
        return found.iloc[order].reset_index(drop=True)

    def runs(self) -> pd.DataFrame:
        """One row a stored run: scenario, design_point, replication, seed, run, seconds, stage, month, traceback."""
        self.refuse_damaged()
        columns = ["scenario", "design_point", "replication", "seed", "run", "seconds", "stage", "month", "traceback"]
        parts = [read_columns(file, columns).to_pandas() for file in self.shards]
        found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
        names = dict(enumerate(scenario.name for scenario in self.experiment.scenarios))
        # A run that failed when its worker died and came out later counts as what came out.
        found = found.assign(bad=found["stage"] != "").sort_values(["scenario", "design_point", "replication", "bad"])
        found = found.drop_duplicates(["scenario", "design_point", "replication"]).drop(columns="bad")
        return found.assign(scenario=found["scenario"].map(names)).reset_index(drop=True)

    def failures(self) -> pd.DataFrame:
        """Runs that failed: scenario, design_point, replication, seed, stage, month, traceback."""
        found = self.runs()
        found = found[found["stage"] != ""].drop(columns=["run", "seconds"])
        return found.reset_index(drop=True)

    def effects(self, baseline: str | int | None = None, **only: Any) -> pd.DataFrame:
        """Differences from a baseline, replication by replication.

        baseline: a scenario's name (compared at the same design point), a design point's number (compared within the same
        scenario), or None for the first scenario, or, where there is one alone, point 0. only: as for `outcomes`.
        Columns: as `outcomes`, then `baseline` and `effect`. A run without its partner is left out.
        """
        if baseline is None:
            baseline = self.experiment.scenarios[0].name if len(self.experiment.scenarios) > 1 else 0
        is_point = not isinstance(baseline, str)
        if is_point and not 0 <= int(baseline) < self.experiment.n_points:
            raise BadInput([Fault("no_point", key=str(baseline), values={"high": self.experiment.n_points - 1})])
        key, other = ("design_point", "scenario") if is_point else ("scenario", "design_point")
        if not is_point:
            self._refuse_unknown(None, [str(baseline)])
        frame = self.outcomes(**only)
        below = frame[frame[key] == baseline][[*PAIR, other, "value"]].rename(columns={"value": "baseline"})
        found = frame[frame[key] != baseline].merge(below, on=[*PAIR, other], how="inner")
        return found.assign(effect=found["value"] - found["baseline"])

    def query(self, sql: str) -> pd.DataFrame:
        """Ask DuckDB. Views: outcomes (as the frame), inputs, runs. For what does not fit in memory."""
        from experiments.database import connect

        self.refuse_damaged()
        with connect(self) as connection:
            return connection.sql(sql).df()

    def _refuse_unknown(self, outcomes: Sequence[str] | None, scenarios: Collection[str] | None) -> None:
        self.refuse_damaged()
        names = tuple(scenario.name for scenario in self.experiment.scenarios)
        faults = [
            Fault("unknown_name", key=name, values={"what": what, "near": near(name, known)})
            for what, given, known in (("outcome", outcomes, tuple(registry.OUTCOMES)), ("scenario", scenarios, names))
            for name in given or ()
            if name not in known
        ]
        if faults:
            raise BadInput(faults)


def _frame(table: Array, names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(table, columns=list(names), index=pd.RangeIndex(len(table), name="design_point"))


@lru_cache(maxsize=4096)
def _series(file: Path) -> Series:
    return read_series(file)


def _long(
    experiment: Experiment,
    file: Path,
    outcomes: Sequence[str] | None,
    months: Collection[int] | None,
    groups: Collection[str] | None,
    scenarios: Collection[str] | None,
    points: Collection[int] | None,
) -> pd.DataFrame | None:
    """The numbers of a shard that are asked for, one a row."""
    series = _series(file)
    places = [
        k for k, (group, outcome) in enumerate(series)
        if (outcomes is None or outcome in outcomes) and (groups is None or group in groups)
    ]  # fmt: skip
    chosen = np.arange(experiment.months) if months is None else np.array(sorted({m for m in months if m < experiment.months}))
    if not places or not chosen.size:
        return None
    table = read_columns(file, ["scenario", "design_point", "replication", "values"])
    scenario, point, replication = (table.column(name).to_numpy() for name in ("scenario", "design_point", "replication"))
    values = table.column("values").combine_chunks().flatten().to_numpy().reshape(len(scenario), experiment.months, len(series))
    names = [of.name for of in experiment.scenarios]
    rows = np.ones(len(scenario), bool)
    if scenarios is not None:
        rows &= np.isin(scenario, [names.index(name) for name in scenarios])
    if points is not None:
        rows &= np.isin(point, list(points))
    picked = values[np.ix_(rows, chosen, places)]
    n, m, s = picked.shape
    of_group, of_outcome = (_codes([series[k][side] for k in places]) for side in (0, 1))
    site = experiment.scenarios[0].site.name
    return pd.DataFrame(
        {
            "site": _category(np.zeros(picked.size, np.int8), [site]),
            "scenario": _category(np.repeat(scenario[rows], m * s), names),
            "design_point": np.repeat(point[rows], m * s),
            "replication": np.repeat(replication[rows], m * s),
            "month": np.tile(np.repeat(chosen.astype(np.int16), s), n),
            "group": _category(np.tile(of_group[0], n * m), of_group[1]),
            "outcome": _category(np.tile(of_outcome[0], n * m), of_outcome[1]),
            "value": picked.ravel(),
        },
        columns=list(COLUMNS),
    )


def _codes(names: Sequence[str]) -> tuple[Array, list[str]]:
    known = list(dict.fromkeys(names))
    return np.array([known.index(name) for name in names], np.int32), known


def _category(codes: Array, names: Sequence[str]) -> pd.Categorical[Any]:
    return pd.Categorical.from_codes(codes, pd.Index(list(names), dtype=object))


def _empty(experiment: Experiment) -> pd.DataFrame:
    frame = pd.DataFrame({name: pd.Series(dtype=float) for name in COLUMNS})
    return frame.astype({"scenario": pd.CategoricalDtype([of.name for of in experiment.scenarios])})
