"""Time and weigh the full model.

python -m benchmarks.run_full [--scenario baseline] [--repeats 5] [--replications 24] [--people 1000000]

One thread and warm compiled code unless said otherwise; recording is part of every run. People are those alive on the first
day. Ratios come from runs in turn in this process.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from benchmarks.machine import busyness, describe
from benchmarks.mini import mesa_objects
from benchmarks.mini.population import MONTHS, start
from benchmarks.run_mini import time_once
from experiments import runner
from model.agents import Household
from model.scenario import Scenario, load_scenario
from model.site import ResettlementSite

SITES = ("tiejiang", "jingxian", "sajin")
COUNTY_TOWN, LARGEST = "jingxian", "sajin"
EVERY_LEVER = "five_systems"
# By scenario and site, million person-months a second.
WANTED = {("baseline", COUNTY_TOWN): "at least 6", (EVERY_LEVER, LARGEST): "at least 4"}
SMALL_PEOPLE = 10_000
SETTLING, MEASURED = 6, 12  # months before and in the comparison of sizes
DROPPED_SITES = 300
WORKER_TURNS = 5
WARM_UP_RUNS = 4  # so that each of two workers has had one
HELP = "import sys; from app.cli import main; sys.argv = ['resettle', '--help']; main()"
HELP_IMPORTS = (
    f"import atexit, sys; atexit.register(lambda: print('yes' if {{'mesa', 'numba'}} & {{*sys.modules}} else 'no')); {HELP}"
)
ROOT = Path(__file__).parents[1]

Row = tuple[str, str, str]  # what, measured, wanted


class Kind(NamedTuple):
    """What is timed: a scenario on a site, with what is recorded."""

    scenario: str
    site: str
    record: str


def n_people(site: ResettlementSite) -> int:
    """People alive on the first day of a site that has not stepped yet."""
    return int(np.count_nonzero(site.state.array("people", "is_alive")))


def timed_run(scenario: Scenario, record: str, seed: int) -> tuple[float, float, int]:
    """Seconds to build, seconds to run, people."""
    gc.collect()
    begin = perf_counter()
    site = ResettlementSite(scenario, rng=seed, record=record)
    built = perf_counter()
    people = n_people(site)
    begin_run = perf_counter()
    site.run()
    return built - begin, perf_counter() - begin_run, people


def speeds(scenario_name: str, repeats: int) -> Iterator[Row]:
    """Person-months a second by site and record, building over running, and the ratio to plain Mesa objects."""
    kinds = [Kind(scenario_name, name, record) for name in SITES for record in ("totals", "groups")]
    kinds += [Kind(EVERY_LEVER, COUNTY_TOWN, "totals"), Kind(EVERY_LEVER, LARGEST, "totals")]
    scenarios = {kind: load_scenario(kind.scenario, site=kind.site, settings=[f"months={MONTHS}"]) for kind in kinds}
    for kind in kinds:
        timed_run(scenarios[kind], kind.record, 0)
    county_town = Kind(scenario_name, COUNTY_TOWN, "totals")
    runs: dict[Kind, list[tuple[float, float, int]]] = {kind: [] for kind in kinds}
    objects = []
    for repeat in range(repeats):
        for kind in kinds:
            runs[kind].append(timed_run(scenarios[kind], kind.record, repeat + 1))
        first_day = start(runs[county_town][0][2])
        if repeat < 3:
            objects.append(time_once(mesa_objects, first_day, repeat + 1)[1])
    for kind in kinds:
        people = runs[kind][0][2]
        took = [seconds for _, seconds, _ in runs[kind]]
        run = median(took)
        yield (
            f"million person-months a second, `{kind.scenario}` on {kind.site} ({people:,} people), `{kind.record}`; "
            f"60 months in {run:.3g} s, fastest {min(took):.3g} s",
            f"{people * MONTHS / run / 1e6:.2f}",
            WANTED.get(kind[:2], ""),
        )
    county = runs[county_town]
    build, run = median(built for built, _, _ in county), median(seconds for _, seconds, _ in county)
    yield f"building {COUNTY_TOWN} over running it for {MONTHS} months", f"{build / run:.3f}", "below 0.2"
    ratio = median(objects) / run
    yield (
        f"plain Mesa objects on the common work of the same size ({median(objects):.3g} s) over the full model",
        f"{ratio:.1f}×",
        "20×",
    )


def scaled(scenario: Scenario, people: int) -> Scenario:
    """The same kind of site for another number of people."""
    a_household = scenario.site.n_people / scenario.site.n_households
    return replace(scenario, site=scenario.site.model_copy(update={"n_households": round(people / a_household)}))


def cost_of_size(scenario: Scenario, people: int) -> Iterator[Row]:
    """Cost per person-month at many people over that at few, and memory a person of the large site."""
    months = SETTLING + MEASURED
    costs = {}
    for size in (SMALL_PEOPLE, people):
        of_size = scaled(replace(scenario, months=months), size)
        seconds = []
        for repeat in range(5 if size == SMALL_PEOPLE else 1):
            gc.collect()
            site = ResettlementSite(of_size, rng=repeat + 1, record="totals")
            n = n_people(site)
            for _ in range(SETTLING):
                site.step()
            begin = perf_counter()
            site.run()
            seconds.append(perf_counter() - begin)
        costs[size] = median(seconds) / n / MEASURED * 1e9
    yield (
        f"nanoseconds per person-month at {n:,} people over those at {SMALL_PEOPLE:,} "
        f"({costs[people]:.0f} over {costs[SMALL_PEOPLE]:.0f}, months {SETTLING} to {months - 1})",
        f"{costs[people] / costs[SMALL_PEOPLE]:.2f}",
        "at most 1.5",
    )
    yield f"bytes of columns a person, {n:,} people", f"{site.state.n_bytes() / n:.0f}", "below 400"
    # In a process of its own, so that memory which earlier runs gave back is not used again unseen.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
        resident = fresh.submit(weigh, scaled(replace(scenario, months=2), people).resolved()).result()
    yield f"resident bytes a person beyond the interpreter and warm code, {n:,} people", f"{resident:.0f}", "below 400"


def weigh(resolved: dict[str, Any]) -> float:
    """Resident bytes a person that a site adds to a process that has run a small one."""
    scenario = Scenario.from_resolved(resolved)
    ResettlementSite(scaled(scenario, SMALL_PEOPLE), rng=1, record="totals").run()
    gc.collect()
    before = resident_bytes()
    site = ResettlementSite(scenario, rng=1, record="totals")
    people = n_people(site)
    site.run()
    gc.collect()
    return (resident_bytes() - before) / people


def resident_bytes() -> int:
    """Resident memory of this process."""
    import psutil

    return int(psutil.Process().memory_info().rss)


def one_run(resolved: dict[str, Any], seed: int) -> float:
    """A run in a worker; returns the seconds it took."""
    begin = perf_counter()
    runner.simulate(Scenario.from_resolved(resolved), seed, "totals")
    return perf_counter() - begin


def timed_pool(pool: Executor, resolved: dict[str, Any], runs: int) -> float:
    """Seconds until all runs are done."""
    begin = perf_counter()
    list(pool.map(one_run, [resolved] * runs, range(runs)))
    return perf_counter() - begin


def two_workers(scenario: Scenario, replications: int) -> Iterator[Row]:
    """Two warm workers over one thread, in turns so that a busy spell hits all, and what worker processes cost to start."""
    if (os.cpu_count() or 1) < 2:
        yield "two workers", "needs two cores", "at least 85 %"
        return
    resolved = scenario.resolved()
    turn = max(2, replications // WORKER_TURNS)
    with (
        ThreadPoolExecutor(1) as one,
        ThreadPoolExecutor(2) as threads,
        ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes,
    ):
        start_up = timed_pool(processes, resolved, WARM_UP_RUNS)
        pools: dict[str, Executor] = {"one": one, "threads": threads, "processes": processes}
        took = {name: [] for name in pools}
        for _ in range(WORKER_TURNS):
            for name, pool in pools.items():
                took[name].append(timed_pool(pool, resolved, turn))
    alone = median(took["one"])
    for name in ("threads", "processes"):
        both = median(took[name])
        what = f"two warm {name}: efficiency over one thread, {turn} runs a turn ({both:.3g} s; one: {alone:.3g} s)"
        yield what, f"{alone / both / 2:.0%}", "at least 85 % for the better"
    yield f"seconds to start two processes and run {WARM_UP_RUNS} times, code cached", f"{start_up:.1f}", ""


def growth(scenario: Scenario) -> Iterator[Row]:
    """Memory after many sites built, looked at and dropped."""
    after = {}
    for k in range(1, DROPPED_SITES + 1):
        site = ResettlementSite(scenario, rng=k, record="totals")
        site.step()
        site.agents_by_type[Household].agg("net_income_yuan_month", np.mean)
        del site
        if k in (DROPPED_SITES // 2, DROPPED_SITES):
            gc.collect()
            after[k] = resident_bytes(), len(gc.get_objects())
    (first, first_objects), (last, last_objects) = after.values()
    what = f"grown from the {DROPPED_SITES // 2}th to the {DROPPED_SITES}th site built, stepped, looked at and dropped"
    yield f"MiB {what}", f"{(last - first) / 2**20:.1f}", "none"
    yield f"Python objects {what}", f"{last_objects - first_objects:,}", "none"


def help_time(repeats: int = 9) -> Iterator[Row]:
    """Wall time of the command line's help, interpreter included, and whether it imports what is slow."""
    took = []
    for _ in range(repeats):
        begin = perf_counter()
        subprocess.run([sys.executable, "-c", HELP], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        took.append(perf_counter() - begin)
    what = f"seconds of `resettle --help` (fastest {min(took):.2f}, slowest {max(took):.2f})"
    yield what, f"{median(took):.2f}", "below 0.3"
    command = [sys.executable, "-c", HELP_IMPORTS]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    yield "`resettle --help` imports mesa or numba", told.stdout.splitlines()[-1], "no"


def section(scenario_name: str, repeats: int, replications: int, people: int) -> str:
    """Measure and report in Markdown."""
    county = load_scenario(scenario_name, site=COUNTY_TOWN, settings=[f"months={MONTHS}"])
    lines = ["| the full model | measured | wanted |", "| --- | --- | --- |"]
    load = ""
    for rows in (
        speeds(scenario_name, repeats),
        cost_of_size(county, people),
        growth(county),
        help_time(),
        two_workers(county, replications),
    ):
        for row in rows:
            lines.append("| " + " | ".join(row) + " |")
            print(" | ".join(row), file=sys.stderr, flush=True)
        load = load or busyness()  # before the two workers, which are a load themselves
    return "\n".join(lines) + f"\n\nAfter the runs on one thread: {load}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenario", default="baseline")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--replications", type=int, default=24)
    parser.add_argument("--people", type=int, default=1_000_000)
    asked = parser.parse_args()
    print(describe(), end="\n\n", flush=True)
    print(section(asked.scenario, asked.repeats, asked.replications, asked.people))


if __name__ == "__main__":
    main()
