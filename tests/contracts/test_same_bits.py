"""Same scenario and seed, same bits: across processes, threads, hash seeds, order of runs, and plain Python decides alike."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from experiments.runner import run
from model.population.build import build_population, population_columns, table_sizes
from model.scenario import Scenario, load_scenario
from model.site import ResettlementSite
from model.state import State

ROOT = Path(__file__).parents[2]
SCRIPT = """
import json, sys
from model.scenario import load_scenario
from model.site import ResettlementSite
site = ResettlementSite(load_scenario("baseline", site="tiny", settings=["months=9"]), rng=11)
site.run()
columns = {f"{t}.{c}": site.state.array(t, c).tolist() for t in site.state.columns for c in site.state.columns[t]}
json.dump({"values": [[None if v != v else v for v in row] for row in site.values.tolist()], "columns": columns}, sys.stdout)
"""


@cache
def in_a_new_process(**environment: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, cwd=ROOT, check=True, env=os.environ | environment
    )
    return json.loads(done.stdout)


def test_hash_seeds_do_not_matter() -> None:
    assert in_a_new_process(PYTHONHASHSEED="1") == in_a_new_process(PYTHONHASHSEED="2")


@pytest.mark.slow
def test_plain_python_takes_the_same_decisions_with_numbers_within_rounding() -> None:
    plain, compiled = in_a_new_process(NUMBA_DISABLE_JIT="1"), in_a_new_process(PYTHONHASHSEED="1")
    for name, column in compiled["columns"].items():  # type: ignore[attr-defined]
        mine, theirs = np.array(column), np.array(plain["columns"][name])  # type: ignore[index]
        if mine.dtype.kind == "i":
            assert (mine == theirs).all(), name
        else:
            assert np.allclose(mine, theirs, rtol=1e-5, atol=1e-5), name


def test_threads_processes_and_the_number_of_workers_give_the_same_bits(tiny: Scenario) -> None:
    scenarios = [tiny, load_scenario("three_together", site="tiny", settings=["months=24"])]
    alone = run(scenarios, 3, seed=4)
    for engine, jobs in (("threads", 3), ("processes", 2)):
        other = run(scenarios, 3, seed=4, jobs=jobs, engine=engine)  # type: ignore[arg-type]
        for scenario in scenarios:
            for replication in range(3):
                mine, theirs = alone.values[scenario.name][replication], other.values[scenario.name][replication]
                assert np.array_equal(mine, theirs, equal_nan=True)


def test_two_sites_in_one_process_do_not_touch_each_other(tiny: Scenario) -> None:
    alone = ResettlementSite(tiny, rng=1)
    alone.run()
    first, second = ResettlementSite(tiny, rng=1), ResettlementSite(tiny, rng=2)
    for _ in range(tiny.months):
        first.step()
        second.step()
    assert np.array_equal(alone.values, first.values, equal_nan=True)
    assert not np.array_equal(first.values, second.values, equal_nan=True)


def test_the_totals_are_the_same_whether_groups_are_recorded_or_not(tiny: Scenario) -> None:
    groups, totals = ResettlementSite(tiny, rng=3, record="groups"), ResettlementSite(tiny, rng=3, record="totals")
    groups.run()
    totals.run()
    places = [groups.series.index(pair) for pair in totals.series]
    assert np.array_equal(groups.values[:, places], totals.values, equal_nan=True)


def test_recording_one_outcome_gives_the_same_number(tiny: Scenario) -> None:
    totals, one = ResettlementSite(tiny, rng=3, record="totals"), ResettlementSite(tiny, rng=3, record=("gini",))
    totals.run()
    one.run()
    assert one.series == (("all", "gini"),)
    assert np.array_equal(one.values[:, 0], totals.values[:, totals.series.index(("all", "gini"))])


def first_day(scenario: Scenario, n_households: int) -> State:
    profile = scenario.site.model_copy(update={"n_households": n_households})
    from model import registry
    from model.calendar import Calendar

    columns = {"population": population_columns()} | registry.columns_by_owner(registry.PROCESSES)
    state = State(columns, table_sizes(profile, 60, 9, ()))
    build_population(state, profile, Calendar(2019, 6), 60, False, (), 9)
    return state


def test_one_household_more_changes_nobody_elses_draws(tiny: Scenario) -> None:
    fewer, more = first_day(tiny, 40), first_day(tiny, 41)
    n = fewer.sizes["people"]
    for column in ("age_months", "is_female", "disability", "schooling", "chance_id", "is_away", "tenure_months"):
        assert (fewer.array("people", column) == more.array("people", column)[:n]).all(), column
    for column in ("arrival_month", "is_registered_poor", "land_mu", "has_old_house"):
        assert (fewer.array("households", column) == more.array("households", column)[:40]).all(), column


def test_more_workshop_rows_change_nobody_who_is_not_in_one() -> None:
    few = load_scenario("no_followup", site="tiny", settings=["months=12", "levers.workshops.posts=100.0",
                                                              "levers.workshops.start_month=11"])  # fmt: skip
    none = load_scenario("no_followup", site="tiny", settings=["months=12"])
    sites = [ResettlementSite(scenario, rng=2, record="totals") for scenario in (few, none)]
    for site in sites:
        for _ in range(11):
            site.step()
    assert np.array_equal(sites[0].values[:11], sites[1].values[:11], equal_nan=True)
