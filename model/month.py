"""The month in order. The order is theory: it says who meets whom before what is decided."""

from __future__ import annotations

PROCESSES: tuple[str, ...] = (
    "arrivals",
    "demography",
    "casework",
    "elections",
    "schools",
    "clinics",
    "facilities",
    "care",
    "courses",
    "employers",
    "jobs_lost",
    "jobs_found",
    "outside_work",
    "household_budget",
    "ties",
    "safety",
    "integration",
    "return_moves",
)
