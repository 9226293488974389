"""Figures: files that are there, a font that has the characters, and English with one warning where none has."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest

from analysis.effects import paired_effects
from analysis.figures import style
from analysis.figures.compare import draw_comparison
from experiments.runner import run
from model.scenario import Scenario, load_scenario


def test_without_a_chinese_font_labels_are_english_and_one_warning_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    style.figure_language.cache_clear()
    monkeypatch.setattr(style, "chinese_font", lambda: None)
    with pytest.warns(UserWarning, match="中文字体"):
        assert style.figure_language("zh") == "en"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert style.figure_language("zh") == "en"
        assert style.figure_language("en") == "en"
    style.figure_language.cache_clear()


@pytest.mark.filterwarnings("ignore:没有找到中文字体")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_figures_are_drawn_as_png_and_svg_without_missing_glyphs(tiny: Scenario, lang: str, tmp_path: Path) -> None:
    scenarios = [tiny, load_scenario("workshops", site="tiny", settings=["months=24"])]
    runs = run(scenarios, 3, seed=1, record="totals")
    stacked = [np.stack([runs.values[scenario.name][k] for k in range(3)]) for scenario in scenarios]
    effects = {"workshops": paired_effects(runs.series["workshops"], *stacked)}
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph")
        files = draw_comparison(scenarios, effects, runs, tmp_path, lang)
    assert sorted(file.name for file in files) == ["effects.png", "effects.svg", "paths.png", "paths.svg"]
    assert all(file.stat().st_size > 5000 for file in files)


def test_a_font_installed_after_matplotlib_listed_fonts_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib import font_manager

    from analysis.figures import style

    style.chinese_font.cache_clear()
    found = style.chinese_font()
    plain = [font for font in font_manager.fontManager.ttflist if font.name.startswith("DejaVu")]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", plain)
    style.chinese_font.cache_clear()
    assert style.chinese_font() == found
    style.chinese_font.cache_clear()
