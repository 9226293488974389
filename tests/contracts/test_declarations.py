"""Promises that every parameter, quantity, column, lever and outcome keeps."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from model import registry
from model.calendar import rows, series
from model.codes import CODED_COLUMNS
from model.declare import Parameter
from model.month import PROCESSES
from model.now import number_types
from model.population.build import population_columns
from model.words import UNITS

SOURCES = {row["id"] for row in rows("sources")}
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("name", "parameter"), registry.PARAMETERS.items())
def test_a_parameter_says_everything_about_its_number(name: str, parameter: Parameter) -> None:
    assert parameter.low <= parameter.default <= parameter.high
    assert parameter.low < parameter.high
    assert parameter.unit in UNITS
    assert parameter.meaning
    assert parameter.en
    assert any("\u4e00" <= character <= "\u9fff" for character in parameter.zh)
    assert set(parameter.source.split()) <= SOURCES
    assert parameter.source or parameter.grade == "assumption"


def test_the_month_is_the_eighteen_processes_in_their_order() -> None:
    assert tuple(registry.PROCESSES) == PROCESSES
    assert len(PROCESSES) == 18
    assert all(process.name == name for name, process in registry.PROCESSES.items())


def test_no_lever_has_the_name_of_a_process_so_that_a_parameter_s_name_says_whose_it_is() -> None:
    assert not set(registry.LEVERS) & set(registry.PROCESSES)


def test_every_column_has_one_owner_a_unit_and_a_meaning() -> None:
    columns = [*population_columns(), *(column for process in registry.PROCESSES.values() for column in process.columns)]
    names = [(column.table, column.name) for column in columns]
    assert len(set(names)) == len(names)
    assert all(column.unit in UNITS and column.meaning for column in columns)
    assert set(CODED_COLUMNS) <= set(names)


def test_a_lever_names_known_parameters_outcomes_and_bounds() -> None:
    for lever in registry.LEVERS.values():
        parameters = {parameter.name: parameter for parameter in lever.parameters}
        assert set(lever.full) <= set(parameters)
        assert set(lever.terms) <= set(parameters)
        assert set(lever.expects) <= set(registry.OUTCOMES)
        assert all(parameters[name].low <= value <= parameters[name].high for name, value in lever.full.items())


def test_every_outcome_has_unit_names_and_counters() -> None:
    for family in registry.FAMILIES:
        for outcome in family.outcomes:
            assert outcome.numerator in family.counters
            assert not outcome.denominator or outcome.denominator in family.counters
            assert outcome.unit in UNITS
            assert outcome.meaning
            assert any("\u4e00" <= character <= "\u9fff" for character in outcome.zh)
        assert all(0 <= column < family.n_columns for columns in family.counters.values() for column in columns)


def test_every_row_of_the_dated_tables_has_a_source() -> None:
    assert all(row["source"] for row in rows("series") + rows("shocks"))
    assert all(row["unit"] in UNITS for row in rows("series"))
    for name in {row["series"] for row in rows("series")}:
        times, values = series(name)
        assert (times[1:] > times[:-1]).all()
        assert (values > 0).all()


def imports_of(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


GRAMMAR = {
    "model.declare",
    "model.distance",
    "model.chance",
    "model.kernel",
    "model.scarcity",
    "model.calendar",
    "model.codes",
    "model.counts",
}


def parts_of_its_process(file: Path) -> tuple[str, ...]:
    """How the names of the other parts begin where a process is a folder; nothing for any other file."""
    return (f"model.processes.{file.parent.name}.",) if file.parents[1] == ROOT / "model" / "processes" else ()


def test_compiled_code_finds_the_types_of_numbers_of_a_process_in_a_folder() -> None:
    for name, process in registry.PROCESSES.items():
        home = process.step.__module__
        if hasattr(sys.modules[home], "__path__"):
            kept = (sys.modules[f"{home}.parameters"].P, sys.modules[f"{home}.quantities"].Q)
            assert number_types(process) == kept, name
            assert [made.__module__ for made in kept] == [f"{home}.parameters", f"{home}.quantities"], name


def test_behaviour_files_import_the_grammar_and_never_each_other() -> None:
    for folder in ("processes", "levers", "outcomes"):
        for file in (ROOT / "model" / folder).rglob("*.py"):
            if file.name in ("measure.py", "groups.py", "spending.py"):
                continue  # these record, they do not behave
            ours = {name for name in imports_of(file) if name.split(".")[0] in ("model", "experiments", "analysis", "app")}
            others = {name for name in ours if not name.startswith(parts_of_its_process(file))}
            assert others <= GRAMMAR | {"model.outcomes.tally"}, file


def test_the_model_imports_nothing_above_it_and_only_its_faces_import_mesa() -> None:
    for file in (ROOT / "model").rglob("*.py"):
        names = {name.split(".")[0] for name in imports_of(file)}
        assert not names & {"experiments", "analysis", "app"}, file
        if "mesa" in names:
            assert file.name == "site.py" or file.parent.name == "agents", file


def test_analysis_reads_records_and_never_runs_the_site() -> None:
    for file in (ROOT / "analysis").rglob("*.py"):
        assert not imports_of(file) & {"model.site", "model.state", "experiments.runner"} or file.parent.name == "pages", file


def test_no_other_source_of_chance_is_used_in_the_model() -> None:
    for file in (ROOT / "model").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "import random" not in text, file
        assert "default_rng" not in text, file
        assert "np.random." not in text.replace("np.random.SeedSequence", ""), file


def test_a_behaviour_cannot_write_a_column_it_does_not_own() -> None:
    from tests.world import World

    world = World(people=2, households=1, employers=1)
    people = world.now("jobs_lost").view(registry.PROCESSES["jobs_lost"].step.__globals__["People"])
    people.is_losing_job[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        people.employer[0] = 0


def test_a_column_that_nobody_declares_or_two_declare_is_refused() -> None:
    from model.declare import Column, view
    from model.errors import OwnershipError
    from model.state import State

    column = Column("people", "age_months", "int16", 0, "months", "Age")
    with pytest.raises(OwnershipError):
        State({"a": (column,), "b": (column,)}, {"people": 1})
    with pytest.raises(OwnershipError):
        State({"a": (column,)}, {"people": 1}).view(view("people", "nonsense", __name__), "a")
