"""Recorded rates are what one counts by hand in the tables, for all and for every group."""

from __future__ import annotations

import numpy as np
import pytest

from model.codes import AT_NO_SCHOOL, NOBODY, OUTSIDE, SEVERE_DISABILITY
from model.outcomes.groups import TRAITS
from model.scenario import load_scenario
from model.site import ResettlementSite


@pytest.fixture(scope="module")
def site() -> ResettlementSite:
    made = ResettlementSite(load_scenario("three_together", site="tiejiang", settings=["months=20"]), rng=3)
    made.run()
    return made


def recorded(site: ResettlementSite, outcome: str, group: str = "all") -> float:
    return float(site.values[-1, site.series.index((group, outcome))])


class Hand:
    """The tables of the last month, and who counts."""

    def __init__(self, site: ResettlementSite) -> None:
        self.array = site.state.array
        month = site.month - 1
        array = self.array
        self.household = array("people", "household")
        self.here_household = (array("households", "arrival_month") <= month) & (array("households", "return_month") > month)
        self.here = self.here_household[self.household] & (array("people", "is_alive") == 1)
        age = array("people", "age_months")
        able = (array("people", "disability") != SEVERE_DISABILITY) & (array("people", "school_level") == AT_NO_SCHOOL)
        self.labour = self.here & (age >= 192) & (age < 720) & able
        self.in_work = array("people", "employer") != NOBODY


def test_the_employment_rate_of_all_and_of_groups(site: ResettlementSite) -> None:
    hand = Hand(site)
    array = hand.array
    groups = {
        "all": np.ones(hand.here.size, bool),
        "sex=female": array("people", "is_female") == 1,
        "age=16-34": array("people", "age_months") < 35 * 12,
        "schooling=junior": array("people", "schooling") == 2,
        "minority=yes": array("households", "is_minority")[hand.household] == 1,
        "village=2": array("households", "village")[hand.household] == 2,
        "grid=0": array("households", "grid")[hand.household] == 0,
        "carer=yes": array("people", "is_carer") == 1,
    }
    for name, members in groups.items():
        labour = hand.labour & members
        expected = (hand.in_work & labour).sum() / labour.sum()
        assert recorded(site, "employment_rate", name) == pytest.approx(expected), name


def test_outside_work_wages_and_stable_jobs(site: ResettlementSite) -> None:
    hand = Hand(site)
    array = hand.array
    kind = array("employers", "kind")[array("people", "employer")]
    outside = hand.labour & hand.in_work & (kind == OUTSIDE)
    assert recorded(site, "share_working_outside") == pytest.approx(outside.sum() / hand.labour.sum())
    workers = hand.here & hand.in_work
    assert recorded(site, "wage_yuan_month") == pytest.approx(array("people", "wage_yuan_month")[workers].mean(), rel=1e-5)
    stable = hand.labour & hand.in_work & (array("people", "tenure_months") >= 6)
    assert recorded(site, "stable_employment_rate") == pytest.approx(stable.sum() / hand.labour.sum())


def test_income_a_head_counts_every_registered_head(site: ResettlementSite) -> None:
    hand = Hand(site)
    income = hand.array("households", "net_income_yuan_month")[hand.here_household].sum()
    assert recorded(site, "net_income_a_head_yuan_month") == pytest.approx(income / hand.here.sum(), rel=1e-5)


def test_the_gini_coefficient_is_that_of_the_sorted_heads(site: ResettlementSite) -> None:
    hand = Hand(site)
    heads = np.bincount(hand.household[hand.here], minlength=hand.here_household.size)
    income = np.where(heads > 0, hand.array("households", "net_income_yuan_month") / np.maximum(heads, 1), 0)
    each = np.sort(np.repeat(income, heads).astype(float))
    n = each.size
    exact = 2 * (np.arange(1, n + 1) * each).sum() / (n * each.sum()) - (n + 1) / n
    assert recorded(site, "gini") == pytest.approx(exact, abs=1e-3)


def test_integration_is_the_mean_over_adults_and_groups_add_up(site: ResettlementSite) -> None:
    hand = Hand(site)
    adults = hand.here & (hand.array("people", "age_months") >= 192)
    scores = ("economic", "social", "cultural", "psychological", "civic")
    index = np.mean([hand.array("households", score) for score in scores], axis=0)[hand.household]
    assert recorded(site, "integration_index") == pytest.approx(index[adults].mean(), rel=1e-5)
    grids = [group for group, outcome in site.series if outcome == "zero_employment_households" and group.startswith("grid=")]
    assert sum(recorded(site, "zero_employment_households", grid) for grid in grids) == recorded(
        site, "zero_employment_households"
    )


def test_the_groups_of_every_trait_add_up_to_all(site: ResettlementSite) -> None:
    counted = np.nan_to_num(site.values[-1]) * site.recorder.denominators()
    of_all = {outcome: sum_ for (group, outcome), sum_ in zip(site.series, counted, strict=True) if group == "all"}
    of_traits: dict[tuple[str, str], float] = {}
    for (group, outcome), sum_ in zip(site.series, counted, strict=True):
        if group != "all":
            of_trait = (group.partition("=")[0], outcome)
            of_traits[of_trait] = of_traits.get(of_trait, 0.0) + sum_
    assert {trait for trait, _ in of_traits} >= {*TRAITS, "village", "grid"}
    for (trait, outcome), sum_ in of_traits.items():
        assert sum_ == pytest.approx(of_all[outcome]), (trait, outcome)


def test_leavers_count_as_not_in_work_among_all_who_ever_arrived(site: ResettlementSite) -> None:
    hand = Hand(site)
    array = hand.array
    age = array("people", "age_months")
    able = (array("people", "disability") != SEVERE_DISABILITY) & (array("people", "school_level") == AT_NO_SCHOOL)
    ever = (array("people", "is_alive") == 1) & (age >= 192) & (age < 720) & able
    ever &= (array("households", "arrival_month") < site.month)[hand.household]
    assert ever.sum() > hand.labour.sum()
    assert recorded(site, "employment_rate_ever") == pytest.approx((hand.labour & hand.in_work).sum() / ever.sum())


def test_spending_of_levers_lines_and_payers_each_add_up_to_all(site: ResettlementSite) -> None:
    total = recorded(site, "spending_yuan_month")
    assert total > 0
    for kind in ("lever=", "line=", "payer="):
        groups = [group for group, outcome in site.series if outcome == "spending_yuan_month" and group.startswith(kind)]
        assert sum(recorded(site, "spending_yuan_month", group) for group in groups) == pytest.approx(total)
