"""The levers of community governance: units by the size of the site, staff, heads of buildings, mass organisations, police."""

from __future__ import annotations

import numpy as np
import pytest

from model import registry
from model.codes import NOBODY
from model.scenario import load_scenario
from model.site import ResettlementSite
from tests.lever_runs import MONTHS, a_run, at, hours, line, mean, path, prices

NAMES = [lever.name for lever in registry.LEVERS.values() if lever.system == "governance"]
SCARCE = ("parameters.casework.hours_a_staff=10", "levers.training.archive=1", "levers.registration.visits=1")


def residents(site: ResettlementSite) -> int:
    return int(site.state.array("community_offices", "n_residents")[0])


def month_by_month(*settings: str, site: str = "tiejiang", months: int = MONTHS) -> ResettlementSite:
    return ResettlementSite(load_scenario("no_followup", site=site, settings=[f"months={months}", *settings]), rng=4)


@pytest.mark.parametrize("name", ["units", "governance"])
def test_where_hours_are_scarce_more_of_them_serve_more_and_fewer_wait(name: str) -> None:
    without, with_it = a_run(*SCARCE), a_run(*SCARCE, at(name, 1))
    assert mean(with_it, "casework_visits") > mean(without, "casework_visits")
    assert mean(with_it, "archive_share") > mean(without, "archive_share")
    assert path(with_it, "casework_waiting").sum() < path(without, "casework_waiting").sum()


@pytest.mark.parametrize(
    ("n_residents", "units"),
    [(0, 1), (250, 1), (999, 4), (1000, 1), (3000, 1), (3001, 2), (9999, 4), (10_000, 5), (33_197, 13)],
)
def test_units_follow_the_number_of_residents(n_residents: int, units: int) -> None:
    by_rule = registry.LEVERS["units"].plan.__globals__["units_by_rule"]
    assert by_rule(n_residents) == units


def test_a_site_has_the_units_of_its_size_as_soon_as_residents_are_counted() -> None:
    site = month_by_month(at("units", 1), site="jingxian", months=3)
    by_rule, counted = registry.LEVERS["units"].plan.__globals__["units_by_rule"], 0
    for _ in range(3):
        site.step()
        assert site.state.array("community_offices", "n_units")[0] == by_rule(counted)
        counted = residents(site)
    assert by_rule(counted) == 4


def test_units_make_hours_go_a_tenth_further_and_cost_nothing() -> None:
    site = a_run(at("units", 1))
    assert path(site, "casework_hours") == pytest.approx(1.1 * path(a_run(), "casework_hours"), rel=1e-5)
    assert site.ledger.spent.sum() == site.ledger.hours.sum() == 0


def test_staff_come_by_the_thousand_residents_and_seconded_cadres_leave_after_eighteen_months() -> None:
    site = month_by_month("levers.governance.staff=2", "levers.governance.secondment_share=1")
    counted, at_first = 0, float(site.state.array("community_offices", "n_staff")[0])
    for month in range(MONTHS):
        site.step()
        further = 1.15 if month < 18 else 1.0
        assert path(site, "casework_hours")[month] == pytest.approx((at_first + 0.002 * counted) * 20 * further, rel=1e-5)
        # Booked is what the staff work in all, once residents are counted.
        counted = residents(site)
        assert hours(site, "governance", "posts")[month] == pytest.approx(0.002 * counted * 160)
    assert site.ledger.spent.sum() == 0


def test_secondment_without_staff_adds_no_post() -> None:
    site = a_run("levers.governance.secondment_share=1")
    assert hours(site, "governance", "posts").sum() == 0
    gained = path(site, "casework_hours") / path(a_run(), "casework_hours")
    assert gained[:18] == pytest.approx(np.full(18, 1.15), rel=1e-5)
    assert (gained[18:] == 1).all()


def test_heads_are_in_office_and_paid_from_the_month_of_the_election() -> None:
    site = a_run("levers.self_government.heads=1", "levers.self_government.election_month=6")
    heads, buildings = line(site, "self_government", "heads"), site.state.array("buildings", "n_households").size
    assert not heads[:6].any()
    assert heads[6:] == pytest.approx(buildings * 100 * prices()[6:])
    news = path(site, "awareness") - path(a_run(), "awareness")
    assert not news[:6].any()
    assert (news[6:] > 0).all()


def test_heads_of_grids_and_groups_are_as_many_as_there_are_households_for() -> None:
    site = month_by_month("levers.self_government.grids=1", "levers.self_government.groups=1",
                          "levers.self_government.election_month=0")  # fmt: skip
    site.step()
    here = site.state.array("households", "arrival_month") <= 1
    site.step()
    here &= site.state.array("households", "return_month") > 1
    paid = site.ledger.spent[site.ledger.row("self_government", "heads"), 1] / (100 * site.clock.dated["price_index"][1])
    assert paid == pytest.approx(np.ceil(here.sum() / 300 + here.sum() / 50), abs=1)


