"""The document's targets: met when, how surely, missed by how much; and what a record does not hold is said."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.targets import TARGETS, targets
from model import registry
from tests.analysis.made_up import frame


def found(values: dict[str, object]) -> pd.DataFrame:
    return targets(frame({("base", name): runs for name, runs in values.items()})).set_index("target")


def test_a_target_at_the_end_counts_runs_and_the_month_from_which_it_stays_met() -> None:
    made = found({"zero_employment_households": [[3, 0, 2, 0, 0], [1, 1, 0, 0, 0], [0, 0, 0, 0, 4], [2, 2, 2, 2, 2]]})
    row = made.loc["zero_employment"]
    assert row["p_met"] == 0.5
    assert 0 < row["p_low"] < 0.5 < row["p_high"] < 1
    assert row["month_met"] == 2.5  # month 3 in the first run, month 2 in the second
    assert row["missed_by"] == 3
    assert row["n"] == 4


def test_a_target_of_every_month_adds_up_what_happened() -> None:
    row = found({"dropouts_owed_to_the_move": [[0, 0, 0], [0, 2, 1]]}).loc["dropouts"]
    assert (row["p_met"], row["missed_by"]) == (0.5, 3)


def test_a_full_share_is_met_within_its_tolerance_only() -> None:
    row = found({"trained_share": [[0.996], [0.99]]}).loc["trained"]
    assert row["p_met"] == 0.5
    assert abs(row["missed_by"] - 0.01) < 1e-12


def test_a_target_by_a_month_looks_at_that_month() -> None:
    path = np.linspace(0, 1, 7)[None].repeat(2, axis=0)
    made = np.hstack([path, np.zeros((2, 3))])
    row = found({"camera_coverage": made}).loc["cameras"]
    assert (row["p_met"], row["month_met"]) == (1, 6)


def test_rising_is_the_last_year_over_the_first() -> None:
    up, down = np.arange(36.0), np.arange(36.0)[::-1]
    row = found({"net_income_a_head_real_yuan_month": [up, down]}).loc["income_rises"]
    assert (row["p_met"], row["missed_by"]) == (0.5, 24)


def test_what_is_not_recorded_is_listed_as_such() -> None:
    made = found({"trained_share": [[1.0], [1.0]]})
    assert set(made.index) == {target.name for target in TARGETS}
    assert not made.loc["archive", "is_recorded"]
    assert np.isnan(made.loc["archive", "p_met"])


def test_every_target_is_held_against_an_outcome_that_is_recorded() -> None:
    assert {target.outcome for target in TARGETS} <= set(registry.OUTCOMES)
