"""Words follow numbers: never stronger than the interval, what it covers, and the smallest effect that matters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.effects import effects_at
from analysis.matters import smallest_effect
from analysis.wording import figures_apart, sentence, verb, word, worded
from model import registry
from tests.analysis.made_up import frame

MATTERS = 1.0


@pytest.mark.parametrize(
    ("effect", "low", "high", "said"),
    [
        (2, 1.0, 3, "raises"),
        (2, 0.9, 3, "may raise"),
        (1.2, -0.9, 3.3, "may raise"),
        (0.1, -0.9, 1.1, "cannot be told"),
        (0.5, 0.4, 0.6, "no visible effect"),
        (0, 0, 0, "no visible effect"),
        (0.2, -1.5, 1.9, "cannot be told"),
        (-2, -3, -1.0, "lowers"),
        (-2, -3, 0.5, "may lower"),
        (1, np.nan, np.nan, "cannot be told"),
    ],
)
def test_the_rule(effect: float, low: float, high: float, said: str) -> None:
    assert word(effect, low, high, MATTERS, covers_assumptions=True) == said


NUMBERS = st.floats(-5, 5)


@given(NUMBERS, st.floats(0, 5), st.floats(0.01, 3), st.booleans())
def test_a_word_is_never_stronger_than_the_interval_and_up_mirrors_down(
    effect: float, half: float, d: float, covers: bool
) -> None:
    low, high = effect - half, effect + half
    said = word(effect, low, high, d, covers)
    if said in ("raises", "lowers"):
        assert covers
        assert low >= d or high <= -d
    if said == "may raise":
        assert high >= d
        assert low > -d
    if said == "no visible effect":
        assert -d < low
        assert high < d
    mirror = {"raises": "lowers", "may raise": "may lower", "lowers": "raises", "may lower": "may raise"}
    assert word(-effect, -high, -low, d, covers) == mirror.get(said, said)


def test_noise_of_seeds_alone_never_says_more_than_may() -> None:
    assert word(5, 4.9, 5.1, 1, covers_assumptions=False) == "may raise"


def test_every_outcome_has_a_smallest_effect_that_matters() -> None:
    assert all(smallest_effect(name).at(100.0) > 0 for name in registry.OUTCOMES)


def test_sentences_say_name_change_and_unit_in_both_languages() -> None:
    before = np.random.default_rng(1).normal(0.5, 0.01, (3, 2, 1))
    made = frame({("base", "stable_employment_rate"): before,
                  ("more", "stable_employment_rate"): before + np.array([0.04, 0.05, 0.06])[:, None, None]})  # fmt: skip
    row = worded(effects_at(made, "base")).iloc[0]
    assert row["word"] == "may raise"
    assert row["is_gain"]
    said = "“Full training” may raise the stable employment rate (change of 0.03 to 10.0 points)."
    assert sentence(row, "Full training", "en") == said
    assert sentence(row, "全员培训", "zh") == "“全员培训”可能提高稳定就业率（变化 0.03 至 10.0 个百分点）。"
    assert verb("lowers", "zh") == "降低"


def test_bad_news_is_told_from_good_by_the_outcomes_direction() -> None:
    made = frame(
        {("base", "out_of_school_share"): [[0.1], [0.1], [0.1]], ("more", "out_of_school_share"): [[0.2], [0.21], [0.2]]}
    )
    row = worded(effects_at(made, "base")).iloc[0]
    assert row["word"] == "may raise"
    assert row["is_gain"] is False


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (2.4, 2.7, ("2.4", "2.7")),
        (2.912, 2.941, ("2.91", "2.94")),
        (-0.0011, -0.0009, ("−0.0011", "−0.0009")),
        (1.0, 1.0, ("1.0000", "1.0000")),
    ],
)
def test_the_ends_of_an_interval_have_the_figures_that_tell_them_apart(low: float, high: float, shown: tuple[str, str]) -> None:
    assert figures_apart(low, high) == shown
