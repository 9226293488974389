"""Dose–response: one lever at several doses, all else as in a base scenario where it is off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from model import registry
from model.errors import BadInput, Fault
from model.scenario import LeverSetting, Scenario
from model.scenario_check import near

DOSES = (0.25, 0.5, 0.75, 1.0)


def dosed(base: Scenario, lever: str, dose: float) -> Scenario:
    """The base with one lever at a dose: each parameter in proportion from its default to its full value, terms in full."""
    if lever not in registry.LEVERS:
        raise BadInput([Fault("unknown_name", key=lever, values={"what": "lever", "near": near(lever, registry.LEVERS)})])
    of, setting = registry.LEVERS[lever], base.levers.get(lever, LeverSetting({}))
    defaults = {parameter.name: float(parameter.default) for parameter in of.parameters}
    values = {
        name: float(full) if name in of.terms else defaults[name] + (float(full) - defaults[name]) * dose
        for name, full in of.full.items()
    }
    levers = {name: other for name, other in base.levers.items() if name != lever}
    if dose > 0:
        levers[lever] = replace(setting, values=values)
    return replace(base, name=f"{lever}@{dose:g}", levers=levers)


def dose_scenarios(base: Scenario, levers: Sequence[str], doses: Sequence[float] = DOSES) -> list[Scenario]:
    """Each lever's zero dose and its doses."""
    return [dosed(base, lever, dose) for lever in levers for dose in (0.0, *doses)]
