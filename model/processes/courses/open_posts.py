"""The open posts of local employers, which courses can follow or be tied to."""

from __future__ import annotations

from model.declare import Array, Rows
from model.kernel import formula

LAST_LOCAL_KIND = 7  # kinds above this are labour markets outside the county


@formula
def count_open_posts(employers: Rows, posts_by_sector: Array, order_posts: Array) -> int:
    """Open posts of local employers by sector, and a list of them employer by employer; returns how many there are."""
    n = 0
    for e in range(employers.sector.size):
        if employers.is_open[e] == 0 or employers.kind[e] > LAST_LOCAL_KIND:
            continue
        for _ in range(employers.n_posts[e] - employers.n_filled[e]):
            posts_by_sector[employers.sector[e]] += 1
            if n < order_posts.size:
                order_posts[n] = e
                n += 1
    return n
