"""The sections of findings: targets, effects, money, who gains, contributions. Each has a picture and the table behind it."""

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
from analysis.figures.flows import bar_ends, flow_figure, of_labour_force
from analysis.figures.forest import forest_figure
from analysis.figures.groups import group_figure
from analysis.figures.labels import group_name, part_name
from analysis.figures.paths import paths_figure
from analysis.figures.site_map import site_map_figure
from analysis.figures.target_dashboard import target_figure
from analysis.figures.waterfall import waterfall_figure
from analysis.report.document import Block, Cell, Paragraph, Section, Table, count, number, percent, picture, unit_of, words
from analysis.report.first_page import MILLION, PRICED, TRAITS, interval_note
from analysis.report.source import BY_GROUP, RANKED, Source
from analysis.report.texts import heads, say
from analysis.targets import BY_NAME as TARGETS
from analysis.targets import targets
from analysis.who_gains import by_group, deciles, inequality, transitions, winners
from analysis.wording import figures, sentence, verb
from model.registry import OUTCOMES

PATHS = (
    "employment_rate", "stable_employment_rate", "labour_households_with_a_stable_job", "integration_index",
    "net_income_a_head_yuan_month", "share_returned",
)  # fmt: skip
KINDS = {
    "better": ("better off", "变好"), "worse": ("worse off", "变差"), "same": ("as before", "不变"),
    "better less worse": ("better less worse", "净差"),
}  # fmt: skip
MEASURES = {
    "gini": ("Gini coefficient", "基尼系数"),
    "share_of_poorest_40": ("share of the poorest two fifths", "低收入 40% 人口的收入份额"),
}  # fmt: skip
PROGRAMME_NAMES = {
    "workshop": ("workshops", "扶贫车间"), "public_programme": ("public-welfare jobs", "公益性岗位"),
    "community_firm": ("community firms", "社区企业"), "craft": ("craft enterprises", "民族手工企业"),
    "cooperative": ("co-operatives", "农民合作社"), "start_up": ("household start-ups", "家庭创业"),
    "all programmes": ("all programmes", "全部项目"),
}  # fmt: skip


def _pick(pair: tuple[str, str], of: Source) -> str:
    return pair[1] if of.lang == "zh" else pair[0]


def _section(name: str, of: Source, blocks: Sequence[Block]) -> Section:
    return Section(name, say(name, of.lang), tuple(blocks))


def _interval(row: pd.Series, unit: str, of: Source, names: tuple[str, ...] = ("effect", "low", "high")) -> list[Cell]:
    return [number(float(row[name]), unit, of.lang, is_change=True) for name in names]


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
    table = Table("targets", say("t_targets", of.lang), heads(of.lang, "target", "scenario", "met", "since", "missed", "unit"),
                  tuple(rows), note)  # fmt: skip
    title = say("p_targets", of.lang)
    return _section("targets", of, [picture(title, title, target_figure, of.lang, targets=found, labels=of.labels), table])


def _target(name: str, of: Source) -> str:
    return TARGETS[name].zh if of.lang == "zh" else TARGETS[name].en


def effects_section(of: Source) -> Section:
    """Effects in sentences, a forest, a table; paths; sums over months. A single scenario has paths and levels."""
    start = (of.calendar.year(0), of.calendar.month_of_year(0))
    shown = mean_paths(of.frame, [name for name in PATHS if (of.frame["outcome"] == name).any()])
    title = say("p_paths", of.lang)
    paths = picture(title, title, paths_figure, of.lang, paths=shown, labels=of.labels, start=start)
    if not of.can_compare:
        return _section("effects", of, [paths, _levels(of)])
    label = of.label(of.baseline)
    title = say("p_effects", of.lang)
    forest = picture(title, title, forest_figure, of.lang, effects=of.effects, labels=of.labels, baseline=label)
    said = [
        Paragraph(" ".join(sentence(row, of.label(name), of.lang) for _, row in _of(of.effects, name, PATHS).iterrows()))
        for name in of.others
    ]
    return _section("effects", of, [*said, forest, _effects(of), paths, _sums(of)])


def _of(effects: pd.DataFrame, scenario: str, outcomes: Sequence[str]) -> pd.DataFrame:
    return effects[(effects["scenario"] == scenario) & effects["outcome"].isin(outcomes)]


