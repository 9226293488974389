"""Institutions that serve the site: upgraded where one suffices, built where none does, staffed and equipped as paid for."""

from __future__ import annotations

import pytest

from model.codes import HEALTH_CENTRE, HEALTH_ROOM, HEALTH_STATION
from tests.world import World

RULE = {"planning": 1, "reuse": 1, "equipment_share": 1}
QUICK = {"upgrade_months": 2, "building_months": 4, "onset": 0.02}


def site(tier_nearby: int = HEALTH_STATION, metres: float = 1000, n: int = 1000) -> World:
    """One institution nearby, a plot for a station on the site."""
    world = World(people=n, households=n, clinics=2)
    world["clinics", "tier"][:] = [tier_nearby, HEALTH_STATION]
    world["clinics", "is_open"][:] = [1, 0]
    world["clinics", "equipment"][:] = [0.5, 0]
    world["clinics", "visits_a_month"][:] = [110, 0]
    world["clinics", "x_metres"][:] = [metres, 100]
    return world


def wanted(world: World) -> list[int]:
    return [int(world["community_offices", f"n_clinics_to_{what}"][0]) for what in ("upgrade", "build")]


def run(world: World, months: range, q: dict[str, float], **at: dict[str, float]) -> None:
    for month in months:
        world.clock.month = month
        world.step("clinics", QUICK, RULE | q | at.get(f"in_{month}", {}))


@pytest.mark.parametrize(
    ("tier", "metres", "reuse", "asked"),
    [
        (HEALTH_STATION, 1000, 1, [1, 0]),
        (HEALTH_CENTRE, 1400, 1, [1, 0]),
        (HEALTH_ROOM, 1000, 1, [0, 1]),
        (HEALTH_STATION, 1600, 1, [0, 1]),
        (HEALTH_CENTRE, 1000, 0, [0, 1]),
    ],
)
def test_what_suffices_by_tier_and_distance_is_upgraded_and_otherwise_one_is_built(
    tier: int, metres: float, reuse: float, asked: list[int]
) -> None:
    world = site(tier, metres)
    run(world, range(1), {"reuse": reuse})
    assert wanted(world) == asked


def test_an_upgrade_takes_its_months_and_nothing_is_built_beside_it() -> None:
    world = site()
    run(world, range(8), {}, in_1={"upgrades": 1, "buildings": 1})
    assert world["clinics", "serves_site"].tolist() == [1, 0]
    assert world["clinics", "is_open"].tolist() == [1, 0]
    assert world["clinics", "equipment"].tolist() == [1, 0]
    assert wanted(world) == [0, 0]


def test_a_building_opens_after_its_months_and_is_nearer() -> None:
    world = site(metres=2500)
    run(world, range(1, 5), {}, in_2={"buildings": 1})
    assert world["clinics", "months_to_open"][1] == 2
    run(world, range(5, 7), {})
    assert world["clinics", "serves_site"].tolist() == [0, 1]
    run(world, range(7, 8), {"staff_posts": 2})
    assert world["clinics", "visits_a_month"].tolist() == [110, 2 * 275]
    assert world["clinics", "n_treated"][1] > 0


def test_what_is_not_paid_for_is_not_begun() -> None:
    world = site()
    run(world, range(4), {})
    assert world["clinics", "months_to_open"].sum() == world["clinics", "serves_site"].sum() == 0
    assert wanted(world) == [1, 0]


def test_posts_come_up_to_the_norm_beyond_the_visits_that_were_there_and_go_when_they_are_not_paid() -> None:
    world = site()
    world["clinics", "serves_site"][0] = 1
    world["community_offices", "n_residents"][0] = 1000
    run(world, range(1), {"staff_posts": 0.5})
    # 1.2 for a thousand people, less the 110 visits that were there
    assert world["community_offices", "clinic_staff_norm"][0] == pytest.approx(1.2 - 110 / 275)
    assert world["clinics", "visits_a_month"][0] == pytest.approx(110 + 0.5 * 275)
    run(world, range(1, 2), {"staff_posts": 0})
    assert world["clinics", "visits_a_month"][0] == pytest.approx(110)


def test_without_equipment_a_spell_takes_more_visits_and_costs_more() -> None:
    bills = []
    for equipment in (1.0, 0.0):
        world = World(people=10, households=10)
        world["clinics", "visits_a_month"][:] = 45
        world["clinics", "equipment"][:] = equipment
        world.step("clinics", {"onset": 1, "seeks_care": 1, "visits_a_spell": 3, "poorly_equipped": 0.5})
        bills.append(world["households", "health_spending_yuan_month"].max())
        assert world["clinics", "n_treated"][0] == 10
        assert world["clinics", "n_visits"][0] == (30 if equipment else 45)
    assert bills[1] == pytest.approx(1.5 * bills[0])


def test_the_further_the_clinic_the_fewer_ask_for_care() -> None:
    treated = []
    for metres in (0, 5000):
        world = World(people=20_000, households=20_000)
        world["clinics", "visits_a_month"][:] = 1e6
        world["clinics", "x_metres"][:] = metres
        world.step("clinics", {"onset": 1, "seeks_care": 0.8, "distance_deters": 0.1})
        treated.append(world["people", "is_treated"].copy())
    near, far = treated
    assert near.mean() == pytest.approx(0.8, abs=0.01)
    assert far.mean() == pytest.approx(0.4, abs=0.01)
    assert (far <= near).all()
