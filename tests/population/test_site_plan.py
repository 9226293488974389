"""Where everything stands: flats, grids, villages, institutions and parks."""

from __future__ import annotations

import numpy as np
import pytest

from model.codes import OUTSIDE, PARK_FIRM
from tests.population.first_days import first_day, profile

SITES = ("tiny", "tiejiang", "jingxian", "sajin")
PLACES = ("buildings", "schools", "clinics", "training_centres", "community_offices")


@pytest.mark.parametrize("site", SITES)
def test_every_household_has_a_flat_of_its_building_and_the_building_s_grid(site: str) -> None:
    array = first_day(profile(site)).array
    building = array("households", "building")
    assert (np.bincount(building, minlength=array("buildings", "grid").size) == array("buildings", "n_households")).all()
    assert array("buildings", "n_households").min() >= 1
    assert (array("households", "grid") == array("buildings", "grid")[building]).all()
    assert (np.diff(building) >= 0).all()
    assert (np.diff(array("buildings", "grid")) >= 0).all()


@pytest.mark.parametrize("site", ["tiejiang", "jingxian", "sajin"])
def test_nothing_stands_on_the_plot_of_something_else(site: str) -> None:
    array = first_day(profile(site)).array
    plots = np.concatenate([np.stack([array(table, "x_metres"), array(table, "y_metres")], axis=1) for table in PLACES])
    assert np.unique(plots, axis=0).shape == plots.shape


@pytest.mark.parametrize("is_mixed", [False, True])
def test_a_village_is_one_people_and_stands_together_or_everywhere(is_mixed: bool) -> None:
    of = profile("jingxian")
    array = first_day(of, is_mixed=is_mixed).array
    village, is_minority = array("households", "village"), array("households", "is_minority")
    assert set(village.tolist()) == set(range(of.n_villages))
    for each in range(of.n_villages):
        assert np.unique(is_minority[village == each]).size == 1
    buildings = [np.unique(array("households", "building")[village == each]).size for each in range(of.n_villages)]
    n_least = of.n_households / of.n_villages / of.households_a_building
    assert all(n > 8 * n_least for n in buildings) if is_mixed else all(n <= n_least + 2 for n in buildings)


@pytest.mark.parametrize("site", SITES)
def test_parks_are_as_far_away_on_the_plan_as_they_are_said_to_be(site: str) -> None:
    of = profile(site)
    array = first_day(of).array
    parks = array("employers", "kind") == PARK_FIRM
    assert parks.any()
    kilometres = array("employers", "kilometres")
    assert kilometres[parks] == pytest.approx(of.work.park_kilometres)
    x, y = (array("employers", f"{axis}_metres") - array("buildings", f"{axis}_metres").mean() for axis in "xy")
    assert np.hypot(x, y) / 1000 == pytest.approx(kilometres, rel=1e-3)


@pytest.mark.parametrize("site", SITES)
def test_the_planned_posts_are_there_and_their_ids_are_their_own(site: str) -> None:
    of = profile(site)
    array = first_day(of).array
    kind = array("employers", "kind")
    posts = sum(getattr(of.work, f"{name}_posts") for name in ("park", "local", "cooperative", "start_up"))
    assert array("employers", "size_posts")[kind != OUTSIDE].sum() == pytest.approx(posts * of.n_labour_force / 1000, rel=1e-4)
    ids = array("employers", "chance_id")
    assert np.unique(ids).size == ids.size
    assert (ids // 100_000 == kind).all()


@pytest.mark.parametrize("site", SITES)
def test_seats_of_a_level_are_what_the_profile_plans(site: str) -> None:
    of = profile(site)
    array = first_day(of).array
    level = array("schools", "level")
    planned = (of.services.kindergarten_seats, of.services.primary_seats, of.services.junior_seats, of.services.senior_seats)
    for number, seats in enumerate(planned, start=1):
        n_schools = int((level == number).sum())
        assert array("schools", "n_seats")[level == number].sum() == pytest.approx(seats * of.n_people / 1000, abs=n_schools)
