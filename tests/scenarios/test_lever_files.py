"""A rule file that adds a lever: known by its name wherever levers are, part of the run's identity, refused where it is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from analysis.report.build import build
from experiments.compare import compare
from experiments.results import read_results
from experiments.runner import run
from model import registry
from model.errors import BadInput
from model.scenario import Scenario, load_scenario
from model.site import ResettlementSite

LEVER = """
from model.declare import CostLine, Lever, Parameter

PARAMETERS = (
    Parameter("visits", 0, "visits a month", 0, 100, "Visits", "走访次数", "visits", "", "assumption"),
    Parameter("each_yuan", 50, "yuan a visit", 10, 100, "Cost", "每次成本", "cost of a visit", "", "assumption"),
)

def plan(now):
    made = now.afford("visits", now.p.visits, now.p.each_yuan)
    now.bend("integration.trust_gain", GAIN * made)

def settle(now):
    now.pay_granted("visits")

GAIN = 0.002
LEVER = Lever(name="NAME", measure="15", system="governance", zh="走访", en="visits", term="走访", sentence="Visits.",
              plan=plan, settle=settle, full={"visits": 40}, parameters=PARAMETERS,
              costs=(CostLine("visits", "走访", "visits", "county", 2019),), terms=("each_yuan",))
"""
SCENARIO = 'extends = "baseline"\nsite = "tiny"\nmonths = 8\nrules = ["visits.py"]\n[levers.home_visits]\ndose = 0.5\n'


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """The levers of the package alone before and after a test."""
    tables = (registry.LEVERS, registry.LEVER_PARAMETERS, registry.PARAMETERS)
    before = [dict(table) for table in tables]
    yield
    for table, content in zip(tables, before, strict=True):
        table.clear()
        table.update(content)


def written(folder: Path, text: str = LEVER, name: str = "home_visits", scenario: str = SCENARIO) -> Path:
    (folder / "visits.py").write_text(text.replace("NAME", name), encoding="utf-8")
    (folder / "visits.toml").write_text(scenario, encoding="utf-8")
    return folder / "visits.toml"


def baseline() -> Scenario:
    return load_scenario("baseline", site="tiny", settings=["months=8"])


def test_a_lever_from_a_file_acts_is_paid_and_is_known_by_its_name(tmp_path: Path) -> None:
    with_visits = load_scenario(written(tmp_path))
    assert with_visits.levers["home_visits"].values == {"visits": 20.0, "each_yuan": 50.0}
    site, plain = (ResettlementSite(of, rng=1) for of in (with_visits, baseline()))
    site.run()
    plain.run()
    trust = site.series.index(("all", "trust"))
    assert site.values[-1, trust] > plain.values[-1, trust]
    spent = site.values[:, site.series.index(("lever=home_visits", "spending_yuan_month"))]
    assert spent.tolist() == [20 * 50.0] * 8
    assert registry.PARAMETERS["home_visits.visits"].zh == "走访次数"


def test_at_its_defaults_or_before_it_starts_a_lever_from_a_file_changes_no_bit(tmp_path: Path) -> None:
    late = load_scenario(written(tmp_path), settings=["levers.home_visits.start_month=5"])
    off = load_scenario(tmp_path / "visits.toml", settings=["levers.home_visits.dose=0"])
    values = []
    for scenario in (late, off, baseline()):
        site = ResettlementSite(scenario, rng=1)
        site.run()
        values.append(site.values)
    assert np.array_equal(values[1], values[2], equal_nan=True)
    assert np.array_equal(values[0][:5], values[2][:5], equal_nan=True)
    assert not np.array_equal(values[0], values[2], equal_nan=True)


def test_the_file_s_content_is_part_of_the_identity_and_a_changed_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    before = load_scenario(written(tmp_path))
    digest = before.digest()
    ResettlementSite(before, rng=1).run()
    after = load_scenario(written(tmp_path, LEVER.replace("0.002", "0.004").replace('"visits": 40', '"visits": 60')))
    assert after.digest() != digest
    assert after.levers["home_visits"].values["visits"] == 30
    assert registry.LEVERS["home_visits"].full == {"visits": 60}


def test_workers_that_have_never_seen_the_file_book_on_the_same_lines(tmp_path: Path) -> None:
    scenarios = [baseline(), load_scenario(written(tmp_path))]
    in_threads, in_processes = (run(scenarios, 2, 1, jobs=2, engine=engine) for engine in ("threads", "processes"))
    for of in scenarios:
        assert in_threads.series[of.name] == in_processes.series[of.name]
        for k in (0, 1):
            assert np.array_equal(in_threads.values[of.name][k], in_processes.values[of.name][k], equal_nan=True)


def test_a_report_names_the_lever_and_one_whose_file_is_gone_says_so(tmp_path: Path) -> None:
    folder = compare([baseline(), load_scenario(written(tmp_path))], 2, folder=tmp_path / "r").folder
    registry.LEVERS.pop("home_visits")
    (spending,) = [table for table in build(read_results(folder), "zh").tables if table.name == "spending"]
    assert "走访" in [row[0].shown for row in spending.rows]
    registry.LEVERS.pop("home_visits")
    (tmp_path / "visits.py").unlink()
    with pytest.raises(BadInput, match=r"visits\.py"):
        read_results(folder)


def test_a_child_may_set_the_lever_that_its_parent_brings(tmp_path: Path) -> None:
    written(tmp_path)
    child = tmp_path / "child.toml"
    child.write_text('extends = "visits.toml"\n[levers.home_visits]\nvisits = 7\n', encoding="utf-8")
    assert load_scenario(child).levers["home_visits"].values["visits"] == 7


def test_a_lever_that_another_scenario_brought_is_not_this_one_s(tmp_path: Path) -> None:
    load_scenario(written(tmp_path))
    with pytest.raises(BadInput, match="home_visits"):
        load_scenario("baseline", settings=["levers.home_visits.dose=1"])


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (LEVER, "training", "choose another name"),
        (LEVER, "jobs_lost", "choose another name"),
        (LEVER.replace('"visits a month"', '"visits a day"'), "home_visits", "visits a day"),
        (LEVER.replace('full={"visits": 40}', 'full={"visit": 40}'), "home_visits", "no parameter of this name"),
        (LEVER.replace('full={"visits": 40}', 'full={"visits": 400}'), "home_visits", "outside its range"),
        ("import nothing_like_this", "home_visits", "ModuleNotFoundError"),
        ("x = 1", "home_visits", "LEVER = Lever"),
    ],
)
def test_a_file_that_is_no_good_lever_is_refused_where_it_is_named(tmp_path: Path, text: str, name: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_scenario(written(tmp_path, text, name))
    (fault, *_) = [fault for fault in caught.value.faults if fault.kind == "bad_rule"]
    assert fault.line == 4
    assert said in fault.text("en")


def test_check_refuses_with_one_message_and_no_traceback(tmp_path: Path) -> None:
    from tests.app.test_report_command import _command

    file = written(tmp_path, "x = (")
    done = CliRunner().invoke(_command(), ["--lang", "en", "check", str(file)])
    assert done.exit_code == 2
    assert "SyntaxError" in done.output
    assert "Traceback" not in done.output


def test_levers_from_files_stand_in_the_order_of_their_names_whatever_was_read_first(tmp_path: Path) -> None:
    lever = load_scenario(written(tmp_path)) and registry.LEVERS["home_visits"]
    registry.add_lever(replace(lever, name="a_first"))
    assert list(registry.LEVERS)[-2:] == ["a_first", "home_visits"]
