"""What courses publish for levers to bend."""

from __future__ import annotations

from model.declare import Quantity, numbers

QUANTITIES = (
    Quantity("literacy_seats", "seats", 0, "add", "Places in literacy courses that begin this month"),
    Quantity("literacy_follow_up", "share", 0, "add", "Share of those taught to read who are kept in practice", high=1),
    Quantity("craft_seats", "seats", 0, "add", "Seats this month in courses of a people's own crafts, beside home or work"),
    Quantity("seats", "seats", 0, "add", "Full-time seats that open this month"),
    Quantity("seats_in_work", "seats", 0, "add", "Seats this month for people who stay in their job while they learn"),
    Quantity("advanced_share", "share", 0, "add", "Share of full-time seats that are high-skill courses", high=1),
    Quantity("advanced_seats", "seats", 0, "add", "Most high-skill seats this month"),
    Quantity("order_share", "share", 0, "add", "Share of full-time seats tied to an employer with open posts", high=1),
    Quantity("demand_share", "share", 0, "add", "Share of seats whose sector follows the open posts", high=1),
    Quantity("take_up_odds", "factor", 1, "multiply", "Bends the willingness to take a course"),
    Quantity("completion_odds", "factor", 1, "multiply", "Bends the chance to complete"),
)

Q = numbers("Q", __name__, QUANTITIES)
