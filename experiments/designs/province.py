"""The sites of a province, one a point, the largest first: their number, kind and households, drawn from the published totals.

n: how many sites. Every site is drawn within its own slice of the distribution, so that a larger province has other sites.
"""

from __future__ import annotations

import numpy as np

from experiments.designs.design import Asked, Design, Points, at_least
from experiments.province_sites import COUNTY_TOWN, draw_sites, published


def _points(asked: Asked) -> Points:
    at_least(asked, 1)
    sites = draw_sites(asked.seed, asked.n)
    values = np.array([(site.number, site.kind == COUNTY_TOWN, site.n_households) for site in sites], np.float64)
    return Points((np.arange(asked.n)[:, None] + 0.5) / asked.n * np.ones(values.shape[1]), values)


DESIGN = Design("province", "全省安置点", "sites of a province", int(published()["sites"]), _points)
