"""The sections of findings: targets, effects, money, contributions. Each has a picture and the table behind it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.contribution import sampled_shapley, shapley
from analysis.cost import BY_NAME as GAINS
from analysis.cost import SPENDING, acceptability, cost_effectiveness, extra, price_range, spending
from analysis.cumulative import BY_NAME as SUMS
from analysis.cumulative import cumulative
from analysis.displacement import displacement
from analysis.effects import mean_interval, mean_paths
from analysis.figures.cost_effectiveness import cost_figure
from analysis.figures.forest import forest_figure
from analysis.figures.labels import part_name, pick
from analysis.figures.paths import paths_figure
from analysis.figures.target_dashboard import target_figure
from analysis.figures.waterfall import waterfall_figure
from analysis.report.document import (
    Block,
    Bullets,
    Cell,
    Paragraph,
    Section,
    Table,
    changes,
    count,
    money,
    number,
    percent,
    picture,
    section,
    unit_of,
    words,
)
from analysis.report.first_page import PRICED, interval_note
from analysis.report.source import RANKED, Source
from analysis.report.texts import heads, say
from analysis.targets import BY_NAME as TARGETS
from analysis.targets import targets
from analysis.wording import figures, reading, sentence
from model.codes import EMPLOYER_KINDS
from model.outcomes.employment import KIND_WORDS
from model.registry import OUTCOMES

PATHS = (
    "employment_rate", "stable_employment_rate", "labour_households_with_a_stable_job", "integration_index",
    "net_income_a_head_yuan_month", "share_returned",
)  # fmt: skip
CODES = {word: code for code, word in KIND_WORDS.items()}
ALL_PROGRAMMES = ("all programmes", "全部项目")


def targets_section(of: Source) -> Section:
    """Every target that the record can show, under every scenario."""
    found = targets(of.frame)
    lost = [_target(name, of) for name in dict.fromkeys(found.loc[~found["is_recorded"], "target"])]
    found = found[found["is_recorded"]]
    rows = []
    for row in found.to_dict("records"):
        target = TARGETS[row["target"]]
        since = words("–") if row["month_met"] != row["month_met"] else count(row["month_met"])
        gap = number(float(row["missed_by"]), target.unit, of.lang, is_change=True)
        rows.append((
            words(_target(row["target"], of)), words(of.label(row["scenario"])), percent(row["p_met"]), since,
            Cell(gap.value, gap.shown.removeprefix("+")), words(unit_of(target.unit, of.lang, True)),
        ))  # fmt: skip
    note = say("n_targets", of.lang, names=("、" if of.lang == "zh" else "; ").join(lost)) if lost else ""
    whole = Table("targets_all", say("t_targets_all", of.lang),
                  heads(of.lang, "target", "scenario", "met", "since", "missed", "unit"), tuple(rows))  # fmt: skip
    title = say("p_targets", of.lang)
    shown = picture(title, title, target_figure, of.lang, targets=found, labels=of.drawn_labels)
    return section("targets", of.lang, [shown, _targets_side_by_side(of, found, note), whole])


def _targets_side_by_side(of: Source, found: pd.DataFrame, note: str) -> Table:
    """One row a target, one column a scenario."""
    rows = []
    for name, runs in found.groupby("target", sort=False):
        target, by_scenario = TARGETS[str(name)], runs.set_index("scenario")
        cells = [words(_target(str(name), of)), words(unit_of(target.unit, of.lang, True))]
        for scenario in of.scenarios:
            met, missed = (float(by_scenario.loc[scenario, key]) for key in ("p_met", "missed_by"))  # type: ignore[arg-type]
            gap = number(missed, target.unit, of.lang, is_change=True).shown.removeprefix("+")
            cells.append(Cell(100 * met, f"{100 * met:.0f} %" + (f" ({gap})" if met < 1 else "")))
        rows.append(tuple(cells))
    head = (*heads(of.lang, "target", "gap_unit"), *(of.label(name) for name in of.scenarios))
    return Table("targets", say("t_targets", of.lang), head, tuple(rows), note)


def _target(name: str, of: Source) -> str:
    return TARGETS[name].zh if of.lang == "zh" else TARGETS[name].en


def effects_section(of: Source) -> Section:
    """Effects in sentences, a forest, a table; paths; sums over months. A single scenario has paths and levels."""
    start = (of.calendar.year(0), of.calendar.month_of_year(0))
    shown = mean_paths(of.frame, [name for name in PATHS if (of.frame["outcome"] == name).any()])
    title = say("p_paths", of.lang)
    paths = picture(title, title, paths_figure, of.lang, paths=shown, labels=of.drawn_labels, start=start)
    if not of.can_compare:
        return section("effects", of.lang, [paths, _levels(of)])
    label = of.drawn_labels[of.baseline]
    title = say("p_effects", of.lang)
    forest = picture(title, title, forest_figure, of.lang, effects=of.effects, labels=of.drawn_labels, baseline=label)
    said = [
        Bullets(
            tuple(sentence(row, of.label(name), of.lang) for _, row in _of(of.effects, name, PATHS).iterrows()), of.label(name)
        )
        for name in of.others
    ]
    return section("effects", of.lang, [*said, forest, _effects(of), paths, _sums(of)])


def _of(effects: pd.DataFrame, scenario: str, outcomes: Sequence[str]) -> pd.DataFrame:
    return effects[(effects["scenario"] == scenario) & effects["outcome"].isin(outcomes)]


def _effects(of: Source) -> Table:
    rows = []
    for _, row in of.effects.iterrows():
        unit = OUTCOMES[row["outcome"]].unit
        rows.append((
            words(of.label(row["scenario"])), words(of.outcome(row["outcome"])), number(row["baseline"], unit, of.lang),
            number(row["value"], unit, of.lang), *changes(row, unit, of.lang), words(unit_of(unit, of.lang, True)),
            words(reading(row["word"], of.lang)),
        ))  # fmt: skip
    head = heads(of.lang, "scenario", "outcome", "baseline", "value", "effect", "low", "high", "unit", "reading")
    note = interval_note(of) + " " + say("n_wording", of.lang)
    return Table("effects", say("t_effects", of.lang, over=of.over), head, tuple(rows), note)


def _levels(of: Source) -> Table:
    chosen = of.frame[(of.frame["month"] >= of.months - of.over) & of.frame["outcome"].isin(PATHS)]
    keys = ["scenario", "outcome", "design_point", "replication"]
    means = chosen.groupby(keys, observed=True)["value"].mean().reset_index()
    rows = []
    for key, runs in means.groupby(["scenario", "outcome"], observed=True, sort=False):
        scenario, outcome = (str(part) for part in tuple(key))
        unit = OUTCOMES[outcome].unit
        values = [float(part[0]) for part in mean_interval(runs["value"].to_numpy()[:, None])]
        rows.append((words(of.label(scenario)), words(of.outcome(outcome)), *(number(v, unit, of.lang) for v in values),
                     words(unit_of(unit, of.lang))))  # fmt: skip
    head = heads(of.lang, "scenario", "outcome", "value", "low", "high", "unit")
    return Table("levels", say("t_levels", of.lang, over=of.over), head, tuple(rows))


def _sums(of: Source) -> Table:
    rows = []
    for _, row in cumulative(of.frame, of.baseline).iterrows():
        if row["scenario"] == of.baseline:
            continue
        measure = SUMS[row["measure"]]
        rows.append((
            words(of.label(row["scenario"])), words(measure.zh if of.lang == "zh" else measure.en),
            number(row["value"] - row["effect"], measure.unit, of.lang), number(row["value"], measure.unit, of.lang),
            *changes(row, measure.unit, of.lang), words(unit_of(measure.unit, of.lang)),
        ))  # fmt: skip
    head = heads(of.lang, "scenario", "measure", "baseline", "value", "effect", "low", "high", "unit")
    return Table("cumulative", say("t_cumulative", of.lang, months=of.months), head, tuple(rows), interval_note(of))


def money_section(of: Source) -> Section:
    """Spending by lever and payer; what a gain costs, and how likely it is worth it."""
    table = spending(of.money)
    table = table[table["outcome"] == SPENDING]
    blocks: list[Block] = [_spending(of, table, "lever"), _spending(of, table, "payer")]
    if of.can_compare:
        blocks += [_prices(of), *_cost_picture(of), *_displaced(of)]
    return section("money", of.lang, blocks)


def _spending(of: Source, table: pd.DataFrame, kind: str) -> Table:
    """Scenarios by lever or payer, with their sum; what nobody spends on is left out."""
    chosen = table[table["kind"] == kind].pivot(index="name", columns="scenario", values="yuan")[of.scenarios]
    chosen = chosen[(chosen.abs() > 0).any(axis=1)]
    total = table[table["kind"] == "all"].set_index("scenario")["yuan"]
    rows = []
    for name, values in chosen.iterrows():
        shown = of.lever(str(name)) if kind == "lever" else _payer(str(name), of)
        rows.append((words(shown), *(money(value, of.lang) for value in values)))
    rows.append((words(say("total", of.lang)), *(money(total[name], of.lang) for name in of.scenarios)))
    title = say("t_spending" if kind == "lever" else "t_payers", of.lang, months=of.months)
    head = (say(kind, of.lang), *(of.label(name) for name in of.scenarios))
    return Table("spending" if kind == "lever" else "payers", title, head, tuple(rows))


PAYERS = {"county": ("county", "县级"), "province": ("province", "省级"), "central": ("central government", "中央"),
          "partner": ("partners", "帮扶单位"), "enterprise": ("enterprises", "企业")}  # fmt: skip


def _payer(name: str, of: Source) -> str:
    return pick(PAYERS.get(name, (name, name)), of.lang)


def _prices(of: Source) -> Table:
    rows = []
    for _, row in cost_effectiveness(of.frame, of.baseline).iterrows():
        gain = GAINS[row["gain"]]
        price = [
            Cell(float(row[key]), f"{row[key]:,.0f}") if row["is_bounded"] and row[key] == row[key] else words("–")
            for key in ("ratio", "low", "high")
        ]
        rows.append((
            words(of.label(row["scenario"])), words(gain.zh if of.lang == "zh" else gain.plural),
            money(row["cost"], of.lang),
            *(Cell(float(row[key]), figures(row[key])) for key in ("effect", "effect_low", "effect_high")), *price,
        ))  # fmt: skip
    head = heads(of.lang, "scenario", "gain", "extra_cost", "extra_gain", "low", "high", "price", "low", "high")
    return Table("prices", say("t_prices", of.lang), head, tuple(rows), interval_note(of) + " " + say("n_ratio", of.lang))


def _cost_picture(of: Source) -> list[Block]:
    points = {name: extra(of.frame, of.baseline, name, PRICED) for name in of.others}
    curves = acceptability(of.frame, of.baseline, PRICED, price_range(points))
    title = say("p_cost", of.lang)
    label = of.drawn_labels[of.baseline]
    return [
        picture(
            title, title, cost_figure, of.lang, points=points, curves=curves, gain=PRICED, labels=of.drawn_labels, baseline=label
        )
    ]


def _displaced(of: Source) -> list[Block]:
    found = displacement(of.frame, of.baseline)
    if found.empty:
        return []
    # A programme that a scenario does not move gives or takes a few jobs by chance; that says nothing of displacement.
    is_told = found["displaced_share"].notna() | ~found["programme"].isin(CODES)
    rows = []
    for _, row in found[is_told & (found["gross"] != 0)].iterrows():
        name = pick(EMPLOYER_KINDS[CODES[row["programme"]]] if row["programme"] in CODES else ALL_PROGRAMMES, of.lang)
        rows.append((
            words(of.label(row["scenario"])), words(name), count(row["gross"]), count(row["net"]),
            *(percent(row[key]) for key in ("displaced_share", "low", "high")),
        ))  # fmt: skip
    head = heads(of.lang, "scenario", "programme", "gross", "net", "displaced", "low", "high")
    return [Table("displacement", say("t_displacement", of.lang), head, tuple(rows), say("n_displaced", of.lang))]


def contribution_section(of: Source) -> Section:
    """What each part of a package adds; of another record, how to find out."""
    if not of.parts or not of.can_compare:
        other = of.others[-1] if of.others else of.baseline
        return section("contribution", of.lang, [Paragraph(say("no_package", of.lang, baseline=of.baseline, scenario=other))])
    frame = of.results.outcomes([RANKED, "integration_index"], ["all"])
    orders = of.results.manifest["asked"].get("orders")
    blocks: list[Block] = []
    for outcome in (RANKED, "integration_index"):
        found = shapley(frame, outcome) if orders is None else sampled_shapley(frame, orders, outcome)
        unit = OUTCOMES[outcome].unit
        rows = [
            (words(part_name(str(row["part"]), of.lang)), *changes(row, unit, of.lang), percent(row["share"]))
            for _, row in found.iterrows()
        ]  # fmt: skip
        title = say("t_contribution", of.lang, outcome=of.outcome(outcome))
        head = (*heads(of.lang, "part", "effect", "low", "high", "share"),)
        shown = f"{title} ({unit_of(unit, of.lang, True)})"
        blocks += [
            picture(title, title, waterfall_figure, of.lang, contributions=found),
            Table(f"adds_{outcome}"[:31], shown, head, tuple(rows), say("n_contribution", of.lang)),
        ]
    return section("contribution", of.lang, blocks)
