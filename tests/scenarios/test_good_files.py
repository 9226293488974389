"""What scenario files may say, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import BadInput
from model.registry import LEVERS
from model.scenario import Scenario, load_scenario


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_child_wins_over_its_parents_key_by_key_and_left_over_right_loses(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", "months = 12\nseed = 3\n[levers.training]\ncoverage = 0.1\narchive = 0.2\n")
    write(tmp_path, "b.toml", "months = 24\n[levers.training]\ncoverage = 0.3\n")
    child = load_scenario(write(tmp_path, "c.toml", 'extends = ["a.toml", "b.toml"]\n[levers.training]\nupskilling = 0.4\n'))
    assert (child.months, child.seed) == (24, 3)
    assert child.levers["training"].values == {"coverage": 0.3, "archive": 0.2, "upskilling": 0.4}


def test_scenarios_compose_on_the_command_line_left_to_right() -> None:
    both = load_scenario("full_training+public_jobs")
    assert both.name == "full_training+public_jobs"
    assert both.levers["public_jobs"].values["posts"] == LEVERS["public_jobs"].full["posts"]
    assert both.levers["training"].values["coverage"] == load_scenario("baseline").levers["training"].values["coverage"]


def test_a_dose_replaces_what_parents_set_and_explicit_values_win_over_it() -> None:
    half = load_scenario("baseline", settings=["levers.training.dose=0.5", "levers.training.archive=0.9"])
    values, full = half.levers["training"].values, LEVERS["training"].full
    assert values["coverage"] == pytest.approx(0.5 * full["coverage"])
    assert values["demand_share"] == pytest.approx(0.5 * full["demand_share"])
    assert values["archive"] == 0.9
    assert values["course_yuan"] == 1800  # a term is not scaled


def test_a_lever_can_be_switched_off() -> None:
    switched_off = load_scenario("baseline", settings=["levers.training=off"]).levers
    assert set(load_scenario("baseline").levers) - set(switched_off) == {"training"}


def test_no_followup_sets_no_lever_and_keeps_the_calendars_shock() -> None:
    bare = load_scenario("no_followup")
    assert not bare.levers
    assert bare.shocks == ("pandemic_2020",)
    assert load_scenario("no_followup", settings=["shocks=[]"]).shocks == ()


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b""])
def test_windows_files_load(tmp_path: Path, before: bytes) -> None:
    file = tmp_path / "w.toml"
    file.write_bytes(before + b'extends = "baseline"\r\nmonths = 7\r\n')
    assert load_scenario(file).months == 7


def test_the_digest_is_of_what_runs_and_not_of_names(tmp_path: Path) -> None:
    one = load_scenario(write(tmp_path, "one.toml", 'extends = "baseline"\nlabel = { zh = "一", en = "one" }\n'))
    assert one.digest() == load_scenario("baseline").digest()
    assert one.digest() != load_scenario("baseline", settings=["seed=2"]).digest()


@given(
    coverage=st.floats(0, 1), months=st.integers(1, 600), seed=st.integers(0, 2**63 - 1),
    budget=st.none() | st.floats(0, 1e5), hazard=st.floats(0.015, 0.088),
)  # fmt: skip
def test_a_resolved_scenario_makes_the_same_one(
    coverage: float, months: int, seed: int, budget: float | None, hazard: float
) -> None:
    settings = [f"levers.training.coverage={coverage!r}", f"months={months}", f"seed={seed}",
                f"parameters.jobs_lost.base_hazard={hazard!r}"]  # fmt: skip
    if budget is not None:
        settings.append(f"budget.per_resident_year={budget!r}")
    scenario = load_scenario("baseline", site="tiny", settings=settings)
    again = Scenario.from_resolved(scenario.resolved())
    assert again.resolved() == scenario.resolved()
    assert again.digest() == scenario.digest()


def test_what_belongs_to_a_file_cannot_be_set_by_an_option() -> None:
    with pytest.raises(BadInput) as caught:
        load_scenario("baseline", settings=("name=other", "months=12"))
    assert [fault.kind for fault in caught.value.faults] == ["not_by_option"]


def test_a_resolved_scenario_with_a_name_this_version_does_not_know_is_refused() -> None:
    resolved = load_scenario("baseline").resolved()
    resolved["parameters"] = {"jobs_lost.base_hazrd": 0.03}
    with pytest.raises(BadInput, match="base_hazrd"):
        Scenario.from_resolved(resolved)


def test_five_systems_sets_every_lever_at_full_dose() -> None:
    whole = load_scenario("five_systems")
    assert set(whole.levers) == set(LEVERS)
    for name, lever in LEVERS.items():
        assert dict(lever.full).items() <= whole.levers[name].values.items(), name


@pytest.mark.parametrize("system", ["services", "employment", "culture", "governance", "organisation"])
def test_a_systems_scenario_sets_its_levers_at_full_dose(system: str) -> None:
    scenario = load_scenario(system)
    for name, lever in LEVERS.items():
        if lever.system == system:
            assert dict(lever.full).items() <= scenario.levers[name].values.items(), name


def test_support_that_ends_is_withdrawn_after_three_years() -> None:
    ends = load_scenario("support_ends_after_year_3")
    assert ends.levers["public_jobs"].end_month == 36
    assert ends.levers["training"].end_month is None


def test_delivery_sets_when_every_lever_starts_and_a_levers_own_start_wins() -> None:
    late = load_scenario(
        "five_systems", settings=["delivery.start_month=12", "delivery.ramp_months=6", "levers.land.start_month=2"]
    )
    assert (late.levers["training"].start_month, late.levers["training"].ramp_months) == (12, 6)
    assert (late.levers["land"].start_month, late.levers["land"].ramp_months) == (2, 6)


def test_partners_add_to_a_capped_budget_and_do_not_grow_with_it() -> None:
    scenario = load_scenario("baseline", settings=["budget.per_resident_year=120", "budget.growth_percent_a_year=10",
                                                   "budget.partner_funds=24"])  # fmt: skip
    months = scenario.budget.yuan_by_month(scenario.site, 13) or []
    assert months[0] / scenario.site.n_people == pytest.approx(12)
    assert months[12] / scenario.site.n_people == pytest.approx(13)
    assert Scenario.from_resolved(scenario.resolved()) == scenario
