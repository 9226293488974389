"""Designs: each covers what its method promises, and a design that grows begins with the smaller one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis.sensitivity import efast, morris, sobol
from experiments.designs import DESIGNS
from experiments.designs.design import Asked, Points
from experiments.inputs import Input, site_inputs
from model.errors import BadInput

INPUTS = tuple(Input(f"x{k}", "uncertainty", 0.0, 10.0, reference=4.0) for k in range(4))
SIZES = {"latin_hypercube": 16, "sobol_sequence": 16, "random": 16, "saltelli": 8, "morris": 6, "efast": 65}


def made(name: str, n: int = 0, inputs: tuple[Input, ...] = INPUTS, seed: int = 3, **more: Any) -> Points:
    return DESIGNS[name].make(Asked(inputs, n or SIZES.get(name, 0), seed, **more))


@pytest.mark.parametrize("name", [name for name in DESIGNS if name not in ("table", "province")])
def test_a_design_stays_in_the_range_of_every_input_and_comes_out_the_same_from_its_seed(name: str) -> None:
    units = made(name).units
    assert units.shape[1] == len(INPUTS)
    assert ((units >= 0) & (units <= 1)).all()
    assert (np.ptp(units, axis=0) > 0.5).all()
    assert np.array_equal(units, made(name).units)


@pytest.mark.parametrize("name", SIZES)
def test_another_seed_gives_other_points(name: str) -> None:
    assert not np.array_equal(made(name).units, made(name, seed=4).units)


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        (name, groups)
        for name, design in DESIGNS.items() if design.can_grow
        for groups in ((), ((0, 1), (2,), (3,))) if design.knows_groups or not groups
    ],
)  # fmt: skip
def test_a_design_that_grows_begins_with_the_smaller_one(name: str, groups: tuple[tuple[int, ...], ...]) -> None:
    small, large = (made(name, SIZES[name] * times, groups=groups).units for times in (1, 2))
    assert len(large) == 2 * len(small)
    assert np.array_equal(large[: len(small)], small)


def test_a_latin_hypercube_has_one_point_in_every_slice_of_every_input() -> None:
    slices = np.floor(made("latin_hypercube").units * 16).astype(int)
    assert all(sorted(column) == list(range(16)) for column in slices.T)


def test_a_sobol_sequence_has_one_point_in_every_slice_too() -> None:
    slices = np.floor(made("sobol_sequence").units * 16).astype(int)
    assert all(sorted(column) == list(range(16)) for column in slices.T)


def test_a_grid_is_every_level_with_every_other() -> None:
    units = made("grid", levels=3).units
    assert len(units) == 3**4
    assert len(np.unique(units, axis=0)) == 3**4
    assert set(units.ravel()) == {0.0, 0.5, 1.0}


def test_a_listed_input_has_its_values_as_levels() -> None:
    listed = Input("x", "lever", 0.0, 7.0, values=(0.0, 1.0, 7.0))
    assert listed.at(made("grid", inputs=(listed,)).units[:, 0]).tolist() == [0.0, 1.0, 7.0]


def test_one_at_a_time_starts_at_the_scenario_and_moves_one_input_alone() -> None:
    points = made("one_at_a_time", levels=3)
    assert points.values is not None
    assert points.values[0].tolist() == [4.0] * 4
    assert len(points.values) == 1 + 4 * 3
    assert ((points.values[1:] != 4.0).sum(axis=1) <= 1).all()
    assert points.values[1:4, 0].tolist() == [0.0, 5.0, 10.0]


def test_trajectories_move_one_input_a_step_and_the_estimators_know_every_design_for_theirs() -> None:
    assert morris.block(made("morris").units) == 5
    assert sobol.block(made("saltelli").units) == 6
    assert sobol.block(made("saltelli", second_order=True).units) == 10
    assert efast.block(made("efast").units) == 65 * 4


def test_the_members_of_a_group_move_in_the_same_step() -> None:
    walk = made("morris", groups=((0, 1), (2, 3))).units.reshape(6, 3, 4)
    for trajectory in walk:
        for before, after in pairwise(trajectory):
            moved = before != after
            assert moved[0] == moved[1]
            assert moved[2] == moved[3]
            assert moved[0] != moved[2]


@pytest.mark.parametrize(
    ("name", "kind", "more"),
    [
        ("saltelli", "not_power_of_two", {"n": 12}),
        ("sobol_sequence", "not_power_of_two", {"n": 100}),
        ("morris", "levels_not_even", {"n": 4, "levels": 5}),
        ("efast", "too_few_points", {"n": 64}),
        ("efast", "no_groups_here", {"n": 65, "groups": ((0, 1, 2, 3),)}),
        ("grid", "grid_too_large", {"levels": 100}),
    ],
)
def test_what_a_method_cannot_do_is_refused_with_a_remedy(name: str, kind: str, more: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as told:
        made(name, **more)
    assert told.value.faults[0].kind == kind
    assert all(told.value.text(lang) for lang in ("zh", "en"))


def table(folder: Path, text: str) -> Asked:
    file = folder / "points.csv"
    file.write_text(text, encoding="utf-8")
    inputs = (Input("a", "uncertainty", 0.0, 10.0), Input("b", "lever", 0.0, 1.0))
    return Asked(inputs, 0, 1, file=file)


def test_a_table_gives_its_rows_whatever_the_order_of_columns(tmp_path: Path) -> None:
    points = DESIGNS["table"].make(table(tmp_path, "b,note,a\n0.5,x,1\n1,y,2\n"))
    assert points.values is not None
    assert points.values.tolist() == [[1.0, 0.5], [2.0, 1.0]]


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("a,b\n", "empty_table", 0),
        ("a,b\n1\n", "ragged_table", 2),
        ("a,b\n1,0\n1,x\n", "wrong_type", 3),
        ("a,b\n1,2\n", "too_high", 2),
        ("a,b\n1,nan\n", "not_finite", 2),
        ("a,a\n1,2\n", "twice", 1),
        ("a\n1\n", "missing_key", 1),
    ],
)
def test_a_bad_table_is_told_by_its_line(tmp_path: Path, text: str, kind: str, line: int) -> None:
    with pytest.raises(BadInput) as told:
        DESIGNS["table"].make(table(tmp_path, text))
    assert (told.value.faults[0].kind, told.value.faults[0].line) == (kind, line)


@pytest.mark.parametrize(
    ("of", "median"),
    [
        (Input("x", "uncertainty", 1.0, 100.0, distribution="log"), 10.0),
        (Input("x", "uncertainty", 0.0, 4.0, distribution="triangular", mode=2.0), 2.0),
        (Input("x", "uncertainty", 0.0, 4.0, distribution="normal", mean=2.0, sd=3.0), 2.0),
        (Input("x", "uncertainty", 0.0, 5.0, is_whole=True), 2.0),
    ],
)
def test_distributions_keep_to_their_range_and_have_their_median(of: Input, median: float) -> None:
    assert of.at(np.array([0.5]))[0] == pytest.approx(median)
    ends = of.at(np.array([0.0, 1.0]))
    assert ends.tolist() == pytest.approx([of.low, of.high])
    assert (np.diff(of.at(np.linspace(0, 1, 50))) >= 0).all()


def test_a_province_has_a_site_a_point_the_largest_first() -> None:
    points = made("province", 30, site_inputs())
    assert points.values is not None
    assert sorted(points.values[:, 0]) == list(range(30))
    assert (np.diff(points.values[:, 2]) <= 0).all()
    assert not np.array_equal(points.values, made("province", 30, site_inputs(), seed=4).values)
    with pytest.raises(BadInput):
        made("province", 0, site_inputs())
