"""Building the first day of a site: how many rows each table has, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from model.calendar import Calendar, dated_value
from model.codes import JUNIOR_SCHOOL, KINDERGARTEN, N_FACILITY_KINDS, PRIMARY_SCHOOL, SENIOR_SCHOOL
from model.declare import Column, NewEmployer
from model.population import employers, first_day, households, site_plan
from model.site_profile import SiteProfile
from model.state import State


def population_columns() -> tuple[Column, ...]:
    """The columns that are written on the first day only."""
    return households.COLUMNS + employers.COLUMNS + site_plan.COLUMNS


def table_sizes(profile: SiteProfile, months: int, seed: int, new: Sequence[NewEmployer]) -> dict[str, int]:
    """Rows of each table."""
    _, slots = households.sizes_and_slots(profile, months, seed)
    return {
        "people": int(slots.sum()),
        "households": profile.n_households,
        "employers": employers.n_employers(profile, new),
        "schools": len(site_plan.school_levels(profile)) + len(site_plan.LEVELS_TO_BUILD),
        "clinics": site_plan.n_clinics(profile) + len(site_plan.clinics_to_build(profile)),
        "training_centres": 1,
        "community_offices": 1,
        "facilities": N_FACILITY_KINDS,
        "buildings": site_plan.n_buildings(profile),
    }


def build_population(
    state: State,
    profile: SiteProfile,
    calendar: Calendar,
    months: int,
    is_mixed: bool,
    new: Sequence[NewEmployer],
    seed: int,
) -> None:
    """Fill every table as it stands before month 0.

    is_mixed: villages are mixed over the buildings rather than kept together. new: employers that levers may open.
    """
    site_plan.place_buildings(state, profile)
    site_plan.place_households(state, profile, is_mixed, seed)
    employers.place_employers(state, profile, new, seed)
    site_plan.place_institutions(state, profile)
    _people(state, profile, months, seed)
    _institutions(state, profile)
    year, month = calendar.year(0), calendar.month_of_year(0)
    wages = np.array(
        [
            dated_value(f"{where}_migrant_wage_yuan_month", year, month) * share
            for where, share in (("out", 0.88), ("local", 0.72))
        ]
    )
    first_day.fill_first_day(state, profile, wages, seed)


def _people(state: State, profile: SiteProfile, months: int, seed: int) -> None:
    sizes, slots = households.sizes_and_slots(profile, months, seed)
    households.draw_people(
        state.view(households.People, None, writable=True),
        state.view(households.Households, None, writable=True),
        sizes,
        slots,
        households.household_shares(profile),
        households.SCHOOLING_BY_AGE,
        *households.member_keys(seed),
    )


def _institutions(state: State, profile: SiteProfile) -> None:
    """Seats, teachers, visits and staff of the first day, shared evenly by the institutions of a kind."""
    services, thousands = profile.services, profile.n_people / 1000
    seats = {
        KINDERGARTEN: services.kindergarten_seats,
        PRIMARY_SCHOOL: services.primary_seats,
        JUNIOR_SCHOOL: services.junior_seats,
        SENIOR_SCHOOL: services.senior_seats,
    }
    level, is_open = state.array("schools", "level"), state.array("schools", "is_open")
    each = is_open * np.array([seats[kind] * thousands / is_open[level == kind].sum() for kind in level.tolist()])
    state.fill("schools", {"n_seats": np.round(each), "n_teachers": np.round(each) / services.pupils_a_teacher})
    stands = state.array("clinics", "is_open")
    state.fill("clinics", {"visits_a_month": stands * services.clinic_visits_a_month * thousands / stands.sum()})
    state.fill("community_offices", {"n_staff": np.array([services.office_staff * thousands])})
