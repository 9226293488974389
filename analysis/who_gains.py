"""Who gains: effects by group, families better and worse off, deciles of income, inequality, and moves between states.

Groups come from the table of outcomes; families, deciles and moves from the rows that a run keeps on request (`--rows`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.effects import difference_interval
from analysis.intervals import of_mean, of_one_draw_more
from analysis.matters import smallest_effect
from analysis.records import ASSUMPTIONS, NOISE, UNIT, Pairs, last_month, n_draws, only, others, pairs, wide
from model.declare import Array
from model.errors import BadInput, Fault

INCOME = "income_a_head_year"
RUN = ["scenario", *UNIT]


def by_group(
    frame: pd.DataFrame, baseline: str, outcome: str, month: int | None = None, over: int = 1, level: float = 0.95
) -> pd.DataFrame:
    """The effect on an outcome in every group, and by how much it differs from the effect for all.

    over: mean of so many months up to the month. Returns scenario, outcome, trait, group (`sex=female`), baseline, value,
    effect, low, high, versus_all, versus_low, versus_high, n, n_draws, covers; trait `all` stands first.
    """
    month = last_month(frame) if month is None else month
    of = only(frame, outcome, group=None)
    of = of[(of["month"] > month - over) & (of["month"] <= month)]
    keys = [*RUN, "group"]
    table = wide(of.groupby(keys, observed=True)["value"].mean().reset_index(), ["group"])
    table = table[["all", *(name for name in table.columns if name != "all")]]
    found = [
        _group_rows(pairs(table, baseline, name), name, outcome, list(table.columns), level) for name in others(of, baseline)
    ]
    return pd.concat(found, ignore_index=True)


def _group_rows(of: Pairs, scenario: str, outcome: str, groups: list[str], level: float) -> pd.DataFrame:
    effect = difference_interval(of, level)
    against = of.independent(of.difference - of.difference[:, :1])
    versus = of_one_draw_more(against, level) if of.has_draws else of_mean(against, level)
    return pd.DataFrame({
        "scenario": scenario, "outcome": outcome, "trait": [name.partition("=")[0] for name in groups], "group": groups,
        "baseline": of_mean(of.baseline).mean, "value": of_mean(of.scenario).mean,
        "effect": effect.mean, "low": effect.low, "high": effect.high,
        "versus_all": versus.mean, "versus_low": versus.low, "versus_high": versus.high,
        "n": np.isfinite(of.difference).sum(axis=0), "n_draws": n_draws(of), "covers": ASSUMPTIONS if of.has_draws else NOISE,
    })  # fmt: skip


def _in_month(rows: pd.DataFrame, month: int | None) -> pd.DataFrame:
    """The rows of one month, the last one if None; a month that was not kept is a fault."""
    known = sorted(rows["month"].unique())
    chosen = known[-1] if month is None else month
    if chosen not in known:
        raise BadInput([Fault("month_not_kept", key="month", value=chosen, values={"known": ", ".join(map(str, known))})])
    return rows[rows["month"] == chosen]


def winners(
    households: pd.DataFrame, baseline: str, column: str = INCOME, month: int | None = None, matters: float | None = None,
    level: float = 0.95,
) -> pd.DataFrame:  # fmt: skip
    """Families better off, worse off and as before, each compared with itself in the paired run.

    matters: a smaller change is none (in the column's unit; the smallest effect that matters for yearly income if None). Luck
    is reshuffled too when a policy changes who meets which post, so both shares hold more than the policy's own doing; their
    difference is what the policy did. Returns scenario, kind (better, worse, same, better less worse), share, low, high,
    mean_change (within the kind), n (runs), n_households (pairs of families).
    """
    chosen = _in_month(households, month)
    if matters is None:
        matters = smallest_effect("net_income_a_head_yuan_year").at(
            float(chosen.loc[chosen["scenario"] == baseline, column].mean())
        )
    before = chosen[chosen["scenario"] == baseline].set_index([*UNIT, "household"])[column]
    rows = []
    for scenario in others(chosen, baseline):
        after = chosen[chosen["scenario"] == scenario].set_index([*UNIT, "household"])[column]
        change = (after - before).dropna()
        kinds = {"better": change > matters, "worse": change < -matters, "same": change.abs() <= matters}
        shares = {kind: mask.groupby(level=UNIT, observed=True).mean().to_numpy() for kind, mask in kinds.items()}
        shares["better less worse"] = shares["better"] - shares["worse"]
        for kind, values in shares.items():
            mean, low, high = (float(part[0]) for part in of_mean(values[:, None], level))
            of_kind = change[kinds[kind]] if kind in kinds else change
            rows.append({
                "scenario": scenario, "kind": kind, "share": mean, "low": low, "high": high,
                "mean_change": float(of_kind.mean()) if len(of_kind) else 0.0, "matters": matters, "n": values.size,
                "n_households": len(change),
            })  # fmt: skip
    return pd.DataFrame(rows)


def deciles(
    households: pd.DataFrame, baseline: str, column: str = INCOME, month: int | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Mean of each tenth of the people, poorest first, under each scenario, and what a scenario changes.

    People on the site, each counted with the family's number; the tenths are those of each run by itself, so a tenth is a place
    in the distribution and not the same families. Returns scenario, decile (1 to 10), baseline, value, effect, low, high, n.
    """
    chosen = _in_month(households, month)
    tenths = _by_run(chosen[chosen["is_here"]], lambda of: tenth_means(of[column].to_numpy(float), of["heads"].to_numpy(float)))
    return _of_runs(tenths, baseline, others(chosen, baseline), "decile", range(1, 11), level)


def inequality(
    households: pd.DataFrame, baseline: str, column: str = INCOME, month: int | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Gini coefficient and the share of the poorest two fifths, by people on the site.

    Returns scenario, measure (gini, share_of_poorest_40), baseline, value, effect, low, high, n.
    """
    chosen = _in_month(households, month)

    def measures(of: pd.DataFrame) -> Array:
        values, heads = of[column].to_numpy(float), of["heads"].to_numpy(float)
        means = tenth_means(values, heads)
        return np.array([gini(values, heads), means[:4].sum() / means.sum()])

    names = ("gini", "share_of_poorest_40")
    return _of_runs(_by_run(chosen[chosen["is_here"]], measures), baseline, others(chosen, baseline), "measure", names, level)


def _by_run(rows: pd.DataFrame, measure: Any) -> pd.DataFrame:
    """A measure (several numbers) of the rows of every run: one row a run."""
    found = {key: measure(of) for key, of in rows.groupby(RUN, observed=True)}
    index = pd.MultiIndex.from_tuples(found, names=RUN)
    return pd.DataFrame(np.stack(list(found.values())), index=index).sort_index()


def _of_runs(table: pd.DataFrame, baseline: str, scenarios: list[str], name: str, values: Any, level: float) -> pd.DataFrame:
    found = []
    for scenario in scenarios:
        of = pairs(table, baseline, scenario)
        effect = difference_interval(of, level)
        found.append(pd.DataFrame({
            "scenario": scenario, name: list(values), "baseline": of.baseline.mean(axis=0), "value": of.scenario.mean(axis=0),
            "effect": effect.mean, "low": effect.low, "high": effect.high, "n": len(of.unit),
        }))  # fmt: skip
    return pd.concat(found, ignore_index=True)


def tenth_means(values: Array, weights: Array) -> Array:
    """Means of the ten tenths of a weighted distribution, lowest first; who stands on a border counts in both in part."""
    order = np.argsort(values, kind="stable")
    total = np.concatenate([[0.0], np.cumsum(weights[order])])
    amount = np.concatenate([[0.0], np.cumsum((values * weights)[order])])
    borders = np.interp(np.linspace(0, total[-1], 11), total, amount)
    return np.asarray(np.diff(borders) / (total[-1] / 10))


def gini(values: Array, weights: Array) -> float:
    """Gini coefficient of a weighted distribution: one less twice the area under the Lorenz curve."""
    order = np.argsort(values, kind="stable")
    amount = (values * weights)[order]
    people = np.concatenate([[0.0], np.cumsum(weights[order]) / weights.sum()])
    lorenz = np.concatenate([[0.0], np.cumsum(amount) / amount.sum()])
    return float(1 - np.sum(np.diff(people) * (lorenz[1:] + lorenz[:-1])))


def transitions(
    rows: pd.DataFrame, column: str, first: int | None = None, last: int | None = None, level: float = 0.95
) -> pd.DataFrame:
    """How many go from each state to each between two kept months (the first and the last if None), under every scenario.

    rows: people (`labour_state`) or households (`work_state`); who is not there in both months is left out. Returns scenario,
    from, to, n (mean over runs), low, high, share (of those who were in `from`), n_runs.
    """
    identity = "person" if "person" in rows else "household"
    kept = sorted(rows["month"].unique())
    before = _in_month(rows, kept[0] if first is None else first).set_index([*RUN, identity])[column]
    after = _in_month(rows, last).set_index([*RUN, identity])[column]
    both = pd.DataFrame({"from": before, "to": after}).dropna().astype(int)
    return _flows(both, level)


def states_apart(
    rows: pd.DataFrame, baseline: str, scenario: str, column: str, month: int | None = None, level: float = 0.95
) -> pd.DataFrame:
    """What the same people do under a scenario who do something else under the baseline, in one month.

    Returns as `transitions`, `from` being the state under the baseline and `to` that under the scenario.
    """
    identity = "person" if "person" in rows else "household"
    chosen = _in_month(rows, month)
    before, after = (chosen[chosen["scenario"] == name].set_index([*UNIT, identity])[column] for name in (baseline, scenario))
    both = pd.DataFrame({"from": before, "to": after}).dropna().astype(int)
    return _flows(pd.concat({scenario: both}, names=["scenario"]), level)


def _flows(both: pd.DataFrame, level: float) -> pd.DataFrame:
    runs = pd.MultiIndex.from_frame(both.index.to_frame(index=False)[RUN]).unique()
    flow = both.groupby([*RUN, "from", "to"], observed=True).size()
    rows = []
    for scenario in runs.get_level_values("scenario").unique():
        n_runs = int((runs.get_level_values("scenario") == scenario).sum())
        # A run without a single such move is a zero, not missing.
        table = flow.loc[scenario].unstack(["from", "to"], fill_value=0)
        values = table.to_numpy(float)
        mean, low, high = of_mean(values, level)
        found = table.columns.to_frame(index=False).assign(scenario=scenario, n=mean, low=low, high=high, n_runs=n_runs)
        found["share"] = found["n"] / found.groupby("from")["n"].transform("sum")
        rows.append(found.sort_values(["from", "to"]))
    columns = ["scenario", "from", "to", "n", "low", "high", "share", "n_runs"]
    return pd.concat(rows, ignore_index=True)[columns]
