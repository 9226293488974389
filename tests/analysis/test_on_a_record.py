"""Estimators on a real record: what is read is what was run, costs add up to the books, sums are direct sums."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis.contribution import shapley
from analysis.cost import cost_effectiveness, spending
from analysis.cumulative import cumulative
from analysis.effects import effects_at, paired_effects
from analysis.records import Results, read
from experiments.packages import all_subsets
from experiments.runner import Runs, run
from model.errors import RecordError
from model.record import RecordWriter, new_folder
from model.scenario import Scenario, load_scenario
from model.site import ResettlementSite


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Results, Runs]:
    base, package = (load_scenario(name, site="tiny", settings=["months=15"]) for name in ("no_followup", "three_together"))
    _, subsets = all_subsets(base, package, "lever")
    writer = RecordWriter(new_folder(tmp_path_factory.mktemp("record") / "r", []), subsets, {"baseline": "none"})
    runs = run(subsets, 3, seed=6, jobs=2, writer=writer)
    writer.close(runs.status)
    return read(writer.folder), runs


def test_a_record_is_read_whole_or_in_part(pair: tuple[Results, Runs]) -> None:
    results, runs = pair
    whole = results.outcomes()
    part = results.outcomes(["gini"], ["all"], ["none"])
    assert len(part) == 3 * 15
    assert len(whole) == sum(values.size for of in runs.values.values() for values in of.values())
    assert results.baseline == "none"
    assert results.label("none", "zh") == "none"
    with pytest.raises(RecordError):
        read(Path("nowhere"))


def test_frames_give_the_effects_that_the_arrays_give(pair: tuple[Results, Runs]) -> None:
    results, runs = pair
    name = results.scenarios[-1]
    series = runs.series[name]
    before, after = (np.stack([runs.values[of][k] for k in range(3)]) for of in ("none", name))
    arrays = paired_effects(series, before, after)
    frame = effects_at(results.outcomes(scenarios=["none", name]), "none").set_index(["group", "outcome"])
    for place, pair_of in enumerate(series):
        row = frame.loc[pair_of]
        found = (row["effect"], row["low"], row["high"])
        assert found == pytest.approx(tuple(of[-1, place] for of in (arrays.effect, arrays.low, arrays.high)), nan_ok=True)


def test_costs_add_up_to_the_ledger(pair: tuple[Results, Runs]) -> None:
    results, _ = pair
    name = results.scenarios[-1]
    spent = spending(results.outcomes(["spending_yuan_month"]))
    mine = spent[spent["scenario"] == name].set_index(["kind", "name"])["yuan"]
    resolved = results.manifest["scenarios"][name]
    booked = []
    for replication in range(3):
        seed = results.manifest["seeds"][str(replication)]
        site = ResettlementSite(Scenario.from_resolved(resolved), rng=seed, record="totals")
        site.run()
        booked.append(site.ledger.spent.sum())
    assert mine["all", "all"] == pytest.approx(np.mean(booked), rel=1e-12)
    for kind in ("lever", "line", "payer"):
        assert mine[kind].sum() == pytest.approx(mine["all", "all"], rel=1e-12)


def test_job_months_are_the_sum_of_the_people_recorded_in_work(pair: tuple[Results, Runs]) -> None:
    results, _ = pair
    frame = results.outcomes(groups=["all"])
    direct = frame[frame["outcome"] == "people_in_work"].groupby("scenario", observed=True)["value"].sum() / 3
    found = cumulative(frame, "none")
    mine = found[found["measure"] == "job_months"].set_index("scenario")["value"]
    assert mine.to_dict() == pytest.approx(direct.to_dict())


def test_shapley_values_of_real_runs_add_up_to_the_package(pair: tuple[Results, Runs]) -> None:
    results, _ = pair
    frame = results.outcomes(groups=["all"])
    for outcome in ("stable_employment_rate", "spending_yuan_month"):
        found = shapley(frame, outcome)
        assert found["effect"].iloc[:-1].sum() == pytest.approx(found["effect"].iloc[-1])


def test_every_price_is_extra_cost_over_extra_gain(pair: tuple[Results, Runs]) -> None:
    results, _ = pair
    found = cost_effectiveness(results.outcomes(groups=["all"]), "none")
    is_price = found["place"] == "dearer and better"
    assert is_price.any()
    of = found[is_price]
    assert (of["cost"] / of["effect"]).to_numpy() == pytest.approx(of["ratio"].to_numpy())
    assert found.loc[~is_price, "ratio"].isna().all()
