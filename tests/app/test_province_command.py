"""`resettle province` as a user meets it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from model.record import open_record

from .test_cli import resettle


def test_a_small_province_is_reported_by_class_and_recorded(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = resettle("province", "baseline", "no_followup", "--sites", "8", "--months", "2", "--jobs", "2", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "Totals as published" in done.stdout
    assert "employment rate" in done.stdout
    record = open_record(out)
    assert record.manifest["asked"]["province"]["grade_of_sizes"] == "assumption"
    of_all = record.frame(outcome="labour_force", group="all")
    by_class = record.frame(outcome="labour_force")
    by_class = by_class[by_class["group"].str.startswith("sites=")]
    assert by_class["value"].sum() == pytest.approx(of_all["value"].sum())
    with (out / "sites.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 16
    assert len({row["site"] for row in rows}) == 8
    assert resettle("province", "--sites", "2", "--months", "1", "--out", str(out)).returncode == 2


def test_it_speaks_chinese_and_refuses_what_is_unknown() -> None:
    done = resettle("province", "no_such_scenario", "--lang", "zh")
    assert done.returncode == 2
    assert "no_such_scenario" in done.stderr
    assert "Traceback" not in done.stderr
    assert "安置点数量" in resettle("province", "--help", "--lang", "zh").stdout
