"""Who cares at home, on households made by hand."""

from __future__ import annotations

from model.codes import SENIOR_SCHOOL, SEVERE_DISABILITY
from tests.world import World

SURE = {"toddler_need": 1.0, "preschool_need": 1.0, "old_need": 1.0, "disabled_need": 1.0}


def household(*years: float) -> World:
    world = World(people=len(years), households=1)
    world["people", "age_months"][:] = [int(12 * age) for age in years]
    world["people", "is_female"][:] = 1
    return world


def carers(world: World) -> list[int]:
    return [int(i) for i in world["people", "is_carer"].nonzero()[0]]


def test_a_severely_disabled_old_member_makes_exactly_one_carer() -> None:
    world = household(65, 40, 35, 20)
    world["people", "disability"][0] = SEVERE_DISABILITY
    world.step("care", SURE)
    assert len(carers(world)) == 1
    assert 0 not in carers(world)


def test_several_needs_in_a_household_still_make_one_carer() -> None:
    world = household(1, 2, 85, 40, 35)
    world.step("care", SURE)
    assert len(carers(world)) == 1


def test_nobody_cares_where_nobody_needs_care() -> None:
    world = household(40, 38, 10, 65)
    world.step("care", SURE)
    assert carers(world) == []


def test_who_works_away_cannot_care() -> None:
    world = household(1, 30, 32)
    world["people", "is_away"][1] = 1
    world.step("care", SURE)
    assert carers(world) == [2]
    world["people", "is_away"][2] = 1
    world.step("care", SURE)
    assert carers(world) == []


def test_who_has_a_job_does_not_give_it_up_to_care() -> None:
    world = household(1, 30)
    world["people", "employer"][1] = 0
    world.step("care", SURE)
    assert carers(world) == []


def test_a_grandmother_cares_before_the_mother_wherever_they_stand_in_the_table() -> None:
    for years, carer in (((60, 30, 1), 0), ((1, 30, 60), 2)):
        world = household(*years)
        world.step("care", SURE)
        assert carers(world) == [carer]


def test_mothers_care_before_fathers() -> None:
    world = household(1, 31, 30)
    world["people", "is_female"][1] = 0
    world.step("care", SURE)
    assert carers(world) == [2]


def test_the_dead_neither_need_care_nor_give_it() -> None:
    world = household(1, 30, 60)
    world["people", "is_alive"][2] = 0
    world["people", "is_carer"][2] = 1
    world.step("care", SURE)
    assert carers(world) == [1]
    world["people", "is_alive"][0] = 0
    world.step("care", SURE)
    assert carers(world) == []


def test_a_carer_stays_the_carer_month_after_month_while_nothing_changes() -> None:
    world = World(people=400, households=100)
    world["people", "age_months"].reshape(100, 4)[:] = [20, 30 * 12, 33 * 12, 66 * 12]
    world["people", "is_female"].reshape(100, 4)[:] = [0, 1, 0, 1]
    world.step("care")
    first = carers(world)
    assert 60 < len(first) < 100  # nine in ten toddlers
    for month in range(1, 6):
        world.clock.month = month
        world.step("care")
        assert carers(world) == first


def test_relief_frees_the_asked_share_of_carers_and_more_relief_frees_more_of_the_same() -> None:
    world = World(people=4000, households=2000)
    world["people", "age_months"].reshape(2000, 2)[:] = [20, 30 * 12]
    freed = []
    for relief in (0.0, 0.25, 0.5):
        world.step("care", SURE, {"care_relief": relief})
        freed.append(world["people", "is_carer"].copy())
    assert abs(freed[1].sum() / 2000 - 0.75) < 0.04
    assert (freed[2] <= freed[1]).all()
    assert (freed[1] <= freed[0]).all()


def test_households_that_are_not_here_are_left_as_they_are() -> None:
    world = household(1, 30)
    world["people", "is_carer"][1] = 1
    world["people", "age_months"][0] = 8 * 12
    world["households", "return_month"][0] = 0
    world.step("care", SURE)
    assert carers(world) == [1]


def test_who_goes_to_school_is_not_the_carer() -> None:
    world = household(17, 1, 45)
    world["people", "school_level"][0] = SENIOR_SCHOOL
    world.step("care", SURE)
    assert carers(world) == [2]


def test_grandparents_care_first_up_to_their_seventieth_birthday() -> None:
    for years, carer in ((69, 0), (71, 2)):
        world = household(years, 1, 30)
        world.step("care", SURE)
        assert carers(world) == [carer]


def test_relief_for_children_frees_mothers_and_leaves_those_who_care_for_the_old() -> None:
    world = World(people=4, households=2)
    world["people", "age_months"].reshape(2, 2)[:] = [[20, 30 * 12], [82 * 12, 45 * 12]]
    world.step("care", SURE | {"old_need": 1}, {"child_relief": 1})
    assert carers(world) == [3]
    world.step("care", SURE | {"old_need": 1}, {"elder_relief": 1})
    assert carers(world) == [1]
