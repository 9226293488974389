"""The first page: the question answered in plain words, by rule from the numbers, never stronger than they are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.assumptions import grades, ledger, variance_shares
from analysis.cost import SPENDING, UNFUNDED, cost_effectiveness, spending
from analysis.figures.labels import group_name
from analysis.report.document import Block, Bullets, Cell, Paragraph, Section, Table, money, number, section, to, unit_of, words
from analysis.report.source import BY_GROUP, RANKED, Source
from analysis.report.texts import heads, say
from analysis.robustness import ranking_holds, values_by_draw
from analysis.who_gains import by_group, winners
from analysis.wording import figures, reading, sentence
from model.registry import OUTCOMES

TRAITS = ("sex", "age", "schooling", "minority", "disability", "carer")
SHOWN = ("labour_households_with_a_stable_job", "employment_rate", "integration_index", "net_income_a_head_yuan_month")
PRICED = "stable_job_months"


def first_page(of: Source) -> Section:
    """The first page of any record; of one that cannot be compared, what it rests on."""
    blocks: list[Block] = [Paragraph(text, "notice") for text in notices(of)]
    if of.can_compare:
        blocks += [
            Bullets(what_to_do(of), say("what_to_do", of.lang)),
            Bullets(how_sure(of), say("how_sure", of.lang)),
            Bullets(who_gains(of), say("gains", of.lang)),
            Bullets(what_it_costs(of), say("costs", of.lang)),
        ]
    else:
        blocks.append(Paragraph(say("alone" if len(of.scenarios) == 1 else "too_few", of.lang), "lead"))
    blocks.append(Bullets(what_it_rests_on(of), say("rests", of.lang)))
    if of.can_compare:
        blocks.append(summary(of))
    return section("first_page", of.lang, blocks)


def notices(of: Source) -> list[str]:
    """What a reader must know of a run that is not whole, or that nobody else can repeat."""
    manifest, said = of.results.manifest, []
    failures = manifest["failures"]
    if manifest["status"] not in ("done", "failed"):
        said.append(say("unfinished", of.lang, status=manifest["status"], n=of.n_pairs * len(of.scenarios)))
    if failures:
        told = {key: failures[0].get(key, "?") for key in ("scenario", "replication", "stage", "month")}
        said.append(say("failures", of.lang, n=len(failures), **told))
    if manifest.get("dirty"):
        said.append(say("dirty", of.lang))
    return said


def leader(of: Source) -> str | None:
    """The scenario that does most for stable work, if one visibly does or may."""
    rows = of.effects[(of.effects["outcome"] == RANKED) & (of.effects["is_gain"] == True)]  # noqa: E712  (objects, may be None)
    return None if rows.empty else str(rows.sort_values("effect").iloc[-1]["scenario"])


def prices(of: Source) -> pd.DataFrame:
    """What a stable job-month costs under each scenario that has a price, cheapest first."""
    found = cost_effectiveness(of.frame, of.baseline, [PRICED])
    return found[found["is_bounded"] & found["ratio"].notna() & (found["low"] > 0)].sort_values("ratio")


def what_to_do(of: Source) -> tuple[str, ...]:
    """Which scenario does most, which is cheapest, what it does for integration, and what it worsens."""
    best, said = leader(of), []
    if best is None:
        said.append(say("none_helps", of.lang))
    else:
        text = sentence(of.effect(best, RANKED), of.label(best), of.lang)
        said.append(say("best", of.lang, scenario=of.label(best), sentence=text))
        said.append(say("integrates", of.lang, sentence=sentence(of.effect(best, "integration_index"), of.label(best), of.lang)))
    cheapest = prices(of)
    if cheapest.empty:
        said.append(say("no_price", of.lang))
    else:
        row = cheapest.iloc[0]
        told = {key: f"{row[name]:,.0f}" for key, name in (("price", "ratio"), ("low", "low"), ("high", "high"))}
        said.append(say("cheapest", of.lang, scenario=of.label(str(row["scenario"])), **told))
    shown = of.others if best is None else [best]
    # What is spent is said under the costs.
    is_worse = (of.effects["is_gain"] == False) & (of.effects["outcome"] != SPENDING)  # noqa: E712  (objects, may be None)
    worse = of.effects[is_worse & of.effects["scenario"].isin(shown)]
    said += [say("worst", of.lang, sentence=sentence(row, of.label(row["scenario"]), of.lang)) for _, row in worse.iterrows()][:3]
    return tuple(said)


def how_sure(of: Source) -> tuple[str, ...]:
    """What the intervals cover, and how often the leader leads."""
    n, said = of.n_pairs, []
    if of.are_assumptions_drawn:
        said.append(say("over_draws", of.lang, over=of.over, n_draws=of.n_draws, n=n))
    elif of.n_draws > 1:
        moved = ", ".join(of.results.manifest["asked"]["moved"])
        said.append(say("over_points", of.lang, over=of.over, n_draws=of.n_draws, n=n, names=moved))
    else:
        said.append(say("seeds_only", of.lang, over=of.over, n=n))
    if len(of.others) < 2:
        return tuple(said)
    if of.n_draws > 1:
        holds = ranking_holds(values_by_draw(of.frame, RANKED, of.over))
        first = holds[holds["what"] == "first place"].to_dict("records")[0]
        name, share = str(first["scenario"]), float(first["share"])
        key = "first_in_draws" if of.are_assumptions_drawn else "first_in_points"
    else:
        name, share = first_by_run(of)
        key = "first_in_pairs"
    return (*said, say(key, of.lang, scenario=of.label(name), share=f"{100 * share:.0f} %"))


def first_by_run(of: Source) -> tuple[str, float]:
    """The scenario that comes first by stable work in most runs, and in what share of them."""
    chosen = of.frame[(of.frame["outcome"] == RANKED) & (of.frame["month"] >= of.months - of.over)]
    table = chosen.astype({"scenario": object}).pivot_table(index="replication", columns="scenario", values="value").dropna()
    counts = table.idxmax(axis=1).value_counts(normalize=True)
    return str(counts.index[0]), float(counts.iloc[0])


def who_gains(of: Source) -> tuple[str, ...]:
    """Groups whose effect is told apart from that on all, under the leader (or the first scenario), and families."""
    scenario = leader(of) or of.others[0]
    said = []
    if of.has_groups:
        rows = by_group(of.groups, of.baseline, BY_GROUP, over=of.over)
        rows = rows[(rows["scenario"] == scenario) & rows["trait"].isin(TRAITS) & rows["effect"].notna()]
        more, less = rows[rows["versus_low"] > 0], rows[rows["versus_high"] < 0]
        for key, chosen, top in (("group_most", more, False), ("group_least", less, True)):
            if not chosen.empty:
                listed = "、" if of.lang == "zh" else ", "
                names = [
                    say(
                        "group_effect",
                        of.lang,
                        group=group_name(str(row["group"]), of.lang),
                        effect=number(row["effect"], "share", of.lang, True).shown,
                    )
                    for _, row in chosen.sort_values("effect", ascending=top).head(4).iterrows()
                ]
                said.append(say(key, of.lang, scenario=of.label(scenario), groups=listed.join(names)))
        if more.empty and less.empty:
            said.append(say("group_even", of.lang, scenario=of.label(scenario)))
    else:
        said.append(say("no_groups", of.lang))
    if of.has_rows:
        rows = winners(of.results.rows("households"), of.baseline)
        kinds = {row["kind"]: row for row in rows[rows["scenario"] == scenario].to_dict("records")}
        net = kinds["better less worse"]
        told = {"better": kinds["better"]["share"], "worse": kinds["worse"]["share"], "net": net["share"],
                "low": net["low"], "high": net["high"]}  # fmt: skip
        shares = {key: f"{100 * value:.0f} %".replace("-", "−") for key, value in told.items()}
        said.append(say("families", of.lang, scenario=of.label(scenario), **shares))
    return tuple(said)


def what_it_costs(of: Source) -> tuple[str, ...]:
    """What each scenario spends, and what its levers asked for and did not get."""
    table = spending(of.money)
    totals = table[table["kind"] == "all"].set_index(["outcome", "scenario"])["yuan"]
    said = []
    for name in of.others:
        yuan = float(totals[SPENDING, name])
        extra = yuan - float(totals[SPENDING, of.baseline])
        shown = {
            "yuan": money(yuan, of.lang).shown,
            "extra": money(abs(extra), of.lang).shown,
            "each": figures(extra / of.resident_years),
        }
        said.append(say("spent" if extra >= 0 else "spent_less", of.lang, scenario=of.label(name), months=of.months, **shown))
        unfunded = float(totals.get((UNFUNDED, name), 0.0))
        if unfunded > 0:
            said.append(say("unfunded", of.lang, scenario=of.label(name), yuan=money(unfunded, of.lang).shown))
    return tuple(said)


def what_it_rests_on(of: Source) -> tuple[str, ...]:
    """How many parameters of which grade, and, over draws, how much of the uncertainty is assumption."""
    counts = grades(whole_ledger(of)).set_index("grade")["n"]
    total = int(counts.sum())
    told = {"n": total, "measured": counts["measured"], "literature": counts["literature"], "assumed": counts["assumption"]}
    said = [say("rests_on", of.lang, share=f"{100 * counts['assumption'] / total:.0f} %", **told)]
    if of.are_assumptions_drawn and of.can_compare:
        name = leader(of) or of.others[0]
        shares = variance_shares(of.frame, of.baseline, name, RANKED, of.over).set_index("source")["share"]
        if np.isfinite(shares).all():
            parts = {key: f"{100 * shares[key]:.0f} %" for key in ("assumption", "literature", "chance")}
            said.append(say("variance", of.lang, scenario=of.label(name), outcome=of.outcome(RANKED), **parts))
    return (*said, say("model_only", of.lang))


def whole_ledger(of: Source) -> pd.DataFrame:
    """Every parameter behind any scenario shown, once; what a scenario sets is that of the last that sets it."""
    found = pd.concat([ledger(of.results.manifest["scenarios"][name]) for name in of.scenarios])
    return found.sort_values("is_set", kind="stable").drop_duplicates("parameter", keep="last").sort_values("parameter")


def summary(of: Source) -> Table:
    """One row a scenario: effects on what is looked at first, cost, and price."""
    spent = spending(of.money)
    totals = spent[(spent["kind"] == "all") & (spent["outcome"] == SPENDING)].set_index("scenario")["yuan"]
    price = prices(of).set_index("scenario")["ratio"]
    named = [f"{of.outcome(name)} ({unit_of(OUTCOMES[name].unit, of.lang, True)})" for name in SHOWN]
    rows = []
    for name in of.others:
        cells = [words(of.label(name))]
        for outcome in SHOWN:
            row, unit = of.effect(name, outcome), OUTCOMES[outcome].unit
            middle, low, high = (number(float(row[key]), unit, of.lang, True) for key in ("effect", "low", "high"))
            ends = to(low.shown, high.shown, of.lang)
            cells.append(Cell(middle.value, f"{middle.shown} ({ends}) {reading(row['word'], of.lang)}"))
        extra = float(totals[name] - totals[of.baseline]) / of.resident_years
        cells.append(Cell(extra, figures(extra)))
        cells.append(Cell(float(price[name]), f"{price[name]:,.0f}") if name in price.index else words("–"))
        rows.append(tuple(cells))
    head = (*heads(of.lang, "scenario"), *named, *heads(of.lang, "each_year", "price_job"))
    note = interval_note(of)
    return Table("summary", say("t_summary", of.lang), head, tuple(rows), note)


def interval_note(of: Source) -> str:
    """What the intervals of effects are."""
    key = "n_noise" if of.n_draws == 1 else "n_draws" if of.are_assumptions_drawn else "n_points"
    return say(key, of.lang, n=of.n_pairs, n_draws=of.n_draws)
