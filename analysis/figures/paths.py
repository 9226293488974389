"""Paths with bands: one panel an outcome, one line a scenario, the band holds the whole path at once."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.labels import capital, label_of, note, outcome_name, pick, plain, scaled, title
from analysis.figures.style import COLOURS, LINES
from model.calendar import Calendar

HEAD = {
    "levels": ("Paths under each scenario", "各情景下的变化路径"),
    "effects": ("Effect of each scenario over time, against “{baseline}”", "各情景相对“{baseline}”的逐月效应"),
}


def paths_figure(paths: pd.DataFrame, labels: Mapping[str, str], start: tuple[int, int], lang: str) -> Figure:
    """Levels. paths: of `analysis.effects.mean_paths`."""
    return _panels(paths, "mean", labels, start, lang, pick(HEAD["levels"], lang))


def effect_paths_figure(
    effects: pd.DataFrame, labels: Mapping[str, str], start: tuple[int, int], baseline: str, lang: str
) -> Figure:
    """Differences. effects: of `analysis.effects.effects_over_time`."""
    headline = pick(HEAD["effects"], lang).format(baseline=label_of(labels, baseline))
    return _panels(effects, "effect", labels, start, lang, headline)


def _panels(of: pd.DataFrame, middle: str, labels: Mapping[str, str], start: tuple[int, int], lang: str, headline: str) -> Figure:
    outcomes, scenarios = list(dict.fromkeys(of["outcome"])), list(dict.fromkeys(of["scenario"]))
    columns = min(len(outcomes), 3)
    rows = ceil(len(outcomes) / columns)
    figure = Figure(figsize=(3.6 * columns + 0.4, 2.9 * rows + 1.2), layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False).ravel()
    calendar, months = Calendar(*start), np.arange(int(of["month"].max()) + 1)
    ticks = [int(month) for month in months if calendar.month_of_year(int(month)) == 1]
    for axis, outcome in zip(axes, outcomes, strict=False):
        by, shown_unit = scaled(outcome, lang, is_change=middle == "effect")
        for place, scenario in enumerate(scenarios):
            line = of[(of["outcome"] == outcome) & (of["scenario"] == scenario)]
            # Effects leave the first colour, black, to the baseline that is not drawn.
            number = place + (middle == "effect")
            colour, style = COLOURS[number % len(COLOURS)], LINES[number % len(LINES)]
            label = label_of(labels, scenario)
            axis.plot(line["month"], by * line[middle], color=colour, linestyle=style, linewidth=1.6, label=label)
            ends = (by * line["band_low"], by * line["band_high"])
            axis.fill_between(line["month"], *ends, color=colour, alpha=0.15, linewidth=0)
        if middle == "effect":
            axis.axhline(0, color="#777777", linewidth=1, zorder=1)
        axis.set_title(capital(outcome_name(outcome, lang)), loc="left", fontsize=10, fontweight="bold")
        axis.set_ylabel(shown_unit)
        axis.set_xticks(ticks, [str(calendar.year(month)) for month in ticks])
        axis.set_xlim(0, max(int(months[-1]), 1))
        axis.yaxis.set_major_formatter(plain)
    for axis in axes[len(outcomes) :]:
        axis.set_visible(False)
    handles, names = axes[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=min(len(names), 4))
    title(figure, headline, note(of, lang, "band", runs="runs" if middle == "mean" else "pairs"))
    return figure
