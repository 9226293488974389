"""Where everything stands: buildings in rows and grids, institutions in the middle, parks at their distance.

Who lives where: households of a building stand side by side in their table. Villages are placed together, building after
building, or mixed; the scenario says which.
"""

from __future__ import annotations

from math import ceil

import numpy as np

from model.chance import decision_key, uniform
from model.codes import (
    HEALTH_CENTRE,
    HEALTH_ROOM,
    HEALTH_STATION,
    JUNIOR_SCHOOL,
    KINDERGARTEN,
    N_FACILITY_KINDS,
    PRIMARY_SCHOOL,
    SENIOR_SCHOOL,
)
from model.declare import Array, Column
from model.kernel import kernel
from model.site_profile import SiteProfile
from model.state import State

COLUMNS = (
    Column("buildings", "x_metres", "float32", 0, "metres", "Place on the plan, eastwards"),
    Column("buildings", "y_metres", "float32", 0, "metres", "Place on the plan, northwards"),
    Column("buildings", "grid", "int16", 0, "id", "Grid it belongs to"),
    Column("buildings", "n_households", "int32", 0, "households", "Flats that are planned to be lived in"),
    Column("schools", "level", "uint8", 0, "code", "School level"),
    Column("schools", "x_metres", "float32", 0, "metres", "Place on the plan, eastwards"),
    Column("schools", "y_metres", "float32", 0, "metres", "Place on the plan, northwards"),
    Column("clinics", "tier", "uint8", 0, "code", "Health room, station or centre"),
    Column("clinics", "x_metres", "float32", 0, "metres", "Place on the plan, eastwards"),
    Column("clinics", "y_metres", "float32", 0, "metres", "Place on the plan, northwards"),
    Column("facilities", "kind", "uint8", 0, "code", "Which of the six facilities"),
    Column("facilities", "x_metres", "float32", 0, "metres", "Place on the plan, eastwards"),
    Column("facilities", "y_metres", "float32", 0, "metres", "Place on the plan, northwards"),
    Column("training_centres", "x_metres", "float32", 0, "metres", "Place on the plan, eastwards"),
    Column("training_centres", "y_metres", "float32", 0, "metres", "Place on the plan, northwards"),
    Column("community_offices", "x_metres", "float32", 0, "metres", "Place on the plan, eastwards"),
    Column("community_offices", "y_metres", "float32", 0, "metres", "Place on the plan, northwards"),
)

PLOT_METRES = 50  # from building to building
CLINIC_TIERS = {"room": HEALTH_ROOM, "station": HEALTH_STATION, "centre": HEALTH_CENTRE}
PUPILS_A_SCHOOL = {KINDERGARTEN: 300, PRIMARY_SCHOOL: 1200, JUNIOR_SCHOOL: 1200, SENIOR_SCHOOL: 2000}


def n_buildings(profile: SiteProfile) -> int:
    """Buildings it takes to house everybody."""
    return ceil(profile.n_households / profile.households_a_building)


def school_levels(profile: SiteProfile) -> list[int]:
    """One entry a school: as many of each level as its planned seats need at usual sizes, at least one."""
    seats = {
        KINDERGARTEN: profile.services.kindergarten_seats,
        PRIMARY_SCHOOL: profile.services.primary_seats,
        JUNIOR_SCHOOL: profile.services.junior_seats,
        SENIOR_SCHOOL: profile.services.senior_seats,
    }
    thousands = profile.n_people / 1000
    return [level for level, share in seats.items() for _ in range(max(1, round(share * thousands / PUPILS_A_SCHOOL[level])))]


# Schools that a rule may build during the run: their plots are kept free, one of each level that the policy names.
LEVELS_TO_BUILD = (KINDERGARTEN, PRIMARY_SCHOOL, JUNIOR_SCHOOL)


def n_clinics(profile: SiteProfile) -> int:
    """One institution nearby for every 15,000 residents begun; Qianxinan has one for 4,800 movers in sites of all sizes."""
    return max(1, ceil(profile.n_people / 15_000))


# Institutions that a rule may build on the site, by its population; all thresholds are assumptions, the document says "by
# population".
STATION_FROM, CENTRE_FROM = 3_000, 10_000
PEOPLE_A_ROOM, PEOPLE_A_CENTRE = 2_000, 30_000


def clinics_to_build(profile: SiteProfile) -> list[int]:
    """One entry an institution: one or more rooms, a station, or a centre for every 30,000 residents begun."""
    people = profile.n_people
    if people < STATION_FROM:
        return [HEALTH_ROOM] * max(1, ceil(people / PEOPLE_A_ROOM))
    if people < CENTRE_FROM:
        return [HEALTH_STATION]
    return [HEALTH_CENTRE] * ceil(people / PEOPLE_A_CENTRE)


