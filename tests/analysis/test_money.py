"""Sums over months, spending, prices of a gain, and how likely they are worth it: made-up records with known answers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.cost import acceptability, cost_effectiveness, discounted, spending
from analysis.cumulative import cumulative
from tests.analysis.made_up import frame

SPENT, STABLE = "spending_yuan_month", "people_in_stable_work"


def test_job_months_are_people_times_months_and_poverty_months_saved_are_negative() -> None:
    made = frame({
        ("base", "people_in_work"): [[10, 10, 10], [12, 12, 12]], ("more", "people_in_work"): [[11, 12, 13], [13, 14, 15]],
        ("base", "people_poor"): [[5, 5, 5], [5, 5, 5]], ("more", "people_poor"): [[5, 4, np.nan], [5, 4, 3]],
    })  # fmt: skip
    found = cumulative(made, "base").set_index(["scenario", "measure"])
    assert found.loc[("base", "job_months"), "value"] == 33
    assert found.loc[("more", "job_months"), "effect"] == 6
    assert found.loc[("more", "poverty_months"), "effect"] == -4.5
    assert cumulative(made, "base", first=1, last=1).set_index(["scenario", "measure"]).loc[("more", "job_months"), "effect"] == 2


def test_lines_and_payers_add_up_to_all_spending_and_later_yuan_are_worth_less() -> None:
    parts = [("all", 12.0), ("lever=a", 9.0), ("lever=b", 3.0), ("line=a.x", 9.0), ("line=b.y", 3.0), ("payer=county", 12.0)]
    made = pd.concat([frame({("base", SPENT): np.full((3, 13), yuan)}, group) for group, yuan in parts])
    found = spending(made).set_index(["kind", "name"])["yuan"]
    assert found["all", "all"] == 12 * 13
    assert found["line"].sum() == found["payer"].sum() == found["lever"].sum() == found["all", "all"]
    later = spending(made, rate_a_year=0.05).set_index(["kind", "name"])["yuan"]
    assert later["all", "all"] == pytest.approx(12 * sum(1.05 ** (-month / 12) for month in range(13)))
    assert discounted([0, 12], 0.05).tolist() == pytest.approx([1, 1 / 1.05])


def test_the_price_of_a_job_month_is_extra_cost_over_extra_job_months() -> None:
    made = frame({
        ("base", SPENT): [[0, 0], [0, 0], [0, 0]], ("more", SPENT): [[100, 100], [110, 110], [90, 90]],
        ("base", STABLE): [[10, 10], [20, 20], [30, 30]], ("more", STABLE): [[14, 16], [25, 25], [34, 36]],
    })  # fmt: skip
    (row,) = cost_effectiveness(made, "base", ["stable_job_months"]).to_dict("records")
    assert (row["cost"], row["effect"], row["ratio"]) == (200, 10, 20)
    assert row["low"] < 20 < row["high"]
    assert row["place"] == "dearer and better"


def test_where_a_scenario_is_dearer_and_worse_there_is_no_price() -> None:
    made = frame(
        {("base", SPENT): [[0], [0]], ("more", SPENT): [[5], [6]], ("base", STABLE): [[9], [9]], ("more", STABLE): [[7], [8]]}
    )
    (row,) = cost_effectiveness(made, "base", ["stable_job_months"]).to_dict("records")
    assert row["place"] == "dearer and worse"
    assert np.isnan(row["ratio"])


def test_what_a_gain_must_be_worth_for_the_cost_to_be_as_likely_worth_it_as_not_is_its_price() -> None:
    rng = np.random.default_rng(3)
    gain = 10 + rng.normal(0, 1, (20, 1))
    made = frame({("base", SPENT): np.zeros((20, 1)), ("more", SPENT): np.full((20, 1), 200.0),
                  ("base", STABLE): np.zeros((20, 1)), ("more", STABLE): gain})  # fmt: skip
    price = 200 / gain.mean()
    found = acceptability(made, "base", "stable_job_months", [0, price, 3 * price])
    assert found["p_worth"].tolist() == pytest.approx([0, 0.5, 1], abs=1e-6)
    assert found["p_best"].iloc[0] == 0
    assert found["p_best"].iloc[2] == 1


def test_over_draws_the_chance_of_being_worth_it_is_a_share_of_draws() -> None:
    gain = np.array([1.0, 2.0, 3.0, 4.0])[:, None, None] * np.ones((4, 2, 1))
    made = frame({("base", SPENT): np.zeros((4, 2, 1)), ("more", SPENT): np.full((4, 2, 1), 25.0),
                  ("base", STABLE): np.zeros((4, 2, 1)), ("more", STABLE): gain})  # fmt: skip
    assert acceptability(made, "base", "stable_job_months", [10.0])["p_worth"].tolist() == [0.5]
