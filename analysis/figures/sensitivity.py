"""Figures of a sensitivity analysis: ranked bars with intervals and the noise floor, a heat map of inputs by outcomes, indices
over sample sizes, indices over months. What does not rise above the noise is grey."""

from __future__ import annotations

from math import ceil
from textwrap import fill
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.container import ErrorbarContainer
from matplotlib.figure import Figure

from analysis.figures.labels import capital, outcome_name, pick, title
from analysis.figures.style import COLOURS, LINES, MARKERS
from analysis.sensitivity.method import Method
from model.registry import LEVERS, PARAMETERS
from model.words import UNITS, unit

BARS, CURVES = 12, 6
HEAD_CHARACTERS = {"en": 26, "zh": 13}
BESIDE = 2**0.06  # intervals of one size stand side by side; sizes are apart by a factor of two
GREY, FADED, FAINT = "#9a9a9a", "#666666", "#c4c4c4"
SHARES_SHOWN = (-0.3, 1.6)
SAID = {
    "ranked": ("What decides the outcomes in month {month}: {method}", "第 {month} 个月的指标由什么决定：{method}"),
    "ranked_note": ("Bars: {index} with 95 % intervals over design points{also}. Dashed: noise floor, the upper end of the "
                    "dummy's interval. Grey: not above it.",
                    "条形：{index} 及其 95% 区间（对设计点）{also}。虚线：噪声下限，即虚拟输入区间的上端。灰色：未超过噪声。"),
    "also": ("; diamonds: {index}", "；菱形：{index}"),
    "heat": ("Inputs by outcomes in month {month}: {method}, {index}", "第 {month} 个月的输入与指标：{method}，{index}"),
    "heat_note": ("Grey numbers do not rise above the noise.", "灰色数字未超过噪声。"),
    "heat_scaled": ("Each column against its largest. ", "各列以其最大值为 1。"),
    "convergence": ("Would more points change the answer? {method}, {index}, month {month}",
                    "增加设计点会改变结论吗？{method}，{index}，第 {month} 个月"),
    "convergence_note": ("Nested parts of one design; bars are 95 % intervals.", "同一设计的嵌套部分；竖线为 95% 区间。"),
    "points": ("design points", "设计点"),
    "time": ("What decides the outcomes over time: {method}, {index}", "各月指标由什么决定：{method}，{index}"),
    "time_note": ("Bands: 95 % intervals over design points. Grey area: below the noise floor.",
                  "色带：95% 区间（对设计点）。灰色区域：噪声下限以下。"),
    "month": ("month", "月"),
    "dummy": ("seeds (dummy)", "随机种子（虚拟输入）"),
    "dose": ("{lever}: dose", "{lever}：剂量"),
    "converged": ("converged", "已收敛"),
    "not_converged": ("not converged", "未收敛"),
    "unknown": ("cannot be said", "无法判断"),
}  # fmt: skip


def _say(key: str, lang: str, **values: Any) -> str:
    return pick(SAID[key], lang).format(**values)


def input_name(name: str, lang: str, dummy: str = "dummy") -> str:
    """An input's name for readers: a parameter's label, a lever's dose, the dummy."""
    if name == dummy:
        return _say("dummy", lang)
    owner, _, short = name.partition(".")
    lever = LEVERS.get(owner)
    if lever is not None and short == "dose":
        return _say("dose", lang, lever=pick((lever.en, lever.zh), lang))
    of = PARAMETERS.get(name)
    if of is None:
        return name
    said = pick((of.en, of.zh), lang)
    return said if lever is None else f"{pick((lever.en, lever.zh), lang)}{'：' if lang == 'zh' else ': '}{said}"


def _panels(outcomes: list[str], height: float, lang: str) -> tuple[Figure, list[Axes]]:
    columns = 2 if len(outcomes) == 4 else min(len(outcomes), 3)
    rows = ceil(len(outcomes) / columns)
    figure = Figure(figsize=(1.2 + 4.4 * columns, 1.2 + height * rows), layout="constrained")
    axes = list(figure.subplots(rows, columns, squeeze=False).ravel())
    for axis in axes[len(outcomes) :]:
        axis.remove()
    for axis, outcome in zip(axes, outcomes, strict=False):
        _head(axis, capital(outcome_name(outcome, lang)), lang)
    return figure, axes


def _head(axis: Axes, said: str, lang: str) -> None:
    """A panel's title, on as many lines as its narrow panel needs."""
    axis.set_title(fill(said, HEAD_CHARACTERS[lang]), loc="left", fontsize=10, fontweight="bold")


def _names(method: Method, lang: str) -> dict[str, str]:
    return {"method": pick((method.en, method.zh), lang), "index": method.main}


