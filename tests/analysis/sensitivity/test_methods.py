"""Every method on problems with known answers, with and without chance in the runs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import SALib.analyze.pawn
from scipy.stats import norm

from analysis.sensitivity import delta, efast, morris, pawn, sobol
from analysis.sensitivity.method import COLUMNS
from analysis.sensitivity.methods import METHODS
from model.errors import BadInput

from .known import (
    ISHIGAMI_RANGE,
    ISHIGAMI_S1,
    ISHIGAMI_S13,
    ISHIGAMI_ST,
    ISHIGAMI_VARIANCE,
    UNIT,
    design,
    g_indices,
    ishigami,
    runs,
    sobol_g,
    values,
)

INPUTS = ["x1", "x2", "x3"]


def test_sobol_finds_ishigamis_closed_form_to_second_order() -> None:
    inputs = design("sobol", 3, 2048, ISHIGAMI_RANGE, second=True)
    found = sobol.estimate(inputs, runs(inputs, ishigami))
    np.testing.assert_allclose(values(found, "S1")[INPUTS], ISHIGAMI_S1, atol=0.03)
    np.testing.assert_allclose(values(found, "ST")[INPUTS], ISHIGAMI_ST, atol=0.03)
    assert values(found, "S2")["x1 × x3"] == pytest.approx(ISHIGAMI_S13, abs=0.05)
    assert abs(values(found, "S2")["x1 × x2"]) < 0.05


def test_sobol_finds_sobol_gs_closed_form() -> None:
    inputs = design("sobol", 4, 2048, UNIT)
    found = sobol.estimate(inputs, runs(inputs, sobol_g))
    first, total = g_indices()
    np.testing.assert_allclose(values(found, "S1").iloc[:4], first, atol=0.03)
    np.testing.assert_allclose(values(found, "ST").iloc[:4], total, atol=0.03)
    assert values(found, "ST")["dummy"] == 0


def test_efast_finds_both_closed_forms() -> None:
    inputs = design("efast", 3, 2049, ISHIGAMI_RANGE)
    found = efast.estimate(inputs, runs(inputs, ishigami))
    np.testing.assert_allclose(values(found, "S1")[INPUTS], ISHIGAMI_S1, atol=0.03)
    # The third input's harmonics reach beyond the four that are summed: the literature has the same shortfall.
    np.testing.assert_allclose(values(found, "ST")[INPUTS], ISHIGAMI_ST, atol=0.06)
    inputs = design("efast", 4, 2049, UNIT)
    found = efast.estimate(inputs, runs(inputs, sobol_g))
    np.testing.assert_allclose(values(found, "S1").iloc[:4], g_indices()[0], atol=0.03)


def test_morris_finds_the_slopes_of_a_plane_and_no_spread() -> None:
    inputs = design("morris", 3, 20, (10.0, 30.0))
    plane = runs(inputs, lambda x: 5 + (x - 10) / 20 @ np.array([3.0, -2.0, 0.0]))
    found = morris.estimate(inputs, plane)
    np.testing.assert_allclose(values(found, "mu_star")[INPUTS], [3, 2, 0], atol=1e-9)
    np.testing.assert_allclose(values(found, "mu")[INPUTS], [3, -2, 0], atol=1e-9)
    np.testing.assert_allclose(values(found, "sigma")[INPUTS], 0, atol=1e-9)


def test_morris_sees_interaction_as_spread() -> None:
    inputs = design("morris", 3, 60, UNIT)
    found = morris.estimate(inputs, runs(inputs, lambda x: x[:, 0] * x[:, 1] + x[:, 2]))
    sigma = values(found, "sigma")
    assert sigma["x1"] > 0.2
    assert sigma["x3"] == pytest.approx(0, abs=1e-9)


def test_delta_of_a_normal_shift_is_the_one_computed_by_integration() -> None:
    # y = 1.0 a + b + 0.5 c with standard normal inputs. Given a, y is normal with the rest's variance: delta is half the mean
    # L1 distance between two normals, integrated below.
    inputs = design("latin", 3, 1000, UNIT)
    weights = np.array([1.0, 1.0, 0.5])
    found = delta.estimate(inputs, runs(inputs, lambda x: norm.ppf(x) @ weights))
    whole, grid, given = np.sqrt((weights**2).sum()), np.linspace(-8, 8, 2001), norm.ppf((np.arange(400) + 0.5) / 400)
    for name, weight in zip(INPUTS, weights, strict=True):
        rest = np.sqrt(whole**2 - weight**2)
        distances = [np.trapezoid(np.abs(norm.pdf(grid, 0, whole) - norm.pdf(grid, weight * a, rest)), grid) / 2 for a in given]
        assert values(found, "delta")[name] == pytest.approx(np.mean(distances), abs=0.05)


def test_pawn_of_a_sum_of_one_is_the_distance_of_a_slice() -> None:
    # y = x1 alone: the outcome of slice s of ten is uniform on a tenth, at distance max(s, 9 - s) / 10 from the whole.
    inputs = design("latin", 2, 4000, UNIT)
    found = pawn.estimate(inputs, runs(inputs, lambda x: x[:, 0]))
    distances = [max(s, 9 - s) / 10 for s in range(10)]
    assert values(found, "median")["x1"] == pytest.approx(np.median(distances), abs=0.02)
    assert values(found, "maximum")["x1"] == pytest.approx(0.9, abs=0.02)
    assert values(found, "median")["x2"] < 0.1


def test_the_distances_behind_pawns_intervals_are_salibs_with_equal_outcomes_too() -> None:
    rng = np.random.default_rng(4)
    x, y = rng.random((500, 3)), np.round(rng.normal(size=500), 1)
    found = SALib.analyze.pawn.analyze({"num_vars": 3, "names": ["a", "b", "c"]}, x, y, S=10)
    np.testing.assert_allclose(pawn.distances(x, y), [found["median"], found["maximum"]], atol=1e-12)


def test_a_switch_is_an_input_like_others() -> None:
    inputs = design("latin", 2, 1000, UNIT)
    inputs["x1"] = (inputs["x1"] > 0.5).astype(float)
    outcomes = runs(inputs, lambda x: x[:, 0] + 0.2 * x[:, 1])
    # On or off decides all but a sixth of the order: each half is at distance one half from the whole.
    assert values(pawn.estimate(inputs, outcomes), "median")["x1"] == pytest.approx(0.5, abs=0.03)
    assert values(delta.estimate(inputs, outcomes), "delta")["x1"] == pytest.approx(0.5, abs=0.08)


KINDS = {
    "morris": ("morris", 60),
    "sobol": ("sobol", 1024),
    "efast": ("efast", 1025),
    "delta": ("latin", 600),
    "pawn": ("latin", 600),
}


@pytest.mark.parametrize("method", METHODS)
def test_noise_of_the_seeds_goes_to_the_dummy_and_what_does_nothing_stays_below_it(method: str) -> None:
    kind, n = KINDS[method]
    inputs = design(kind, 3, n, ISHIGAMI_RANGE)
    outcomes = runs(inputs, lambda x: 2 * np.sin(x[:, 0]) + np.sin(x[:, 1]) ** 2, noise=0.5)
    found = METHODS[method].estimate(inputs, outcomes)
    assert list(found.columns) == list(COLUMNS)
    main = found[found["index"] == METHODS[method].main].set_index("input")
    assert main.loc["x1", "rank"] == 1
    assert main.loc["x1", "above_noise"]
    assert not main.loc["x3", "above_noise"]
    assert not main.loc["dummy", "above_noise"]
    assert main.loc["dummy", "value"] > (0.5 * main.loc["x3", "value"] if kind == "latin" else main.loc["x3", "value"])


@pytest.mark.parametrize(("function", "of", "n_inputs"), [(ishigami, ISHIGAMI_RANGE, 3), (sobol_g, UNIT, 4)])
def test_with_chance_in_the_runs_the_closed_forms_shrink_by_its_share_and_the_dummy_takes_it(
    function: object, of: tuple[float, float], n_inputs: int
) -> None:
    variance = ISHIGAMI_VARIANCE if n_inputs == 3 else float(np.prod(1 + 1 / 3 / (1 + np.array([0, 1, 4.5, 9])) ** 2) - 1)
    first = ISHIGAMI_S1 if n_inputs == 3 else g_indices()[0]
    sd = np.sqrt(0.25 * variance)
    inputs = design("sobol", n_inputs, 2048, of)
    alone = values(sobol.estimate(inputs, runs(inputs, function, sd)), "S1")  # type: ignore[arg-type]
    np.testing.assert_allclose(alone.iloc[:n_inputs], first / 1.25, atol=0.06)
    # The noise drawn for 64 seeds has not exactly the variance it was drawn from.
    assert alone["dummy"] == pytest.approx(0.2, abs=0.06)
    averaged = values(sobol.estimate(inputs, runs(inputs, function, sd, replications=10)), "S1")  # type: ignore[arg-type]
    np.testing.assert_allclose(averaged.iloc[:n_inputs], first / 1.025, atol=0.04)
    assert averaged["dummy"] < 0.05


@pytest.mark.parametrize("method", METHODS)
def test_one_missing_number_is_refused_by_name_and_never_gives_zeros(method: str) -> None:
    kind, n = KINDS[method]
    inputs = design(kind, 3, n, ISHIGAMI_RANGE)
    outcomes = runs(inputs, ishigami, 0.1, replications=2)
    outcomes.loc[17, "value"] = np.nan
    with pytest.raises(BadInput, match="design_point 17, replication 0, y, month 59"):
        METHODS[method].estimate(inputs, outcomes)
    outcomes.loc[17, "value"] = np.inf
    with pytest.raises(BadInput, match=r"month 59 = inf"):
        METHODS[method].estimate(inputs, outcomes)


def test_a_missing_run_is_refused_and_many_are_counted() -> None:
    inputs = design("sobol", 3, 64, ISHIGAMI_RANGE)
    outcomes = runs(inputs, ishigami, 0.1, replications=2)
    with pytest.raises(BadInput, match="design_point 5, replication 1: this run is missing"):
        sobol.estimate(inputs, outcomes.drop(index=len(inputs) + 5))
    with pytest.raises(BadInput, match="and 40 more"):
        sobol.estimate(inputs, outcomes.iloc[:-50])


def test_without_a_dummy_nothing_is_estimated() -> None:
    inputs = design("sobol", 3, 64, ISHIGAMI_RANGE)
    with pytest.raises(BadInput, match="dummy"):
        sobol.estimate(inputs.drop(columns="dummy"), runs(inputs, ishigami))


@pytest.mark.parametrize("method", ["sobol", "morris", "efast"])
def test_rows_in_another_order_are_not_the_design(method: str) -> None:
    kind, n = KINDS[method]
    inputs = design(kind, 3, n, ISHIGAMI_RANGE)
    shuffled = inputs.sample(frac=1, random_state=1)
    with pytest.raises(BadInput, match="design in its order"):
        METHODS[method].estimate(shuffled, runs(inputs, ishigami))
    other = design("latin", 3, len(inputs), ISHIGAMI_RANGE)
    with pytest.raises(BadInput, match="design in its order"):
        METHODS[method].estimate(other, runs(other, ishigami))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("seed", [0, 3])
def test_the_same_seed_gives_the_same_intervals_zero_too(method: str, seed: int) -> None:
    kind, n = KINDS[method]
    inputs = design(kind, 3, n, ISHIGAMI_RANGE)
    outcomes = runs(inputs, ishigami, 1.0)
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    first, second = (METHODS[method].estimate(inputs, outcomes, seed=seed) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)
    assert (np.random.get_state()[1] == before).all()  # noqa: NPY002


def test_months_and_outcomes_are_estimated_each_by_itself_and_what_never_varies_has_no_index() -> None:
    inputs = design("sobol", 3, 256, ISHIGAMI_RANGE)
    late, early = runs(inputs, ishigami), runs(inputs, lambda x: x[:, 2], month=3)
    still = runs(inputs, lambda x: np.full(len(x), 0.7)).assign(outcome="still")
    found = sobol.estimate(inputs, pd.concat([late, early, still]))
    pd.testing.assert_frame_equal(
        found[(found["outcome"] == "y") & (found["month"] == 59)].reset_index(drop=True), sobol.estimate(inputs, late)
    )
    assert values(found[found["month"] == 3], "S1")["x3"] == pytest.approx(1, abs=0.05)
    of_still = found[found["outcome"] == "still"]
    assert of_still["value"].isna().all()
    assert of_still["rank"].isna().all()
    assert of_still["above_noise"].isna().all()


def test_intervals_cover_the_closed_form_about_as_often_as_they_say() -> None:
    covered = []
    for seed in range(30):
        inputs = design("sobol", 3, 256, ISHIGAMI_RANGE, seed=100 + seed)
        found = sobol.estimate(inputs, runs(inputs, ishigami))
        of = found[found["index"] == "S1"].set_index("input").loc[INPUTS]
        covered.extend((of["low"] <= ISHIGAMI_S1) & (of["high"] >= ISHIGAMI_S1))
    assert np.mean(covered) > 0.85
