"""Six community facilities 六个一 stand where residents live: a service, a practice, a sports, an elderly, a children's centre
and a shop.

Form: rooms of the site are fitted out in some months and open; a facility that is not run any more stays shut until it is run
again. Residents who live near use it, and use falls with the way from the flat, as it does for clinics (C024). The process
only says what stands and who is near; what a facility does, levers bend.
"""

from __future__ import annotations

import numpy as np

from model.codes import FACILITY_NAMES
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.distance import kilometres_between
from model.kernel import formula, kernel

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
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)


@formula
def fit_out(facilities: Rows, asked: Array, n_paid: int, months: float) -> None:
    """A month of fitting out and running; asked: room and hours over the norm, by kind of facility."""
    for f in range(facilities.kind.size):
        if facilities.months_to_open[f] > 0:
            facilities.months_to_open[f] -= 1
            if facilities.months_to_open[f] == 0:
                facilities.is_open[f] = 1
        if asked[facilities.kind[f]] > 0 and facilities.is_open[f] == 0 and facilities.months_to_open[f] == 0 and n_paid > 0:
            facilities.months_to_open[f] = int(np.ceil(months))
            n_paid -= 1
        facilities.share_run[f] = asked[facilities.kind[f]] * facilities.is_open[f]


@formula
def find_near(facilities: Rows, households: Rows, buildings: Rows, distance_deters: float, month: int) -> None:
    """Share of the households that live here now who are near enough, facility by facility."""
    lived_in, n_here = np.zeros(buildings.x_metres.size), 0
    for h in range(households.building.size):
        is_here = (households.arrival_month[h] <= month) & (households.return_month[h] > month)
        lived_in[households.building[h]] += is_here
        n_here += is_here
    for f in range(facilities.kind.size):
        near = 0.0
        for b in range(lived_in.size):
            near += lived_in[b] * max(1.0 - distance_deters * kilometres_between(buildings, b, facilities, f), 0.0)
        facilities.share_near[f] = near / max(n_here, 1)


@kernel
def serve_residents(facilities: Rows, households: Rows, buildings: Rows, p: Numbers, q: Numbers, month: int) -> None:
    """A month of the facilities there are or that are being fitted out."""
    asked = np.array(
        [q.service_centre, q.practice_centre, q.sports_centre, q.elderly_centre, q.childrens_centre, q.affordable_shop]
    )
    if asked.any() or facilities.share_run.any() or facilities.months_to_open.any():
        fit_out(facilities, asked, int(q.openings), p.fitting_months)
        find_near(facilities, households, buildings, p.distance_deters, month)


def step(now: Now) -> None:
    facilities, households, buildings = now.view(Facilities), now.view(Households), now.view(Buildings)
    serve_residents(facilities, households, buildings, now.p, now.q, now.month)


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
