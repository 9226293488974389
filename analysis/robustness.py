"""Robustness: does the ranking of scenarios hold under other assumptions, and how much is lost by choosing wrongly.

Regret is what a scenario falls short, under one draw of the assumptions, of the best one under that draw.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.cost import BY_NAME, totals
from analysis.intervals import of_share
from analysis.records import complete, last_month, only, wide
from model.errors import BadInput, Fault
from model.registry import OUTCOMES


def values_by_draw(frame: pd.DataFrame, outcome: str, over: int = 12) -> pd.DataFrame:
    """One row a draw of the assumptions, one column a scenario: means over seeds and the last `over` months, signed so that
    more is better."""
    chosen = only(frame, outcome)
    chosen = chosen[chosen["month"] > last_month(frame) - over]
    keys = ["scenario", "site", "design_point", "replication"]
    table = wide(chosen.groupby(keys, observed=True)["value"].mean().reset_index().assign(outcome=outcome), ["outcome"])
    sign = -1 if outcome in OUTCOMES and OUTCOMES[outcome].better == "less" else 1
    return sign * _draws_by_scenario(table[outcome])


def net_benefit_by_draw(frame: pd.DataFrame, gain: str, willingness: float, rate_a_year: float = 0.0) -> pd.DataFrame:
    """As `values_by_draw`: willingness (yuan a unit of gain) times the gain, less the cost."""
    table = totals(frame, BY_NAME[gain], rate_a_year)
    return _draws_by_scenario(willingness * table["gain"] - table["cost"])


def _draws_by_scenario(values: pd.Series) -> pd.DataFrame:
    names = list(values.index.get_level_values("scenario").unique())
    whole = complete(values.to_frame("value"), names)["value"]
    return whole.groupby(["scenario", "design_point"], sort=False).mean().unstack("scenario")[names]


def _need_draws(values: pd.DataFrame) -> None:
    if len(values) < 2:
        raise BadInput([Fault("no_draws", key="design_point", value=len(values))])


def regret(values: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """How each scenario fares over the draws.

    values: draws by scenarios, more is better. Returns scenario, rank (by mean value, 1 the best), mean_value, mean_regret,
    regret_90 (exceeded in a tenth of the draws), max_regret, p_best with p_low and p_high (Wilson), mean_rank, n_draws.
    Fewer than two draws are refused.
    """
    _need_draws(values)
    of = values.to_numpy(float)
    short = of.max(axis=1, keepdims=True) - of
    ranks = values.rank(axis=1, ascending=False).to_numpy()
    best = of_share((short == 0).sum(axis=0), np.full(of.shape[1], len(of)), level)
    found = pd.DataFrame({
        "scenario": list(values.columns), "rank": values.mean().rank(ascending=False, method="min").astype(int).to_numpy(),
        "mean_value": of.mean(axis=0), "mean_regret": short.mean(axis=0), "regret_90": np.quantile(short, 0.9, axis=0),
        "max_regret": short.max(axis=0), "p_best": best.mean, "p_low": best.low, "p_high": best.high,
        "mean_rank": ranks.mean(axis=0), "n_draws": len(of),
    })  # fmt: skip
    return found.sort_values(["rank", "scenario"], ignore_index=True)


def ranking_holds(values: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """In what share of draws the ranking by means holds: as a whole, for the first place, and for each two scenarios.

    Returns what (`whole ranking`, `first place`, `a over b`), scenario, other, share, low, high, n_draws.
    """
    _need_draws(values)
    order = list(values.mean().sort_values(ascending=False, kind="stable").index)
    of = values[order].to_numpy(float)
    rows = [
        ("whole ranking", "", "", (np.diff(of, axis=1) <= 0).all(axis=1)),
        ("first place", order[0], "", of[:, 0] >= of.max(axis=1)),
    ]
    for first, second in combinations(range(len(order)), 2):
        rows.append((f"{order[first]} over {order[second]}", order[first], order[second], of[:, first] > of[:, second]))
    found = []
    for what, scenario, other, holds in rows:
        share, low, high = (float(part) for part in of_share(float(holds.sum()), float(len(of)), level))
        found.append({"what": what, "scenario": scenario, "other": other, "share": share, "low": low, "high": high,
                      "n_draws": len(of)})  # fmt: skip
    return pd.DataFrame(found)
