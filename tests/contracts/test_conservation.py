"""People, posts, seats, visits and money are conserved every month, whatever the scenario."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from model.calendar import NEVER
from model.codes import NOBODY, OUTSIDE
from model.scenario import load_scenario
from model.site import ResettlementSite

share = st.floats(0, 1)
scenarios = st.fixed_dictionaries(
    {
        "levers.training.coverage": share,
        "levers.training.archive": share,
        "levers.training.order_share": share,
        "levers.training.demand_share": share,
        "levers.training.advanced": st.floats(0, 0.5),
        "levers.training.vocational_uptake": share,
        "levers.workshops.posts": st.floats(0, 300),
        "levers.workshops.home_posts": st.floats(0, 100),
        "levers.workshops.subsidy": st.floats(0, 1000),
        "levers.public_jobs.posts": st.floats(0, 300),
        "levers.public_jobs.term": st.floats(3, 60),
        "levers.public_jobs.targeting": st.floats(0, 0.98),
        "budget.per_resident_year": st.floats(0, 3000),
        "placement": st.sampled_from(['"mixed"', '"villages_together"']),
        "start": st.sampled_from(['"2019-06"', '"2019-12"', '"2021-08"']),
    }
)


@settings(max_examples=25)
@given(values=scenarios, seed=st.integers(0, 2**40))
def test_nothing_is_lost_and_nothing_appears(values: dict[str, object], seed: int) -> None:
    scenario = load_scenario("baseline", site="tiny", settings=["months=15", *(f"{k}={v}" for k, v in values.items())])
    site = ResettlementSite(scenario, rng=seed, record="totals")
    people_before = None
    for _ in range(15):
        site.step()
        people_before = check_people(site, people_before)
        check_posts(site)
        check_services(site)
        check_money(site)


def check_people(site: ResettlementSite, before: int | None) -> int:
    state, office = site.state, site.state.array
    n_alive = int(state.array("people", "is_alive").sum())
    if before is not None:
        change = office("community_offices", "n_births")[0] - office("community_offices", "n_deaths")[0]
        assert n_alive == before + change
    leaves = office("households", "return_month")
    assert ((leaves == NEVER) | (leaves <= site.month)).all()
    return n_alive


def check_posts(site: ResettlementSite) -> None:
    array = site.state.array
    employer = array("people", "employer")
    workers = np.bincount(employer[employer != NOBODY], minlength=site.state.sizes["employers"])
    assert (workers == array("employers", "n_filled")).all()
    local = array("employers", "kind") != OUTSIDE
    assert (array("employers", "n_filled")[local] <= array("employers", "n_posts")[local]).all()
    at_work = employer != NOBODY
    assert not (at_work & (array("people", "course_months_left") > 0)).any()
    assert not (at_work & (array("people", "is_alive") == 0)).any()
    outside = at_work & (array("employers", "kind")[employer] == OUTSIDE)
    assert (array("people", "is_away")[outside] == 1).all()
    assert (array("people", "wage_yuan_month")[at_work] > 0).all()


def check_services(site: ResettlementSite) -> None:
    array = site.state.array
    school = array("people", "school")
    is_here = array("households", "return_month")[array("people", "household")] > site.month - 1
    is_pupil = (school >= 0) & (array("people", "is_alive") == 1) & is_here
    pupils = np.bincount(school[is_pupil], minlength=site.state.sizes["schools"])
    assert (pupils == array("schools", "n_pupils")).all()
    assert (pupils <= array("schools", "n_seats")).all()
    assert (array("clinics", "n_visits") <= array("clinics", "visits_a_month")).all()
    assert (array("community_offices", "hours_used") <= array("community_offices", "hours")).all()


def check_money(site: ResettlementSite) -> None:
    array, month = site.state.array, site.month - 1
    here = (array("households", "arrival_month") <= month) & (array("households", "return_month") > month)
    parts = sum(array("households", f"{part}_income_yuan_month") for part in ("wage", "transfer", "property"))
    side = array("households", "net_income_yuan_month") - parts
    assert (side[here] >= -0.5).all()
    assert (site.ledger.spent[:, month] <= site.ledger.granted[:, month] + 1e-3).all()
    assert site.account.balance >= -1
