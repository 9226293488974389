"""The safeguards: phasing in step with the site or late, money for the office, publicity."""

from __future__ import annotations

import numpy as np
import pytest

from model import registry
from model.scenario import load_scenario
from tests.lever_runs import MONTHS, a_run, at, line, mean, path, prices

LATE = ("delivery.start_month=8", "delivery.ramp_months=4")


@pytest.mark.parametrize("name", registry.LEVERS)
def test_phasing_holds_for_every_lever_and_a_lever_s_own_start_comes_first(name: str) -> None:
    own = (f"levers.{name}.start_month=3", f"levers.{name}.ramp_months=0")
    late, early = (load_scenario("no_followup", "tiny", (at(name, 1), *LATE, *more)).levers[name] for more in ((), own))
    assert [late.ramp(month) for month in range(6, 14)] == [0, 0, 0.25, 0.5, 0.75, 1, 1, 1]
    assert [early.ramp(month) for month in (2, 3, 4)] == [0, 1, 1]


def test_nothing_is_delivered_before_the_start_and_all_of_it_after_the_ramp() -> None:
    late, at_once = (line(a_run(at("gratitude", 1), *more), "gratitude", "sessions") for more in (LATE, ()))
    assert not late[:8].any()
    assert (np.diff(late[8:12]) > 0).all()
    assert late[11:] == pytest.approx(at_once[11:])


def test_what_is_late_does_less_in_sum() -> None:
    for outcome, sign in (("awareness", 1), ("aware_share", 1), ("trust", 1)):
        none, late, full = (
            mean(a_run(*settings), outcome) for settings in ((), (at("publicity", 1), *LATE), (at("publicity", 1),))
        )
        assert sign * none < sign * late < sign * full


def test_running_costs_and_pay_like_an_urban_community_s_make_hours_go_a_tenth_further() -> None:
    usual = path(a_run(), "casework_hours")
    site = a_run(at("resources", 1))
    # Residents are counted at the end of the first month; nothing is paid before.
    assert path(site, "casework_hours")[1:] == pytest.approx(1.1 * usual[1:], rel=1e-4)
    residents = site.state.array("community_offices", "n_residents")[0]
    assert line(site, "resources", "running")[-1] == pytest.approx(residents * 12 * 0.3 * prices()[-1], rel=0.01)


def test_an_office_that_is_worse_off_than_usual_does_less_and_saves_nothing() -> None:
    site = a_run("levers.resources.running_ratio=0.5", "levers.resources.pay_ratio=0.5")
    assert (path(site, "casework_hours") < path(a_run(), "casework_hours")).all()
    assert site.ledger.spent.sum() == 0


def test_without_money_the_office_is_no_better_off() -> None:
    poor = a_run(at("resources", 1), "budget.per_resident_year=0")
    assert (path(poor, "casework_hours") == path(a_run(), "casework_hours")).all()


def test_one_ratio_alone_does_half() -> None:
    usual, one = path(a_run(), "casework_hours")[1:], path(a_run("levers.resources.pay_ratio=1"), "casework_hours")[1:]
    assert one == pytest.approx(1.05 * usual, rel=1e-4)


def test_publicity_is_paid_for_by_household_reached() -> None:
    site = a_run("levers.publicity.reach=0.25")
    here = path(site, "households_here")
    # Who moves away in a month is still reached in it.
    assert line(site, "publicity", "publicity")[1:] == pytest.approx(np.ceil(0.25 * here[1:]) * prices()[1:], abs=1.5)


def test_supporters_outside_add_to_a_budget_that_has_a_cap_and_to_no_other() -> None:
    capped, free = a_run(at("publicity", 1), "budget.per_resident_year=100"), a_run(at("publicity", 1))
    nothing = a_run(at("publicity", 1), "budget.per_resident_year=0")
    residents = free.state.array("community_offices", "n_residents")[0]
    assert capped.ledger.received[-1] == pytest.approx(2 * residents / 12, rel=0.01)
    assert free.ledger.received.sum() == nothing.ledger.received.sum() == 0


def test_what_publicity_made_known_is_forgotten_when_it_ends_but_not_at_once() -> None:
    ended, none = path(a_run(at("publicity", 1), "levers.publicity.end_month=12"), "awareness"), path(a_run(), "awareness")
    assert (np.diff(ended[12:]) < 0).all()
    assert none[-1] < ended[-1] < ended[11]


def test_support_that_ends_is_not_taken_back() -> None:
    """A year of publicity and then none is worth more than none, month by month."""
    ended = path(a_run(at("publicity", 1), "levers.publicity.end_month=12"), "trust")
    assert (ended[1:] > path(a_run(), "trust")[1:]).all()
    assert ended.size == MONTHS
