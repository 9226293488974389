"""The outcomes that are shown first."""

from __future__ import annotations

HEADLINES = (
    "employment_rate",
    "stable_employment_rate",
    "stable_employment_rate_without_public_posts",
    "labour_households_with_a_stable_job",
    "zero_employment_households",
    "net_income_a_head_yuan_month",
    "integration_index",
    "share_returned",
    "trained_share",
    "share_working_in_workshop",
    "share_working_in_public_programme",
    "carers_in_work",
    "displaced_hires",
    "spending_yuan_month",
)