def test_participation_without_heads_does_nothing_and_with_them_it_is_civic() -> None:
    alone = a_run("levers.self_government.participation=1")
    assert np.array_equal(alone.values, a_run().values, equal_nan=True)
    heads = ("levers.self_government.heads=1", "levers.self_government.grids=1", "levers.self_government.groups=1")
    with_both, with_heads = a_run("levers.self_government.participation=1", *heads), a_run(*heads)
    gained = mean(with_both, "civic_integration") - mean(with_heads, "civic_integration")
    assert 0 < gained < 0.03
    assert mean(with_both, "trust") > mean(with_heads, "trust")
    assert mean(with_both, "households_in_dispute") == mean(with_heads, "households_in_dispute")


def test_mediators_settle_disputes_the_sooner_the_more_cases_they_take() -> None:
    none, few, many = a_run(), *(a_run(f"levers.self_government.mediation_capacity={n}") for n in (2, 50))
    for outcome in ("households_in_dispute", "months_disputes_stay_open"):
        assert mean(none, outcome) > mean(few, outcome) > mean(many, outcome)
    open_cases = path(many, "households_in_dispute")[3:] * path(many, "households_here")[3:]
    assert open_cases.mean() < 0.01 * mean(many, "households_here"), "with room for all, none stays open long"


def test_of_three_organisations_those_that_are_paid_for_are_at_work() -> None:
    for share, n in ((0.3, 1), (0.7, 2), (1, 3)):
        site = a_run(f"levers.mass_organisations.coverage={share}")
        assert line(site, "mass_organisations", "organisations") == pytest.approx(n * 1500 * prices())
        assert path(site, "mass_organisation_coverage") == pytest.approx(n / 3)
    money_for_one = f"budget.per_resident_year={12 * 1600 / a_run().scenario.site.n_people}"
    assert path(a_run("levers.mass_organisations.coverage=1", money_for_one), "mass_organisation_coverage")[0] == pytest.approx(
        1 / 3
    )


def test_social_work_lets_the_old_place_go_and_each_further_hour_does_less() -> None:
    lever = "levers.mass_organisations.social_work_hours"
    attachment = [
        float(a_run(*settings).state.array("households", "attachment").mean())
        for settings in ((), (f"{lever}=40",), (f"{lever}=80",), (f"{lever}=120",))
    ]
    falls = -np.diff(attachment)
    assert falls[0] > falls[1] > falls[2] > 0


def test_organisations_bring_households_together_and_social_work_does_not() -> None:
    company, counsel = a_run("levers.mass_organisations.coverage=1"), a_run("levers.mass_organisations.social_work_hours=80")
    gained = [mean(site, "ties_a_household") - mean(a_run(), "ties_a_household") for site in (company, counsel)]
    assert gained[0] > 20 * abs(gained[1]), "counsel keeps a few neighbours from leaving, no more"
    assert mean(company, "awareness") > mean(a_run(), "awareness") + 0.01
    assert mean(counsel, "awareness") == pytest.approx(mean(a_run(), "awareness"), abs=1e-4), "who stays is called on"


def test_officers_are_stationed_from_three_thousand_residents_on_and_clear_up_what_happens() -> None:
    officers = ("levers.police.room_rule=1", "levers.police.officers_per_room=2")
    assert line(a_run(*officers), "police", "officers").sum() == 0
    large = {"site": "jingxian", "months": 12}
    with_them, without = a_run(*officers, **large), a_run(**large)
    assert line(with_them, "police", "officers")[2:] == pytest.approx(2 * 9000 * prices(12)[2:])
    # An officer clears up, and that keeps people from fright; he does not prevent.
    assert mean(with_them, "felt_safety") > mean(without, "felt_safety")
    assert path(with_them, "incidents_per_1000") == pytest.approx(path(without, "incidents_per_1000"))


def test_watch_and_cameras_prevent_and_are_paid_by_resident_and_by_camera() -> None:
    watch, cameras = a_run("levers.police.watch_patrol=1"), a_run("levers.police.camera_coverage=1")
    for site in (watch, cameras):
        assert mean(site, "incidents_per_1000") < mean(a_run(), "incidents_per_1000")
    n = residents(watch)
    assert line(watch, "police", "watch")[-1] == pytest.approx(n * prices()[-1], rel=0.01), "12 yuan a resident and year"
    assert line(cameras, "police", "cameras")[-1] == pytest.approx(np.ceil(0.012 * n) * 90 * prices()[-1], rel=0.1)


@pytest.mark.parametrize("name", NAMES)
def test_governance_gives_nobody_a_post(name: str) -> None:
    """Its cost is its own; what it does for work is by the way of what people know, and where nothing is offered, nothing."""
    site = a_run(at(name, 1), months=12)
    assert site.ledger.spent.sum() == sum(line(site, name, of.name).sum() for of in registry.LEVERS[name].costs)
    in_work = [(run.state.array("people", "employer") != NOBODY).sum() for run in (site, a_run(months=12))]
    assert in_work[0] == pytest.approx(in_work[1], rel=0.02)
