"""The groups that outcomes are recorded for: all, sex, age, schooling, minority, disability, carers, village, grid.

A person belongs to `all`, to one cell of the crossed traits, to a village and to a grid; a household to `all`, to minority or
not, to its village and its grid. Numbers are added up cell by cell, and a trait's groups are the sums of their cells.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.codes import NO_DISABILITY
from model.declare import Array, Rows, view
from model.kernel import kernel
from model.state import State

TRAITS: dict[str, tuple[str, ...]] = {
    "sex": ("male", "female"),
    "age": ("0-5", "6-15", "16-34", "35-59", "60+"),
    "schooling": ("none", "primary", "junior", "senior"),
    "minority": ("no", "yes"),
    "disability": ("no", "yes"),
    "carer": ("no", "yes"),
}
SHAPE = tuple(len(values) for values in TRAITS.values())
N_CELLS = int(np.prod(SHAPE))
ALL = 0

TRAIT_NAMES = {
    "all": ("all", "全部"),
    "sex": ("sex", "性别"),
    "age": ("age", "年龄"),
    "schooling": ("schooling", "文化程度"),
    "minority": ("minority", "少数民族"),
    "disability": ("disability", "残疾"),
    "carer": ("carer", "照料者"),
    "village": ("village of origin", "迁出村"),
    "grid": ("grid", "网格"),
    "lever": ("lever", "措施"),
    "line": ("cost line", "支出项目"),
    "payer": ("payer", "出资方"),
}

People = view("people", "household is_female age_months schooling disability is_carer", __name__)
Households = view("households", "is_minority village grid", __name__)

AGE_LIMITS = np.array([6, 16, 35, 60]) * MONTHS_A_YEAR


@kernel
def sort_people(people: Rows, households: Rows, limits: Array, first_village: int, first_grid: int, groups: Array) -> None:
    """The cell, village and grid of every person this month."""
    for i in range(people.household.size):
        h = people.household[i]
        band = 0
        while band < limits.size and people.age_months[i] >= limits[band]:
            band += 1
        cell = int(people.is_female[i]) * 5 + band
        cell = cell * 4 + people.schooling[i]
        cell = cell * 2 + households.is_minority[h]
        cell = cell * 2 + (1 if people.disability[i] != NO_DISABILITY else 0)
        cell = cell * 2 + people.is_carer[i]
        groups[i, 1] = 1 + cell
        groups[i, 2] = first_village + households.village[h]
        groups[i, 3] = first_grid + households.grid[h]


class Groups:
    """The group slots of people and households of one site.

    of_people, of_households: uint16[rows, maps], the slots a row adds to; with only totals there is one map, to slot 0.
    people_names, household_names: the groups that `people_sums` and `household_sums` return, in order; `all` is first.
    """

    def __init__(self, state: State, with_groups: bool) -> None:
        self.with_groups = with_groups
        n_people, n_households = state.sizes["people"], state.sizes["households"]
        if not with_groups:
            self.of_people = np.broadcast_to(np.zeros((1, 1), np.uint16), (n_people, 1)).copy()
            self.of_households = self.of_people[:n_households].copy()
            self.n_people_slots = self.n_household_slots = 1
            self.people_names = self.household_names = ["all"]
            return
        self._people = state.view(People, None)
        self._households = state.view(Households, None)
        n_villages = int(self._households.village.max()) + 1
        n_grids = int(self._households.grid.max()) + 1
        places = [f"village={v}" for v in range(n_villages)] + [f"grid={g}" for g in range(n_grids)]
        self._first_village = 1 + N_CELLS
        self._first_grid = self._first_village + n_villages
        self.n_people_slots = self._first_grid + n_grids
        self.of_people = np.zeros((n_people, 4), np.uint16)
        self.people_names = ["all"] + [f"{trait}={value}" for trait, values in TRAITS.items() for value in values] + places
        minority = self._households.is_minority.astype(np.uint16)
        village = 3 + self._households.village.astype(np.uint16)
        grid = 3 + n_villages + self._households.grid.astype(np.uint16)
        self.of_households = np.stack([np.zeros_like(minority), 1 + minority, village, grid], axis=1)
        self.n_household_slots = 3 + n_villages + n_grids
        self.household_names = ["all", "minority=no", "minority=yes", *places]

    def refresh(self) -> None:
        """Ages and care duties change: sort people anew."""
        if self.with_groups:
            sort_people(self._people, self._households, AGE_LIMITS, self._first_village, self._first_grid, self.of_people)

    def people_sums(self, sums: Array) -> Array:
        """Sums by slot to sums by group, float64[groups, counters]."""
        if not self.with_groups:
            return sums
        cells = sums[1 : 1 + N_CELLS].reshape(*SHAPE, -1)
        traits = [cells.sum(axis=tuple(axis for axis in range(len(SHAPE)) if axis != trait)) for trait in range(len(SHAPE))]
        return np.concatenate([sums[:1], *traits, sums[1 + N_CELLS :]])

    def household_sums(self, sums: Array) -> Array:
        """Sums by slot are sums by group already."""
        return sums
