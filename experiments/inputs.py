"""What an experiment moves: inputs by name, their ranges, and how a scenario looks with values set.

Names: `jobs_lost.base_hazard` (a parameter of a process), `training.coverage` (of a lever), `training` or `training.dose` (a
lever's dose from 0 to 1), `training.start_month`, `training.ramp_months`, `training.end_month`, `budget.per_resident_year`.
The points of a province are its sites: `site.number`, `site.is_county_town`, `site.n_households`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

import numpy as np

from experiments.province_sites import COUNTY_TOWN, TOWNSHIP, ProvinceSite, profile_of
from model import registry
from model.declare import Array
from model.scenario import LeverSetting, Scenario
from model.scenario_file import dose_values

DOSE, DUMMY, BUDGET = "dose", "dummy", "budget.per_resident_year"
TIMING = ("start_month", "ramp_months", "end_month")
SITE = ("site.number", "site.is_county_town", "site.n_households")
DISTRIBUTIONS = ("uniform", "log", "triangular", "normal")
WHOLE_UNITS = ("yes or no", "code")


@dataclass(frozen=True)
class Input:
    """One input. role: uncertainty, lever or dummy. low, high: its range. values: the only values it may take, if listed.
    mode: of a triangular, mean and sd: of a normal distribution, cut off at the range. is_whole: rounded to whole numbers.
    reference: its value in the first scenario."""

    name: str
    role: str
    low: float
    high: float
    unit: str = ""
    distribution: str = "uniform"
    mode: float | None = None
    mean: float | None = None
    sd: float | None = None
    values: tuple[float, ...] = ()
    is_whole: bool = False
    reference: float = float("nan")

    def at(self, units: Array) -> Array:
        """Values for units: float64, 0 to 1 in, `low` to `high` out."""
        if self.values:
            return np.array(self.values)[np.minimum((units * len(self.values)).astype(int), len(self.values) - 1)]
        values = self._spread(units)
        if self.is_whole:
            values = np.round(values)
        return np.clip(values, self.low, self.high)

    def _spread(self, units: Array) -> Array:
        width = self.high - self.low
        if self.distribution == "log":
            return np.exp(np.log(self.low) + units * (np.log(self.high) - np.log(self.low)))
        if self.distribution == "uniform":
            return self.low + units * width
        # Loaded late: workers, which are handed values, never need it, and it takes longer to load than the model.
        from scipy import stats

        if self.distribution == "triangular":
            assert self.mode is not None
            return np.asarray(stats.triang.ppf(units, (self.mode - self.low) / width, self.low, width))
        assert self.mean is not None
        assert self.sd is not None
        ends = (self.low - self.mean) / self.sd, (self.high - self.mean) / self.sd
        return np.asarray(stats.truncnorm.ppf(units, *ends, self.mean, self.sd))

    @property
    def reference_unit(self) -> float:
        """Where the scenario's own value lies in the range, 0 to 1, as far as that can be said."""
        if self.values:
            nearest = int(np.abs(np.array(self.values) - self.reference).argmin())
            return (nearest + 0.5) / len(self.values)
        if self.distribution == "log" and self.reference > 0:
            share = np.log(self.reference / self.low) / np.log(self.high / self.low)
        else:
            share = (self.reference - self.low) / (self.high - self.low)
        return float(np.clip(np.nan_to_num(share), 0, 1))


def declared() -> dict[str, tuple[float, float, str]]:
    """Every name that can be an input, with its declared range and unit; a range of NaN has to be given."""
    nothing = float("nan")
    found = {name: (of.low, of.high, of.unit) for name, of in registry.PARAMETERS.items()}
    for lever in registry.LEVERS:
        found[f"{lever}.{DOSE}"] = (0.0, 1.0, "share")
        found |= {f"{lever}.{timing}": (nothing, nothing, "months") for timing in TIMING}
    return found | {BUDGET: (nothing, nothing, "yuan a person a year")}


def limits(name: str) -> tuple[float, float]:
    """The lowest and the highest value a scenario takes for a name."""
    low, high, _ = declared()[name]
    if name == BUDGET:
        return 0.0, 100_000.0
    return (low, high) if low == low else (0.0, 600.0)


