"""The office's hours, in the order of need."""

from __future__ import annotations

import numpy as np
import pytest

from model.codes import CARD, HUKOU, MILD_DISABILITY, NOBODY, PERMIT, SENIOR_SCHOOL, UNREGISTERED
from tests.world import World

# Nobody is called on without an occasion until the year is over, and the office hears of every need at once.
QUIET = {"asks_to_register": 0.02, "hukou_a_month": 0.0, "needs_told": 1.0, "hours_a_staff": 40.0, "hours_a_file": 2.5}
OFFICE = "community_offices"


def seen_world(**sizes: int) -> World:
    """A world in which somebody from the office was with every household this month."""
    world = World(**sizes)
    world["households", "last_visit_month"][:] = 0
    return world


def test_without_staff_nobody_is_visited_whatever_is_asked() -> None:
    world = seen_world(people=200, households=200)
    world.step("casework", QUIET, {"referral_share": 1, "training_file_share": 1, "registration_visits": 1, "documents": 999})
    assert world["community_offices", "n_visits"][0] == 0
    assert world["community_offices", "n_waiting"][0] == 200
    assert world["people", "is_referred"].sum() == 0
    assert world["households", "has_training_file"].sum() == 0


def test_zero_employment_goes_before_files_and_files_before_registration() -> None:
    world = seen_world(people=30, households=30)
    world["people", "employer"][10:] = 0
    world["households", "has_training_file"][20:] = 1
    world["community_offices", "n_staff"][:] = 1
    asked = {"referral_share": 1, "training_file_share": 1, "registration_visits": 1, "documents": 999}
    world.step("casework", QUIET | {"hours_a_staff": 25, "hours_a_visit": 1, "hours_a_file": 1}, asked)
    assert world["people", "is_referred"][:10].all()
    assert world["people", "is_referred"][10:].sum() == 0
    assert world["households", "has_training_file"][10:20].all()
    assert 5 <= (world["households", "registration"][20:] == CARD).sum() <= 7  # five visits, a few who came by themselves


def test_one_member_of_a_household_is_referred_and_only_for_a_month() -> None:
    world = seen_world(people=30, households=10)
    world["community_offices", "n_staff"][:] = 10
    world.step("casework", QUIET, {"referral_share": 1})
    assert world["people", "is_referred"].reshape(10, 3).sum(axis=1).tolist() == [1] * 10
    world.clock.month = 1
    world.step("casework", QUIET)
    assert world["people", "is_referred"].sum() == 0


def test_hours_used_are_visits_times_hours_and_never_more_than_there_are() -> None:
    world = seen_world(people=100, households=100)
    world["community_offices", "n_staff"][:] = 1.3
    world.step("casework", QUIET, {"training_file_share": 1})
    office = {name: float(world["community_offices", name][0]) for name in ("hours", "hours_used", "n_visits")}
    assert office["hours"] == pytest.approx(52)
    assert office["hours_used"] == office["n_visits"] * 2.5 == 50


def test_a_file_is_kept_for_the_asked_share_and_the_same_households_every_month() -> None:
    world = seen_world(people=2000, households=2000)
    world["community_offices", "n_staff"][:] = 1000
    for month in range(3):
        world.clock.month = month
        world.step("casework", QUIET, {"training_file_share": 0.3})
    assert world["households", "has_training_file"].mean() == pytest.approx(0.3, abs=0.04)


def test_registration_goes_from_none_to_card_or_permit_to_hukou_and_never_back() -> None:
    world = seen_world(people=500, households=500)
    world["households", "origin_kilometres"][::3] = 80
    before = world["households", "registration"].copy()
    assert (before == UNREGISTERED).all()
    for month in range(24):
        world.clock.month = month
        world.step("casework", {"asks_to_register": 0.3, "hukou_a_month": 0.02})
        now = world["households", "registration"].copy()
        assert (now >= before).all()
        assert (now[(before == UNREGISTERED) & (now != before)] < HUKOU).all()
        assert not (now[::3] == CARD).any()
        assert not (now[1::3] == PERMIT).any()
        before = now
    assert (before == HUKOU).any()


def test_who_has_not_arrived_or_has_left_is_not_counted() -> None:
    world = seen_world(people=3, households=3)
    world["people", "employer"][:] = NOBODY
    world["households", "arrival_month"][1] = 4
    world["households", "return_month"][2] = 0
    world.step("casework", {"asks_to_register": 0.5})
    assert world["households", "months_zero_employment"].tolist() == [1, 0, 0]


