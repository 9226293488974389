"""Effects forest: all outcomes on one scale, the smallest effect that matters; a filled mark is a sure one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.groups import broken
from analysis.figures.labels import capital, label_of, note, outcome_name, pick, scaled, signed, title
from analysis.figures.style import COLOURS, MARKERS

HEAD = ("Effects against “{baseline}”, in units of the smallest effect that matters",
        "相对“{baseline}”的效应（以“值得重视的最小效应”为单位）")  # fmt: skip
AXIS = ("Times the smallest effect that matters", "“最小效应”的倍数")
UNDER = ("Shaded: too small to matter. Filled: certain direction; half: may; empty: no visible effect or not to be told. "
         "Numbers: the effect in the outcome's unit.",
         "阴影内为过小的效应。实心：方向确定；半实心：可能；空心：未见明显影响或尚不能判断。"
         "数字为以指标单位计的效应。")  # fmt: skip
FILLS = {"raises": "full", "lowers": "full", "may raise": "left", "may lower": "left"}
TICKS = (-30, -5, -1, 0, 1, 5, 30)
WIDEST = 60.0  # an effect beyond so many times what matters is drawn at the edge, with its number beside it


def forest_figure(effects: pd.DataFrame, labels: Mapping[str, str], baseline: str, lang: str) -> Figure:
    """effects: of `analysis.wording.worded`; one column a scenario, one row an outcome, in the order of the frame."""
    outcomes, scenarios = list(dict.fromkeys(effects["outcome"])), list(dict.fromkeys(effects["scenario"]))
    figure = Figure(figsize=(2.6 + 2.6 * len(scenarios), 1.9 + 0.42 * len(outcomes)), layout="constrained")
    axes = figure.subplots(1, len(scenarios), sharey=True, squeeze=False)[0]
    for place, (axis, scenario) in enumerate(zip(axes, scenarios, strict=True)):
        of = effects[effects["scenario"] == scenario].set_index("outcome")
        for row, outcome in enumerate(outcomes):
            if outcome in of.index:
                _mark(axis, row, of.loc[outcome], outcome, place + 1)
        _frame(axis, broken(label_of(labels, scenario), lang))
    _same_scale(axes)
    figure.supxlabel(pick(AXIS, lang), fontsize=9)
    axes[0].set_yticks(range(len(outcomes)), [_row_label(name, lang) for name in outcomes])
    axes[0].set_ylim(len(outcomes) - 0.4, -0.6)
    headline = pick(HEAD, lang).format(baseline=label_of(labels, baseline))
    title(figure, headline, note(effects, lang) + "\n" + pick(UNDER, lang))
    return figure


def _row_label(outcome: str, lang: str) -> str:
    return f"{capital(outcome_name(outcome, lang))}\n({scaled(outcome, lang, is_change=True)[1]})"


def _mark(axis: Axes, row: int, of: pd.Series, outcome: str, number: int) -> None:
    middle, low, high = (float(np.clip(of[name] / of["matters"], -WIDEST, WIDEST)) for name in ("effect", "low", "high"))
    colour, marker = COLOURS[number % len(COLOURS)], MARKERS[number % len(MARKERS)]
    if np.isfinite(low):
        axis.plot([low, high], [row, row], color=colour, linewidth=2, solid_capstyle="butt")
    fill = FILLS.get(str(of["word"]), "none")
    axis.plot(middle, row, marker, color=colour, markersize=7, fillstyle=fill, markerfacecoloralt="white", clip_on=False)
    if fill == "none":
        axis.plot(middle, row, marker, color=colour, markersize=7, markerfacecolor="white")
    by, _ = scaled(outcome, "en", is_change=True)
    axis.annotate(signed(by * of["effect"]), (middle, row), textcoords="offset points", xytext=(0, 7), ha="center", fontsize=7.5)


def _frame(axis: Axes, name: str) -> None:
    axis.axvspan(-1, 1, color="#e8e8e8", zorder=0, linewidth=0)
    axis.axvline(0, color="#777777", linewidth=1, zorder=1)
    axis.set_xscale("symlog", linthresh=1, linscale=0.7)
    axis.grid(axis="y", visible=False)
    axis.set_title(name, loc="left", fontsize=9.5, fontweight="bold")


def _same_scale(axes: Any) -> None:
    """All panels as wide as the widest, around zero."""
    limit = min(max(6.0, *(abs(end) for axis in axes for end in axis.get_xlim())), WIDEST * 1.3)
    shown = [tick for tick in TICKS if abs(tick) <= limit]
    for axis in axes:
        axis.set_xlim(-limit, limit)
        axis.set_xticks(shown, [str(tick).replace("-", "−") for tick in shown])
        axis.set_xticks([], minor=True)
