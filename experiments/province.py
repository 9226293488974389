"""A province: an experiment whose design points are sites, added up by class of site and in all.

Runner, store and engines are those of every experiment, so that a province is stopped, resumed and verified like one. A site's
numbers are stored with what each is over: rates are made of the sums of numerators and of denominators, never of rates; what
is said of a site as a whole is left out. Sites are added in the order of the design, whatever order they finished in and
however often the runner was stopped; few shards are in memory at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from experiments.experiment import SITES, Experiment
from experiments.inputs import site_at, site_inputs
from experiments.province_sites import CLASSES, ProvinceSite, as_province
from experiments.runner import Series
from experiments.shards import read_columns, read_series
from experiments.store import Store
from model import registry
from model.declare import Array
from model.scenario import Scenario

OVER = "over"
OF_A_SITE = "one"  # the denominator of what is said of a site as a whole: inequality within it, its distance from its hosts
SHARDS_HELD = 8


def province_experiment(scenarios: Sequence[Scenario], n_sites: int, replications: int, seed: int) -> Experiment:
    """Every site of a province under every scenario. A site's chance hangs on seed, replication and its number alone, so that
    it is the same under every scenario."""
    made = Experiment(
        name="province", label={"zh": "全省", "en": "province"}, question={"zh": "", "en": ""}, scenarios=tuple(scenarios),
        inputs=site_inputs(), method="province", n=n_sites, replications=replications, seed=seed, record=SITES,
    )  # fmt: skip
    sites = sites_of(made)
    return replace(made, scenarios=tuple(as_province(scenario, sites) for scenario in scenarios))


def is_province(experiment: Experiment) -> bool:
    """Whether an experiment's points are the sites of a province."""
    return experiment.record == SITES


def sites_of(experiment: Experiment) -> list[ProvinceSite]:
    """The sites, in the order of the design: the largest first."""
    found = (site_at(experiment.names, values) for values in experiment.values.tolist())
    return [site for site in found if site is not None]


def simulate_site(scenario: Scenario, seed: int, recorded: str = SITES) -> tuple[Series, Array]:
    """One site's run: the recorded series, then what they are over, each once (group `over`); float64[months, series]."""
    from model.site import ResettlementSite

    site = ResettlementSite(scenario, rng=seed, record="totals")
    over = _over(site.series)
    below = np.empty((scenario.months, len(over.series)))
    for month in range(scenario.months):
        site.step()
        below[month] = site.recorder.denominators()[over.first]
    return site.series + over.series, np.hstack([site.values, below])


class _Over(NamedTuple):
    """What a site's outcomes are over. series: one for each; first: the first outcome that is over it; place: of each
    outcome, the number of what it is over, or -1 for a plain sum."""

    series: Series
    first: Array
    place: Array


@cache
def _over(series: Series) -> _Over:
    names = [_denominator(outcome) for _, outcome in series]
    known = [name for name in dict.fromkeys(names) if name]
    first = np.array([names.index(name) for name in known], np.int64)
    place = np.array([known.index(name) if name else -1 for name in names], np.int64)
    return _Over(tuple((OVER, name) for name in known), first, place)


def _denominator(outcome: str) -> str:
    """What an outcome is over, named after the family that counts it; nothing for a plain sum."""
    below = registry.OUTCOMES[outcome].denominator
    return f"{_families()[outcome]}.{below}" if below else ""


@cache
def _families() -> dict[str, str]:
    return {outcome.name: family.name for family in registry.FAMILIES for outcome in family.outcomes}


class SiteNumbers(NamedTuple):
    """One site's outcomes. values, below: float64[months, series], the outcomes and what they are over."""

    series: Series
    values: Array
    below: Array


@dataclass
class Total:
    """One replication of a province. series: (group, outcome), the groups `all`, `sites=small` …, and those of spending;
    values: float64[months, series]. n_done: sites that are in it."""

    series: Series = ()
    values: Array = field(default_factory=lambda: np.empty((0, 0)))
    n_done: int = 0


