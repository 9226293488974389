"""The levers of grassroots organisation: oversight, tiers of organisation, cadres, working mechanisms."""

from __future__ import annotations

import numpy as np
import pytest

from tests.lever_runs import a_run, at, hours, line, mean, path, prices

DIVIDENDS = "levers.industry.benefit_link=600"
POSTS = ("levers.public_jobs.posts=40", "levers.public_jobs.targeting=0.6")
SCARCE = ("parameters.casework.hours_a_staff=10", "levers.training.archive=1")


@pytest.mark.parametrize(("name", "gain"), [("organisation", 0.05), ("cadres", 0.15)])
def test_hours_go_further_by_the_gain_at_full_dose_and_by_half_of_it_at_half(name: str, gain: float) -> None:
    usual = path(a_run(), "casework_hours")
    for dose in (0.5, 1):
        site = a_run(at(name, dose))
        assert path(site, "casework_hours") == pytest.approx((1 + gain * dose) * usual, rel=1e-5)
        assert site.ledger.spent.sum() == site.ledger.hours.sum() == 0


@pytest.mark.parametrize("name", ["organisation", "cadres", "mechanisms"])
def test_where_hours_are_scarce_what_makes_them_go_further_lets_fewer_wait(name: str) -> None:
    without, with_it = a_run(*SCARCE), a_run(*SCARCE, at(name, 1))
    assert path(with_it, "casework_waiting").sum() < path(without, "casework_waiting").sum()
    assert mean(with_it, "archive_share") > mean(without, "archive_share")


def test_oversight_and_committees_cut_leakage_each_of_what_the_other_leaves_and_some_always_remains() -> None:
    leaked = "leaked_dividend_yuan_household_month"
    oversight, committee = "levers.oversight.strength=1", "levers.mechanisms.committee=1"
    for settings, left in (((), 1.0), ((oversight,), 0.6), ((committee,), 0.85), ((oversight, committee), 0.6 * 0.85)):
        site = a_run(DIVIDENDS, *settings)
        assert path(site, leaked) == pytest.approx(50 * 0.1 * left)
        assert path(site, "industry_income_yuan_household_month") == pytest.approx(50 * (1 - 0.1 * left))


def test_oversight_sees_hardship_rightly_more_often_where_posts_are_allotted() -> None:
    strict, lax = a_run(*POSTS, "levers.oversight.strength=1"), a_run(*POSTS)
    assert mean(strict, "share_hired_by_hardship_priority") >= mean(lax, "share_hired_by_hardship_priority")
    without_posts = "share_hired_by_hardship_priority"
    assert np.nansum(path(a_run("levers.oversight.strength=1"), without_posts)) == np.nansum(path(a_run(), without_posts))
    assert strict.bends.value("jobs_found.public_targeting") == pytest.approx(0.7)


def test_targeting_is_never_quite_certain() -> None:
    site = a_run("levers.public_jobs.targeting=0.98", "levers.public_jobs.posts=40", "levers.oversight.strength=1", months=2)
    assert site.bends.value("jobs_found.public_targeting") < 1


def test_inspectors_hours_are_booked_by_strength_and_cost_no_yuan() -> None:
    for strength in (0.25, 1):
        site = a_run(f"levers.oversight.strength={strength}")
        assert hours(site, "oversight", "inspection") == pytest.approx(4 * strength * path(site, "registered_people") / 1000)
        assert site.ledger.spent.sum() == 0


def test_half_of_the_cadres_being_movers_is_trusted_as_much_as_all() -> None:
    some, half, all_ = (a_run(f"levers.cadres.residents_share={share}") for share in (0.2, 0.5, 1))
    assert mean(a_run(), "trust") < mean(some, "trust") < mean(half, "trust") == mean(all_, "trust")
    assert path(half, "casework_hours") == pytest.approx(path(a_run(), "casework_hours")), "trust is all that they change"


def test_members_bring_news_and_it_is_forgotten_when_they_stop() -> None:
    lasting = path(a_run(at("organisation", 1)), "awareness")
    ended = path(a_run(at("organisation", 1), "levers.organisation.end_month=12"), "awareness")
    assert (ended[:12] == lasting[:12]).all()
    assert (np.diff(ended[12:]) < 0).all()
    assert ended[-1] > path(a_run(), "awareness")[-1]


def test_care_visits_are_made_with_the_hours_that_other_casework_leaves() -> None:
    visits = "levers.mechanisms.care_visits=50"
    free, busy = a_run(visits), a_run(visits, *SCARCE, "levers.registration.visits=1")
    made = [hours(site, "mechanisms", "care_visits") for site in (free, busy)]
    residents = free.state.array("community_offices", "n_residents")[0]
    assert made[0][-1] == pytest.approx(int(0.05 * residents), abs=1), "one hour each, as many as asked for"
    assert made[1][0] == 0
    assert made[1].sum() < made[0].sum()
    assert mean(free, "carers_share") <= mean(busy, "carers_share")
    assert free.ledger.spent.sum() == 0


def test_digital_tools_are_paid_by_resident_and_find_lapsed_dues_sooner() -> None:
    site = a_run("levers.mechanisms.smart=1")
    residents = site.state.array("community_offices", "n_residents")[0]
    assert line(site, "mechanisms", "smart")[-1] == pytest.approx(residents * prices()[-1], rel=0.01)
    assert path(site, "lapse_household_months").sum() < path(a_run(), "lapse_household_months").sum()
    assert mean(site, "gap_to_hosts") < mean(a_run(), "gap_to_hosts")


def test_a_pact_keeps_some_disputes_from_arising_and_takes_hours() -> None:
    site = a_run("levers.mechanisms.pact=1")
    assert mean(site, "households_in_dispute") < mean(a_run(), "households_in_dispute")
    assert mean(site, "trust") > mean(a_run(), "trust"), "an open dispute costs trust"
    assert site.ledger.spent.sum() == 0
    assert hours(site, "mechanisms", "pact") == pytest.approx(path(site, "registered_people") / 1000)
