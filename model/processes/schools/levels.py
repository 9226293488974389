"""The levels of school: which one an age belongs to, and what who completes one has learned."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.codes import (
    AT_NO_SCHOOL,
    FLUENT_MANDARIN,
    GOOD_MANDARIN,
    JUNIOR,
    JUNIOR_SCHOOL,
    PRIMARY,
    PRIMARY_SCHOOL,
    SENIOR,
    SENIOR_SCHOOL,
)
from model.declare import Array, Rows
from model.kernel import formula

# First month of age of each level, and of leaving the last.
STARTS = np.array([0, 3, 6, 12, 15, 18]) * MONTHS_A_YEAR
FIRST_AGE, OLDEST = 3 * MONTHS_A_YEAR, 18 * MONTHS_A_YEAR


@formula
def level_of(age_months: int, starts: Array) -> int:
    """The school level of an age."""
    for level in range(SENIOR_SCHOOL, AT_NO_SCHOOL, -1):
        if age_months >= starts[level]:
            return level if age_months < starts[level + 1] else AT_NO_SCHOOL
    return AT_NO_SCHOOL


@formula
def complete(people: Rows, i: int, new_level: int) -> None:
    """Who moves on from a level has completed it, and speaks better Mandarin."""
    level = people.school_level[i]
    if level in (new_level, AT_NO_SCHOOL):
        return
    if level == PRIMARY_SCHOOL:
        people.schooling[i] = max(people.schooling[i], PRIMARY)
        people.mandarin[i] = max(people.mandarin[i], GOOD_MANDARIN)
    elif level == JUNIOR_SCHOOL:
        people.schooling[i] = max(people.schooling[i], JUNIOR)
        people.mandarin[i] = FLUENT_MANDARIN
    elif level == SENIOR_SCHOOL:
        people.schooling[i] = SENIOR
