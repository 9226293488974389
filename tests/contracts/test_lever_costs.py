"""What a lever costs is what was delivered times its price; and a person, a post, an hour or a seat is had by one only."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from model import registry
from model.codes import NOBODY, OUTSIDE, PUBLIC_PROGRAMME
from model.scenario import load_scenario
from model.site import ResettlementSite
from tests.lever_runs import BOOKS, MONTHS, a_run, at, hours, line, path, prices


class Price(NamedTuple):
    """What one unit of a line costs a month: a parameter, so many months of it, with or without the rise of prices."""

    parameter: str
    a_year: bool = False
    rises: bool = True
    times: float = 1.0


BY_UNITS: dict[tuple[str, str], Price] = {
    ("registration", "documents"): Price("document_yuan"),
    ("schooling", "extensions"): Price("extension_yuan"),
    ("health_care", "staff"): Price("staff_yuan"),
    ("security", "carrying over"): Price("carry_yuan"),
    ("security", "aid"): Price("temporary_aid", rises=False),
    ("community_facilities", "fitting"): Price("fitting_yuan"),
    ("community_facilities", "running"): Price("running_yuan", a_year=True),
    ("training", "courses"): Price("course_yuan"),
    ("training", "advanced"): Price("advanced_yuan"),
    ("training", "upskilling"): Price("upskilling_yuan"),
    ("recruitment", "fairs"): Price("fair_yuan", times=0.1),  # by tenths, since small sites share a fair
    ("recruitment", "rent"): Price("rent_yuan"),
    ("export", "brokers"): Price("broker_yuan"),
    ("export", "stations"): Price("service_yuan"),
    ("startups", "grants"): Price("support"),
    ("startups", "guidance"): Price("guidance_yuan"),
    ("workshops", "subsidy"): Price("subsidy", rises=False),
    ("workshops", "equipment"): Price("equipment_yuan"),
    ("public_jobs", "wages"): Price("wage", rises=False),
    ("industry", "community_firms"): Price("firm_yuan"),
    ("industry", "anchor"): Price("anchor_yuan"),
    ("land", "letting"): Price("letting_yuan", a_year=True),
    ("land", "credit"): Price("credit_yuan", a_year=True),
    ("land", "reclamation"): Price("reclamation_reward", rises=False),
    ("gratitude", "sessions"): Price("resident_yuan", a_year=True),
    ("customs", "reform"): Price("resident_yuan", a_year=True),
    ("customs", "law"): Price("resident_yuan", a_year=True),
    ("customs", "examples"): Price("example_yuan", a_year=True),
    ("public_culture", "facilities"): Price("facilities_yuan", a_year=True),
    ("public_culture", "events"): Price("event_yuan"),
    ("citizenship", "literacy"): Price("course_yuan"),
    ("citizenship", "practice"): Price("practice_yuan", a_year=True),
    ("citizenship", "adaptation"): Price("resident_yuan", a_year=True),
    ("heritage", "heritage"): Price("resident_yuan", a_year=True),
    ("heritage", "courses"): Price("course_yuan"),
    ("heritage", "enterprises"): Price("firm_need_yuan", a_year=True),
    ("heritage", "posts"): Price("post_yuan"),
    ("self_government", "heads"): Price("head_yuan"),
    ("mass_organisations", "organisations"): Price("organisation_yuan"),
    ("mass_organisations", "social_work"): Price("hour_yuan"),
    ("police", "officers"): Price("officer_yuan"),
    ("police", "watch"): Price("watch_yuan", a_year=True),
    ("police", "cameras"): Price("camera_yuan"),
    ("mechanisms", "smart"): Price("smart_yuan"),
    ("publicity", "publicity"): Price("household_yuan", a_year=True),
    ("resources", "running"): Price("community_yuan", times=0.3),  # the way from 0.7 to 1 of an urban community's
}
# By the mu, by the yuan that somebody is due, or by a sum of two prices; tests of their own hold them.
OTHERWISE = {
    ("land", "operator"), ("land", "slope"), ("land", "forest"), ("industry", "dividends"), ("security", "dibao"),
    ("health_care", "upgrades"), ("health_care", "buildings"), ("schooling", "new schools"),
}  # fmt: skip
HOURS_ONLY = {
    ("zero_employment", "casework"), ("governance", "posts"), ("oversight", "inspection"), ("mechanisms", "care_visits"),
    ("mechanisms", "committee"), ("mechanisms", "pact"), ("self_government", "mediation"),
}  # fmt: skip
# Too small for a police officer: the county-town site has room for one.
ELSEWHERE = {("police", "officers"): {"site": "jingxian", "months": 6}}


def full_value(lever: str, parameter: str) -> float:
    of = registry.LEVERS[lever]
    return of.full.get(parameter, registry.LEVER_PARAMETERS[f"{lever}.{parameter}"].default)


def test_every_line_of_cost_has_its_price_here_or_a_reason_why_not() -> None:
    lines = {(lever.name, of.name) for lever in registry.LEVERS.values() for of in lever.costs}
    assert lines == set(BY_UNITS) | OTHERWISE | HOURS_ONLY


@pytest.mark.parametrize(("lever", "name"), BY_UNITS)
def test_each_month_a_line_costs_a_whole_number_of_units_at_their_price(lever: str, name: str) -> None:
    price, where = BY_UNITS[lever, name], ELSEWHERE.get((lever, name), {})
    site = a_run(at(lever, 1), **where)
    each = full_value(lever, price.parameter) * price.times / (12 if price.a_year else 1)
    spent = line(site, lever, name)
    units = spent / (each * (prices(spent.size) if price.rises else 1))
    assert units.max() > 0
    assert units == pytest.approx(np.round(units), abs=1e-3)


# What households or firms are given moves more than the books, and is none of these.
GIVEN = {
    "industry.benefit_link", "land.slope_payment", "land.forest_payment", "land.under_forest_yuan", "land.reclamation_reward",
    "public_jobs.wage", "security.temporary_aid",
    "heritage.firm_need_yuan",
}  # fmt: skip
PRICED = [
    (name, of.name) for name, lever in registry.LEVERS.items() for of in lever.parameters
    if of.unit.startswith("yuan") and f"{name}.{of.name}" not in GIVEN
]  # fmt: skip


@pytest.mark.parametrize(("lever", "parameter"), PRICED)
def test_a_price_changes_the_bill_in_proportion_and_nothing_else(lever: str, parameter: str) -> None:
    value, declared = full_value(lever, parameter), registry.LEVER_PARAMETERS[f"{lever}.{parameter}"]
    factor = 1.25 if 1.25 * value <= declared.high else 0.8
    before, after = a_run(at(lever, 1)), a_run(at(lever, 1), f"levers.{lever}.{parameter}={factor * value}")
    ours = [place for place, (_, outcome) in enumerate(before.series) if outcome not in BOOKS]
    assert np.array_equal(before.values[:, ours], after.values[:, ours], equal_nan=True)
    for of in registry.LEVERS[lever].costs:
        spent, then = line(before, lever, of.name).sum(), line(after, lever, of.name).sum()
        whole = BY_UNITS.get((lever, of.name))
        if whole is not None and whole.parameter == parameter:
            assert then == pytest.approx(factor * spent)
        else:  # another price's line, or part of a sum of two
            assert min(spent, factor * spent) - 1e-6 <= then <= max(spent, factor * spent) + 1e-6


@pytest.mark.parametrize(("lever", "name"), sorted(HOURS_ONLY))
def test_what_costs_hours_books_hours_and_no_yuan(lever: str, name: str) -> None:
    site = a_run(at(lever, 1))
    assert hours(site, lever, name).sum() > 0
    assert line(site, lever, name).sum() == 0


def test_with_every_lever_on_nobody_and_nothing_is_had_twice() -> None:
    """Persons, posts, hours and seats, month by month, where all measures compete for them."""
    site = ResettlementSite(load_scenario("five_systems", site="tiejiang", settings=[f"months={MONTHS}"]), rng=4, record="totals")
    for _ in range(MONTHS):
        site.step()
        people_have_one_place_each(site)
        posts_have_one_holder_each(site)
        seats_and_hours_are_given_once(site)


def people_have_one_place_each(site: ResettlementSite) -> None:
    array = site.state.array
    employer, kind = array("people", "employer"), array("employers", "kind")
    works, on_course = employer != NOBODY, array("people", "course_months_left") > 0
    outside = works & (kind[employer] == OUTSIDE)
    assert not (works & on_course).any()
    assert not (on_course & (array("people", "is_learning_in_work") == 1)).any()
    assert (array("people", "is_away")[outside] == 1).all()
    assert not (works & ~outside & (array("people", "is_away") == 1)).any()
    assert not (works & (array("people", "is_alive") == 0)).any()


def posts_have_one_holder_each(site: ResettlementSite) -> None:
    array = site.state.array
    employer, kind = array("people", "employer"), array("employers", "kind")
    holders = np.bincount(employer[employer != NOBODY], minlength=kind.size)
    assert (holders == array("employers", "n_filled")).all()
    assert (holders <= array("employers", "n_posts"))[kind != OUTSIDE].all()
    assert holders[kind == PUBLIC_PROGRAMME].sum() <= site.bends.value("employers.public_posts")


def seats_and_hours_are_given_once(site: ResettlementSite) -> None:
    array, bent = site.state.array, site.bends.value
    for seats, taken in (
        ("seats", "n_enrolled"), ("seats_in_work", "n_enrolled_in_work"), ("craft_seats", "n_enrolled_craft"),
        ("literacy_seats", "n_taught_to_read"),
    ):  # fmt: skip
        assert array("training_centres", taken)[0] <= bent(f"courses.{seats}")
    office = {name: float(array("community_offices", name)[0]) for name in ("hours", "hours_used", "care_hours_used", "n_visits")}
    assert office["hours_used"] + office["care_hours_used"] <= office["hours"] + 1e-3
    assert array("community_offices", "n_brokered")[0] <= bent("outside_work.broker_places")
    assert array("community_offices", "n_documents")[0] <= bent("casework.documents")


def test_measures_that_share_the_offices_hours_get_less_of_them_together() -> None:
    scarce = "parameters.casework.hours_a_staff=10"
    calls, clearing = "levers.registration.visits=1", at("zero_employment", 1)
    alone, together = a_run(scarce, calls), a_run(scarce, calls, clearing, at("mechanisms", 1), "levers.mechanisms.smart=0")
    assert line(together, "registration", "documents").sum() <= line(alone, "registration", "documents").sum()
    assert path(together, "registered_share").mean() < path(alone, "registered_share").mean()
    visits = a_run(scarce, clearing), a_run(scarce, at("mechanisms", 1), "levers.mechanisms.smart=0")
    assert path(together, "casework_visits").max() <= path(together, "casework_hours").max()
    assert hours(together, "mechanisms", "care_visits").sum() <= hours(visits[1], "mechanisms", "care_visits").sum()
