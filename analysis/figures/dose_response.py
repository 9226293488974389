"""Dose–response: the effect of a lever by its dose, from nothing to as the document asks."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.labels import capital, label_of, note, outcome_name, pick, scaled, title
from analysis.figures.style import COLOURS, LINES, MARKERS

HEAD = ("Effect by dose, against none", "不同剂量的效应（相对零剂量）")
AXIS = ("Dose, % of what the document asks", "剂量（占文件要求的 %）")


def dose_figure(effects: pd.DataFrame, labels: Mapping[str, str], lang: str) -> Figure:
    """effects: lever, dose (0 to 1), outcome, effect, low, high, n, n_draws, covers; one panel an outcome, one line a lever."""
    outcomes, levers = list(dict.fromkeys(effects["outcome"])), list(dict.fromkeys(effects["lever"]))
    columns = min(len(outcomes), 3)
    rows = ceil(len(outcomes) / columns)
    figure = Figure(figsize=(3.6 * columns + 0.4, 3.0 * rows + 1.2), layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False).ravel()
    for axis, outcome in zip(axes, outcomes, strict=False):
        by, unit = scaled(outcome, lang, is_change=True)
        for place, lever in enumerate(levers, start=1):
            line = effects[(effects["outcome"] == outcome) & (effects["lever"] == lever)].sort_values("dose")
            colour, name = COLOURS[place % len(COLOURS)], capital(label_of(labels, lever))
            style = {"linestyle": LINES[place % len(LINES)], "marker": MARKERS[place % len(MARKERS)]}
            axis.plot(100 * line["dose"], by * line["effect"], color=colour, linewidth=1.6, markersize=5, label=name, **style)
            axis.fill_between(100 * line["dose"], by * line["low"], by * line["high"], color=colour, alpha=0.15, linewidth=0)
        axis.axhline(0, color="#777777", linewidth=1, zorder=1)
        axis.set_title(capital(outcome_name(outcome, lang)), loc="left", fontsize=10, fontweight="bold")
        axis.set_ylabel(unit)
        axis.set_xlabel(pick(AXIS, lang))
    for axis in axes[len(outcomes) :]:
        axis.set_visible(False)
    handles, names = axes[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=min(len(names), 4))
    title(figure, pick(HEAD, lang), note(effects, lang))
    return figure
