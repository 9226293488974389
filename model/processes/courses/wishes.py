"""Who could be given a seat, who wants one, and who comes first."""

from __future__ import annotations

import numpy as np

from model.chance import again, bits, first_half, second_half
from model.codes import AT_NO_SCHOOL, JUNIOR, NOBODY, OF_WORKING_AGE, USUAL_AWARENESS
from model.declare import Array, Numbers, Rows
from model.kernel import formula, rows_where
from model.scarcity import rank

CRAFT_SEAT = 2  # after full-time seats and seats beside work


@formula
def could_learn(people: Rows, i: int, repeat_after_months: int) -> bool:
    """Of working age and able, on site, not at school, on no course and not lately trained."""
    since = people.months_since_training[i]
    could = (people.life_stage[i] == OF_WORKING_AGE) & (people.is_away[i] == 0) & (people.school_level[i] == AT_NO_SCHOOL)
    return could & (people.course_months_left[i] == 0) & ((since < 0) | (since >= repeat_after_months))


@formula
def claim(
    people: Rows,
    households: Rows,
    p: Numbers,
    q: Numbers,
    key: np.uint64,
    claimant: Array,
    place: Array,
    priority: Array,
) -> tuple[int, int]:
    """Who wants a seat this month and in what order: place 0 is a full-time seat, 1 a seat beside work, 2 a craft seat.
    Returns how many want one and how many could be given one."""
    could, asks = np.empty((2, people.household.size), np.bool_)
    repeat_after_months = int(np.ceil(p.repeat_after_months))
    n, n_could, wants, best_known = 0, 0, p.take_up * q.take_up_odds, 0.0
    for h in range(households.awareness.size):
        best_known = max(best_known, households.awareness[h])
    # Who draws above the chance of those who know most does not ask, and need not be looked at.
    most = wants * best_known / USUAL_AWARENESS
    for i in range(could.size):
        could[i] = could_learn(people, i, repeat_after_months)
    for i in range(could.size):
        asks[i] = could[i] & (first_half(bits(key, people.chance_id[i])) < most)
    for i in range(could.size):
        n_could += could[i]
    craft_share = q.craft_seats / max(q.seats + q.seats_in_work + q.craft_seats, 1.0)
    for i in rows_where(asks):
        h, draws = people.household[i], bits(key, people.chance_id[i])
        if first_half(draws) >= wants * households.awareness[h] / USUAL_AWARENESS:
            continue
        # With a file the office calls the longest jobless first; without one the better schooled come first.
        if households.has_training_file[h] == 1:
            first = 0.0 if people.months_out_of_work[i] >= 3 else 1.0
        else:
            first = 2.0 if people.schooling[i] >= JUNIOR else 3.0
        claimant[n] = i
        place[n] = 0 if people.employer[i] == NOBODY else 1
        if craft_share > 0 and first_half(again(draws)) < craft_share:
            place[n] = CRAFT_SEAT
        priority[n] = rank(first, second_half(draws))
        n += 1
    return n, n_could
