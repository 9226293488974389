"""What each part adds inside a package: the runs of all subsets of its parts, or of prefixes of sampled orders.

A part is a system of the policy (all its levers together) or a single lever. Under a subset, its parts are set as in the
package and all others as in the base scenario. All five systems take 32 scenarios; single levers are many more, so orders
are drawn in which they join one by one. Budget, calendar and site are the package's throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Literal

import numpy as np

from model import chance, registry
from model.errors import BadInput, Fault
from model.scenario import LeverSetting, Scenario
from model.site_profile import Label

By = Literal["system", "lever"]
MOST_PARTS = 8  # all subsets of more parts are more than 256 scenarios


def parts(base: Scenario, package: Scenario, by: By = "system") -> dict[str, tuple[str, ...]]:
    """Part name to the levers that the package sets otherwise than the base. Safeguards are a part of their own."""
    changed = [name for name in registry.LEVERS if _setting(base, name) != _setting(package, name)]
    found: dict[str, tuple[str, ...]] = {}
    for name in changed:
        part = registry.LEVERS[name].system if by == "system" else name
        found[part] = (*found.get(part, ()), name)
    return found


def _setting(scenario: Scenario, lever: str) -> LeverSetting | None:
    return scenario.levers.get(lever)


def subset(base: Scenario, package: Scenario, members: Sequence[str], of: dict[str, tuple[str, ...]]) -> Scenario:
    """The package's setting of some parts and the base's of all others. Its name lists the parts, `none` for the empty one."""
    levers = dict(base.levers)
    for name in (lever for part in members for lever in of[part]):
        levers.pop(name, None)
        if name in package.levers:
            levers[name] = package.levers[name]
    name = subset_name(members)
    return replace(package, name=name, label=Label(zh=name, en=name), description=None, levers=levers)


def subset_name(members: Sequence[str]) -> str:
    """Parts in the order of the alphabet, joined by +."""
    return "+".join(sorted(members)) or "none"


def all_subsets(base: Scenario, package: Scenario, by: By = "system") -> tuple[dict[str, tuple[str, ...]], list[Scenario]]:
    """The parts, and a scenario for each of their subsets, smallest first. More than eight parts are refused."""
    of = parts(base, package, by)
    if not of:
        raise BadInput([Fault("same_twice", key=package.name)])
    if len(of) > MOST_PARTS:
        raise BadInput([Fault("too_many_parts", key=package.name, value=len(of), values={"most": MOST_PARTS})])
    members = [chosen for size in range(len(of) + 1) for chosen in combinations(of, size)]
    return of, [subset(base, package, chosen, of) for chosen in members]


def sampled_orders(
    base: Scenario, package: Scenario, n_orders: int, seed: int, by: By = "lever"
) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, ...]], list[Scenario]]:
    """The parts, orders in which they join, and the scenarios of all prefixes of these orders, each once.

    Orders come with their reverse, which cancels much of the noise of sampling; n_orders is even.
    """
    of = parts(base, package, by)
    if not of:
        raise BadInput([Fault("same_twice", key=package.name)])
    rng, names = np.random.default_rng(chance.replication_seed(seed, 0)), list(of)
    orders: list[tuple[str, ...]] = []
    for _ in range(max(n_orders // 2, 1)):
        order = tuple(names[place] for place in rng.permutation(len(names)))
        orders += [order, order[::-1]]
    prefixes = {frozenset(order[:size]) for order in orders for size in range(len(order) + 1)}
    ordered = sorted(prefixes, key=lambda members: (len(members), sorted(members)))
    return of, orders, [subset(base, package, sorted(members), of) for members in ordered]


def leave_one_out(base: Scenario, package: Scenario, by: By = "system") -> tuple[dict[str, tuple[str, ...]], list[Scenario]]:
    """The parts, and the scenarios of none, all, each part alone and all but each part."""
    of = parts(base, package, by)
    alone = [(part,) for part in of]
    without = [tuple(other for other in of if other != part) for part in of]
    members = dict.fromkeys(subset_name(chosen) for chosen in [(), *alone, *without, tuple(of)])
    return of, [subset(base, package, [part for part in name.split("+") if part != "none"], of) for name in members]
