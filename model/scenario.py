"""A scenario: one TOML file, read strictly into a frozen object that says everything a run depends on.

`load_scenario("full_training")` reads the file of that name among the scenarios that come with the package, or a path.
Scenarios extend others; `a+b` merges two on the spot, the later one winning key by key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.kernel import file_digest
from model.site_profile import Label, SiteProfile

DEFAULTS: dict[str, Any] = {
    "site": "jingxian",
    "start": "2019-06",
    "months": 60,
    "seed": 1,
    "shocks": ("pandemic_2020",),
    "placement": "villages_together",
}
PLACEMENTS = ("villages_together", "mixed")


@dataclass(frozen=True)
class LeverSetting:
    """How one lever is used: its parameters, the month it starts, the months until its full dose, and the first month in
    which it is withdrawn (None: never)."""

    values: Mapping[str, float]
    start_month: int = 0
    ramp_months: int = 0
    end_month: int | None = None

    def ramp(self, month: int) -> float:
        """The share of the full dose in a month: 0 before the start and from the end on, 1 after the ramp."""
        if month < self.start_month or (self.end_month is not None and month >= self.end_month):
            return 0.0
        if self.ramp_months == 0:
            return 1.0
        return min((month - self.start_month + 1) / self.ramp_months, 1.0)


@dataclass(frozen=True)
class Budget:
    """Money for follow-up support: yuan a resident and year (None: no cap), its growth, who is paid first, and what partners
    add for each resident and year."""

    per_resident_year: float | None = None
    growth_percent_a_year: float = 0.0
    priority: tuple[str, ...] = ()
    partner_funds: float = 0.0

    def yuan_by_month(self, site: SiteProfile, months: int) -> list[float] | None:
        """What each month brings to the site's account; None without a cap."""
        if self.per_resident_year is None:
            return None
        own, partners = (yuan * site.n_people / 12 for yuan in (self.per_resident_year, self.partner_funds))
        return [own * (1 + self.growth_percent_a_year / 100) ** (month // 12) + partners for month in range(months)]


@dataclass(frozen=True)
class Scenario:
    """A resolved scenario. start: year and month of month 0. parameters: process parameters that differ from their default,
    by full name. rules: files that replace a process or add a lever. files: what it was read from."""

    name: str
    label: Label
    site: SiteProfile
    start: tuple[int, int] = (2019, 6)
    months: int = 60
    seed: int = 1
    levers: Mapping[str, LeverSetting] = field(default_factory=dict)
    budget: Budget = Budget()
    parameters: Mapping[str, float] = field(default_factory=dict)
    rules: tuple[Path, ...] = ()
    shocks: tuple[str, ...] = DEFAULTS["shocks"]
    placement: str = DEFAULTS["placement"]
    description: Label | None = None
    files: tuple[Path, ...] = field(default=(), compare=False)

    @property
    def is_mixed(self) -> bool:
        """Villages are mixed over the buildings."""
        return self.placement == "mixed"

    def resolved(self) -> dict[str, Any]:
        """Everything the run depends on, as plain values; `from_resolved` makes the same scenario of it."""
        return {
            "name": self.name,
            "label": self.label.model_dump(),
            "description": None if self.description is None else self.description.model_dump(),
            "site": self.site.model_dump(mode="json"),
            "start": list(self.start),
            "months": self.months,
            "seed": self.seed,
            "levers": {
                name: {
                    "values": dict(of.values),
                    "start_month": of.start_month,
                    "ramp_months": of.ramp_months,
                    "end_month": of.end_month,
                }
                for name, of in sorted(self.levers.items())
            },
            "budget": {
                "per_resident_year": self.budget.per_resident_year,
                "growth_percent_a_year": self.budget.growth_percent_a_year,
                "priority": list(self.budget.priority),
                "partner_funds": self.budget.partner_funds,
            },
            "parameters": dict(sorted(self.parameters.items())),
            "rules": [{"file": str(rule), "digest": file_digest(rule)} for rule in self.rules],
            "shocks": list(self.shocks),
            "placement": self.placement,
        }

    @classmethod
    def from_resolved(cls, values: Mapping[str, Any]) -> Scenario:
        """The scenario that `resolved` described. Raises BadInput when it names what this version does not know."""
        from model.scenario_check import check_resolved

        check_resolved(values)
        budget = values["budget"]
        return cls(
            name=values["name"],
            label=Label(**values["label"]),
            description=Label(**values["description"]) if values["description"] else None,
            site=SiteProfile.model_validate_json(json.dumps(values["site"])),
            start=(values["start"][0], values["start"][1]),
            months=values["months"],
            seed=values["seed"],
            levers={name: LeverSetting(**setting) for name, setting in values["levers"].items()},
            budget=Budget(**{**budget, "priority": tuple(budget["priority"])}),
            parameters=values["parameters"],
            rules=tuple(Path(rule["file"]) for rule in values["rules"]),
            shocks=tuple(values["shocks"]),
            placement=values["placement"],
        )

    def digest(self) -> str:
        """What this scenario is, 16 hex digits: the same for the same inputs, whatever the files are called."""
        inputs = {key: value for key, value in self.resolved().items() if key not in ("label", "description", "name")}
        inputs["rules"] = [rule["digest"] for rule in inputs["rules"]]
        text = json.dumps(inputs, sort_keys=True, ensure_ascii=False)
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def load_scenario(name_or_path: str | Path, site: str | Path | None = None, settings: Sequence[str] = ()) -> Scenario:
    """Read a scenario.

    name_or_path: a file's stem among those shipped, a path, or several joined by `+`. site: a profile to use instead.
    settings: `KEY=VALUE` texts in TOML, the last word over the files. Raises BadInput with every fault found.
    """
    from model.scenario_file import read_scenario

    return read_scenario(str(name_or_path), None if site is None else str(site), tuple(settings))
