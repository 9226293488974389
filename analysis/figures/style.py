"""How figures look: colours that colour-blind readers and grey printers can tell apart, and a font for Chinese."""

from __future__ import annotations

import warnings
from contextlib import suppress
from functools import cache
from typing import Any

from matplotlib import font_manager

# Okabe and Ito's palette, dark to light, with a line style and a marker each, so that no reading rests on colour alone.
COLOURS = ("#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
LINES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)))
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
CHINESE_FONTS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "Microsoft YaHei",
                 "PingFang SC", "SimHei", "Noto Sans CJK JP")  # fmt: skip
PROBE = "搬迁就业率"


@cache
def chinese_font() -> str | None:
    """A font on this machine that has the characters, or None. matplotlib keeps a list of fonts from when it was first used: one
    that was installed since is looked for."""
    found = _listed()
    if found is None:
        listed = {font.fname for font in font_manager.fontManager.ttflist}
        for file in sorted(set(font_manager.findSystemFonts()) - listed):
            with suppress(OSError, RuntimeError):
                font_manager.fontManager.addfont(file)
        found = _listed()
    return found


def _listed() -> str | None:
    known = {font.name: font.fname for font in font_manager.fontManager.ttflist}
    for name in CHINESE_FONTS:
        if name in known and all(ord(character) in _characters(known[name]) for character in PROBE):
            return name
    return None


@cache
def _characters(file: str) -> frozenset[int]:
    return frozenset(font_manager.get_font(file).get_charmap())


@cache
def figure_language(asked: str) -> str:
    """The language that figures can be labelled in: Chinese needs a font; without one, English and one warning."""
    if asked == "zh" and chinese_font() is None:
        warnings.warn(
            "没有找到中文字体，图中改用英文标注；可安装 fonts-noto-cjk。 No Chinese font found: figures are labelled in English.",
            stacklevel=2,
        )
        return "en"
    return asked


def settings(lang: str) -> Any:
    """matplotlib settings of every figure."""
    families = [chinese_font(), "DejaVu Sans"] if lang == "zh" else ["DejaVu Sans"]
    return {
        "font.family": families,
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.color": "#dddddd",
        "grid.linewidth": 0.6,
        "axes.axisbelow": True,
        "legend.frameon": False,
        "svg.hashsalt": "resettle",
        "axes.unicode_minus": False,
        "figure.dpi": 100,
    }
