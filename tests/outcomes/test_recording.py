"""What is recorded, for whom, and that groups are what one counts directly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import registry
from model.codes import AT_NO_SCHOOL, NOBODY, SEVERE_DISABILITY
from tests.outcomes.conftest import HandMade

Make = Callable[[list[list[dict[str, float]]]], Any]

SIXTEEN = 16 * 12


def child_without_work(person: dict[str, int]) -> dict[str, int]:
    """Nobody below 16 works in the model."""
    return person | {"employer": NOBODY} if person["age_months"] < SIXTEEN else person


PERSON = st.fixed_dictionaries({
    "age_months": st.integers(0, 1000), "is_female": st.integers(0, 1), "schooling": st.integers(0, 3),
    "disability": st.integers(0, 2), "is_carer": st.integers(0, 1), "is_alive": st.sampled_from((0, 1, 1, 1)),
    "employer": st.integers(-1, 8), "tenure_months": st.integers(0, 12), "wage_yuan_month": st.integers(500, 5000),
    "illness_months_left": st.integers(0, 2), "is_treated": st.integers(0, 1), "is_away": st.integers(0, 1),
}).map(child_without_work)  # fmt: skip
HOUSEHOLD = st.tuples(
    st.fixed_dictionaries({
        "is_minority": st.integers(0, 1), "village": st.integers(0, 2), "grid": st.integers(0, 1),
        "arrival_month": st.integers(0, 3), "return_month": st.sampled_from((2, 3, 32000)),
        "net_income_yuan_month": st.floats(0, 9000, width=32), "social": st.floats(0, 1, width=32),
    }),
    st.lists(PERSON, min_size=1, max_size=5),
)  # fmt: skip
MONTH = 2


def made_of(drawn: list[tuple[dict[str, float], list[dict[str, float]]]]) -> HandMade:
    made = HandMade([members for _, members in drawn])
    for name in drawn[0][0]:
        made.put("households", **{name: [household[name] for household, _ in drawn]})
    return made


def members_of(made: HandMade) -> dict[str, np.ndarray]:
    """Every group of people as a mask over rows, read from the columns one by one."""
    array, h = made.state.array, made.state.array("people", "household")
    years = array("people", "age_months") // 12
    bands = {"0-5": (0, 5), "6-15": (6, 15), "16-34": (16, 34), "35-59": (35, 59), "60+": (60, 200)}
    schooling = ("none", "primary", "junior", "senior")
    village, grid = array("households", "village")[h], array("households", "grid")[h]
    return (
        {"all": np.ones(h.size, bool)}
        | {f"sex={name}": array("people", "is_female") == k for k, name in enumerate(("male", "female"))}
        | {f"age={name}": (years >= low) & (years <= high) for name, (low, high) in bands.items()}
        | {f"schooling={name}": array("people", "schooling") == k for k, name in enumerate(schooling)}
        | {f"minority={name}": array("households", "is_minority")[h] == k for k, name in enumerate(("no", "yes"))}
        | {f"disability={name}": (array("people", "disability") > 0) == k for k, name in enumerate(("no", "yes"))}
        | {f"carer={name}": array("people", "is_carer") == k for k, name in enumerate(("no", "yes"))}
        | {f"village={k}": village == k for k in range(village.max() + 1)}
        | {f"grid={k}": grid == k for k in range(grid.max() + 1)}
    )


def share(of: np.ndarray, base: np.ndarray, weights: np.ndarray | None = None) -> float:
    above = of[base].sum() if weights is None else weights[base & of].sum()
    return float(above / base.sum()) if base.any() else float("nan")


@given(st.lists(HOUSEHOLD, min_size=1, max_size=8))
def test_every_group_is_what_one_counts_directly(drawn: Any) -> None:
    made = made_of(drawn)
    array, h = made.state.array, made.state.array("people", "household")
    is_here = (array("households", "arrival_month") <= MONTH) & (array("households", "return_month") > MONTH)
    here = is_here[h] & (array("people", "is_alive") == 1)
    age = array("people", "age_months")
    able = (array("people", "disability") != SEVERE_DISABILITY) & (array("people", "school_level") == AT_NO_SCHOOL)
    labour = here & (age >= SIXTEEN) & (age < 60 * 12) & able
    works = array("people", "employer") != NOBODY
    heads = np.bincount(h[array("people", "is_alive") == 1], minlength=is_here.size)
    income = (array("households", "net_income_yuan_month").astype(float) / np.maximum(heads, 1))[h]
    social = array("households", "social").astype(float)[h]
    ill = here & (array("people", "is_away") == 0) & (array("people", "illness_months_left") > 0)
    found = made.recorded(MONTH)
    groups = members_of(made)
    assert {group for group, outcome in found if outcome == "employment_rate"} == set(groups)
    for group, who in groups.items():
        expected = {
            "employment_rate": share(works, labour & who),
            "stable_employment_rate": share(works & (array("people", "tenure_months") >= 6), labour & who),
            "wage_yuan_month": share(works, here & works & who, array("people", "wage_yuan_month").astype(float)),
            "net_income_a_head_yuan_month": share(np.ones(h.size, bool), here & who, income),
            "social_integration": share(np.ones(h.size, bool), here & who & (age >= SIXTEEN), social),
            "unmet_need_share": share(array("people", "is_treated") == 0, ill & who),
        }
        for outcome, value in expected.items():
            assert found[group, outcome] == pytest.approx(value, rel=1e-12, nan_ok=True), (group, outcome)


@given(st.lists(HOUSEHOLD, min_size=1, max_size=8))
def test_totals_are_the_rows_for_all_of_groups_to_the_last_bit(drawn: Any) -> None:
    made = made_of(drawn)
    totals, groups = made.recorded(MONTH, "totals"), made.recorded(MONTH, "groups")
    assert all(group == "all" or outcome.startswith(("spending", "unfunded")) for group, outcome in totals)
    mine = np.array(list(totals.values()))
    theirs = np.array([groups[pair] for pair in totals])
    assert mine.tobytes() == theirs.tobytes()


@given(st.lists(HOUSEHOLD, min_size=1, max_size=8))
def test_counts_of_groups_add_up_to_all(drawn: Any) -> None:
    found = made_of(drawn).recorded(MONTH)
    for trait in ("minority", "village", "grid"):
        parts = [value for (group, name), value in found.items() if name == "zero_employment_households" and "=" in group]
        names = [group for group, name in found if name == "zero_employment_households" and "=" in group]
        of_trait = [part for part, group in zip(parts, names, strict=True) if group.startswith(f"{trait}=")]
        assert sum(of_trait) == found["all", "zero_employment_households"]


def test_an_empty_site_has_no_rates_and_no_households(tables: Make) -> None:
    made = tables([[{}], [{}]])
    made.put("households", arrival_month=7)
    found = made.recorded(month=3)
    assert np.isnan(found["all", "employment_rate"])
    assert np.isnan(found["all", "integration_index"])
    assert np.isnan(found["grid=0", "labour_households_with_a_stable_job"])
    assert found["all", "households_here"] == 0


def test_outcomes_asked_for_by_name_are_recorded_for_all_and_nothing_else(tables: Make) -> None:
    made = tables([[{"employer": 0}], [{}]])
    names = ("gini", "employment_rate", "zero_employment_households")
    found = made.recorded(record=names)
    assert set(found) == {("all", name) for name in names}
    assert found["all", "employment_rate"] == 1 / 2


def test_every_outcome_is_recorded_once_for_all(tables: Make) -> None:
    found = tables([[{}]]).recorded()
    assert {outcome for group, outcome in found if group == "all"} == set(registry.OUTCOMES)
