"""The seats of a month go to those who want one, in order."""

from __future__ import annotations

import numpy as np

from model.declare import Numbers, Rows
from model.kernel import formula
from model.processes.courses.enrolment import N_SECTORS, enrol
from model.processes.courses.open_posts import count_open_posts
from model.processes.courses.wishes import claim
from model.scarcity import serve

MOST_ORDERS = 4096  # open posts that courses can be tied to


@formula
def give_out_seats(
    people: Rows, households: Rows, employers: Rows, centres: Rows, p: Numbers, q: Numbers, want_key: np.uint64,
    place_key: np.uint64,
) -> None:  # fmt: skip
    """Seats of the month go to those who want one, in order; courses follow open posts as far as is asked for."""
    n_rows = people.household.size
    posts_by_sector, order_posts = np.zeros(N_SECTORS, np.int64), np.empty(MOST_ORDERS, np.int64)
    n_order_posts = count_open_posts(employers, posts_by_sector, order_posts)
    claimant, place, priority = np.empty(n_rows, np.int64), np.empty(n_rows, np.int64), np.empty(n_rows)
    n, n_could = claim(people, households, p, q, want_key, claimant, place, priority)
    served, seats = np.zeros(n, np.uint8), np.array([int(q.seats), int(q.seats_in_work), int(q.craft_seats)])
    serve(place, priority, n, seats, served)
    full_time, in_work, advanced, craft = enrol(
        people, p, q, place_key, claimant, place, served, n, posts_by_sector, order_posts, n_order_posts
    )
    centres.n_enrolled[0], centres.n_enrolled_in_work[0], centres.n_enrolled_advanced[0] = full_time, in_work, advanced
    centres.n_could_learn[0], centres.n_wanting[0], centres.n_enrolled_craft[0] = n_could, n, craft
    centres.n_on_course[0] += full_time
