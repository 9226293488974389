"""Snapshots agree with what the run recorded, are the same families under every scenario, and change nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis.records import Results, read
from experiments.runner import run
from model.codes import HOUSEHOLD_IN_STABLE_WORK, HOUSEHOLD_WITHOUT_LABOUR, HOUSEHOLD_ZERO_EMPLOYMENT
from model.errors import BadInput
from model.record import RecordWriter, new_folder
from model.scenario import Scenario, load_scenario
from model.snapshots import Kept


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, tiny: Scenario) -> Results:
    scenarios = [tiny, load_scenario("workshops", site="tiny", settings=["months=24"])]
    folder = new_folder(tmp_path_factory.mktemp("kept") / "r", [])
    writer = RecordWriter(folder, scenarios, {})
    runs = run(scenarios, 2, seed=4, writer=writer, kept=Kept(columns=("households.savings_yuan",)))
    writer.close(runs.status)
    plain = run(scenarios, 2, seed=4)
    for name in plain.values:
        assert np.array_equal(plain.values[name][1], runs.values[name][1], equal_nan=True)
    return read(folder)


def recorded(results: Results, outcome: str) -> dict[tuple[str, int, int], float]:
    frame = results.outcomes([outcome], ["all"])
    keys = zip(frame["scenario"], frame["replication"], frame["month"], strict=True)
    return dict(zip(keys, frame["value"], strict=True))


def test_households_add_up_to_the_recorded_outcomes(kept: Results) -> None:
    rows = kept.rows("households")
    assert set(rows["month"]) == {0, 11, 23}
    assert "savings_yuan" in rows
    zero, stable = recorded(kept, "zero_employment_households"), recorded(kept, "labour_households_with_a_stable_job")
    income, here = recorded(kept, "net_income_a_head_yuan_month"), recorded(kept, "households_here")
    for key, found in rows.groupby(["scenario", "replication", "month"], observed=True):
        labour = found[found["is_here"] & (found["work_state"] != HOUSEHOLD_WITHOUT_LABOUR)]
        staying = found[found["is_here"]]
        assert (found["work_state"] == HOUSEHOLD_ZERO_EMPLOYMENT).sum() == zero[key]
        assert (labour["work_state"] == HOUSEHOLD_IN_STABLE_WORK).mean() == pytest.approx(stable[key], nan_ok=True)
        assert np.average(staying["net_income_a_head_yuan_month"], weights=staying["heads"]) == pytest.approx(
            income[key], rel=1e-5
        )
        assert len(staying) == here[key]


def test_people_add_up_to_the_recorded_outcomes(kept: Results) -> None:
    rows, workshop, labour = kept.rows("people"), recorded(kept, "share_working_in_workshop"), recorded(kept, "labour_force")
    for (scenario, replication, month), found in rows.groupby(["scenario", "replication", "month"], observed=True):
        young = found[(found["labour_state"] == 4) & (found["age_years"] < 60)]
        if month > 0:
            share = len(young) / labour[scenario, replication, month]
            assert share == pytest.approx(workshop[scenario, replication, month], abs=0.01)


def test_families_are_the_same_under_every_scenario_of_a_seed(kept: Results) -> None:
    rows = kept.rows("households")
    first = rows[(rows["month"] == 0) & (rows["replication"] == 1)].set_index("household")
    names = list(first["scenario"].unique())
    columns = ["building", "village", "is_minority", "heads"]
    one, other = (first.loc[first["scenario"] == name, columns] for name in names)
    assert one.equals(other)


def test_places_stand_on_the_plan_once_a_run(kept: Results) -> None:
    places = kept.rows("places")
    assert set(places["month"]) == {23}
    assert {"building", "school", "clinic", "community_office"} <= set(places["place"])
    one = places[(places["scenario"] == places["scenario"].iloc[0]) & (places["replication"] == 0)]
    assert not one.duplicated(["place", "row"]).any()
    assert (one.loc[one["place"] == "building", "size"] > 0).all()


def test_a_record_without_rows_says_how_to_get_them(tiny: Scenario, tmp_path: Path) -> None:
    RecordWriter(new_folder(tmp_path / "r", []), [tiny], {}).close("done")
    with pytest.raises(BadInput, match="--rows"):
        read(tmp_path / "r").rows("households")
