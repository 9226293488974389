"""What the experiment layer costs beside the runs themselves, and what its peers cost on the same runs.

    python -m benchmarks.run_engine [--site tiny] [--months 12] [--runs 300]

The same runs (the same scenarios and seeds) are done bare in a loop, by our runner with its store, by `mesa.batch_run` and by the
evaluators of EMA Workbench, which are handed finished scenarios and keep results in memory. CPU time is what counts, on one
worker, so that a busy machine does not decide; the engine is timed by itself too, with runs that take no time; the wall clock on
two workers gives the efficiency of two. A peer that is not
installed is left out with a message (`pip install ema_workbench`).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from typing import Any
from unittest.mock import patch

from experiments.batch import run_experiment
from experiments.experiment import Experiment, make_experiment
from experiments.runner import simulate
from model.scenario import Scenario


class BatchRunSite:
    """What `mesa.batch_run` wants of a model: built from keywords, stepped until it stops running, with a data collector."""

    def __new__(cls, scenario: Scenario, rng: int, outcomes: tuple[str, ...]) -> Any:
        import mesa

        from model.site import ResettlementSite

        site = ResettlementSite(scenario, rng=rng, record=outcomes)
        reporters = {name: _reporter(place) for place, (_, name) in enumerate(site.series)}
        site.datacollector = mesa.DataCollector(model_reporters=reporters)
        step = site.step

        def step_and_collect() -> None:
            step()
            site.datacollector.collect(site)

        site.step = step_and_collect
        return site


def _reporter(place: int) -> Callable[[Any], float]:
    return lambda site: float(site.values[site.month - 1, place])


def asked(site: str, months: int, runs: int) -> Experiment:
    """An experiment of so many runs over a dozen inputs."""
    return make_experiment(
        {
            "scenarios": "baseline", "site": site, "months": months,
            "outcomes": ["employment_rate", "stable_employment_rate", "integration_index"],
            "design": {"method": "random", "n": runs},
            "uncertainties": {"jobs_lost.*": "declared"}, "levers": {"training": [0, 1], "workshops.posts": [0, 60]},
        }
    )  # fmt: skip


def bare(experiment: Experiment) -> None:
    """The runs alone, scenarios made beforehand."""
    for scenario, seed in [(experiment.at(0, point), experiment.seed_of(point, 0)) for point in range(experiment.n_points)]:
        simulate(scenario, seed, experiment.outcomes)


def ours(experiment: Experiment, jobs: int, engine: str = "threads") -> None:
    """The same with runner, chunks and store."""
    with tempfile.TemporaryDirectory() as folder:
        store = run_experiment(experiment, folder, jobs=jobs, engine=engine)  # type: ignore[arg-type]
        assert store.status == "done"


def engine_alone(experiment: Experiment) -> None:
    """Runner, chunks and store with runs that take no time: every run gives the numbers of the first."""
    recorded = simulate(experiment.at(0, 0), experiment.seed_of(0, 0), experiment.outcomes)
    with patch("experiments.chunks.simulate", lambda *asked: recorded):
        ours(experiment, 1)


def mesa_batch(experiment: Experiment) -> None:
    """The same with `mesa.batch_run`: one call a design point, since it crosses parameters and takes no table of points."""
    import mesa

    for point in range(experiment.n_points):
        mesa.batch_run(
            BatchRunSite, {"scenario": experiment.at(0, point), "outcomes": [experiment.outcomes]},
            rng=[experiment.seed_of(point, 0)], max_steps=experiment.months, data_collection_period=1, display_progress=False,
        )  # fmt: skip


@lru_cache(maxsize=1)
def prepared(site: str, months: int, runs: int) -> tuple[Experiment, list[tuple[Scenario, int]]]:
    """The experiment, and its runs as scenarios and seeds; made once in every process."""
    experiment = asked(site, months, runs)
    return experiment, [(experiment.at(0, point), experiment.seed_of(point, 0)) for point in range(experiment.n_points)]


def one_for_ema(point: int, site: str, months: int, runs: int) -> dict[str, Any]:
    """What EMA Workbench wants of a model: a function from inputs to outcomes by name."""
    experiment, made = prepared(site, months, runs)
    series, values = simulate(*made[point], experiment.outcomes)
    return {outcome: values[:, place] for place, (_, outcome) in enumerate(series)}


def ema(site: str, months: int, runs: int, jobs: int = 1) -> None:
    """The same with EMA Workbench: in a loop, or on its processes."""
    from ema_workbench import (
        ArrayOutcome,
        Constant,
        IntegerParameter,
        Model,
        MultiprocessingEvaluator,
        Sample,
        SequentialEvaluator,
    )

    model = Model("resettle", function=one_for_ema)
    model.uncertainties = [IntegerParameter("point", 0, max(runs - 1, 1))]
    model.constants = [Constant("site", site), Constant("months", months), Constant("runs", runs)]
    outcomes = prepared(site, months, runs)[0].outcomes
    model.outcomes = [ArrayOutcome(name) for name in outcomes]
    with SequentialEvaluator(model) if jobs == 1 else MultiprocessingEvaluator(model, n_processes=jobs) as evaluator:
        _, found = evaluator.perform_experiments([Sample(str(k), point=k) for k in range(runs)], log_progress=True)
    assert all(len(found[name]) == runs for name in outcomes)


def cpu_seconds() -> float:
    """Of this process and of those it has waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def cpu_and_wall(act: Callable[[], None], repeats: int) -> tuple[float, float]:
    """Least CPU seconds and least seconds of a few repeats."""
    found = []
    for _ in range(repeats):
        cpu, wall = cpu_seconds(), time.perf_counter()
        act()
        found.append((cpu_seconds() - cpu, time.perf_counter() - wall))
    return min(cpu for cpu, _ in found), min(wall for _, wall in found)


