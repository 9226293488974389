"""The groups that outcomes are recorded for: all, sex, age, schooling, minority, disability, carers, village, grid.

A person belongs to `all`, to one cell of the crossed traits, to a village and to a grid; a household to `all`, to minority or
not, to its village and its grid. Numbers are added to slots, one for each group and behind them one for each cell; the groups of
a trait are the sums of their cells.
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

People = view("people", "is_female age_months schooling disability is_carer", __name__)
Households = view("households", "is_minority village grid", __name__)

SIX, SIXTEEN, THIRTY_FIVE, SIXTY = (years * MONTHS_A_YEAR for years in (6, 16, 35, 60))


@kernel
def sort_people(people: Rows, is_minority: Array, first_cell: int, groups: Array, has_people: Array) -> None:
    """The cell of every person this month, and which cells have people; village, grid and minority never change. Cells are
    found in a loop that writes one array, so that the compiler makes vectors of it."""
    cell = np.empty(is_minority.size, np.uint16)
    for i in range(cell.size):
        age = people.age_months[i]
        band = 0 + (age >= SIX) + (age >= SIXTEEN) + (age >= THIRTY_FIVE) + (age >= SIXTY)
        place = (int(people.is_female[i]) * 5 + band) * 4 + people.schooling[i]
        place = (place * 2 + is_minority[i]) * 2 + (people.disability[i] != NO_DISABILITY)
        cell[i] = place * 2 + people.is_carer[i]
    has_people[:] = False
    for i in range(cell.size):
        has_people[cell[i]] = True
        groups[i, 1] = first_cell + cell[i]


@kernel
def add_up_cells(has_people: Array, traits: Array, first_cell: int, sums: Array) -> None:
    """Add each cell, in their order, to its group of every trait: traits[trait, cell]."""
    for cell in range(has_people.size):
        if has_people[cell]:
            of_cell = sums[first_cell + cell]
            for trait in range(traits.shape[0]):
                of_group = sums[traits[trait, cell]]
                for column in range(of_cell.size):
                    of_group[column] += of_cell[column]


class Groups:
    """The group slots of people and households of one site.

    of_people, of_households: uint16[rows, maps], the slots a row adds to; with only totals there is one map, to slot 0.
    people_names, household_names: the groups, which are the first slots, in order; `all` is first.
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
        households, household = state.view(Households, None), state.array("people", "household")
        n_villages = int(households.village.max()) + 1
        n_grids = int(households.grid.max()) + 1
        places = [f"village={v}" for v in range(n_villages)] + [f"grid={g}" for g in range(n_grids)]
        of_traits = [f"{trait}={value}" for trait, values in TRAITS.items() for value in values]
        minority, village = households.is_minority.astype(np.uint16), households.village.astype(np.uint16)
        place = np.stack([village, n_villages + households.grid.astype(np.uint16)], axis=1)
        self.household_names = ["all", "minority=no", "minority=yes", *places]
        self.n_household_slots = len(self.household_names)
        self.of_households = np.column_stack([np.zeros_like(minority), 1 + minority, 3 + place])
        self.people_names = ["all", *of_traits, *places]
        self._first_cell = len(self.people_names)
        self.n_people_slots = self._first_cell + N_CELLS
        self.of_people = np.zeros((n_people, 4), np.uint16)
        self.of_people[:, 2:] = (1 + len(of_traits) + place)[household]
        self._is_minority = households.is_minority[household]
        self._has_people = np.zeros(N_CELLS, np.bool_)
        first_groups = np.cumsum([1, *SHAPE[:-1]])
        self._traits = first_groups[:, None] + np.indices(SHAPE).reshape(len(SHAPE), N_CELLS)

    def refresh(self) -> None:
        """Ages and care duties change: sort people anew."""
        if self.with_groups:
            sort_people(self._people, self._is_minority, self._first_cell, self.of_people, self._has_people)

    def add_up_cells(self, sums: Array) -> None:
        """Complete what a family has counted of people, float64[slots, columns]: a trait's groups are the sums of their cells."""
        if self.with_groups:
            add_up_cells(self._has_people, self._traits, self._first_cell, sums)
