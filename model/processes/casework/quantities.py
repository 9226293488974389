"""What casework publishes for levers to bend."""

from __future__ import annotations

from model.declare import Quantity, numbers

QUANTITIES = (
    Quantity("care_visits", "visits", 0, "add", "Visits to those left behind, before the rounds of calls"),
    Quantity("mediation_cases", "count", 0, "add", "Disputes that mediators can take this month"),
    Quantity("finding", "share a month", 0, "add", "Chance that a need of which the office did not hear is found", high=1),
    Quantity("units_set_up", "count", 0, "add", "Of the units that the population rule asks for, those set up by it"),
    Quantity("tiers", "share", 0, "add", "Share of units that have their tier of organisation", high=1),
    Quantity("running_ratio", "factor", 0, "add", "Rise of running costs over an urban community's", low=-1),
    Quantity("pay_ratio", "factor", 0, "add", "Rise of cadre pay over an urban community's", low=-1),
    Quantity("staff", "staff", 0, "add", "Staff of the office beyond those of the first day"),
    Quantity("units", "count", 1, "multiply", "Offices, committees or groups that residents are served by"),
    Quantity("informing", "share a month", 0, "add", "Share of what a household does not know that it hears in a month", high=1),
    Quantity("hours", "factor", 1, "multiply", "Bends the hours of casework"),
    Quantity("training_file_share", "share", 0, "add", "Share of labour households to keep a training file for", high=1),
    Quantity("referral_share", "share", 0, "add", "Share of visited zero-employment households referred to a post", high=1),
    Quantity(
        "registration_visits",
        "share a month",
        0,
        "add",
        "Share of unregistered households that the office calls on",
        high=1,
    ),
    Quantity("documents", "count", 0, "add", "Cards and permits that the office can issue on its calls this month"),
    Quantity("own_requests", "factor", 1, "multiply", "Bends the chance that people ask for registration by themselves"),
    Quantity(
        "entitlement_visits",
        "share a month",
        0,
        "add",
        "Share of households with lapsed dues, or with dibao not drawn, that the office calls on",
        high=1,
    ),
    Quantity("land_rights", "share", 1, "multiply", "Share of land and forest rights that hukou transfer leaves", high=1),
    Quantity("collective_rights", "share", 1, "multiply", "The same for the village collective's income", high=1),
    Quantity("other_benefits", "share", 1, "multiply", "The same for other farm benefits", high=1),
)

Q = numbers("Q", __name__, QUANTITIES)
