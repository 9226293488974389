"""Group heat map: the effect in each group under each scenario; a dot where its interval leaves zero out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures.labels import capital, group_name, label_of, note, outcome_name, pick, scaled, signed, title
from model.outcomes.groups import TRAITS as GROUP_TRAITS

HEAD = ("Who gains: effect on the {outcome}, against “{baseline}”", "谁受益：对{outcome}的效应（相对“{baseline}”）")
UNDER = ("Hatched: less. ● the interval leaves zero out.  ▲▼ more or less than for all, surely.",
         "斜线：下降。● 区间不含零。▲▼ 明显高于或低于全体。")  # fmt: skip
BAR = ("Effect, {unit}", "效应（{unit}）")
TRAITS = ("all", "sex", "age", "schooling", "minority", "disability", "carer")


def group_figure(groups: pd.DataFrame, labels: Mapping[str, str], baseline: str, lang: str,
                 traits: tuple[str, ...] = TRAITS) -> Figure:  # fmt: skip
    """groups: of `analysis.who_gains.by_group`. traits: which to show."""
    of = groups[groups["trait"].isin(traits) & groups["effect"].notna()]
    names = ordered(of["group"], traits)
    scenarios, outcome = list(dict.fromkeys(of["scenario"])), str(of["outcome"].iloc[0])
    by, unit = scaled(outcome, lang, is_change=True)
    table = of.assign(effect=by * of["effect"]).set_index(["group", "scenario"])
    values = np.array([[table["effect"].get((name, scenario), np.nan) for scenario in scenarios] for name in names])
    # A small group with a huge effect would take the colour from all others.
    widest = float(np.nanquantile(np.abs(values), 0.9)) or 1.0
    figure = Figure(figsize=(2.9 + 1.75 * len(scenarios), 1.9 + 0.36 * len(names)), layout="constrained")
    axis = figure.subplots()
    image = axis.imshow(values, cmap="PuOr_r", norm=Normalize(-widest, widest), aspect="auto")
    for row, name in enumerate(names):
        for column, scenario in enumerate(scenarios):
            if (name, scenario) in table.index:
                said = _cell(table.loc[(name, scenario)])
                if values[row, column] < 0:
                    # Less is hatched too, for grey printers.
                    corner = (column - 0.5, row - 0.5)
                    axis.add_patch(Rectangle(corner, 1, 1, fill=False, hatch="//", edgecolor="#00000022", linewidth=0))
                ink = "white" if abs(values[row, column]) > 0.62 * widest else "black"
                axis.text(column, row, said, ha="center", va="center", fontsize=8.5, color=ink)
    firsts = [row for row in range(1, len(names)) if names[row].partition("=")[0] != names[row - 1].partition("=")[0]]
    for row in firsts:
        axis.axhline(row - 0.5, color="black", linewidth=1)
    axis.set_xticks(range(len(scenarios)), [broken(label_of(labels, name), lang) for name in scenarios])
    axis.set_yticks(range(len(names)), [capital(group_name(name, lang)) for name in names])
    axis.tick_params(length=0)
    axis.grid(visible=False)
    figure.colorbar(image, ax=axis, shrink=0.6, extend="both", label=pick(BAR, lang).format(unit=unit))
    headline = pick(HEAD, lang).format(outcome=outcome_name(outcome, lang), baseline=label_of(labels, baseline))
    title(figure, headline, note(of, lang) + "\n" + pick(UNDER, lang))
    return figure


def ordered(groups: Iterable[str], traits: tuple[str, ...] = TRAITS) -> list[str]:
    """Groups without repetition, trait by trait, each from its first value to its last."""
    order = {trait: place for place, trait in enumerate(traits)}
    return sorted(dict.fromkeys(groups), key=lambda name: (order[name.partition("=")[0]], _place(name)))


def _place(group: str) -> int:
    """Where a group stands among those of its trait."""
    trait, _, value = group.partition("=")
    return GROUP_TRAITS[trait].index(value) if trait in GROUP_TRAITS else int(value) if value.isdigit() else 0


def _cell(of: pd.Series) -> str:
    said = signed(float(of["effect"]))
    if of["low"] > 0 or of["high"] < 0:
        said += " ●"
    if of["versus_low"] > 0:
        said += " ▲"
    if of["versus_high"] < 0:
        said += " ▼"
    return said


def broken(name: str, lang: str) -> str:
    """A long name on two lines."""
    if lang == "zh":
        place = name.find("：") + 1 or (len(name) + 1) // 2
        return name if len(name) <= 8 else f"{name[:place]}\n{name[place:]}"
    words = name.split()
    half = (len(words) + 1) // 2
    return name if len(name) <= 16 else " ".join(words[:half]) + "\n" + " ".join(words[half:])
