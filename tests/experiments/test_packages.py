"""Packages: which levers are a part, and the scenarios of subsets, orders and leave-one-out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.packages import all_subsets, leave_one_out, parts, sampled_orders, subset_name
from model import registry
from model.errors import BadInput
from model.scenario import LeverSetting, Scenario, load_scenario


@pytest.fixture(scope="module")
def base() -> Scenario:
    return load_scenario("no_followup", site="tiny", settings=["months=6"])


@pytest.fixture(scope="module")
def package(base: Scenario) -> Scenario:
    names = ("training", "workshops", "public_jobs")
    return replace(base, name="three", levers={name: LeverSetting(dict(registry.LEVERS[name].full)) for name in names})


def test_parts_are_the_systems_or_levers_that_the_package_sets_otherwise(base: Scenario, package: Scenario) -> None:
    assert parts(base, package, "system") == {"employment": ("public_jobs", "training", "workshops")}
    assert set(parts(base, package, "lever")) == {"training", "workshops", "public_jobs"}
    assert parts(package, package) == {}
    with pytest.raises(BadInput):
        all_subsets(package, package)


def test_all_subsets_run_from_the_base_to_the_package(base: Scenario, package: Scenario) -> None:
    _, subsets = all_subsets(base, package, "lever")
    assert len(subsets) == 8
    assert len({scenario.name for scenario in subsets}) == 8
    assert (subsets[0].name, dict(subsets[0].levers)) == ("none", dict(base.levers))
    assert subsets[-1].levers == package.levers
    two = next(scenario for scenario in subsets if scenario.name == subset_name(["workshops", "training"]))
    assert set(two.levers) == {"training", "workshops"}
    assert two.levers["training"] == package.levers["training"]


def test_a_lever_that_the_package_turns_off_is_a_part_too(base: Scenario, package: Scenario) -> None:
    _, subsets = all_subsets(package, base, "lever")
    assert set(subsets[0].levers) == {"training", "workshops", "public_jobs"}
    assert not subsets[-1].levers


def test_sampled_orders_come_with_their_reverse_and_all_their_prefixes(base: Scenario, package: Scenario) -> None:
    of, orders, scenarios = sampled_orders(base, package, 4, seed=1)
    assert orders[1] == orders[0][::-1]
    assert all(set(order) == set(of) for order in orders)
    names = {scenario.name for scenario in scenarios}
    assert all(subset_name(order[:size]) in names for order in orders for size in range(4))
    assert orders == sampled_orders(base, package, 4, seed=1)[1]


def test_leave_one_out_is_none_each_alone_all_but_each_and_all(base: Scenario, package: Scenario) -> None:
    of, scenarios = leave_one_out(base, package, "lever")
    assert scenarios[0].name == "none"
    assert {len(scenario.levers) for scenario in scenarios} == {0, 1, 2, 3}
    assert len(scenarios) == 2 + 2 * len(of)
