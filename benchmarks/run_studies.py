"""Time the two large studies: a province of sites, and a Sobol' analysis of a county-town site.

python -m benchmarks.run_studies [--out runs/studies] [--jobs 2] [--sites 946] [--n 512] [--months 60] [--skip province]

Wanted: the province (946 sites, 1.92 million people, 60 months, one replication) in a minute and under 3 GB; Sobol' of 12
inputs, the dummy among them, at N = 512 with every lever on in 15 minutes; both on two cores. What is run is kept and can be
read afterwards: the commands are printed. Stopped, the same command goes on, and says how many runs its time is of; nothing is
extrapolated.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from analysis.headlines import HEADLINES
from app.progress import Progress
from benchmarks.machine import busyness, describe
from experiments.batch import run_experiment
from experiments.executors import Engine
from experiments.experiment import Experiment
from experiments.province import province_experiment, sites_of
from experiments.province_record import write_totals
from experiments.questions import find
from experiments.sensitivity import asked_for
from experiments.store import Store, holds_experiment, open_store
from model.kernel import is_cold
from model.scenario import load_scenario

QUESTION, SITE = "levers_or_assumptions", "jingxian"
KILOBYTE = 1 if sys.platform == "darwin" else 1024


def cpu_seconds() -> float:
    """Of this process and of those it has waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(of.ru_utime + of.ru_stime for of in used)


def megabytes(n_workers: int) -> float:
    """No more than this was held at any time: the most this process has held, and for each worker what the largest has."""
    own, largest = (
        resource.getrusage(who).ru_maxrss * KILOBYTE / 1e6 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own + n_workers * largest


def timed(experiment: Experiment, folder: Path, jobs: int, engine: Engine, seconds_a_shard: float) -> tuple[Store, str]:
    """Run what is missing; gives the store, and what it took in words."""
    before = open_store(folder).n_done if holds_experiment(folder) else 0
    begin, used = perf_counter(), cpu_seconds()
    with Progress() as progress:
        store = run_experiment(experiment, folder, jobs, engine, progress, seconds_a_shard=seconds_a_shard)
    seconds, computing = perf_counter() - begin, cpu_seconds() - used
    n = store.n_done - before
    part = "" if n == store.n_done else f" (of {store.n_done:,}; the others were stored before)"
    failed = f", {store.n_failed} FAILED" if store.n_failed else ""
    each = f", {1000 * store.seconds_a_run:.1f} ms a run" if store.n_done else ""
    stopped = "" if store.status != "stopped" else " STOPPED: the same command goes on."
    return store, (
        f"{n:,} runs{part}{failed}, {experiment.months} months, {jobs} {engine}: {seconds:.1f} s by the clock, "
        f"{computing:.1f} s of computing{each}.{stopped}"
    )


def time_province(folder: Path, jobs: int, n_sites: int, months: int) -> bool:
    """Seconds by the clock and of computing, and memory; gives whether it is whole."""
    experiment = province_experiment([load_scenario("baseline", settings=[f"months={months}"])], n_sites, 1, seed=1)
    n_people = sum(site.n_people for site in sites_of(experiment))
    store, took = timed(experiment, folder, jobs, "processes", seconds_a_shard=0.0)
    print(f"province: {n_sites} sites, {n_people:,} people, {took}")
    if store.status == "stopped":
        return False
    begin = perf_counter()
    totals, _ = write_totals(store, HEADLINES)
    print(
        f"  added up in {perf_counter() - begin:.1f} s; at most {megabytes(jobs):,.0f} MB in the runner and its workers together"
    )
    print(f"  totals by class of site: {totals}; read again: resettle province --resume {folder}", flush=True)
    return True


def time_sobol(folder: Path, jobs: int, n: int, months: int, site: str) -> bool:
    """Seconds by the clock of the runs of a Saltelli design, every lever on; gives whether it is whole."""
    experiment, _ = asked_for(str(find(QUESTION)), "sobol", n=n, site=site, months=months)
    store, took = timed(experiment, folder, jobs, "processes", seconds_a_shard=5.0)
    n_levers, n_inputs = len(experiment.scenarios[0].levers), len(experiment.inputs)
    print(f"Sobol': {experiment.n_points:,} points over {n_inputs} inputs (N = {n}), {n_levers} levers on, {site}, {took}")
    if store.status == "stopped":
        return False
    sizes = f"--n {n} --site {site} --months {months}"
    print(f"  indices and figures: resettle sensitivity {QUESTION} --method sobol {sizes} --out {folder}", flush=True)
    return True


def warm_up() -> None:
    """Compile what is not compiled yet, so that no compiler is in the times."""
    if is_cold():
        print("compiling the model first", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        run_experiment(province_experiment([load_scenario("baseline", settings=["months=1"])], 1, 1, seed=1), folder)


def main() -> None:
    """Measure what is asked for and print it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--out", type=Path, default=Path("runs/studies"))
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--sites", type=int, default=946)
    asked.add_argument("--n", type=int, default=512)
    asked.add_argument("--site", default=SITE, help="site of the Sobol' analysis")
    asked.add_argument("--months", type=int, default=60)
    asked.add_argument("--skip", nargs="*", default=[], choices=["province", "sobol"])
    given = asked.parse_args()
    print(describe(), busyness(), sep="\n", flush=True)
    warm_up()
    is_whole = True
    if "province" not in given.skip:
        folder = given.out / f"province-{given.sites}-{given.months}"
        is_whole = time_province(folder, given.jobs, given.sites, given.months)
    if is_whole and "sobol" not in given.skip:
        folder = given.out / f"sobol-{given.site}-{given.n}-{given.months}"
        is_whole = time_sobol(folder, given.jobs, given.n, given.months, given.site)
    sys.exit(0 if is_whole else 130)


if __name__ == "__main__":
    main()
