"""The section on who gains: groups, and where rows were kept, families, tenths of income, flows and the map of the site."""

from __future__ import annotations

import pandas as pd

from analysis.figures.flows import bar_ends, flow_figure, of_labour_force
from analysis.figures.groups import group_figure, ordered
from analysis.figures.labels import group_name, pick
from analysis.figures.site_map import site_map_figure
from analysis.report.document import (
    Block,
    Cell,
    Paragraph,
    Section,
    Table,
    changes,
    count,
    number,
    percent,
    picture,
    section,
    unit_of,
    words,
)
from analysis.report.first_page import TRAITS, interval_note
from analysis.report.source import BY_GROUP, Source
from analysis.report.texts import heads, say
from analysis.who_gains import by_group, deciles, inequality, transitions, winners
from analysis.wording import figures

KINDS = {
    "better": ("better off", "变好"), "worse": ("worse off", "变差"), "same": ("as before", "不变"),
    "better less worse": ("better less worse", "净差"),
}  # fmt: skip
MEASURES = {
    "gini": ("Gini coefficient", "基尼系数"),
    "share_of_poorest_40": ("share of the poorest two fifths", "低收入 40% 人口的收入份额"),
}  # fmt: skip


def groups_section(of: Source) -> Section:
    """The effect on stable employment by group; families, tenths and flows where rows were kept."""
    blocks: list[Block] = []
    if not of.can_compare:
        return section("groups", of.lang, [Paragraph(say("alone" if len(of.scenarios) == 1 else "too_few", of.lang))])
    found = by_group(of.groups, of.baseline, BY_GROUP, over=of.over) if of.has_groups else None
    # The groups of a province are its sites by class, and no kind of people.
    if found is not None and found["trait"].isin(TRAITS).any():
        shown = found[found["trait"].isin(("all", *TRAITS))]
        title, label = say("p_groups", of.lang), of.drawn_labels[of.baseline]
        blocks.append(
            picture(title, title, group_figure, of.lang, groups=found, labels=of.drawn_labels, baseline=label, traits=TRAITS)
        )
        blocks.append(_groups(of, shown))
    else:
        blocks.append(Paragraph(say("no_groups", of.lang)))
    blocks += _families(of) if of.has_rows else [Paragraph(say("no_rows", of.lang), "small")]
    return section("groups", of.lang, blocks)


def _groups(of: Source, found: pd.DataFrame) -> Table:
    rows = [
        (words(of.label(row["scenario"])), words(group_name(str(row["group"]), of.lang)),
         number(row["baseline"], "share", of.lang), number(row["value"], "share", of.lang), *changes(row, "share", of.lang),
         *changes(row, "share", of.lang, ("versus_all", "versus_low", "versus_high")))
        for _, row in _in_order(found[found["effect"].notna()]).iterrows()
    ]  # fmt: skip
    head = heads(of.lang, "scenario", "group", "baseline", "value", "effect", "low", "high", "versus", "low", "high")
    title = f"{say('t_groups', of.lang)} ({unit_of('share', of.lang, True)})"
    return Table("groups", title, head, tuple(rows), interval_note(of))


def _in_order(found: pd.DataFrame) -> pd.DataFrame:
    """Groups in the order of the figure, under each scenario."""
    keys = {group: place for place, group in enumerate(ordered(found["group"]))}
    place = {name: number for number, name in enumerate(dict.fromkeys(found["scenario"]))}
    return found.sort_values(
        ["scenario", "group"], key=lambda of: of.map(place if of.name == "scenario" else keys), kind="stable"
    )


def _families(of: Source) -> list[Block]:
    households, people = of.results.rows("households"), of.results.rows("people")
    households, people = (rows[rows["scenario"].isin(of.scenarios)] for rows in (households, people))
    families = [
        (words(of.label(row["scenario"])), words(pick(KINDS[row["kind"]], of.lang)), percent(row["share"]), percent(row["low"]),
         percent(row["high"]), _change(row["mean_change"], figures(row["mean_change"])))
        for _, row in winners(households, of.baseline).iterrows()
    ]  # fmt: skip
    tenths = [
        (words(of.label(row["scenario"])), count(row["decile"]), *(count(row[key]) for key in ("baseline", "value")),
         *(_change(row[key], figures(row[key])) for key in ("effect", "low", "high")))
        for _, row in deciles(households, of.baseline).iterrows()
    ]  # fmt: skip
    gini = [
        (words(of.label(row["scenario"])), words(pick(MEASURES[row["measure"]], of.lang)),
         *(Cell(float(row[key]), f"{row[key]:.3f}") for key in ("baseline", "value")),
         *(_change(row[key], f"{row[key]:.3f}".replace("-", "−")) for key in ("effect", "low", "high")))
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


def _change(value: float, shown: str) -> Cell:
    """A cell of a change, with its sign."""
    return Cell(float(value), f"+{shown}" if value > 0 else shown)


def _pictures_of_rows(of: Source, people: pd.DataFrame, households: pd.DataFrame) -> list[Block]:
    first, last = int(people["month"].min()), int(people["month"].max())
    when = (of.calendar.label(first), of.calendar.label(last))
    flows, ends = of_labour_force(transitions(people, "labour_state")), bar_ends(people, "labour_state", first, last)
    flow_title, map_title = say("p_flows", of.lang), say("p_map", of.lang)
    names = [of.baseline, *of.others[-1:]]
    at_end = households[(households["month"] == households["month"].max()) & households["scenario"].isin(names)]
    return [
        picture(flow_title, flow_title, flow_figure, of.lang, flows=flows, ends=ends, labels=of.drawn_labels, of="people",
                months=when),
        picture(map_title, map_title, site_map_figure, of.lang, households=at_end, places=of.results.rows("places"),
                shown="stable_job", labels=of.drawn_labels, when=when[1]),
    ]  # fmt: skip
