"""An institution that serves the site, by rule: what is wanted, begun as far as it is paid for, built or upgraded, staffed."""

from __future__ import annotations

import numpy as np

from model.declare import Numbers, Rows
from model.kernel import formula
from model.processes.clinics.staffing import staff


@formula
def finish(clinics: Rows, equipment_share: float) -> None:
    """What was begun is built or upgraded when its time has come."""
    for c in range(clinics.is_open.size):
        if clinics.months_to_open[c] > 0:
            clinics.months_to_open[c] -= 1
            if clinics.months_to_open[c] == 0:
                clinics.is_open[c], clinics.serves_site[c] = 1, 1
                clinics.equipment[c] = max(float(clinics.equipment[c]), equipment_share)


@formula
def begin(clinics: Rows, is_open: int, n_paid: int, months: float) -> int:
    """Begin as many of the wanted works as are paid for. Returns how many."""
    n = 0
    for c in range(clinics.is_open.size):
        if clinics.is_wanted[c] == 1 and clinics.is_open[c] == is_open and n < n_paid:
            clinics.months_to_open[c] = int(np.ceil(months))
            n += 1
    return n


@formula
def nearest_that_suffices(buildings: Rows, clinics: Rows, within_kilometres: float) -> int:
    """The open institution nearest to the middle of the site among those of the tier that the site would get; -1 for none."""
    x, y, tier, found, least = 0.0, 0.0, 0, -1, within_kilometres
    for b in range(buildings.x_metres.size):
        x += float(buildings.x_metres[b]) / buildings.x_metres.size
        y += float(buildings.y_metres[b]) / buildings.x_metres.size
    for c in range(clinics.is_open.size):
        if clinics.is_open[c] == 0:
            tier = max(tier, int(clinics.tier[c]))
    for c in range(clinics.is_open.size):
        way = np.sqrt((float(clinics.x_metres[c]) - x) ** 2.0 + (float(clinics.y_metres[c]) - y) ** 2.0) / 1000.0
        if clinics.is_open[c] == 1 and clinics.tier[c] >= tier and (way < least or (found < 0 and way == least)):
            found, least = c, way
    return found


@formula
def want(buildings: Rows, clinics: Rows, office: Rows, reuse: float, within_kilometres: float) -> None:
    """What the rule asks for: nothing where something serves the site or is under way; else the nearest institution that
    suffices by tier and distance, upgraded; else those that the site's plan has room for."""
    is_provided = False
    for c in range(clinics.is_open.size):
        clinics.is_wanted[c] = 0
        is_provided |= (clinics.serves_site[c] == 1) | (clinics.months_to_open[c] > 0)
    office.n_clinics_to_upgrade[0], office.n_clinics_to_build[0] = 0, 0
    if is_provided:
        return
    found = nearest_that_suffices(buildings, clinics, within_kilometres) if reuse > 0 else -1
    for c in range(clinics.is_open.size):
        clinics.is_wanted[c] = c == found if found >= 0 else clinics.is_open[c] == 0
        office.n_clinics_to_upgrade[0] += clinics.is_wanted[c] * clinics.is_open[c]
        office.n_clinics_to_build[0] += clinics.is_wanted[c] * (1 - clinics.is_open[c])


@formula
def serve_the_site(buildings: Rows, clinics: Rows, office: Rows, p: Numbers, q: Numbers, n_residents: int) -> None:
    """A month of building, upgrading and staffing."""
    finish(clinics, q.equipment_share)
    office.n_clinics_upgraded[0], office.n_clinics_built[0] = 0, 0
    has_posts = False
    for c in range(clinics.is_open.size):
        has_posts |= clinics.n_staff_added[c] > 0
    if q.planning > 0:
        office.n_clinics_upgraded[0] = begin(clinics, 1, int(q.upgrades), p.upgrade_months)
        office.n_clinics_built[0] = begin(clinics, 0, int(q.buildings), p.building_months)
        want(buildings, clinics, office, q.reuse, p.reuse_kilometres)
    if q.planning > 0 or has_posts:
        staff(clinics, office, p, q.staff_posts, n_residents)
