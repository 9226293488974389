"""Displacement and deadweight: how many of a programme's jobs are jobs more.

From paired runs only. With the counts of a run: jobs in the programme against jobs in all. With the rows of people kept:
who is in the programme and would have been in work without it (deadweight), who is outside it and lost or never got a post
because of it (displacement), and who got one.

    net = gross − deadweight − lost by participants − displaced + gained outside
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.effects import difference_interval
from analysis.intervals import of_mean, of_ratio
from analysis.records import ASSUMPTIONS, NOISE, UNIT, n_draws, others, pairs, paths
from model.codes import COMMUNITY_FIRM, COOPERATIVE, CRAFT, MOVED_BACK, NOBODY, PUBLIC_PROGRAMME, START_UP, WORKSHOP

KINDS = ("workshop", "public_programme", "community_firm", "craft", "cooperative", "start_up")
MAIN_SHARE = 0.8
PROGRAMMES: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "workshop": lambda people: people["employer_kind"] == WORKSHOP,
    "public_programme": lambda people: people["employer_kind"] == PUBLIC_PROGRAMME,
    "community_firm": lambda people: people["employer_kind"] == COMMUNITY_FIRM,
    "craft": lambda people: people["employer_kind"] == CRAFT,
    "cooperative": lambda people: people["employer_kind"] == COOPERATIVE,
    "start_up": lambda people: people["employer_kind"] == START_UP,
    "training": lambda people: people["is_trained"],
}


def displacement(frame: pd.DataFrame, baseline: str, level: float = 0.95) -> pd.DataFrame:
    """Job-months that each kind of programme employer gives more than under the baseline, and job-months more in all.

    Returns scenario, programme (a kind, or `all programmes`), gross, gross_low, gross_high, net, net_low, net_high (job-months
    in all), displaced_share (1 − net / gross) with low and high (Fieller), n, n_draws, covers. The share is told only where it
    can be read as the programme's: it surely gives more jobs, four fifths or more of those of all programmes, and the change in
    all jobs is no larger than its own.
    """
    work = paths(frame, "people_in_work")
    labour = work / paths(frame, "employment_rate")
    recorded = set(frame["outcome"].unique())
    kinds = {kind: paths(frame, f"share_working_in_{kind}") for kind in KINDS if f"share_working_in_{kind}" in recorded}
    jobs = pd.DataFrame({kind: np.nansum(share * labour, axis=1) for kind, share in kinds.items()}, index=work.index)
    jobs["all programmes"] = jobs.sum(axis=1)
    jobs["net"] = np.nansum(work, axis=1)
    rows = []
    for scenario in others(frame, baseline):
        of = pairs(jobs, baseline, scenario)
        around, values = difference_interval(of, level), of.independent(of.difference)
        for place, name in enumerate(jobs.columns[:-1]):
            ratio = of_ratio(values[:, -1], values[:, place], level)
            gross, net = around.mean[place], around.mean[-1]
            is_more = around.low[place] > 0 and gross >= MAIN_SHARE * around.mean[-2] and abs(net) <= gross
            rows.append({
                "scenario": scenario, "programme": name,
                "gross": around.mean[place], "gross_low": around.low[place], "gross_high": around.high[place],
                "net": around.mean[-1], "net_low": around.low[-1], "net_high": around.high[-1],
                "displaced_share": 1 - ratio.ratio if is_more else np.nan,
                "low": 1 - ratio.high if is_more else np.nan, "high": 1 - ratio.low if is_more else np.nan,
                "n": len(of.unit), "n_draws": n_draws(of), "covers": ASSUMPTIONS if of.has_draws else NOISE,
            })  # fmt: skip
    return pd.DataFrame(rows)


def deadweight(people: pd.DataFrame, baseline: str, programme: str, level: float = 0.95) -> pd.DataFrame:
    """Where a programme's jobs come from, person by person, as means over the kept months.

    people: kept rows. programme: a key of `PROGRAMMES`. Participants are those in it under the
    scenario and not under the baseline. Returns scenario, programme, part, people, low, high, share (of gross), n. part:
    gross – participants in work; deadweight – of these, in work anyway; lost – participants in work only under the
    baseline; displaced – others in work only under the baseline; gained – others in work only under the scenario; net –
    people in work more. Displaced and gained hold luck that is reshuffled as well as the programme's doing; their
    difference, and net, do not.
    """
    is_in = PROGRAMMES[programme]
    rows = []
    for scenario in others(people, baseline):
        of = _parts(people, baseline, scenario, is_in)
        for part, values in of.items():
            mean, low, high = (float(end[0]) for end in of_mean(values.to_numpy()[:, None], level))
            gross = float(of["gross"].mean())
            rows.append({
                "scenario": scenario, "programme": programme, "part": part, "people": mean, "low": low, "high": high,
                "share": mean / gross if gross > 0 else np.nan, "n": len(values),
            })  # fmt: skip
    return pd.DataFrame(rows)


def _parts(people: pd.DataFrame, baseline: str, scenario: str, is_in: Callable[[pd.DataFrame], pd.Series]) -> pd.DataFrame:
    """One row a pair of runs, one column a part, in people a month."""
    key = [*UNIT, "month", "person"]
    found = []
    for name in (baseline, scenario):
        of = people[people["scenario"] == name]
        works = (of["employer_kind"] != NOBODY) & (of["labour_state"] != MOVED_BACK)
        columns = pd.DataFrame({"in": is_in(of), "works": works})
        found.append(columns.set_axis(pd.MultiIndex.from_frame(of[key])))
    # Who is not there under one of the two (moved away, died) is not in work under it.
    both = found[0].add_suffix("_before").join(found[1].add_suffix("_after"), how="outer")
    together = both.eq(True)
    took_part = together["in_after"] & ~together["in_before"]
    before, after = together["works_before"], together["works_after"]
    parts = pd.DataFrame({
        "gross": took_part & after,
        "deadweight": took_part & after & before,
        "lost": took_part & before & ~after,
        "displaced": ~took_part & before & ~after,
        "gained": ~took_part & after & ~before,
    })  # fmt: skip
    summed = parts.groupby(level=[*UNIT, "month"], observed=True).sum().groupby(level=UNIT, observed=True).mean()
    summed["net"] = summed["gross"] - summed["deadweight"] - summed["lost"] - summed["displaced"] + summed["gained"]
    return summed
