"""Budgets, ties, integration and return moves by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tests.world import World

NOTHING = {"pension_yuan_month": 0, "support_yuan_month": 0, "side_yuan_month": 0, "dibao_take_up": 0, "land_let": 0}


def test_income_is_wages_of_those_here_and_what_those_away_bring_home() -> None:
    world = World(people=3, households=1)
    world["people", "employer"][:] = [0, 0, -1]
    world["people", "wage_yuan_month"][:] = [2000, 5000, 0]
    world["people", "is_away"][1] = 1
    world.step("household_budget", NOTHING | {"spent_away": 0.4})
    assert world["households", "net_income_yuan_month"][0] == pytest.approx(2000 + 5000 * 0.6)
    assert world["households", "income_a_head_year"][0] == pytest.approx(12 * 5000 / 3)


def test_savings_change_by_income_less_living_cost_of_those_at_home() -> None:
    world = World(people=3, households=1)
    world["people", "is_away"][1] = 1
    world["households", "savings_yuan"][:] = 100
    now = world.now("household_budget", NOTHING)
    world.step("household_budget", NOTHING)
    cost = now.dated("living_cost_yuan_person_month")
    assert world["households", "savings_yuan"][0] == pytest.approx(100 - 2 * cost, rel=1e-5)


def test_dibao_lifts_a_head_to_the_standard() -> None:
    world = World(people=4, households=1)
    standard = world.now("household_budget").dated("dibao_standard_yuan_person_month")
    world.step("household_budget", NOTHING | {"dibao_take_up": 1, "dibao_least_share": 0})
    assert world["households", "has_dibao"][0] == 1
    assert world["households", "net_income_yuan_month"][0] == pytest.approx(4 * standard, rel=1e-5)


def test_a_tie_that_nobody_renews_fades_and_is_forgotten() -> None:
    world = World(people=2, households=2)
    world["households", "tie"][0, 0] = 1
    world["households", "tie_strength"][0, 0] = 0.4
    quiet = {"fading": 0.5}
    world.step("ties", quiet, {"encounter_rate": 0})
    assert world["households", "tie_strength"][0, 0] == pytest.approx(0.2)
    world.step("ties", quiet, {"encounter_rate": 0})
    world.step("ties", quiet, {"encounter_rate": 0})
    assert world["households", "tie"][0, 0] == -1


def test_ties_across_villages_start_less_readily() -> None:
    world = World(people=300, households=300)
    world["households", "village"][:] = np.arange(300) % 2
    for month in range(4):
        world.clock.month = month
        world.step("ties", {"start": 0.5, "across_factor": 0.2, "fading": 0})
    tie, village = world["households", "tie"], world["households", "village"]
    rows, places = np.nonzero(tie >= 0)
    across = (village[rows] != village[tie[rows, places]]).mean()
    # Half of all meetings are across villages; one across starts a tie a fifth as often: 0.2 / (1 + 0.2).
    assert across == pytest.approx(1 / 6, abs=0.05)


def test_a_household_knows_eight_at_most_and_never_itself() -> None:
    world = World(people=60, households=60)
    for month in range(40):
        world.clock.month = month
        world.step("ties", {"start": 1, "fading": 0.05})
    tie = world["households", "tie"]
    assert (tie != np.arange(60)[:, None]).all()
    for row in tie:
        known = row[row >= 0]
        assert len(set(known)) == known.size <= 8


def test_a_score_covers_half_the_way_in_a_half_life() -> None:
    from model.processes.integration import towards

    speed = 1 - 0.5 ** (1 / 24)
    score = 0.2
    for _ in range(24):
        score = towards(score, 0.6, speed)
    assert score == pytest.approx(0.4)


def test_return_hazard_is_the_base_times_its_factors() -> None:
    world = World(people=200_000, households=200_000)
    world["households", "attachment"][:] = 0.5
    world["households", "psychological"][:] = 0.5
    flat = {"belonging_spread": 1, "attachment_spread": 1, "jobless_factor": 2.0, "base_hazard": 0.002}
    world.step("return_moves", flat)
    share = (world["households", "return_month"] == 1).mean()
    assert share == pytest.approx(0.004, rel=0.1)


def test_who_left_is_not_asked_again() -> None:
    world = World(people=100, households=100)
    world["households", "return_month"][:] = 0
    before = world["households", "attachment"].copy()
    world.step("return_moves", {"base_hazard": 0.0039})
    assert (world["households", "return_month"] == 0).all()
    assert (world["households", "attachment"] == before).all()
