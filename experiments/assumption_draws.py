"""Draws of the assumptions: the same scenarios under other values of what is not known, seed by seed.

A parameter graded an assumption or read from the literature is drawn within its declared range; measured ones stay. Half of
the draws lie on either side of the best estimate, thinning out towards the ends of the range. Latin hypercube points, so
that each parameter's range is evenly used. Draws come in twins: the second of a pair keeps the draws of assumptions and
takes new ones for what is from the literature, which is what the share of variance that rests on assumptions is computed
from (`analysis.assumptions`). Every scenario sees the same draws and the same seeds, so that effects are compared pair by
pair.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
import pyarrow as pa
from scipy.stats import qmc

from experiments.executors import Engine
from experiments.runner import Names, run
from model import chance, registry
from model.declare import Array, Parameter
from model.record import RecordWriter
from model.scenario import Scenario

Shape = Literal["around_best", "uniform"]
DRAWN_GRADES = ("assumption", "literature")
YES_NO = ("yes or no", "code")


def uncertain(scenarios: Sequence[Scenario]) -> dict[str, Parameter]:
    """The parameters whose value is not known, by full name.

    All of processes; of a lever in use those that say on what terms it works, neither a dose nor set by a scenario. What a
    scenario sets is a choice, not an assumption.
    """
    chosen = {name for scenario in scenarios for name in scenario.parameters}
    found = {name: of for name, of in registry.PROCESS_PARAMETERS.items() if name not in chosen}
    for lever in registry.LEVERS.values():
        settings = [scenario.levers[lever.name] for scenario in scenarios if lever.name in scenario.levers]
        set_here = {name for setting in settings for name in setting.values}
        if settings:
            names = set(lever.terms) - set(lever.full) - set_here
            found |= {f"{lever.name}.{of.name}": of for of in lever.parameters if of.name in names}
    return {name: of for name, of in found.items() if of.grade in DRAWN_GRADES and of.unit not in YES_NO}


def draw(parameters: Mapping[str, Parameter], n: int, seed: int, shape: Shape = "around_best") -> Array:
    """Values of parameters, float64[n, parameters]; an even n: rows 2k and 2k+1 are twins that share their assumptions."""
    if n % 2:
        raise ValueError(f"draws come in twins: ask for an even number, not {n}")
    rng = np.random.default_rng(chance.replication_seed(seed, 0))
    points = qmc.LatinHypercube(len(parameters), rng=rng).random(n // 2)
    others = qmc.LatinHypercube(len(parameters), rng=rng).random(n // 2)
    is_assumption = np.array([of.grade == "assumption" for of in parameters.values()])
    quantiles = np.stack([points, np.where(is_assumption, points, others)], axis=1).reshape(n, -1)
    of = list(parameters.values())
    low, best, high = (np.array([float(getattr(p, name)) for p in of]) for name in ("low", "default", "high"))
    return low + quantiles * (high - low) if shape == "uniform" else around_best(quantiles, low, best, high)


def around_best(quantiles: Array, low: Array, best: Array, high: Array) -> Array:
    """Inverse of a distribution of two half triangles with the best estimate as median and as peak, column by column."""
    below = low + (best - low) * np.sqrt(np.minimum(2 * quantiles, 1.0))
    above = high - (high - best) * np.sqrt(np.clip(2 - 2 * quantiles, 0.0, 1.0))
    return np.asarray(np.where(quantiles < 0.5, below, above))


def drawn(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """A scenario with some parameters at drawn values; those of levers it does not use are left aside."""
    of_processes = {name: value for name, value in values.items() if name in registry.PROCESS_PARAMETERS}
    levers = {}
    for name, setting in scenario.levers.items():
        own = {full.partition(".")[2]: value for full, value in values.items() if full.partition(".")[0] == name}
        own = {key: value for key, value in own.items() if f"{name}.{key}" in registry.LEVER_PARAMETERS}
        levers[name] = replace(setting, values={**own, **setting.values})
    return replace(scenario, parameters={**of_processes, **scenario.parameters}, levers=levers)


def run_draws(
    scenarios: Sequence[Scenario],
    n_draws: int,
    replications: int,
    seed: int,
    writer: RecordWriter,
    jobs: int = 1,
    engine: Engine = "threads",
    record: Names = "totals",
    shape: Shape = "around_best",
    progress: Callable[[int, int, int], None] = lambda done, failed, asked: None,
) -> str:
    """Run every scenario under every draw and seed into a record; design_point is the draw.

    The record also gets `inputs.parquet`: design_point, parameter, grade, value. Returns done, failed, or, after Ctrl-C,
    stopped: the draws that are finished are kept.
    """
    parameters = uncertain(scenarios)
    values = draw(parameters, n_draws, seed, shape)
    writer.add_table("inputs", _inputs(parameters, values))
    n_done, n_failed, asked = 0, 0, n_draws * len(scenarios) * replications
    for number, row in enumerate(values.tolist()):
        point = dict(zip(parameters, row, strict=True))
        writer.design_point = number
        before = len(writer.manifest["failures"])
        under = [drawn(scenario, point) for scenario in scenarios]
        runs = run(under, replications, seed, jobs, engine, record, writer, keep=False)
        for failure in writer.manifest["failures"][before:]:
            failure["design_point"] = number
        n_done, n_failed = n_done + runs.n_done, n_failed + len(runs.failures)
        progress(n_done + n_failed, n_failed, asked)
        if runs.status == "stopped":
            return "stopped"
    return "failed" if n_failed else "done"


def _inputs(parameters: Mapping[str, Parameter], values: Array) -> pa.Table:
    n, names = values.shape[0], list(parameters)
    return pa.table({
        "design_point": np.repeat(np.arange(n, dtype=np.int32), len(names)),
        "parameter": pa.array(names * n).dictionary_encode(),
        "grade": pa.array([of.grade for of in parameters.values()] * n).dictionary_encode(),
        "value": values.ravel(),
    })  # fmt: skip
