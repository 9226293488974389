"""`resettle draws` and `resettle package`: what they say is what the estimators find, and bad input is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.contribution import shapley
from analysis.records import read
from app.cli import build
from app.language import choose


def resettle(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(build(), list(words))
    return result.exit_code, result.output


@pytest.fixture(autouse=True)
def english() -> None:
    choose("en")


def test_draws_say_a_sentence_an_outcome_and_who_is_first(tmp_path: Path) -> None:
    code, said = resettle(
        "draws", "baseline", "public_jobs", "--site", "tiny", "--months", "13", "--draws", "4", "--replications", "1",
        "--out", str(tmp_path / "r"),
    )  # fmt: skip
    assert code == 0, said
    assert "“Public-welfare jobs”" in said
    assert "First place by labour households with a stable job" in said
    results = read(tmp_path / "r")
    assert results.outcomes(["gini"], ["all"])["design_point"].nunique() == 4
    assert results.manifest["asked"]["draws"] == 4


def test_a_package_s_table_is_the_estimator_s(tmp_path: Path) -> None:
    code, said = resettle(
        "package", "no_followup", "three_together", "--by", "lever", "--site", "tiny", "--months", "13", "--replications", "2",
        "--outcome", "trained_share", "--out", str(tmp_path / "r"),
    )  # fmt: skip
    assert code == 0, said
    found = shapley(read(tmp_path / "r").outcomes(["trained_share"], ["all"]), "trained_share").set_index("part")["effect"]
    assert f"{found['training']:.4f}" in said
    assert (tmp_path / "r" / "waterfall.png").exists()


def test_sampled_orders_are_kept_in_the_record(tmp_path: Path) -> None:
    code, said = resettle(
        "package", "no_followup", "three_together", "--by", "lever", "--orders", "2", "--site", "tiny", "--months", "13",
        "--replications", "2", "--outcome", "trained_share", "--out", str(tmp_path / "r"),
    )  # fmt: skip
    assert code == 0, said
    first, second = read(tmp_path / "r").manifest["asked"]["orders"]
    assert first == second[::-1]
