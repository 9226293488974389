"""Spells of illness, queues and bills on worlds worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from model.codes import MILD_DISABILITY
from tests.world import World

EVERYBODY_ASKS = {"seeks_care": 1.0, "visits_a_spell": 3.0}


def clinic_world(n: int, visits: float) -> World:
    world = World(people=n, households=n)
    world["clinics", "visits_a_month"][:] = visits
    return world


def test_who_works_away_is_treated_there_and_takes_no_visit_here() -> None:
    world = clinic_world(50, 0)
    world["people", "is_away"][:] = 1
    world.step("clinics", EVERYBODY_ASKS | {"onset": 1.0})
    assert world["people", "is_treated"].all()
    assert world["clinics", "n_visits"][0] == world["clinics", "n_waiting"][0] == 0
    assert world["households", "health_spending_yuan_month"].sum() == 0


def test_a_treated_spell_costs_its_visits_times_price_times_the_households_share() -> None:
    world = clinic_world(10, 1000)
    values = EVERYBODY_ASKS | {"onset": 1.0, "treatment_yuan": 200.0, "out_of_pocket": 0.4}
    world.step("clinics", values, {"out_of_pocket_share": 0.5})
    price = world.now("clinics").dated("price_index")
    assert world["households", "health_spending_yuan_month"] == pytest.approx(np.full(10, 3 * 200 * 0.4 * 0.5 * price), rel=1e-5)
    world.clock.month = 1
    world.step("clinics", values | {"onset": 0.0})
    assert world["households", "health_spending_yuan_month"].sum() == 0


def test_onset_rises_with_age_disability_and_the_first_years_by_its_factors() -> None:
    n = 60_000
    world = clinic_world(4 * n, 0)
    age, arrival = world["people", "age_months"].reshape(4, n), world["households", "arrival_month"].reshape(4, n)
    age[1:3] = 70 * 12
    world.clock.month = 100
    arrival[1] = 90  # in their first years; the second group has been here for more than five
    world["people", "disability"].reshape(4, n)[3] = MILD_DISABILITY
    factors = {"onset": 0.05, "old_factor": 2.0, "first_years_odds": 1.4, "disabled_factor": 1.5}
    world.step("clinics", factors)
    shares = (world["people", "illness_months_left"] > 0).reshape(4, n).mean(axis=1)
    assert shares == pytest.approx([0.05, 0.05 * 2 * 1.4, 0.05 * 2, 0.05 * 1.5], rel=0.06)


def test_untreated_spells_last_one_over_one_minus_the_chance_to_go_on() -> None:
    world = clinic_world(20_000, 0)
    world["people", "illness_months_left"][:] = 1
    months = np.ones(20_000)
    for month in range(30):
        world.clock.month = month
        world.step("clinics", {"onset": 0.0, "goes_on_untreated": 0.6})
        months += world["people", "illness_months_left"]
    assert months.mean() == pytest.approx(1 / (1 - 0.6), rel=0.03)


def test_more_visits_treat_everybody_whom_fewer_treated() -> None:
    worlds = [clinic_world(300, 300) for _ in range(2)]
    for world, factor in zip(worlds, (0.5, 1.5), strict=True):
        world.step("clinics", EVERYBODY_ASKS | {"onset": 1.0}, {"capacity": factor})
    few, more = (world["people", "is_treated"].astype(int) for world in worlds)
    assert [few.sum(), more.sum()] == [50, 150]
    assert (few <= more).all()


def test_households_that_are_not_here_are_neither_ill_nor_charged() -> None:
    world = clinic_world(2, 100)
    world["households", "arrival_month"][0] = 3
    world["households", "return_month"][1] = 0
    world.step("clinics", EVERYBODY_ASKS | {"onset": 1.0})
    assert world["people", "illness_months_left"].sum() == 0
    assert world["households", "health_spending_yuan_month"].sum() == 0


SCRIPT = """
import numpy as np
from tests.world import World
world = World(people=90, households=30, clinics=2)
world["people", "age_months"][:] = (np.arange(90) * 37) % 1000
world["people", "disability"][::7] = 1
world["people", "is_away"][::11] = 1
world["clinics", "visits_a_month"][:] = [9, 30]
world["buildings", "x_metres"][:] = 10
world["clinics", "x_metres"][1] = 5
for month in range(8):
    world.clock.month = month
    world.step("clinics", {"onset": 0.12, "seeks_care": 0.9})
"""


@pytest.mark.slow
def test_plain_python_treats_the_same_people(both_ways) -> None:  # type: ignore[no-untyped-def]
    compiled, plain = both_ways(SCRIPT)
    assert compiled == plain


def test_a_full_clinic_sends_people_on_to_one_with_visits_left() -> None:
    world = World(people=20, households=20, clinics=2)
    world["clinics", "visits_a_month"][:] = [9, 30]
    world["clinics", "x_metres"][1] = 100
    world.step("clinics", EVERYBODY_ASKS | {"onset": 1.0})
    assert world["clinics", "n_visits"].tolist() == [9, 30]
    assert world["clinics", "n_waiting"].tolist() == [7, 0]


def test_small_children_old_and_disabled_people_go_first() -> None:
    world = clinic_world(40, 30)
    world["people", "age_months"][:4] = 2 * 12
    world["people", "age_months"][4:8] = 70 * 12
    world["people", "disability"][8:10] = MILD_DISABILITY
    world.step("clinics", EVERYBODY_ASKS | {"onset": 1.0})
    assert world["people", "is_treated"].tolist() == [1] * 10 + [0] * 30


def test_visits_a_spell_need_not_be_whole() -> None:
    world = clinic_world(100, 100)
    world.step("clinics", {"onset": 1.0, "seeks_care": 1.0, "visits_a_spell": 2.5})
    assert world["people", "is_treated"].sum() == 40
    assert world["clinics", "n_visits"][0] == 100
