"""Draws of the assumptions: within their ranges, in twins, the same for every scenario, and never over what a scenario sets."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis.effects import effects_at
from analysis.records import ASSUMPTIONS, read
from experiments.assumption_draws import around_best, draw, drawn, run_draws, uncertain
from experiments.runner import simulate
from model import registry
from model.record import RecordWriter, new_folder
from model.scenario import Scenario, load_scenario


def test_only_what_is_not_known_and_nobody_sets_is_drawn(tiny: Scenario) -> None:
    found = uncertain([tiny])
    assert found
    assert all(of.grade in ("assumption", "literature") for of in found.values())
    assert not {f"{lever}.{name}" for lever, setting in tiny.levers.items() for name in setting.values} & set(found)
    name = next(iter(found))
    assert name not in uncertain([load_scenario("baseline", site="tiny", settings=[f"parameters.{name}={found[name].high}"])])


def test_draws_lie_within_their_range_around_the_best_estimate_and_twins_share_their_assumptions(tiny: Scenario) -> None:
    parameters = uncertain([tiny])
    values = draw(parameters, 400, seed=3)
    for column, of in zip(values.T, parameters.values(), strict=True):
        assert of.low <= column.min() <= column.max() <= of.high
        assert np.median(column) == pytest.approx(of.default, abs=0.02 * (of.high - of.low))
        assert (column < of.default - 0.8 * (of.default - of.low)).mean() < 0.05
        is_same = np.array_equal(column[::2], column[1::2])
        assert is_same == (of.grade == "assumption")
    assert np.array_equal(values, draw(parameters, 400, seed=3))
    with pytest.raises(ValueError, match="twins"):
        draw(parameters, 7, seed=3)


def test_half_of_the_draws_lie_on_either_side_of_the_best_estimate() -> None:
    low, best, high = np.array([0.0]), np.array([1.0]), np.array([5.0])
    # Below: F = x² / 2; above: F = 1 - (5 - x)² / 32.
    found = around_best(np.array([[0.0], [0.125], [0.5], [0.875], [1.0]]), low, best, high).ravel().tolist()
    assert found == pytest.approx([0, 0.5, 1, 3, 5])


def test_a_draw_of_the_best_estimates_is_the_scenario_itself(tiny: Scenario) -> None:
    same = drawn(tiny, {name: of.default for name, of in uncertain([tiny]).items()})
    assert np.array_equal(simulate(tiny, 5, "totals")[1], simulate(same, 5, "totals")[1], equal_nan=True)


def test_a_draw_never_overrules_what_a_scenario_sets(tiny: Scenario) -> None:
    (name, of), (other, of_other), *_ = uncertain([tiny]).items()
    chosen = load_scenario("baseline", site="tiny", settings=[f"parameters.{name}={of.high}", "levers.public_jobs.wage=901"])
    found = drawn(chosen, {name: of.low, other: of_other.low, "public_jobs.wage": 500.0, "public_jobs.cared_for": 7.0})
    assert found.parameters == {name: of.high, other: of_other.low}
    assert found.levers["public_jobs"].values["wage"] == 901
    assert found.levers["public_jobs"].values["cared_for"] == 7


def test_every_scenario_runs_under_every_draw_and_seed_and_effects_cover_the_assumptions(tiny: Scenario, tmp_path: Path) -> None:
    scenarios = [tiny, load_scenario("workshops", site="tiny", settings=["months=24"])]
    writer = RecordWriter(new_folder(tmp_path / "r", []), scenarios, {"baseline": "baseline"})
    status = run_draws(scenarios, 4, 2, seed=1, writer=writer, record=("stable_employment_rate",), jobs=2)
    writer.close(status)
    results = read(tmp_path / "r")
    frame, inputs = results.outcomes(), results.inputs()
    assert status == "done"
    assert frame.groupby(["scenario", "design_point", "replication"], observed=True).size().tolist() == [24] * 16
    assert set(inputs["parameter"]) == set(uncertain(scenarios))
    effects = effects_at(frame, "baseline")
    assert (effects["covers"] == ASSUMPTIONS).all()
    assert effects["n_draws"].tolist() == [4]
    values = inputs[inputs["design_point"] == 2].set_index("parameter")["value"].to_dict()
    again = simulate(drawn(scenarios[1], values), results.manifest["seeds"]["1"], ("stable_employment_rate",))[1]
    mine = frame[(frame["scenario"] == "workshops") & (frame["design_point"] == 2) & (frame["replication"] == 1)]
    assert np.array_equal(mine["value"].to_numpy(), again.ravel(), equal_nan=True)
    assert set(registry.PROCESS_PARAMETERS) & set(values)
