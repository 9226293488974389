"""Incidents and felt safety on worlds worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from model.codes import SENIOR_SCHOOL
from tests.world import World


def test_idle_youth_multiply_incidents_by_their_factor() -> None:
    found = []
    for is_idle in (False, True):
        world = World(people=60_000, households=60_000)
        world["people", "age_months"][:] = 20 * 12
        world["people", "employer"][:] = -1 if is_idle else 0
        world.step("safety", {"incidents": 0.01, "idle_youth_factor": 3.0, "crowding_factor": 1.0})
        found.append(int(world["community_offices", "n_incidents"][0]))
    assert found[1] / found[0] == pytest.approx(3.0, rel=0.12)


def test_young_people_at_school_on_a_course_or_away_are_not_idle() -> None:
    busy = World(people=30_000, households=30_000)
    busy["people", "age_months"][:] = 17 * 12
    busy["people", "school_level"][:10_000] = SENIOR_SCHOOL
    busy["people", "course_months_left"][10_000:20_000] = 2
    busy["people", "is_away"][20_000:] = 1
    old = World(people=30_000, households=30_000)
    old["people", "age_months"][:] = 50 * 12
    for world in (busy, old):
        world.step("safety", {"incidents": 0.01, "idle_youth_factor": 8.0, "crowding_factor": 1.0})
    spread = 4 * np.sqrt(300)
    assert abs(int(busy["community_offices", "n_incidents"][0]) - 300) < spread
    assert abs(int(old["community_offices", "n_incidents"][0]) - 300) < spread


def test_an_incident_that_is_cleared_up_costs_no_felt_safety() -> None:
    world = World(people=10_000, households=10_000)
    world["households", "felt_safety"][:] = 0.75
    world.step("safety", {"incidents": 0.02, "usual_safety": 0.75}, {"detection": 1.0})
    assert world["community_offices", "n_incidents"][0] > 50
    assert world["households", "felt_safety"] == pytest.approx(np.full(10_000, 0.75))


def test_bent_odds_of_nothing_leave_no_incidents() -> None:
    world = World(people=5000, households=5000)
    world.step("safety", {"incidents": 0.02}, {"incident_odds": 0.0})
    assert world["community_offices", "n_incidents"][0] == 0


def test_felt_safety_stays_between_none_and_full() -> None:
    world = World(people=200, households=200)
    world["households", "felt_safety"][:] = np.linspace(0, 1, 200)
    for month in range(50):
        world.clock.month = month
        world.step("safety", {"incidents": 1.0, "fright": 0.6})
        felt = world["households", "felt_safety"]
        assert felt.min() >= 0
        assert felt.max() <= 1


def test_nothing_happens_to_households_that_are_not_here() -> None:
    world = World(people=2, households=2)
    world["households", "arrival_month"][0] = 9
    world["households", "return_month"][1] = 0
    world["households", "felt_safety"][:] = 0.4
    world.step("safety", {"incidents": 1.0})
    assert world["community_offices", "n_incidents"][0] == 0
    assert world["households", "felt_safety"] == pytest.approx([0.4, 0.4])


def test_incidents_rise_with_the_people_a_flat() -> None:
    found = []
    for each in (2, 4):
        world = World(people=40_000 * each, households=40_000)
        world["people", "age_months"][:] = 50 * 12
        world["buildings", "n_households"][:] = 40_000
        world.step("safety", {"incidents": 0.02, "crowding_factor": 2.0, "usual_people_a_flat": 4.0})
        found.append(int(world["community_offices", "n_incidents"][0]))
    assert found[0] / found[1] == pytest.approx(0.5, rel=0.1)
    assert found[1] == pytest.approx(800, rel=0.12)
