"""The levers of culture, mass organisations, police and publicity on a running site: whom they reach, and what it costs."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from model import registry
from model.codes import CRAFT
from model.scenario import load_scenario
from model.site import ResettlementSite

MONTHS = 24
OURS = ("gratitude", "customs", "public_culture", "citizenship", "heritage", "mass_organisations", "police", "publicity")


@cache
def a_run(*settings: str, months: int = MONTHS) -> ResettlementSite:
    scenario = load_scenario("no_followup", site="tiejiang", settings=[f"months={months}", *settings])
    site = ResettlementSite(scenario, rng=4, record="totals")
    site.run()
    return site


def mean(site: ResettlementSite, outcome: str) -> float:
    return float(np.nanmean(site.values[:, site.series.index(("all", outcome))]))


def monthly(site: ResettlementSite, outcome: str) -> np.ndarray:
    return np.asarray(site.values[:, site.series.index(("all", outcome))])


def spent(site: ResettlementSite, lever: str, line: str) -> np.ndarray:
    return np.asarray(site.ledger.spent[site.ledger.row(lever, line)])


SIGNS = [(name, outcome, sign) for name in OURS for outcome, sign in registry.LEVERS[name].expects.items() if sign]


@pytest.mark.parametrize(("name", "outcome", "sign"), SIGNS)
def test_first_order_outcomes_move_as_the_lever_says_and_half_a_dose_no_further_than_all(
    name: str, outcome: str, sign: int
) -> None:
    none, half, full = (
        mean(a_run(*setting), outcome) for setting in ((), (f"levers.{name}.dose=0.5",), (f"levers.{name}.dose=1",))
    )
    assert sign * (full - none) > 0
    assert sign * (half - none) >= 0
    assert sign * (full - half) >= 0


@pytest.mark.parametrize("name", OURS)
def test_each_count_of_whom_a_lever_reaches_is_within_the_one_before(name: str) -> None:
    site = a_run(f"levers.{name}.dose=1")
    reach = registry.LEVERS[name].reach
    assert reach is not None
    counts = reach(site._lever_desks[name])
    assert counts.eligible >= counts.aware >= counts.taken_up >= counts.served > 0


@pytest.mark.parametrize("name", OURS)
def test_without_money_a_lever_of_culture_changes_nothing(name: str) -> None:
    poor = a_run(f"levers.{name}.dose=1", "budget.per_resident_year=0")
    free = a_run()
    ours = [i for i, (_, outcome) in enumerate(free.series) if outcome not in ("spending_yuan_month", "unfunded_yuan_month")]
    theirs = [poor.series.index(free.series[i]) for i in ours]
    assert np.array_equal(free.values[:, ours], poor.values[:, theirs], equal_nan=True)


def test_culture_raises_integration_by_little() -> None:
    names = ("gratitude", "customs", "public_culture", "citizenship", "heritage", "mass_organisations")
    gained = mean(a_run(*(f"levers.{name}.dose=1" for name in names)), "integration_index") - mean(a_run(), "integration_index")
    assert 0 < gained < 0.02


def test_a_basic_literacy_course_does_nothing_for_work_and_is_lost_without_practice() -> None:
    none, basic = a_run(months=36), a_run("levers.citizenship.literacy=1", months=36)
    full = a_run("levers.citizenship.literacy=1", "levers.citizenship.literacy_follow_up=1", months=36)
    assert np.array_equal(monthly(none, "employment_rate"), monthly(basic, "employment_rate"))
    assert monthly(basic, "readers_lost").sum() > 0
    assert monthly(full, "readers_lost").sum() == 0
    assert monthly(full, "new_readers")[-1] > monthly(basic, "new_readers")[-1] > 0
    assert full.state.array("people", "mandarin").sum() > basic.state.array("people", "mandarin").sum()


def test_each_literacy_course_is_booked_at_its_price() -> None:
    scenario = load_scenario("no_followup", site="tiejiang", settings=["months=4", "levers.citizenship.literacy=1"])
    site = ResettlementSite(scenario, rng=4)
    row = site.ledger.row("citizenship", "literacy")
    for month in range(4):
        site.step()
        n = int(site.state.array("training_centres", "n_taught_to_read")[0])
        assert site.ledger.spent[row, month] == pytest.approx(n * 400 * site.clock.dated["price_index"][month])
    assert site.ledger.spent[row].sum() > 0


def test_craft_seats_are_filled_booked_and_add_to_skill_beside_home_or_work() -> None:
    scenario = load_scenario("no_followup", site="tiejiang", settings=["months=6", "levers.heritage.artisan_training=100"])
    site = ResettlementSite(scenario, rng=4)
    row, n_enrolled = site.ledger.row("heritage", "courses"), 0
    for month in range(6):
        site.step()
        n = int(site.state.array("training_centres", "n_enrolled_craft")[0])
        labour = int(site.state.array("community_offices", "n_labour_force")[0])
        assert month == 0 or n == pytest.approx(0.1 * labour / 12, abs=1)
        assert site.ledger.spent[row, month] == pytest.approx(n * 1000 * site.clock.dated["price_index"][month])
        n_enrolled += n
    assert site.state.array("training_centres", "n_enrolled")[0] == 0
    trained = (site.state.array("people", "months_since_training") >= 0).sum()
    assert 0.3 * n_enrolled < trained < 0.8 * n_enrolled, "about 55 in 100 complete"


def test_craft_enterprises_live_by_orders_die_when_the_lever_ends_and_last_longer_with_support() -> None:
    shocks = ("levers.heritage.craft_posts=60", "parameters.employers.lean_orders=0.95")
    alone = a_run(*shocks)
    helped = a_run(*shocks, "levers.heritage.enterprise_support=200")
    assert mean(helped, "craft_firms_open") > mean(alone, "craft_firms_open") > 0
    ended = a_run("levers.heritage.craft_posts=60", "levers.heritage.end_month=12")
    assert monthly(ended, "craft_firms_open")[11] > 0
    assert monthly(ended, "craft_firms_open")[-1] == 0
    is_craft = ended.state.array("employers", "kind") == CRAFT
    assert ended.state.array("employers", "n_filled")[is_craft].sum() == 0


def test_cameras_cover_the_site_within_six_months_in_equal_steps() -> None:
    covered = monthly(a_run("levers.police.camera_coverage=1"), "camera_coverage")
    # Residents are counted at the end of the first month, so that nothing hangs before it.
    assert covered[:7] == pytest.approx([0, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1, 1])


@pytest.mark.parametrize(("residents", "rooms"), [(2999, 0), (3000, 1), (12_999, 1), (13_000, 2), (23_000, 3)])
def test_police_rooms_follow_the_number_of_residents(residents: int, rooms: int) -> None:
    rule = registry.LEVERS["police"].plan.__globals__["rooms"]
    assert rule(residents) == rooms


def test_trust_fades_when_gratitude_education_ends_and_expectations_stay_low() -> None:
    none = a_run(months=36)
    ended = a_run("levers.gratitude.dose=1", "levers.gratitude.end_month=18", months=36)
    gained = monthly(ended, "trust") - monthly(none, "trust")
    assert gained[17] > gained[26] > gained[35] > 0
    assert monthly(ended, "expectation_gap")[-1] < monthly(none, "expectation_gap")[-1]


def test_gratitude_education_raises_the_wish_to_take_a_course() -> None:
    training = "levers.training.coverage=0.3"
    with_it = mean(a_run(training, "levers.gratitude.dose=1", months=12), "course_take_up")
    assert with_it > mean(a_run(training, months=12), "course_take_up") > 0


def test_social_work_is_booked_in_hours_and_yuan() -> None:
    site = a_run("levers.mass_organisations.social_work_hours=80", months=3)
    row = site.ledger.row("mass_organisations", "social_work")
    hours, price = site.ledger.hours[row, 2], 40 * site.clock.dated["price_index"][2]
    assert hours > 0
    assert site.ledger.spent[row, 2] == pytest.approx(hours * price, rel=0.02)


def test_publicity_reaches_more_by_word_of_mouth_than_it_reaches_itself() -> None:
    alone = a_run("levers.publicity.reach=0.3", "parameters.casework.spreading=0")
    spread = a_run("levers.publicity.reach=0.3")
    assert mean(spread, "awareness") >= mean(alone, "awareness") > mean(a_run(), "awareness")
