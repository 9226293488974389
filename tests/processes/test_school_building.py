"""Seats planned by rule, ordered as far as they are paid for, opened after their lead time: worked out by hand."""

from __future__ import annotations

import pytest

from model.codes import JUNIOR_SCHOOL, KINDERGARTEN, PRIMARY_SCHOOL
from tests.world import World

APRIL = (2021, 4)
PLAN = {"planning": 1, "lead_months": 3, "teacher_transfer": 1}
STAY = {"dropout_junior": 0.0, "dropout_senior": 0.0, "building_factor": 2.0}


def site(n: int, years: float, seats: int, start: tuple[int, int] = APRIL) -> World:
    """Primary pupils, a primary school with some seats, and a plot for another."""
    world = World(people=n, households=n, schools=2, start=start)
    world["people", "age_months"][:] = int(years * 12)
    world["schools", "level"][:] = PRIMARY_SCHOOL
    world["schools", "n_seats"][:] = [seats, 0]
    world["schools", "n_teachers"][:] = [seats / 19, 0]
    world["schools", "is_open"][:] = [1, 0]
    world["schools", "x_metres"][:] = [3000, 400]
    return world


def office(world: World, name: str) -> int:
    return int(world["community_offices", name][0])


def test_missing_seats_are_added_in_place_and_open_after_the_lead_time() -> None:
    world = site(100, 8, 80)
    world.step("schools", STAY, PLAN)
    assert office(world, "n_seats_to_extend") == 20
    assert office(world, "n_seats_to_build") == 0
    for month in range(1, 6):
        world.clock.month = month
        paid = {"seats_to_extend": 20} if month == 2 else {}
        world.step("schools", STAY, PLAN | paid)
        assert world["schools", "n_seats"].tolist() == [100 if month == 5 else 80, 0]
    assert world["schools", "n_pupils"][0] == 100
    assert world["schools", "n_waiting"].sum() == 0
    assert (world["people", "school"] == 0).all()
    assert world["schools", "n_teachers"][0] == pytest.approx(100 / 19)


def test_what_is_not_paid_for_is_not_built_and_is_asked_for_again() -> None:
    world = site(100, 8, 80)
    for month in range(3):
        world.clock.month = month
        world.step("schools", STAY, PLAN | {"seats_to_extend": 5 if month == 1 else 0})
        assert office(world, "n_seats_extended") == (5 if month == 1 else 0)
    assert world["schools", "n_seats_ordered"].tolist() == [5, 0]
    world.clock.month = 6
    world.step("schools", STAY, PLAN)
    assert office(world, "n_seats_to_extend") == 0  # one project at a school at a time


def test_a_severe_shortage_is_met_by_a_new_school_that_takes_longer_and_is_nearer() -> None:
    world = site(100, 8, 40)
    world.step("schools", STAY, PLAN)
    assert (office(world, "n_seats_to_extend"), office(world, "n_seats_to_build")) == (0, 60)
    far = world["community_offices", "school_kilometres"][0] / office(world, "n_with_school_way")
    for month in range(2, 9):
        world.clock.month = month
        world.step("schools", STAY, PLAN | {"seats_to_build": 60 if month == 2 else 0})
        assert world["schools", "is_open"].tolist() == [1, int(month == 8)]
    assert world["schools", "n_pupils"].tolist() == [40, 60]
    near = world["community_offices", "school_kilometres"][0] / office(world, "n_with_school_way")
    assert near == pytest.approx((40 * 3 + 60 * 0.4) / 100)
    assert near < far


def test_what_was_planned_before_the_move_opens_that_much_earlier() -> None:
    world = site(100, 8, 80)
    world["households", "arrival_month"][50:] = 4
    world.step("schools", STAY, PLAN | {"months_ahead": 2})
    assert office(world, "n_seats_to_extend") == 0  # the second wave is not in sight yet
    world["households", "arrival_month"][50:] = 2
    world.step("schools", STAY, PLAN | {"months_ahead": 2})
    assert office(world, "n_seats_to_extend") == 20
    world.clock.month = 1
    world.step("schools", STAY, PLAN | {"months_ahead": 2, "seats_to_extend": 20})
    assert world["schools", "months_to_open"][0] == 1


def test_teachers_whose_posts_are_not_moved_are_found_little_by_little_and_classes_are_crowded() -> None:
    world = site(400, 8, 200)
    world["schools", "n_seats_ordered"][0], world["schools", "months_to_open"][0] = 190, 1
    world.step("schools", STAY | {"teachers_found": 0.1}, PLAN | {"teacher_transfer": 0.5})
    assert world["schools", "n_teachers"][0] == pytest.approx(200 / 19 + 5 + 0.5)
    assert world["schools", "n_teachers_missing"][0] == pytest.approx(4.5)


def test_places_in_kindergarten_are_planned_for_families_that_want_one_and_none_for_who_dropped_out() -> None:
    world = site(200, 4, 0)
    world["schools", "level"][:] = KINDERGARTEN
    world.step("schools", {"kindergarten_wish": 0.75}, PLAN)
    assert office(world, "n_seats_to_build") == 150
    world["people", "age_months"][:] = 13 * 12
    world["schools", "level"][:] = JUNIOR_SCHOOL
    world["people", "has_dropped_out"][:120] = 1
    world.step("schools", STAY, PLAN)
    assert office(world, "n_seats_to_build") == 80


def test_nothing_is_planned_or_counted_where_nobody_asks_for_it() -> None:
    world = site(100, 8, 20)
    for month in range(3):
        world.clock.month = month
        world.step("schools", STAY)
    assert office(world, "n_seats_to_extend") == office(world, "n_seats_to_build") == 0
    assert world["schools", "n_seats"].tolist() == [20, 0]


def test_a_child_that_turned_six_after_september_is_not_out_of_school() -> None:
    world = site(2, 6.2, 0)
    world["people", "age_months"][1] = 8 * 12
    world.step("schools", {"travels": 0.5} | STAY)
    assert world["people", "months_out_of_school"][0] == 0
