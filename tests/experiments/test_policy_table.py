"""The policy table holds every measure of the document, and what a lever bends is seen, not claimed."""

from __future__ import annotations

import pytest

from experiments.pages import page_file
from experiments.policy_table import HEADS, IN_THE_SCENARIO, WITHOUT_LEVER, bends_of, cells, policy_rows
from model.calendar import rows
from model.errors import BadInput
from model.registry import LEVERS
from model.scenario import load_scenario


def test_every_measure_has_a_lever_or_stands_in_the_scenario() -> None:
    have = {lever.measure for lever in LEVERS.values()}
    assert {row["measure"] for row in rows("measures")} == have | set(WITHOUT_LEVER)


def test_the_document_s_23_measures_and_three_safeguards_are_all_there() -> None:
    numbers = {row["measure"].rstrip("abcdef") for row in rows("measures")}
    assert numbers == {str(number) for number in range(1, 24)} | {"S1", "S2", "S3"}


def test_every_lever_belongs_to_a_measure_and_every_shipped_system_holds_all_its_levers() -> None:
    system = {row["measure"]: row["system"] for row in rows("measures")}
    for lever in LEVERS.values():
        assert system[lever.measure] == lever.system
        scenarios = ["five_systems"] if lever.system == "delivery" else ["five_systems", lever.system]
        for name in scenarios:
            values = load_scenario(name).levers[lever.name].values
            full = {parameter.name: parameter.default for parameter in lever.parameters} | dict(lever.full)
            assert dict(values) == full, f"{lever.name} is not at full dose in {name}"


@pytest.mark.parametrize("lang", HEADS)
def test_phasing_and_budget_stand_with_their_settings_units_and_bounds(lang: str) -> None:
    for measure, settings in IN_THE_SCENARIO.items():
        (row,) = policy_rows(measure)
        parameters, bent = cells(row, lang)[2:4]
        assert all(f"`{setting.name}`" in parameters for setting in settings)
        assert "0 … 600" in parameters if measure == "S1" else "0 … 100000" in parameters
        assert bent
        assert all(cells(row, lang))


def test_the_pages_hold_the_table_that_the_model_at_hand_makes() -> None:
    """Not the stamp alone: the table is made again, row by row."""
    for lang in HEADS:
        text = page_file("policy", lang).read_text(encoding="utf-8")
        for row in policy_rows():
            missing = [cell for cell in cells(row, lang) if cell not in text]
            assert not missing, f"run `make docs`: {row.measure} {missing}"


def test_a_measure_that_the_document_does_not_have_is_refused_with_those_that_it_has() -> None:
    with pytest.raises(BadInput, match="7f"):
        policy_rows("24")


def test_what_a_lever_bends_is_found_by_running_it() -> None:
    assert set(bends_of(LEVERS["units"])) == {"casework.units", "casework.units_set_up", "casework.hours"}


@pytest.mark.parametrize("lang", HEADS)
@pytest.mark.parametrize("measure", ["7f", "5", "S1"])
def test_a_row_has_a_cell_for_every_head(measure: str, lang: str) -> None:
    (row,) = policy_rows(measure)
    assert len(cells(row, lang)) == len(HEADS[lang])
    assert cells(row, lang)[0].startswith(measure)
