"""Contributions: games whose Shapley values are known, sums, interactions, and what sampling of orders adds to the interval."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from analysis.contribution import alone_and_last, interactions, sampled_shapley, shapley
from model.errors import BadInput
from tests.analysis.made_up import frame

WORTH = {"none": 0, "a": 10, "b": 0, "c": 0, "a+b": 10, "a+c": 40, "b+c": 30, "a+b+c": 50}


def game(worth: dict[str, float], noise: float = 0.0, n: int = 6) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    return frame({(name, "gini"): rng.normal(value, noise, (n, 1)) for name, value in worth.items()})


def test_shapley_values_by_hand() -> None:
    # Marginal contributions over the six orders: a 10,10,10,20,40,20; b 0,10,0,0,10,30; c 40,30,40,30,0,0 – sixths of them.
    found = shapley(game(WORTH), "gini").set_index("part")["effect"]
    assert found["a"] == pytest.approx(110 / 6)
    assert found["b"] == pytest.approx(50 / 6)
    assert found["c"] == pytest.approx(140 / 6)


def test_the_parts_add_up_to_the_package_in_every_game() -> None:
    rng = np.random.default_rng(2)
    names = ["+".join(chosen) or "none" for size in range(6) for chosen in combinations("abcde", size)]
    worth = {name: float(rng.normal()) for name in names}
    found = shapley(game(worth, noise=0.5), "gini")
    assert found["effect"].iloc[:-1].sum() == pytest.approx(found["effect"].iloc[-1])
    assert found["share"].iloc[:-1].sum() == pytest.approx(1)
    assert (found["low"] < found["high"]).all()


def test_a_part_that_adds_nothing_gets_nothing_and_equal_parts_get_the_same() -> None:
    worth = {"none": 0, "a": 4, "b": 4, "c": 0, "a+b": 6, "a+c": 4, "b+c": 4, "a+b+c": 6}
    found = shapley(game(worth), "gini").set_index("part")["effect"]
    assert found["c"] == pytest.approx(0)
    assert found["a"] == pytest.approx(found["b"]) == pytest.approx(3)


def test_a_missing_subset_is_named() -> None:
    some = {name: value for name, value in WORTH.items() if name != "a+c"}
    with pytest.raises(BadInput, match=r"a\+c"):
        shapley(game(some), "gini")


def test_interactions_of_two_parts() -> None:
    additive = {"none": 0, "a": 1, "b": 2, "c": 4, "a+b": 3, "a+c": 5, "b+c": 6, "a+b+c": 7}
    assert interactions(game(additive), "gini")["effect"].to_numpy() == pytest.approx(0)
    found = interactions(game(WORTH), "gini").set_index("part")["effect"]
    # a and b: 10-10-0+0 = 0 alone, 50-40-30+0 = -20 beside c; the mean of the two.
    assert found["a+b"] == pytest.approx(-10)
    assert found["a+c"] == pytest.approx(((40 - 10 - 0 + 0) + (50 - 10 - 30 + 0)) / 2)


def test_alone_and_last() -> None:
    found = alone_and_last(game(WORTH), "gini").set_index(["part", "as"])["effect"]
    assert found["a", "alone"] == 10
    assert found["a", "last"] == 20
    assert found["b", "last"] == 10


def test_sampled_orders_find_the_exact_values_and_say_how_surely() -> None:
    rng, inside, tries, parts = np.random.default_rng(5), 0, 60, "abcde"
    # Parts of several sizes with diminishing returns together, as programmes that compete for the same people have.
    subsets = [chosen for size in range(6) for chosen in combinations(parts, size)]
    worth = {"+".join(chosen) or "none": 10 * sum(parts.index(part) + 1 for part in chosen) ** 0.5 for chosen in subsets}
    made = game(worth, noise=0.01, n=40)
    exact = shapley(made, "gini").set_index("part")["effect"]
    for _ in range(tries):
        orders: list[tuple[str, ...]] = []
        for _ in range(20):
            order = tuple(str(part) for part in rng.permutation(list(parts)))
            orders += [order, order[::-1]]
        found = sampled_shapley(made, orders, "gini").set_index("part")
        inside += sum(found.loc[part, "low"] <= exact[part] <= found.loc[part, "high"] for part in parts)
        assert found["effect"].iloc[:-1].sum() == pytest.approx(found["effect"].iloc[-1])
    assert 0.9 < inside / (5 * tries) <= 1
