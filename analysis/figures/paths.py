"""Paths with bands that hold the whole path at once: levels, one panel an outcome; effects, one panel each."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.labels import capital, label_of, legend_columns, note, outcome_name, pick, plain, scaled, title
from analysis.figures.style import COLOURS, LINES
from model.calendar import Calendar

HEAD = {
    "levels": ("Paths under each scenario", "各情景下的变化路径"),
    "effects": ("Effect of each scenario over time, against “{baseline}”", "各情景相对“{baseline}”的逐月效应"),
}


def paths_figure(paths: pd.DataFrame, labels: Mapping[str, str], start: tuple[int, int], lang: str) -> Figure:
    """Levels. paths: of `analysis.effects.mean_paths`."""
    return _panels(paths, labels, start, lang)


def effect_paths_figure(
    effects: pd.DataFrame, labels: Mapping[str, str], start: tuple[int, int], baseline: str, lang: str
) -> Figure:
    """Differences, a row an outcome and a column a scenario. effects: of `analysis.effects.effects_over_time`."""
    outcomes, scenarios = list(dict.fromkeys(effects["outcome"])), list(dict.fromkeys(effects["scenario"]))
    figure = Figure(figsize=(1.2 + 2.5 * len(scenarios), 1.3 + 2.0 * len(outcomes)), layout="constrained")
    axes = figure.subplots(len(outcomes), len(scenarios), squeeze=False, sharex=True, sharey="row")
    for row, outcome in enumerate(outcomes):
        by, shown_unit = scaled(outcome, lang, is_change=True)
        for column, scenario in enumerate(scenarios):
            axis = axes[row, column]
            line = effects[(effects["outcome"] == outcome) & (effects["scenario"] == scenario)]
            colour = COLOURS[(column + 1) % len(COLOURS)]
            axis.fill_between(line["month"], by * line["band_low"], by * line["band_high"], color=colour, alpha=0.18, linewidth=0)
            axis.plot(line["month"], by * line["effect"], color=colour, linewidth=1.6)
            axis.axhline(0, color="#777777", linewidth=1, zorder=1)
            axis.yaxis.set_major_formatter(plain)
            _years(axis, start, int(effects["month"].max()))
            if row == 0:
                axis.set_title(label_of(labels, scenario), loc="left", fontsize=9.5, fontweight="bold")
        axes[row, 0].set_ylabel(f"{capital(outcome_name(outcome, lang))}\n({shown_unit})")
    title(figure, pick(HEAD["effects"], lang).format(baseline=label_of(labels, baseline)), note(effects, lang, "band"))
    return figure


def _years(axis: Axes, start: tuple[int, int], last: int) -> None:
    """A tick at each January, and the run from end to end."""
    calendar = Calendar(*start)
    ticks = [month for month in range(last + 1) if calendar.month_of_year(month) == 1]
    names = [str(calendar.year(month)) for month in ticks]
    axis.set_xticks(ticks, names)
    axis.set_xlim(0, max(last, 1))


def _panels(of: pd.DataFrame, labels: Mapping[str, str], start: tuple[int, int], lang: str) -> Figure:
    outcomes, scenarios = list(dict.fromkeys(of["outcome"])), list(dict.fromkeys(of["scenario"]))
    columns = min(len(outcomes), 3)
    rows = ceil(len(outcomes) / columns)
    figure = Figure(figsize=(3.6 * columns + 0.4, 2.9 * rows + 1.2), layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False).ravel()
    for axis, outcome in zip(axes, outcomes, strict=False):
        by, shown_unit = scaled(outcome, lang)
        for place, scenario in enumerate(scenarios):
            line = of[(of["outcome"] == outcome) & (of["scenario"] == scenario)]
            colour, style = COLOURS[place % len(COLOURS)], LINES[place % len(LINES)]
            label = label_of(labels, scenario)
            axis.plot(line["month"], by * line["mean"], color=colour, linestyle=style, linewidth=1.6, label=label)
            ends = (by * line["band_low"], by * line["band_high"])
            axis.fill_between(line["month"], *ends, color=colour, alpha=0.15, linewidth=0)
        axis.set_title(capital(outcome_name(outcome, lang)), loc="left", fontsize=10, fontweight="bold")
        axis.set_ylabel(shown_unit)
        axis.yaxis.set_major_formatter(plain)
        _years(axis, start, int(of["month"].max()))
    for axis in axes[len(outcomes) :]:
        axis.set_visible(False)
    handles, names = axes[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=legend_columns(len(names)))
    title(figure, pick(HEAD["levels"], lang), note(of, lang, "band", runs="runs"))
    return figure
