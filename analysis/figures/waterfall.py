"""Package waterfall: from the base to the whole package, one step a part, each with its interval."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.labels import capital, note, outcome_name, part_name, pick, scaled, signed, title
from analysis.figures.style import COLOURS

HEAD = ("What each part of the package adds: {outcome}", "组合中各部分的贡献：{outcome}")
UNDER = ("Shapley values: the mean over all orders in which parts can join; the line is the part's own interval.",
         "沙普利值：各部分以所有可能次序加入时的平均贡献；黑线为该部分自身的区间。")  # fmt: skip
AXIS = ("Change, {unit}", "变化（{unit}）")
UP, DOWN, WHOLE = COLOURS[1], COLOURS[2], "#555555"


def waterfall_figure(contributions: pd.DataFrame, lang: str, unit: str | None = None) -> Figure:
    """contributions: of `analysis.contribution`, the last row the package. unit: of a total over months, if it is one."""
    outcome = str(contributions["outcome"].iloc[0])
    by, own_unit = scaled(outcome, lang, is_change=True)
    parts = contributions.iloc[:-1].sort_values("effect", ascending=False)
    rows = pd.concat([parts, contributions.iloc[-1:]], ignore_index=True)
    figure = Figure(figsize=(9.5, 1.9 + 0.5 * len(rows)), layout="constrained")
    axis = figure.subplots()
    reached = 0.0
    for row, of in rows.iterrows():
        place, effect = int(str(row)), by * float(of["effect"])
        is_whole = of["part"] == "package"
        base = 0.0 if is_whole else reached
        colour, hatch = (WHOLE, "") if is_whole else (UP, "") if effect >= 0 else (DOWN, "///")
        axis.barh(place, effect, left=base, height=0.55, color=colour, hatch=hatch, edgecolor="white", linewidth=0)
        low, high = (base + by * float(of[name]) for name in ("low", "high"))
        if np.isfinite(low):
            axis.plot([low, high], [place, place], color="black", linewidth=1.6)
            for end in (low, high):
                axis.plot([end, end], [place - 0.12, place + 0.12], color="black", linewidth=1.6)
        top = max(base + effect, base, high if np.isfinite(high) else base)
        axis.annotate(signed(effect), (top, place), textcoords="offset points", xytext=(6, 0), va="center", fontsize=8.5)
        if not is_whole:
            reached += effect
            axis.plot([reached, reached], [place, place + 1], color="#888888", linewidth=0.8, linestyle=":")
    axis.set_yticks(range(len(rows)), [capital(part_name(name, lang)) for name in rows["part"]])
    axis.set_ylim(len(rows) - 0.4, -0.6)
    axis.axvline(0, color="#777777", linewidth=1)
    axis.margins(x=0.12)
    axis.grid(axis="y", visible=False)
    axis.set_xlabel(pick(AXIS, lang).format(unit=unit or own_unit))
    headline = pick(HEAD, lang).format(outcome=outcome_name(outcome, lang))
    title(figure, headline, pick(UNDER, lang) + "\n" + note(rows, lang, runs="runs"))
    return figure
