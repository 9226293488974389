"""The policy table holds every measure of the document, and what a lever bends is seen, not claimed."""

from __future__ import annotations

import pytest

from experiments.policy_table import HEADS, IN_THE_SCENARIO, bends_of, cells, policy_rows
from model.calendar import rows
from model.errors import BadInput
from model.registry import LEVERS


def test_every_measure_has_a_lever_or_stands_in_the_scenario() -> None:
    have = {lever.measure for lever in LEVERS.values()}
    assert {row["measure"] for row in rows("measures")} == have | set(IN_THE_SCENARIO)


def test_a_measure_that_the_document_does_not_have_is_refused_with_those_that_it_has() -> None:
    with pytest.raises(BadInput, match="7f"):
        policy_rows("24")


def test_what_a_lever_bends_is_found_by_running_it() -> None:
    assert set(bends_of(LEVERS["units"])) == {"casework.units", "casework.hours"}


@pytest.mark.parametrize("lang", HEADS)
@pytest.mark.parametrize("measure", ["7f", "5", "S1"])
def test_a_row_has_a_cell_for_every_head(measure: str, lang: str) -> None:
    (row,) = policy_rows(measure)
    assert len(cells(row, lang)) == len(HEADS[lang])
    assert cells(row, lang)[0].startswith(measure)
