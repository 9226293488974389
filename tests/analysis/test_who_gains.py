"""Who gains: groups, families, tenths, inequality and moves, each on a made-up record whose answer is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.displacement import deadweight, displacement
from analysis.who_gains import by_group, deciles, gini, inequality, states_apart, tenth_means, transitions, winners
from model.codes import IN_LOCAL_WORK, IN_PUBLIC_POST, LOCAL_FIRM, NO_WORK, NOBODY, PUBLIC_PROGRAMME
from model.errors import BadInput
from tests.analysis.made_up import frame


def households(incomes: dict[tuple[str, int], list[float]], month: int = 11) -> pd.DataFrame:
    """(scenario, replication) to the income of household 0, 1, …; two heads each."""
    parts = [
        pd.DataFrame({
            "site": "somewhere", "scenario": scenario, "design_point": 0, "replication": replication, "month": month,
            "household": np.arange(len(values)), "income_a_head_year": values, "heads": 2, "is_here": True,
        })
        for (scenario, replication), values in incomes.items()
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def test_a_group_s_effect_stands_beside_that_for_all() -> None:
    name = "employment_rate"
    made = pd.concat([
        frame({("base", name): [[0.5], [0.6], [0.7]], ("more", name): [[0.6], [0.71], [0.79]]}),
        frame({("base", name): [[0.4], [0.4], [0.5]], ("more", name): [[0.6], [0.61], [0.69]]}, "sex=female"),
    ])  # fmt: skip
    found = by_group(made, "base", name).set_index("group")
    assert list(found["trait"]) == ["all", "sex"]
    assert found.loc["sex=female", "effect"] == pytest.approx(0.2)
    assert found.loc["sex=female", "versus_all"] == pytest.approx(0.1)
    assert found.loc["all", "versus_all"] == 0


def test_families_are_compared_with_themselves() -> None:
    made = households({("base", 0): [100, 200, 300, 400], ("more", 0): [150, 200, 250, 404],
                       ("base", 1): [100, 100, 100, 100], ("more", 1): [150, 150, 90, 100]})  # fmt: skip
    found = winners(made.sample(frac=1, random_state=1), "base", matters=5).set_index("kind")
    assert found.loc["better", "share"] == pytest.approx((1 / 4 + 2 / 4) / 2)
    assert found.loc["worse", "share"] == pytest.approx(1 / 4)
    assert found.loc["same", "share"] == pytest.approx((2 / 4 + 1 / 4) / 2)
    assert found.loc["better less worse", "share"] == pytest.approx(0.125)
    assert found.loc["better", "mean_change"] == 50
    assert found.loc["worse", "mean_change"] == -30
    assert found.loc["same", "n_households"] == 8


def test_tenths_of_equal_families_and_a_family_on_the_border() -> None:
    assert tenth_means(np.arange(10.0), np.ones(10)).tolist() == pytest.approx(list(range(10)))
    # Five people: each tenth is half a person.
    assert tenth_means(np.array([10.0, 20.0, 30.0, 40.0, 50.0]), np.ones(5))[:4].tolist() == pytest.approx([10, 10, 20, 20])
    values, weights = np.array([3.0, 1.0, 2.0]), np.array([1.0, 5.0, 4.0])
    assert tenth_means(values, weights).mean() == pytest.approx(np.average(values, weights=weights))


def test_the_gini_coefficient_of_known_distributions() -> None:
    assert gini(np.array([5.0, 5.0, 5.0]), np.ones(3)) == pytest.approx(0)
    assert gini(np.array([0.0, 0.0, 0.0, 4.0]), np.ones(4)) == pytest.approx(0.75)
    # One quarter of the people with 3, three quarters with 1: area by hand gives 0.25.
    assert gini(np.array([3.0, 1.0]), np.array([1.0, 3.0])) == pytest.approx(0.25)


def test_deciles_and_inequality_change_where_the_money_went() -> None:
    poor_first = list(range(100, 1100, 100))
    helped = [value + 50 if value == 100 else value for value in poor_first]
    made = households({(name, k): values for name, values in (("base", poor_first), ("more", helped)) for k in range(2)})
    found = deciles(made, "base").set_index("decile")
    assert found["effect"].tolist() == pytest.approx([50] + [0] * 9)
    spread = inequality(made, "base").set_index("measure")
    assert spread.loc["gini", "effect"] < 0 < spread.loc["share_of_poorest_40", "effect"]


KINDS = {IN_LOCAL_WORK: LOCAL_FIRM, IN_PUBLIC_POST: PUBLIC_PROGRAMME}


def people(states: dict[tuple[str, int, int], list[int]]) -> pd.DataFrame:
    """(scenario, replication, month) to the state of person 0, 1, …"""
    parts = [
        pd.DataFrame({
            "site": "somewhere", "scenario": scenario, "design_point": 0, "replication": replication, "month": month,
            "person": np.arange(len(values)), "labour_state": values, "is_trained": False,
            "employer_kind": [KINDS.get(state, NOBODY) for state in values],
        })
        for (scenario, replication, month), values in states.items()
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def test_moves_between_states_count_people_and_a_run_without_a_move_counts_as_none() -> None:
    made = people({("base", 0, 0): [1, 1, 3], ("base", 0, 11): [3, 1, 3], ("base", 1, 0): [1, 1, 3], ("base", 1, 11): [1, 1, 3]})
    found = transitions(made, "labour_state").set_index(["from", "to"])
    assert found.loc[(1, 3), "n"] == 0.5
    assert found.loc[(1, 1), "n"] == 1.5
    assert found.loc[(1, 3), "share"] == 0.25
    assert found["n"].sum() == 3
    with pytest.raises(BadInput, match="Kept are: 0, 11"):
        transitions(made, "labour_state", last=7)


def test_states_apart_says_what_the_same_people_would_have_done() -> None:
    made = people({(name, k, 11): values for name, values in (("base", [1, 3, 3]), ("more", [5, 5, 3])) for k in range(2)})
    found = states_apart(made, "base", "more", "labour_state").set_index(["from", "to"])["n"]
    assert found.to_dict() == {(1, 5): 1, (3, 3): 1, (3, 5): 1}


def test_where_a_programme_s_jobs_come_from_adds_up() -> None:
    base = [NO_WORK, IN_LOCAL_WORK, IN_LOCAL_WORK, NO_WORK, NO_WORK, IN_LOCAL_WORK]
    # 0 and 1 take posts (1 had work anyway), 2 loses its post, 3 gets one outside, 4 and 5 are as before.
    more = [IN_PUBLIC_POST, IN_PUBLIC_POST, NO_WORK, IN_LOCAL_WORK, NO_WORK, IN_LOCAL_WORK]
    made = people({(name, k, 11): states for name, states in (("base", base), ("more", more)) for k in range(2)})
    # Somebody who died under the baseline only.
    born = people({("more", k, 11): [IN_LOCAL_WORK] for k in range(2)}).assign(person=99)
    found = deadweight(pd.concat([made, born]), "base", "public_programme").set_index("part")["people"]
    assert found.to_dict() == {"gross": 2, "deadweight": 1, "lost": 0, "displaced": 1, "gained": 2, "net": 2}


def test_displacement_is_what_is_missing_of_a_programme_s_jobs() -> None:
    rng = np.random.default_rng(1)
    work = 100 + rng.normal(0, 1, (10, 4))
    more = work + 6 + rng.normal(0, 0.5, (10, 4))
    made = frame({
        ("base", "people_in_work"): work, ("more", "people_in_work"): more,
        ("base", "employment_rate"): work / 200, ("more", "employment_rate"): more / 200,
        ("base", "share_working_in_workshop"): np.zeros((10, 4)), ("more", "share_working_in_workshop"): np.full((10, 4), 0.05),
    })  # fmt: skip
    found = displacement(made, "base").set_index("programme").loc["workshop"]
    assert found["gross"] == pytest.approx(40)
    assert found["net"] == pytest.approx((more - work).sum(axis=1).mean())
    assert found["displaced_share"] == pytest.approx(1 - found["net"] / 40)
    assert found["low"] < found["displaced_share"] < found["high"]
