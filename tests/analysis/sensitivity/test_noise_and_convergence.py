"""What chance explains, on additive models with known shares; and whether more points would change the answer."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.sensitivity.convergence import nested, verdict
from analysis.sensitivity.methods import METHODS
from analysis.sensitivity.noise import variance_shares

from .known import ISHIGAMI_RANGE, UNIT, design, ishigami, runs


def additive(
    n: int, replications: int, sd: tuple[float, float, float], same_seeds: bool, seed: int = 3
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """y = parameters + what the seed does everywhere + what it does at this point, with these standard deviations."""
    rng = np.random.default_rng(seed)
    inputs = design("latin", 2, n, UNIT)
    if same_seeds:
        inputs["dummy"] = 0.0
    parameters = sd[0] * (inputs["x1"] - 0.5).to_numpy() * np.sqrt(12)
    everywhere = rng.normal(size=replications) if same_seeds else rng.normal(size=(n, replications))
    y = parameters[:, None] + sd[1] * everywhere + sd[2] * rng.normal(size=(n, replications))
    point, replication = np.indices(y.shape)
    columns = {"design_point": point.ravel(), "replication": replication.ravel(), "month": 0, "outcome": "y", "value": y.ravel()}
    return inputs, pd.DataFrame(columns)


def test_shares_of_an_additive_model_with_seeds_of_their_own_at_every_point() -> None:
    found = variance_shares(*additive(2000, 4, (2.0, 1.0, 1.0), same_seeds=False)).set_index("part")
    assert found.loc["parameters", "share"] == pytest.approx(4 / 6, abs=0.02)
    assert found.loc["seeds", "share"] == pytest.approx(2 / 6, abs=0.02)
    assert found.loc["parameters", "variance"] == pytest.approx(6, rel=0.05)
    assert found.loc["parameters", "low"] < 4 / 6 < found.loc["parameters", "high"]


def test_the_same_seeds_everywhere_tell_what_they_do_alike_from_what_they_do_here() -> None:
    found = variance_shares(*additive(400, 300, (2.0, 1.0, 1.5), same_seeds=True)).set_index("part")
    whole = 4 + 1 + 2.25
    assert found.loc["parameters", "share"] == pytest.approx(4 / whole, abs=0.03)
    assert found.loc["seeds", "share"] == pytest.approx(1 / whole, abs=0.03)
    assert found.loc["parameters and seeds", "share"] == pytest.approx(2.25 / whole, abs=0.03)


def test_parameters_that_do_nothing_explain_nothing() -> None:
    found = variance_shares(*additive(500, 4, (0.0, 1.0, 0.0), same_seeds=False)).set_index("part")
    assert found.loc["parameters", "share"] < 0.06


def test_one_replication_separates_nothing_and_says_so() -> None:
    found = variance_shares(*additive(50, 1, (2.0, 1.0, 1.0), same_seeds=False))
    assert not found["is_separated"].any()
    assert found["share"].isna().all()


def test_few_points_have_not_converged_and_many_have() -> None:
    method = METHODS["sobol"]
    few = design("sobol", 3, 32, ISHIGAMI_RANGE)
    of_few = verdict(method, nested(method, few, runs(few, ishigami)))
    assert not of_few.loc[0, "converged"]
    many = design("sobol", 3, 4096, ISHIGAMI_RANGE)
    frame = nested(method, many, runs(many, ishigami))
    assert sorted(frame["n_points"].unique()) == [6 * 256 * 2**k for k in range(5)]
    assert verdict(method, frame).loc[0, "converged"]


def test_the_last_of_nested_sizes_is_the_estimate_itself_and_each_is_half_the_next() -> None:
    method, inputs = METHODS["morris"], design("morris", 3, 64, ISHIGAMI_RANGE)
    outcomes = runs(inputs, ishigami, 0.5)
    frame = nested(method, inputs, outcomes)
    assert sorted(frame["n_points"].unique()) == [4 * 5, 8 * 5, 16 * 5, 32 * 5, 64 * 5]
    last = frame[frame["n_points"] == 320].drop(columns="n_points").reset_index(drop=True)
    pd.testing.assert_frame_equal(last, method.estimate(inputs, outcomes))
    half = method.estimate(inputs.iloc[:160], outcomes[outcomes["design_point"] < 160])
    before = frame[frame["n_points"] == 160].drop(columns="n_points").reset_index(drop=True)
    pd.testing.assert_frame_equal(before, half)


def test_a_design_that_cannot_be_cut_is_not_called_converged() -> None:
    method, inputs = METHODS["efast"], design("efast", 3, 513, ISHIGAMI_RANGE)
    found = verdict(method, nested(method, inputs, runs(inputs, ishigami)))
    assert found["converged"].isna().all()
