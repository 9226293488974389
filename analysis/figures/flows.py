"""Flow of people between states of work: bars at two months, bands between them as wide as the people who go that way."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.labels import label_of, pick, title
from analysis.figures.style import COLOURS
from model.codes import LABOUR_STATES, NOT_IN_LABOUR_FORCE, WORK_STATES
from model.declare import Array

HEAD = {
    "people": ("Where people of the labour force went, {first} to {last}", "劳动力去向：{first} 至 {last}"),
    "households": ("How households stand with work, {first} to {last}", "家庭就业状况变化：{first} 至 {last}"),
}
UNDER = ("Mean of {n} runs; numbers are {what}, ± half the 95 % interval of the mean.",
         "{n} 次运行的均值；数字为{what}，± 为均值 95% 区间的一半。")  # fmt: skip
GREYS = ("#BBBBBB", *COLOURS[1:], COLOURS[0])
COLUMNS = 2  # panels side by side: their labels need room
GAP = 0.03  # between bars, of the height
SMALLEST = 0.004  # of everybody: thinner flows are left out of the drawing, not of the bars


def flow_figure(
    flows: pd.DataFrame, ends: pd.DataFrame, labels: Mapping[str, str], of: str, months: tuple[str, str], lang: str
) -> Figure:
    """One panel a scenario. flows: of `analysis.who_gains.transitions`; ends: of `bar_ends`; of: people or households."""
    scenarios = list(dict.fromkeys(flows["scenario"]))
    columns = min(len(scenarios), COLUMNS)
    lines = ceil(len(scenarios) / columns)
    figure = Figure(figsize=(0.6 + 4.6 * columns, 0.8 + 4.4 * lines), layout="constrained")
    axes = figure.subplots(lines, columns, squeeze=False).ravel()
    for axis in axes[len(scenarios) :]:
        axis.set_visible(False)
    for axis, scenario in zip(axes, scenarios, strict=False):
        _panel(axis, flows[flows["scenario"] == scenario], ends[ends["scenario"] == scenario], of, lang)
        axis.set_title(label_of(labels, scenario), loc="left", fontsize=9.5, fontweight="bold")
        axis.set_xticks([0, 1], list(months))
    counted = pick({"people": ("people", "人数"), "households": ("households", "户数")}[of], lang)
    under = pick(UNDER, lang).format(n=int(flows["n_runs"].max()), what=counted)
    title(figure, pick(HEAD[of], lang).format(first=months[0], last=months[1]), under)
    return figure


def bar_ends(rows: pd.DataFrame, column: str, first: int, last: int, states: tuple[int, ...] | None = None) -> pd.DataFrame:
    """How many are in each state in both months among those who are there in both: scenario, month, state, n, half.

    states: only who is in one of these states in either month. half: half of the 95 % interval of the mean over runs.
    """
    from analysis.intervals import of_mean
    from analysis.records import UNIT

    identity = "person" if "person" in rows else "household"
    key = ["scenario", *UNIT, identity]
    both = rows[rows["month"] == first].set_index(key)[column].to_frame("first").join(
        rows[rows["month"] == last].set_index(key)[column].rename("last"), how="inner"
    )  # fmt: skip
    if states is not None:
        both = both[both["first"].isin(states) | both["last"].isin(states)]
    found = []
    for name, month in (("first", first), ("last", last)):
        counts = both.groupby(["scenario", *UNIT, name], observed=True).size().unstack(name, fill_value=0)
        for scenario in counts.index.get_level_values("scenario").unique():
            mean, low, _ = of_mean(counts.loc[scenario].to_numpy(float))
            found.append(
                pd.DataFrame({"scenario": scenario, "month": month, "state": counts.columns, "n": mean, "half": mean - low})
            )
    return pd.concat(found, ignore_index=True)


def of_labour_force(flows: pd.DataFrame) -> pd.DataFrame:
    """Flows of people without those who stay outside the labour force, who would hide all others."""
    return flows[~((flows["from"] == NOT_IN_LABOUR_FORCE) & (flows["to"] == NOT_IN_LABOUR_FORCE))]


def _panel(axis: Axes, flows: pd.DataFrame, ends: pd.DataFrame, of: str, lang: str) -> None:
    names = LABOUR_STATES if of == "people" else WORK_STATES
    total = float(flows["n"].sum())
    left, right = _heights(flows, "from"), _heights(flows, "to")
    starts = {"from": _stack(left, total), "to": _stack(right, total)}
    months = sorted(int(month) for month in ends["month"].unique())
    halves = [ends[ends["month"] == month].set_index("state")["half"] for month in months]
    for x, heights, side, half in zip((0, 1), (left, right), ("from", "to"), halves, strict=True):
        for state, n in heights.items():
            bottom = starts[side][state]
            axis.bar(x, n, width=0.09, bottom=bottom, color=GREYS[state % len(GREYS)])
            if n > 0.008 * total:
                said = f"{pick(names[state], lang)}  {n:,.0f} ± {half.get(state, np.nan):.0f}"
                at, side_of = (x - 0.07, "right") if x == 0 else (x + 0.07, "left")
                axis.text(at, bottom + n / 2, said, ha=side_of, va="center", fontsize=8)
    used = {"from": dict(starts["from"]), "to": dict(starts["to"])}
    for origin, target, n in flows.sort_values(["from", "to"])[["from", "to", "n"]].to_numpy(float):
        if n >= SMALLEST * total:
            _band(axis, used["from"][origin], used["to"][target], n, GREYS[int(origin) % len(GREYS)])
        used["from"][origin] += n
        used["to"][target] += n
    axis.set_xlim(-0.75, 1.75)
    axis.set_yticks([])
    axis.grid(visible=False)
    for spine in axis.spines.values():
        spine.set_visible(False)


def _heights(flows: pd.DataFrame, side: str) -> dict[int, float]:
    summed = flows.groupby(side)["n"].sum()
    return {int(state): float(n) for state, n in zip(summed.index.to_numpy(), summed.to_numpy(), strict=True)}


def _stack(heights: dict[int, float], total: float) -> dict[int, float]:
    """Where each bar starts, lowest state at the bottom."""
    starts, at = {}, 0.0
    for state, n in sorted(heights.items()):
        starts[state] = at
        at += n + GAP * total
    return starts


def _band(axis: Axes, low_left: float, low_right: float, n: float, colour: str) -> None:
    x = np.linspace(0, 1, 40)
    bend: Array = 3 * x**2 - 2 * x**3
    low = low_left + (low_right - low_left) * bend
    axis.fill_between(0.045 + 0.91 * x, low, low + n, color=colour, alpha=0.35, linewidth=0)
