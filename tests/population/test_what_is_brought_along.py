"""Work, ties, scores and belongings on the first day."""

from __future__ import annotations

import numpy as np
import pytest

from model.calendar import MONTHS_A_YEAR
from model.codes import BEFORE_THE_MOVE, NO_CHANNEL, NOBODY, OUTSIDE, SEVERE_DISABILITY
from tests.population.first_days import first_day, profile, ties

SITES = ("tiny", "tiejiang", "jingxian", "sajin")


@pytest.mark.parametrize("site", SITES)
def test_the_workers_of_an_employer_are_the_people_who_work_there(site: str) -> None:
    state = first_day(profile(site))
    employer = state.array("people", "employer")
    workers = np.bincount(employer[employer != NOBODY], minlength=state.sizes["employers"])
    assert (workers == state.array("employers", "n_filled")).all()
    assert (state.array("employers", "is_open")[employer[employer != NOBODY]] == 1).all()


@pytest.mark.parametrize("site", SITES)
def test_who_works_is_of_age_and_able_and_says_where(site: str) -> None:
    array = first_day(profile(site)).array
    at_work = array("people", "employer") != NOBODY
    age = array("people", "age_months")[at_work] / MONTHS_A_YEAR
    assert age.min() >= 18
    assert age.max() < 60
    assert (array("people", "is_alive")[at_work] == 1).all()
    assert (array("people", "disability")[at_work] < SEVERE_DISABILITY).all()
    outside = array("employers", "kind")[array("people", "employer")[at_work]] == OUTSIDE
    assert ((array("people", "is_away")[at_work] == 1) == outside).all()
    assert (array("people", "channel")[at_work] == BEFORE_THE_MOVE).all()
    assert (array("people", "tenure_months")[at_work] >= 1).all()
    assert (array("people", "wage_yuan_month")[at_work] > 0).all()
    for column, value in (("wage_yuan_month", 0), ("tenure_months", 0), ("is_away", 0), ("channel", NO_CHANNEL)):
        assert (array("people", column)[~at_work] == value).all(), column


def test_pay_outside_is_higher_than_near_home_and_differs_by_person() -> None:
    array = first_day(profile("jingxian")).array
    wage, away = array("people", "wage_yuan_month"), array("people", "is_away") == 1
    near = (array("people", "employer") != NOBODY) & ~away
    # 4,380 and 3,490 yuan are the series of May 2019; movers are paid 0.88 and 0.72 of it.
    assert wage[away].mean() == pytest.approx(0.88 * 4400, rel=0.03)
    assert wage[near].mean() == pytest.approx(0.72 * 3490, rel=0.05)
    assert wage[away].std() > 200


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("is_mixed", [False, True])
def test_ties_are_mutual_and_join_two_households_of_one_village(site: str, is_mixed: bool) -> None:
    state = first_day(profile(site), is_mixed=is_mixed)
    found, village = ties(state), state.array("households", "village")
    assert found
    assert len(found) == int((state.array("households", "tie") != NOBODY).sum()), "nobody is noted twice"
    for (household, other), strength in found.items():
        assert household != other
        assert found[other, household] == strength
        assert 0 < strength <= 1
        assert village[household] == village[other]


def test_with_villages_together_nearly_everybody_knows_somebody() -> None:
    n_ties = (first_day(profile("jingxian")).array("households", "tie") != NOBODY).sum(axis=1)
    assert (n_ties > 0).mean() > 0.98
    assert 3 < n_ties.mean() < 4


@pytest.mark.parametrize("site", SITES)
def test_scores_and_shares_lie_between_nought_and_one_and_start_low(site: str) -> None:
    array = first_day(profile(site)).array
    for score in ("economic", "social", "cultural", "psychological", "civic"):
        values = array("households", score)
        assert values.min() >= 0.25, score
        assert values.max() <= 0.53, score
        assert 0.33 <= values.mean() <= 0.45, score
    for share in ("attachment", "felt_safety"):
        assert array("households", share).min() > 0
        assert array("households", share).max() <= 1


def test_households_with_old_people_are_more_attached_to_the_origin() -> None:
    array = first_day(profile("jingxian")).array
    old = (array("people", "is_alive") == 1) & (array("people", "age_months") >= 60 * MONTHS_A_YEAR)
    has_old = np.bincount(array("people", "household")[old], minlength=array("households", "village").size) > 0
    attachment = array("households", "attachment")
    assert attachment[has_old].mean() > attachment[~has_old].mean() + 0.1


@pytest.mark.parametrize("site", SITES)
def test_households_move_in_over_the_months_of_the_profile(site: str) -> None:
    of = profile(site, n_households=3000)
    arrival = first_day(of).array("households", "arrival_month")
    shares = np.bincount(arrival, minlength=len(of.arrival_shares)) / arrival.size
    assert shares == pytest.approx(np.array(of.arrival_shares), abs=0.03)


def test_land_forest_houses_and_distance_have_the_means_of_the_profile() -> None:
    of = profile("sajin")
    array = first_day(of).array
    assert array("households", "land_mu").mean() == pytest.approx(of.people.land_mu, rel=0.03)
    assert array("households", "forest_mu").mean() == pytest.approx(of.people.forest_mu, rel=0.04)
    assert array("households", "origin_kilometres").mean() == pytest.approx(of.people.origin_kilometres, rel=0.03)
    assert array("households", "has_old_house").mean() == pytest.approx(of.people.share_old_house, abs=0.02)