def _effects(of: Source) -> Table:
    rows = []
    for _, row in of.effects.iterrows():
        unit = OUTCOMES[row["outcome"]].unit
        rows.append((
            words(of.label(row["scenario"])), words(of.outcome(row["outcome"])), number(row["baseline"], unit, of.lang),
            number(row["value"], unit, of.lang), *_interval(row, unit, of), words(unit_of(unit, of.lang, True)),
            words(verb(row["word"], of.lang)),
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
            *_interval(row, measure.unit, of), words(unit_of(measure.unit, of.lang)),
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
    return _section("money", of, blocks)


def _spending(of: Source, table: pd.DataFrame, kind: str) -> Table:
    """Scenarios by lever or payer, million yuan, with their sum; what nobody spends on is left out."""
    chosen = table[table["kind"] == kind].pivot(index="name", columns="scenario", values="yuan")[of.scenarios] / MILLION
    chosen = chosen[(chosen.abs() > 0).any(axis=1)]
    total = table[table["kind"] == "all"].set_index("scenario")["yuan"] / MILLION
    rows = []
    for name, values in chosen.iterrows():
        shown = of.lever(str(name)) if kind == "lever" else _payer(str(name), of)
        rows.append((words(shown), *(Cell(float(value), figures(value)) for value in values)))
    rows.append((words(say("total", of.lang)), *(Cell(float(total[name]), figures(total[name])) for name in of.scenarios)))
    title = say("t_spending" if kind == "lever" else "t_payers", of.lang, months=of.months)
    head = (say(kind, of.lang), *(of.label(name) for name in of.scenarios))
    return Table("spending" if kind == "lever" else "payers", title, head, tuple(rows))


PAYERS = {"county": ("county", "县级"), "province": ("province", "省级"), "central": ("central government", "中央"),
          "partner": ("partners", "帮扶单位"), "enterprise": ("enterprises", "企业")}  # fmt: skip


def _payer(name: str, of: Source) -> str:
    return _pick(PAYERS.get(name, (name, name)), of)


def _prices(of: Source) -> Table:
    rows = []
    for _, row in cost_effectiveness(of.frame, of.baseline).iterrows():
        gain = GAINS[row["gain"]]
        price = [
            Cell(float(row[key]), f"{row[key]:,.0f}") if row["is_bounded"] and row[key] == row[key] else words("–")
            for key in ("ratio", "low", "high")
        ]
        cost = row["cost"] / MILLION
        rows.append((
            words(of.label(row["scenario"])), words(gain.zh if of.lang == "zh" else gain.plural),
            Cell(float(cost), figures(cost)),
            *(Cell(float(row[key]), figures(row[key])) for key in ("effect", "effect_low", "effect_high")), *price,
        ))  # fmt: skip
    head = heads(of.lang, "scenario", "gain", "extra_cost", "extra_gain", "low", "high", "price", "low", "high")
    return Table("prices", say("t_prices", of.lang), head, tuple(rows), interval_note(of) + " " + say("n_ratio", of.lang))


def _cost_picture(of: Source) -> list[Block]:
    points = {name: extra(of.frame, of.baseline, name, PRICED) for name in of.others}
    curves = acceptability(of.frame, of.baseline, PRICED, price_range(points))
    title = say("p_cost", of.lang)
    label = of.label(of.baseline)
    return [
        picture(title, title, cost_figure, of.lang, points=points, curves=curves, gain=PRICED, labels=of.labels, baseline=label)
    ]


def _displaced(of: Source) -> list[Block]:
    found = displacement(of.frame, of.baseline)
    if found.empty:
        return []
    rows = []
    for _, row in found.iterrows():
        if not row["gross"]:
            continue
        name = _pick(PROGRAMME_NAMES.get(row["programme"], (row["programme"],) * 2), of)
        rows.append((
            words(of.label(row["scenario"])), words(name), count(row["gross"]), count(row["net"]),
            *(percent(row[key]) for key in ("displaced_share", "low", "high")),
        ))  # fmt: skip
    head = heads(of.lang, "scenario", "programme", "gross", "net", "displaced", "low", "high")
    return [Table("displacement", say("t_displacement", of.lang), head, tuple(rows), say("n_displaced", of.lang))]


def groups_section(of: Source) -> Section:
    """The effect on stable employment by group; families, tenths and flows where rows were kept."""
    blocks: list[Block] = []
    if not of.can_compare:
        return _section("groups", of, [Paragraph(say("alone" if len(of.scenarios) == 1 else "too_few", of.lang))])
    if of.has_groups:
        found = by_group(of.groups, of.baseline, BY_GROUP, over=of.over)
        shown = found[found["trait"].isin(("all", *TRAITS))]
        title, label = say("p_groups", of.lang), of.label(of.baseline)
        blocks.append(picture(title, title, group_figure, of.lang, groups=found, labels=of.labels, baseline=label, traits=TRAITS))
        blocks.append(_groups(of, shown))
    else:
        blocks.append(Paragraph(say("no_groups", of.lang)))
    blocks += _families(of) if of.has_rows else [Paragraph(say("no_rows", of.lang), "small")]
    return _section("groups", of, blocks)


def _groups(of: Source, found: pd.DataFrame) -> Table:
    rows = [
        (words(of.label(row["scenario"])), words(group_name(str(row["group"]), of.lang)),
         number(row["baseline"], "share", of.lang), number(row["value"], "share", of.lang), *_interval(row, "share", of),
         *_interval(row, "share", of, ("versus_all", "versus_low", "versus_high")))
        for _, row in found[found["effect"].notna()].iterrows()
    ]  # fmt: skip
    head = heads(of.lang, "scenario", "group", "baseline", "value", "effect", "low", "high", "versus", "low", "high")
    title = f"{say('t_groups', of.lang)} ({unit_of('share', of.lang, True)})"
    return Table("groups", title, head, tuple(rows), interval_note(of))


def _families(of: Source) -> list[Block]:
    households, people = of.results.rows("households"), of.results.rows("people")
    households, people = (rows[rows["scenario"].isin(of.scenarios)] for rows in (households, people))
    families = [
        (words(of.label(row["scenario"])), words(_pick(KINDS[row["kind"]], of)), percent(row["share"]), percent(row["low"]),
         percent(row["high"]), Cell(float(row["mean_change"]), figures(row["mean_change"])))
        for _, row in winners(households, of.baseline).iterrows()
    ]  # fmt: skip
    tenths = [
        (words(of.label(row["scenario"])), count(row["decile"]), *(count(row[key]) for key in ("baseline", "value")),
         *(Cell(float(row[key]), figures(row[key])) for key in ("effect", "low", "high")))
        for _, row in deciles(households, of.baseline).iterrows()
    ]  # fmt: skip
    gini = [
        (words(of.label(row["scenario"])), words(_pick(MEASURES[row["measure"]], of)),
         *(Cell(float(row[key]), f"{row[key]:.3f}".replace("-", "−")) for key in ("baseline", "value", "effect", "low", "high")))
        for _, row in inequality(households, of.baseline).iterrows()
    ]  # fmt: skip
    made: list[Block] = [
        Table("families", say("t_families", of.lang),
              heads(of.lang, "scenario", "measure", "families_col", "low", "high", "change"),
              tuple(families), say("n_pairs", of.lang)),
        Table("tenths", say("t_deciles", of.lang),
              heads(of.lang, "scenario", "tenth", "baseline", "value", "effect", "low", "high"),
              tuple(tenths)),
        Table("inequality", say("t_inequality", of.lang),
              heads(of.lang, "scenario", "measure", "baseline", "value", "effect", "low", "high"), tuple(gini)),
    ]  # fmt: skip
    return [*made, *_pictures_of_rows(of, people, households)]


def _pictures_of_rows(of: Source, people: pd.DataFrame, households: pd.DataFrame) -> list[Block]:
    first, last = int(people["month"].min()), int(people["month"].max())
    when = (of.calendar.label(first), of.calendar.label(last))
    flows, ends = of_labour_force(transitions(people, "labour_state")), bar_ends(people, "labour_state", first, last)
    flow_title, map_title = say("p_flows", of.lang), say("p_map", of.lang)
    names = [of.baseline, *of.others[-1:]]
    at_end = households[(households["month"] == households["month"].max()) & households["scenario"].isin(names)]
    return [
        picture(flow_title, flow_title, flow_figure, of.lang, flows=flows, ends=ends, labels=of.labels, of="people", months=when),
        picture(map_title, map_title, site_map_figure, of.lang, households=at_end, places=of.results.rows("places"),
                shown="stable_job", labels=of.labels, when=when[1]),
    ]  # fmt: skip


def contribution_section(of: Source) -> Section:
    """What each part of a package adds; of another record, how to find out."""
    if not of.parts or not of.can_compare:
        other = of.others[-1] if of.others else of.baseline
        return _section("contribution", of, [Paragraph(say("no_package", of.lang, baseline=of.baseline, scenario=other))])
    frame = of.results.outcomes([RANKED, "integration_index"], ["all"])
    orders = of.results.manifest["asked"].get("orders")
    blocks: list[Block] = []
    for outcome in (RANKED, "integration_index"):
        found = shapley(frame, outcome) if orders is None else sampled_shapley(frame, orders, outcome)
        unit = OUTCOMES[outcome].unit
        rows = [
            (words(part_name(str(row["part"]), of.lang)), *_interval(row, unit, of), percent(row["share"]))
            for _, row in found.iterrows()
        ]  # fmt: skip
        title = say("t_contribution", of.lang, outcome=of.outcome(outcome))
        head = (*heads(of.lang, "part", "effect", "low", "high", "share"),)
        shown = f"{title} ({unit_of(unit, of.lang, True)})"
        blocks += [
            picture(title, title, waterfall_figure, of.lang, contributions=found),
            Table(f"adds_{outcome}"[:31], shown, head, tuple(rows), say("n_contribution", of.lang)),
        ]
    return _section("contribution", of, blocks)
