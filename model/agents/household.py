"""A household on the site."""

from __future__ import annotations

from typing import ClassVar

from model.agents.person import Person
from model.agents.window import Window


class Household(Window):
    """A household: origin, building, registration, land, budget, ties and integration."""

    table: ClassVar[str] = "households"
    order: ClassVar[int] = 0

    @property
    def members(self) -> list[Person]:
        """Its living members, those away included."""
        rows = range(self.first_person, self.first_person + self.n_slots)
        alive = self.model.state.array("people", "is_alive")
        return [self.model.windows.of(Person, row) for row in rows if alive[row]]

    @property
    def knows(self) -> list[Household]:
        """The households it knows well."""
        return [self.model.windows.of(Household, int(row)) for row in self.tie if row >= 0]

    @property
    def integration_index(self) -> float:
        """Mean of its five integration scores, 0 to 1."""
        return float(self.economic + self.social + self.cultural + self.psychological + self.civic) / 5

    @property
    def place_metres(self) -> tuple[float, float]:
        """The building it lives in."""
        buildings = self.model.state
        return (
            float(buildings.array("buildings", "x_metres")[self.building]),
            float(buildings.array("buildings", "y_metres")[self.building]),
        )