def matching(pattern: str) -> list[str]:
    """The names that a name or a glob means, in the order of declaration; a lever's name means its dose.

    A glob means parameters alone: doses and timing are asked for by name.
    """
    if pattern in registry.LEVERS:
        return [f"{pattern}.{DOSE}"]
    if not any(sign in pattern for sign in "*?["):
        return [pattern] if pattern in declared() else []
    if pattern.endswith(f".{DOSE}"):
        return [f"{lever}.{DOSE}" for lever in registry.LEVERS if fnmatchcase(f"{lever}.{DOSE}", pattern)]
    return [name for name in registry.PARAMETERS if fnmatchcase(name, pattern)]


def value_in(scenario: Scenario, name: str) -> float:
    """A scenario's own value of an input. A dose is not kept in a scenario: it is what posts a lever's first moved parameter
    at that share of the way to `full`."""
    if name == DUMMY:
        return 0.5
    if name == BUDGET:
        return scenario.budget.per_resident_year or 0.0
    owner, _, short = name.partition(".")
    if owner not in registry.LEVERS:
        return scenario.parameters.get(name, registry.PROCESS_PARAMETERS[name].default)
    setting = scenario.levers.get(owner, LeverSetting({}))
    if short in TIMING:
        given = getattr(setting, short)
        return float(scenario.months if given is None else given)
    if short == DOSE:
        return _dose_of(owner, setting)
    return setting.values.get(short, registry.LEVER_PARAMETERS[name].default)


def _dose_of(lever: str, setting: LeverSetting) -> float:
    of = registry.LEVERS[lever]
    for parameter in of.parameters:
        full = of.full.get(parameter.name, parameter.default)
        if full != parameter.default and parameter.name not in of.terms:
            value = setting.values.get(parameter.name, parameter.default)
            return float((value - parameter.default) / (full - parameter.default))
    return 0.0


def at_point(scenario: Scenario, names: Sequence[str], values: Sequence[float]) -> Scenario:
    """The scenario with these values set; the rest is as it was. Doses come first, so that single parameters win over them.

    The values must be within bounds: they are not checked again, since this is done once a run.
    """
    parameters, levers, budget = dict(scenario.parameters), dict(scenario.levers), scenario.budget
    for name, value in sorted(zip(names, values, strict=True), key=_doses_first):
        owner, _, short = name.partition(".")
        if owner in registry.LEVERS:
            levers[owner] = _set(owner, levers.get(owner, LeverSetting({})), short, value)
        elif name == BUDGET:
            budget = replace(budget, per_resident_year=value)
        elif name not in (DUMMY, *SITE):
            _set_parameter(parameters, name, value)
    site = site_at(names, values)
    if site is not None:
        scenario = replace(scenario, site=profile_of(site))
    return replace(scenario, parameters=dict(sorted(parameters.items())), levers=dict(sorted(levers.items())), budget=budget)


def site_at(names: Sequence[str], values: Sequence[float]) -> ProvinceSite | None:
    """The site that a point of a province is; None where the point is not a site."""
    if SITE[0] not in names:
        return None
    number, is_town, n_households = (values[names.index(name)] for name in SITE)
    return ProvinceSite(int(number), COUNTY_TOWN if is_town else TOWNSHIP, int(n_households))


def site_inputs() -> tuple[Input, ...]:
    """The inputs of a province."""
    units = ("number", "yes or no", "households")
    return tuple(Input(name, "site", 0.0, 1e6, unit, is_whole=True) for name, unit in zip(SITE, units, strict=True))


def _doses_first(pair: tuple[str, float]) -> bool:
    return not pair[0].endswith(f".{DOSE}")


def _set(lever: str, setting: LeverSetting, short: str, value: float) -> LeverSetting:
    if short in TIMING:
        return replace(setting, **{short: int(value)})  # type: ignore[arg-type]
    if short == DOSE:
        moved = registry.LEVERS[lever].full
        kept: dict[str, Any] = {key: old for key, old in setting.values.items() if key not in moved}
        return replace(setting, values=dose_values(registry.LEVERS[lever], value) | kept)
    return replace(setting, values={**setting.values, short: value})


def _set_parameter(parameters: dict[str, float], name: str, value: float) -> None:
    if value == registry.PROCESS_PARAMETERS[name].default:
        parameters.pop(name, None)
    else:
        parameters[name] = value
