"""From an interval to a word, by rule: "raises", "may raise", "no visible effect" or "cannot be told", in both languages.

With d the smallest effect that matters and the interval from low to high:

    raises              low ≥ d: all that the interval holds matters, and it covers the assumptions as well as the seeds
    may raise           high ≥ d and low > −d, and the interval leaves zero out or the effect itself is d or more
    no visible effect   the whole interval lies within −d and d
    cannot be told      everything else: it holds an effect that matters and does not say so clearly, or there is no interval

and the same downwards. An interval that covers simulation noise only never says more than "may".
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from analysis.matters import smallest_effect
from analysis.records import ASSUMPTIONS
from model.declare import Outcome
from model.registry import OUTCOMES
from model.words import unit as unit_name

Word = Literal["raises", "may raise", "no visible effect", "may lower", "lowers", "cannot be told"]
WORDS: dict[Word, tuple[str, str]] = {
    "raises": ("raises", "提高"),
    "may raise": ("may raise", "可能提高"),
    "no visible effect": ("has no visible effect on", "未见明显影响"),
    "may lower": ("may lower", "可能降低"),
    "lowers": ("lowers", "降低"),
    "cannot be told": ("cannot be told to raise or lower", "升降尚不能判断"),
}
KINDS: dict[Word, str] = {
    "raises": "moves", "lowers": "moves", "may raise": "may", "may lower": "may", "no visible effect": "none",
    "cannot be told": "unclear",
}  # fmt: skip
SENTENCES = {
    "moves": ("“{scenario}” {word} {outcome} by {low} to {high} {unit}.",
              "“{scenario}”{word}{outcome}，幅度为 {low} 至 {high} {unit}。"),
    "may": ("“{scenario}” {word} {outcome} (change of {low} to {high} {unit}).",
            "“{scenario}”{word}{outcome}（变化 {low} 至 {high} {unit}）。"),
    "none": ("“{scenario}” has no visible effect on {outcome} ({low} to {high} {unit}).",
             "“{scenario}”对{outcome}未见明显影响（{low} 至 {high} {unit}）。"),
    "unclear": ("Whether “{scenario}” raises or lowers {outcome} cannot be told ({low} to {high} {unit}).",
                "“{scenario}”使{outcome}升高还是降低，尚不能判断（{low} 至 {high} {unit}）。"),
    "no interval": ("The effect of “{scenario}” on {outcome} is not known: too few runs.",
                    "“{scenario}”对{outcome}的影响未知：运行次数不足。"),
}  # fmt: skip


def word(effect: float, low: float, high: float, matters: float, covers_assumptions: bool) -> Word:
    """The strongest word that an effect, its interval and the smallest effect that matters allow."""
    if np.isnan(low) or np.isnan(high):
        return "cannot be told"
    if low >= matters:
        return "raises" if covers_assumptions else "may raise"
    if high <= -matters:
        return "lowers" if covers_assumptions else "may lower"
    if -matters < low and high < matters:
        return "no visible effect"
    if -matters < low and (low > 0 or effect >= matters):
        return "may raise"
    if high < matters and (high < 0 or effect <= -matters):
        return "may lower"
    return "cannot be told"


def worded(effects: pd.DataFrame) -> pd.DataFrame:
    """Effects with three columns more: matters (the smallest effect that does, in the outcome's unit), word, and is_gain: True
    for a word in the direction that is better, False in the other, None where the word or the outcome has none."""
    matters = [
        smallest_effect(outcome).at(baseline) for outcome, baseline in zip(effects["outcome"], effects["baseline"], strict=True)
    ]
    columns = (effects["effect"], effects["low"], effects["high"], matters, effects["covers"])
    said = [word(effect, low, high, of, covers == ASSUMPTIONS) for effect, low, high, of, covers in zip(*columns, strict=True)]
    gains = [is_gain(of, outcome) for of, outcome in zip(said, effects["outcome"], strict=True)]
    return effects.assign(matters=matters, word=said, is_gain=pd.Series(gains, index=effects.index, dtype=object))


def is_gain(said: Word, outcome: str) -> bool | None:
    """Whether a word is good news for an outcome; None where it is no news or nobody's good."""
    better = OUTCOMES[outcome].better if outcome in OUTCOMES else "neither"
    if said in ("no visible effect", "cannot be told") or better == "neither":
        return None
    return ("raise" in said) == (better == "more")


def verb(said: Word, lang: str) -> str:
    """The word itself, in `zh` or `en`."""
    return WORDS[said][1 if lang == "zh" else 0]


def reading(said: Word, lang: str) -> str:
    """The word as it stands alone in a cell of a table."""
    return verb(said, lang) if lang == "zh" else said


def in_units(value: float, unit: str, lang: str) -> tuple[float, str]:
    """A number as readers take it in: shares and scores in points of a hundred. Returns it with its unit's name."""
    if unit in ("share", "score 0 to 1"):
        return 100 * value, unit_name("points" if unit == "share" else "points of 100", lang)
    return value, unit_name(unit, lang)


def figures(value: float, more: int = 0) -> str:
    """Three figures that count and some more, no exponent; the sign is a real minus."""
    places = more + (2 if abs(value) < 1 else 1 if abs(value) < 100 else 0)
    shown = f"{value:,.{places}f}"
    shown = shown.removeprefix("-") if float(shown.replace(",", "")) == 0 else shown
    return shown.replace("-", "−")


def figures_apart(low: float, high: float) -> tuple[str, str]:
    """Two ends with as many figures as it takes to tell them apart, three more at most."""
    for more in range(3):
        shown = figures(low, more), figures(high, more)
        if shown[0] != shown[1]:
            return shown
    return figures(low, 3), figures(high, 3)


def sentence(row: pd.Series, scenario: str, lang: str) -> str:
    """One effect in plain words, with its interval. row: of `worded`; scenario: its name for readers in that language."""
    outcome = OUTCOMES[row["outcome"]]
    name = outcome.zh if lang == "zh" else _with_article(outcome)
    if np.isnan(row["low"]):
        return _say("no interval", lang, scenario=scenario, outcome=name)
    low, unit = in_units(row["low"], outcome.unit, lang)
    high, _ = in_units(row["high"], outcome.unit, lang)
    said = row["word"]
    if said == "lowers":
        low, high = -high, -low
    kind = KINDS[said]
    from_low, to_high = figures_apart(low, high)
    values = {"word": verb(said, lang), "outcome": name, "low": from_low, "high": to_high, "unit": unit}
    return _say(kind, lang, scenario=scenario, **values)


def _with_article(outcome: Outcome) -> str:
    """An outcome's English name as it stands in a sentence."""
    if outcome.unit in ("people", "households", "posts") and not outcome.en.startswith("number"):
        return f"the number of {outcome.en}"
    names_a_share = any(word in outcome.en for word in ("rate", "share", "gap", "need"))
    return f"the {outcome.en}" if outcome.unit != "share" or names_a_share else f"the share of {outcome.en}"


def _say(kind: str, lang: str, **values: str) -> str:
    return SENTENCES[kind][1 if lang == "zh" else 0].format(**values)
