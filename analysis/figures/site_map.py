"""Site map: buildings coloured by an outcome of their households, institutions in their place with how full they are."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures.labels import capital, label_of, pick, plain, title
from analysis.figures.style import MARKERS
from model.codes import HOUSEHOLD_IN_STABLE_WORK, HOUSEHOLD_WITHOUT_LABOUR
from model.words import unit

EDGE = 150.0  # metres beyond the outermost buildings at which the plan ends
PLOT = 42.0  # metres, drawn side of a building; plots stand 50 apart
SHOWN = {
    "stable_job": ("households with a stable job, of those with labour", "有稳定就业的家庭（占有劳动力家庭）", "percent"),
    "income": ("net income a head, last twelve months", "人均年净收入", "yuan a person a year"),
    "integration": ("integration index", "社会融入综合指数", "score 0 to 1"),
}
INSTITUTIONS = {
    "school": ("school", "学校"),
    "clinic": ("clinic", "卫生机构"),
    "training_centre": ("training centre", "培训中心"),
    "community_office": ("community office", "社区办公室"),
    "facility": ("community facility", "社区设施"),
    "employer": ("employer on the site", "安置点内用人单位"),
}
WITH_USE = ("school", "clinic", "employer")
HEAD = ("{what}, building by building · {month}", "各楼栋：{what} · {month}")
UNDER = ("Mean of {n} runs. Institutions: the darker the fuller, beside them the share of seats, visits or posts in use, %.",
         "{n} 次运行的均值。机构颜色越深使用率越高，旁为学位、门诊量或岗位的使用率（%）。")  # fmt: skip
SPREAD = ("In half of the buildings single runs spread by less than {half} (standard deviation).",
          "半数楼栋单次运行之间的标准差小于 {half}。")  # fmt: skip
SPREAD_UNIT = {"percent": "points"}
METRES = ("Metres; what lies further off stands at the edge", "米（更远的机构画在边缘）")


def by_building(households: pd.DataFrame, shown: str) -> pd.DataFrame:
    """The outcome of every building in every run: scenario, replication, building, value (NaN where nobody counts)."""
    here = households[households["is_here"]]
    if shown == "stable_job":
        here = here[here["work_state"] != HOUSEHOLD_WITHOUT_LABOUR]
        here = here.assign(value=100.0 * (here["work_state"] == HOUSEHOLD_IN_STABLE_WORK), weight=1)
    else:
        column = {"income": "income_a_head_year", "integration": "integration_index"}[shown]
        here = here.assign(value=here[column], weight=here["heads"])
    here = here.assign(product=here["value"] * here["weight"])
    keys = ["scenario", "design_point", "replication", "building"]
    sums = here.groupby(keys, observed=True)[["product", "weight"]].sum()
    return (sums["product"] / sums["weight"]).rename("value").reset_index()


def site_map_figure(
    households: pd.DataFrame, places: pd.DataFrame, shown: str, labels: Mapping[str, str], when: str, lang: str
) -> Figure:
    """One map a scenario. households: kept rows of one month; places: kept places. shown: stable_job, income or integration."""
    values = by_building(households, shown)
    scenarios = list(dict.fromkeys(households["scenario"]))
    mean = values.groupby(["scenario", "building"], observed=True)["value"].mean()
    norm = Normalize(float(mean.quantile(0.02)), float(mean.quantile(0.98)))
    buildings = places[places["place"] == "building"]
    wide, high = (float(np.ptp(buildings[axis])) / 50 + 3 for axis in ("x_metres", "y_metres"))
    inches = min(max(0.42 * wide, 4.3), 8.0)
    height = 2.0 + inches * (high + 3) / wide
    figure = Figure(figsize=(1.2 + inches * len(scenarios), min(max(height, 4.6), 10.0)), layout="constrained")
    axes = figure.subplots(1, len(scenarios), squeeze=False)[0]
    for axis, scenario in zip(axes, scenarios, strict=True):
        of = places[places["scenario"] == scenario]
        _buildings(axis, of, mean.loc[scenario], norm)
        _institutions(axis, of, lang)
        axis.set_title(label_of(labels, scenario), loc="left", fontsize=9.5, fontweight="bold")
        axis.set_aspect("equal")
        axis.margins(0.1)
        axis.grid(visible=False)
        axis.set_xlabel(pick(METRES, lang))
    axes[0].set_ylabel(capital(unit("metres", lang)))
    en, zh, of_unit = SHOWN[shown]
    bar = figure.colorbar(ScalarMappable(norm, colormaps["cividis"]), ax=list(axes), shrink=0.7, extend="both")
    bar.ax.yaxis.set_major_formatter(plain)
    bar.set_label(capital(unit(of_unit, lang)))
    handles, names = axes[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=3)
    spread = float(values.groupby(["scenario", "building"], observed=True)["value"].std().median())
    n = int(households.groupby("scenario", observed=True)["replication"].nunique().max())
    half = (f"{spread:.2g}" if spread < 100 else f"{spread:,.0f}") + f" {unit(SPREAD_UNIT.get(of_unit, of_unit), lang)}"
    under = pick(UNDER, lang).format(n=n) + ("\n" + pick(SPREAD, lang).format(half=half) if n > 1 else "")
    title(figure, capital(pick(HEAD, lang).format(what=pick((en, zh), lang), month=when)), under)
    return figure


def _buildings(axis: Axes, places: pd.DataFrame, mean: pd.Series, norm: Normalize) -> None:
    first = places[places["replication"] == places["replication"].min()]
    buildings = first[first["place"] == "building"]
    colours = colormaps["cividis"]
    for row, x, y in zip(buildings["row"], buildings["x_metres"], buildings["y_metres"], strict=True):
        value = mean.get(row, np.nan)
        colour = colours(norm(value)) if np.isfinite(value) else "#dddddd"
        axis.add_patch(Rectangle((x - PLOT / 2, y - PLOT / 2), PLOT, PLOT, facecolor=colour, edgecolor="white", linewidth=0.4))
    axis.plot(buildings["x_metres"], buildings["y_metres"], linestyle="none")


def _is_on_the_plan(places: pd.DataFrame) -> pd.Series:
    """Institutions, and firms among the buildings; those further off would shrink the site to a dot."""
    own = places[places["place"] == "building"]
    inside = pd.Series(True, index=places.index)
    for axis in ("x_metres", "y_metres"):
        inside &= places[axis].between(own[axis].min() - PLOT, own[axis].max() + PLOT)
    # A school that is planned and not built yet, a workshop that has closed: no seats, no posts, no mark.
    return inside & (places["place"] == "employer") & (places["size"] > 0) | _is_open_institution(places)


def _is_open_institution(places: pd.DataFrame) -> pd.Series:
    of = places["place"].isin([name for name in INSTITUTIONS if name != "employer"])
    return of & ((places["size"] > 0) | ~places["place"].isin(WITH_USE))


def _ends(places: pd.DataFrame, axis: str) -> tuple[float, float]:
    """How far the plan reaches; what stands further off is drawn at its edge, or it would shrink the site to a dot."""
    own = places.loc[places["place"] == "building", axis]
    return float(own.min()) - EDGE, float(own.max()) + EDGE


def _institutions(axis: Axes, places: pd.DataFrame, lang: str) -> None:
    keys = ["place", "x_metres", "y_metres"]
    near = places[_is_on_the_plan(places) & (places["place"] != "building")]
    # What stands at one spot is one mark; sums over it, means over runs.
    near = near.assign(**{axis: near[axis].clip(*_ends(places, axis)) for axis in ("x_metres", "y_metres")})
    runs = near.groupby(["design_point", "replication", *keys], observed=True)[["size", "used"]].sum()
    others = runs.groupby(keys, observed=True).mean().reset_index()
    for number, (place, name) in enumerate(INSTITUTIONS.items()):
        of = others[others["place"] == place]
        if of.empty:
            continue
        marker = MARKERS[number % len(MARKERS)]
        axis.plot([], [], marker, color="white", markeredgecolor="black", markersize=8, linestyle="none", label=pick(name, lang))
        for x, y, size, used in of[["x_metres", "y_metres", "size", "used"]].to_numpy(float):
            has_use = place in WITH_USE and size > 0
            fill = colormaps["Oranges"](0.1 + 0.8 * min(used / size, 1.0)) if has_use else "white"
            axis.plot(x, y, marker, color=fill, markeredgecolor="black", markersize=8)
            if has_use:
                said = f"{100 * used / size:.0f}"
                axis.annotate(said, (x, y), textcoords="offset points", xytext=(0, 8), ha="center", fontsize=6.5)
