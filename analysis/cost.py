"""Money: what is spent by lever, line and payer, what one unit of a gain costs, and how likely it is worth its price.

Costs are yuan of the day, of the levers' cost lines, for the whole run; undiscounted, or at a stated rate a year from the
first month. A ratio gets an interval that respects it (Fieller), and none where its denominator may be zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats

from analysis.effects import difference_interval
from analysis.intervals import of_mean, of_ratio, of_ratio_by_bootstrap, resamples
from analysis.records import ASSUMPTIONS, NOISE, Pairs, complete, n_draws, only, others, pairs, paths, wide
from model.declare import Array

SPENDING, UNFUNDED = "spending_yuan_month", "unfunded_yuan_month"
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Gain:
    """What money is to buy. of: the sum over all months of a recorded count, or its mean over the last twelve.

    factor: turns the recorded outcome into the gain (-1 where less is better, 100 for points of a score). unit: of one gain.
    """

    name: str
    outcome: str
    of: Literal["sum", "last year"]
    factor: float
    zh: str
    en: str
    plural: str


GAINS: tuple[Gain, ...] = (
    Gain("stable_job_months", "people_in_stable_work", "sum", 1, "稳定就业人月", "stable job-month", "stable job-months"),
    Gain("job_months", "people_in_work", "sum", 1, "就业人月", "job-month", "job-months"),
    Gain("households_out_of_zero_employment", "zero_employment_households", "last year", -1, "摆脱零就业的家庭",
         "household lifted out of zero employment", "households lifted out of zero employment"),
    Gain("integration_points", "integration_index", "last year", 100, "融入指数（百分制分）", "point of integration",
         "points of integration"),
    Gain("poverty_months_saved", "people_poor", "sum", -1, "减少的贫困人月", "poverty-month saved", "poverty-months saved"),
)  # fmt: skip
BY_NAME = {gain.name: gain for gain in GAINS}


def discounted(months: Sequence[int] | Array, rate_a_year: float) -> Array:
    """What a yuan of each month is worth in the first: float64[months]."""
    return np.asarray((1 + rate_a_year) ** (-np.asarray(months, float) / MONTHS_A_YEAR))


def spending(frame: pd.DataFrame, rate_a_year: float = 0.0, level: float = 0.95) -> pd.DataFrame:
    """Spending and unfunded claims over the whole run.

    Returns scenario, outcome, kind (all, lever, line, payer), name, yuan, low, high, n; lines and payers each add up to all.
    """
    money = only(frame, [SPENDING, UNFUNDED], group=None)
    worth = money["value"] * discounted(money["month"].to_numpy(), rate_a_year)
    keys = ["scenario", "site", "design_point", "replication", "outcome", "group"]
    table = wide(money.assign(value=worth).groupby(keys, observed=True)["value"].sum().reset_index(), ["outcome", "group"])
    rows = []
    for scenario in frame["scenario"].unique():
        runs = table.loc[scenario]
        by_draw = runs.groupby("design_point").mean()
        found = of_mean((by_draw if len(by_draw) > 1 else runs).to_numpy(), level)
        for place, (outcome, group) in enumerate(table.columns.to_frame(index=False).itertuples(index=False)):
            kind, _, name = group.partition("=")
            rows.append({
                "scenario": scenario, "outcome": outcome, "kind": kind, "name": name or "all", "yuan": found.mean[place],
                "low": found.low[place], "high": found.high[place], "n": len(runs),
            })  # fmt: skip
    return pd.DataFrame(rows)


def totals(frame: pd.DataFrame, gain: Gain, rate_a_year: float) -> pd.DataFrame:
    """Cost and gain of every run: one row a run, columns cost and gain."""
    cost, count = paths(frame, SPENDING), paths(frame, gain.outcome)
    chosen = count.to_numpy() if gain.of == "sum" else count.to_numpy()[:, -MONTHS_A_YEAR:]
    total = np.nansum(chosen, axis=1) if gain.of == "sum" else np.nanmean(chosen, axis=1)
    together = pd.DataFrame({"cost": cost.to_numpy() @ discounted(cost.columns.to_numpy(), rate_a_year)}, index=cost.index)
    return together.join(pd.DataFrame({"gain": gain.factor * total}, index=count.index), how="inner")


def extra(frame: pd.DataFrame, baseline: str, scenario: str, gain: str, rate_a_year: float = 0.0) -> pd.DataFrame:
    """What each pair costs and gains more than the baseline: columns cost and gain, pairs or, over draws, their means."""
    of = pairs(totals(frame, BY_NAME[gain], rate_a_year), baseline, scenario)
    return pd.DataFrame(of.independent(of.difference), columns=["cost", "gain"])


def recorded_gains(frame: pd.DataFrame) -> list[str]:
    """The gains whose outcome the frame holds."""
    return [gain.name for gain in GAINS if ((frame["outcome"] == gain.outcome) & (frame["group"] == "all")).any()]


def cost_effectiveness(
    frame: pd.DataFrame, baseline: str, gains: Sequence[str] | None = None, rate_a_year: float = 0.0, level: float = 0.95
) -> pd.DataFrame:
    """Extra cost, extra gain, and the cost of one unit of gain.

    Returns scenario, gain, cost, cost_low, cost_high, effect, effect_low, effect_high, ratio, low, high (Fieller),
    bootstrap_low, bootstrap_high, is_bounded, place, n, n_draws, rate_a_year, level, covers. place: `dearer and better`,
    `dearer and worse`, `cheaper and better`, `cheaper and worse`, by the means; a ratio is read as a price in the first only,
    and elsewhere is NaN.
    """
    rows = []
    for name in recorded_gains(frame) if gains is None else gains:
        table = totals(frame, BY_NAME[name], rate_a_year)
        for scenario in others(frame, baseline):
            of = pairs(table, baseline, scenario)
            rows.append({"scenario": scenario, "gain": name, **_price(of, level), "rate_a_year": rate_a_year})
    return pd.DataFrame(rows)


def _price(of: Pairs, level: float) -> dict[str, object]:
    values = of.independent(of.difference)
    cost, gain = values.T
    around = difference_interval(of, level)
    fieller, bootstrap = of_ratio(cost, gain, level), of_ratio_by_bootstrap(cost, gain, level)
    place = f"{'dearer' if cost.mean() > 0 else 'cheaper'} and {'better' if gain.mean() > 0 else 'worse'}"
    is_price = place == "dearer and better"
    return {
        "cost": around.mean[0], "cost_low": around.low[0], "cost_high": around.high[0],
        "effect": around.mean[1], "effect_low": around.low[1], "effect_high": around.high[1],
        "ratio": fieller.ratio if is_price else np.nan,
        "low": fieller.low if is_price else np.nan, "high": fieller.high if is_price else np.nan,
        "bootstrap_low": bootstrap.low if is_price else np.nan, "bootstrap_high": bootstrap.high if is_price else np.nan,
        "is_bounded": fieller.is_bounded, "place": place, "n": len(of.unit), "n_draws": n_draws(of), "level": level,
        "covers": ASSUMPTIONS if of.has_draws else NOISE,
    }  # fmt: skip


def price_range(points: Mapping[str, pd.DataFrame], n: int = 60) -> Array:
    """Prices to draw a curve over, yuan from zero to well above what a unit costs wherever a scenario gains: float64[n].

    points: scenario to `extra`. Twice the dearest scenario's price, but no more than five times the cheapest's.
    """
    means = [of.mean() for of in points.values()]
    prices = [float(of["cost"] / of["gain"]) for of in means if of["gain"] > 0 and of["cost"] > 0]
    top = min(2 * max(prices), 5 * min(prices)) if prices else 1.0
    return np.linspace(0, top, n)


def acceptability(
    frame: pd.DataFrame, baseline: str, gain: str, willingness: Sequence[float] | Array, rate_a_year: float = 0.0
) -> pd.DataFrame:
    """How likely each scenario is worth its cost, for what one unit of gain may be worth.

    willingness: yuan a unit. Returns scenario, gain, willingness, p_worth, p_best, n, n_draws, covers. p_worth: that willingness
    × gain − cost is above zero; p_best: that it is the highest of all, the baseline (with zero) among them. Under one set of
    assumptions both are about the mean over seeds (Student's t; bootstrap over replications); over draws of the assumptions they
    are shares of draws.
    """
    names, prices = others(frame, baseline), np.asarray(willingness, float)
    table = complete(totals(frame, BY_NAME[gain], rate_a_year), [baseline, *names])
    of = {name: pairs(table, baseline, name) for name in names}
    net = {name: _net_benefit(of[name], prices) for name in names}
    nothing = np.zeros_like(net[names[0]])
    best = _share_best(np.stack([nothing, *net.values()]), of[names[0]].has_draws)
    rows = []
    for place, name in enumerate(names):
        worth = _share_worth(net[name], of[name].has_draws)
        rows.append(pd.DataFrame({
            "scenario": name, "gain": gain, "willingness": prices, "p_worth": worth, "p_best": best[place + 1],
            "n": len(of[name].unit), "n_draws": n_draws(of[name]), "covers": ASSUMPTIONS if of[name].has_draws else NOISE,
        }))  # fmt: skip
    return pd.concat(rows, ignore_index=True)


def _net_benefit(of: Pairs, prices: Array) -> Array:
    """float64[independent values, prices]."""
    cost, gain = of.independent(of.difference).T
    return np.asarray(gain[:, None] * prices[None] - cost[:, None])


def _share_worth(net: Array, are_draws: bool) -> Array:
    if are_draws:
        return np.asarray((net > 0).mean(axis=0))
    mean, error = net.mean(axis=0), net.std(axis=0, ddof=1) / np.sqrt(net.shape[0])
    with np.errstate(invalid="ignore", divide="ignore"):
        t = mean / error
    return np.asarray(np.where(error > 0, stats.t.cdf(t, net.shape[0] - 1), (mean > 0).astype(float)))


def _share_best(net: Array, are_draws: bool) -> Array:
    """net: float64[scenarios, values, prices]; float64[scenarios, prices]. The baseline wins a tie."""
    if not are_draws:
        net = net[:, resamples(net.shape[1])].mean(axis=2)
    winner = net.argmax(axis=0)
    return np.stack([(winner == place).mean(axis=0) for place in range(net.shape[0])])
