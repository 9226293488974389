"""The first day hangs on the seed and on who somebody is, and on nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from model.codes import MANUFACTURING, WORKSHOP
from model.declare import NewEmployer
from tests.population.first_days import differing, first_day, profile, ties

TABLES = ("people", "households", "employers", "schools", "clinics", "buildings", "training_centres", "community_offices")
# Where one village ends and the next begins is a share of the site, so that a larger site may shift a border household.
OF_THE_VILLAGE = {"village", "is_minority", "tie", "tie_strength"}


@pytest.mark.parametrize("is_mixed", [False, True])
def test_the_same_seed_makes_the_same_site(is_mixed: bool) -> None:
    one, other = (first_day(profile("tiejiang"), seed=5, is_mixed=is_mixed) for _ in range(2))
    assert all(not differing(one, other, table) for table in TABLES)


def test_another_seed_makes_other_people() -> None:
    one, other = first_day(profile("tiejiang"), seed=5), first_day(profile("tiejiang"), seed=6)
    assert {"land_mu", "savings_yuan", "attachment"} <= set(differing(one, other, "households"))


@pytest.mark.parametrize("n_more", [1, 7])
def test_households_more_at_the_end_change_no_other_household(n_more: int) -> None:
    few, many = (profile("tiejiang", n_households=n) for n in (312, 312 + n_more))
    one, other = (first_day(of, seed=9, is_mixed=True) for of in (few, many))
    # Posts near home grow with the site, so that a worker may be found at the firm next in line; whether, how long and at
    # what pay somebody works may not change.
    assert set(differing(one, other, "people")) <= {"employer"}
    assert set(differing(one, other, "households")) <= {"tie", "tie_strength"}
    kept = {pair: strength for pair, strength in ties(other).items() if max(pair) < 312}
    assert kept == ties(one)


def test_with_villages_together_only_border_households_may_change_village() -> None:
    few, many = (profile("jingxian", n_households=n) for n in (2162, 2163))
    one, other = (first_day(of, seed=9) for of in (few, many))
    assert set(differing(one, other, "households")) <= OF_THE_VILLAGE
    assert differing(one, other, "households").get("village", 0) < many.n_villages
    # Mandarin is the one trait of people that asks whether their village is a minority's.
    assert set(differing(one, other, "people")) <= {"mandarin", "employer"}


def test_a_longer_horizon_keeps_the_people_and_reserves_more_rows() -> None:
    short, long = (first_day(profile("tiejiang"), seed=3, months=months) for months in (60, 121))
    more = long.array("households", "n_reserved").astype(int) - short.array("households", "n_reserved")
    assert long.sizes["people"] == short.sizes["people"] + more.sum()
    assert more.min() == 0
    assert more.max() >= 2
    assert set(differing(short, long, "households")) == {"first_person", "n_reserved"}
    alive = [state.array("people", "is_alive") == 1 for state in (short, long)]
    for column in short.columns["people"]:
        assert np.array_equal(short.array("people", column)[alive[0]], long.array("people", column)[alive[1]]), column


def test_employers_that_may_open_change_nobody() -> None:
    workshop = NewEmployer(WORKSHOP, MANUFACTURING, 30.0, 0.5, 0.4, -0.8)
    none, some = (first_day(profile("tiejiang"), seed=3, new=new) for new in ((), (workshop,) * 3))
    for table in ("people", "households", "schools", "clinics", "buildings"):
        assert differing(none, some, table) == {}, table
    # Only where they are drawn on the map hangs on how many employers there are.
    assert set(differing(none, some, "employers")) <= {"x_metres", "y_metres"}
    rows = slice(none.sizes["employers"], None)
    assert (some.array("employers", "is_open")[rows] == 0).all()
    assert (some.array("employers", "n_filled")[rows] == 0).all()
    assert some.array("employers", "chance_id")[rows].tolist() == [WORKSHOP * 100_000 + k for k in range(3)]
