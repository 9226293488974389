"""The two figures of a comparison: paths of the headline outcomes with intervals, and effects at the end with theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from analysis.effects import Effects, mean_interval
from analysis.figures.style import COLOURS, LINES, MARKERS, figure_language, settings
from model.calendar import Calendar
from model.declare import Array, Outcome
from model.registry import OUTCOMES
from model.scenario import Scenario
from model.words import unit

SHOWN = (
    "employment_rate",
    "stable_employment_rate",
    "labour_households_with_a_stable_job",
    "net_income_a_head_yuan_month",
    "integration_index",
    "spending_yuan_month",
)
WORDS = {
    "paths": ("Paths under each scenario", "各情景下的变化路径"),
    "effects": ("Effect of each scenario in the last month, against {baseline}", "各情景最后一个月相对{baseline}的效应"),
    "note": ("Mean of {n} replications and 95 % interval; the interval covers simulation noise only.",
             "{n} 次重复的均值与 95% 区间；区间只反映模拟随机性。"),
    "paired": ("Paired effect of {n} replications and 95 % interval, which covers simulation noise only. Grey line: no effect.",
               "{n} 次重复的配对效应与 95% 区间；区间只反映模拟随机性。灰线表示无效应。"),
    "base": ("baseline {value}", "基准 {value}"),
}  # fmt: skip


class _Runs(Protocol):
    series: dict[str, tuple[tuple[str, str], ...]]
    values: dict[str, dict[int, Array]]
    seeds: tuple[int, ...]


def _say(key: str, lang: str, **values: Any) -> str:
    return WORDS[key][1 if lang == "zh" else 0].format(**values)


def _name(thing: Any, lang: str) -> str:
    return str(thing.zh if lang == "zh" else thing.en)


def draw_comparison(
    scenarios: Sequence[Scenario], effects: Mapping[str, Effects], runs: _Runs, folder: Path, lang: str
) -> list[Path]:
    """Write paths and effects as PNG and SVG into a folder; returns the files."""
    lang = figure_language(lang)
    made = []
    with mpl.rc_context(settings(lang)):
        for name, figure in (
            ("paths", paths_figure(scenarios, runs, lang)),
            ("effects", effects_figure(scenarios, effects, lang)),
        ):
            for ending in ("png", "svg"):
                file = folder / f"{name}.{ending}"
                figure.savefig(file, dpi=160, metadata={"Date": None} if ending == "svg" else None)
                made.append(file)
    return made


def _in_units(values: Array, outcome: Outcome) -> tuple[Array, str]:
    """Shares read better in percent, big sums of money in thousands."""
    if outcome.unit == "share":
        return 100 * values, "percent"
    return values, outcome.unit


def paths_figure(scenarios: Sequence[Scenario], runs: _Runs, lang: str) -> Figure:
    """Small multiples: one outcome each, one line a scenario, its interval as a band."""
    figure = Figure(figsize=(11, 6.8), layout="constrained")
    axes = figure.subplots(2, 3).ravel()
    calendar, months = Calendar(*scenarios[0].start), np.arange(scenarios[0].months)
    ticks = [month for month in months if calendar.month_of_year(int(month)) == 1]
    for axis, name in zip(axes, SHOWN, strict=True):
        outcome = OUTCOMES[name]
        shown_unit = outcome.unit
        for place, scenario in enumerate(scenarios):
            done = runs.values[scenario.name]
            if not done:
                continue
            column = runs.series[scenario.name].index(("all", name))
            values, shown_unit = _in_units(np.stack([done[k][:, column] for k in sorted(done)]), outcome)
            if name == "spending_yuan_month":
                values, shown_unit = values / 1000, "thousand yuan a month"
            mean, low, high = mean_interval(values)
            colour = COLOURS[place % len(COLOURS)]
            axis.plot(
                months,
                mean,
                color=colour,
                linestyle=LINES[place % len(LINES)],
                linewidth=1.6,
                label=_name(scenario.label, lang),
            )
            axis.fill_between(months, low, high, color=colour, alpha=0.18, linewidth=0)
        axis.set_title(_name(outcome, lang), loc="left", fontsize=10, fontweight="bold")
        axis.set_ylabel(_unit(shown_unit, lang))
        axis.set_xticks(ticks, [str(calendar.year(int(month))) for month in ticks])
        axis.set_xlim(0, months[-1] if len(months) > 1 else 1)
        if name == "spending_yuan_month":
            axis.set_ylim(bottom=0)
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=min(len(labels), 3))
    note = _say("note", lang, n=len(runs.seeds))
    figure.suptitle(f"{_say('paths', lang)} · {_name(scenarios[0].site.label, lang)}\n{note}", fontsize=10, x=0.01, ha="left")
    return figure


def effects_figure(scenarios: Sequence[Scenario], effects: Mapping[str, Effects], lang: str) -> Figure:
    """A forest plot: one panel an outcome with its own unit, one row a scenario."""
    shown = [scenario for scenario in scenarios[1:] if scenario.name in effects]
    figure = Figure(figsize=(11, 2.6 + 0.55 * len(shown) * 2), layout="constrained")
    axes = figure.subplots(2, 3, sharey=True).ravel()
    for axis, name in zip(axes, SHOWN, strict=True):
        outcome = OUTCOMES[name]
        for row, scenario in enumerate(shown):
            of = effects[scenario.name]
            place = of.series.index(("all", name))
            numbers = np.array([of.effect[-1, place], of.low[-1, place], of.high[-1, place], of.baseline[-1, place]])
            numbers, shown_unit = _in_units(numbers, outcome)
            shown_unit = "points" if shown_unit == "percent" else shown_unit
            if name == "spending_yuan_month":
                numbers, shown_unit = numbers / 1000, "thousand yuan a month"
            effect, low, high, baseline = numbers
            colour = COLOURS[(1 + row) % len(COLOURS)]
            axis.plot([low, high], [row, row], color=colour, linewidth=2.2, solid_capstyle="butt")
            axis.plot(effect, row, MARKERS[(1 + row) % len(MARKERS)], color=colour, markersize=7)
            axis.annotate(f"{effect:+.3g}", (effect, row), textcoords="offset points", xytext=(0, 7), ha="center", fontsize=8)
        axis.axvline(0, color="#888888", linewidth=1.2, zorder=0)
        axis.margins(x=0.18)
        axis.set_ylim(len(shown) - 0.4, -0.7)
        axis.set_yticks(range(len(shown)), [_name(scenario.label, lang) for scenario in shown])
        axis.grid(axis="y", visible=False)
        axis.set_xlabel(_unit(shown_unit, lang))
        value = f"{baseline:.3g}" if abs(baseline) < 1000 else f"{baseline:,.0f}"
        base = _say("base", lang, value=value + (" %" if shown_unit == "points" else ""))
        axis.set_title(f"{_name(outcome, lang)}\n{base}", loc="left", fontsize=9.5)
    n = int(np.nanmax([of.n.max() for of in effects.values()])) if effects else 0
    title = _say("effects", lang, baseline=_name(scenarios[0].label, lang))
    figure.suptitle(
        f"{title} · {_name(scenarios[0].site.label, lang)}\n{_say('paired', lang, n=n)}", fontsize=10, x=0.01, ha="left"
    )
    return figure


def _unit(name: str, lang: str) -> str:
    return unit(name, lang)
