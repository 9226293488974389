"""Reports of what is more than one comparison: draws of the assumptions, and experiments."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.report.build import build
from analysis.report.html import to_html
from experiments.assumption_draws import run_draws
from experiments.batch import run_experiment
from experiments.results import read_results
from model.errors import BadInput
from model.record import RecordWriter, new_folder
from model.scenario import load_scenario
from tests.experiments.asked import small


def test_over_draws_the_report_says_how_much_of_its_uncertainty_is_assumption(tmp_path: Path) -> None:
    scenarios = [load_scenario(name, site="tiny", settings=["months=14"]) for name in ("no_followup", "public_jobs", "workshops")]
    asked = {"baseline": "no_followup", "draws": 6, "replications": 2, "seed": 1}
    writer = RecordWriter(new_folder(tmp_path / "r", []), scenarios, asked)
    writer.close(run_draws(scenarios, 6, 2, 1, writer, jobs=2))
    report = build(read_results(writer.folder), "en")
    names = [table.name for table in report.tables]
    assert {"variance", "screening", "ledger"} <= set(names)
    page = to_html(report).decode()
    assert "6 draws" in page
    assert "of the draws of the assumptions" in page
    assert "cover chance alone" not in page


def test_an_experiment_over_what_is_not_known_says_what_it_moved_and_no_more_than_may(tmp_path: Path) -> None:
    keys = {"scenarios": ["no_followup", "three_together"], "months": 13, "outcomes": None, "record": "totals", "levers": None}
    run_experiment(small(**keys), tmp_path / "compared")
    report = build(read_results(tmp_path / "compared"), "en")
    page = to_html(report).decode()
    assert "what the experiment moves (jobs_lost.base_hazard; 8 design points, 16 paired runs)" in page
    assert "resettle experiment run" in page
    (effects,) = [table for table in report.tables if table.name == "effects"]
    said = {row[-1].shown for row in effects.rows}
    assert "may raise" in said
    assert "raises" not in said
    assert "variance" not in {table.name for table in report.tables}


def test_an_experiment_over_levers_has_no_one_effect_to_report(tmp_path: Path) -> None:
    run_experiment(small(), tmp_path / "moved")
    with pytest.raises(BadInput, match=r"workshops\.posts"):
        read_results(tmp_path / "moved")


def test_an_experiment_that_did_not_record_what_a_report_shows_says_what_is_missing(tmp_path: Path) -> None:
    run_experiment(small(levers=None), tmp_path / "few")
    with pytest.raises(BadInput, match="net_income_a_head_yuan_month"):
        build(read_results(tmp_path / "few"), "en")
