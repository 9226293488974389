"""Effects as tidy frames: known answers, which runs make a pair, and what the interval covers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.effects import effects_at, effects_over_time
from analysis.records import ASSUMPTIONS, NOISE
from model.errors import BadInput
from tests.analysis.made_up import frame

MADE = frame({
    ("base", "gini"): [[1, 1], [2, 2], [3, 3], [4, 4]],
    ("more", "gini"): [[1, 2], [2, 4], [3, 3], [4, 7]],
})  # fmt: skip


def test_the_last_month_is_the_textbook_interval() -> None:
    (row,) = effects_at(MADE, "base").to_dict("records")
    assert (row["scenario"], row["group"], row["outcome"], row["month"]) == ("more", "all", "gini", 1)
    assert (row["baseline"], row["value"], row["effect"], row["n"]) == (2.5, 4.0, 1.5, 4)
    assert row["low"] == pytest.approx(1.5 - 3.182446 * 1.290994 / 2, abs=1e-5)
    assert row["covers"] == NOISE


def test_a_mean_over_months_is_taken_before_the_pairs() -> None:
    (row,) = effects_at(MADE, "base", over=2).to_dict("records")
    assert row["effect"] == 0.75


def test_only_runs_that_both_finished_make_a_pair() -> None:
    lost = MADE[~((MADE["scenario"] == "more") & (MADE["replication"] == 3))]
    (row,) = effects_at(lost, "base").to_dict("records")
    assert row["n"] == 3
    assert row["effect"] == 1.0


def test_the_order_of_rows_does_not_matter() -> None:
    shuffled = MADE.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(effects_at(MADE, "base"), effects_at(shuffled, "base"))


def test_one_pair_and_an_unknown_scenario_are_refused() -> None:
    with pytest.raises(BadInput):
        effects_at(MADE[MADE["replication"] == 0], "base")
    with pytest.raises(BadInput, match="base"):
        effects_at(MADE, "bse")


def test_over_time_every_month_has_its_interval_and_the_band_is_no_narrower() -> None:
    rng = np.random.default_rng(1)
    before = rng.normal(size=(12, 24))
    made = frame({("base", "gini"): before, ("more", "gini"): before + 0.3 + rng.normal(0, 0.1, (12, 24))})
    path = effects_over_time(made, "base", ["gini"])
    assert path["month"].tolist() == list(range(24))
    assert (path["band_low"] < path["low"]).all()
    assert (path["band_high"] > path["high"]).all()
    at_end = effects_at(made, "base").iloc[0]
    assert path.iloc[-1][["effect", "low", "high"]].tolist() == at_end[["effect", "low", "high"]].tolist()


def test_over_draws_of_the_assumptions_the_interval_is_about_the_effect_under_one_draw_more() -> None:
    effect = np.array([1.0, 2.0, 3.0])  # by draw, the same for all seeds
    before = np.random.default_rng(2).normal(size=(3, 4, 1))
    made = frame({("base", "gini"): before, ("more", "gini"): before + effect[:, None, None]})
    (row,) = effects_at(made, "base").to_dict("records")
    assert (row["covers"], row["n"], row["n_draws"]) == (ASSUMPTIONS, 12, 3)
    assert row["effect"] == pytest.approx(2)
    # sd 1, t(0.975, 2) = 4.302653, times the root of 1 + 1/3.
    assert row["high"] - row["effect"] == pytest.approx(4.302653 * np.sqrt(4 / 3), abs=1e-4)
