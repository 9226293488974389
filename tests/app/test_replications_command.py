"""`resettle replications` and `compare --until-half-width` as a user meets them."""

from __future__ import annotations

from pathlib import Path

from model.record import open_record

from .test_cli import TINY, resettle


def test_it_answers_with_pairs_cost_and_other_widths() -> None:
    words = ["replications", "three_together", "--effect", "employment_rate", "--half-width", "0.05", *TINY]
    done = resettle(*words)
    assert done.returncode == 0, done.stderr
    assert "pairs give a half-width of" in done.stdout
    assert "s a run" in done.stdout
    assert "Without common seeds" in done.stdout
    assert "对即可" in resettle(*words, "--lang", "zh").stdout


def test_a_width_out_of_reach_is_said_and_the_record_holds_every_pair(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = resettle("replications", "three_together", "--effect", "employment_rate", "--half-width", "0.0001", "--at-most", "11",
                    "--out", str(out), *TINY)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Not reached: after 11 pairs" in done.stdout
    record = open_record(out)
    assert record.manifest["asked"]["replications"] == 11
    assert record.values("three_together")[1].shape[0] == 11


def test_compare_stops_by_itself(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = resettle("compare", "no_followup", "three_together", "--until-half-width", "0.03", "--replications", "3",
                    "--record", "totals", "--out", str(out), *TINY)  # fmt: skip
    assert done.returncode == 0, done.stderr
    asked = open_record(out).manifest["asked"]
    assert asked["until_half_width"]["is_reached"]
    widths = [look["half_width"] for look in asked["until_half_width"]["looks"]]
    assert widths[-1] <= 0.03
    assert all(width > 0.03 for width in widths[:-1])
    assert asked["replications"] == open_record(out).values("no_followup")[1].shape[0]


def test_an_outcome_that_does_not_exist_is_refused_with_a_suggestion() -> None:
    done = resettle(
        "replications", "baseline", "--baseline", "no_followup", "--effect", "employment", "--half-width", "0.1", *TINY
    )
    assert done.returncode == 2
    assert "there is no outcome of this name" in done.stderr
    done = resettle("compare", "no_followup", "baseline", "--until-half-width", "0", *TINY)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
