"""What each part of a package adds: Shapley values, exact over all subsets or from sampled orders; alone and last; pairs.

A part's Shapley value is what it adds, averaged over all orders in which the parts can join (Shapley 1953); the parts' values
add up to the package's effect. The runs come from `experiments.packages`, whose scenarios are named after their parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import factorial

import numpy as np
import pandas as pd
from scipy import stats

from analysis.intervals import Interval, of_mean, of_one_draw_more
from analysis.records import ASSUMPTIONS, NOISE, complete, last_month, only, wide
from model.declare import Array
from model.errors import BadInput, Fault

Subset = frozenset[str]


def members_of(scenario: str) -> Subset:
    """The parts in a scenario that `experiments.packages` named."""
    return frozenset() if scenario == "none" else frozenset(scenario.split("+"))


class Worth:
    """What every subset is worth in every run: `of[subset]` is float64[runs] (over draws of the assumptions: [draws]).

    frame: tidy outcomes of the subsets' scenarios. over: the mean over so many months up to the last; or, with `total`, the sum
    over the whole run.
    """

    def __init__(self, frame: pd.DataFrame, outcome: str, over: int = 12, total: bool = False) -> None:
        chosen = only(frame, outcome)
        chosen = chosen if total else chosen[chosen["month"] > last_month(frame) - over]
        keys = ["scenario", "site", "design_point", "replication"]
        grouped = chosen.groupby(keys, observed=True)["value"]
        summed = (grouped.sum() if total else grouped.mean()).reset_index().assign(outcome=outcome)
        table = wide(summed, ["outcome"])
        names = list(table.index.get_level_values("scenario").unique())
        table = complete(table, names)
        self.outcome = outcome
        self.n = len(table) // len(names)
        self.has_draws = table.index.get_level_values("design_point").nunique() > 1
        if self.has_draws:
            table = table.groupby(["scenario", "design_point"], sort=False).mean()
        self.of: dict[Subset, Array] = {members_of(name): table.loc[name].to_numpy().ravel() for name in names}
        self.parts = sorted(frozenset().union(*self.of))

    def interval(self, values: Array, level: float) -> Interval:
        """Mean and interval of values by run, float64[runs, columns]."""
        return of_one_draw_more(values, level) if self.has_draws else of_mean(values, level)

    def __getitem__(self, subset: Subset) -> Array:
        if subset not in self.of:
            name = "+".join(sorted(subset)) or "none"
            raise BadInput([Fault("missing_subset", key=name)])
        return self.of[subset]

    def rows(self, values: Mapping[str, Array], level: float) -> pd.DataFrame:
        """One row a name of values by run: effect, low, high, n, covers."""
        mean, low, high = self.interval(np.stack(list(values.values()), axis=1), level)
        return pd.DataFrame({
            "part": list(values), "outcome": self.outcome, "effect": mean, "low": low, "high": high, "n": self.n,
            "covers": ASSUMPTIONS if self.has_draws else NOISE,
        })  # fmt: skip


def shapley_values(worth: Worth) -> dict[str, Array]:
    """Exact Shapley value of each part in each run: float64[runs]."""
    n, values = len(worth.parts), {}
    for part in worth.parts:
        others = [other for other in worth.parts if other != part]
        value = np.zeros_like(worth[frozenset()])
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for chosen in combinations(others, size):
                value += weight * (worth[frozenset({*chosen, part})] - worth[frozenset(chosen)])
        values[part] = value
    return values


def shapley(frame: pd.DataFrame, outcome: str, over: int = 12, total: bool = False, level: float = 0.95) -> pd.DataFrame:
    """What each part adds, exactly, from the runs of all subsets; the last row, `package`, is their sum and the whole effect.

    Returns part, outcome, effect, low, high, n, covers, share (of the package's effect).
    """
    worth = Worth(frame, outcome, over, total)
    whole = worth[frozenset(worth.parts)] - worth[frozenset()]
    found = worth.rows({**shapley_values(worth), "package": whole}, level)
    return found.assign(share=found["effect"] / found["effect"].iloc[-1])


def interactions(frame: pd.DataFrame, outcome: str, over: int = 12, total: bool = False, level: float = 0.95) -> pd.DataFrame:
    """How much more two parts add together than each by itself, averaged over the company they keep (Grabisch and Roubens
    1999, doi:10.1007/s001820050125): above zero they help each other, below they do each other's work.

    Returns part (`a+b`), outcome, effect, low, high, n, covers.
    """
    worth = Worth(frame, outcome, over, total)
    n, values = len(worth.parts), {}
    for first, second in combinations(worth.parts, 2):
        others = [part for part in worth.parts if part not in (first, second)]
        value = np.zeros_like(worth[frozenset()])
        for size in range(n - 1):
            weight = factorial(size) * factorial(n - size - 2) / factorial(n - 1)
            for chosen in combinations(others, size):
                with_both, with_one, with_other, without = (
                    worth[frozenset({*chosen, *more})] for more in ((first, second), (first,), (second,), ())
                )
                value += weight * (with_both - with_one - with_other + without)
        values[f"{first}+{second}"] = value
    nothing = pd.DataFrame(columns=["part", "outcome", "effect", "low", "high", "n", "covers"])
    return worth.rows(values, level) if values else nothing


def alone_and_last(frame: pd.DataFrame, outcome: str, over: int = 12, total: bool = False, level: float = 0.95) -> pd.DataFrame:
    """What each part does alone, and what is lost when it is taken out of the package (leave one out).

    Returns part, outcome, effect, low, high, n, covers, as (`alone` or `last`).
    """
    worth = Worth(frame, outcome, over, total)
    everything = frozenset(worth.parts)
    alone = {part: worth[frozenset({part})] - worth[frozenset()] for part in worth.parts}
    last = {part: worth[everything] - worth[everything - {part}] for part in worth.parts}
    found = [worth.rows(alone, level).assign(**{"as": "alone"}), worth.rows(last, level).assign(**{"as": "last"})]
    return pd.concat(found, ignore_index=True)


def sampled_shapley(
    frame: pd.DataFrame, orders: Sequence[Sequence[str]], outcome: str, over: int = 12, total: bool = False, level: float = 0.95
) -> pd.DataFrame:
    """Shapley values from sampled orders, with an interval that holds the sampling of orders as well as the runs.

    orders: as `experiments.packages.sampled_orders` drew them, each followed by its reverse; two and its reverse count as one
    draw. Returns part, outcome, effect, low, high, n, covers, share, n_orders.
    """
    worth = Worth(frame, outcome, over, total)
    steps = {part: np.stack([_joining(worth, order, part) for order in orders]) for part in worth.parts}
    rows = []
    for part, values in steps.items():
        by_order = values.reshape(len(orders) // 2, 2, -1).mean(axis=1)
        mean, half = _crossed(by_order, level)
        rows.append({"part": part, "outcome": outcome, "effect": mean, "low": mean - half, "high": mean + half, "n": worth.n})
    whole = worth[frozenset(worth.parts)] - worth[frozenset()]
    ends = worth.interval(whole[:, None], level)
    rows.append({"part": "package", "outcome": outcome, "effect": float(ends.mean[0]), "low": float(ends.low[0]),
                 "high": float(ends.high[0]), "n": worth.n})  # fmt: skip
    found = pd.DataFrame(rows).assign(covers=ASSUMPTIONS if worth.has_draws else NOISE, n_orders=len(orders))
    return found.assign(share=found["effect"] / found["effect"].iloc[-1])


def _joining(worth: Worth, order: Sequence[str], part: str) -> Array:
    """What a part adds in each run when it joins those before it in an order."""
    before = frozenset(order[: list(order).index(part)])
    return worth[before | {part}] - worth[before]


def _crossed(values: Array, level: float) -> tuple[float, float]:
    """Mean and half an interval of values by order and run, both of them samples: the variances of their means add up."""
    n_orders, n_runs = values.shape
    if min(n_orders, n_runs) < 2:
        return float(values.mean()), np.nan
    variance = values.mean(axis=1).var(ddof=1) / n_orders + values.mean(axis=0).var(ddof=1) / n_runs
    return float(values.mean()), float(stats.t.ppf(0.5 + level / 2, min(n_orders, n_runs) - 1) * np.sqrt(variance))
