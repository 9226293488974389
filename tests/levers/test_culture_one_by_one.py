"""What each lever of culture does by itself, worked out from its rule: whom it reaches, what it costs, what it bends."""

from __future__ import annotations

import numpy as np
import pytest

from model import registry
from model.codes import CRAFT
from model.scenario import load_scenario
from model.site import ResettlementSite
from tests.lever_runs import MONTHS, a_run, at, line, mean, path, prices


def bent(lever: str, quantity: str, *settings: str, site: str = "tiejiang", months: int = 6) -> float:
    """A quantity in the last month, with a lever's settings."""
    return float(a_run(*(f"levers.{lever}.{setting}" for setting in settings), site=site, months=months).bends.value(quantity))


def test_sessions_are_for_adults_and_each_is_paid_for_by_the_head() -> None:
    site = a_run(at("gratitude", 1))
    adults = int(site.state.array("households", "n_adults").sum())
    in_sessions = line(site, "gratitude", "sessions") / (24 / 12 * prices())
    assert not in_sessions[0], "nobody is counted before the first month is over"
    assert in_sessions[-1] == pytest.approx(adults, rel=0.05)


def test_gratitude_education_saturates_at_half_of_the_most_with_four_tenths_of_the_intensity() -> None:
    for intensity in (0.2, 0.4, 0.8):
        done = 1 - 0.5 ** (intensity / 0.4)
        assert bent("gratitude", "integration.trust_gain", f"intensity={intensity}") == pytest.approx(0.05 * done, rel=0.02)
        assert bent("gratitude", "courses.take_up_odds", f"intensity={intensity}") == pytest.approx(1 + 0.1 * done, rel=0.01)


def test_the_same_sessions_do_more_near_a_practice_centre_and_cost_the_same() -> None:
    centre = "levers.community_facilities.practice_centre=1"
    without, with_it = a_run(at("gratitude", 0.5)), a_run(at("gratitude", 0.5), centre)
    assert mean(with_it, "expectation_gap") < mean(without, "expectation_gap")
    assert line(with_it, "gratitude", "sessions") == pytest.approx(line(without, "gratitude", "sessions"), rel=0.01)


def test_reform_of_customs_takes_three_tenths_off_ceremonies_of_those_it_binds() -> None:
    spent = "ceremonial_spending_yuan_household_month"
    for reform in (0.5, 1):
        left = path(a_run(f"levers.customs.reform={reform}"), spent)[1:] / path(a_run(), spent)[1:]
        assert left == pytest.approx(1 - 0.3 * reform, abs=0.01)
    assert mean(a_run("levers.customs.reform=1"), "living_cost_a_head_yuan_month") < mean(
        a_run(), "living_cost_a_head_yuan_month"
    )


def test_the_law_made_known_keeps_disputes_from_arising_and_reform_keeps_incidents() -> None:
    law, reform, none = a_run("levers.customs.law_education=1"), a_run("levers.customs.reform=1"), a_run()
    assert mean(law, "households_in_dispute") < mean(none, "households_in_dispute") == mean(reform, "households_in_dispute")
    assert bent("customs", "safety.incident_odds", "reform=1") == pytest.approx(0.95, abs=0.001)
    assert bent("customs", "safety.incident_odds", "law_education=1") == 1


def test_no_more_examples_are_named_and_paid_for_than_there_are_households_in_stable_work() -> None:
    site = ResettlementSite(
        load_scenario("no_followup", site="tiejiang", settings=["months=8", "levers.customs.role_models=100"]), rng=4
    )
    row, stable, here = site.ledger.row("customs", "examples"), 0, 0
    for month in range(8):
        site.step()
        named = site.ledger.spent[row, month] / (600 / 12 * site.clock.dated["price_index"][month])
        assert month == 0 or named == pytest.approx(min(np.ceil(0.1 * here), stable))
        array = site.state.array
        is_here = (array("households", "arrival_month") <= month + 1) & (array("households", "return_month") > month + 1)
        here, stable = int(is_here.sum()), int((is_here & (array("households", "n_stable") > 0)).sum())
    assert stable > 0


def test_examples_make_people_want_courses_and_search_half_as_much_more() -> None:
    courses, search = (bent("customs", of, "role_models=20") - 1 for of in ("courses.take_up_odds", "jobs_found.search_effort"))
    assert 0 < courses <= 0.06
    assert search == pytest.approx(courses / 2)


def test_each_further_event_brings_fewer_who_have_not_been_to_one() -> None:
    attending = registry.LEVERS["public_culture"].plan.__globals__["attending"]
    site = a_run("levers.public_culture.events=3", months=6)
    going = [attending(site._lever_desks["public_culture"], n) for n in (0, 1, 2, 3, 12)]
    assert (np.diff(going) > 0).all()
    assert (np.diff(np.diff(going)[:3]) < 0).all()
    assert going[-1] <= 1


