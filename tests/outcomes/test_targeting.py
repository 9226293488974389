"""Who holds posts and dibao and who should, and how far the office got, counted by hand in tables of a few people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from model.codes import MILD_DISABILITY, PARK_FIRM, PUBLIC_PROGRAMME
from model.site import ResettlementSite
from tests.lever_runs import a_run

Make = Callable[[list[list[dict[str, float]]]], Any]
POST = {"employer": PUBLIC_PROGRAMME, "wage_yuan_month": 900.0}


def test_a_post_leaks_when_its_holder_is_young_well_free_of_care_and_not_the_only_one_in_work(tables: Make) -> None:
    at_work = {"employer": PARK_FIRM, "wage_yuan_month": 3000.0}
    found = tables([
        [POST, at_work],  # leaks
        [POST],  # the only one in work
        [POST | {"age_months": 50 * 12}, at_work],
        [POST | {"disability": MILD_DISABILITY}, at_work],
        [POST | {"is_carer": 1, "wage_yuan_month": 1400.0}, at_work],
    ]).recorded()  # fmt: skip
    assert found["all", "leakage_in_posts"] == 1 / 5
    assert found["all", "cost_a_public_job"] == 1000


def test_without_posts_there_is_neither_leakage_nor_cost(tables: Make) -> None:
    found = tables([[{}]]).recorded()
    assert np.isnan(found["all", "leakage_in_posts"])
    assert np.isnan(found["all", "cost_a_public_job"])


def test_aid_leaks_to_who_is_on_it_and_not_entitled_and_misses_who_is_entitled_and_not_on_it(tables: Make) -> None:
    made = tables([[{}]] * 6)
    made.put("households", has_dibao=[1, 1, 1, 0, 0, 1], is_eligible_for_dibao=[1, 1, 0, 1, 0, 1])
    made.put("households", return_month=[99, 99, 99, 99, 99, 0])  # the last one has moved back and counts for nothing
    found = made.recorded()
    assert found["all", "leakage_in_aid"] == 1 / 3
    assert found["all", "targeting_accuracy"] == 2 / 4


def test_turnout_units_and_ratios_are_read_from_the_office(tables: Make) -> None:
    made = tables([[{}]] * 4)
    made.put("community_offices", n_entitled=200, n_voted=50, n_units_asked=4, n_units_matched=3, n_units_organised=1)
    made.put("community_offices", running_ratio=0.8, pay_ratio=0.9, n_encounters_across=6)
    found = made.recorded()
    wanted = {
        "turnout": 0.25, "units_matched": 0.75, "units_with_their_organisation": 0.25, "running_cost_ratio": 0.8,
        "cadre_pay_ratio": 0.9, "encounter_rate": 1.5,
    }  # fmt: skip
    assert {name: found["all", name] for name in wanted} == pytest.approx(wanted)


def test_success_is_visits_made_of_those_that_were_to_be_made(tables: Make) -> None:
    made = tables([[{}]])
    made.put("community_offices", n_visits=24, n_waiting=10, n_care_visits=6, hours=100, hours_used=60, care_hours_used=15)
    found = made.recorded()
    assert found["all", "casework_success"] == 30 / 40
    assert found["all", "casework_hours_used_share"] == 0.75


def test_the_cost_of_a_public_job_is_what_the_ledger_paid_for_each_post() -> None:
    site: ResettlementSite = a_run("levers.public_jobs.posts=30")
    month = site.month - 1
    row = site.ledger.row("public_jobs", "wages")
    held = int((site.state.array("employers", "kind")[site.state.array("people", "employer")] == PUBLIC_PROGRAMME)[
        (site.state.array("people", "employer") >= 0) & (site.state.array("people", "life_stage") > 0)
    ].sum())  # fmt: skip
    cost = site.values[month, site.series.index(("all", "cost_a_public_job"))]
    assert held > 0
    assert cost * held == pytest.approx(site.ledger.spent[row, month])
