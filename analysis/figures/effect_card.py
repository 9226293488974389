"""The small figure of an effect card: the effect on the first-order indicators, month by month, at half and full dose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from analysis.figures.style import COLOURS, LINES, figure_language, settings
from analysis.intervals import of_mean
from model.declare import Array
from model.registry import OUTCOMES
from model.words import unit

WORDS = {"month": ("month", "月"), "doses": (("half dose", "full dose"), ("半额", "足额")), "effect": ("effect", "效应")}


def draw_card(paths: Mapping[str, Sequence[Array]], file: Path, lang: str) -> None:
    """Write the figure. paths: outcome to effects at half and full dose, each float64[replications, months]."""
    lang = figure_language(lang)
    place = 1 if lang == "zh" else 0
    with mpl.rc_context(settings(lang)):
        figure = Figure(figsize=(3.2 * len(paths), 2.6), layout="constrained")
        for number, (name, by_dose) in enumerate(paths.items()):
            axes = figure.add_subplot(1, len(paths), number + 1)
            for k, effects in enumerate(by_dose):
                months = np.arange(effects.shape[1])
                interval = of_mean(effects)
                axes.fill_between(months, interval.low, interval.high, color=COLOURS[k + 1], alpha=0.2, linewidth=0)
                label = WORDS["doses"][place][k]
                axes.plot(months, interval.mean, color=COLOURS[k + 1], linestyle=LINES[1 - k], label=label)
            axes.axhline(0, color="#888888", linewidth=0.8)
            of = OUTCOMES[name]
            axes.set_title(of.zh if lang == "zh" else of.en, fontsize=9, wrap=True)
            axes.set_ylabel(f"{WORDS['effect'][place]} ({unit(of.unit, lang)})")
            axes.set_xlabel(str(WORDS["month"][place]))
            axes.margins(x=0)
        figure.axes[0].legend()
        figure.savefig(file, dpi=90, metadata={"Software": None})
