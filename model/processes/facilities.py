"""Six community facilities 六个一 stand where residents live: a service, a practice, a sports, an elderly, a children's centre
and a shop.

Form: rooms of the site are fitted out in some months and open; a facility that is not run any more stays shut until it is run
again. Residents who live near use it, and use falls with the way from the flat, as it does for clinics (C024). The process
only says what stands and who is near; what a facility does, levers bend.
"""

from __future__ import annotations

import numpy as np

from model.codes import FACILITY_NAMES
from model.declare import Array, Column, Now, Parameter, Process, Quantity, Rows, view
from model.distance import kilometres

PARAMETERS = (
    Parameter(
        "fitting_months", 3, "months", 1, 12,
        "From the decision to the opening of a facility in rooms that stand",
        "社区设施装修期", "months to fit out a facility", "", "assumption",
    ),
    Parameter(
        "distance_deters", 0.5, "share", 0, 2,
        "Share of residents lost to a facility for each kilometre from the flat",
        "距离对设施使用的影响", "users lost by distance", "C024", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("openings", "count", 0, "add", "Facilities whose fitting-out is paid for this month, if so many are wanted"),
    *(
        Quantity(name, "share", 0, "add", f"Room and hours that the {name.replace('_', ' ')} is to have, over the norm", high=1)
        for name in FACILITY_NAMES
    ),
)

COLUMNS = (
    Column("facilities", "is_open", "uint8", 0, "yes or no", "It is fitted out", 0, 1),
    Column("facilities", "months_to_open", "int16", 0, "months", "Until its rooms are fitted out"),
    Column("facilities", "share_run", "float32", 0, "share", "Room and hours it has this month, over the norm", 0, 1),
    Column("facilities", "share_near", "float32", 0, "share", "Residents near enough to use it"),
)

Facilities = view("facilities", "kind x_metres y_metres is_open months_to_open share_run share_near", __name__)
Households = view("households", "arrival_month return_month building", __name__)
Buildings = view("buildings", "x_metres y_metres", __name__)


def wanted(now: Now, facilities: Rows) -> Array:
    """How much of the norm is asked for, facility by facility."""
    by_kind = np.array([getattr(now.q, name) for name in FACILITY_NAMES])
    return np.asarray(by_kind[facilities.kind])


def nearness(now: Now, facilities: Rows) -> Array:
    """Share of the households that live here now who are near enough, facility by facility."""
    households, buildings = now.view(Households), now.view(Buildings)
    is_here = (households.arrival_month <= now.month) & (households.return_month > now.month)
    lived_in = np.bincount(households.building[is_here], minlength=buildings.x_metres.size)
    goes = np.maximum(1.0 - now.p.distance_deters * kilometres(buildings, facilities), 0.0)
    return np.asarray(lived_in @ goes / max(int(lived_in.sum()), 1))


def step(now: Now) -> None:
    facilities = now.view(Facilities)
    asked = wanted(now, facilities)
    if not asked.any() and not facilities.share_run.any() and not facilities.months_to_open.any():
        return
    under_way = facilities.months_to_open > 0
    facilities.months_to_open[under_way] -= 1
    facilities.is_open[under_way & (facilities.months_to_open == 0)] = 1
    missing = np.flatnonzero((asked > 0) & (facilities.is_open == 0) & (facilities.months_to_open == 0))
    facilities.months_to_open[missing[: int(now.q.openings)]] = int(np.ceil(now.p.fitting_months))
    facilities.share_run[:] = asked * facilities.is_open
    facilities.share_near[:] = nearness(now, facilities)


PROCESS = Process(
    name="facilities",
    zh="社区设施",
    en="Community facilities",
    sentence="Community facilities are fitted out and opened; residents who live near use them.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