def test_events_are_as_many_as_there_are_residents_for_and_facilities_are_paid_by_the_resident() -> None:
    for place, months in (("tiejiang", MONTHS), ("jingxian", 12)):
        site = a_run("levers.public_culture.events=6", site=place, months=months)
        held = line(site, "public_culture", "events") / (6000 * prices(months))
        residents = site.state.array("community_offices", "n_residents")[0]
        assert held == pytest.approx(np.round(held)), "whole events"
        assert held[1:].mean() == pytest.approx(6 * residents / 10_000, rel=0.3)
    facilities = a_run("levers.public_culture.facilities=1")
    residents = facilities.state.array("community_offices", "n_residents")[0]
    assert line(facilities, "public_culture", "facilities")[-1] == pytest.approx(residents * 40 / 12 * prices()[-1], rel=0.01)
    assert line(facilities, "public_culture", "events").sum() == 0


def test_a_site_has_seats_for_half_of_those_who_cannot_read_a_year() -> None:
    site = ResettlementSite(
        load_scenario("no_followup", site="jingxian", settings=["months=6", "levers.citizenship.literacy=0.5"]), rng=4
    )
    non_readers = registry.LEVERS["citizenship"].plan.__globals__["n_non_readers"]
    for _ in range(6):
        site.step()
        before = non_readers(site._lever_desks["citizenship"]) + site.state.array("training_centres", "n_taught_to_read")[0]
        assert site.state.array("training_centres", "n_taught_to_read")[0] <= 0.5 * before / 12 + 1
    assert site.state.array("people", "has_learned_to_read").sum() > 0


def test_practice_is_paid_for_by_those_who_are_kept_in_it_and_none_is_needed_before_anybody_reads() -> None:
    both = a_run("levers.citizenship.literacy=1", "levers.citizenship.literacy_follow_up=1")
    readers = int(both.state.array("people", "has_learned_to_read").sum())
    practice = line(both, "citizenship", "practice") / (240 / 12 * prices())
    assert practice[0] == 0
    assert practice[-1] == pytest.approx(readers, abs=8)
    assert line(a_run("levers.citizenship.literacy_follow_up=1"), "citizenship", "practice").sum() == 0


def test_help_with_town_life_makes_it_familiar_sooner_and_nothing_else_moves_by_it() -> None:
    site = a_run("levers.citizenship.adaptation=1")
    assert path(site, "cultural_integration")[-1] > path(a_run(), "cultural_integration")[-1]
    for outcome in ("literate_share", "employment_rate", "trust", "social_integration", "ties_a_household"):
        assert (path(site, outcome) == path(a_run(), outcome)).all()


def test_support_for_heritage_is_felt_as_belonging_and_gives_no_work() -> None:
    site, half = a_run("levers.heritage.support=1"), a_run("levers.heritage.support=0.5")
    gained, some = (mean(of, "belonging") - mean(a_run(), "belonging") for of in (site, half))
    assert some == pytest.approx(gained / 2, rel=0.1)
    assert 0 < gained <= 0.05
    assert mean(site, "share_working_in_craft") == 0


def test_rent_relief_is_paid_for_craft_posts_that_are_filled() -> None:
    site = ResettlementSite(
        load_scenario("no_followup", site="jingxian", settings=["months=12", "levers.heritage.craft_posts=20"]), rng=4
    )
    row, seen = site.ledger.row("heritage", "posts"), 0.0
    for month in range(12):
        site.step()
        employers = {name: site.state.array("employers", name) for name in ("kind", "is_supported", "is_open", "n_filled")}
        is_craft = (employers["kind"] == CRAFT) & (employers["is_supported"] == 1) & (employers["is_open"] == 1)
        filled = employers["n_filled"][is_craft].sum()
        assert site.ledger.spent[row, month] <= filled * 60 * site.clock.dated["price_index"][month] + 1e-6
        seen += site.ledger.spent[row, month]
    assert seen > 0


@pytest.mark.parametrize("name", [lever.name for lever in registry.LEVERS.values() if lever.system == "culture"])
def test_culture_ends_when_it_is_withdrawn_and_costs_nothing_more(name: str) -> None:
    ended = a_run(at(name, 1), f"levers.{name}.end_month=12")
    spent = sum(line(ended, name, of.name) for of in registry.LEVERS[name].costs)
    assert (spent[1:12] > 0).all()
    assert not spent[12:].any()
    assert spent.size == MONTHS
