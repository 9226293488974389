"""The smallest effect that matters, outcome by outcome: what a county bureau would act on. Judgement, declared here.

An outcome without a line of its own takes its unit's: absolute, or a share of the baseline's value.
"""

from __future__ import annotations

from dataclasses import dataclass

from model.registry import OUTCOMES


@dataclass(frozen=True)
class Smallest:
    """value: in the outcome's unit, or, with of_baseline, as a share of what the baseline shows. why: the judgement behind.
    at_least: in the outcome's unit, where a share of a small baseline would be less than one of what is counted."""

    value: float
    why: str
    of_baseline: bool = False
    at_least: float = 1e-9

    def at(self, baseline: float) -> float:
        """The smallest effect that matters beside a baseline value, in the outcome's unit."""
        return max(self.value * abs(baseline) if self.of_baseline else self.value, self.at_least)


BY_OUTCOME: dict[str, Smallest] = {
    "labour_households_with_a_stable_job": Smallest(0.01, "one household in a hundred, what the yearly check tells apart"),
    "zero_employment_households": Smallest(0.05, "one such household in twenty", of_baseline=True, at_least=1.0),
    "people_poor": Smallest(0.05, "one poor person in twenty", of_baseline=True, at_least=1.0),
    "poverty_rate": Smallest(0.002, "two in a thousand: few are left below the line"),
    "out_of_school_share": Smallest(0.001, "one child in a thousand: the target is none"),
    "share_returned": Smallest(0.005, "one household in two hundred"),
    "hukou_share": Smallest(0.02, "transfers are voluntary; two in a hundred"),
    "gini": Smallest(0.005, "half a point, about what a year changes"),
}  # fmt: skip
BY_UNIT: dict[str, Smallest] = {
    "share": Smallest(0.01, "one in a hundred"),
    "score 0 to 1": Smallest(0.01, "a point of a hundred"),
    "yuan a month": Smallest(0.02, "two per cent of the baseline", of_baseline=True),
    "yuan a person a month": Smallest(0.02, "two per cent of the baseline", of_baseline=True),
    "yuan a person a year": Smallest(0.02, "two per cent of the baseline", of_baseline=True),
    "yuan a person": Smallest(0.05, "five per cent of the baseline", of_baseline=True),
    "people": Smallest(0.05, "five per cent of the baseline, one at least", of_baseline=True, at_least=1.0),
    "households": Smallest(0.05, "five per cent of the baseline, one at least", of_baseline=True, at_least=1.0),
    "posts": Smallest(0.05, "five per cent of the baseline, one at least", of_baseline=True, at_least=1.0),
}
OTHERWISE = Smallest(0.05, "five per cent of the baseline", of_baseline=True)


def smallest_effect(outcome: str, unit: str | None = None) -> Smallest:
    """What is declared for an outcome, for its unit, or for everything else."""
    if outcome in BY_OUTCOME:
        return BY_OUTCOME[outcome]
    known = OUTCOMES[outcome].unit if unit is None and outcome in OUTCOMES else unit
    return BY_UNIT.get(known or "", OTHERWISE)