def _at(frame: pd.DataFrame, month: int, index: str) -> pd.DataFrame:
    return frame[(frame["month"] == month) & (frame["index"] == index)]


def _floor(of: pd.DataFrame, dummy: str) -> float:
    return float(np.nanmax(of.loc[of["input"] == dummy, ["value", "high"]].to_numpy(dtype=float)))


def ranked_figure(frame: pd.DataFrame, method: Method, month: int, lang: str, dummy: str = "dummy") -> Figure:
    """Bars of the main index, the largest first. frame: of a method's `estimate`."""
    outcomes = list(dict.fromkeys(frame["outcome"]))
    n = min(BARS, frame["input"].nunique())
    figure, axes = _panels(outcomes, 0.9 + 0.27 * n, lang)
    other = next((index for index in ("S1", "sigma") if index in set(frame["index"]) and index != method.main), None)
    for axis, outcome in zip(axes, outcomes, strict=False):
        of = _at(frame[frame["outcome"] == outcome], month, method.main).sort_values("value", ascending=False)
        shown = of.head(n)
        if dummy not in set(shown["input"]):
            shown = pd.concat([shown.head(n - 1), of[of["input"] == dummy]])
        also = _at(frame[frame["outcome"] == outcome], month, other).set_index("input")["value"] if other else None
        for row, (_, one) in enumerate(shown.iterrows()):
            is_above = pd.notna(one["above_noise"]) and bool(one["above_noise"])
            colour = COLOURS[1] if is_above else GREY
            axis.barh(row, one["value"], color=colour, height=0.62)
            axis.plot([one["low"], one["high"]], [row, row], color="black", linewidth=1.2)
            if also is not None:
                axis.plot(
                    also[one["input"]], row, "D", color=COLOURS[5], markersize=4.5, markeredgecolor="black", markeredgewidth=0.4
                )
        axis.axvline(_floor(of, dummy), color=COLOURS[2], linestyle="--", linewidth=1.2)
        axis.set_yticks(range(len(shown)), [input_name(name, lang, dummy) for name in shown["input"]])
        axis.invert_yaxis()
        axis.grid(axis="y", visible=False)
        axis.set_xlim(left=min(0.0, axis.get_xlim()[0]))
        axis.set_xlabel(_index_label(method, outcome, lang))
    names = _names(method, lang)
    also_said = _say("also", lang, index=other) if other else ""
    title(figure, _say("ranked", lang, month=month, **names), _say("ranked_note", lang, index=method.main, also=also_said))
    return figure


def _index_label(method: Method, outcome: str, lang: str) -> str:
    from model.registry import OUTCOMES

    if method.is_share or outcome not in OUTCOMES:
        return method.main
    own = OUTCOMES[outcome].unit
    return f"{method.main} ({unit(own, lang) if own in UNITS else own})"


def heat_map_figure(frame: pd.DataFrame, method: Method, month: int, lang: str, dummy: str = "dummy") -> Figure:
    """Main index, inputs by outcomes; indices with a unit are shown against the largest of the outcome."""
    of = _at(frame, month, method.main)
    values = of.pivot(index="input", columns="outcome", values="value")[list(dict.fromkeys(of["outcome"]))]
    above = of.pivot(index="input", columns="outcome", values="above_noise")[values.columns].fillna(False).astype(bool)
    if not method.is_share:
        values = values / values.max()
    order = values.max(axis=1).sort_values(ascending=False).index
    values, above = values.loc[order], above.loc[order]
    figure = Figure(figsize=(4.5 + 1.15 * values.shape[1], 2.2 + 0.3 * len(values)), layout="constrained")
    axis = figure.subplots()
    image = axis.imshow(np.clip(values.to_numpy(), 0, 1), cmap="YlGnBu", vmin=0, vmax=1, aspect="auto")
    for (row, column), value in np.ndenumerate(values.to_numpy()):
        if np.isfinite(value):
            is_above = above.iloc[row, column]
            is_dark = value > 0.6
            colour = ("white" if is_dark else "black") if is_above else (FAINT if is_dark else FADED)
            axis.text(column, row, f"{value:.2f}", ha="center", va="center", fontsize=8, color=colour,
                      fontweight="bold" if is_above else "normal")  # fmt: skip
    axis.set_xticks(
        range(values.shape[1]), [capital(outcome_name(name, lang)) for name in values.columns], rotation=30, ha="right"
    )
    axis.set_yticks(range(len(values)), [input_name(name, lang, dummy) for name in values.index])
    axis.grid(visible=False)
    figure.colorbar(image, ax=axis, shrink=0.7, label=method.main)
    under = ("" if method.is_share else _say("heat_scaled", lang)) + _say("heat_note", lang)
    title(figure, _say("heat", lang, month=month, **_names(method, lang)), under)
    return figure


