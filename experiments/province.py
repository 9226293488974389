"""A province: many sites, each under the same scenario, as tasks of the same workers; results by class of site and in all.

What comes out of a site is added up and let go, so that memory does not grow with the number of sites. Rates are made of
the sums of numerators and of denominators, never of rates; what is said of a site as a whole is left out. Sites are added in
one order, whatever order they finish in.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np

from experiments.executors import Engine, Workers
from experiments.province_sites import CLASSES, ProvinceSite, profile_of
from experiments.runner import Failure, Series
from model import chance
from model.declare import Array
from model.errors import ProcessFailed
from model.registry import OUTCOMES
from model.scenario import Scenario

Progress = Callable[[int, int, int], None]


@dataclass(frozen=True)
class SiteSums:
    """One site's outcomes. values, below: float64[months, series], the outcomes and what they are over."""

    series: Series
    values: Array
    below: Array
    seconds: float


@dataclass
class ProvinceRun:
    """One replication of a province. series: (group, outcome), the groups `all`, `sites=small` …, and those of spending;
    values: float64[months, series]. n_done: sites that are in it. status: done, failed or stopped."""

    replication: int
    series: Series = ()
    values: Array = field(default_factory=lambda: np.empty((0, 0)))
    failures: list[Failure] = field(default_factory=list)
    n_done: int = 0
    seconds: float = 0.0
    status: str = "done"


def run_province(
    scenario: Scenario,
    sites: Sequence[ProvinceSite],
    seed: int,
    replication: int = 0,
    jobs: int = 1,
    engine: Engine = "processes",
    progress: Progress = lambda done, failed, asked: None,
    each: Callable[[ProvinceSite, SiteSums], None] = lambda site, sums: None,
) -> ProvinceRun:
    """Run every site once and add them up.

    progress(done, failed, asked) is called after each site; each(site, sums) for each that finished, in the order of `sites`.
    A site's chance hangs on seed, replication and its number alone, so that it is the same under every scenario. A site that
    raises is a failure, and missing in the sums; stopped by Ctrl-C, what is in the sums is the sites that are counted.
    """
    found, sums = ProvinceRun(replication), _Sums()
    seed_of_all = chance.replication_seed(seed, replication)
    workers: Workers[int, SiteSums | Failure] = Workers(
        engine, jobs, simulate_site,
        arguments=lambda place: (_resolved(scenario, sites[place]), chance.replication_seed(seed_of_all, sites[place].number)),
        give_up=lambda place, error: Failure(sites[place].name, replication, "worker", 0, f"{type(error).__name__}: {error}"),
    )  # fmt: skip
    waiting: dict[int, SiteSums | Failure] = {}
    try:
        for n, (place, outcome) in enumerate(workers.outcomes(range(len(sites))), 1):
            waiting[place] = outcome
            for site, result in _in_turn(waiting, sites, found.n_done + len(found.failures)):
                if isinstance(result, Failure):
                    found.failures.append(replace(result, replication=replication))
                    continue
                sums.add(site.size_class, result)
                each(site, result)
                found.n_done += 1
                found.seconds += result.seconds
            progress(n, len(found.failures), len(sites))
    except KeyboardInterrupt:
        for _ in workers.stop():
            pass
        found.status = "stopped"
    else:
        found.status = "failed" if found.failures else "done"
    found.series, found.values = sums.totals()
    return found


def _in_turn(
    waiting: dict[int, SiteSums | Failure], sites: Sequence[ProvinceSite], place: int
) -> Iterator[tuple[ProvinceSite, SiteSums | Failure]]:
    """What has come and whose turn it is."""
    while place in waiting:
        yield sites[place], waiting.pop(place)
        place += 1


def _resolved(scenario: Scenario, site: ProvinceSite) -> dict[str, Any]:
    profile = profile_of(site)
    return replace(scenario, site=profile, name=profile.name).resolved()


def simulate_site(resolved: dict[str, Any], seed: int) -> SiteSums | Failure:
    """One site's run with what its outcomes are over, or what went wrong in it. Plain values, to cross processes."""
    from model.site import ResettlementSite

    started = time.perf_counter()
    try:
        scenario = Scenario.from_resolved(resolved)
        site = ResettlementSite(scenario, rng=seed, record="totals")
        below = np.empty_like(site.values)
        for month in range(scenario.months):
            site.step()
            below[month] = site.recorder.denominators()
    except Exception as error:
        stage, month = (error.stage, error.month) if isinstance(error, ProcessFailed) else ("building", 0)
        return Failure(resolved["name"], 0, stage, month, traceback.format_exc())
    return SiteSums(site.series, site.values, below, time.perf_counter() - started)


OF_A_SITE = "one"  # the denominator of what is said of a site as a whole: inequality within it, its distance from its hosts


@cache
def _is_sum(series: Series) -> Array:
    """Which series are plain sums, and not over anything."""
    return np.array([not OUTCOMES[outcome].denominator for _, outcome in series])


@cache
def _adds_up(series: Series) -> Array:
    """Which series say something of many sites together. The inequality within each says nothing of that of all."""
    return np.array([OUTCOMES[outcome].denominator != OF_A_SITE for _, outcome in series])


class _Sums:
    """Numerators and denominators by class of site."""

    def __init__(self) -> None:
        self._series: Series = ()
        self._above: dict[str, Array] = {}
        self._below: dict[str, Array] = {}

    def add(self, size_class: str, site: SiteSums) -> None:
        """Add one site to its class."""
        if not self._series:
            self._series = site.series
            self._above = {name: np.zeros_like(site.values) for name in CLASSES}
            self._below = {name: np.zeros_like(site.values) for name in CLASSES}
        is_there = np.isfinite(site.values)
        below = np.where(_is_sum(site.series), 1.0, site.below)
        self._above[size_class] += np.where(is_there, site.values * below, 0.0)
        self._below[size_class] += np.where(is_there, below, 0.0)

    def totals(self) -> tuple[Series, Array]:
        """Outcomes of all sites, then of each class for what is recorded for all of a site; NaN where nothing is counted."""
        if not self._series:
            return (), np.empty((0, 0))
        everywhere = (sum(self._above.values()), sum(self._below.values()))
        adds_up = _adds_up(self._series)
        own = adds_up & np.array([group == "all" for group, _ in self._series])
        parts, series = [self._divide(*everywhere)[:, adds_up]], [self._series[k] for k in np.flatnonzero(adds_up)]
        for name in CLASSES:
            parts.append(self._divide(self._above[name], self._below[name])[:, own])
            series += [(f"sites={name}", self._series[k][1]) for k in np.flatnonzero(own)]
        return tuple(series), np.concatenate(parts, axis=1)

    def _divide(self, above: Any, below: Any) -> Array:
        with np.errstate(invalid="ignore", divide="ignore"):
            rate = np.where(below > 0, above / below, np.nan)
        return np.where(_is_sum(self._series), above, rate)
