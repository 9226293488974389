"""Seats, queues, care, casework, demography and safety on worlds worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from model.codes import KINDERGARTEN, NOBODY, PRIMARY_SCHOOL, SEVERE_DISABILITY
from tests.world import World


def test_seats_are_given_up_to_their_number_and_the_rest_wait() -> None:
    world = World(people=50, households=50, start=(2021, 9))
    world["people", "age_months"][:] = 8 * 12
    world["schools", "level"][:] = PRIMARY_SCHOOL
    world["schools", "n_seats"][:] = 30
    world["schools", "n_teachers"][:] = 2
    world.step("schools", {"travels": 0})
    assert (world["people", "school"] == 0).sum() == 30 == world["schools", "n_pupils"][0]
    assert world["schools", "n_waiting"][0] == 20
    assert (world["people", "months_out_of_school"] == 1).sum() == 20


def test_who_has_a_seat_keeps_it_the_next_september() -> None:
    world = World(people=50, households=50, start=(2021, 9))
    world["people", "age_months"][:] = 8 * 12
    world["schools", "level"][:] = PRIMARY_SCHOOL
    world["schools", "n_seats"][:] = 30
    world["schools", "n_teachers"][:] = 2
    world.step("schools", {"travels": 0})
    before = world["people", "school"].copy()
    world.clock.month = 12
    world["people", "age_months"][:] = 9 * 12
    world.step("schools", {"travels": 0})
    assert (world["people", "school"] == before).all()


def test_primary_school_completed_leaves_schooling_and_mandarin() -> None:
    world = World(people=1, households=1, start=(2021, 9))
    world["people", "age_months"][:] = 12 * 12
    world["people", "mandarin"][:] = 0
    world["people", "school_level"][:] = PRIMARY_SCHOOL
    world["people", "school"][:] = 0
    world["schools", "level"][:] = PRIMARY_SCHOOL
    world.step("schools")
    assert world["people", "schooling"][0] == 1
    assert world["people", "mandarin"][0] == 2


def test_a_clinic_treats_as_many_spells_as_it_has_visits_for() -> None:
    world = World(people=100, households=100)
    world["clinics", "visits_a_month"][:] = 60
    world.step("clinics", {"onset": 1, "seeks_care": 1, "visits_a_spell": 3})
    assert world["people", "illness_months_left"].sum() == 100
    assert world["people", "is_treated"].sum() == 20
    assert world["clinics", "n_visits"][0] == 60
    assert world["clinics", "n_waiting"][0] == 80
    paid = world["households", "health_spending_yuan_month"]
    assert (paid > 0).sum() == 20


def test_treated_illness_is_over_and_untreated_illness_goes_on() -> None:
    world = World(people=40, households=40)
    world["people", "illness_months_left"][:] = 1
    world["people", "is_treated"][:20] = 1
    world.step("clinics", {"onset": 0, "goes_on_untreated": 1, "seeks_care": 0})
    assert world["people", "illness_months_left"].tolist() == [0] * 20 + [1] * 20


def care_world() -> World:
    world = World(people=3, households=1)  # a toddler, a mother, a grandmother
    world["people", "age_months"][:] = [12, 30 * 12, 60 * 12]
    world["people", "is_female"][:] = 1
    return world


def test_a_grandmother_cares_before_the_mother_does() -> None:
    world = care_world()
    world.step("care", {"toddler_need": 1})
    assert world["people", "is_carer"].tolist() == [0, 0, 1]
    world["people", "is_alive"][2] = 0
    world.step("care", {"toddler_need": 1})
    assert world["people", "is_carer"].tolist() == [0, 1, 0]


def test_a_kindergarten_place_and_outside_relief_free_the_carer() -> None:
    world = care_world()
    world["people", "age_months"][0] = 4 * 12
    world.step("care", {"preschool_need": 1})
    assert world["people", "is_carer"].sum() == 1
    world["people", "school_level"][0] = KINDERGARTEN
    world.step("care", {"preschool_need": 1})
    assert world["people", "is_carer"].sum() == 0
    world["people", "school_level"][0] = 0
    world.step("care", {"preschool_need": 1}, {"care_relief": 1})
    assert world["people", "is_carer"].sum() == 0


def test_a_carer_who_finds_flexible_work_stays_the_carer() -> None:
    world = care_world()
    world["people", "is_carer"][1] = 1
    world["people", "employer"][1] = 0
    world.step("care", {"toddler_need": 1})
    assert world["people", "is_carer"].tolist() == [0, 1, 0]


def test_casework_visits_no_more_than_its_hours_allow_and_no_staff_visits_nobody() -> None:
    for staff, visits in ((0.0, 0), (1.0, 16)):
        world = World(people=100, households=100)
        world["community_offices", "n_staff"][:] = staff
        world["households", "last_visit_month"][:] = 0  # nobody's turn for a call
        world["people", "employer"][:] = 0
        world.step("casework", {"hours_a_staff": 40, "hours_a_file": 2.5}, {"training_file_share": 1})
        assert world["community_offices", "n_visits"][0] == visits == world["households", "has_training_file"].sum()
        assert world["community_offices", "n_waiting"][0] == 100 - visits


def test_months_in_zero_employment_count_up_and_start_again() -> None:
    world = World(people=2, households=2)
    world["people", "employer"][:] = [NOBODY, 0]
    for _ in range(3):
        world.step("casework")
    assert world["households", "months_zero_employment"].tolist() == [3, 0]
    world["people", "employer"][0] = 0
    world.step("casework")
    assert world["households", "months_zero_employment"].tolist() == [0, 0]


def test_a_birth_takes_the_reserved_row_and_needs_one() -> None:
    world = World(people=3, households=1)
    world["people", "age_months"][:] = [25 * 12, 25 * 12, 0]
    world["people", "is_female"][:] = [1, 0, 0]
    world["people", "is_alive"][2] = 0
    world["households", "n_slots"][0], world["households", "n_reserved"][0] = 2, 1
    sure = {"births_a_year": 12.0, "mortality": 0}
    world.step("demography", sure)
    assert world["people", "is_alive"].tolist() == [1, 1, 1]
    assert world["community_offices", "n_births"][0] == 1
    world.step("demography", sure)
    assert world["community_offices", "n_births"][0] == 0


def test_the_dead_are_dead_once_and_leave_the_labour_force() -> None:
    world = World(people=200, households=200)
    world["people", "age_months"][:] = 95 * 12
    world.step("demography", {"mortality": 100})
    assert world["people", "is_alive"].sum() == 0
    assert world["community_offices", "n_deaths"][0] == 200
    world.step("demography", {"mortality": 100})
    assert world["community_offices", "n_deaths"][0] == 0


def test_the_labour_force_is_of_age_able_and_not_at_school() -> None:
    world = World(people=5, households=5)
    world["people", "age_months"][:] = [15 * 12, 30 * 12, 30 * 12, 30 * 12, 61 * 12]
    world["people", "disability"][2] = SEVERE_DISABILITY
    world["people", "school_level"][3] = 4
    world.step("demography", {"mortality": 0})
    assert world["community_offices", "n_labour_force"][0] == 1


def test_an_incident_frightens_and_safety_comes_back_by_half_in_a_half_life() -> None:
    world = World(people=10, households=10)
    world["households", "felt_safety"][:] = 0.75
    world.step("safety", {"incidents": 1, "fright": 0.25, "usual_safety": 0.75})
    assert world["households", "felt_safety"] == pytest.approx(np.full(10, 0.5))
    for month in range(1, 13):
        world.clock.month = month
        world.step("safety", {"incidents": 0, "usual_safety": 0.75, "half_life_months": 12})
    assert world["households", "felt_safety"] == pytest.approx(np.full(10, 0.625), abs=1e-3)
