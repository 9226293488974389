"""What schools publish for levers to bend."""

from __future__ import annotations

from model.declare import Quantity, numbers

QUANTITIES = (
    Quantity("seats", "factor", 1, "multiply", "Bends the seats of every school"),
    Quantity("teachers", "factor", 1, "multiply", "Bends the teachers of every school"),
    Quantity("dropout_odds", "factor", 1, "multiply", "Bends all dropout hazards"),
    Quantity("vocational_uptake", "share", 0, "add", "Share of those who would leave that take up vocational school", high=1),
    Quantity("planning", "share", 0, "add", "Whether missing seats are planned by rule", high=1),
    Quantity("months_ahead", "months", 0, "add", "Months before their arrival that children are counted"),
    Quantity("lead_months", "months", 0, "add", "Months from the order to the opening of seats added in place"),
    Quantity(
        "seats_to_extend", "seats", 0, "add", "Seats in place that are paid for and ordered this month, if so many are missing"
    ),
    Quantity("seats_to_build", "seats", 0, "add", "The same in new schools"),
    Quantity("teacher_transfer", "share", 0, "add", "Share of the posts of new seats that are moved in time", high=1),
)

Q = numbers("Q", __name__, QUANTITIES)
