"""Target dashboard: each of the document's targets under each scenario, how likely it is met and by how much it is missed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.groups import broken
from analysis.figures.labels import capital, label_of, pick, title
from analysis.figures.style import COLOURS
from analysis.targets import BY_NAME
from analysis.wording import figures, in_units

HEAD = ("The document's targets: in what share of runs they are met", "政策目标：达成的运行比例")
UNDER = ("Bar: share of {n} runs that meet the target, black line its 95 % interval; below: the mean gap where it is missed "
         "(− short, + over).",
         "条形：{n} 次运行中达标的比例，黑线为 95% 区间；下方为未达标时的平均差距（− 不足，+ 超出）。")  # fmt: skip
MISSED, UNKNOWN = ("short by {gap} {unit}", "差 {gap} {unit}"), ("not recorded", "未记录")
LONGEST = 18  # characters that fit under a bar
SINCE = ("from month {month:.0f} on", "自第 {month:.0f} 个月起")
FALLING = ("falls by {gap} {unit}", "下降 {gap} {unit}")
STILL = ("no rise", "未提高")
OVER = ("over by {gap} {unit}", "超出 {gap} {unit}")


def target_figure(targets: pd.DataFrame, labels: Mapping[str, str], lang: str, with_unknown: bool = False) -> Figure:
    """targets: of `analysis.targets.targets`. with_unknown: list those that the record does not hold too."""
    of = targets if with_unknown else targets[targets["is_recorded"]]
    names, scenarios = list(dict.fromkeys(of["target"])), list(dict.fromkeys(of["scenario"]))
    figure = Figure(figsize=(3.1 + 1.45 * len(scenarios), 1.5 + 0.46 * len(names)), layout="constrained")
    axis = figure.subplots()
    table = of.set_index(["target", "scenario"])
    for row, name in enumerate(names):
        for column, scenario in enumerate(scenarios):
            _cell(axis, row, column, table.loc[(name, scenario)], name, lang)
    axis.set_xlim(-0.03, len(scenarios))
    axis.set_ylim(len(names), 0)
    axis.set_xticks(np.arange(len(scenarios)) + 0.44, [broken(label_of(labels, name), lang) for name in scenarios])
    axis.xaxis.tick_top()
    axis.set_yticks(np.arange(len(names)) + 0.5, [capital(pick((BY_NAME[name].en, BY_NAME[name].zh), lang)) for name in names])
    axis.tick_params(length=0)
    axis.grid(visible=False)
    for spine in axis.spines.values():
        spine.set_visible(False)
    title(figure, pick(HEAD, lang), pick(UNDER, lang).format(n=int(of["n"].max())))
    return figure


def _cell(axis: Axes, row: int, column: int, of: pd.Series, name: str, lang: str) -> None:
    left, width, top = column, 0.88, row + 0.16
    axis.barh(top + 0.14, width, left=left, height=0.28, color="#eeeeee")
    if not of["is_recorded"]:
        axis.text(left + width / 2, top + 0.14, pick(UNKNOWN, lang), ha="center", va="center", fontsize=8, color="#666666")
        return
    met = float(of["p_met"])
    axis.barh(top + 0.14, width * met, left=left, height=0.28, color=COLOURS[1] if met >= 0.5 else COLOURS[5])
    ends, level = [left + width * of["p_low"], left + width * of["p_high"]], [top + 0.14] * 2
    axis.plot(ends, level, color="white", linewidth=3.2)
    axis.plot(ends, level, color="black", linewidth=1.4)
    said = f"{100 * met:.0f} %"
    since = pick(SINCE, lang).format(month=of["month_met"]) if np.isfinite(of["month_met"]) else ""
    gap = _gap(of, name, lang) if met < 1 else since
    axis.text(left, top + 0.47, f"{said}  {gap}", ha="left", va="center", fontsize=7)


def _gap(of: pd.Series, name: str, lang: str) -> str:
    target = BY_NAME[name]
    gap, unit = in_units(float(of["missed_by"]), target.unit, lang)
    if target.when == "rising" and figures(gap) == figures(0.0):
        return pick(STILL, lang)
    said = FALLING if target.when == "rising" else MISSED if target.sign > 0 else OVER
    text = pick(said, lang).format(gap=figures(gap), unit=unit)
    sign = "+" if target.sign < 0 else "−"
    short = f"{sign}{figures(gap)}"
    return next((said for said in (text, f"{short} {unit}") if len(said) <= LONGEST), short)
