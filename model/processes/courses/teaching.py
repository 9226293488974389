"""A month of the courses that run: who learns on, who completes, and who falls out."""

from __future__ import annotations

import numpy as np

from model.chance import uniform
from model.codes import NOBODY
from model.declare import Numbers, Rows
from model.kernel import formula, rows_where

LONGEST_COUNT = 30_000


@formula
def teach(people: Rows, households: Rows, p: Numbers, q: Numbers, month: int, key: np.uint64) -> tuple[int, int]:
    """A month of the running courses: learn, then complete or fall out. Returns how many completed and how many remain."""
    n_completed, n_on_course = 0, 0
    completion, is_learning = p.completion * q.completion_odds, np.empty(people.household.size, np.bool_)
    for i in range(is_learning.size):
        since = people.months_since_training[i]
        people.months_since_training[i] = since + ((since >= 0) & (since < LONGEST_COUNT))
    for i in range(is_learning.size):
        is_learning[i] = (people.course_months_left[i] > 0) | (people.is_learning_in_work[i] == 1)
    for i in rows_where(is_learning):
        is_gone = people.is_alive[i] == 0 or households.return_month[people.household[i]] <= month
        if people.course_months_left[i] > 1 and not is_gone:
            people.course_months_left[i] -= 1
            n_on_course += 1
            continue
        people.course_months_left[i] = 0
        people.is_learning_in_work[i] = 0
        if is_gone or uniform(key, people.chance_id[i]) >= completion:
            people.order_employer[i] = NOBODY
            continue
        gain = p.advanced_skill_gain if people.is_advanced[i] == 1 else p.skill_gain
        people.skill[i] += np.float32(gain)
        people.trained_sector[i] = people.course_sector[i]
        people.months_since_training[i] = 0
        n_completed += 1
    return n_completed, n_on_course