def totals(
    store: Store, scenario: int, each: Callable[[ProvinceSite, int, SiteNumbers], None] = lambda site, replication, numbers: None
) -> list[Total]:
    """The sums over sites under a scenario (by number), one for each replication.

    each(site, replication, numbers) is called for every stored site, in the order of the design. A site that failed is
    missing in the sums. Raises BadInput when a shard is damaged.
    """
    store.refuse_damaged()
    sites, shelf = sites_of(store.experiment), _Shelf(store)
    sums = [_Sums() for _ in range(store.experiment.replications)]
    n_done = [0] * len(sums)
    for point, site in enumerate(sites):
        for replication in range(len(sums)):
            numbers = shelf.numbers(scenario, point, replication)
            if numbers is not None:
                sums[replication].add(site.size_class, numbers)
                n_done[replication] += 1
                each(site, replication, numbers)
    return [Total(*of.totals(), n) for of, n in zip(sums, n_done, strict=True)]


class _Shelf:
    """A store's runs by place. Shards are opened when they are needed, and few are held."""

    def __init__(self, store: Store) -> None:
        self._shards, self._months = store.shards, store.experiment.months
        self._shard = np.full(store.state.shape, -1, np.int32)
        self._row = np.zeros(store.state.shape, np.int32)
        self._held: dict[int, Array] = {}
        self._series: dict[int, Series] = {}
        known: dict[Series, Series] = {}
        for number, file in enumerate(self._shards):
            series = read_series(file)
            if series:
                self._series[number] = known.setdefault(series, series)
                at = tuple(self._column(file, name) for name in ("scenario", "design_point", "replication"))
                self._shard[at], self._row[at] = number, np.arange(len(at[0]))

    @staticmethod
    def _column(file: Path, name: str) -> Array:
        return np.asarray(read_columns(file, [name]).column(name).to_numpy())

    def numbers(self, scenario: int, point: int, replication: int) -> SiteNumbers | None:
        """A run's numbers; None where it failed or is missing."""
        number = int(self._shard[scenario, point, replication])
        if number < 0:
            return None
        if number not in self._held:
            while len(self._held) >= SHARDS_HELD:
                self._held.pop(next(iter(self._held)))
            values = read_columns(self._shards[number], ["values"]).column("values").combine_chunks().flatten().to_numpy()
            self._held[number] = values.reshape(-1, self._months, len(self._series[number]))
        return _apart(self._series[number], self._held[number][self._row[scenario, point, replication]])


def _apart(stored: Series, values: Array) -> SiteNumbers:
    """Outcomes and what they are over, from what `simulate_site` puts side by side."""
    series = tuple(pair for pair in stored if pair[0] != OVER)
    n, place = len(series), _over(series).place
    return SiteNumbers(series, values[:, :n], np.where(place < 0, 1.0, values[:, n:][:, place]))


@cache
def _is_sum(series: Series) -> Array:
    """Which series are plain sums, and not over anything."""
    return np.array([not registry.OUTCOMES[outcome].denominator for _, outcome in series])


@cache
def _adds_up(series: Series) -> Array:
    """Which series say something of many sites together. The inequality within each says nothing of that of all."""
    return np.array([registry.OUTCOMES[outcome].denominator != OF_A_SITE for _, outcome in series])


class _Sums:
    """Numerators and denominators by class of site."""

    def __init__(self) -> None:
        self._series: Series = ()
        self._above: dict[str, Array] = {}
        self._below: dict[str, Array] = {}

    def add(self, size_class: str, site: SiteNumbers) -> None:
        """Add one site to its class."""
        if not self._series:
            self._series = site.series
            self._above = {name: np.zeros(site.values.shape) for name in CLASSES}
            self._below = {name: np.zeros(site.values.shape) for name in CLASSES}
        is_there = np.isfinite(site.values)
        self._above[size_class] += np.where(is_there, site.values * site.below, 0.0)
        self._below[size_class] += np.where(is_there, site.below, 0.0)

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

    def _divide(self, above: Array | int, below: Array | int) -> Array:
        with np.errstate(invalid="ignore", divide="ignore"):
            rate = np.where(np.asarray(below) > 0, np.asarray(above) / np.asarray(below), np.nan)
        return np.where(_is_sum(self._series), above, rate)