def place_buildings(state: State, profile: SiteProfile) -> None:
    """Buildings in rows within grids, grids side by side."""
    n = n_buildings(profile)
    building = np.arange(n)
    grid = building // profile.buildings_a_grid
    in_grid = building % profile.buildings_a_grid
    columns = ceil(np.sqrt(profile.buildings_a_grid))
    grids_a_row = max(1, ceil(np.sqrt(grid[-1] + 1)))
    x = (grid % grids_a_row) * (columns + 1) + in_grid % columns
    y = (grid // grids_a_row) * (columns + 1) + in_grid // columns
    flats = np.full(n, profile.households_a_building)
    flats[-1] = profile.n_households - profile.households_a_building * (n - 1)
    state.fill(
        "buildings",
        {"x_metres": x * PLOT_METRES, "y_metres": y * PLOT_METRES, "grid": grid, "n_households": flats},
    )


def place_institutions(state: State, profile: SiteProfile) -> None:
    """Schools, clinics, the training centre and the office stand along the middle street, in the gaps between grids."""
    x, y = state.array("buildings", "x_metres"), state.array("buildings", "y_metres")
    middle_x, top = float(x.mean()), float(y.max()) + PLOT_METRES
    levels = school_levels(profile)
    new = len(LEVELS_TO_BUILD)
    first, more = _row_of_plots(len(levels), middle_x, top), _row_of_plots(new, middle_x, float(y.min()) - PLOT_METRES)
    state.fill(
        "schools",
        {"level": np.array([*levels, *LEVELS_TO_BUILD]), "is_open": np.array([1] * len(levels) + [0] * new)}
        | {place: np.concatenate([first[place], more[place]]) for place in first},
    )
    place_clinics(state, profile, middle_x, float(y.mean()), top + PLOT_METRES)
    facilities = _row_of_plots(N_FACILITY_KINDS, middle_x, top + 3 * PLOT_METRES)
    state.fill("facilities", {"kind": np.arange(N_FACILITY_KINDS), **facilities})
    for place, table in enumerate(("training_centres", "community_offices")):
        state.fill(table, _row_of_plots(1, middle_x + place * PLOT_METRES, top + 2 * PLOT_METRES))
    employers_x, employers_y = state.array("employers", "x_metres"), state.array("employers", "y_metres")
    angle = 2 * np.pi * np.arange(employers_x.size) / max(employers_x.size, 1)
    metres = 1000.0 * state.array("employers", "kilometres")
    employers_x[...] = middle_x + metres * np.cos(angle)
    employers_y[...] = float(y.mean()) + metres * np.sin(angle)


def place_clinics(state: State, profile: SiteProfile, middle_x: float, middle_y: float, street_y: float) -> None:
    """The institutions nearby stand around the site at their distance; plots on the middle street are kept for its own."""
    n, own = n_clinics(profile), clinics_to_build(profile)
    angle, metres = 2 * np.pi * np.arange(n) / n, 1000.0 * profile.services.clinic_kilometres
    plots = _row_of_plots(len(own), middle_x, street_y)
    state.fill(
        "clinics",
        {
            "tier": np.array([CLINIC_TIERS[profile.services.clinic_tier]] * n + own),
            "is_open": np.array([1] * n + [0] * len(own)),
            "equipment": np.array([profile.services.clinic_equipment] * n + [0.0] * len(own)),
            "x_metres": np.concatenate([middle_x + metres * np.cos(angle), plots["x_metres"]]),
            "y_metres": np.concatenate([middle_y + metres * np.sin(angle), plots["y_metres"]]),
        },
    )


def _row_of_plots(n: int, x: float, y: float) -> dict[str, Array]:
    plots = np.round((x + (np.arange(n) - (n - 1) / 2) * PLOT_METRES) / PLOT_METRES) * PLOT_METRES
    return {"x_metres": plots, "y_metres": np.full(n, round(y / PLOT_METRES) * PLOT_METRES)}


@kernel
def draw_villages(n: int, n_villages: int, is_mixed: bool, key: np.uint64, village: Array) -> None:
    """The village of every household: runs of neighbours, or anybody beside anybody."""
    for h in range(n):
        if is_mixed:
            village[h] = min(int(uniform(key, h) * n_villages), n_villages - 1)
        else:
            village[h] = h * n_villages // n


def place_households(state: State, profile: SiteProfile, is_mixed: bool, seed: int) -> None:
    """Flat by flat in the order of the table; a village is a minority's or not as a whole."""
    n, n_villages = profile.n_households, profile.n_villages
    village = np.empty(n, np.int16)
    draw_villages(n, n_villages, is_mixed, decision_key(seed, "population", "village", 0), village)
    building = np.arange(n) // profile.households_a_building
    # Villages are the minorities' by a low-discrepancy order, so that the share of people fits on small sites too.
    order = (np.arange(n_villages) * 0.6180339887498949 + 0.5) % 1
    is_minority = order < profile.people.share_minority
    state.fill(
        "households",
        {
            "village": village,
            "building": building,
            "grid": state.array("buildings", "grid")[building],
            "is_minority": is_minority[village],
        },
    )
