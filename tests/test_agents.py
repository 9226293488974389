"""What a Mesa user expects of the site, and what setting an attribute may do."""

from __future__ import annotations

import gc
from typing import Any

import mesa
import numpy as np
import pytest

from model.agents import Clinic, CommunityOffice, Employer, Household, Person, School, TrainingCentre
from model.errors import NotSettable, ProcessFailed, RuleError, RunIsOver
from model.scenario import Scenario
from model.site import ResettlementSite


@pytest.fixture
def site(tiny: Scenario) -> ResettlementSite:
    made = ResettlementSite(tiny, rng=7)
    for _ in range(6):
        made.step()
    return made


def test_steps_time_and_running_are_mesas(site: ResettlementSite) -> None:
    assert (site.steps, site.time, site.month, site.running) == (6, 6.0, 6, True)
    site.run()
    assert site.running is False
    with pytest.raises(RunIsOver):
        site.step()


def test_agent_sets_aggregate_select_group_and_get(site: ResettlementSite) -> None:
    households = site.agents_by_type[Household]
    assert households.agg("net_income_yuan_month", np.mean) > 0
    poor = households.select(lambda household: household.is_registered_poor)
    assert 0 < len(poor) <= len(households)
    assert sum(len(group) for _, group in households.groupby("village")) == len(households)
    ages = site.agents_by_type[Person].get("age_years")
    assert min(ages) >= 0
    assert max(ages) < 120
    for kind in (Employer, School, Clinic, TrainingCentre, CommunityOffice):
        assert len(site.agents_by_type[kind]) >= 1
    assert len(site.agents) == sum(len(site.agents_by_type[kind]) for kind in site.agents_by_type)


def test_agents_lead_to_each_other(site: ResettlementSite) -> None:
    household = site.agents_by_type[Household].to_list()[0]
    for person in household.members:
        assert person.home == household
        assert person in site.agents_by_type[Person]
        if person.job is not None:
            assert person.labour_status == "in work"
            assert isinstance(person.job, Employer)
    assert all(isinstance(other, Household) for other in household.knows)
    assert household.label("registration", "zh") in ("未登记", "易地扶贫搬迁市民证", "居住证", "本地户口")


def test_setting_goes_through_the_owners_bounds_and_the_month_goes_on_from_there(site: ResettlementSite) -> None:
    household = site.agents_by_type[Household].to_list()[3]
    household.savings_yuan = 12345.0
    assert site.state.array("households", "savings_yuan")[household.row] == 12345.0
    for name, value in (("savings_yuan", 1e12), ("building", 3), ("tie", 1), ("nonsense", 1)):
        with pytest.raises(NotSettable):
            setattr(household, name, value)
    site.step()


def test_a_data_collector_works(site: ResettlementSite) -> None:
    collector = mesa.DataCollector(
        model_reporters={"in_work": lambda model: sum(p.employer >= 0 for p in model.agents_by_type[Person])},
        agenttype_reporters={Household: {"income": "net_income_yuan_month"}},
    )
    for _ in range(2):
        collector.collect(site)
        site.step()
    assert len(collector.get_model_vars_dataframe()) == 2
    assert set(collector.get_agenttype_vars_dataframe(Household).columns) == {"income"}


def test_the_site_is_a_mesa_space_with_everybody_in_place(site: ResettlementSite) -> None:
    space = site.space
    household = site.agents_by_type[Household].to_list()[0]
    assert household in household.cell.agents
    assert space[household.pos] is household.cell
    neighbours = [other for other in household.cell.agents if isinstance(other, Household)]
    assert {other.building for other in neighbours} == {household.building}


def test_a_process_can_be_replaced_by_plain_python_over_agents(tiny: Scenario) -> None:
    def nobody_loses_a_job(site: Any) -> None:
        for person in site.agents_by_type[Person]:
            person.is_losing_job = 0

    usual, kind = ResettlementSite(tiny, rng=7), ResettlementSite(tiny, rng=7, processes={"jobs_lost": nobody_loses_a_job})
    usual.run()
    kind.run()
    place = usual.series.index(("all", "employment_rate"))
    assert kind.values[-1, place] > usual.values[-1, place]


def test_a_rule_that_raises_says_which_process_and_month(tiny: Scenario) -> None:
    def broken(site: Any) -> None:
        if site.month == 2:
            raise ZeroDivisionError("on purpose")

    site = ResettlementSite(tiny, rng=1, processes={"safety": broken})
    with pytest.raises(ProcessFailed) as caught:
        site.run()
    assert (caught.value.stage, caught.value.month) == ("safety", 2)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_a_rule_file_replaces_a_process_in_batches_too(tmp_path: Any) -> None:
    from pathlib import Path

    from model.scenario import load_scenario

    source = Path(__file__).parents[1] / "model" / "processes" / "safety.py"
    text = source.read_text(encoding="utf-8").replace("n_incidents += 1", "n_incidents += 0")
    (tmp_path / "calm.py").write_text(text, encoding="utf-8")
    (tmp_path / "calm.toml").write_text(
        'extends = "baseline"\nsite = "tiny"\nmonths = 6\nrules = ["calm.py"]\n', encoding="utf-8"
    )
    calm = load_scenario(tmp_path / "calm.toml")
    assert calm.digest() != load_scenario("baseline", site="tiny", settings=["months=6"]).digest()
    site = ResettlementSite(calm, rng=1, record=("incidents_per_1000",))
    site.run()
    assert (site.values == 0).all()


def test_a_rule_must_keep_the_columns_others_rely_on(tiny: Scenario) -> None:
    from dataclasses import replace

    from model.registry import PROCESSES

    with pytest.raises(RuleError):
        ResettlementSite(tiny, processes={"safety": replace(PROCESSES["safety"], columns=())})


def test_a_rule_for_a_process_that_there_is_not_is_an_error(tiny: Scenario) -> None:
    with pytest.raises(RuleError, match="job_lost"):
        ResettlementSite(tiny, processes={"job_lost": lambda site: None})


def test_sites_that_are_dropped_leave_no_windows_behind(tiny: Scenario) -> None:
    gc.collect()
    before = sum(isinstance(thing, ResettlementSite) for thing in gc.get_objects())
    for seed in range(5):
        ResettlementSite(tiny, rng=seed).agents_by_type[Household].agg("village", max)
    gc.collect()
    assert sum(isinstance(thing, ResettlementSite) for thing in gc.get_objects()) == before
