"""Experiment files: what they say is what is run, and what is wrong with them is told with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.experiment import Experiment, load_experiment, make_experiment
from experiments.inputs import at_point, value_in
from experiments.questions import shipped
from model import registry
from model.errors import BadInput
from model.scenario import load_scenario
from tests.experiments.asked import SMALL, small

HEAD = 'scenarios = "baseline"\nsite = "tiny"\nmonths = 6\n'
DESIGN = '[design]\nmethod = "random"\nn = 4\n'


def written(folder: Path, text: str) -> Experiment:
    (folder / "asked.toml").write_text(text, encoding="utf-8")
    return load_experiment(folder / "asked.toml")


def faults(folder: Path, text: str) -> list[tuple[str, int]]:
    with pytest.raises(BadInput) as told:
        written(folder, text)
    assert all(told.value.text(lang) for lang in ("zh", "en"))
    return [(fault.kind, fault.line) for fault in told.value.faults]


def test_globs_take_their_ranges_from_the_declarations_and_a_full_name_wins_over_them(tmp_path: Path) -> None:
    made = written(
        tmp_path, HEAD + DESIGN + '[uncertainties]\n"jobs_lost.*" = "declared"\n"jobs_lost.base_hazard" = [0.03, 0.04]\n'
    )
    ranges = {of.name: (of.low, of.high) for of in made.inputs}
    declared = {name: (of.low, of.high) for name, of in registry.PARAMETERS.items() if name.startswith("jobs_lost.")}
    assert ranges == declared | {"jobs_lost.base_hazard": (0.03, 0.04)}


def test_a_dose_is_the_dose_of_a_scenario_file() -> None:
    base = load_scenario("no_followup", site="tiny")
    for dose in (0.0, 0.3, 1.0):
        asked = load_scenario("no_followup", site="tiny", settings=[f"levers.training.dose={dose}"])
        assert at_point(base, ["training.dose"], [dose]).levers["training"].values == asked.levers["training"].values
        assert value_in(asked, "training.dose") == pytest.approx(dose)


def test_a_parameter_at_its_default_leaves_the_scenario_what_it_was() -> None:
    base = load_scenario("baseline", site="tiny")
    name = "jobs_lost.base_hazard"
    default = registry.PARAMETERS[name].default
    assert at_point(base, [name], [default]) == base
    assert at_point(at_point(base, [name], [0.05]), [name], [default]) == base


def test_timing_and_budget_can_move_and_need_ranges() -> None:
    made = small(levers={"training.start_month": [0, 5], "budget.per_resident_year": [0, 500]}, uncertainties=None)
    scenario = made.at(0, 1)
    assert scenario.levers["training"].start_month == made.values[1, 0] == round(made.values[1, 0])
    assert scenario.budget.per_resident_year == made.values[1, 1]
    with pytest.raises(BadInput) as told:
        small(levers=["training.start_month"])
    assert told.value.faults[0].kind == "no_range"


def test_constants_hold_at_every_point_and_in_every_scenario() -> None:
    made = small(scenarios=["baseline", "no_followup"], constants={"training.coverage": 0.7, "jobs_found.search_rate": 0.2})
    for scenario in (0, 1):
        for point in (0, 3):
            of = made.at(scenario, point)
            assert of.levers["training"].values["coverage"] == 0.7
            assert of.parameters["jobs_found.search_rate"] == 0.2


def test_seeds_are_the_same_at_every_point_unless_a_dummy_selects_them() -> None:
    plain, with_dummy = small(), small(dummy=True)
    assert len({plain.seed_of(point, 0) for point in range(8)}) == 1
    assert len({with_dummy.seed_of(point, 0) for point in range(8)}) == 8
    assert plain.seed_of(0, 0) != plain.seed_of(0, 1)
    # The dummy is no parameter of the model.
    assert with_dummy.at(0, 2) == at_point(with_dummy.scenarios[0], with_dummy.names[:-1], with_dummy.values[2, :-1].tolist())


def test_an_experiment_comes_back_from_its_plain_values() -> None:
    made = small(dummy=True, groups={"all": ["jobs_lost.*", "workshops.posts"]}, design={"method": "morris", "n": 3})
    again = Experiment.from_resolved(made.resolved())
    assert again.resolved() == made.resolved()
    assert again.digest() == made.digest()
    assert np.array_equal(again.values, made.values)


def test_whatever_decides_the_numbers_is_in_the_digest_and_words_and_size_are_not() -> None:
    made = small()
    for keys in ({"seed": 2}, {"months": 7}, {"levers": {"workshops.posts": [0, 61]}}, {"outcomes": ["gini"]}, {"dummy": True}):
        assert small(**keys).digest() != made.digest(), keys
    same: list[dict[str, Any]] = [
        {"label": {"zh": "a", "en": "b"}},
        {"replications": 9},
        {"design": {"method": "random", "n": 9}},
    ]
    for keys in same:
        assert small(**keys).digest() == made.digest(), keys


@pytest.mark.parametrize("name", shipped())
def test_the_questions_that_come_with_the_package_can_be_asked(name: str) -> None:
    made = load_experiment(shipped()[name])
    assert made.n_runs > 100
    assert made.outcomes
    assert all(made.question[lang] and made.label[lang] for lang in ("zh", "en"))


def test_every_fault_of_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    text = HEAD + 'outcomes = ["employment_rte"]\nreplications = 1\n[design]\nmethod = "sobol"\n[uncertainties]\n'
    text += '"jobs_lost.base_hazrd" = "declared"\n"jobs_lost.early_factor" = [3, 1]\n"nothing.*" = "declared"\n'
    text += '"ties.fading" = { high = 99 }\n[levers]\n"training.start_month" = "declared"\n[constants]\n"training.coverage" = 7\n'
    assert faults(tmp_path, text) == [
        ("unknown_name", 4), ("unknown_name", 7), ("no_input", 9), ("empty_range", 10), ("no_match", 11), ("too_high", 12),
        ("no_range", 14), ("too_high", 16),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (HEAD + DESIGN, "nothing_moves"),
        (DESIGN + '[levers]\ntraining = [0, 1]\n', "missing_key"),
        (HEAD + DESIGN + '[levers]\ntraining = [0, 1]\n"training.dose" = [0, 1]\n', "twice"),
        (HEAD + DESIGN + '[levers]\ntraining = [0, 1]\n[constants]\ntraining = 1\n', "constant_moves"),
        (HEAD + DESIGN + '[levers]\ntraining = "much"\n', "bad_range"),
        (HEAD + DESIGN + '[levers]\ntraining = { low = 0, high = 1, distribution = "log" }\n', "log_not_positive"),
        (HEAD + DESIGN + '[levers]\ntraining = { low = 0, high = 1, distribution = "beta" }\n', "unknown_name"),
        (HEAD + DESIGN + '[levers]\ntraining = { low = 0, high = 1, distribution = "normal" }\n', "needs_sd"),
        (HEAD + DESIGN + '[levers]\ntraining = [0, 1]\n[groups]\na = ["jobs_lost.*"]\n', "not_an_input"),
        (HEAD + DESIGN + '[levers]\ntraining = [0, 1]\n[groups]\na = ["training"]\n', "no_groups_here"),
        (HEAD + '[design]\nmethod = "table"\n', "missing_design_key"),
        (HEAD + '[design]\nmethod = "table"\nfile = "nowhere.csv"\n', "missing_file"),
        (HEAD.replace("baseline", "baselin") + DESIGN + '[levers]\ntraining = [0, 1]\n', "unknown_name"),
        (HEAD.replace("tiny", "tinny") + DESIGN + '[levers]\ntraining = [0, 1]\n', "unknown_name"),
        ("replicatons = 2\n" + HEAD + DESIGN + '[levers]\ntraining = [0, 1]\n', "unknown_key"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_message(tmp_path: Path, text: str, kind: str) -> None:
    assert [found for found, _ in faults(tmp_path, text)] == [kind]


def test_a_table_names_its_inputs_itself(tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("training,jobs_lost.base_hazard\n0,0.03\n1,0.04\n", encoding="utf-8")
    made = written(tmp_path, HEAD + '[design]\nmethod = "table"\nfile = "points.csv"\n')
    assert made.names == ("training.dose", "jobs_lost.base_hazard")
    assert made.values.tolist() == [[0.0, 0.03], [1.0, 0.04]]


def test_scenarios_of_one_experiment_have_one_horizon(tmp_path: Path) -> None:
    (tmp_path / "short.toml").write_text('extends = "baseline"\nmonths = 3\n', encoding="utf-8")
    text = 'scenarios = ["baseline", "short.toml"]\nsite = "tiny"\n' + DESIGN + "[levers]\ntraining = [0, 1]\n"
    assert faults(tmp_path, text) == [("different_horizons", 1)]


def test_the_small_experiment_is_not_changed_by_being_made() -> None:
    before = dict(SMALL)
    make_experiment(SMALL)
    assert before == SMALL
