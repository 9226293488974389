"""Work, counted by hand in tables of a few people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from model.codes import BY_FAIR, BY_TIES, JUNIOR_SCHOOL, OUTSIDE, PARK_FIRM, PUBLIC_PROGRAMME, SEVERE_DISABILITY

Make = Callable[[list[list[dict[str, float]]]], Any]
IN_PARK = {"employer": PARK_FIRM, "tenure_months": 8, "wage_yuan_month": 3000, "channel": BY_TIES}


def age(years: float) -> dict[str, float]:
    return {"age_months": int(years * 12)}


def test_the_labour_force_is_16_to_59_able_not_at_school_and_counts_who_is_away(tables: Make) -> None:
    made = tables([
        [age(16) | IN_PARK, age(59.9), {"employer": OUTSIDE, "is_away": 1}],
        [age(15.9), age(60), {"disability": SEVERE_DISABILITY}, age(17) | {"school_level": JUNIOR_SCHOOL}, {"is_alive": 0}],
    ])  # fmt: skip
    found = made.recorded()
    assert found["all", "employment_rate"] == 2 / 3
    assert found["all", "share_working_outside"] == 1 / 3
    assert found["all", "share_working_in_park"] == 1 / 3
    assert found["age=35-59", "employment_rate"] == 0
    assert np.isnan(found["age=60+", "employment_rate"])


def test_a_job_is_stable_from_its_sixth_month_and_public_posts_are_told_apart(tables: Make) -> None:
    made = tables([[
        IN_PARK | {"tenure_months": 6}, IN_PARK | {"tenure_months": 5},
        {"employer": PUBLIC_PROGRAMME, "tenure_months": 12}, {},
    ]])  # fmt: skip
    found = made.recorded()
    assert found["all", "employment_rate"] == 3 / 4
    assert found["all", "stable_employment_rate"] == 2 / 4
    assert found["all", "stable_employment_rate_without_public_posts"] == 1 / 4


def test_leavers_count_as_not_in_work_and_who_has_not_arrived_does_not_count(tables: Make) -> None:
    made = tables([[IN_PARK], [IN_PARK], [IN_PARK]])
    made.put("households", arrival_month=[0, 0, 4], return_month=[32000, 3, 32000])
    found = made.recorded(month=2)
    assert found["all", "employment_rate_ever"] == found["all", "employment_rate"] == 1
    found = made.recorded(month=3)
    assert (found["all", "employment_rate"], found["all", "employment_rate_ever"]) == (1, 1 / 2)
    assert made.recorded(month=4)["all", "employment_rate_ever"] == 2 / 3


def test_pay_is_the_mean_of_all_who_work_of_any_age(tables: Make) -> None:
    elder = age(63) | {"employer": PUBLIC_PROGRAMME, "wage_yuan_month": 800, "tenure_months": 2}
    found = tables([[IN_PARK, elder], [IN_PARK | {"wage_yuan_month": 4000}, {}]]).recorded()
    assert found["all", "wage_yuan_month"] == pytest.approx((3000 + 800 + 4000) / 3)
    assert found["all", "wage_park_yuan_month"] == 3500
    assert found["all", "wage_public_programme_yuan_month"] == 800
    assert found["age=60+", "wage_yuan_month"] == 800
    assert np.isnan(found["all", "wage_workshop_yuan_month"])


def test_hires_are_jobs_begun_this_month_by_the_channel_they_were_found_through(tables: Make) -> None:
    hired = IN_PARK | {"tenure_months": 0}
    found = tables([[hired, hired, hired | {"channel": BY_FAIR}, IN_PARK, {}]]).recorded()
    assert found["all", "hires"] == 3
    assert found["all", "share_hired_by_ties"] == 2 / 3
    assert found["all", "share_hired_by_fairs"] == 1 / 3


def test_carers_trained_people_courses_and_time_without_work(tables: Make) -> None:
    found = tables([
        [{"is_carer": 1} | IN_PARK, {"is_carer": 1, "months_out_of_work": 9}],
        [{"course_months_left": 2, "months_out_of_work": 3}, {"months_since_training": 0} | IN_PARK],
    ]).recorded()  # fmt: skip
    assert found["all", "carers_in_work"] == 1 / 2
    assert found["carer=yes", "employment_rate"] == 1 / 2
    assert found["all", "share_on_course"] == 1 / 4
    assert found["all", "trained_share"] == 1 / 4
    assert found["all", "months_out_of_work"] == (9 + 3) / 2