def measure(site: str, months: int, runs: int, repeats: int, with_peers: bool) -> dict[str, float]:
    """Milliseconds a run, overheads as shares of the bare runs, efficiency of two workers."""
    experiment = asked(site, months, runs)
    _ = experiment.values
    bare(experiment)
    alone, alone_wall = cpu_and_wall(lambda: bare(experiment), repeats)
    with_store, one_wall = cpu_and_wall(lambda: ours(experiment, 1), repeats)
    _, two_wall = cpu_and_wall(lambda: ours(experiment, 2), repeats)
    engine, _ = cpu_and_wall(lambda: engine_alone(experiment), repeats)
    found = {
        "milliseconds_a_run": 1000 * alone / runs,
        "milliseconds_of_engine_a_run": 1000 * engine / runs,
        "overhead_cpu": with_store / alone - 1,
        "overhead_wall": one_wall / alone_wall - 1,
        "efficiency_of_two": alone_wall / two_wall / 2,
    }
    if with_peers:
        found["overhead_of_mesa_batch_run"] = cpu_and_wall(lambda: mesa_batch(experiment), repeats)[0] / alone - 1
        found |= measure_ema(site, months, runs, repeats, alone)
    return found


def measure_ema(site: str, months: int, runs: int, repeats: int, alone: float) -> dict[str, float]:
    """Overheads of EMA Workbench's evaluators; on processes beside ours, the start of the processes included in both."""
    if find_spec("ema_workbench") is None:
        print("EMA Workbench is not installed and left out: pip install ema_workbench", file=sys.stderr)
        return {}
    experiment, _ = prepared(site, months, runs)
    in_loop = cpu_and_wall(lambda: ema(site, months, runs), repeats)[0]
    its_cpu, its_wall = cpu_and_wall(lambda: ema(site, months, runs, jobs=2), 1)
    our_cpu, our_wall = cpu_and_wall(lambda: ours(experiment, 2, "processes"), 1)
    return {
        "overhead_of_ema_sequential": in_loop / alone - 1, "overhead_of_ema_processes": its_cpu / alone - 1,
        "overhead_of_our_processes": our_cpu / alone - 1, "seconds_of_ema_processes": its_wall,
        "seconds_of_our_processes": our_wall,
    }  # fmt: skip


def main() -> None:
    """Print the figures as JSON."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--site", default="tiny")
    words.add_argument("--months", type=int, default=12)
    words.add_argument("--runs", type=int, default=300)
    words.add_argument("--repeats", type=int, default=3)
    words.add_argument("--without-peers", action="store_true")
    given = words.parse_args()
    found = measure(given.site, given.months, given.runs, given.repeats, not given.without_peers)
    print(json.dumps(vars(given) | {key: round(value, 4) for key, value in found.items()}, indent=1))


if __name__ == "__main__":
    main()
