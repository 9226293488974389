"""Records as tidy frames: one row a number, and the pairs of runs that every estimator compares.

    results = read("runs/one")
    frame = results.outcomes(["employment_rate"])
    effects_at(frame, results.baseline)

The frame of outcomes has site, scenario, design_point, replication, month, group, outcome, value. A pair is two runs of one
site, design point and replication under two scenarios: they share every draw of chance. Several design points are read as
draws of the assumptions; of an experiment whose points are something else (doses of a lever), give one point at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from model.declare import Array
from model.errors import BadInput, Fault
from model.record import TABLE, open_record
from model.scenario_check import near

COLUMNS = ("site", "scenario", "design_point", "replication", "month", "group", "outcome", "value")
UNIT = ["site", "design_point", "replication"]
NOISE, ASSUMPTIONS = "simulation noise", "assumptions and simulation noise"


@dataclass(frozen=True)
class Results:
    """A record that is read piece by piece. manifest: as `model.record` wrote it."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def scenarios(self) -> list[str]:
        """Names in the order they were asked for."""
        return list(self.manifest["scenarios"])

    @property
    def baseline(self) -> str:
        """The scenario that others are compared with: the one the run was asked with, or else the first."""
        return str(self.manifest["asked"].get("baseline", self.scenarios[0]))

    @property
    def is_sound(self) -> bool:
        """Every run finished, and the code was a commit as it stands."""
        return self.manifest["status"] == "done" and not self.manifest["failures"] and self.manifest.get("dirty") is not True

    def label(self, scenario: str, lang: str) -> str:
        """A scenario's name for readers, in `zh` or `en`."""
        return str(self.manifest["scenarios"][scenario]["label"][lang])

    def labels(self, lang: str) -> dict[str, str]:
        """All scenarios' names for readers."""
        return {name: self.label(name, lang) for name in self.scenarios}

    def outcomes(
        self, outcomes: Sequence[str] | None = None, groups: Sequence[str] | None = None, scenarios: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """The tidy frame, or only the rows of some outcomes, groups (`["all"]`) and scenarios."""
        wanted = {"outcome": outcomes, "group": groups, "scenario": scenarios}
        filters = [(column, "in", list(values)) for column, values in wanted.items() if values is not None] or None
        return pq.read_table(self.folder / TABLE, filters=filters).to_pandas()

    def rows(self, table: str) -> pd.DataFrame:
        """The optional table of households, people or places; BadInput when the run did not keep it."""
        return self._extra(table)

    def inputs(self) -> pd.DataFrame:
        """design_point, parameter, value of a run over draws of the assumptions."""
        return self._extra("inputs")

    def _extra(self, name: str) -> pd.DataFrame:
        file = self.folder / f"{name}.parquet"
        if not file.exists():
            raise BadInput([Fault("no_rows", str(self.folder), values={"table": name})])
        return pq.read_table(file).to_pandas()


def read(folder: str | Path) -> Results:
    """Open a record. Raises RecordError when there is none or it is not whole."""
    record = open_record(folder)
    return Results(record.folder, record.manifest)


def has_draws(frame: pd.DataFrame) -> bool:
    """Whether runs differ in their design point, that is, in a draw of the assumptions."""
    return bool(frame["design_point"].nunique() > 1)


def only(frame: pd.DataFrame, outcome: str | Sequence[str], group: str | None = "all") -> pd.DataFrame:
    """The rows of some outcomes, and of one group (None: of every group)."""
    names = [outcome] if isinstance(outcome, str) else list(outcome)
    mask = frame["outcome"].isin(names)
    return frame[mask if group is None else mask & (frame["group"] == group)]


def paths(frame: pd.DataFrame, outcome: str, group: str = "all") -> pd.DataFrame:
    """One outcome, one row a run and one column a month; rows by scenario, site, design point, replication."""
    return wide(only(frame, outcome, group), ["month"])


def wide(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """One row a run (scenario, site, design point, replication), one column for each value of `columns`."""
    keys = ["scenario", *UNIT, *columns]
    categories = [name for name in keys if isinstance(frame[name].dtype, pd.CategoricalDtype)]
    plain = frame.astype(dict.fromkeys(categories, object))
    return plain.set_index(keys)["value"].unstack(list(columns)).sort_index()


def last_month(frame: pd.DataFrame) -> int:
    """The horizon's last month."""
    return int(frame["month"].max())


@dataclass(frozen=True)
class Pairs:
    """Runs of two scenarios side by side.

    baseline, scenario: float64[pairs, columns]. unit: site, design point and replication of each pair.
    """

    baseline: Array
    scenario: Array
    unit: pd.Index[Any]

    @property
    def difference(self) -> Array:
        """Scenario minus baseline, pair by pair."""
        return self.scenario - self.baseline

    @property
    def has_draws(self) -> bool:
        """Whether the pairs differ in their draw of the assumptions."""
        return self.unit.get_level_values("design_point").nunique() > 1

    def by_draw(self, values: Array) -> Array:
        """Means over seeds within each draw of the assumptions, float64[draws, columns]; NaN where a draw has no number."""
        draws = self.unit.get_level_values("design_point").to_numpy()
        return pd.DataFrame(values).groupby(draws).mean().to_numpy()

    def independent(self, values: Array) -> Array:
        """The values that can stand as independent: pairs under one set of assumptions, else means by draw."""
        return self.by_draw(values) if self.has_draws else values


def pairs(table: pd.DataFrame, baseline: str, scenario: str) -> Pairs:
    """The runs that both scenarios finished, from a table that `wide` made.

    Raises BadInput for a scenario that is not there and for fewer than two pairs: without a second pair nothing can be said
    about chance.
    """
    known = list(table.index.get_level_values("scenario").unique())
    for name in (baseline, scenario):
        if name not in known:
            raise BadInput([Fault("unknown_name", key=name, values={"what": "scenario", "near": near(name, tuple(known))})])
    before, after = table.loc[baseline], table.loc[scenario]
    unit = before.index.intersection(after.index, sort=True)
    if len(unit) < 2:
        raise BadInput([Fault("too_few_replications", key="replications", value=len(unit))])
    return Pairs(before.loc[unit].to_numpy(float), after.loc[unit].to_numpy(float), unit)


def complete(table: pd.DataFrame, scenarios: Sequence[str]) -> pd.DataFrame:
    """The rows of a table that `wide` made whose run every one of the scenarios finished, so that all stand side by side."""
    shared = table.loc[scenarios[0]].index
    for name in scenarios[1:]:
        shared = shared.intersection(table.loc[name].index, sort=True)
    return pd.concat({name: table.loc[name].loc[shared] for name in scenarios}, names=["scenario"])


def others(frame: pd.DataFrame, baseline: str) -> list[str]:
    """The scenarios of a frame but the baseline, in the order in which they stand."""
    return [str(name) for name in frame["scenario"].unique() if name != baseline]


def n_draws(of: Pairs) -> int:
    """How many draws of the assumptions the pairs hold."""
    return int(np.unique(of.unit.get_level_values("design_point")).size)
