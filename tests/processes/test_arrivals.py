"""Waves of arrivals, and moves that a shock puts off."""

from __future__ import annotations

import numpy as np

from tests.world import World


def world_in(start: tuple[int, int], shocks: tuple[str, ...]) -> World:
    world = World(people=1000, households=1000, start=start)
    world["households", "arrival_month"][:] = np.arange(1000) % 3
    world.clock = type(world.clock)(world.clock.calendar, 60, shocks, 1)
    return world


def test_in_a_normal_month_the_schedule_stands() -> None:
    world = world_in((2019, 6), ())
    before = world["households", "arrival_month"].copy()
    world.step("arrivals")
    assert (world["households", "arrival_month"] == before).all()


def test_while_moves_are_stopped_most_of_this_months_households_wait_a_month_and_no_others() -> None:
    world = world_in((2020, 2), ("pandemic_2020",))  # a fifth of the moves get through
    before = world["households", "arrival_month"].copy()
    world.step("arrivals")
    after = world["households", "arrival_month"]
    due = before == 0
    assert (after[~due] == before[~due]).all()
    assert set(after[due]) == {0, 1}
    assert abs((after[due] == 0).mean() - 0.2) < 0.07


def test_who_waited_has_another_chance_the_next_month_and_everybody_arrives() -> None:
    world = world_in((2020, 2), ("pandemic_2020",))
    for month in range(5):
        world.clock.month = month
        world.step("arrivals")
    arrival = world["households", "arrival_month"]
    assert arrival.min() == 0
    assert arrival.max() <= 4


def test_who_is_put_off_does_not_depend_on_who_else_is() -> None:
    worlds = [world_in((2020, 2), ("pandemic_2020",)) for _ in range(2)]
    worlds[1]["households", "arrival_month"][500:] = 9
    for world in worlds:
        world.step("arrivals")
    assert (worlds[0]["households", "arrival_month"][:500] == worlds[1]["households", "arrival_month"][:500]).all()


def test_in_one_wave_everybody_moves_in_in_the_first_month() -> None:
    world = World(people=40, households=20)
    world["households", "arrival_month"][:] = [0, 1, 2, 3] * 5
    world.step("arrivals", {"in_one_wave": 1})
    assert (world["households", "arrival_month"] == 0).all()
