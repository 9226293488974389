"""Who is of working age."""

from __future__ import annotations

from benchmarks.mini.population import ADULT, OLD
from model.kernel import formula


@formula
def is_of_working_age(age_months: int) -> bool:
    """From 18 to below 60 years."""
    return (age_months >= ADULT) & (age_months < OLD)
