"""Community facilities: what is paid for is fitted out and opens, and who lives near uses it."""

from __future__ import annotations

import pytest

from tests.world import World

MONTHS = {"fitting_months": 2}


def world() -> World:
    """Two buildings with one and three households; the facilities stand at the first."""
    world = World(people=4, households=4, buildings=2, facilities=6)
    world["facilities", "kind"][:] = range(6)
    world["households", "building"][:] = [0, 1, 1, 1]
    world["buildings", "x_metres"][:] = [0, 1000]
    return world


def test_what_is_paid_for_opens_after_its_months_and_what_is_not_paid_for_is_not_begun() -> None:
    made = world()
    opened = []
    for month in range(4):
        made.clock.month = month
        made.step("facilities", MONTHS, {"service_centre": 1, "sports_centre": 1, "openings": 1 if month == 0 else 0})
        opened.append(made["facilities", "is_open"].tolist())
    assert opened[1] == [0] * 6
    assert opened[2] == opened[3] == [1, 0, 0, 0, 0, 0]


def test_nobody_is_asked_for_and_nothing_changes() -> None:
    made = world()
    made.step("facilities", None, {"openings": 6})
    assert not made["facilities", "months_to_open"].any()
    assert not made["facilities", "share_near"].any()


def test_use_falls_with_the_way_from_the_flat_and_counts_who_lives_here_now() -> None:
    made = world()
    made["facilities", "is_open"][:] = 1
    made.step("facilities", {"distance_deters": 0.4}, {"service_centre": 0.5})
    assert made["facilities", "share_run"].tolist() == [0.5, 0, 0, 0, 0, 0]
    # One household at the door, three a kilometre off, of whom 40 % do not come.
    assert made["facilities", "share_near"][0] == pytest.approx((1 + 3 * 0.6) / 4)
    made["households", "return_month"][1:] = 0
    made.step("facilities", {"distance_deters": 0.4}, {"service_centre": 0.5})
    assert made["facilities", "share_near"][0] == 1


def test_a_facility_that_is_not_run_shuts_and_needs_no_second_fitting_out() -> None:
    made = world()
    made["facilities", "is_open"][0] = 1
    made.step("facilities", None, {"service_centre": 1})
    made.step("facilities")
    assert not made["facilities", "share_run"].any()
    made.step("facilities", None, {"service_centre": 1})
    assert made["facilities", "share_run"][0] == 1
