"""The posts that are open, of public-welfare programmes or of everybody else on and near the site."""

from __future__ import annotations

import numpy as np

from model.codes import OUTSIDE, PUBLIC_PROGRAMME
from model.declare import Array, Rows
from model.kernel import formula


@formula
def list_vacancies(employers: Rows, want_public: bool) -> tuple[Array, Array]:
    """Open posts, one entry each, and how many each employer has free. Outside markets are apart."""
    free, n = np.zeros(employers.kind.size, np.int64), 0
    for e in range(employers.kind.size):
        is_asked_for = (employers.kind[e] == PUBLIC_PROGRAMME) == want_public and employers.kind[e] != OUTSIDE
        if is_asked_for and employers.is_open[e] == 1:
            free[e] = max(employers.n_posts[e] - employers.n_filled[e], 0)
            n += free[e]
    posts, n = np.empty(n, np.int64), 0
    for e in range(free.size):
        for _ in range(free[e]):
            posts[n] = e
            n += 1
    return posts, free
