"""What a completed course does for search and pay: nothing at first, and more as time passes."""

from __future__ import annotations

from model.kernel import formula


@formula
def training_share(months_since: int, lag_months: float) -> float:
    """How much of a course's effect is there: nothing at completion, half after the lag, all after twice the lag."""
    if months_since < 0:
        return 0.0
    return min(months_since / (2.0 * lag_months), 1.0)
