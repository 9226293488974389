"""The levers of training and employment on a running site: whom they reach, what it costs, and by which way they work."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from model import registry
from model.codes import BY_BROKER, COMMUNITY_FIRM, COOPERATIVE, NOBODY, OUTSIDE, OWN_BUSINESS, START_UP
from model.scenario import load_scenario
from model.site import ResettlementSite

MONTHS = 24


@cache
def a_run(*settings: str, months: int = MONTHS) -> ResettlementSite:
    scenario = load_scenario("no_followup", site="tiejiang", settings=[f"months={months}", *settings])
    site = ResettlementSite(scenario, rng=4, record="totals")
    site.run()
    return site


def series(site: ResettlementSite, outcome: str) -> np.ndarray:
    return site.values[:, site.series.index(("all", outcome))]


def mean(site: ResettlementSite, outcome: str) -> float:
    """Mean over months; a month in which nothing is counted is a month of none."""
    return float(np.nan_to_num(series(site, outcome)).mean())


def spent(site: ResettlementSite, lever: str, line: str | None = None) -> float:
    rows = [row for row, (name, of) in enumerate(site.ledger.lines) if name == lever and line in (None, of)]
    return float(site.ledger.spent[rows].sum())


OURS = [lever.name for lever in registry.LEVERS.values() if lever.system == "employment"]
SIGNS = [(name, outcome, sign) for name in OURS for outcome, sign in registry.LEVERS[name].expects.items() if sign]


@pytest.mark.parametrize(("name", "outcome", "sign"), SIGNS)
def test_first_order_outcomes_move_as_the_lever_says(name: str, outcome: str, sign: int) -> None:
    none, full = (mean(a_run(*setting), outcome) for setting in ((), (f"levers.{name}.dose=1",)))
    assert sign * (full - none) > 0


@pytest.mark.parametrize("name", OURS)
def test_each_count_of_whom_a_lever_reaches_is_within_the_one_before(name: str) -> None:
    site = a_run(f"levers.{name}.dose=1")
    counts = site.reach(name)
    assert counts is not None
    assert counts.eligible >= counts.aware >= counts.taken_up >= counts.served >= 0
    assert counts.served > 0
    assert registry.LEVERS[name].target_zh
    assert registry.LEVERS[name].target_en


def test_who_is_placed_by_a_broker_is_counted_booked_and_known_by_it() -> None:
    site = ResettlementSite(
        load_scenario("no_followup", site="tiejiang", settings=["months=6", "levers.export.organised=0.8"]), rng=4
    )
    line = site.ledger.row("export", "brokers")
    placed = 0
    for month in range(6):
        site.step()
        n = int(site.state.array("community_offices", "n_brokered")[0])
        assert site.ledger.spent[line, month] == pytest.approx(n * 400 * site.clock.dated["price_index"][month])
        placed += n
    people, kinds = site.state.array("people", "channel"), site.state.array("employers", "kind")
    employer = site.state.array("people", "employer")
    clients = (people == BY_BROKER) & (employer != NOBODY)
    assert 0 < clients.sum() <= placed
    assert (kinds[employer[clients]] == OUTSIDE).all()
    assert (a_run().state.array("people", "channel") != BY_BROKER).all(), "without brokers nobody is placed by one"


def test_a_start_up_has_an_owner_who_stays_while_it_is_open() -> None:
    site = ResettlementSite(
        load_scenario("no_followup", site="tiejiang", settings=["months=24", "levers.startups.cases=30"]), rng=4
    )
    owners: dict[int, int] = {}
    for _ in range(24):
        site.step()
        array = site.state.array
        is_owner = array("people", "channel") == OWN_BUSINESS
        businesses = array("people", "employer")[is_owner]
        assert len(set(businesses.tolist())) == is_owner.sum(), "no business has two"
        assert (array("employers", "kind")[businesses] == START_UP).all()
        now = dict(zip(np.flatnonzero(is_owner).tolist(), businesses.tolist(), strict=True))
        alive, age = array("people", "is_alive"), array("people", "age_months")
        home = array("households", "return_month")[array("people", "household")]
        for person, business in owners.items():
            gone = alive[person] == 0 or home[person] <= site.month or age[person] > 59 * 12
            assert person in now or gone or array("employers", "is_open")[business] == 0
        owners = now
    assert owners
    survival, opened = series(site, "start_up_survival")[-1], series(site, "own_businesses_started").sum()
    assert 0 < survival < 1
    assert spent(site, "startups", "grants") >= 5000 * opened * 0.9


def test_houses_are_cleared_one_by_one_each_with_its_reward_and_pull_no_longer() -> None:
    site = a_run("levers.land.reclamation=1", months=30)
    array = site.state.array
    had, cleared = array("households", "has_old_house") == 1, array("households", "is_house_cleared") == 1
    stays = array("households", "return_month") > 30
    assert (cleared[had & stays]).mean() > 0.9
    assert not (cleared & ~had).any()
    assert spent(site, "land", "reclamation") == 11000 * cleared.sum()
    assert series(site, "old_houses_cleared").sum() == cleared.sum()
    assert series(site, "land_restored_mu")[-1] == pytest.approx(0.3 * cleared.sum())
    half = a_run("levers.land.reclamation=0.5", months=30).state.array("households", "is_house_cleared") == 1
    assert half.sum() <= 0.5 * had.sum() + 1


def test_a_village_that_did_not_move_as_a_whole_keeps_its_land_from_the_operator() -> None:
    site = a_run("levers.land.whole_village_operator=2")
    array = site.state.array
    here = (array("households", "arrival_month") < 24) & (array("households", "return_month") > 24)
    farmed, village = array("households", "farmed_share"), array("households", "village")
    by_village = [set(farmed[here & (village == v)].round(4).tolist()) for v in range(village.max() + 1)]
    assert all(len(values) == 1 for values in by_village)
    assert len(set.union(*by_village)) == 2, "some villages are run, some are not"
    companies = (array("employers", "kind") == COOPERATIVE) & (array("employers", "is_supported") == 1)
    assert array("employers", "is_open")[companies].sum() > 0
    assert mean(site, "land_in_use_share") > mean(a_run(), "land_in_use_share")


def test_payments_for_land_are_booked_as_households_receive_them() -> None:
    site = ResettlementSite(load_scenario("no_followup", site="tiejiang", settings=["months=6", "levers.land.dose=1"]), rng=4)
    for month in range(6):
        site.step()
        office = {name: site.state.array("community_offices", name)[0] for name in ("land_retired_mu", "land_payment_yuan")}
        assert site.ledger.spent[site.ledger.row("land", "slope"), month] == pytest.approx(office["land_payment_yuan"])
        assert office["land_payment_yuan"] == pytest.approx(office["land_retired_mu"] * 240 / 12)


def test_dividends_leak_on_the_way_and_are_booked_in_full() -> None:
    site = a_run("levers.industry.benefit_link=600", months=3)
    reaches = series(site, "industry_income_yuan_household_month")[-1]
    households = series(site, "households_here")[-1]
    booked = site.ledger.spent[site.ledger.row("industry", "dividends"), 2]
    assert reaches == pytest.approx(50 * 0.9)
    assert booked == pytest.approx(50 * households)


def test_a_community_firm_is_paid_for_when_it_is_open() -> None:
    site = ResettlementSite(
        load_scenario("no_followup", site="tiejiang", settings=["months=12", "levers.industry.community_firms=4"]), rng=4
    )
    line, seen = site.ledger.row("industry", "community_firms"), set()
    for month in range(12):
        site.step()
        kind, is_open = site.state.array("employers", "kind"), site.state.array("employers", "is_open")
        n = int(is_open[kind == COMMUNITY_FIRM].sum())
        assert site.ledger.spent[line, month] == pytest.approx(n * 2000 * site.clock.dated["price_index"][month])
        seen.add(n)
    assert len(seen) > 1


def test_who_is_referred_in_vain_asks_for_a_public_post() -> None:
    alone = a_run("levers.public_jobs.dose=1")
    together = a_run("levers.public_jobs.dose=1", "levers.zero_employment.dose=1")
    assert mean(together, "zero_employment_households") < mean(alone, "zero_employment_households")
    assert mean(together, "months_in_zero_employment") < mean(alone, "months_in_zero_employment")


def test_more_outside_work_leaves_more_behind_and_brings_more_home() -> None:
    none, full = a_run(), a_run("levers.export.dose=1")
    for outcome in ("left_behind_children_share", "left_behind_elders_share", "remittances_yuan_resident_month"):
        assert mean(full, outcome) > mean(none, outcome)
