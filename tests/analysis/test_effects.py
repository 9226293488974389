"""Paired effects: known answers, coverage by simulation, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.effects import mean_interval, paired_effects
from model.errors import BadInput

SERIES = (("all", "x"),)


def shaped(values: object) -> np.ndarray:
    return np.asarray(values, dtype=float).reshape(-1, 1, 1)


def test_the_textbook_interval() -> None:
    effects = paired_effects(SERIES, shaped([1, 2, 3, 4]), shaped([2, 4, 3, 7]))
    # Differences 1, 2, 0, 3: mean 1.5, sd 1.29099, t(0.975, 3) = 3.18245.
    assert effects.effect[0, 0] == 1.5
    assert effects.low[0, 0] == pytest.approx(1.5 - 3.182446 * 1.290994 / 2, abs=1e-5)
    assert effects.high[0, 0] == pytest.approx(1.5 + 3.182446 * 1.290994 / 2, abs=1e-5)
    assert effects.n[0, 0] == 4


def test_no_difference_is_exactly_zero() -> None:
    values = np.random.default_rng(1).normal(size=(5, 3, 1))
    effects = paired_effects(SERIES, values, values.copy())
    assert (effects.effect == 0).all()
    assert (effects.low == 0).all()
    assert (effects.high == 0).all()


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    rng, truth, n = np.random.default_rng(2), 0.3, 4000
    shared = rng.normal(size=(8, n, 1))
    effects = paired_effects(SERIES, shared + rng.normal(0, 0.2, shared.shape), shared + truth + rng.normal(0, 0.2, shared.shape))
    covered = ((effects.low <= truth) & (truth <= effects.high)).mean()
    assert covered == pytest.approx(0.95, abs=0.012)
    # Pairing removes the shared part: 1 - 0.08 / (2 * 1.04).
    assert np.median(effects.variance_saved) == pytest.approx(1 - 0.08 / 2.08, abs=0.02)


def test_a_number_that_a_run_does_not_have_leaves_its_pair_out() -> None:
    effects = paired_effects(SERIES, shaped([1, 2, np.nan, 4]), shaped([2, 4, 5, np.nan]))
    assert effects.n[0, 0] == 2
    assert effects.effect[0, 0] == 1.5
    nothing = paired_effects(SERIES, shaped([np.nan, np.nan]), shaped([1, 2]))
    assert np.isnan(nothing.effect[0, 0])


def test_one_replication_is_refused() -> None:
    with pytest.raises(BadInput):
        paired_effects(SERIES, shaped([1]), shaped([2]))


def test_a_mean_of_one_run_has_no_interval() -> None:
    mean, low, high = mean_interval(np.array([[3.0]]))
    assert mean[0] == 3
    assert np.isnan(low[0])
    assert np.isnan(high[0])
