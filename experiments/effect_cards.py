"""The effect card of every lever, made by running it: on the county-town site, against the baseline without it, at half and
full dose.

    python -m experiments.effect_cards [LEVER...]

A card says which model it was made from; a test fails when that is no longer the model at hand. Intervals are over seeds
only: assumptions are as declared.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.figures.effect_card import draw_card
from analysis.intervals import of_mean
from analysis.matters import smallest_effect
from experiments.markdown import say, table
from experiments.pages import DOCS, LANGUAGES, stamp
from experiments.runner import run
from model import chance
from model.declare import Array, Lever, Reach
from model.registry import LEVERS, OUTCOMES
from model.scenario import Scenario, load_scenario
from model.site import ResettlementSite
from model.words import unit

SITE, REPLICATIONS, SEED, MONTHS, LAST_YEAR = "jingxian", 20, 1, 60, 12
DOSES = {"half": 0.5, "full": 1.0}
HEADLINES = (
    "employment_rate", "stable_employment_rate", "integration_index", "net_income_a_head_yuan_month", "return_moves",
    "spending_yuan_month",
)  # fmt: skip
FADED = 0.1  # an effect of the last year under a tenth of the run's mean effect has faded
FOLDER = DOCS / "levers"


@dataclass(frozen=True)
class Card:
    """A lever's runs. without, half, full: outcome to float64[replications, months], for all; reach by dose and year, where
    it says how far it gets."""

    lever: Lever
    n_residents: float
    without: dict[str, Array]
    half: dict[str, Array]
    full: dict[str, Array]
    reach: dict[tuple[str, str], Reach]

    @property
    def outcomes(self) -> list[str]:
        """First-order indicators, then the headlines."""
        return list(dict.fromkeys([*self.lever.expects, *HEADLINES]))


@dataclass(frozen=True)
class Effect:
    """A paired effect with its 95 % interval over seeds."""

    effect: float
    low: float
    high: float


def scenario_without(lever: str) -> Scenario:
    """The baseline with the lever off."""
    return load_scenario("baseline", SITE, (f"levers.{lever}=off",) if lever in load_scenario("baseline").levers else ())


def scenario_at(lever: str, dose: float) -> Scenario:
    """The baseline with the lever at a dose from the first month on."""
    return load_scenario("baseline", SITE, (f"levers.{lever}.dose={dose}",))


def name_of(pair: tuple[str, str]) -> str:
    """An outcome for all by its name, one for a group as `name group`."""
    group, outcome = pair
    return outcome if group == "all" else f"{outcome} {group}"


_SHARED: dict[tuple[str, int], dict[str, Array]] = {}


def recorded(scenario: Scenario, replications: int) -> dict[str, Array]:
    """Outcome to float64[replications, months], for all; a scenario that several cards share is run once."""
    key = (scenario.digest(), replications)
    if key not in _SHARED:
        runs = run([scenario], replications, SEED, jobs=2, record="totals")
        if runs.failures:
            raise RuntimeError(runs.failures[0].traceback)
        values = np.stack([runs.values[scenario.name][k] for k in range(replications)])
        _SHARED[key] = {name_of(pair): values[:, :, place] for place, pair in enumerate(runs.series[scenario.name])}
    return _SHARED[key]


def reached(lever: str, dose: float) -> dict[str, Reach]:
    """How far the lever got in one run, on average over the months of the first year and of the last in which it says so."""
    site = ResettlementSite(scenario_at(lever, dose), rng=chance.replication_seed(SEED, 0), record="totals")
    found = []
    for _ in range(MONTHS):
        site.step()
        found.append(site.reach(lever))
    years = {"first": found[:LAST_YEAR], "last": found[-LAST_YEAR:]}
    counted = {year: [reach for reach in months if reach is not None] for year, months in years.items()}
    return {year: Reach(*np.mean(months, axis=0)) for year, months in counted.items() if months}


def make_card(lever: Lever, replications: int = REPLICATIONS) -> Card:
    """Run a lever at each dose."""
    without = scenario_without(lever.name)
    half, full = (recorded(scenario_at(lever.name, dose), replications) for dose in DOSES.values())
    reach = {(name, year): got for name, dose in DOSES.items() for year, got in reached(lever.name, dose).items()}
    return Card(lever, without.site.n_people, recorded(without, replications), half, full, reach)


def effect(before: Array, after: Array, outcome: str, window: slice) -> Effect:
    """The paired effect on the mean of a window of months; on return moves, on the sum over all months."""
    is_sum = outcome == "return_moves"
    difference = after - before if is_sum else (after - before)[:, window]
    # A rate is not counted in a month in which there is nobody to count.
    is_counted = np.isfinite(difference)
    total, n = np.where(is_counted, difference, 0.0).sum(axis=1), is_counted.sum(axis=1)
    each = total if is_sum else total / np.where(n > 0, n, np.nan)
    if not np.isfinite(each).all():
        return Effect(np.nan, np.nan, np.nan)
    found = of_mean(each[:, None])
    return Effect(float(each.mean()), float(found.low[0]), float(found.high[0]))


def months_to_half(before: Array, after: Array) -> int | None:
    """The first month in which the mean effect is half of what it is in its largest year; None where there is no effect.

    The largest year, not the last: an effect that fades again was there in its time.
    """
    path = (after - before).mean(axis=0)
    years = np.convolve(path, np.full(LAST_YEAR, 1 / LAST_YEAR), mode="valid")
    if not np.isfinite(years).all() or np.abs(years).max() < 1e-12:
        return None
    largest = years[np.abs(years).argmax()]
    reached_half = np.nonzero(path * np.sign(largest) >= abs(largest) / 2)[0]
    return int(reached_half[0]) if reached_half.size else None


def rounded(margin: float) -> str:
    """A margin in three digits, or whole from a thousand on."""
    return f"{margin:,.0f}" if margin >= 1000 else f"{margin:.3g}"


def is_beyond(found: Effect) -> int:
    """The sign of an effect whose interval leaves out 0; 0 where it does not."""
    return 1 if found.low > 0 else -1 if found.high < 0 else 0


def verdict(sign: int, found: Effect, last_year: Effect, margin: float, lang: str) -> str:
    """Whether a first-order indicator moved as the declaration expects at full dose: over the whole run, and whether that
    was still so in the last year."""
    if not np.isfinite(found.effect):
        return say(lang, "not counted on this site", "本安置点无此项")
    if sign == 0:
        shown = rounded(margin)
        if -margin <= found.low and found.high <= margin:
            return say(lang, f"no effect, as expected: within ± {shown}", f"如预期无影响：在 ± {shown} 以内")
        return say(lang, f"expected no effect beyond ± {shown}", f"预期影响不超过 ± {shown}")
    if is_beyond(found) == 0:
        return say(lang, "not shown", "未显示")
    if is_beyond(found) != sign:
        return say(lang, "against expectation", "与预期相反")
    if is_beyond(last_year) == -sign:
        return say(lang, "as expected at first, turned round by the last year", "前期符合预期，最后一年转为相反")
    # Faded: in the last year not to be told from nothing, or small beside what it was.
    if is_beyond(last_year) == 0 or abs(last_year.effect) < FADED * abs(found.effect):
        return say(lang, "as expected at first, faded by the last year", "前期符合预期，最后一年基本消退")
    return say(lang, "as expected", "符合预期")


def headline_verdict(found: Effect, margin: float, lang: str) -> str:
    """What the whole run shows of a headline, with the margin within which an effect does not matter."""
    shown = rounded(margin)
    if -margin <= found.low and found.high <= margin:
        return say(lang, f"no effect that matters: within ± {shown}", f"无实质影响：在 ± {shown} 以内")
    sign = is_beyond(found)
    if sign == 0:
        return say(lang, f"open: beyond ± {shown} is not ruled out", f"尚不能判断：不排除超过 ± {shown}")
    return say(lang, "higher", "上升") if sign > 0 else say(lang, "lower", "下降")


def number(value: float) -> str:
    """Whole numbers from a thousand, two decimals from one, four below; a sign for what is not nought."""
    if not np.isfinite(value):
        return "–"
    digits = 0 if abs(value) >= 1000 else 2 if abs(value) >= 1 else 4
    return "0" if round(value, digits) == 0 else f"{value:+,.{digits}f}"


def written(found: Effect) -> str:
    """`+0.012 (+0.010 … +0.014)`."""
    return f"{number(found.effect)} ({number(found.low)} … {number(found.high)})"


def card_rows(card: Card, lang: str) -> list[list[str]]:
    """One row an outcome."""
    last, whole = slice(-LAST_YEAR, None), slice(None)
    rows = []
    for name in card.outcomes:
        of, before = OUTCOMES[name], card.without[name]
        at_full = effect(before, card.full[name], name, whole)
        with np.errstate(invalid="ignore"):
            level = before.sum(axis=1).mean() if name == "return_moves" else float(np.nanmean(before[:, last]))
        is_first = name in card.lever.expects
        in_last, margin = effect(before, card.full[name], name, last), smallest_effect(name).at(level)
        if is_first:
            said = verdict(card.lever.expects[name], at_full, in_last, margin, lang)
        else:
            said = headline_verdict(at_full, margin, lang)
        half_month = months_to_half(before, card.full[name]) if is_first else None
        shown = f"{level:,.0f}" if abs(level) >= 1000 else f"{level:.4g}"
        rows.append([
            f"{of.zh if lang == 'zh' else of.en} ({unit(of.unit, lang)})", shown,
            written(effect(before, card.half[name], name, last)), written(in_last),
            written(at_full), "" if half_month is None else str(half_month), said,
        ])  # fmt: skip
    return rows


def reach_rows(card: Card, lang: str) -> list[list[str]]:
    """Who is reached at each dose, in the first year and in the last."""
    doses = {"half": say(lang, "half dose", "半额"), "full": say(lang, "full dose", "足额")}
    years = {"first": say(lang, "first year", "第一年"), "last": say(lang, "last year", "最后一年")}
    return [[doses[dose], years[year], *(f"{count:,.1f}" for count in reach)] for (dose, year), reach in card.reach.items()]


def yuan_a_year(card: Card, after: dict[str, Array], of: str) -> str:
    """What a dose adds to spending, for a resident and year. of: all spending, or the lever's own lines."""
    if of not in after:  # a lever that costs nothing has no lines
        return "0"
    yuan = round(12 * effect(card.without[of], after[of], of, slice(None)).effect / card.n_residents)
    return f"{yuan:,d}"


