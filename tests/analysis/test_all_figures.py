"""Every figure is drawn in both languages without a missing glyph, and what it draws is what the estimators say."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.contribution import shapley
from analysis.cost import acceptability, extra, price_range
from analysis.doses import by_dose
from analysis.effects import effects_at, effects_over_time, mean_paths
from analysis.figures.cost_effectiveness import cost_figure
from analysis.figures.dose_response import dose_figure
from analysis.figures.flows import bar_ends, flow_figure, of_labour_force
from analysis.figures.forest import forest_figure
from analysis.figures.groups import group_figure
from analysis.figures.labels import drawn, group_name, save, signed
from analysis.figures.paths import effect_paths_figure, paths_figure
from analysis.figures.site_map import by_building, site_map_figure
from analysis.figures.target_dashboard import target_figure
from analysis.figures.waterfall import waterfall_figure
from analysis.records import Results, read
from analysis.targets import targets
from analysis.who_gains import by_group, transitions
from analysis.wording import worded
from experiments.doses import dose_scenarios
from experiments.runner import run
from model.codes import HOUSEHOLD_IN_STABLE_WORK, HOUSEHOLD_WITHOUT_LABOUR
from model.record import RecordWriter, new_folder
from model.scenario import Scenario, load_scenario
from model.snapshots import Kept
from tests.analysis.test_contribution import WORTH, game

MONTHS = "months=14"
SHOWN = ["stable_employment_rate", "integration_index"]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    scenarios = [load_scenario(name, site="tiny", settings=[MONTHS]) for name in ("baseline", "workshops")]
    writer = RecordWriter(new_folder(tmp_path_factory.mktemp("figures") / "r", []), scenarios, {"baseline": "baseline"})
    runs = run(scenarios, 3, seed=1, writer=writer, keep=False, kept=Kept())
    writer.close(runs.status)
    return read(writer.folder)


Maker = Callable[[Results, pd.DataFrame, dict[str, str]], tuple[Any, dict[str, Any]]]


def cost(of: Results, frame: pd.DataFrame, labels: dict[str, str]) -> tuple[Any, dict[str, Any]]:
    points = {"workshops": extra(frame, "baseline", "workshops", "job_months")}
    curves = acceptability(frame, "baseline", "job_months", price_range(points))
    return cost_figure, {"points": points, "curves": curves, "gain": "job_months", "labels": labels, "baseline": "baseline"}


def flow(of: Results, frame: pd.DataFrame, labels: dict[str, str]) -> tuple[Any, dict[str, Any]]:
    people = of.rows("people")
    flows = of_labour_force(transitions(people, "labour_state", 0, 13))
    ends = bar_ends(people, "labour_state", 0, 13, tuple(range(1, 8)))
    return flow_figure, {"flows": flows, "ends": ends, "labels": labels, "of": "people", "months": ("2019-06", "2020-07")}


def site_map(of: Results, frame: pd.DataFrame, labels: dict[str, str]) -> tuple[Any, dict[str, Any]]:
    households = of.rows("households")
    values = {"households": households[households["month"] == 13], "places": of.rows("places"), "labels": labels}
    return site_map_figure, {**values, "shown": "stable_job", "when": "2020-07"}


MAKERS: dict[str, Maker] = {
    "paths": lambda of, frame, labels: (
        paths_figure, {"paths": mean_paths(frame, SHOWN), "labels": labels, "start": (2019, 6)}),
    "effect_paths": lambda of, frame, labels: (
        effect_paths_figure,
        {"effects": effects_over_time(frame, "baseline", SHOWN), "labels": labels, "start": (2019, 6), "baseline": "baseline"}),
    "forest": lambda of, frame, labels: (
        forest_figure,
        {"effects": worded(effects_at(frame[frame["outcome"].isin(SHOWN)], "baseline")), "labels": labels,
         "baseline": "baseline"}),
    "cost": cost,
    "waterfall": lambda of, frame, labels: (waterfall_figure, {"contributions": shapley(game(WORTH, 0.5), "gini")}),
    "groups": lambda of, frame, labels: (
        group_figure,
        {"groups": by_group(of.outcomes(), "baseline", "employment_rate"), "labels": labels, "baseline": "baseline"}),
    "targets": lambda of, frame, labels: (
        target_figure, {"targets": targets(frame), "labels": labels, "with_unknown": True}),
    "site_map": site_map,
    "flows": flow,
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:没有找到中文字体")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", MAKERS)
def test_a_figure_is_drawn_and_saved_with_all_its_glyphs(name: str, lang: str, results: Results, tmp_path: Path) -> None:
    frame = results.outcomes(groups=["all"])
    make, values = MAKERS[name](results, frame, results.labels(lang))
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph")
        figure = drawn(make, lang, **values)
        files = save(figure, tmp_path, name)
    assert isinstance(figure, Figure)
    assert all(file.stat().st_size > 5000 for file in files)
    texts = [text.get_text() for text in figure.findobj(lambda found: hasattr(found, "get_text"))]
    assert any(texts)


def test_the_steps_of_a_waterfall_end_at_the_package() -> None:
    contributions = shapley(game(WORTH), "gini")
    figure = drawn(waterfall_figure, "en", contributions=contributions)
    bars = [(bar.get_x(), bar.get_width()) for bar in figure.axes[0].patches]
    assert bars[-1] == pytest.approx((0, 100 * 50))  # a score is drawn in points of 100
    last_step = bars[-2]
    assert last_step[0] + last_step[1] == pytest.approx(bars[-1][1])


def test_a_building_s_colour_is_its_share_of_labour_households_with_a_stable_job() -> None:
    states = [HOUSEHOLD_IN_STABLE_WORK, 1, HOUSEHOLD_WITHOUT_LABOUR, HOUSEHOLD_IN_STABLE_WORK]
    rows = pd.DataFrame({
        "scenario": "base", "design_point": 0, "replication": 0, "building": [0, 0, 0, 1], "work_state": states,
        "is_here": True, "heads": 3,
    })  # fmt: skip
    assert by_building(rows, "stable_job")["value"].tolist() == [50.0, 100.0]


def test_effects_by_dose_start_at_nothing(tmp_path: Path, tiny: Scenario) -> None:
    base = load_scenario("no_followup", site="tiny", settings=["months=13"])
    scenarios = dose_scenarios(base, ["public_jobs"], (0.5, 1.0))
    writer = RecordWriter(new_folder(tmp_path / "r", []), scenarios, {})
    runs = run(scenarios, 3, seed=1, record="totals", writer=writer, keep=False)
    writer.close(runs.status)
    found = by_dose(read(tmp_path / "r").outcomes(), outcomes=["share_working_in_public_programme"])
    assert found["dose"].tolist() == [0.0, 0.5, 1.0]
    assert found["effect"].iloc[0] == 0
    assert 0 < found["effect"].iloc[1] < found["effect"].iloc[2]
    figure = drawn(dose_figure, "en", effects=found, labels={})
    line = figure.axes[0].get_lines()[0]
    assert np.asarray(line.get_xdata()).tolist() == [0, 50, 100]


def test_numbers_and_groups_are_named_for_readers() -> None:
    said = [signed(value) for value in (0.0, 0.004, -0.25, 3.0, -12.345, 1234.5)]
    assert said == ["0", "+0.004", "−0.25", "+3.0", "−12.3", "+1,234"]
    assert group_name("sex=female", "en") == "women"
    assert group_name("village=0", "zh") == "第 1 村"
    assert group_name("age=16-34", "en") == "aged 16-34"
