"""The windows of one site: made when somebody asks, held while the site lives, handed out as Mesa's own agent sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from mesa.agentset import AgentSet
from mesa.discrete_space import OrthogonalMooreGrid

from model.agents import Clinic, CommunityOffice, Employer, Facility, Household, Person, School, TrainingCentre
from model.agents.window import Window
from model.declare import Array
from model.population.site_plan import PLOT_METRES

CLASSES: tuple[type[Window], ...] = (Household, Person, Employer, School, Clinic, TrainingCentre, CommunityOffice, Facility)


class Windows:
    """Windows on the rows of a site.

    The set of households holds those that live on the site this month, the set of people their living members, the set of
    employers those that are open, as those of schools, clinics and facilities; the other sets hold every row.
    """

    def __init__(self, site: Any) -> None:
        self._site = site
        self._made: dict[tuple[type[Window], int], Window] = {}
        self._sets: dict[type[Window], tuple[int, AgentSet[Any]]] = {}
        self._space: OrthogonalMooreGrid[Any] | None = None
        self.by_type: Mapping[type[Any], AgentSet[Any]] = _ByType(self)

    def of[W: Window](self, window_class: type[W], row: int) -> W:
        """The window on a row; always the same object."""
        key = (window_class, row)
        if key not in self._made:
            self._made[key] = window_class(self._site, row)
        return self._made[key]

    def set_of(self, window_class: type[Window]) -> AgentSet[Any]:
        """The agent set of a class as it is this month."""
        month, agents = self._sets.get(window_class, (-1, None))
        if agents is None or month != self._site.month:
            rows = np.flatnonzero(self._is_here(window_class))
            held = [self.of(window_class, int(row)) for row in rows]
            agents = AgentSet(held, random=self._site.random)
            # An AgentSet holds its agents weakly; this one keeps the windows, and through them the site, alive with it.
            agents.held = held
            self._sets[window_class] = (self._site.month, agents)
        return agents

    def all(self) -> AgentSet[Any]:
        """Every agent of the site."""
        everybody = [agent for window_class in CLASSES for agent in self.set_of(window_class)]
        return AgentSet(everybody, random=self._site.random)

    def _is_here(self, window_class: type[Window]) -> Array:
        state, table = self._site.state, window_class.table
        if table in ("households", "people"):
            # Between two steps `month` is the one to come; who is here is who was here in the month just simulated.
            month = max(self._site.month - 1, 0)
            here = (state.array("households", "arrival_month") <= month) & (state.array("households", "return_month") > month)
            return (
                here
                if table == "households"
                else here[state.array("people", "household")] & (state.array("people", "is_alive") == 1)
            )
        if "is_open" in state.columns[table]:
            return np.asarray(state.array(table, "is_open") == 1)
        return np.ones(state.sizes[table], bool)

    def plot(self, place_metres: tuple[float, float]) -> tuple[int, int]:
        """The plot of the grid at a place; what lies off the site is on the nearest plot of its edge."""
        low, size = self._bounds()
        x, y = (round((metres - start) / PLOT_METRES) for metres, start in zip(place_metres, low, strict=True))
        return min(max(x, 0), size[0] - 1), min(max(y, 0), size[1] - 1)

    def _bounds(self) -> tuple[tuple[float, float], tuple[int, int]]:
        """South-west corner in metres and size in plots of what stands on the site."""
        tables = ("buildings", "schools", "training_centres", "community_offices", "facilities")
        x = np.concatenate([self._site.state.array(table, "x_metres") for table in tables])
        y = np.concatenate([self._site.state.array(table, "y_metres") for table in tables])
        low = (float(x.min()) - PLOT_METRES, float(y.min()) - PLOT_METRES)
        return low, tuple(round((float(a.max()) - s) / PLOT_METRES) + 2 for a, s in ((x, low[0]), (y, low[1])))  # type: ignore[return-value]

    def space(self) -> OrthogonalMooreGrid[Any]:
        """A Mesa grid of plots of 50 metres: households in their buildings, institutions in place."""
        if self._space is None:
            _, size = self._bounds()
            self._space = OrthogonalMooreGrid(size, torus=False, random=self._site.random)
            for window_class in (Household, School, Clinic, TrainingCentre, CommunityOffice, Facility):
                for agent in self.set_of(window_class):
                    self._space[agent.pos].add_agent(agent)
        return self._space


class _ByType(Mapping[type[Any], AgentSet[Any]]):
    """Class to agent set, made when looked up."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows

    def __getitem__(self, window_class: type[Any]) -> AgentSet[Any]:
        if window_class not in CLASSES:
            raise KeyError(window_class)
        return self._windows.set_of(window_class)

    def __iter__(self) -> Iterator[type[Any]]:
        return iter(CLASSES)

    def __len__(self) -> int:
        return len(CLASSES)