def test_a_household_of_old_people_alone_is_not_in_zero_employment() -> None:
    world = seen_world(people=2, households=1)
    world["people", "age_months"][:] = 70 * 12
    world.step("casework")
    assert world["households", "months_zero_employment"][0] == 0


def test_more_staff_visit_everybody_whom_fewer_visited() -> None:
    worlds = [seen_world(people=300, households=300) for _ in range(2)]
    for world, staff in zip(worlds, (2, 5), strict=True):
        world["community_offices", "n_staff"][:] = staff
        world.step("casework", QUIET, {"training_file_share": 1})
    few, more = (world["households", "has_training_file"].astype(int) for world in worlds)
    assert (few <= more).all()
    assert np.array([few.sum(), more.sum()]).tolist() == [32, 80]


def test_a_pupil_is_not_referred_to_a_post() -> None:
    world = seen_world(people=2, households=1)
    world["people", "age_months"][0] = 17 * 12
    world["people", "school_level"][0] = SENIOR_SCHOOL
    world["community_offices", "n_staff"][:] = 1
    world.step("casework", QUIET, {"referral_share": 1})
    assert world["people", "is_referred"].tolist() == [0, 1]


def test_no_visit_is_spent_where_nobody_could_start_work() -> None:
    world = seen_world(people=1, households=1)
    world["people", "course_months_left"][:] = 2
    world["community_offices", "n_staff"][:] = 1
    world.step("casework", QUIET, {"referral_share": 1})
    assert world["community_offices", "n_visits"][0] == 0


def test_no_more_calls_to_register_than_there_are_documents() -> None:
    world = seen_world(people=100, households=100)
    world["community_offices", "n_staff"][:] = 1000
    asked = {"registration_visits": 1, "documents": 7}
    world.step("casework", QUIET | {"asks_to_register": 0.02}, asked)
    came_themselves = seen_world(people=100, households=100)
    came_themselves.step("casework", QUIET | {"asks_to_register": 0.02})
    extra = world["households", "registration"] != came_themselves["households", "registration"]
    assert extra.sum() == world["community_offices", "n_documents"][0] == world["community_offices", "n_visits"][0] == 7


def test_lapsed_dues_and_dibao_not_drawn_come_before_files_and_only_where_there_is_need() -> None:
    world = seen_world(people=40, households=40)
    world["community_offices", "n_staff"][:] = 1
    world["households", "lapse_months"][:6, 2] = 3
    world["households", "is_eligible_for_dibao"][6:12] = 1
    world["households", "has_dibao"][9:12] = 1
    world["people", "employer"][:] = 0
    few_hours = {"hours_a_staff": 12, "hours_a_visit": 1, "hours_a_file": 1}
    world.step("casework", QUIET | few_hours, {"entitlement_visits": 1, "training_file_share": 1})
    assert world["households", "is_helped_with_dues"].tolist() == [1] * 9 + [0] * 31
    assert world["households", "has_training_file"].sum() == 3
    assert world["community_offices", "n_dues_visits"][0] == 9
    world.clock.month = 1
    world.step("casework", QUIET)
    assert world["households", "is_helped_with_dues"].sum() == 0


def test_rights_that_would_be_lost_deter_from_hukou_transfer() -> None:
    shares = []
    for rights in (
        {},
        {"collective_rights": 0},
        {"land_rights": 0},
        {"land_rights": 0, "collective_rights": 0, "other_benefits": 0},
    ):
        world = seen_world(people=40_000, households=40_000)
        world["households", "registration"][:] = CARD
        world.step("casework", {"hukou_a_month": 0.02}, rights)
        shares.append((world["households", "registration"] == HUKOU).mean())
    assert shares == pytest.approx([0.02, 0.02 * 0.7, 0.02 * 0.2, 0.02 * 0.2 * 0.7 * 0.7], rel=0.15)
    assert shares == sorted(shares, reverse=True)


