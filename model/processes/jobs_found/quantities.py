"""What finding a job publishes for levers to bend."""

from __future__ import annotations

from model.declare import Quantity, numbers

QUANTITIES = (
    Quantity("matching", "factor", 1, "multiply", "Bends the chance to look for and meet local posts"),
    Quantity("search_effort", "factor", 1, "multiply", "Bends people's own effort to search"),
    Quantity("fair_looks", "factor", 1, "multiply", "Bends how often a look on the market meets a post"),
    Quantity("public_targeting", "share", 0, "add", "Chance that hardship is seen rightly for a public post", high=0.98),
)

Q = numbers("Q", __name__, QUANTITIES)
