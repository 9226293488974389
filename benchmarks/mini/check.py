"""Do all implementations do the same work? They have one first day, so they may differ by chance alone.

python -m benchmarks.mini.check [--people 10000] [--replications 8] [--skip NAME]...

Every aggregate of every implementation at four months, and hires and separations over all months, is compared with the numpy
columns: the difference of means over replications must stay within `LIMIT` standard errors.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from types import ModuleType

import numpy as np

from benchmarks.mini.implementations import load
from benchmarks.mini.population import AGGREGATES, MONTHS, start

REFERENCE = "numpy_columns"
REFERENCE_REPLICATIONS = 100
MONTHS_COMPARED = (0, 11, 35, 59)
LIMIT = 4.5  # standard errors; about 300 comparisons
KNOWN = {"employment": (0.72, 0.02), "integration": (0.62, 0.01)}  # at 10,000 people after 60 months


@dataclass(frozen=True)
class Difference:
    """One comparison: the means, and their distance in standard errors."""

    implementation: str
    number: str
    value: float
    reference: float
    errors: float


def sample(module: ModuleType, n_people: int, replications: int) -> np.ndarray:
    """float64[replications, numbers]: what `numbers` names."""
    first_day = start(n_people)
    rows = []
    for replication in range(replications):
        recorded = module.run(module.build(first_day, 1000 + replication), MONTHS)
        flows = recorded[:, [AGGREGATES.index("hires"), AGGREGATES.index("separations")]].sum(axis=0)
        rows.append(np.concatenate([recorded[list(MONTHS_COMPARED)].ravel(), flows]))
    return np.array(rows)


def numbers() -> list[str]:
    """Names of the numbers compared, in order."""
    by_month = [f"{name} in month {month}" for month in MONTHS_COMPARED for name in AGGREGATES]
    return [*by_month, "hires over all months", "separations over all months"]


def differences(name: str, values: np.ndarray, reference: np.ndarray) -> list[Difference]:
    """Each number against the reference, in standard errors of the difference.

    The spread is the reference's, as it has the most replications; what has no spread there must agree to a rounding.
    """
    spread = np.maximum(reference.std(axis=0, ddof=1), 1e-6 * np.abs(reference.mean(axis=0)) + 1e-12)
    error = spread * np.sqrt(1 / len(values) + 1 / len(reference))
    means, expected = values.mean(axis=0), reference.mean(axis=0)
    return [
        Difference(name, number, float(mean), float(want), float(abs(mean - want) / off))
        for number, mean, want, off in zip(numbers(), means, expected, error, strict=True)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--replications", type=int, default=8)
    parser.add_argument("--skip", action="append", default=[])
    asked = parser.parse_args()
    modules = load(asked.skip)
    reference = sample(modules[REFERENCE], asked.people, REFERENCE_REPLICATIONS)
    failed = 0
    for name, module in modules.items():
        if name == REFERENCE:
            continue
        found = differences(name, sample(module, asked.people, asked.replications), reference)
        worst = max(found, key=lambda difference: difference.errors)
        beyond = [difference for difference in found if difference.errors > LIMIT]
        failed += len(beyond)
        print(f"{name}: {len(found)} numbers, {len(beyond)} differ; widest {worst.errors:.1f} standard errors ({worst.number})")
        for difference in beyond:
            print(f"  {difference.number}: {difference.value:.4f}, {REFERENCE} {difference.reference:.4f}")
    for number, (known, tolerance) in KNOWN.items():
        mean = reference[:, numbers().index(f"{number} in month 59")].mean()
        print(f"{number} after {MONTHS} months: {mean:.3f} (known {known} at 10,000 people)")
        failed += asked.people == 10_000 and abs(mean - known) > tolerance
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
