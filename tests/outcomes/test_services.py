"""School, illness, and who is left behind, counted by hand in tables of a few people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from model.codes import OUTSIDE, PRIMARY_SCHOOL, SEVERE_DISABILITY

Make = Callable[[list[list[dict[str, float]]]], Any]
AWAY = {"employer": OUTSIDE, "is_away": 1}
SEPTEMBER = 3  # the hand-made run starts in June


def child(years: float, level: int = 0) -> dict[str, float]:
    return {"age_months": int(years * 12), "school_level": level}


def test_a_child_of_6_to_14_who_is_not_at_school_is_out_of_school(tables: Make) -> None:
    made = tables([[{}, child(5.9), child(6), child(7, PRIMARY_SCHOOL), child(14.9), child(15), child(9) | {"is_away": 1}]])
    assert made.recorded(month=SEPTEMBER)["all", "out_of_school_share"] == 2 / 3


def test_the_seat_gap_and_pupils_a_teacher_are_those_of_all_schools(tables: Make) -> None:
    made = tables([[{}]])
    made.put("schools", n_pupils=[60, 20], n_teachers=[3, 1], n_waiting=[0, 20])
    found = made.recorded()
    assert found["all", "seat_gap"] == 20 / 100
    assert found["all", "pupils_a_teacher"] == 20


def test_ill_people_are_treated_or_not_and_those_of_working_age_lose_days(tables: Make) -> None:
    made = tables([
        [{"illness_months_left": 2, "is_treated": 1}, {"illness_months_left": 1}, {"is_treated": 1}, AWAY],
        [child(70) | {"illness_months_left": 1}, {"illness_months_left": 1, "is_alive": 0}],
    ])  # fmt: skip
    found = made.recorded()
    assert found["all", "ill_share"] == 3 / 4
    assert found["all", "unmet_need_share"] == 2 / 3
    assert found["age=60+", "unmet_need_share"] == 1
    assert found["all", "work_days_lost"] == 5 + 10


@pytest.mark.parametrize(
    ("adults", "is_left"),
    [
        ([AWAY, AWAY], True),
        ([AWAY, {}], False),
        ([AWAY, {"disability": SEVERE_DISABILITY}], True),
        ([{}], False),
        ([{"disability": SEVERE_DISABILITY}], False),
    ],
)
def test_who_is_left_behind_lives_where_every_able_adult_is_away(
    tables: Make, adults: list[dict[str, float]], is_left: bool
) -> None:
    found = tables([[*adults, child(8), child(65)], [{}, child(3), child(70)]]).recorded()
    assert found["all", "left_behind_children_share"] == (1 / 2 if is_left else 0)
    assert found["all", "left_behind_elders_share"] == (1 / 2 if is_left else 0)
