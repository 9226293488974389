"""What a seat is: its sector, its length, whether it is a high-skill one, and an employer where the course is ordered."""

from __future__ import annotations

import numpy as np

from model.chance import again, bits, first_half, second_half
from model.codes import JUNIOR, NOBODY, SECTORS, TOURISM
from model.declare import Array, Numbers, Rows
from model.kernel import formula
from model.processes.courses.wishes import CRAFT_SEAT

N_SECTORS = len(SECTORS)


@formula
def draw_sector(posts_by_sector: Array, n_open: int, demand_share: float, draws: np.uint64) -> int:
    """The sector of a course: by lot among the open posts as far as courses follow them, else any."""
    sector = min(int(second_half(draws) * N_SECTORS), N_SECTORS - 1)
    if n_open > 0 and first_half(draws) < demand_share:
        left = second_half(draws) * n_open
        sector = 0
        while sector < N_SECTORS - 1 and left >= posts_by_sector[sector]:
            left -= posts_by_sector[sector]
            sector += 1
    return sector


@formula
def enrol(
    people: Rows,
    p: Numbers,
    q: Numbers,
    key: np.uint64,
    claimant: Array,
    place: Array,
    served: Array,
    n: int,
    posts_by_sector: Array,
    order_posts: Array,
    n_order_posts: int,
) -> tuple[int, int, int, int]:
    """Seat those served: sector, length, and an employer where the course is ordered. Returns full-time, in-work, advanced
    and craft."""
    n_open = 0
    for sector in range(N_SECTORS):
        n_open += posts_by_sector[sector]
    n_full_time, n_in_work, n_advanced, n_craft = 0, 0, 0, 0
    for c in range(n):
        if served[c] == 0:
            continue
        i = claimant[c]
        draws = bits(key, people.chance_id[i])
        people.course_sector[i] = draw_sector(posts_by_sector, n_open, q.demand_share, draws)
        people.is_advanced[i] = 0
        if place[c] == CRAFT_SEAT:
            people.course_sector[i] = TOURISM
            people.is_learning_in_work[i] = 1
            n_craft += 1
            continue
        if place[c] == 1:
            people.is_learning_in_work[i] = 1
            n_in_work += 1
            continue
        n_full_time += 1
        people.order_employer[i] = NOBODY
        draws = again(draws)
        is_ordered = n_order_posts > 0 and first_half(draws) < q.order_share
        if is_ordered:
            people.order_employer[i] = order_posts[min(int(second_half(draws) * n_order_posts), n_order_posts - 1)]
        draws = again(draws)
        months = p.course_months
        is_able = people.schooling[i] >= JUNIOR and n_advanced < q.advanced_seats
        if is_able and not is_ordered and first_half(draws) < q.advanced_share:
            people.is_advanced[i] = 1
            months = p.advanced_months
            n_advanced += 1
        people.course_months_left[i] = max(1, int(months))
    return n_full_time, n_in_work, n_advanced, n_craft
