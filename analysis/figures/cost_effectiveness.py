"""What a gain costs: the plane of extra cost and extra gain, and how likely each scenario is worth it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse
from scipy import stats

from analysis.cost import BY_NAME
from analysis.figures.labels import capital, label_of, pick, plain, title
from analysis.figures.style import COLOURS, LINES, MARKERS
from analysis.records import ASSUMPTIONS
from model.declare import Array

HEAD = ("What a {gain} costs, against “{baseline}”", "单位成本：{gain}（相对“{baseline}”）")
UNDER = {
    "noise": ("Points: {n} pairs of runs; ellipse: 95 % of the mean; simulation noise only. Costs of the whole run.",
              "点：{n} 对运行；椭圆：均值的 95% 区域；只反映模拟随机性。成本为整个运行期。"),
    "draws": ("Points: {n_draws} draws of the assumptions; ellipse: where one draw more would lie, 95 %. Costs of the whole run.",
              "点：{n_draws} 组假设抽样；椭圆：再抽一组时 95% 落入的区域。成本为整个运行期。"),
}  # fmt: skip
COST = ("Extra cost, million yuan", "增加的成本（万元）")
YUAN = (1e6, 1e4)  # that many yuan are one on the axis
GAIN = ("extra {gain}", "增加：{gain}")
WORTH = ("Yuan that one {gain} is worth", "每单位（{gain}）愿意支付的金额（元）")
WORTH_THOUSANDS = ("Thousand yuan that one {gain} is worth", "每单位（{gain}）愿意支付的金额（千元）")
IN_THOUSANDS_FROM = 100_000.0
CHANCE = ("Chance of being worth its cost, %", "值得投入的概率（%）")


def cost_figure(
    points: Mapping[str, pd.DataFrame], curves: pd.DataFrame, gain: str, labels: Mapping[str, str], baseline: str, lang: str
) -> Figure:
    """points: scenario to `analysis.cost.extra`; curves: of `analysis.cost.acceptability` for the same gain."""
    figure = Figure(figsize=(10.5, 4.9), layout="constrained")
    plane, chances = figure.subplots(1, 2)
    of, name = BY_NAME[gain], pick((BY_NAME[gain].en, BY_NAME[gain].zh), lang)
    by = 1e-3 if curves["willingness"].max() > IN_THOUSANDS_FROM else 1.0
    covers_draws = bool((curves["covers"] == ASSUMPTIONS).any())
    for place, values in enumerate(points.values(), start=1):
        _cloud(plane, values.to_numpy(float) / [YUAN[lang == "zh"], 1.0], place, covers_draws)
    _plane_frame(plane, lang, pick((of.plural, of.zh), lang))
    for place, scenario in enumerate(points, start=1):
        line = curves[curves["scenario"] == scenario]
        style = {"color": COLOURS[place % len(COLOURS)], "linestyle": LINES[place % len(LINES)]}
        chances.plot(by * line["willingness"], 100 * line["p_worth"], linewidth=1.8, **style)
    chances.axhline(50, color="#999999", linewidth=0.8)
    chances.set_ylim(-2, 102)
    chances.set_xlim(left=0)
    chances.xaxis.set_major_formatter(plain)
    chances.set_xlabel(pick(WORTH if by == 1 else WORTH_THOUSANDS, lang).format(gain=name))
    chances.set_ylabel(pick(CHANCE, lang))
    names = [label_of(labels, scenario) for scenario in points]
    keys = [_key(place) for place in range(1, len(points) + 1)]
    figure.legend(keys, names, loc="outside lower center", ncols=min(len(names), 4))
    under = pick(UNDER["draws" if covers_draws else "noise"], lang).format(
        n=int(curves["n"].max()), n_draws=int(curves["n_draws"].max())
    )
    title(figure, pick(HEAD, lang).format(gain=pick((of.en, of.zh), lang), baseline=label_of(labels, baseline)), under)
    return figure


def _key(number: int) -> Line2D:
    """A scenario's mark and line together, for the legend of both panels."""
    colour, marker = COLOURS[number % len(COLOURS)], MARKERS[number % len(MARKERS)]
    key = Line2D([], [], color=colour, marker=marker, markersize=7, linewidth=1.8)
    key.set_linestyle(LINES[number % len(LINES)])  # type: ignore[arg-type]
    return key


def _cloud(axis: Axes, values: Array, number: int, is_draws: bool) -> None:
    """values: float64[points, (cost in the axis's unit, gain)]."""
    colour, marker = COLOURS[number % len(COLOURS)], MARKERS[number % len(MARKERS)]
    gain, cost = values[:, 1], values[:, 0]
    axis.plot(gain, cost, marker, color=colour, markersize=3, alpha=0.4, linestyle="none")
    axis.plot(gain.mean(), cost.mean(), marker, color=colour, markersize=8, markeredgecolor="white", linestyle="none")
    n = len(values)
    if n > 2:
        spread = np.cov(gain, cost) * ((1 + 1 / n) if is_draws else 1 / n)
        sizes, axes = np.linalg.eigh(spread)
        # Hotelling's region of a mean of n pairs, or of one pair more.
        radius = np.sqrt(np.maximum(sizes, 0) * 2 * (n - 1) / (n - 2) * stats.f.ppf(0.95, 2, n - 2))
        angle = float(np.degrees(np.arctan2(axes[1, 1], axes[0, 1])))
        width, height = float(2 * radius[1]), float(2 * radius[0])
        axis.add_patch(Ellipse((gain.mean(), cost.mean()), width, height, angle=angle, fill=False, color=colour, linewidth=1.4))


def _plane_frame(axis: Axes, lang: str, gain: str) -> None:
    axis.axhline(0, color="#777777", linewidth=1)
    axis.axvline(0, color="#777777", linewidth=1)
    axis.margins(0.12)
    axis.set_ylabel(pick(COST, lang))
    axis.set_xlabel(capital(pick(GAIN, lang).format(gain=gain)))
    axis.xaxis.set_major_formatter(plain)