def convergence_figure(
    nested: pd.DataFrame, verdicts: pd.DataFrame, method: Method, month: int, lang: str, dummy: str = "dummy"
) -> Figure:
    """Main index over nested sample sizes. nested, verdicts: of `analysis.sensitivity.convergence`."""
    of = _at(nested, month, method.main)
    outcomes = list(dict.fromkeys(of["outcome"]))
    figure, axes = _panels(outcomes, 4.0, lang)
    said = verdicts[verdicts["month"] == month].set_index("outcome")["converged"]
    for axis, outcome in zip(axes, outcomes, strict=False):
        one = of[of["outcome"] == outcome]
        for number, name in enumerate(_leading(one[one["n_points"] == one["n_points"].max()], dummy)):
            path = one[one["input"] == name].sort_values("n_points")
            ends = [path["value"] - path["low"], path["high"] - path["value"]]
            beside = path["n_points"] * BESIDE ** (number - CURVES / 2)
            axis.errorbar(beside, path["value"], yerr=ends, label=input_name(name, lang, dummy), capsize=2,
                          **_style(number, name == dummy))  # fmt: skip
        axis.set_xscale("log", base=2)
        sizes = sorted(one["n_points"].unique())
        axis.set_xticks(sizes, [f"{size:,}" for size in sizes])
        axis.set_xticks([], minor=True)
        axis.set_xlabel(_say("points", lang))
        axis.set_ylabel(_index_label(method, outcome, lang))
        is_converged = said.get(outcome)
        word = "unknown" if pd.isna(is_converged) else "converged" if is_converged else "not_converged"
        colon = "：" if lang == "zh" else ": "
        _head(axis, capital(outcome_name(outcome, lang)) + colon + _say(word, lang), lang)
        if method.is_share:
            # The smallest parts can have intervals many times as wide as anything a share can be.
            low, high = axis.get_ylim()
            axis.set_ylim(max(low, SHARES_SHOWN[0]), min(high, SHARES_SHOWN[1]))
        _legend(axis)
    headline = _say("convergence", lang, month=month, **_names(method, lang))
    title(figure, headline, _say("convergence_note", lang))
    return figure


def over_time_figure(frame: pd.DataFrame, method: Method, lang: str, dummy: str = "dummy") -> Figure:
    """Main index over months, the leading inputs of the last."""
    of = frame[frame["index"] == method.main]
    outcomes = list(dict.fromkeys(of["outcome"]))
    figure, axes = _panels(outcomes, 4.0, lang)
    for axis, outcome in zip(axes, outcomes, strict=False):
        one = of[of["outcome"] == outcome]
        floor = one[one["input"] == dummy].sort_values("month")
        axis.fill_between(
            floor["month"].to_numpy(), 0, floor["high"].fillna(floor["value"]).to_numpy(), color="#dddddd", linewidth=0
        )
        for number, name in enumerate(_leading(one[one["month"] == one["month"].max()], dummy, with_dummy=False)):
            path = one[one["input"] == name].sort_values("month")
            style = _style(number, False)
            axis.plot(path["month"], path["value"], label=input_name(name, lang, dummy), markersize=3.5, **style)
            low, high = path["low"].to_numpy(), path["high"].to_numpy()
            axis.fill_between(path["month"].to_numpy(), low, high, color=style["color"], alpha=0.13, linewidth=0)
        axis.set_xlabel(_say("month", lang))
        axis.set_ylabel(_index_label(method, outcome, lang))
        _legend(axis)
    title(figure, _say("time", lang, **_names(method, lang)), _say("time_note", lang))
    return figure


def _legend(axis: Axes) -> None:
    """Below its panel, where it hides no curve; lines and markers alone, since intervals would join one entry to the next."""
    handles, names = axis.get_legend_handles_labels()
    plain = [handle[0] if isinstance(handle, ErrorbarContainer) else handle for handle in handles]
    axis.legend(plain, names, fontsize=7, loc="upper center", bbox_to_anchor=(0.5, -0.17), frameon=False)


def _leading(of: pd.DataFrame, dummy: str, with_dummy: bool = True) -> list[str]:
    order = of[of["input"] != dummy].sort_values("value", ascending=False)["input"].tolist()[:CURVES]
    return [*order, dummy] if with_dummy else order


def _style(number: int, is_dummy: bool) -> dict[str, Any]:
    if is_dummy:
        return {"color": GREY, "linestyle": "--", "marker": "x", "linewidth": 1.2}
    return {"color": COLOURS[number % 7], "linestyle": LINES[number % 7], "marker": MARKERS[number % 7], "linewidth": 1.5}
