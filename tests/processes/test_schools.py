"""Seats, levels and dropping out on worlds worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from model.codes import (
    AT_NO_SCHOOL,
    FLUENT_MANDARIN,
    JUNIOR,
    JUNIOR_SCHOOL,
    KINDERGARTEN,
    NOBODY,
    PRIMARY_SCHOOL,
    SENIOR,
    SENIOR_SCHOOL,
)
from tests.world import World

SEPTEMBER, OCTOBER = (2021, 9), (2021, 10)
STAY = {"dropout_junior": 0.0, "dropout_senior": 0.0}


def school_world(n: int, years: float, level: int, seats: int, start: tuple[int, int] = SEPTEMBER) -> World:
    world = World(people=n, households=n, start=start)
    world["people", "age_months"][:] = int(years * 12)
    world["schools", "level"][:] = level
    world["schools", "n_seats"][:] = seats
    world["schools", "n_teachers"][:] = max(seats / 19, 1)
    return world


def test_children_without_a_seat_travel_or_stay_at_home() -> None:
    world = school_world(2000, 8, PRIMARY_SCHOOL, 1000)
    world.step("schools", {"travels": 0.8})
    school = world["people", "school"]
    assert (school == 0).sum() == 1000
    assert (school == -2).sum() == pytest.approx(800, abs=60)
    at_home = world["people", "school_level"] == AT_NO_SCHOOL
    assert (world["people", "months_out_of_school"] == at_home).all()


def test_seats_bent_up_take_everybody_and_keep_the_first() -> None:
    few, more = (school_world(200, 8, PRIMARY_SCHOOL, 100) for _ in range(2))
    few.step("schools", {"travels": 0.5})
    more.step("schools", {"travels": 0.5}, {"seats": 2.0})
    assert (more["people", "school"] == 0).all()
    assert (few["people", "school"] == 0).sum() == 100


def test_who_has_a_seat_keeps_it_against_those_who_come_of_age() -> None:
    world = school_world(100, 2, PRIMARY_SCHOOL, 30)
    world["people", "age_months"][:50] = 8 * 12
    world.step("schools", {"travels": 0.5})
    first = world["people", "school"] == 0
    assert first.sum() == 30
    world.clock.month = 12
    world["people", "age_months"][50:] = 6 * 12
    world.step("schools", {"travels": 0.5})
    assert ((world["people", "school"] == 0) == first).all()


def test_who_moves_in_during_the_year_gets_a_free_seat_and_others_wait_for_september() -> None:
    world = school_world(20, 8, PRIMARY_SCHOOL, 50, start=OCTOBER)
    world["households", "arrival_month"][:10] = 1
    world.clock.month = 1
    world.step("schools")
    assert (world["people", "school"][:10] == 0).all()
    assert (world["people", "school"][10:] == NOBODY).all()


def test_only_families_that_wish_send_a_child_to_kindergarten_and_always_the_same() -> None:
    world = school_world(3000, 3.5, KINDERGARTEN, 3000)
    world.step("schools", {"kindergarten_wish": 0.7})
    first = world["people", "school_level"] == KINDERGARTEN
    assert first.mean() == pytest.approx(0.7, abs=0.03)
    world.clock.month = 12
    world.step("schools", {"kindergarten_wish": 0.7})
    assert ((world["people", "school_level"] == KINDERGARTEN) == first).all()


def test_junior_school_completed_leaves_schooling_and_fluent_mandarin() -> None:
    world = school_world(50, 15, SENIOR_SCHOOL, 0)
    world["people", "school_level"][:] = JUNIOR_SCHOOL
    world["people", "mandarin"][:] = 1
    world.step("schools")
    assert (world["people", "schooling"] == JUNIOR).all()
    assert (world["people", "mandarin"] == FLUENT_MANDARIN).all()
    assert (world["people", "school_level"] == AT_NO_SCHOOL).all()


def test_at_eighteen_senior_school_is_completed_and_left() -> None:
    world = school_world(5, 18, SENIOR_SCHOOL, 50)
    world["people", "school_level"][:] = SENIOR_SCHOOL
    world["people", "school"][:] = 0
    world.step("schools")
    assert (world["people", "schooling"] == SENIOR).all()
    assert (world["people", "school"] == NOBODY).all()


def test_support_for_vocational_school_draws_from_those_who_would_leave() -> None:
    shares = []
    for uptake in (0.0, 0.5):
        world = school_world(4000, 15, SENIOR_SCHOOL, 4000)
        world["people", "school_level"][:] = JUNIOR_SCHOOL
        world.step("schools", STAY | {"senior_share": 0.4, "vocational_share": 0.2}, {"vocational_uptake": uptake})
        shares.append(world["people", "school_level"] == SENIOR_SCHOOL)
    assert [share.mean() for share in shares] == pytest.approx([0.6, 0.8], abs=0.03)
    assert (shares[0] <= shares[1]).all()


def test_who_dropped_out_does_not_come_back() -> None:
    world = school_world(300, 13, JUNIOR_SCHOOL, 400)
    world.step("schools", {"dropout_junior": 1.0})
    assert world["people", "has_dropped_out"].all()
    assert world["community_offices", "n_dropouts"][0] == 300
    world.clock.month = 12
    world.step("schools", STAY)
    assert (world["people", "school_level"] == AT_NO_SCHOOL).all()


def test_travel_multiplies_dropping_out_and_for_girls_once_more() -> None:
    n = 60_000
    world = school_world(3 * n, 13, JUNIOR_SCHOOL, 3 * n, start=OCTOBER)
    world.clock.month = 1  # nobody moves in
    world["people", "school_level"][:] = JUNIOR_SCHOOL
    world["people", "school"].reshape(3, n)[:] = [[0], [-2], [-2]]
    world["people", "is_female"].reshape(3, n)[2] = 1
    world.step("schools", {"dropout_junior": 0.02, "travel_factor": 2.0, "girls_factor": 1.5})
    left = world["people", "has_dropped_out"].reshape(3, n).mean(axis=1)
    assert left == pytest.approx([0.02, 0.04, 0.06], rel=0.08)
    owed = world["community_offices", "n_dropouts_move"][0]
    assert owed == pytest.approx(0.5 * n * (0.04 + 0.06), rel=0.08)


def test_jobs_nearby_pull_teenagers_out_of_school() -> None:
    found = []
    for posts in (0, 1000):
        world = World(people=40_000, households=40_000, employers=1, start=OCTOBER)
        world.clock.month = 1
        world["people", "age_months"][:] = 16 * 12
        world["people", "school_level"][:] = SENIOR_SCHOOL
        world["people", "school"][:] = 0
        world["schools", "level"][:] = SENIOR_SCHOOL
        world["schools", "n_seats"][:] = 40_000
        world["schools", "n_teachers"][:] = 3000
        world["employers", "is_open"][:] = 1
        world["employers", "n_posts"][:] = posts
        world["community_offices", "n_labour_force"][:] = 10_000
        world.step("schools", {"dropout_senior": 0.02, "near_jobs_factor": 2.0})
        found.append(world["people", "has_dropped_out"].mean())
    assert found[1] / found[0] == pytest.approx(2.0, rel=0.12)


def test_a_move_of_school_never_makes_more_pupils_than_seats() -> None:
    world = World(people=600, households=600, schools=4, start=(2021, 8))
    world["people", "age_months"][:] = np.arange(600) % (18 * 12)
    world["schools", "level"][:] = [KINDERGARTEN, PRIMARY_SCHOOL, JUNIOR_SCHOOL, SENIOR_SCHOOL]
    world["schools", "n_seats"][:] = [40, 110, 50, 30]
    world["schools", "n_teachers"][:] = 5
    world["households", "arrival_month"][:] = np.arange(600) % 7
    for month in range(30):
        world.clock.month = month
        world["people", "age_months"][:] += 1
        world.step("schools")
        assert (world["schools", "n_pupils"] <= world["schools", "n_seats"]).all()
    assert world["schools", "n_pupils"][1] == 110


SCRIPT = """
import numpy as np
from tests.world import World
world = World(people=120, households=40, schools=5, start=(2021, 8))
world["people", "age_months"][:] = (np.arange(120) * 29) % (19 * 12)
world["people", "is_female"][::2] = 1
world["schools", "level"][:] = [1, 2, 2, 3, 4]
world["schools", "x_metres"][:] = [0, 5, 9, 3, 1]
world["schools", "n_seats"][:] = [10, 8, 8, 10, 6]
world["schools", "n_teachers"][:] = 0.4
world["households", "arrival_month"][:] = np.arange(40) % 4
for month in range(15):
    world.clock.month = month
    world["people", "age_months"][:] += 1
    world.step("schools", {"dropout_junior": 0.006, "dropout_senior": 0.012})
