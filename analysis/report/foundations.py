"""The sections on what an answer stands on: the assumption ledger, the method, and how to repeat it."""

from __future__ import annotations

import shlex

import pandas as pd

from analysis.assumptions import GRADES, grades, screening, variance_shares
from analysis.report.document import Block, Cell, Paragraph, Section, Table, count, percent, section, to, words
from analysis.report.first_page import leader, whole_ledger
from analysis.report.source import RANKED, Source
from analysis.report.texts import heads, say
from model.calendar import rows as table_rows
from model.month import PROCESSES
from model.words import unit

MOST_SCREENED = 15
COMMANDS = ("run", "compare", "draws", "package", "demo")  # those that make records


def assumptions_section(of: Source) -> Section:
    """Parameters by grade, those that the scenarios set, all of them, and what the variance of the effect rests on."""
    table = whole_ledger(of)
    blocks: list[Block] = [
        _grades(of, table),
        *_variance(of),
        _ledger(of, table, is_whole=False),
        *_sources(table[table["is_set"]], of),
        _ledger(of, table, is_whole=True),
    ]
    return section("assumptions", of.lang, tuple(blocks))


def _grade(name: str, of: Source) -> str:
    return GRADES[name][1 if of.lang == "zh" else 0]


def _grades(of: Source, table: pd.DataFrame) -> Table:
    rows = [(words(_grade(row["grade"], of)), count(row["n"]), percent(row["share"])) for row in grades(table).to_dict("records")]
    return Table("grades", say("t_grades", of.lang), heads(of.lang, "grade", "n", "share"), tuple(rows))


def _ledger(of: Source, table: pd.DataFrame, is_whole: bool) -> Table:
    """All parameters, or those that a scenario sets."""
    chosen = table if is_whole else table[table["is_set"]]
    rows = [
        (words(row["parameter"]), words(row["zh" if of.lang == "zh" else "en"]), _plain(row["value"]), _plain(row["default"]),
         words(to(_plain(row["low"]).shown, _plain(row["high"]).shown, of.lang)),
         words(unit(row["unit"], of.lang)), words(_grade(row["grade"], of)),
         words(row["source"] or "–"))
        for row in chosen.to_dict("records")
    ]  # fmt: skip
    head = heads(of.lang, "parameter", "name", "set_to", "default", "range", "unit", "grade", "source")
    name = "ledger" if is_whole else "set"
    return Table(name, say(f"t_{name}", of.lang), head, tuple(rows), "" if is_whole else say("n_ledger", of.lang, n=len(table)))


def _sources(table: pd.DataFrame, of: Source) -> list[Block]:
    """What the ids of a ledger's sources stand for."""
    ids = {source for cited in table["source"] for source in str(cited).split()}
    cited = [row for row in table_rows("sources") if row["id"] in ids]
    rows = [tuple(words(row[key] or "–") for key in ("id", "title", "publisher", "year", "address")) for row in cited]
    head = heads(of.lang, "id", "source", "publisher", "year", "where")
    return [Table("sources", say("t_sources", of.lang), head, tuple(rows))] if rows else []


def _plain(value: float) -> Cell:
    return Cell(float(value), f"{value:g}".replace("-", "−"))


def _variance(of: Source) -> list[Block]:
    """Over draws: variance by grade, and single parameters that the effect goes with."""
    if not of.are_assumptions_drawn or not of.can_compare:
        return []
    scenario = leader(of) or of.others[0]
    shares = variance_shares(of.frame, of.baseline, scenario, RANKED, of.over)
    what = GRADES | {"chance": ("chance", "随机性")}
    rows = [
        (words(what[row["source"]][1 if of.lang == "zh" else 0]), *(percent(row[key]) for key in ("share", "low", "high")))
        for row in shares.to_dict("records")
    ]
    title = f"{say('t_variance', of.lang)}: {of.label(scenario)}, {of.outcome(RANKED)}"
    made: list[Block] = [Table("variance", title, heads(of.lang, "what", "share", "low", "high"), tuple(rows))]
    found = screening(of.frame, of.results.inputs(), of.baseline, scenario, RANKED, of.over).head(MOST_SCREENED)
    single = [
        (words(row["parameter"]), words(_grade(row["grade"], of)),
         *(Cell(float(row[key]), f"{row[key]:.2f}".replace("-", "−")) for key in ("correlation", "floor")))
        for row in found.to_dict("records")
    ]  # fmt: skip
    head = heads(of.lang, "parameter", "grade", "correlation", "floor")
    return [*made, Table("screening", say("t_screening", of.lang), head, tuple(single))]


def method_section(of: Source) -> Section:
    """How the numbers came about, and what they leave out."""
    asked, site = of.results.manifest["asked"], of.first["site"]
    told = {
        "site": site["label"][of.lang], "households": f"{site['n_households']:,}", "people": f"{of.n_people:,}",
        "months": of.months, "start": of.start, "replications": asked.get("replications", of.n_pairs),
        "seed": asked.get("seed", "?"),
    }  # fmt: skip
    said = (
        say("method_text", of.lang, processes=len(PROCESSES)),
        say("method_site", of.lang, **told),
        say("n_wording", of.lang),
        say("method_limits", of.lang),
    )
    return section("method", of.lang, [Paragraph(text) for text in said])


def reproduce_section(of: Source) -> Section:
    """The command, the seed, the commit and the versions."""
    manifest = of.results.manifest
    versions = manifest["versions"]
    made_by = say(
        "made_by", of.lang, commit=manifest.get("commit") or say("not_committed", of.lang), digest=manifest["model_digest"],
        **{key: versions.get(key, "?") for key in ("python", "numpy", "numba", "mesa", "machine")},
    )  # fmt: skip
    blocks = (Paragraph(say("reproduce_with", of.lang)), Paragraph(command(of), "code"), Paragraph(made_by, "small"))
    return section("reproduce", of.lang, blocks)


def command(of: Source) -> str:
    """The command that made the record: as it was typed, but for where it was put, or put together from what was asked."""
    manifest = of.results.manifest
    asked, typed = manifest["asked"], list(manifest.get("command", []))
    if asked.get("command"):
        return str(asked["command"])
    if typed and typed[0] in COMMANDS:
        for place in [place for place, word in enumerate(typed) if word == "--out"][::-1]:
            del typed[place : place + 2]
        return shlex.join(["resettle", *typed])
    name = "compare" if len(of.scenarios) > 1 else "run"
    wanted = [("--site", of.first["site"]["name"]), ("--months", of.months), ("--replications", asked.get("replications")),
              ("--seed", asked.get("seed"))]  # fmt: skip
    options = [str(word) for option, value in wanted if value is not None for word in (option, value)]
    return shlex.join(["resettle", name, *of.scenarios, *options])
