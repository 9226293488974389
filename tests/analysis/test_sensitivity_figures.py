"""The four figures of a sensitivity analysis, in both languages, from a known function."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest

from analysis.figures.labels import drawn
from analysis.figures.sensitivity import convergence_figure, heat_map_figure, input_name, over_time_figure, ranked_figure
from analysis.sensitivity.convergence import nested, verdict
from analysis.sensitivity.methods import METHODS

from .sensitivity.known import ISHIGAMI_RANGE, design, ishigami, runs


def made(name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    inputs = design({"sobol": "sobol", "morris": "morris"}[name], 3, 64, ISHIGAMI_RANGE)
    outcomes = [
        runs(inputs, ishigami, 0.5, month=month).assign(outcome=outcome)
        for month in (11, 59) for outcome in ("employment_rate", "integration_index")
    ]  # fmt: skip
    return inputs, pd.concat(outcomes)


@pytest.mark.filterwarnings("ignore:没有找到中文字体")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["sobol", "morris"])
def test_all_four_are_drawn_without_missing_glyphs(name: str, lang: str) -> None:
    method, (inputs, outcomes) = METHODS[name], made(name)
    frame = method.estimate(inputs, outcomes)
    parts = nested(method, inputs, outcomes)
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph")
        bars = drawn(ranked_figure, lang, frame=frame, method=method, month=59)
        drawn(heat_map_figure, lang, frame=frame, method=method, month=59)
        curves = drawn(convergence_figure, lang, nested=parts, verdicts=verdict(method, parts), method=method, month=59)
        drawn(over_time_figure, lang, frame=frame, method=method)
    assert len(bars.axes) == len(curves.axes) == 2
    for axis in curves.axes:
        assert axis.get_legend().get_window_extent().y1 < axis.xaxis.label.get_window_extent().y0, "the legend hides something"


@pytest.mark.filterwarnings("ignore:没有找到中文字体")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("n", [1, 4])
def test_no_headline_reaches_beyond_the_figure(n: int, lang: str) -> None:
    method, (inputs, outcomes) = METHODS["morris"], made("morris")
    names = ["employment_rate", "net_income_a_head_yuan_month", "labour_households_with_a_stable_job", "integration_index"][:n]
    one = outcomes[outcomes["outcome"] == "employment_rate"]
    several = pd.concat([one.assign(outcome=name) for name in names])
    parts = nested(method, inputs, several)
    figures = [
        drawn(ranked_figure, lang, frame=method.estimate(inputs, several), method=method, month=59),
        drawn(convergence_figure, lang, nested=parts, verdicts=verdict(method, parts), method=method, month=59),
    ]
    for figure in figures:
        headlines = [figure.texts[0], *(axis._left_title for axis in figure.axes)]  # type: ignore[attr-defined]
        for of in headlines:
            assert of.get_window_extent().x1 <= figure.bbox.x1, of.get_text()


def test_bars_are_ranked_and_what_is_noise_is_grey() -> None:
    method, (inputs, outcomes) = METHODS["sobol"], made("sobol")
    frame = method.estimate(inputs, outcomes)
    axis = drawn(ranked_figure, "en", frame=frame, method=method, month=59).axes[0]
    widths = [bar.get_width() for bar in axis.patches]
    assert widths == sorted(widths, reverse=True)
    of = frame[(frame["month"] == 59) & (frame["outcome"] == "employment_rate") & (frame["index"] == "ST")]
    blue = [bar.get_facecolor()[:3] != axis.patches[-1].get_facecolor()[:3] for bar in axis.patches]
    assert sum(blue) == int(of["above_noise"].sum())


def test_inputs_have_names_for_readers() -> None:
    assert input_name("training.dose", "zh").endswith("剂量")
    assert input_name("dummy", "en") == "seeds (dummy)"
    assert input_name("jobs_lost.base_hazard", "en") != "jobs_lost.base_hazard"
    assert input_name("x1", "zh") == "x1"
