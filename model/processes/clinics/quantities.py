"""What clinics publish for levers to bend."""

from __future__ import annotations

from model.declare import Quantity, numbers

QUANTITIES = (
    Quantity("capacity", "factor", 1, "multiply", "Bends the visits that clinics have"),
    Quantity("out_of_pocket_share", "factor", 1, "multiply", "Bends the share that households pay"),
    Quantity("onset_odds", "factor", 1, "multiply", "Bends the chance to fall ill"),
    Quantity("planning", "share", 0, "add", "Whether a rule asks for an institution that serves the site", high=1),
    Quantity("reuse", "share", 0, "add", "Whether a nearby institution that suffices is upgraded rather than one built", high=1),
    Quantity("upgrades", "count", 0, "add", "Upgrades that are paid for and begun this month, if so many are wanted"),
    Quantity("buildings", "count", 0, "add", "The same for institutions on the site"),
    Quantity(
        "equipment_share", "share", 0, "add", "Equipment of an institution that opens or is upgraded, over the norm", high=1
    ),
    Quantity("staff_posts", "staff", 0, "add", "Posts of doctors and nurses that are paid for at institutions serving the site"),
)

Q = numbers("Q", __name__, QUANTITIES)
