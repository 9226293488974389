"""Regret, rankings over draws, the ledger of assumptions and what the variance rests on: models whose answers are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.assumptions import grades, ledger, screening, shares_by_grade, variance_shares
from analysis.robustness import net_benefit_by_draw, ranking_holds, regret, values_by_draw
from model import registry
from model.errors import BadInput
from model.scenario import Scenario
from tests.analysis.made_up import frame


def test_regret_and_ranking_of_a_table_by_hand() -> None:
    values = pd.DataFrame({"a": [5.0, 6.0, 1.0, 8.0], "b": [4.0, 2.0, 3.0, 1.0]})
    found = regret(values).set_index("scenario")
    assert found.loc["a", ["rank", "mean_regret", "max_regret", "p_best"]].tolist() == [1, 0.5, 2, 0.75]
    assert found.loc["b", ["rank", "mean_regret", "max_regret", "p_best"]].tolist() == [2, 3, 7, 0.25]
    holds = ranking_holds(values).set_index("what")["share"]
    assert holds.to_dict() == {"whole ranking": 0.75, "first place": 0.75, "a over b": 0.75}
    with pytest.raises(BadInput):
        regret(values.iloc[:1])


def test_less_of_a_bad_thing_is_better() -> None:
    made = frame({("a", "gini"): np.full((2, 2, 3), 0.3), ("b", "gini"): np.full((2, 2, 3), 0.2)})
    assert regret(values_by_draw(made, "gini"))["scenario"].tolist() == ["b", "a"]


def test_net_benefit_weighs_gain_against_cost() -> None:
    ones = np.ones((2, 2, 1))
    made = frame({("a", "spending_yuan_month"): 100 * ones, ("b", "spending_yuan_month"): 50 * ones,
                  ("a", "people_in_stable_work"): 12 * ones, ("b", "people_in_stable_work"): 10 * ones})  # fmt: skip
    assert regret(net_benefit_by_draw(made, "stable_job_months", 20))["scenario"].iloc[0] == "b"
    assert regret(net_benefit_by_draw(made, "stable_job_months", 30))["scenario"].iloc[0] == "a"


def additive(n_pairs: int, n_seeds: int, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """effect = 2 a + 1 l + 1 e with a an assumption, l from the literature, e of the seed: variances 4, 1, 1."""
    rng = np.random.default_rng(seed)
    a, noise = rng.normal(size=n_pairs), rng.normal(size=(2 * n_pairs, n_seeds))
    literature = rng.normal(size=2 * n_pairs)
    effect = 2 * np.repeat(a, 2)[:, None] + literature[:, None] + noise
    made = frame({("base", "gini"): np.zeros((2 * n_pairs, n_seeds, 1)), ("more", "gini"): effect[:, :, None]})
    inputs = pd.DataFrame({
        "design_point": np.repeat(np.arange(2 * n_pairs), 3), "parameter": ["x", "y", "z"] * (2 * n_pairs),
        "grade": ["assumption", "literature", "assumption"] * (2 * n_pairs),
        "value": np.stack([np.repeat(a, 2), literature, np.repeat(rng.normal(size=n_pairs), 2)], axis=1).ravel(),
    })  # fmt: skip
    return made, inputs


def test_the_variance_of_an_additive_model_is_shared_out_rightly() -> None:
    made, _ = additive(2000, 2, seed=1)
    found = variance_shares(made, "base", "more", "gini").set_index("source")["share"]
    assert found["assumption"] == pytest.approx(4 / 6, abs=0.02)
    assert found["literature"] == pytest.approx(1 / 6, abs=0.02)
    assert found["chance"] == pytest.approx(1 / 6, abs=0.01)
    assert found.sum() == pytest.approx(1)


def test_the_interval_of_a_share_covers_it() -> None:
    inside = 0
    for seed in range(60):
        row = variance_shares(additive(30, 3, seed)[0], "base", "more", "gini").set_index("source").loc["assumption"]
        inside += row["low"] <= 4 / 6 <= row["high"]
    assert inside / 60 >= 0.85


def test_with_one_seed_chance_is_not_separated() -> None:
    found = variance_shares(additive(50, 1, seed=2)[0], "base", "more", "gini").set_index("source")["share"]
    assert np.isnan(found["chance"])
    assert found["assumption"] + found["literature"] == pytest.approx(1)


def test_screening_finds_what_matters_and_leaves_noise_below_the_floor() -> None:
    made, inputs = additive(100, 2, seed=3)
    found = screening(made, inputs, "base", "more", "gini").set_index("parameter")
    assert found.index[0] == "x"
    assert found["is_above"].to_dict() == {"x": True, "y": True, "z": False}
    table = inputs.pivot(index="design_point", columns="parameter", values="value")
    again = screening(made, table, "base", "more", "gini").set_index("parameter")
    assert again["correlation"].to_dict() == found["correlation"].to_dict()


def test_the_ledger_lists_every_parameter_behind_a_scenario_with_grade_and_titles(tiny: Scenario) -> None:
    found = ledger(tiny.resolved()).set_index("parameter")
    assert set(registry.PROCESS_PARAMETERS) <= set(found.index)
    behind = {name.partition(".")[0] for name in found.index} - set(registry.PROCESSES)
    assert behind == set(tiny.levers)
    coverage = found.loc["training.coverage"]
    assert (coverage["value"], coverage["is_set"]) == (0.25, True)
    assert found.loc[found["source"] != "", "titles"].str.len().min() > 3
    assert found["grade"].iloc[0] == "assumption"
    assert grades(found)["n"].sum() == len(found)


def test_indices_of_a_sensitivity_run_are_summed_by_grade() -> None:
    by_grade = {
        grade: [name for name, of in registry.PARAMETERS.items() if of.grade == grade] for grade in ("assumption", "literature")
    }
    indices = {by_grade["assumption"][0]: 0.4, by_grade["assumption"][1]: 0.1, by_grade["literature"][0]: 0.2}
    found = shares_by_grade(indices).set_index("grade")["share"]
    assert found["assumption"] == pytest.approx(0.5)
    assert found["literature"] == pytest.approx(0.2)
    assert found["measured"] == 0


def test_a_ledger_can_be_made_from_a_manifest_alone(tiny: Scenario, tmp_path: Path) -> None:
    import json

    (tmp_path / "m.json").write_text(json.dumps(tiny.resolved()), encoding="utf-8")
    again = ledger(json.loads((tmp_path / "m.json").read_text(encoding="utf-8")))
    pd.testing.assert_frame_equal(again, ledger(tiny.resolved()))
