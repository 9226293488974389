"""Income, households and integration, counted by hand in tables of a few people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from model.codes import HUKOU, PARK_FIRM, PERMIT

Make = Callable[[list[list[dict[str, float]]]], Any]
WORKS = {"employer": PARK_FIRM, "tenure_months": 2}


def test_household_numbers_are_counted_once_for_every_living_head(tables: Make) -> None:
    made = tables([[{}, {"is_female": 1}, {"age_months": 24}], [{}, {"is_alive": 0}]])
    made.put("households", net_income_yuan_month=[3000, 500], wage_income_yuan_month=[2400, 0], is_poor=[0, 1],
             income_a_head_year=[12000, 6000], savings_yuan=[900, -100])  # fmt: skip
    found = made.recorded()
    assert found["all", "net_income_a_head_yuan_month"] == 3500 / 4
    assert found["sex=female", "net_income_a_head_yuan_month"] == 1000
    assert found["age=0-5", "poverty_rate"] == 0
    assert found["all", "poverty_rate"] == 1 / 4
    assert found["all", "wage_share"] == pytest.approx(2400 / 3500)
    assert found["all", "net_income_a_head_yuan_year"] == (3 * 12000 + 6000) / 4
    assert found["all", "savings_a_head_yuan"] == 800 / 4


def test_leavers_keep_their_last_income_and_scores_among_all_who_ever_arrived(tables: Make) -> None:
    made = tables([[{}], [{}, {}, {"age_months": 100}]])
    made.put("households", net_income_yuan_month=[1000, 6000], return_month=[2, 32000])
    for score in ("economic", "social", "cultural", "psychological", "civic"):
        made.put("households", **{score: [0.25, 0.75]})
    found = made.recorded(month=2)
    assert found["all", "net_income_a_head_yuan_month"] == 2000
    assert found["all", "net_income_a_head_ever_yuan_month"] == (1000 + 6000) / 4
    assert found["all", "integration_index"] == 0.75
    assert found["all", "integration_index_ever"] == pytest.approx((0.25 + 0.75 + 0.75) / 3)


def test_real_income_is_in_the_prices_of_2019(tables: Make) -> None:
    made = tables([[{}]])
    made.put("households", net_income_yuan_month=1000)
    first, later = made.recorded(month=0), made.recorded(month=20)
    assert first["all", "net_income_a_head_real_yuan_month"] == pytest.approx(1000)
    assert 0.9 * 1000 < later["all", "net_income_a_head_real_yuan_month"] < 1000


@pytest.mark.parametrize(("incomes", "expected"), [([1000, 1000, 1000, 1000], 0), ([0, 0, 0, 4000], 0.75), ([0, 0, 0, 0], 0)])
def test_gini_is_nought_when_all_have_the_same_and_near_one_when_one_has_all(
    tables: Make, incomes: list[float], expected: float
) -> None:
    made = tables([[{}]] * 4)
    made.put("households", net_income_yuan_month=incomes)
    assert made.recorded()["all", "gini"] == pytest.approx(expected, abs=1e-12)


def test_households_with_labour_have_a_stable_job_a_job_or_none(tables: Make) -> None:
    made = tables([
        [WORKS | {"tenure_months": 6}, {}], [WORKS], [{}], [{"is_carer": 1}], [{"age_months": 800}],
    ])  # fmt: skip
    made.put("households", months_zero_employment=[0, 0, 3, 5, 0], is_minority=[0, 0, 1, 0, 0])
    found = made.recorded()
    assert found["all", "households_here"] == 5
    assert found["all", "labour_households_with_a_job"] == 2 / 4
    assert found["all", "labour_households_with_a_stable_job"] == 1 / 4
    assert found["all", "zero_employment_households"] == 2
    assert found["minority=yes", "zero_employment_households"] == 1
    assert found["all", "months_in_zero_employment"] == 4


def test_registration_training_files_and_ties(tables: Make) -> None:
    made = tables([[{}], [{}], [{}], [{"age_months": 800}]])
    tie = np.full((4, made.state.array("households", "tie").shape[1]), -1)
    tie[0, :2], tie[1, 3], tie[2, 0] = (1, 2), 0, 0
    made.put("households", registration=[PERMIT, HUKOU, 0, PERMIT], has_training_file=[1, 0, 0, 1], village=[0, 0, 1, 1], tie=tie)
    found = made.recorded()
    assert found["all", "registered_share"] == 3 / 4
    assert found["all", "hukou_share"] == 1 / 4
    assert found["all", "archive_share"] == 1 / 3
    assert found["all", "ties_a_household"] == 4 / 4
    assert found["village=1", "ties_a_household"] == 1 / 2
    assert found["all", "share_of_ties_across_villages"] == 2 / 4


def test_a_household_moves_back_this_month_and_is_gone_the_next(tables: Make) -> None:
    made = tables([[{}], [{}], [{}], [{}]])
    made.put("households", return_month=[5, 32000, 32000, 32000])
    before, month, after = (made.recorded(month) for month in (3, 4, 5))
    assert [found["all", "return_moves"] for found in (before, month, after)] == [0, 1, 0]
    assert [found["all", "households_here"] for found in (before, month, after)] == [4, 4, 3]
    assert [found["all", "share_returned"] for found in (before, month, after)] == [0, 0, 1 / 4]


def test_integration_is_the_mean_of_five_scores_over_adults(tables: Make) -> None:
    made = tables([[{}, {"age_months": 190}], [{}, {"is_female": 1}]])
    made.put("households", economic=[0.5, 1], social=[0.5, 0.75], cultural=[0.5, 0.5], psychological=[0.25, 1],
             civic=[0.25, 0.5], felt_safety=[0.25, 1])  # fmt: skip
    found = made.recorded()
    assert found["all", "integration_index"] == pytest.approx((0.4 + 2 * 0.75) / 3)
    assert found["sex=female", "integration_index"] == pytest.approx(0.75)
    assert found["all", "economic_integration"] == pytest.approx((0.5 + 1 + 1) / 3)
    assert found["all", "felt_safety"] == pytest.approx(2.25 / 3)
    assert found["all", "share_feel_local"] == pytest.approx(2 / 3)
