"""What is told of a household month by month, and the outcomes that may tip between two scenarios, read from a site's state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from model.calendar import MONTHS_A_YEAR, on_site
from model.codes import (
    HOUSEHOLD_IN_STABLE_WORK,
    HOUSEHOLD_IN_WORK,
    HOUSEHOLD_ZERO_EMPLOYMENT,
    HUKOU,
    NOBODY,
)
from model.declare import Array, view
from model.snapshots import employer_kind, labour_state, work_state
from model.state import State

NOT_YET, HERE, GONE = range(3)
SCORES = ("economic", "social", "cultural", "psychological", "civic")

Households = view(
    "households",
    "arrival_month return_month net_income_yuan_month savings_yuan is_poor has_dibao registration tie "
    "economic social cultural psychological civic",
    __name__,
)
People = view("people", "household is_alive age_months school_level wage_yuan_month employer months_since_training", __name__)


def facts(state: State, household: int, rows: Array, month: int) -> dict[str, Any]:
    """The household at the end of a month, as plain values. rows: of its members.

    place: NOT_YET, HERE or GONE. members: by number, those alive. Money is yuan a month, of members in work and a head;
    scores run from 0 to 1. What a household that is not there has is not told: None.
    """
    homes, people = state.view(Households, None), state.view(People, None)
    place = NOT_YET if homes.arrival_month[household] > month else HERE if homes.return_month[household] > month else GONE
    alive = rows[people.is_alive[rows] == 1]
    told = {"place": place, "heads": int(alive.size), "members": _members(state, rows, month)}
    if place != HERE:
        return told | dict.fromkeys(("wages", "income_a_head", "savings", "is_poor", "has_dibao", "registration", "n_ties",
                                     "integration"))  # fmt: skip
    works = alive[people.employer[alive] != NOBODY]
    return told | {
        "wages": float(people.wage_yuan_month[works].sum(dtype=np.float64)),
        "income_a_head": float(homes.net_income_yuan_month[household] / max(alive.size, 1)),
        "savings": float(homes.savings_yuan[household]),
        "is_poor": int(homes.is_poor[household]),
        "has_dibao": int(homes.has_dibao[household]),
        "registration": int(homes.registration[household]),
        "n_ties": int((homes.tie[household] != NOBODY).sum()),
        "integration": float(np.mean([getattr(homes, score)[household] for score in SCORES], dtype=np.float64)),
    }


def _members(state: State, rows: Array, month: int) -> dict[str, dict[str, int]]:
    people = state.view(People, None)
    doing, kind = labour_state(state, month)[rows], employer_kind(state)[rows]
    return {
        str(member): {
            "labour_state": int(doing[member]), "employer_kind": int(kind[member]),
            "school_level": int(people.school_level[row]), "age_years": int(people.age_months[row] // MONTHS_A_YEAR),
            "is_trained": int(people.months_since_training[row] >= 0),
        }
        for member, row in enumerate(rows.tolist()) if people.is_alive[row]
    }  # fmt: skip


def _of_work(holds: tuple[int, ...]) -> Callable[[State, int], Array]:
    """Whether a labour household is in one of some states of work; -1 where it has no labour or is not there."""
    labour = (HOUSEHOLD_ZERO_EMPLOYMENT, HOUSEHOLD_IN_WORK, HOUSEHOLD_IN_STABLE_WORK)

    def value(state: State, month: int) -> Array:
        stands = work_state(state, month)
        return np.where(np.isin(stands, labour), np.isin(stands, holds), -1).astype(np.int8)

    return value


def _of_those_here(holds: Callable[[Any], Array]) -> Callable[[State, int], Array]:
    """Whether something holds of a household that lives on the site; -1 where it does not."""

    def value(state: State, month: int) -> Array:
        homes = state.view(Households, None)
        return np.where(on_site(homes, month), holds(homes), -1).astype(np.int8)

    return value


def _returned(state: State, month: int) -> Array:
    homes = state.view(Households, None)
    return np.where(homes.arrival_month <= month, homes.return_month <= month, -1).astype(np.int8)


def _trained(state: State, month: int) -> Array:
    homes, people = state.view(Households, None), state.view(People, None)
    has = (people.months_since_training >= 0) & (people.is_alive == 1)
    n = np.bincount(people.household[has], minlength=homes.arrival_month.size)
    return np.where(on_site(homes, month), n > 0, -1).astype(np.int8)


# By the names of `analysis.life_words.TIPPED`: int8[households], 1 it holds, 0 it does not, -1 it cannot be asked.
TIPS: dict[str, Callable[[State, int], Array]] = {
    "work": _of_work((HOUSEHOLD_IN_WORK, HOUSEHOLD_IN_STABLE_WORK)),
    "stable_work": _of_work((HOUSEHOLD_IN_STABLE_WORK,)),
    "return": _returned,
    "poverty": _of_those_here(lambda homes: homes.is_poor == 1),
    "debt": _of_those_here(lambda homes: homes.savings_yuan < 0),
    "dibao": _of_those_here(lambda homes: homes.has_dibao == 1),
    "hukou": _of_those_here(lambda homes: homes.registration == HUKOU),
    "training": _trained,
}
