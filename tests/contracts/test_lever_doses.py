"""More of a lever is no less: of what it moves first, and of whom it reaches; and nothing of it reaches nobody."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from model import registry
from model.declare import Reach
from model.scenario import Budget, LeverSetting
from tests.lever_runs import BOOKS, MONTHS, a_run, at, mean, only_terms, path, reaches

SEEDS = (4, 5)
INDICATORS = [(name, outcome, sign) for name, lever in registry.LEVERS.items() for outcome, sign in lever.expects.items() if sign]
# Theory does not say so of these: half the referrals do for all households of which the office knows, a share of hires falls
# when other channels gain too, and the few children out of school on the small site differ from seat to seat.
NOT_BY_DOSE = {
    ("zero_employment", "share_hired_by_casework"),
    ("zero_employment", "zero_employment_households"),
    ("schooling", "months_out_of_school"),
}
# The small site has one unit and one community firm at any dose.
LARGER = {
    ("units", "residents_a_unit"): {"site": "jingxian", "months": 4},
    ("industry", "share_working_in_community_firm"): {"site": "jingxian"},
}
# These count in their reach whoever goes to the site's schools, is treated, or lets land, with the measure or without it.
COUNT_THE_SERVED_AT_ALL = {"schooling", "health_care", "land"}
# What they clear away is not there to be served next month, so that their part of it says how far they get.
CLEAR_AWAY = {"registration", "security", "zero_employment", "citizenship"}


def values_at(name: str, dose: float) -> LeverSetting:
    lever, none = registry.LEVERS[name], only_terms(name).values
    if dose == 0:
        return LeverSetting(none)
    given = {key: value if key in lever.terms else none[key] + (value - none[key]) * dose for key, value in lever.full.items()}
    return LeverSetting({**none, **given})


@pytest.mark.parametrize(("name", "outcome", "sign"), [of for of in INDICATORS if of[:2] not in NOT_BY_DOSE])
def test_a_first_order_indicator_moves_no_less_the_more_there_is_of_the_lever(name: str, outcome: str, sign: int) -> None:
    where = LARGER.get((name, outcome), {})
    doses: tuple[tuple[str, ...], ...] = ((), (at(name, 0.5),), (at(name, 1),))
    none, half, full = (np.mean([mean(a_run(*dose, seed=seed, **where), outcome) for seed in SEEDS]) for dose in doses)
    assert 0 <= sign * (half - none) <= sign * (full - none)
    assert sign * (full - none) > 0


@cache
def reached(name: str, dose: float) -> list[Reach]:
    return reaches(values_at(name, dose), name)


@pytest.mark.parametrize("name", registry.LEVERS)
def test_half_a_dose_reaches_no_fewer_than_none_and_no_more_than_all(name: str) -> None:
    none, half, full = (np.sum(reached(name, dose), axis=0) for dose in (0, 0.5, 1))
    served = [reach[3] / reach[0] if name in CLEAR_AWAY else reach[3] for reach in (none, half, full)]
    assert 0 <= served[0] <= served[1] <= served[2]
    assert served[2] > 0


@pytest.mark.parametrize("name", registry.LEVERS)
@pytest.mark.parametrize("dose", [0.5, 1])
def test_who_is_served_wanted_it_who_wanted_it_knew_of_it_and_it_was_for_them(name: str, dose: float) -> None:
    for reach in reached(name, dose):
        assert reach.eligible >= reach.aware >= reach.taken_up >= reach.served >= 0


@pytest.mark.parametrize("name", registry.LEVERS)
def test_terms_without_anything_given_change_no_bit(name: str) -> None:
    """A capacity of zero: wages, lengths and gains are as at full dose, and there is nothing to be had."""
    given = only_terms(name).values
    there = a_run(*(f"levers.{name}.{key}={value}" for key, value in sorted(given.items())))
    assert np.array_equal(a_run().values, there.values, equal_nan=True)
    assert there.ledger.spent.sum() == there.ledger.hours.sum() == 0


@pytest.mark.parametrize("name", sorted(set(registry.LEVERS) - COUNT_THE_SERVED_AT_ALL))
def test_a_capacity_of_zero_reaches_nobody(name: str) -> None:
    assert [reach.served for reach in reached(name, 0)] == [0] * MONTHS


@pytest.mark.parametrize("name", sorted(COUNT_THE_SERVED_AT_ALL))
def test_those_who_are_served_at_all_are_more_with_the_measure_and_not_without_money_for_it(name: str) -> None:
    none, poor = reached(name, 0), reaches(values_at(name, 1), name, budget=Budget(0.0))
    served = [np.sum([reach.served for reach in reach_of]) for reach_of in (none, poor, reached(name, 1))]
    assert served[0] <= served[1] < served[2]


# Calls on households and care visits take hours, not money; posts are moved within the county; members give their time.
TAKE_HOURS_OR_NOTHING = {name for name, lever in registry.LEVERS.items() if not lever.costs} | {
    "security", "zero_employment", "mechanisms", "oversight", "governance",
}  # fmt: skip
PAID_FOR = sorted(set(registry.LEVERS) - COUNT_THE_SERVED_AT_ALL - TAKE_HOURS_OR_NOTHING)


@pytest.mark.parametrize("name", PAID_FOR)
def test_a_budget_of_zero_reaches_nobody_whose_help_costs_money(name: str) -> None:
    assert [reach.served for reach in reaches(values_at(name, 1), name, budget=Budget(0.0))] == [0] * MONTHS


# Files and calls cost no money, and pacts, committees and mediation hours only, so that a part of these happens without any.
HAVE_A_FREE_PART = {"land", "training", "self_government"}


@pytest.mark.parametrize("name", sorted((set(PAID_FOR) | COUNT_THE_SERVED_AT_ALL) - HAVE_A_FREE_PART))
def test_without_money_a_lever_that_is_all_paid_for_changes_nothing_but_what_went_unfunded(name: str) -> None:
    poor, none = a_run(at(name, 1), "budget.per_resident_year=0"), a_run()
    ours = [place for place, (_, outcome) in enumerate(none.series) if outcome not in BOOKS]
    theirs = [poor.series.index(none.series[place]) for place in ours]
    assert np.array_equal(none.values[:, ours], poor.values[:, theirs], equal_nan=True)
    assert poor.ledger.unfunded.sum() > 0


@pytest.mark.parametrize("yuan", [60.0, 400.0])
def test_under_a_tight_budget_the_order_in_the_file_does_not_matter_either(yuan: float) -> None:
    names, budget = list(registry.LEVERS), f"budget.per_resident_year={yuan}"
    there, back = (a_run(budget, *(at(name, 1) for name in order)) for order in (names, names[::-1]))
    assert np.array_equal(there.values, back.values, equal_nan=True)
    assert np.array_equal(there.ledger.spent, back.ledger.spent)


def test_a_dose_that_comes_by_and_by_is_between_none_and_all_on_the_way() -> None:
    late = a_run(at("publicity", 1), "levers.publicity.start_month=6", "levers.publicity.ramp_months=6")
    full, none = path(a_run(at("publicity", 1)), "awareness"), path(a_run(), "awareness")
    assert (path(late, "awareness")[:6] == none[:6]).all()
    assert (path(late, "awareness") <= full).all()
    assert (path(late, "awareness")[6:] > none[6:]).all()
