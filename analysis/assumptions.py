"""What an answer rests on: every parameter behind it with grade and source, and how much of its variance is assumption.

The ledger lists the numbers. The shares come from runs over draws of the assumptions (`experiments.assumption_draws`), whose
twins keep the assumptions and change what is from the literature: the covariance of twins is the variance that assumptions
explain by themselves. Where there is a sensitivity run, its indices can be summed by grade instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from analysis.intervals import resamples
from analysis.records import Pairs, last_month, only, pairs, wide
from model import registry
from model.calendar import rows as table_rows
from model.declare import Array, Parameter
from model.errors import BadInput, Fault

GRADES = {"measured": ("measured", "统计数据"), "literature": ("literature", "文献"), "assumption": ("assumption", "假设")}


def ledger(scenario: Mapping[str, Any]) -> pd.DataFrame:
    """Every parameter of the processes and of the levers that a scenario uses.

    scenario: as resolved in a record's manifest. Returns parameter, owner, zh, en, value, default, unit, low, high, is_set (the
    scenario says it), grade, source (ids), titles (of the sources, joined by a semicolon), meaning; assumptions stand first.
    """
    titles = {row["id"]: row["title"] for row in table_rows("sources")}
    found = []
    for name, of in registry.PROCESS_PARAMETERS.items():
        found.append(_line(name, of, scenario["parameters"].get(name), titles))
    for lever, setting in scenario["levers"].items():
        for of in registry.LEVERS[lever].parameters:
            found.append(_line(f"{lever}.{of.name}", of, setting["values"].get(of.name), titles))
    order = {"assumption": 0, "literature": 1, "measured": 2}
    return pd.DataFrame(found).sort_values(["grade", "parameter"], key=lambda of: of.replace(order), ignore_index=True)


def _line(name: str, of: Parameter, value: float | None, titles: Mapping[str, str]) -> dict[str, Any]:
    named = list(dict.fromkeys(titles.get(source, source) for source in of.source.split()))
    return {
        "parameter": name, "owner": name.partition(".")[0], "zh": of.zh, "en": of.en,
        "value": float(of.default if value is None else value), "default": float(of.default), "unit": of.unit,
        "low": float(of.low), "high": float(of.high), "is_set": value is not None, "grade": of.grade, "source": of.source,
        "titles": "; ".join(named), "meaning": of.meaning,
    }  # fmt: skip


def grades(of: pd.DataFrame) -> pd.DataFrame:
    """How many parameters of a ledger have each grade: grade, n, share."""
    counts = of["grade"].value_counts().reindex(list(GRADES), fill_value=0)
    return pd.DataFrame({"grade": counts.index, "n": counts.to_numpy(), "share": counts.to_numpy() / counts.sum()})


def effects_by_draw(frame: pd.DataFrame, baseline: str, scenario: str, outcome: str, over: int = 12) -> tuple[Array, Array]:
    """The effect under each draw and seed, float64[draws, seeds], in the order of draws; and the draws' numbers.

    over: the mean over so many months up to the last.
    """
    chosen = only(frame, outcome)
    chosen = chosen[chosen["month"] > last_month(frame) - over]
    keys = ["scenario", "site", "design_point", "replication"]
    table = wide(chosen.groupby(keys, observed=True)["value"].mean().reset_index().assign(outcome=outcome), ["outcome"])
    of: Pairs = pairs(table, baseline, scenario)
    effect = pd.Series(of.difference[:, 0], index=of.unit).unstack("replication").dropna()
    if effect.index.get_level_values("design_point").nunique() < 2:
        raise BadInput([Fault("no_draws", key="design_point", value=len(effect))])
    return effect.to_numpy(), effect.index.get_level_values("design_point").to_numpy()


def variance_shares(
    frame: pd.DataFrame, baseline: str, scenario: str, outcome: str, over: int = 12, level: float = 0.95
) -> pd.DataFrame:
    """What the variance of an effect rests on: assumptions, literature (with what the two do together) and chance.

    The variance is that of the effect in one run under one draw. Draws' twins stand at 2k and 2k+1; a twin that failed takes the
    other out. Returns scenario, outcome, source (assumption, literature, chance), share, low, high (bootstrap over twins),
    n_draws, n_seeds. With one seed chance is not separated: its share is NaN and lies in the others.
    """
    effect, draws = effects_by_draw(frame, baseline, scenario, outcome, over)
    place = {int(number): row for row, number in enumerate(draws)}
    twins = np.array([[place[k], place[k + 1]] for k in place if k % 2 == 0 and k + 1 in place])
    if len(twins) < 2:
        raise BadInput([Fault("no_draws", key="design_point", value=len(draws))])
    values = effect[twins]  # [pairs of twins, 2, seeds]
    estimate = _shares(values)
    again = np.array([_shares(values[chosen]) for chosen in resamples(len(values), 1000)])
    tails = [(1 - level) / 2, (1 + level) / 2]
    low, high = (np.array([_quantile(column, tail) for column in again.T]) for tail in tails)
    sources = ("assumption", "literature", "chance")
    return pd.DataFrame({
        "scenario": scenario, "outcome": outcome, "source": sources, "share": estimate, "low": low, "high": high,
        "n_draws": 2 * len(twins), "n_seeds": values.shape[2],
    })  # fmt: skip


def _quantile(values: Array, tail: float) -> float:
    """A quantile of what there is; NaN of nothing."""
    there = values[np.isfinite(values)]
    return float(np.quantile(there, tail)) if there.size else np.nan


def _shares(values: Array) -> tuple[float, float, float]:
    """values: float64[pairs of twins, 2, seeds]. Negative estimates of a variance are none."""
    n_pairs, _, n_seeds = values.shape
    means = values.mean(axis=2)
    centred = means - means.mean()
    of_means = float((centred**2).sum() / (2 * n_pairs - 1))
    of_assumptions = float((centred[:, 0] * centred[:, 1]).sum() / (n_pairs - 1)) if n_pairs > 1 else 0.0
    within = float(values.var(axis=2, ddof=1).mean()) if n_seeds > 1 else 0.0
    of_draws = max(of_means - within / n_seeds, 0.0)
    of_assumptions = min(max(of_assumptions, 0.0), of_draws)
    total = of_draws + within
    if total == 0:
        return np.nan, np.nan, np.nan
    chance = within / total if n_seeds > 1 else np.nan
    return of_assumptions / total, (of_draws - of_assumptions) / total, chance


def screening(
    frame: pd.DataFrame, inputs: pd.DataFrame, baseline: str, scenario: str, outcome: str, over: int = 12
) -> pd.DataFrame:
    """Which single parameters an effect goes with over the draws: a quick look, not a sensitivity analysis.

    inputs: as the record keeps them, or one row a design point and one column a parameter. Returns parameter, grade,
    correlation (Spearman's, with the effect's mean over seeds), floor (the largest among all parameters in 95 % of shuffled
    draws), is_above; strongest first.
    """
    effect, draws = effects_by_draw(frame, baseline, scenario, outcome, over)
    values = _one_column_each(inputs).loc[draws]
    ranked = _ranked(values.to_numpy(float))
    answer = _ranked(effect.mean(axis=1)[:, None])[:, 0]
    rho = ranked.T @ answer
    rng = np.random.default_rng(0)
    shuffled = np.stack([rng.permutation(answer) for _ in range(1000)], axis=1)
    floor = float(np.quantile(np.abs(ranked.T @ shuffled).max(axis=0), 0.95))
    grade = _grade_of(inputs)
    found = pd.DataFrame({
        "parameter": list(values.columns), "grade": [grade[name] for name in values.columns], "correlation": rho,
        "floor": floor, "is_above": np.abs(rho) > floor,
    })  # fmt: skip
    return found.iloc[np.argsort(-np.abs(rho), kind="stable")].reset_index(drop=True)


def _one_column_each(inputs: pd.DataFrame) -> pd.DataFrame:
    """The inputs with one row a design point and one column a parameter."""
    if "parameter" not in inputs:
        return inputs
    return inputs.astype({"parameter": object}).pivot(index="design_point", columns="parameter", values="value")


def _grade_of(inputs: pd.DataFrame) -> dict[str, str]:
    """Each parameter's grade: as the inputs say, or as declared."""
    if "parameter" in inputs:
        first = inputs.drop_duplicates("parameter")
        return dict(zip(first["parameter"].astype(str), first["grade"].astype(str), strict=True))
    return {str(name): registry.PARAMETERS[name].grade if name in registry.PARAMETERS else "" for name in inputs.columns}


def _ranked(values: Array) -> Array:
    """Ranks by column, centred and of length one, so that a product is Spearman's correlation."""
    ranks = stats.rankdata(values, axis=0)
    ranks = ranks - ranks.mean(axis=0)
    length = np.sqrt((ranks**2).sum(axis=0))
    return np.asarray(ranks / np.where(length == 0, 1.0, length))


def shares_by_grade(indices: Mapping[str, float]) -> pd.DataFrame:
    """First-order indices of a sensitivity run summed by the grade of their parameter: grade, share, n (parameters)."""
    grade = [registry.PARAMETERS[name].grade for name in indices]
    table = pd.DataFrame({"grade": grade, "share": list(indices.values())}).groupby("grade")["share"].agg(["sum", "size"])
    table = table.reindex(list(GRADES), fill_value=0)
    return pd.DataFrame({"grade": table.index, "share": table["sum"].to_numpy(), "n": table["size"].to_numpy()})