def page(card: Card, lang: str) -> str:
    """The card as Markdown."""
    lever = card.lever
    name = lever.zh if lang == "zh" else lever.en
    suffix = ".zh" if lang == "zh" else ""
    head = say(
        lang,
        "Outcome|Without|Half dose, last year|Full dose, last year|Full dose, all months|Month of half the effect|What it shows",
        "结果|无此措施|半额：最后一年|足额：最后一年|足额：全期|效应过半的月份|结论",
    ).split("|")
    own, all_ = f"spending_yuan_month lever={lever.name}", "spending_yuan_month"
    cost = {of: [yuan_a_year(card, dose, of) for dose in (card.half, card.full)] for of in (own, all_)}
    costs = say(
        lang,
        f"Cost for a resident and year: {cost[own][0]} yuan at half dose, {cost[own][1]} at full.",
        f"人均每年成本：半额 {cost[own][0]} 元，足额 {cost[own][1]} 元。",
    )
    if cost[own] != cost[all_]:
        costs += say(
            lang,
            f" With what other levers are then asked for, spending rises by {cost[all_][0]} and {cost[all_][1]} yuan.",
            f"计入由此带动的其他措施支出，合计分别增加 {cost[all_][0]} 元和 {cost[all_][1]} 元。",
        )
    text = say(
        lang,
        f"# {name[0].upper()}{name[1:]} {lever.term}\n\nMeasure {lever.measure}. {lever.sentence}\n\n"
        f"County-town site, {MONTHS} months from June 2019, baseline with and without the lever, {REPLICATIONS} replications, "
        f"seed {SEED}. Paired effects with 95 % intervals over seeds only; return moves are summed over all months.\n\n{costs}",
        f"# {name}\n\n措施 {lever.measure}。文件用语：{lever.term}。\n\n县城安置点，自 2019 年 6 月起 {MONTHS} 个月，"
        f"基准情景有无此措施对比，{REPLICATIONS} 次重复，种子 {SEED}。配对效应及 95% 区间，区间只反映模拟随机性；"
        f"回迁为全期合计。\n\n{costs}",
    )
    reach = reach_rows(card, lang)
    reach_head = say(lang, "Dose|When|Eligible|Aware|Taken up|Served", "剂量|时期|符合条件|知晓|参与|实际服务").split("|")
    reach_title = say(lang, "Reached in a month", "平均每月覆盖")
    reached_text = f"\n\n## {reach_title}\n\n{table(reach_head, reach)}" if reach else ""
    return f"{text}\n\n{table(head, card_rows(card, lang))}{reached_text}\n\n![]({lever.name}{suffix}.png)\n"


def card_file(lever: str, lang: str) -> Path:
    """Where a card stands."""
    return FOLDER / (f"{lever}.md" if lang == "en" else f"{lever}.zh.md")


def write_card(card: Card) -> None:
    """The card and its figure in both languages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    shown = [name for name in card.lever.expects if np.isfinite(card.without[name]).all()] or ["employment_rate"]
    for lang in LANGUAGES:
        file = card_file(card.lever.name, lang)
        file.write_text(f"{stamp()}\n\n{page(card, lang)}", encoding="utf-8")
        paths = {name: [(card.half[name] - card.without[name]), (card.full[name] - card.without[name])] for name in shown[:3]}
        draw_card(paths, file.with_suffix(".png"), lang)


def main(names: list[str]) -> None:
    """Write the cards of the levers named, or of all."""
    for name in names or list(LEVERS):
        write_card(make_card(LEVERS[name]))


if __name__ == "__main__":
    main(sys.argv[1:])
