"""From what is asked to a design, runs and indices: our own designs under our own estimators, and real runs in between."""

from __future__ import annotations

from math import pi
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.sensitivity.methods import METHODS
from experiments.batch import run_experiment
from experiments.designs import DESIGNS
from experiments.designs.design import Asked
from experiments.inputs import DUMMY, Input
from experiments.sensitivity import DESIGN_OF, asked_for, experiment_file, frames
from model.errors import BadInput
from tests.analysis.sensitivity.known import ISHIGAMI_S1, ISHIGAMI_ST, ishigami, runs, values

INPUTS = (*(Input(f"x{k}", "uncertainty", -pi, pi) for k in (1, 2, 3)), Input(DUMMY, DUMMY, 0.0, 1.0))
TINY = {"site": "tiny", "months": 3}


def designed(method: str, n: int, groups: tuple[tuple[int, ...], ...] = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Our design in units, and Ishigami's function of its values with noise by the dummy."""
    points = DESIGNS[DESIGN_OF[method][0]].make(Asked(INPUTS, n, seed=3, groups=groups))
    names = [of.name for of in INPUTS]
    units = pd.DataFrame(points.units, columns=names).rename_axis("design_point")
    of_values = units.copy()
    for k, of in enumerate(INPUTS):
        of_values[of.name] = of.at(points.units[:, k])
    return units, runs(of_values, ishigami, noise=0.3, replications=2)


@pytest.mark.parametrize(("method", "n"), [("sobol", 2048), ("efast", 2049)])
def test_our_own_designs_give_ishigamis_closed_form(method: str, n: int) -> None:
    units, outcomes = designed(method, n)
    found = METHODS[method].estimate(units, outcomes)
    np.testing.assert_allclose(values(found, "S1")[["x1", "x2", "x3"]], ISHIGAMI_S1, atol=0.04)
    np.testing.assert_allclose(values(found, "ST")[["x1", "x2", "x3"]], ISHIGAMI_ST, atol=0.07)


@pytest.mark.parametrize(("method", "n"), [("morris", 40), ("delta", 512), ("pawn", 512)])
def test_our_own_designs_rank_ishigami_and_put_the_dummy_last(method: str, n: int) -> None:
    units, outcomes = designed(method, n)
    found = METHODS[method].estimate(units, outcomes)
    of = found[found["index"] == METHODS[method].main].set_index("input")
    assert of.loc[DUMMY, "rank"] == 4
    assert of.loc[["x1", "x2"], "above_noise"].all()


def test_groups_move_and_are_judged_together() -> None:
    units, outcomes = designed("sobol", 1024, groups=((0, 2), (1,), (3,)))
    factors = units[["x1", "x2", "dummy"]].rename(columns={"x1": "first_and_third", "x2": "second"})
    found = METHODS["sobol"].estimate(factors, outcomes)
    assert values(found, "S1")["second"] == pytest.approx(ISHIGAMI_S1[1], abs=0.05)
    assert values(found, "S1")["first_and_third"] == pytest.approx(1 - ISHIGAMI_S1[1], abs=0.06)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_gets_a_design_with_a_dummy(method: str) -> None:
    experiment, found = asked_for("baseline", method, over=["workshops.posts=0:80", "jobs_lost.base_*"], **TINY)
    assert found == method
    assert experiment.names[-1] == DUMMY
    assert {"workshops.posts", "jobs_lost.base_hazard"} <= set(experiment.names)
    assert METHODS[method].block(experiment.points.units) >= 1


def test_runs_are_analysed_from_the_store_and_their_noise_is_the_dummys(tmp_path: Path) -> None:
    experiment, _ = asked_for("no_followup", "morris", ["employment_rate"], ["public_jobs"], n=6, replications=2, **TINY)
    store = run_experiment(experiment, tmp_path / "runs", jobs=2)
    inputs, outcomes = frames(store, [0, 2])
    found = METHODS["morris"].estimate(inputs, outcomes)
    assert set(found["input"]) == {"public_jobs.dose", "dummy"}
    assert set(found["month"]) == {0, 2}
    noise = found[(found["index"] == "mu_star") & (found["input"] == "dummy") & (found["month"] == 2)]["value"].item()
    assert noise > 0
    # Where only the dose moves, the seeds stay.
    stored = store.runs().pivot(index="design_point", columns="replication", values="seed")
    same_seeds = stored.groupby(inputs["dummy"].to_numpy()).nunique().to_numpy()
    assert (same_seeds == 1).all()


def test_effects_against_a_baseline_are_analysed_pair_by_pair(tmp_path: Path) -> None:
    file = tmp_path / "pairs.toml"
    file.write_text(
        'scenarios = ["no_followup", "public_jobs"]\nsite = "tiny"\nmonths = 2\n[design]\nmethod = "morris"\nn = 2\n'
        '[uncertainties]\n"jobs_lost.base_hazard" = "declared"\n',
        encoding="utf-8",
    )
    assert experiment_file(str(file)) == file
    experiment, method = asked_for(str(file), None, ["employment_rate"])
    assert method == "morris"
    assert DUMMY in experiment.names
    store = run_experiment(experiment, tmp_path / "runs", jobs=2)
    _, effects = frames(store, [1], against="no_followup")
    by_name = {
        name: frames(store, [1], scenario=name)[1].sort_values("design_point")["value"] for name in ("no_followup", "public_jobs")
    }
    difference = by_name["public_jobs"].to_numpy() - by_name["no_followup"].to_numpy()
    np.testing.assert_array_equal(effects.sort_values("design_point")["value"], difference)


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(BadInput, match="nothing is moved"):
        asked_for("baseline", "sobol")
    with pytest.raises(BadInput, match="LOW:HIGH"):
        asked_for("baseline", "sobol", over=["workshops.posts=1"])
    with pytest.raises(BadInput, match="no outcome of this name"):
        asked_for("baseline", "sobol", ["employment"], ["workshops.posts"])
    with pytest.raises(BadInput):
        asked_for("baseline", "sobol", over=["workshops.post"])
    with pytest.raises(BadInput, match="two"):
        asked_for("baseline", "sobol", over=["workshops.posts"], n=100)