"""


@pytest.mark.slow
def test_plain_python_seats_the_same_children(both_ways) -> None:  # type: ignore[no-untyped-def]
    compiled, plain = both_ways(SCRIPT)
    assert compiled == plain


def test_a_level_without_a_school_takes_no_other_levels_seats() -> None:
    world = school_world(40, 8, PRIMARY_SCHOOL, 20)
    world["people", "age_months"][20:] = 13 * 12
    world.step("schools", {"travels": 0.5})
    assert (world["people", "school"][:20] == 0).all()
    assert world["schools", "n_waiting"][0] == 0


def test_free_seats_in_a_school_further_off_go_by_lottery_and_not_by_row() -> None:
    world = World(people=300, households=300, schools=2, start=SEPTEMBER)
    world["people", "age_months"][:] = 8 * 12
    world["schools", "level"][:] = PRIMARY_SCHOOL
    world["schools", "n_seats"][:] = 100
    world["schools", "n_teachers"][:] = 5
    world["schools", "x_metres"][1] = 900
    world.step("schools")
    further = np.flatnonzero(world["people", "school"] == 1)
    assert further.size == 100
    assert further.mean() == pytest.approx(150, abs=30)


def test_senior_school_takes_nobody_without_junior_school_or_with_a_job() -> None:
    world = school_world(40, 16, SENIOR_SCHOOL, 200)
    world["people", "schooling"][:30] = JUNIOR
    world["people", "employer"][:10] = 0
    world["people", "is_away"][10:20] = 1
    world.step("schools", STAY | {"senior_share": 0.8, "vocational_share": 0.6})
    at_school = world["people", "school_level"] == SENIOR_SCHOOL
    assert at_school[20:30].all()
    assert at_school.sum() == 10
