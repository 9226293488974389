"""Effect cards say what running the lever gave, and which model gave it."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.effect_cards import Effect, card_file, effect, headline_verdict, make_card, months_to_half, page, verdict
from experiments.pages import LANGUAGES, stamp
from model.registry import LEVERS


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", LEVERS)
def test_a_card_is_not_stale_and_has_its_figure(name: str, lang: str) -> None:
    file = card_file(name, lang)
    assert file.read_text(encoding="utf-8").startswith(stamp()), "run `make cards` and look at what changed"
    assert file.with_suffix(".png").stat().st_size > 1000


@pytest.mark.slow
@pytest.mark.parametrize("name", ["units", "police"])
def test_a_card_is_what_running_its_lever_gives(name: str) -> None:
    made = page(make_card(LEVERS[name]), "en")
    assert card_file(name, "en").read_text(encoding="utf-8") == f"{stamp()}\n\n{made}"


def test_an_effect_is_the_mean_difference_over_a_window_and_the_sum_for_return_moves() -> None:
    before = np.zeros((3, 4))
    after = np.array([[0, 0, 1, 3.0], [0, 0, 2, 2], [0, 0, 3, 1]])
    assert effect(before, after, "employment_rate", slice(-2, None)) == Effect(2.0, 2.0, 2.0)
    assert effect(before, after, "return_moves", slice(-2, None)).effect == 4.0
    assert np.isnan(effect(before, after * np.nan, "employment_rate", slice(None)).effect)


def test_an_effect_that_fades_was_half_there_in_its_largest_year() -> None:
    before, after = np.zeros((2, 60)), np.zeros((2, 60))
    after[:, 6:30] = 1.0
    after[:, 3:6] = 0.4
    assert months_to_half(before, after) == 6


def test_half_of_the_effect_is_reached_in_the_first_month_in_which_the_mean_is_there() -> None:
    before = np.zeros((2, 24))
    after = np.zeros((2, 24))
    after[:, 12:] = -2.0
    after[:, 7:12] = -1.0
    assert months_to_half(before, after) == 7
    assert months_to_half(before, before) is None


@pytest.mark.parametrize(
    ("sign", "found", "last_year", "said"),
    [
        (1, Effect(0.02, 0.01, 0.03), Effect(0.02, 0.01, 0.03), "as expected"),
        (-1, Effect(0.02, 0.01, 0.03), Effect(-0.02, -0.03, -0.01), "against expectation"),
        (1, Effect(0.01, -0.01, 0.03), Effect(0.02, 0.01, 0.03), "not shown"),
        (1, Effect(0.02, 0.01, 0.03), Effect(0.001, -0.01, 0.01), "as expected at first, faded by the last year"),
        (1, Effect(0.02, 0.01, 0.03), Effect(0.001, 0.0005, 0.0015), "as expected at first, faded by the last year"),
        (1, Effect(0.02, 0.01, 0.03), Effect(-0.02, -0.03, -0.01), "as expected at first, turned round by the last year"),
        (0, Effect(0.0, -0.005, 0.004), Effect(0.0, -0.005, 0.004), "no effect, as expected: within ± 0.01"),
        (0, Effect(0.02, 0.01, 0.03), Effect(0.0, -0.005, 0.004), "expected no effect beyond ± 0.01"),
    ],
)
def test_a_verdict_is_no_stronger_than_the_intervals_of_the_run_and_of_its_last_year(
    sign: int, found: Effect, last_year: Effect, said: str
) -> None:
    assert verdict(sign, found, last_year, 0.01, "en") == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Effect(0.002, 0.001, 0.003), "no effect that matters: within ± 0.01"),
        (Effect(0.0, -0.02, 0.02), "open: beyond ± 0.01 is not ruled out"),
        (Effect(0.02, 0.011, 0.03), "higher"),
        (Effect(-0.02, -0.03, -0.001), "lower"),
    ],
)
def test_a_headline_has_no_effect_only_where_its_interval_is_within_the_margin(found: Effect, said: str) -> None:
    assert headline_verdict(found, 0.01, "en") == said
