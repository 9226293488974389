"""The levers of basic services on a running site: whom they reach, what it costs, and that money and rules bind them."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from model import registry
from model.scenario import load_scenario
from model.site import ResettlementSite

MONTHS = 24


@cache
def a_run(*settings: str, months: int = MONTHS) -> ResettlementSite:
    scenario = load_scenario("no_followup", site="tiejiang", settings=[f"months={months}", *settings])
    site = ResettlementSite(scenario, rng=4, record="totals")
    site.run()
    return site


def mean(site: ResettlementSite, outcome: str) -> float:
    return float(np.nanmean(site.values[:, site.series.index(("all", outcome))]))


def spent(site: ResettlementSite, lever: str) -> float:
    rows = [row for row, (name, _) in enumerate(site.ledger.lines) if name == lever]
    return float(site.ledger.spent[rows].sum())


SIGNS = [(lever.name, outcome, sign) for lever in registry.LEVERS.values() if lever.system == "services"
         for outcome, sign in lever.expects.items()]  # fmt: skip


@pytest.mark.parametrize(("name", "outcome", "sign"), SIGNS)
def test_first_order_outcomes_move_as_the_lever_says_and_half_a_dose_no_further_than_all(
    name: str, outcome: str, sign: int
) -> None:
    none, half, full = (
        mean(a_run(*setting), outcome) for setting in ((), (f"levers.{name}.dose=0.5",), (f"levers.{name}.dose=1",))
    )
    assert sign * (full - none) > 0
    assert sign * (half - none) >= 0
    assert sign * (full - half) >= 0


@pytest.mark.parametrize("name", sorted({name for name, _, _ in SIGNS}))
def test_each_count_of_whom_a_lever_reaches_is_within_the_one_before(name: str) -> None:
    site = a_run(f"levers.{name}.dose=1")
    reach = registry.LEVERS[name].reach
    assert reach is not None
    counts = reach(site._lever_desks[name])
    assert counts.eligible >= counts.aware >= counts.taken_up >= counts.served >= 0
    assert spent(site, name) > 0


def test_every_poor_mover_has_the_aid_once_and_it_is_booked_to_the_yuan() -> None:
    site = a_run("levers.security.temporary_aid=1500")
    poor = site.state.array("households", "is_registered_poor") == 1
    had = site.state.array("households", "has_had_aid") == 1
    assert (had == poor).all()
    line = site.ledger.row("security", "aid")
    assert site.ledger.spent[line].sum() == 1500 * poor.sum()


def test_there_is_no_aid_after_2020() -> None:
    site = a_run("levers.security.temporary_aid=1500", 'start="2021-01"', months=3)
    assert site.state.array("households", "has_had_aid").sum() == 0
    assert site.ledger.spent.sum() == 0


def test_what_the_sites_dibao_adds_is_booked_as_it_is_paid() -> None:
    site = ResettlementSite(
        load_scenario(
            "no_followup", site="tiejiang", settings=["months=8", "levers.registration.dose=1", "levers.security.dose=1"]
        ),
        rng=4,
    )
    line = site.ledger.row("security", "dibao")
    for month in range(8):
        site.step()
        paid = site.state.array("community_offices", "dibao_difference_paid_yuan")[0]
        assert site.ledger.spent[line, month] == pytest.approx(paid, abs=1e-6)
    assert site.ledger.spent[line].sum() > 0


def test_cards_are_booked_by_number_and_price_and_nobody_comes_without_them() -> None:
    site = a_run("levers.registration.visits=0.3", months=6)
    poor = a_run("levers.registration.visits=0.3", "budget.per_resident_year=0", months=6)
    free = a_run(months=6)
    assert mean(site, "registered_share") > mean(free, "registered_share") == mean(poor, "registered_share")
    assert spent(poor, "registration") == 0


def test_each_card_is_booked_at_its_price() -> None:
    site = ResettlementSite(
        load_scenario("no_followup", site="tiejiang", settings=["months=4", "levers.registration.visits=0.3"]), rng=4
    )
    line, price = site.ledger.row("registration", "documents"), 20
    for month in range(4):
        site.step()
        n = int(site.state.array("community_offices", "n_documents")[0])
        assert n > 0
        assert site.ledger.spent[line, month] == pytest.approx(n * price * site.clock.dated["price_index"][month])


def test_seats_are_paid_for_as_they_are_ordered_and_none_without_money() -> None:
    site = a_run("levers.schooling.dose=1")
    poor = a_run("levers.schooling.dose=1", "budget.per_resident_year=0")
    array = site.state.array
    added = array("schools", "n_seats").sum() + array("schools", "n_seats_ordered").sum()
    before = poor.state.array("schools", "n_seats").sum()
    assert poor.state.array("schools", "n_seats_ordered").sum() == 0
    assert spent(poor, "schooling") == 0
    assert 12_000 * 0.9 < spent(site, "schooling") / (added - before) < 22_600 * 1.1


def test_facilities_are_fitted_out_once_and_run_for_those_who_live_there() -> None:
    site, lever = a_run("levers.community_facilities.dose=1"), "community_facilities"
    fitting, running = (np.asarray(site.ledger.spent[site.ledger.row(lever, line)]) for line in ("fitting", "running"))
    assert np.flatnonzero(fitting).tolist() == [0]
    flats = float(site.state.array("buildings", "n_households").sum())
    p = {parameter.name: parameter.default for parameter in registry.LEVERS[lever].parameters}
    assert fitting[0] == pytest.approx(6 * p["fitting_yuan"] * flats, rel=0.02)  # prices of the first month
    assert not running[:3].any()
    assert (running[3:] > 0).all()


def test_one_facility_does_what_it_is_for_and_nothing_of_what_the_others_are_for() -> None:
    kinds = ("affordable_shop", "childrens_centre")
    none, (shop, day_care) = a_run(), (a_run(f"levers.community_facilities.{kind}=1") for kind in kinds)
    assert mean(shop, "living_cost_a_head_yuan_month") < mean(none, "living_cost_a_head_yuan_month")
    assert mean(shop, "awareness") == mean(none, "awareness")
    assert mean(day_care, "carers_share") < mean(none, "carers_share")
    assert mean(day_care, "awareness") == mean(none, "awareness")


def test_facilities_without_money_never_open() -> None:
    site = a_run("levers.community_facilities.dose=1", "budget.per_resident_year=0")
    assert not site.state.array("facilities", "is_open").any()
    assert mean(site, "facility_access") == 0
