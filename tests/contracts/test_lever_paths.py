"""A lever works through the quantities that processes publish, and through nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from model import registry
from tests.lever_runs import BOOKS, a_run, a_run_without, at, mean

SEEDS = (4, 5)

# By which quantities each first-order indicator is moved: the last link of the way from the lever.
WAYS: dict[tuple[str, str], tuple[str, ...]] = {
    ("registration", "registered_share"): ("casework.registration_visits", "casework.documents"),
    ("schooling", "seat_gap"): ("schools.seats_to_extend", "schools.seats_to_build"),
    ("schooling", "school_way_kilometres"): ("schools.seats_to_extend", "schools.seats_to_build"),
    ("schooling", "months_out_of_school"): ("schools.seats_to_extend", "schools.seats_to_build"),
    ("health_care", "clinic_access"): ("clinics.upgrades", "clinics.buildings"),
    ("health_care", "treated_share"): ("clinics.upgrades", "clinics.buildings"),
    ("health_care", "unmet_need_share"): ("clinics.upgrades", "clinics.buildings"),
    ("health_care", "work_days_lost"): ("clinics.upgrades", "clinics.buildings"),
    ("security", "lapse_household_months"): ("household_budget.continuity", "casework.entitlement_visits"),
    ("security", "dibao_exclusion"): (
        "household_budget.continuity", "household_budget.site_dibao", "casework.entitlement_visits",
    ),
    ("security", "poverty_rate"): (
        "household_budget.site_dibao", "household_budget.temporary_aid_households", "casework.entitlement_visits",
        "household_budget.continuity",
    ),
    ("community_facilities", "facility_access"): ("facilities.openings",),
    ("community_facilities", "awareness"): ("casework.informing",),
    ("community_facilities", "ties_a_household"): ("ties.encounter_rate",),
    ("community_facilities", "encounter_rate"): ("ties.encounter_rate",),
    ("community_facilities", "carers_share"): ("care.child_relief", "care.elder_relief"),
    ("community_facilities", "living_cost_a_head_yuan_month"): ("household_budget.living_cost",),
    ("training", "trained_share"): ("courses.seats", "courses.seats_in_work"),
    ("training", "archive_share"): ("casework.training_file_share",),
    ("zero_employment", "share_hired_by_casework"): ("casework.referral_share",),
    ("zero_employment", "zero_employment_households"): ("casework.referral_share",),
    ("recruitment", "local_employment_rate"): ("employers.park_posts", "jobs_found.fair_looks"),
    ("export", "share_of_leavers_organised"): ("outside_work.organised",),
    ("export", "share_in_stable_outside_work"): (
        "outside_work.brokered", "outside_work.kept", "jobs_lost.brokered_separation_odds",
    ),
    ("export", "share_working_outside"): ("outside_work.brokered", "outside_work.kept", "jobs_lost.brokered_separation_odds"),
    ("startups", "share_working_in_start_up"): ("employers.start_ups",),
    ("startups", "start_ups_open"): ("employers.start_ups",),
    ("workshops", "share_working_in_workshop"): ("employers.workshop_posts", "employers.home_posts"),
    ("public_jobs", "share_working_in_public_programme"): ("employers.public_posts",),
    ("industry", "share_working_in_community_firm"): ("employers.community_posts",),
    ("industry", "industry_income_yuan_household_month"): ("household_budget.dividend_yuan_month",),
    ("land", "land_in_use_share"): (
        "household_budget.land_let_share", "household_budget.land_retired_share", "household_budget.land_run_share",
    ),
    ("land", "land_restored_mu"): ("household_budget.land_retired_share", "household_budget.houses_cleared"),
    ("land", "property_income_a_head_yuan_month"): (
        "household_budget.land_let_share", "household_budget.land_retired_share", "household_budget.land_run_share",
        "household_budget.houses_cleared", "household_budget.forest_payment_yuan_mu_year",
        "household_budget.forest_business_yuan_mu_year",
    ),
    ("gratitude", "expectation_gap"): ("integration.realism",),
    ("gratitude", "trust"): ("integration.trust_gain",),
    ("customs", "ceremonial_spending_yuan_household_month"): ("household_budget.ceremonies",),
    ("customs", "households_in_dispute"): ("safety.dispute_odds",),
    ("customs", "trust"): ("integration.trust_gain", "safety.dispute_odds"),
    ("public_culture", "ties_a_household"): ("ties.encounter_rate", "ties.across_start"),
    ("public_culture", "encounter_rate"): ("ties.encounter_rate",),
    ("public_culture", "share_of_ties_across_villages"): ("ties.encounter_rate", "ties.across_start"),
    ("public_culture", "belonging"): ("ties.encounter_rate", "ties.across_start"),
    ("citizenship", "literate_share"): ("courses.literacy_seats",),
    ("citizenship", "cultural_integration"): ("integration.settling", "courses.literacy_follow_up"),
    ("heritage", "belonging"): ("integration.belonging_gain",),
    ("heritage", "share_working_in_craft"): ("employers.craft_posts",),
    ("heritage", "craft_firms_open"): ("employers.craft_posts",),
    ("units", "residents_a_unit"): ("casework.units",),
    ("units", "units_matched"): ("casework.units_set_up",),
    ("units", "casework_success"): ("casework.hours",),
    ("governance", "casework_success"): ("casework.staff", "casework.hours"),
    ("self_government", "awareness"): ("casework.informing",),
    ("self_government", "civic_integration"): (
        "integration.civic_gain", "integration.trust_gain", "casework.mediation_cases",
    ),
    ("self_government", "households_in_dispute"): ("casework.mediation_cases",),
    ("self_government", "turnout"): ("elections.held",),
    ("mass_organisations", "mass_organisation_coverage"): ("ties.organised",),
    ("mass_organisations", "psychological_integration"): ("return_moves.letting_go", "ties.organised"),
    ("police", "incidents_per_1000"): ("safety.cameras", "safety.patrol"),
    ("police", "felt_safety"): ("safety.cameras", "safety.patrol", "safety.officers"),
    ("police", "camera_coverage"): ("safety.cameras",),
    ("oversight", "trust"): ("integration.trust_gain",),
    ("oversight", "leakage_in_aid"): ("household_budget.dibao_review",),
    ("oversight", "targeting_accuracy"): ("household_budget.dibao_review",),
    ("organisation", "units_with_their_organisation"): ("casework.tiers",),
    ("organisation", "casework_success"): ("casework.hours",),
    ("organisation", "awareness"): ("casework.informing",),
    ("cadres", "casework_success"): ("casework.hours",),
    ("cadres", "trust"): ("integration.trust_gain",),
    ("mechanisms", "households_in_dispute"): ("safety.dispute_odds",),
    ("mechanisms", "missed_cases"): (
        "casework.hours", "casework.care_visits", "casework.finding", "household_budget.restoring_odds", "care.care_relief",
    ),
    ("mechanisms", "casework_success"): ("casework.hours", "casework.care_visits"),
    ("publicity", "awareness"): ("casework.informing",),
    ("publicity", "aware_share"): ("casework.informing",),
    ("publicity", "trust"): ("integration.trust_gain",),
    ("resources", "running_cost_ratio"): ("casework.running_ratio",),
    ("resources", "cadre_pay_ratio"): ("casework.pay_ratio",),
    ("resources", "casework_success"): ("casework.hours",),
}  # fmt: skip
# The small site has one unit by the rule too, and no room for a police officer.
ELSEWHERE = {("units", "residents_a_unit"): {"site": "jingxian", "months": 4}}
# What is left when the way is closed comes by detours (who works at home eats at home) and is a small part of the whole.
BY_DETOURS = 0.05


def test_the_way_of_every_first_order_indicator_is_named_here() -> None:
    expected = [(lever.name, outcome, sign) for lever in registry.LEVERS.values() for outcome, sign in lever.expects.items()]
    assert set(WAYS) == {(name, outcome) for name, outcome, sign in expected if sign != 0}
    assert {quantity for way in WAYS.values() for quantity in way} <= set(registry.QUANTITIES)


@pytest.mark.parametrize(("name", "outcome"), WAYS)
def test_an_indicator_moves_as_declared_and_does_not_when_its_process_takes_no_notice(name: str, outcome: str) -> None:
    where = ELSEWHERE.get((name, outcome), {})
    moved, without_way = [], []
    for seed in SEEDS:
        none = mean(a_run(seed=seed, **where), outcome)
        moved.append(mean(a_run(at(name, 1), seed=seed, **where), outcome) - none)
        without_way.append(mean(a_run_without(name, WAYS[name, outcome], seed=seed, **where), outcome) - none)
    whole = sum(moved) / len(SEEDS)
    assert registry.LEVERS[name].expects[outcome] * whole > 0
    assert abs(sum(without_way) / len(SEEDS)) <= BY_DETOURS * abs(whole)


@pytest.mark.parametrize("name", registry.LEVERS)
def test_a_lever_whose_bends_do_not_arrive_changes_nothing_but_the_books(name: str) -> None:
    none, deaf = a_run(), a_run_without(name, None)
    ours = [place for place, (_, outcome) in enumerate(none.series) if outcome not in BOOKS]
    theirs = [deaf.series.index(none.series[place]) for place in ours]
    assert np.array_equal(none.values[:, ours], deaf.values[:, theirs], equal_nan=True)
