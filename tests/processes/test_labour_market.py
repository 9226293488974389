"""Search and separation, posts, terms and hardship on worlds small enough to work out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from model.codes import COMMUNITY_FIRM, NOBODY, OUTSIDE, PUBLIC_PROGRAMME
from tests.world import World

EVEN = {"early_factor": 1, "late_factor": 1, "factory_factor": 1, "young_factor": 1, "referred_factor": 1}
EASY = {"tie_look_share": 0, "commute_kilometres": 1e9, "reservation_low": 0, "reservation_high": 0, "long_search_factor": 1}
SURE = {"fair_looks": 2}


def one_employer(n_people: int, n_posts: int, kind: int = COMMUNITY_FIRM) -> World:
    world = World(people=n_people, households=n_people, employers=2)
    world["employers", "kind"][:] = [kind, OUTSIDE]
    world["employers", "is_open"][:] = 1
    world["employers", "n_posts"][:] = [n_posts, 0]
    world["employers", "wage_yuan_month"][:] = 3000
    world["employers", "entry_skill"][:] = -3
    world["people", "trained_sector"][:] = -1
    return world


def live(world: World, months: int, s: float, f: float) -> float:
    """Mean employment over the second half of some months of losing and finding jobs."""
    shares = []
    for month in range(months):
        world.clock.month = month
        world.step("jobs_lost", EVEN | {"base_hazard": s, "new_year_factor": 1}, {"public_term": 1e6})
        world.step("jobs_found", EASY | {"search_rate": f}, SURE)
        shares.append(float((world["people", "employer"] != NOBODY).mean()))
    return float(np.mean(shares[months // 2 :]))


@pytest.mark.parametrize(("s", "f"), [(0.037, 0.16), (0.05, 0.3), (0.1, 0.1)])
def test_employment_settles_where_finding_and_losing_balance(s: float, f: float) -> None:
    # Who loses a job looks in the same month: e = e(1 - s) + (1 - e + e s) f, hence e = f / (f + s (1 - f)).
    world = one_employer(4000, 10_000)
    expected = f / (f + s * (1 - f))
    assert live(world, 160, s, f) == pytest.approx(expected, abs=0.01)


def test_posts_bound_employment_exactly() -> None:
    world = one_employer(500, 120)
    live(world, 30, 0.0, 1.0)
    assert world["employers", "n_filled"][0] == 120 == (world["people", "employer"] == 0).sum()


def test_an_employer_that_cuts_posts_lets_exactly_the_excess_go() -> None:
    world = one_employer(500, 120)
    live(world, 10, 0.0, 1.0)
    world["employers", "n_posts"][0] = 45
    live(world, 1, 0.0, 0.0)
    assert world["employers", "n_filled"][0] == 45 == (world["people", "employer"] == 0).sum()
    assert world["community_offices", "n_laid_off"][0] == 75


def test_a_public_post_ends_at_its_term_and_not_before() -> None:
    world = one_employer(50, 50, PUBLIC_PROGRAMME)
    world["people", "employer"][:] = 0
    world["employers", "n_filled"][0] = 50
    for tenure, is_lost in ((10, 0), (11, 0), (12, 1)):
        world["people", "tenure_months"][:] = tenure
        world.step("jobs_lost", {"base_hazard": 0}, {"public_term": 12})
        assert set(world["people", "is_losing_job"]) == {is_lost}


def hardship_world() -> World:
    world = one_employer(400, 40, PUBLIC_PROGRAMME)
    world["people", "age_months"][:100] = 55 * 12
    return world


def share_of_hardship(targeting: float) -> tuple[float, int]:
    world = hardship_world()
    world.step("jobs_found", {"public_take_up": 1, "public_take_up_others": 1}, {"public_targeting": targeting})
    holders = np.flatnonzero(world["people", "employer"] == 0)
    assert holders.size == 40
    return float((holders < 100).mean()), int(world["community_offices", "n_displaced"][0])


def test_hardship_comes_first_as_far_as_it_is_seen_and_displaces_others() -> None:
    (none, none_displaced), (all_, displaced) = share_of_hardship(0.0), share_of_hardship(1.0)
    assert none == pytest.approx(0.25, abs=0.2)
    assert none_displaced == 0
    assert all_ == 1.0
    assert displaced == 40 * (1 - none)


def test_training_works_late_and_grows() -> None:
    from model.processes.jobs_found.course_effect import training_share

    assert [training_share(months, 12.0) for months in (-1, 0, 6, 12, 24, 60)] == [0, 0, 0.25, 0.5, 1, 1]


def test_a_carer_is_only_hired_for_flexible_hours() -> None:
    for share_flexible, hired in ((0.0, 0), (1.0, 30)):
        world = one_employer(30, 100)
        world["people", "is_carer"][:] = 1
        world["employers", "share_flexible"][:] = share_flexible
        world.step("jobs_found", EASY | {"search_rate": 1, "carer_search_factor": 1}, SURE)
        assert (world["people", "employer"] == 0).sum() == hired


def test_a_tie_to_somebody_at_work_brings_a_post_and_a_lonely_household_finds_none_that_way() -> None:
    world = one_employer(40, 100)
    world["people", "employer"][0] = 0
    world["people", "tenure_months"][0] = 5
    world["employers", "n_filled"][0] = 1
    world["households", "tie"][1:20] = 0  # households 1 to 19 know household 0 only
    world.step("jobs_found", EASY | {"search_rate": 1, "tie_look_share": 1}, SURE)
    found = world["people", "employer"] == 0
    assert found[1:20].all()
    assert not found[20:].any()


def test_an_outside_job_asked_for_starts_the_month_after_and_takes_the_person_away() -> None:
    world = one_employer(5, 0)
    world["people", "is_leaving"][2] = 1
    world.step("jobs_found")
    world.step("outside_work", {"leave_rate": 0})
    assert world["people", "employer"].tolist() == [-1, -1, 1, -1, -1]
    assert world["people", "is_away"].tolist() == [0, 0, 1, 0, 0]