def test_care_visits_get_the_hours_that_more_urgent_casework_leaves_and_go_to_those_left_behind() -> None:
    world = World(people=60, households=60)
    world["people", "employer"][:] = 0
    world["people", "disability"][:50] = MILD_DISABILITY
    world[OFFICE, "n_staff"][0] = 1
    p = {"hours_a_staff": 40, "hours_a_visit": 2, "hours_a_care_visit": 1, "asks_to_register": 0.02, "hours_a_call": 1}
    world["households", "registration"][:] = CARD
    world.step("casework", p, {"care_visits": 35})
    assert world[OFFICE, "n_care_visits"][0] == 35
    assert world[OFFICE, "n_visits"][0] == 5, "five calls with what is left"
    assert world[OFFICE, "hours_used"][0] + world[OFFICE, "care_hours_used"][0] == 40


def test_a_file_runs_out_after_its_months_and_is_renewed_on_a_visit() -> None:
    world = seen_world(people=10, households=10)
    world[OFFICE, "n_staff"][0] = 10
    p = QUIET | {"file_months": 6}
    world.step("casework", p, {"training_file_share": 1})
    assert world["households", "has_training_file"].all()
    for month in range(1, 6):
        world.clock.month = month
        world["households", "last_visit_month"][:] = month
        world.step("casework", p)
        assert world["households", "has_training_file"].all()
    world.clock.month = 6
    world.step("casework", p)
    assert not world["households", "has_training_file"].any()
    world.step("casework", p, {"training_file_share": 1})
    assert world["households", "has_training_file"].all()
    assert (world["households", "file_month"] == 6).all()


def test_when_hours_are_short_work_goes_before_disputes_and_disputes_before_files_and_calls() -> None:
    world = World(people=30, households=30)
    world["people", "employer"][2:] = 0  # two households have nobody in work
    world["households", "months_in_dispute"][10:15] = 1
    world[OFFICE, "n_staff"][0] = 1
    p = QUIET | {"hours_a_staff": 24, "hours_a_visit": 2, "hours_a_case": 6, "hours_a_file": 1, "hours_a_call": 1}
    world.step("casework", p, {"referral_share": 1, "mediation_cases": 3, "training_file_share": 1})
    # 24 hours: two referrals (4), three of five cases (18), two files (2); nothing is left for calls.
    assert world["people", "is_referred"][:2].all()
    assert world["households", "is_mediated"].sum() == world[OFFICE, "n_mediated"][0] == 3
    assert world[OFFICE, "mediation_hours_used"][0] == 18
    assert world["households", "has_training_file"].sum() == 2
    assert world[OFFICE, "n_visits"][0] == 7
    assert world[OFFICE, "hours_used"][0] == world[OFFICE, "hours"][0] == 24
    assert world[OFFICE, "n_waiting"][0] >= 28 - 2 - 2


def test_those_whom_the_office_has_not_seen_for_longest_are_called_on_first() -> None:
    world = World(people=30, households=30)
    world["people", "employer"][:] = 0
    world["households", "last_visit_month"][:10] = -9
    world["households", "last_visit_month"][10:20] = -5
    world["households", "last_visit_month"][20:] = -2  # not yet due
    world[OFFICE, "n_staff"][0] = 1
    world.step("casework", QUIET | {"hours_a_staff": 14, "hours_a_call": 1, "months_between_calls": 3})
    called = world["households", "last_visit_month"] == 0
    assert called[:10].all()
    assert called[10:20].sum() == 4
    assert not called[20:].any()
    assert (world[OFFICE, "n_visits"][0], world[OFFICE, "n_waiting"][0]) == (14, 6)


def test_a_need_is_served_only_when_it_is_known_and_a_call_makes_it_known() -> None:
    world = seen_world(people=200, households=200)
    world[OFFICE, "n_staff"][0] = 1000
    hardly = QUIET | {"needs_told": 0.1}
    world.step("casework", hardly, {"referral_share": 1})
    known = world["households", "need"] == 2
    assert 5 <= known.sum() <= 40
    assert (world["people", "is_referred"] == known).all()
    world["households", "last_visit_month"][:] = -12
    world.step("casework", hardly)
    assert (world["households", "need"] == 2).all()


def test_a_visited_household_hears_a_little_of_the_measures() -> None:
    world = World(people=20, households=20)
    world["people", "employer"][:] = 0
    world[OFFICE, "n_staff"][0] = 1
    world.step("casework", QUIET | {"hours_a_staff": 8, "hours_a_call": 1, "call_informs": 0.1})
    called = world["households", "last_visit_month"] == 0
    assert called.sum() == 8
    assert world["households", "awareness"][called] == pytest.approx(0.55)
    assert world["households", "awareness"][~called] == pytest.approx(0.5)
