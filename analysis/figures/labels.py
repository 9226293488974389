"""What figures say: names of outcomes, scenarios and groups, numbers with their unit, and the note on uncertainty."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import fill
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from analysis.figures.style import figure_language, settings
from analysis.records import ASSUMPTIONS
from model.outcomes.groups import TRAIT_NAMES
from model.registry import LEVERS, OUTCOMES
from model.words import UNITS, unit

LETTERS_AN_INCH, CHINESE_AN_INCH = 11.5, 6.8  # of a headline, so that none is cut off
IN_THOUSANDS = ("spending_yuan_month", "unfunded_yuan_month")
SYSTEMS: dict[str, tuple[str, str]] = {
    "services": ("public services", "公共服务"),
    "employment": ("training and work", "培训就业"),
    "culture": ("culture", "文化服务"),
    "governance": ("community governance", "社区治理"),
    "organisation": ("Party organisation", "基层党建"),
    "delivery": ("safeguards", "保障措施"),
    "package": ("whole package", "整个组合"),
}
VALUES: dict[str, tuple[str, str]] = {
    "male": ("men", "男"), "female": ("women", "女"), "none": ("no schooling", "未上学"), "primary": ("primary", "小学"),
    "junior": ("junior middle", "初中"), "senior": ("senior middle", "高中及以上"), "minority=no": ("Han", "汉族"),
    "minority=yes": ("minorities", "少数民族"), "disability=no": ("not disabled", "无残疾"),
    "disability=yes": ("disabled", "残疾"),
    "carer=no": ("not carers", "非照料者"), "carer=yes": ("carers", "照料者"),
}  # fmt: skip
NOTES = {
    "noise": ("{what}; {n} {runs}; covers simulation noise only.", "{what}；{n} {runs}；只反映模拟随机性。"),
    "draws": ("{what}; {n} {runs} over {n_draws} draws of the assumptions; covers assumptions and simulation noise.",
              "{what}；{n_draws} 组假设抽样共 {n} {runs}；同时反映假设与模拟随机性。"),
    "pairs": ("pairs of runs", "对运行"),
    "runs": ("runs of each scenario", "次运行（每个情景）"),
    "interval": ("{level:.0f} % intervals", "{level:.0f}% 区间"),
    "band": ("mean and {level:.0f} % band of the whole path", "均值与整条路径的 {level:.0f}% 置信带"),
}  # fmt: skip


def pick(pair: tuple[str, str], lang: str) -> str:
    """The Chinese or the English of a pair (English first)."""
    return pair[1] if lang == "zh" else pair[0]


def outcome_name(name: str, lang: str) -> str:
    """An outcome's name; its own where it is unknown."""
    of = OUTCOMES.get(name)
    return name if of is None else of.zh if lang == "zh" else of.en


def part_name(name: str, lang: str) -> str:
    """The name of a part of a package: a system or a lever."""
    if name in SYSTEMS:
        return pick(SYSTEMS[name], lang)
    return (LEVERS[name].zh if lang == "zh" else LEVERS[name].en) if name in LEVERS else name


def group_name(name: str, lang: str) -> str:
    """A group's name: `sex=female` as women, `village=3` as village 4 (people count from one)."""
    trait, _, value = name.partition("=")
    if name in VALUES or value in VALUES:
        return pick(VALUES.get(name) or VALUES[value], lang)
    if trait == "age":
        return f"{value} 岁" if lang == "zh" else f"aged {value}"
    if trait in ("village", "grid"):
        number = int(value) + 1
        return f"第 {number} {'村' if trait == 'village' else '网格'}" if lang == "zh" else f"{trait} {number}"
    return pick(TRAIT_NAMES.get(trait, (trait, trait)), lang) + (f" {value}" if value else "")


def scaled(outcome: str, lang: str, is_change: bool = False) -> tuple[float, str]:
    """By what to multiply an outcome's numbers for readers, and the unit they then have: shares in percent (points), scores
    in points of 100."""
    own = OUTCOMES[outcome].unit if outcome in OUTCOMES else "count"
    if own == "share":
        return 100.0, unit("points" if is_change else "percent", lang)
    if own == "score 0 to 1":
        return 100.0, unit("points of 100", lang)
    if outcome in IN_THOUSANDS:
        return 1e-3, unit("thousand yuan a month", lang)
    return 1.0, unit(own, lang) if own in UNITS else own


def signed(value: float) -> str:
    """A change with its sign: one decimal, two where it is below one, more only where it would vanish."""
    size = abs(value)
    shown = f"{size:,.0f}" if size >= 100 else f"{size:.1f}" if size >= 1 else f"{size:.2f}" if size >= 0.01 else f"{size:.1g}"
    if float(shown.replace(",", "")) == 0:
        return "0"
    return ("−" if value < 0 else "+") + shown


def plain(value: float, _: object = None) -> str:
    """A number on an axis: thousands set apart, a real minus."""
    return (f"{value:,.0f}" if abs(value) >= 10 else f"{value:g}").replace("-", "−")


def capital(text: str) -> str:
    """A heading begins with a capital."""
    return text[:1].upper() + text[1:]


def note(effects: Any, lang: str, what: str = "interval", level: float = 0.95, runs: str = "pairs") -> str:
    """What the uncertainty in a figure is, from a frame with n, n_draws and covers. runs: what n counts, pairs or runs."""
    first = effects.iloc[0]
    said = capital(pick(NOTES[what], lang).format(level=100 * level))
    kind = "draws" if first["covers"] == ASSUMPTIONS else "noise"
    n_draws = int(first.get("n_draws", 1))
    return pick(NOTES[kind], lang).format(what=said, n=int(effects["n"].max()), n_draws=n_draws, runs=pick(NOTES[runs], lang))


def title(figure: Figure, headline: str, under: str) -> None:
    """A headline with a line under it, at the left; what is wider than the figure goes on below."""
    lines = [line for said in (headline, under) for line in said.split("\n")]
    width = figure.get_figwidth()
    said = "\n".join(fill(line, int(width * (CHINESE_AN_INCH if _is_chinese(line) else LETTERS_AN_INCH))) for line in lines)
    figure.suptitle(said, fontsize=10, x=0.01, ha="left", linespacing=1.35)


def _is_chinese(line: str) -> bool:
    return any(character >= "\u4e00" for character in line)


def legend_columns(n: int) -> int:
    """Columns of a legend below a figure that fill their rows evenly."""
    return n if n <= 4 else 3 if n in (5, 6, 9) else 4


def save(figure: Figure, folder: Path, name: str) -> list[Path]:
    """Write a figure as PNG and SVG; the SVG is the same bytes for the same figure."""
    made = []
    for ending in ("png", "svg"):
        file = folder / f"{name}.{ending}"
        figure.savefig(file, dpi=160, metadata={"Date": None} if ending == "svg" else None)
        made.append(file)
    return made


def drawn(make: Any, lang: str, **values: Any) -> Figure:
    """Call a figure function under the style of its language; without a Chinese font it is English."""
    lang = figure_language(lang)
    with mpl.rc_context(settings(lang)):
        figure: Figure = make(lang=lang, **values)
        figure.canvas.draw()
    return figure


def label_of(labels: Mapping[str, str], name: str) -> str:
    """A scenario's name for readers."""
    return labels.get(name, name)
