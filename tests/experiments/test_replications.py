"""How many replications: known answers, coverage by simulation, and batches that are the same runs as one long one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from experiments.replications import half_width, pairs_needed, until_half_width
from experiments.runner import Runs, run
from model.scenario import load_scenario

SERIES = (("all", "y"),)


def batches(before: np.ndarray, after: np.ndarray) -> tuple[Callable[[int, int], Runs], list[tuple[int, int]]]:
    """Runs whose numbers are known beforehand, and what was asked for."""
    asked = []

    def batch(first: int, n: int) -> Runs:
        asked.append((first, n))
        numbers = range(first, first + n)
        values = {name: {k: np.array([[v[k]]]) for k in numbers} for name, v in (("a", before), ("b", after))}
        return Runs((), tuple(numbers), {"a": SERIES, "b": SERIES}, values, n_done=2 * n)

    return batch, asked


def test_half_width_and_the_pairs_for_it_are_the_textbooks() -> None:
    # t(0.975, 9) = 2.262157: 2.262157 * 2 / sqrt(10).
    assert half_width(2.0, 10) == pytest.approx(1.430714, abs=1e-5)
    n = pairs_needed(2.0, 0.5)
    assert half_width(2.0, n) <= 0.5 < half_width(2.0, n - 1)
    assert pairs_needed(0.0, 0.5) == 2


def test_it_stops_as_soon_as_the_interval_is_narrow_and_never_repeats_a_replication() -> None:
    rng = np.random.default_rng(1)
    shared = rng.normal(0, 5, 2000)
    batch, asked = batches(shared, shared + 1 + rng.normal(0, 1, 2000))
    done = until_half_width(batch, ["a", "b"], "y", wanted=0.2, most=2000)
    assert done.is_reached
    last = done.looks[-1]
    assert last.half_width <= 0.2
    assert abs(last.effect - 1) < 0.3
    assert all(look.half_width > 0.2 for look in done.looks[:-1])
    # About (1.96 / 0.2) ** 2 = 96 pairs, found in few looks, whereas runs apart would need about 50 times as many.
    assert 70 <= last.n_pairs <= 140
    assert len(asked) <= 7
    assert [first for first, _ in asked] == [sum(n for _, n in asked[:k]) for k in range(len(asked))]
    assert pairs_needed(last.sd_apart, 0.2) > 20 * last.n_pairs


def test_it_stops_at_the_most_and_says_that_it_has_not_reached_the_width() -> None:
    rng = np.random.default_rng(2)
    batch, asked = batches(np.zeros(100), rng.normal(0, 1, 100))
    done = until_half_width(batch, ["a", "b"], "y", wanted=0.01, most=37)
    assert not done.is_reached
    assert sum(n for _, n in asked) == 37
    assert done.looks[-1].n_pairs == 37


def test_intervals_at_the_stop_cover_the_truth_nearly_as_often_as_they_say() -> None:
    rng, covered = np.random.default_rng(3), []
    for _ in range(600):
        batch, _ = batches(np.zeros(400), rng.normal(0.5, 1, 400))
        last = until_half_width(batch, ["a", "b"], "y", wanted=0.25, most=400).looks[-1]
        covered.append(abs(last.effect - 0.5) <= last.half_width)
    assert np.mean(covered) > 0.915


def test_pairs_without_the_number_do_not_count_and_too_few_pairs_say_nothing() -> None:
    after = np.random.default_rng(4).normal(size=400)
    after[::2] = np.nan
    batch, _ = batches(np.zeros(400), after)
    done = until_half_width(batch, ["a", "b"], "y", wanted=0.3, most=400)
    assert done.is_reached
    assert done.looks[-1].n_pairs == len(done.runs.seeds) // 2
    batch, asked = batches(np.zeros(100), np.full(100, np.nan))
    assert until_half_width(batch, ["a", "b"], "y", wanted=0.3).looks == []
    assert len(asked) == 1


def test_batches_are_the_runs_that_one_long_batch_would_have_made() -> None:
    scenarios = [load_scenario(name, site="tiny", settings=["months=3"]) for name in ("no_followup", "public_jobs")]
    whole = run(scenarios, 4, seed=9, record="totals")

    def batch(first: int, n: int) -> Runs:
        return run(scenarios, n, seed=9, record="totals", first=first)

    names = [scenario.name for scenario in scenarios]
    done = until_half_width(batch, names, "employment_rate", wanted=1e-9, start=2, most=4)
    assert done.runs.seeds == whole.seeds
    for name in names:
        for replication in range(4):
            np.testing.assert_array_equal(done.runs.values[name][replication], whole.values[name][replication])


def test_a_scenario_against_itself_needs_no_more_than_the_first_batch() -> None:
    batch, asked = batches(np.arange(50.0), np.arange(50.0))
    done = until_half_width(batch, ["a", "b"], "y", wanted=1e-6, start=5)
    assert done.is_reached
    assert done.looks[-1].half_width == 0
    assert asked == [(0, 5)]
