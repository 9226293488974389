"""Dues that lapse and are put in order, dibao by two standards, aid once, rights kept or lost: worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from model.codes import CARD, EMPLOYEE_MEDICAL, HUKOU, RESIDENT_MEDICAL, RESIDENT_PENSION, SEVERE_DISABILITY, UNREGISTERED
from tests.world import World

NOTHING = {"pension_yuan_month": 90, "support_yuan_month": 0, "side_yuan_month": 0, "dibao_take_up": 0.02, "land_let": 0}
JANUARY = 10  # of a world that starts in March
OLD = 70 * 12


def lapsed(world: World, scheme: int) -> np.ndarray:
    return np.asarray(world["households", "lapse_months"][:, scheme] > 0)


def test_dues_lapse_at_the_move_unless_somebody_carries_them_over() -> None:
    shares = []
    before = np.ones(20_000, bool)
    for continuity in (0.0, 0.5, 1.0):
        world = World(people=20_000, households=20_000)
        world.step("household_budget", NOTHING | {"lapse_at_move": 0.12}, {"continuity": continuity})
        now = lapsed(world, RESIDENT_MEDICAL)
        assert not (now & ~before).any()
        before = now
        shares.append(now.mean())
        assert (world["households", "is_lapse_of_move"][now, RESIDENT_MEDICAL] == 1).all()
    assert shares == pytest.approx([0.12, 0.06, 0.0], abs=0.008)


def test_renewals_are_missed_more_in_the_first_two_years_and_the_excess_is_owed_to_the_move() -> None:
    world = World(people=40_000, households=40_000)
    world["households", "arrival_month"][:20_000] = 24
    world.clock.month = 24 + JANUARY
    world.step("household_budget", NOTHING | {"missed_renewal": 0.05, "far_renewal_factor": 3})
    now, owed = lapsed(world, RESIDENT_PENSION), world["households", "is_lapse_of_move"][:, RESIDENT_PENSION]
    assert now[:20_000].mean() == pytest.approx(0.15, abs=0.01)
    assert owed[:20_000].mean() == pytest.approx(0.10, abs=0.01)
    assert now[20_000:].mean() == pytest.approx(0.05, abs=0.008)
    assert owed[20_000:].sum() == 0
    assert not lapsed(world, EMPLOYEE_MEDICAL).any()


def test_outside_january_nobody_lapses_who_did_not_just_arrive() -> None:
    world = World(people=5000, households=5000)
    world.clock.month = 3
    world.step("household_budget", NOTHING)
    assert world["households", "lapse_months"].sum() == 0


def test_a_visited_household_is_put_in_order_and_the_others_wait_their_chance() -> None:
    world = World(people=4000, households=4000)
    world["households", "lapse_months"][:, RESIDENT_MEDICAL] = 5
    world["households", "is_helped_with_dues"][:1000] = 1
    world.clock.month = 3
    world.step("household_budget", NOTHING | {"restoring": 0.1})
    months = world["households", "lapse_months"][:, RESIDENT_MEDICAL]
    assert (months[:1000] == 0).all()
    assert set(months[1000:].tolist()) == {0, 6}
    assert (months[1000:] == 0).mean() == pytest.approx(0.1, abs=0.02)


def test_there_is_no_pension_while_the_dues_have_lapsed() -> None:
    world = World(people=2, households=2)
    world["people", "age_months"][:] = OLD
    world["households", "lapse_months"][1, RESIDENT_PENSION] = 1
    world.clock.month = 3
    world.step("household_budget", NOTHING | {"restoring": 0.02})
    assert world["households", "net_income_yuan_month"].tolist() == [90, 0]


def test_the_whole_bill_falls_on_whoever_has_no_cover_in_the_own_scheme() -> None:
    world = World(people=4, households=4)
    world["clinics", "visits_a_month"][:] = 100
    world["households", "lapse_months"][[1, 3], RESIDENT_MEDICAL] = 1
    world["households", "lapse_months"][2, EMPLOYEE_MEDICAL] = 1
    world["people", "is_employee_insured"][2:] = 1
    world.step("clinics", {"onset": 1, "seeks_care": 1, "visits_a_spell": 2, "treatment_yuan": 100, "out_of_pocket": 0.3})
    price = world.now("clinics").dated("price_index")
    assert world["households", "health_spending_yuan_month"] / price == pytest.approx([60, 200, 200, 60], rel=1e-5)


def test_aid_goes_once_to_poor_movers_and_to_no_more_than_there_is_money_for() -> None:
    world = World(people=30, households=30)
    world["households", "is_registered_poor"][:20] = 1
    aid = {"temporary_aid_yuan": 1000, "temporary_aid_households": 12, "dibao_standard": 0}
    paid = np.zeros(30)
    for month, n in enumerate((12, 8, 0)):
        world.clock.month = month
        world.step("household_budget", NOTHING, aid)
        paid += world["households", "aid_yuan_month"]
        assert world["community_offices", "n_aided"][0] == n
    assert paid.tolist() == [1000] * 20 + [0] * 10
    year = world["households", "income_a_head_year"]
    assert (year[:20] <= 1000).all()
    assert (year[20:] == 0).all()


def test_the_difference_to_the_sites_standard_follows_a_month_later_for_the_registered_alone() -> None:
    world = World(people=2, households=2)
    world["people", "disability"][:] = SEVERE_DISABILITY  # nothing is deemed to be earned
    world["households", "registration"][:] = [CARD, UNREGISTERED]
    world["households", "has_dibao"][:] = 1
    bends = {"site_dibao": 1, "dibao_difference_funded": 0.5}
    low, high = (world.now("household_budget").dated(f"{of}_standard_yuan_person_month") for of in ("dibao", "site_dibao"))
    world.step("household_budget", NOTHING, bends)
    assert world["households", "dibao_yuan_month"] == pytest.approx([low, low], rel=1e-5)
    assert world["community_offices", "dibao_difference_due_yuan"][0] == pytest.approx(high - low, rel=1e-5)
    due = world["community_offices", "dibao_difference_due_yuan"][0]
    world.clock.month = 1
    later = world.now("household_budget").dated("dibao_standard_yuan_person_month")
    world.step("household_budget", NOTHING, bends)
    assert world["households", "dibao_yuan_month"] == pytest.approx([later + due / 2, later], rel=1e-5)
    assert world["community_offices", "dibao_difference_paid_yuan"][0] == pytest.approx(due / 2, rel=1e-5)
    assert world["households", "host_dibao"].tolist() == [2, 2]


def test_the_sites_office_counts_what_idle_members_could_earn() -> None:
    world = World(people=4, households=2)
    world["households", "registration"][:] = CARD
    world["people", "disability"][:2] = SEVERE_DISABILITY
    world["households", "has_dibao"][:] = 1
    low, high = (world.now("household_budget").dated(f"{of}_standard_yuan_person_month") for of in ("dibao", "site_dibao"))
    deemed = high - low  # each; what is left to the site's standard is what the origin pays
    world.step("household_budget", NOTHING | {"deemed_yuan_month": deemed}, {"site_dibao": 1})
    assert world["households", "dibao_difference_yuan"] == pytest.approx([2 * (high - low), 0], abs=0.1)


def test_who_transferred_the_hukou_loses_what_is_not_kept_and_nobody_else_does() -> None:
    world = World(people=2, households=2)
    world["households", "registration"][:] = [CARD, HUKOU]
    world["households", "land_mu"][:] = 12
    values = NOTHING | {"land_let": 1, "rent_yuan_mu_year": 300, "support_yuan_month": 100, "collective_share": 0.1,
                        "farm_benefits_share": 0.5}  # fmt: skip
    world.step("household_budget", values, {"land_rights": 0, "collective_rights": 0, "other_benefits": 0})
    assert world["households", "property_income_yuan_month"] == pytest.approx([300, 0])
    assert world["households", "transfer_income_yuan_month"] == pytest.approx([100, 100 * 0.9 * 0.5])
