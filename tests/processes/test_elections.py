"""Elections of the residents' committee in a world of a few households."""

from __future__ import annotations

import pytest

from tests.world import World

ELECTED = {"votes": 0.5, "term_months": 36}


def world() -> World:
    made = World(people=6, households=3)
    made["households", "n_adults"][:] = 2
    made["households", "awareness"][:] = [0.2, 0.5, 0.8]
    return made


def test_adults_vote_by_what_their_household_knows() -> None:
    made = world()
    made.step("elections", ELECTED, q={"held": 1, "voting": 0.1})
    assert made["community_offices", "n_entitled"][0] == 6
    assert made["community_offices", "n_voted"][0] == pytest.approx(2 * 0.6 * (0.2 + 0.5 + 0.8))


def test_who_has_moved_back_neither_counts_nor_votes() -> None:
    made = world()
    made["households", "return_month"][2] = 0
    made.step("elections", ELECTED, q={"held": 1})
    assert made["community_offices", "n_entitled"][0] == 4
    assert made["community_offices", "n_voted"][0] == pytest.approx(2 * 0.5 * (0.2 + 0.5))


def test_a_committee_is_elected_for_its_term_and_none_where_nobody_holds_elections() -> None:
    made = world()
    made.step("elections", ELECTED)
    assert made["community_offices", "n_entitled"][0] == 0
    made.step("elections", ELECTED, q={"held": 1})
    made["households", "awareness"][:] = 1
    made["households", "n_adults"][:] = 1
    made.step("elections", ELECTED, q={"held": 1})
    assert made["community_offices", "n_entitled"][0] == 6
