"""Time the two large studies: a province of sites, and a Sobol' analysis of a county-town site.

python -m benchmarks.run_studies [--jobs 2] [--sites 946] [--n 512] [--months 60] [--skip province]

Wanted: the province in a minute and under 3 GB; Sobol' of 12 inputs, the dummy among them, at N = 512 with every lever on in
15 minutes; both on two cores. Smaller sizes are measured as they are; nothing is extrapolated.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from dataclasses import replace
from time import perf_counter

from benchmarks.machine import busyness, describe
from experiments.batch import run_experiment
from experiments.experiment import make_experiment
from experiments.province import run_province
from experiments.province_sites import draw_sites
from model.registry import LEVERS, PROCESS_PARAMETERS
from model.scenario import LeverSetting, load_scenario
from model.scenario_file import dose_values

N_INPUTS = 11
KILOBYTE = 1 if sys.platform == "darwin" else 1024


def cpu_seconds() -> float:
    """Of this process and of those it has waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(of.ru_utime + of.ru_stime for of in used)


def megabytes() -> float:
    """The most that this process and its largest worker have held, together."""
    return sum(resource.getrusage(who).ru_maxrss * KILOBYTE / 1e6 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def time_province(jobs: int, n_sites: int | None, months: int) -> str:
    """Seconds by the clock and of computing, and memory."""
    scenario, sites = load_scenario("baseline", settings=[f"months={months}"]), draw_sites(1, n_sites)
    run_province(load_scenario("baseline", settings=["months=1"]), sites[-2 * jobs :], 1, jobs=jobs)
    begin, used = perf_counter(), cpu_seconds()
    found = run_province(scenario, sites, 1, jobs=jobs)
    seconds, computing = perf_counter() - begin, cpu_seconds() - used
    n_people = sum(site.n_people for site in sites)
    return (
        f"province: {found.n_done} sites, {n_people:,} people, {months} months, {jobs} processes: {seconds:.1f} s by the clock, "
        f"{computing:.1f} s of computing, at most {megabytes():,.0f} MB in the runner and its largest worker"
    )


def time_sobol(jobs: int, n: int, months: int) -> str:
    """Seconds by the clock of the runs of a Saltelli design, every lever at its full dose."""
    names = [name for name, of in PROCESS_PARAMETERS.items() if of.grade == "assumption" and of.unit not in ("yes or no", "code")]
    experiment = make_experiment({
        "scenarios": ["baseline"], "site": "jingxian", "months": months, "dummy": True, "outcomes": ["employment_rate"],
        "design": {"method": "saltelli", "n": n}, "uncertainties": dict.fromkeys(names[:N_INPUTS], "declared"),
    })  # fmt: skip
    every = {name: LeverSetting(dose_values(lever, 1.0)) for name, lever in LEVERS.items()}
    experiment = replace(experiment, scenarios=(replace(experiment.scenarios[0], levers=every),))
    begin, used = perf_counter(), cpu_seconds()
    with tempfile.TemporaryDirectory() as folder:
        store = run_experiment(experiment, folder, jobs=jobs, engine="threads")
        seconds, computing = perf_counter() - begin, cpu_seconds() - used
        return (
            f"Sobol': {experiment.n_points:,} points over {len(experiment.inputs)} inputs (N = {n}), {store.n_done:,} runs done, "
            f"{len(LEVERS)} levers on, {months} months, {jobs} threads: {seconds:.1f} s by the clock, {computing:.1f} s of "
            f"computing, {1000 * store.seconds_a_run:.1f} ms a run"
        )


def main() -> None:
    """Measure what is asked for and print it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--sites", type=int, default=None)
    asked.add_argument("--n", type=int, default=512)
    asked.add_argument("--months", type=int, default=60)
    asked.add_argument("--skip", nargs="*", default=[], choices=["province", "sobol"])
    given = asked.parse_args()
    print(describe(), busyness(), sep="\n")
    if "province" not in given.skip:
        print(time_province(given.jobs, given.sites, given.months), flush=True)
    if "sobol" not in given.skip:
        print(time_sobol(given.jobs, given.n, given.months), flush=True)


if __name__ == "__main__":
    main()
