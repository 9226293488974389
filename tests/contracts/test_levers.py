"""Promises that every lever keeps on a running site."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from model import registry
from model.scenario import Budget, LeverSetting, Scenario, load_scenario
from model.site import ResettlementSite


def run(scenario: Scenario, seed: int = 5) -> ResettlementSite:
    site = ResettlementSite(scenario, rng=seed, record="totals")
    site.run()
    return site


@pytest.fixture(scope="module")
def bare() -> Scenario:
    return load_scenario("no_followup", site="tiny", settings=["months=18"])


def full(name: str, **more: float) -> LeverSetting:
    lever = registry.LEVERS[name]
    return LeverSetting({parameter.name: parameter.default for parameter in lever.parameters} | dict(lever.full) | more)


@pytest.mark.parametrize("name", registry.LEVERS)
def test_a_lever_at_its_defaults_changes_no_bit(name: str, bare: Scenario) -> None:
    off = replace(bare, levers={name: LeverSetting({})})
    assert np.array_equal(run(bare).values, run(off).values, equal_nan=True)


@pytest.mark.parametrize("name", registry.LEVERS)
def test_a_lever_changes_nothing_before_it_starts(name: str, bare: Scenario) -> None:
    late = replace(bare, levers={name: LeverSetting(full(name).values, start_month=9)})
    before, after = run(bare).values, run(late).values
    assert np.array_equal(before[:9], after[:9], equal_nan=True)
    assert not np.array_equal(before, after, equal_nan=True)


@pytest.mark.parametrize("name", registry.LEVERS)
def test_a_budget_of_zero_delivers_nothing_that_costs_money(name: str, bare: Scenario) -> None:
    poor = run(replace(bare, levers={name: full(name)}, budget=Budget(0.0)))
    assert poor.ledger.spent.sum() == 0
    rich = run(replace(bare, levers={name: full(name)}))
    assert (poor.ledger.unfunded.sum() > 0) == (rich.ledger.spent.sum() > 0), "what it asked for is told"
    assert poor.state.array("employers", "n_filled")[np.isin(poor.state.array("employers", "kind"), (3, 7))].sum() == 0
    assert poor.state.array("people", "months_since_training").max() == -1


@pytest.mark.parametrize("yuan", [50.0, 400.0])
def test_a_budget_is_never_exceeded_and_the_first_in_line_is_paid_first(yuan: float, bare: Scenario) -> None:
    levers = {name: full(name) for name in registry.LEVERS}
    first = ("public_jobs", "training", "workshops")
    poor = replace(bare, levers=levers, budget=Budget(yuan, 0.0, first))
    site = run(poor)
    income = np.cumsum(poor.budget.yuan_by_month(poor.site, poor.months) or [])
    assert (np.cumsum(site.ledger.spent.sum(axis=0)) <= income + np.cumsum(site.ledger.received) + 1).all()
    assert (site.ledger.spent <= site.ledger.granted + 1e-3).all()
    turned = run(replace(poor, budget=Budget(yuan, 0.0, first[::-1])))
    wages = next(line for line, pair in enumerate(site.ledger.lines) if pair == ("public_jobs", "wages"))
    assert site.ledger.spent[wages].sum() >= turned.ledger.spent[wages].sum()


def test_the_order_of_levers_in_the_file_does_not_matter(bare: Scenario) -> None:
    names = list(registry.LEVERS)
    there = run(replace(bare, levers={name: full(name) for name in names}))
    back = run(replace(bare, levers={name: full(name) for name in names[::-1]}))
    assert np.array_equal(there.values, back.values, equal_nan=True)


def test_spending_is_what_was_delivered_times_its_price(bare: Scenario) -> None:
    site = ResettlementSite(replace(bare, levers={"public_jobs": full("public_jobs")}), rng=3, record="totals")
    for month in range(6):
        site.step()
        held = site.state.array("employers", "n_filled")[site.state.array("employers", "kind") == 7].sum()
        wages = site.ledger.row("public_jobs", "wages")
        assert site.ledger.spent[wages, month] == held * registry.LEVERS["public_jobs"].full["wage"]


@pytest.mark.parametrize(
    ("name", "outcome"),
    [("training", "trained_share"), ("workshops", "share_working_in_workshop"),
     ("public_jobs", "share_working_in_public_programme")],
)  # fmt: skip
def test_half_a_dose_reaches_no_fewer_than_none_and_no_more_than_all(name: str, outcome: str) -> None:
    means = []
    for dose in ("off", 0.5, "full"):
        setting = f'levers.{name}="off"' if dose == "off" else f"levers.{name}.dose={dose}"
        scenario = load_scenario("no_followup", site="tiejiang", settings=["months=24", setting])
        site = run(scenario)
        means.append(site.values[-1, site.series.index(("all", outcome))])
    assert means[0] == 0 < means[1] < means[2]


def test_a_ramp_brings_the_dose_step_by_step() -> None:
    setting = LeverSetting({"coverage": 1.0}, start_month=3, ramp_months=4)
    assert [setting.ramp(month) for month in range(9)] == [0, 0, 0, 0.25, 0.5, 0.75, 1, 1, 1]


def test_a_lever_that_is_withdrawn_spends_nothing_more_and_its_posts_close(bare: Scenario) -> None:
    setting = replace(full("public_jobs"), end_month=9)
    site = run(replace(bare, levers={"public_jobs": setting}))
    spent = site.values[:, site.series.index(("all", "spending_yuan_month"))]
    held = site.values[:, site.series.index(("all", "share_working_in_public_programme"))]
    assert (spent[2:9] > 0).all()
    assert (spent[9:] == 0).all()
    assert held[8] > 0
    assert (held[10:] == 0).all()


def test_no_workshop_is_ordered_where_more_are_open_than_wanted() -> None:
    scenario = load_scenario("baseline", site="tiny", settings=["months=2"])
    site = ResettlementSite(scenario, rng=5)
    site.step()
    site.state.array("employers", "is_open")[:] = 1
    site.state.array("community_offices", "n_labour_force")[:] = 0
    site.bends.clear()
    site.levers["workshops"].plan(site._lever_desks["workshops"])
    assert site.bends.value("employers.workshop_openings") == 0


def few_seats() -> Scenario:
    """A large site almost without schools."""
    scenario = load_scenario("no_followup", site="sajin", settings=["months=30"])
    few = {"kindergarten_seats": 5.0, "primary_seats": 5.0, "junior_seats": 5.0}
    services = scenario.site.services.model_copy(update=few)
    return replace(scenario, site=scenario.site.model_copy(update={"services": services}))


OTHERWISE = [(name, parameter.name) for name, lever in registry.LEVERS.items() for parameter in lever.parameters]


@pytest.mark.parametrize(("name", "parameter"), OTHERWISE)
def test_no_parameter_of_a_lever_is_dead(name: str, parameter: str) -> None:
    """With the rest at full, another value of it changes the numbers, the books or the hours, with or without a tight budget."""
    declared = registry.LEVER_PARAMETERS[f"{name}.{parameter}"]
    asked = full(name).values[parameter]
    others = {declared.low, declared.high} - {asked}
    capped = "budget.per_resident_year={}".format
    bare, whole = "no_followup", "five_systems"
    tries = (
        (bare, "tiejiang"), (bare, "tiejiang", capped(150)), (bare, "tiejiang", capped(40)), (whole, "tiejiang"),
        (whole, "tiejiang", capped(600)), (bare, "jingxian"), (bare, "few seats"),
    )  # fmt: skip
    for (base, site, *more), other in product(tries, sorted(others)):
        scenario = few_seats() if site == "few seats" else load_scenario(base, site=site, settings=["months=30", *more])
        there = run(replace(scenario, levers={**scenario.levers, name: full(name)}))
        elsewhere = run(replace(scenario, levers={**scenario.levers, name: full(name, **{parameter: other})}))
        same_books = np.array_equal(there.ledger.spent, elsewhere.ledger.spent)
        same_books &= np.array_equal(there.ledger.hours, elsewhere.ledger.hours)
        if not same_books or not np.array_equal(there.values, elsewhere.values, equal_nan=True):
            return
    raise AssertionError(f"{name}.{parameter} = {others} instead of {asked:g} changes nothing")
