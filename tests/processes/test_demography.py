"""Ages, births and deaths on worlds worked out by hand."""

from __future__ import annotations

import pytest

from model.codes import SENIOR_SCHOOL
from tests.world import World

NOBODY_DIES = {"mortality": 0.0}


def test_everybody_is_a_month_older_whether_arrived_or_not_but_not_who_left() -> None:
    world = World(people=3, households=3)
    world["households", "arrival_month"][1] = 5
    world["households", "return_month"][2] = 0
    world.step("demography", NOBODY_DIES)
    assert world["people", "age_months"].tolist() == [361, 361, 360]


def test_who_left_is_no_resident_and_has_no_births_and_deaths() -> None:
    world = World(people=100, households=100)
    world["people", "age_months"][:] = 95 * 12
    world["households", "return_month"][:] = 0
    world.step("demography", {"mortality": 100.0})
    assert world["people", "is_alive"].sum() == 100
    assert world["community_offices", "n_residents"][0] == 0


def test_men_of_eighty_die_at_the_yearly_rate_of_the_table_and_women_of_seventy_at_two_thirds_of_mens() -> None:
    world = World(people=400_000, households=400_000)
    world["people", "age_months"][:200_000] = 85 * 12
    world["people", "age_months"][200_000:] = 75 * 12
    world["people", "is_female"][300_000:] = 1
    world.step("demography")
    dead = 1 - world["people", "is_alive"].astype(float)
    assert dead[:200_000].mean() == pytest.approx(0.110 / 12, rel=0.06)
    men, women = dead[200_000:300_000].mean(), dead[300_000:].mean()
    assert women / men == pytest.approx(2 / 3, rel=0.2)


def test_births_follow_the_mothers_age() -> None:
    world = World(people=3 * 40_000, households=40_000)
    alive, age = world["people", "is_alive"].reshape(-1, 3), world["people", "age_months"].reshape(-1, 3)
    alive[:, 1:], age[:, 1:] = 0, 0
    world["households", "n_slots"][:], world["households", "n_reserved"][:] = 1, 2
    world["people", "is_female"][:] = 1
    for part, years in enumerate((12, 18, 27, 40)):
        age[part * 10_000 : (part + 1) * 10_000, 0] = years * 12
    world.step("demography", NOBODY_DIES | {"births_a_year": 0.12})
    births = alive[:, 1].reshape(4, -1).mean(axis=1)
    assert births[0] == 0
    assert births[1:] == pytest.approx([0.0025, 0.01, 0.0025], rel=0.35)
    assert world["community_offices", "n_births"][0] == alive[:, 1:].sum()


def test_a_dead_members_row_is_not_lived_in_again() -> None:
    world = World(people=2, households=1)
    world["people", "age_months"][:] = [25 * 12, 70 * 12]
    world["people", "is_female"][:] = 1
    world["people", "is_alive"][1] = 0
    world.step("demography", NOBODY_DIES | {"births_a_year": 12.0})
    assert world["people", "is_alive"].tolist() == [1, 0]
    assert world["community_offices", "n_births"][0] == 0


def test_away_workers_are_labour_force_and_pupils_are_not() -> None:
    world = World(people=3, households=1)
    world["people", "is_away"][0] = 1
    world["people", "age_months"][1:] = 17 * 12
    world["people", "school_level"][1] = SENIOR_SCHOOL
    world.step("demography", NOBODY_DIES)
    office = ("n_residents", "n_labour_force")
    assert [int(world["community_offices", name][0]) for name in office] == [3, 2]


def test_fewer_deaths_keep_alive_whom_more_deaths_would_have_spared_too() -> None:
    worlds = [World(people=5000, households=5000) for _ in range(2)]
    for world, odds in zip(worlds, (0.5, 2.0), strict=True):
        world["people", "age_months"][:] = 92 * 12
        world.step("demography", q={"mortality_odds": odds})
    few, many = (world["people", "is_alive"] for world in worlds)
    assert few.sum() > many.sum()
    assert (few >= many).all()
