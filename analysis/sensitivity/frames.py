"""Frames of a design and its outcomes, read into arrays, with everything that would spoil an estimate refused by name.

An estimator that meets one missing number may return zeros for every input without a word, so none gets to see any.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from model.declare import Array
from model.errors import BadInput, Fault

FAULTS_NAMED = 10


@dataclass(frozen=True)
class Sample:
    """A design and what came out. names: of inputs. x: float64[points, inputs], rows in the order of the design.
    series: outcome and month. y: float64[points, replications, series]."""

    names: tuple[str, ...]
    x: Array
    series: tuple[tuple[str, int], ...]
    y: Array

    @property
    def means(self) -> Array:
        """Means over replications: float64[points, series]."""
        return np.asarray(self.y.mean(axis=1))


def read_sample(inputs: pd.DataFrame, outcomes: pd.DataFrame, dummy: str, group: str = "all") -> Sample:
    """Check and arrange.

    inputs: indexed by design_point in the order of the design, one numeric column an input, the dummy among them.
    outcomes: columns design_point, replication, month, outcome, value, and group where several were recorded.
    Raises BadInput, naming design point, replication, outcome and month, when a number is missing or not finite.
    """
    if dummy not in inputs.columns:
        raise BadInput([Fault("no_dummy", key=dummy)])
    if "group" in outcomes.columns:
        outcomes = outcomes[outcomes["group"] == group]
    if outcomes.empty:
        raise BadInput([Fault("no_outputs", key=group)])
    x = inputs.to_numpy(dtype=float)
    bad = np.argwhere(~np.isfinite(x))
    if bad.size:
        raise BadInput([Fault("bad_input_value", key=f"design_point {inputs.index[i]}, {inputs.columns[j]}", value=x[i, j])
                        for i, j in bad[:FAULTS_NAMED]])  # fmt: skip
    table = outcomes.set_index(["design_point", "replication", "outcome", "month"])["value"]
    twice = table.index[table.index.duplicated()]
    if len(twice):
        raise BadInput([Fault("output_twice", key=_place(*key)) for key in list(twice)[:FAULTS_NAMED]])
    wide = table.unstack(["outcome", "month"]).sort_index(axis=1)
    replications = sorted(outcomes["replication"].unique())
    every = pd.MultiIndex.from_product([inputs.index, replications], names=["design_point", "replication"])
    _refuse_missing(wide.reindex(every), has_run=every.isin(wide.index))
    y = wide.reindex(every).to_numpy(dtype=float).reshape(len(inputs), len(replications), -1)
    series = tuple((str(pair[0]), int(pair[1])) for pair in wide.columns.tolist())
    return Sample(tuple(map(str, inputs.columns)), x, series, y)


def _refuse_missing(wide: pd.DataFrame, has_run: Array) -> None:
    values, runs, series = wide.to_numpy(dtype=float), wide.index.tolist(), wide.columns.tolist()
    no_run = [Fault("no_run", key=f"design_point {runs[i][0]}, replication {runs[i][1]}") for i in np.flatnonzero(~has_run)]
    not_finite = [
        Fault("bad_output", key=_place(*runs[i], *series[j]), value=values[i, j])
        for i, j in np.argwhere(~np.isfinite(values) & has_run[:, None])
    ]
    faults = no_run + not_finite
    if faults:
        more = len(faults) - FAULTS_NAMED
        last = [Fault("and_more", values={"n": more})] if more > 0 else []
        raise BadInput(faults[:FAULTS_NAMED] + last)


def _place(point: object, replication: object, outcome: object, month: object) -> str:
    return f"design_point {point}, replication {replication}, {outcome}, month {month}"
