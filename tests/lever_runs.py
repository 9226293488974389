"""Levers on small sites: one run with chosen settings, remembered; and a lever of which some bends do not arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from model import registry
from model.declare import Reach
from model.scenario import LeverSetting, load_scenario
from model.site import ResettlementSite

MONTHS = 24
BOOKS = ("spending_yuan_month", "unfunded_yuan_month")


@cache
def a_run(*settings: str, site: str = "tiejiang", months: int = MONTHS, seed: int = 4) -> ResettlementSite:
    """A site without follow-up support but for the settings, after its last month."""
    run = ResettlementSite(
        load_scenario("no_followup", site=site, settings=[f"months={months}", *settings]), rng=seed, record="totals"
    )
    run.run()
    return run


def at(lever: str, dose: float) -> str:
    """The setting of a lever at a dose; terms are those of the full dose even at a dose of nothing."""
    return f"levers.{lever}.dose={dose}"


def path(site: ResettlementSite, outcome: str) -> Any:
    """An outcome for all, month by month."""
    return site.values[:, site.series.index(("all", outcome))]


def mean(site: ResettlementSite, outcome: str) -> float:
    """Its mean over the months in which anything is counted."""
    return float(np.nanmean(path(site, outcome)))


def line(site: ResettlementSite, lever: str, name: str) -> Any:
    """What was spent on a cost line, month by month."""
    return np.asarray(site.ledger.spent[site.ledger.row(lever, name)])


def hours(site: ResettlementSite, lever: str, name: str) -> Any:
    """Hours of staff booked on a cost line, month by month."""
    return np.asarray(site.ledger.hours[site.ledger.row(lever, name)])


def prices(months: int = MONTHS) -> Any:
    """The price index of each month of a run that starts in June 2019."""
    clock = ResettlementSite(load_scenario("no_followup", site="tiny", settings=[f"months={months}"]), rng=1).clock
    return np.array(clock.dated["price_index"])


def only_terms(lever: str) -> LeverSetting:
    """Everything on the terms of the full dose, and nothing of it given."""
    of = registry.LEVERS[lever]
    # A rule that is followed and an operator that is brought are themselves something given.
    things = {parameter.name for parameter in of.parameters if parameter.unit in ("code", "yes or no")}
    given = {name: value for name, value in of.full.items() if name in of.terms and name not in things}
    return LeverSetting({parameter.name: parameter.default for parameter in of.parameters} | given)


def reaches(setting: LeverSetting, lever: str, seed: int = 4, months: int = MONTHS, **more: Any) -> list[Reach]:
    """How far a lever got, month by month. more: other fields of the scenario."""
    bare = load_scenario("no_followup", site="tiejiang", settings=[f"months={months}"])
    site = ResettlementSite(replace(bare, levers={lever: setting}, **more), rng=seed, record="totals")
    found = []
    for _ in range(months):
        site.step()
        found.append(site.reach(lever))
    return [reach for reach in found if reach is not None]


class Through:
    """The window of a lever through which only some of its bends arrive."""

    def __init__(self, now: Any, arrives: Callable[[str], bool]) -> None:
        self._now, self._arrives = now, arrives

    def __getattr__(self, name: str) -> Any:
        return getattr(self._now, name)

    def bend(self, quantity: str, by: float) -> None:
        if self._arrives(quantity):
            self._now.bend(quantity, by)


def a_run_without(lever: str, held_back: Iterable[str] | None, seed: int = 4, **where: Any) -> ResettlementSite:
    """A run with the lever at full dose of which some bends do not arrive, or none at all where `held_back` is None."""
    settings = [f"months={where.get('months', MONTHS)}", at(lever, 1)]
    scenario = load_scenario("no_followup", site=where.get("site", "tiejiang"), settings=settings)
    site = ResettlementSite(scenario, rng=seed, record="totals")
    held, original = None if held_back is None else set(held_back), site.levers[lever]
    site.levers[lever] = replace(
        original, plan=lambda now: original.plan(Through(now, lambda quantity: held is not None and quantity not in held))
    )
    site.run()
    return site
