"""Intervals: textbook numbers, and coverage by simulation."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.bands import band_factor
from analysis.intervals import of_mean, of_one_draw_more, of_ratio, of_ratio_by_bootstrap, of_share


def test_the_interval_of_a_share_is_wilsons() -> None:
    share, low, high = of_share(8, 10)
    # Wilson 1927 for 8 of 10 at 95 %: 0.4902 to 0.9433.
    assert (share, low, high) == (0.8, pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))
    assert of_share(0, 20).low == 0
    assert of_share(20, 20).high == 1


def test_a_missing_number_leaves_its_run_out_and_one_run_has_no_interval() -> None:
    mean, low, _ = of_mean(np.array([[1.0, 5.0], [3.0, np.nan]]))
    assert mean.tolist() == [2.0, 5.0]
    assert np.isfinite(low[0])
    assert np.isnan(low[1])


def test_one_draw_more_falls_into_its_interval_as_often_as_it_says() -> None:
    rng = np.random.default_rng(4)
    drawn = rng.normal(0.4, 0.2, (10, 6000))
    _, low, high = of_one_draw_more(drawn)
    new = rng.normal(0.4, 0.2, 6000)
    assert ((low <= new) & (new <= high)).mean() == pytest.approx(0.95, abs=0.012)


def test_fiellers_interval_covers_the_ratio_as_often_as_it_says() -> None:
    rng, covered, bounded = np.random.default_rng(5), 0, 0
    for _ in range(3000):
        gain = rng.normal(2.0, 1.5, 12)
        cost = 30 * gain + rng.normal(40.0, 30.0, 12)  # the truth: mean cost 100, mean gain 2
        found = of_ratio(cost, gain)
        if found.is_bounded:
            bounded += 1
            covered += found.low <= 50 <= found.high
    assert bounded > 2500
    assert covered / bounded == pytest.approx(0.95, abs=0.02)


def test_a_gain_that_may_be_zero_bounds_no_price() -> None:
    cost, gain = np.array([10.0, 12.0, 11.0, 9.0]), np.array([-1.0, 1.5, -0.5, 0.6])
    for found in (of_ratio(cost, gain), of_ratio_by_bootstrap(cost, gain)):
        assert not found.is_bounded
        assert np.isnan(found.low)


def test_the_bootstrap_agrees_with_fieller_where_the_gain_is_sure() -> None:
    rng = np.random.default_rng(6)
    gain = rng.normal(10, 1, 40)
    cost = rng.normal(100, 10, 40)
    fieller, bootstrap = of_ratio(cost, gain), of_ratio_by_bootstrap(cost, gain)
    assert bootstrap.low == pytest.approx(fieller.low, rel=0.03)
    assert bootstrap.high == pytest.approx(fieller.high, rel=0.03)


@pytest.mark.parametrize(("runs", "stay"), [(8, 0.9), (20, 0.9), (20, 0.0), (100, 0.9)])
def test_a_band_holds_the_whole_path_as_often_as_it_says_and_single_intervals_do_not(runs: int, stay: float) -> None:
    from scipy import stats

    rng, months, tries = np.random.default_rng(7), 36, 300
    whole, single = 0, 0
    for _ in range(tries):
        values = rng.standard_normal((runs, months))
        for month in range(1, months):
            values[:, month] = stay * values[:, month - 1] + np.sqrt(1 - stay**2) * values[:, month]
        half = stats.t.ppf(0.975, runs - 1) * values.std(axis=0, ddof=1) / np.sqrt(runs)
        mean = np.abs(values.mean(axis=0))
        whole += bool((mean <= band_factor(values) * half).all())
        single += bool((mean <= half).all())
    assert whole / tries == pytest.approx(0.95, abs=0.035)
    assert single / tries < 0.85


def test_paths_that_do_not_vary_need_no_wider_band() -> None:
    assert band_factor(np.zeros((5, 10))) == 1
    assert band_factor(np.ones((1, 10))) == 1
