"""The synthetic people beside the shares that evidence asks for."""

from __future__ import annotations

import pytest

from experiments.population_table import SITES, population_rows
from tests.population.first_days import first_day, profile

# What the page of the synthetic people says is missed; anything else that misses is new.
KNOWN_TO_MISS = {"children of 3 to 5, per 1,000"}
BYTES_A_PERSON = 400


def test_targets_are_met_except_those_the_page_says_are_missed() -> None:
    rows = population_rows()
    assert {row[0] for row in rows} == set(SITES)
    missed = {(site, what): value for site, what, _, target, tolerance, value, _ in rows if abs(value - target) > tolerance}
    assert {what for _, what in missed} <= KNOWN_TO_MISS, missed


@pytest.mark.parametrize("site", ["tiejiang", "jingxian", "sajin"])
def test_the_tables_stay_small(site: str) -> None:
    state = first_day(profile(site))
    assert state.n_bytes() / state.array("people", "is_alive").sum() < BYTES_A_PERSON
