"""One resettlement site: a Mesa model that is built from a scenario, steps month by month, and records.

    site = ResettlementSite(load_scenario("baseline"), rng=7)
    site.step()
    site.agents_by_type[Household].agg("net_income_yuan_month", np.mean)

What happens in a month stands in `model.month`; everything that acts is found in the registry.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mesa
import numpy as np

from model import chance, registry
from model.agents.windows import Windows
from model.budget import Account, Ledger
from model.calendar import Calendar
from model.declare import Lever, Process, Reach
from model.errors import ProcessFailed, RunIsOver
from model.now import Bends, Clock, LeverNow, ProcessNow, Quantities, parameter_numbers
from model.outcomes.measure import Recorder
from model.population.build import build_population, population_columns, table_sizes
from model.rules import load_rules, replace_processes
from model.scenario import Scenario
from model.state import State


class ResettlementSite(mesa.Model):  # type: ignore[misc]
    """A site under one scenario and one seed.

    scenario: what `model.scenario.load_scenario` returns. rng: the replication's seed, an integer or a numpy SeedSequence;
    without it, replication 0 of the scenario's own seed. processes: process name to a `Process` or to a function
    `step(site)` over agents that replaces it. record: "groups", "totals", or names of outcomes to record for all.

    After each month `values[month]` holds what was recorded, one number for each (group, outcome) of `series`.
    """

    def __init__(
        self,
        scenario: Scenario,
        rng: int | np.random.SeedSequence | None = None,
        processes: Mapping[str, Any] | None = None,
        record: str | tuple[str, ...] = "groups",
    ) -> None:
        self.seed = chance.replication_seed(scenario.seed, 0) if rng is None else chance.seed_of(rng)
        super().__init__(rng=self.seed)
        self._asked = scenario
        self.month = 0
        self.processes = replace_processes(registry.PROCESSES, load_rules(scenario.rules) | dict(processes or {}), self)
        self.clock = Clock(Calendar(*scenario.start), scenario.months, scenario.shocks, self.seed)
        self.state = self._build_state(scenario)
        self.bends = Bends(registry.quantities_of(self.processes))
        self._quantities = {name: Quantities(process, self.bends) for name, process in self.processes.items()}
        self._desks = {name: self._process_desk(name, process) for name, process in self.processes.items()}
        self.levers = self._levers_by_priority(scenario)
        self.ledger = Ledger(registry.LEVERS, scenario.months)
        self.account = Account(self.ledger, scenario.budget.yuan_by_month(scenario.site, scenario.months))
        self._lever_desks = {
            name: LeverNow(lever, scenario.levers[name], self.clock, self.state, self.bends, self.account)
            for name, lever in self.levers.items()
        }
        self.recorder = Recorder(self.state, self.clock, self.ledger, record)
        self.windows = Windows(self)

    # Mesa keeps its own kind of scenario on a model; ours stands in its place.
    @property
    def scenario(self) -> Scenario:
        """The scenario this site was built from."""
        return self._asked

    @scenario.setter
    def scenario(self, _: object) -> None:
        """Mesa sets an empty scenario of its own while it initialises; there is nothing to keep."""

    @property
    def agents_by_type(self) -> Mapping[type[mesa.Agent], Any]:
        """Agent class to the AgentSet of its windows; the windows of a class are made when first asked for."""
        return self.windows.by_type

    @property
    def agent_types(self) -> list[type[mesa.Agent]]:
        """The classes of agents."""
        return list(self.windows.by_type)

    @property
    def agents(self) -> Any:
        """All agents of the site."""
        return self.windows.all()

    @property
    def space(self) -> Any:
        """The site as a Mesa grid: buildings in their grids, institutions in place."""
        return self.windows.space()

    @property
    def series(self) -> tuple[tuple[str, str], ...]:
        """The (group, outcome) pairs that are recorded."""
        return self.recorder.series

    @property
    def values(self) -> np.ndarray:
        """What was recorded: float64[months, series]; NaN for months to come and where nothing is counted."""
        return self.recorder.values

    def step(self) -> None:
        """One month: levers plan, processes act in order, levers book what was delivered, the outcomes are recorded."""
        if self.month >= self._asked.months:
            raise RunIsOver(self._asked.months)
        self.clock.month = self.month
        self.account.open_month(self.month)
        self.bends.clear()
        active = [(self.levers[name], desk) for name, desk in self._lever_desks.items() if desk.begin_month()]
        for lever, desk in active:
            self._run(lever.name, lever.plan, desk)
        for name in self.bends.changed():
            self._desks[name].q = self._quantities[name].bend()
        for name, process in self.processes.items():
            self._run(name, process.step, self._desks[name])
        for lever, desk in active:
            self._run(lever.name, lever.settle, desk)
        self.account.close_month()
        self._run("recording", self.recorder.record, self.month)
        self.month += 1
        self.running = self.month < self._asked.months

    def run(self) -> None:
        """All months that remain."""
        while self.month < self._asked.months:
            self.step()

    def reach(self, lever: str) -> Reach | None:
        """How far a lever got in the month just simulated; None where it does not say, is not set or has not begun."""
        if lever not in self.levers or self.levers[lever].reach is None or self._lever_desks[lever].p is None:
            return None
        return self.levers[lever].reach(self._lever_desks[lever])  # type: ignore[misc]

    def _run(self, stage: str, act: Any, on: Any) -> None:
        try:
            act(on)
        except Exception as error:
            raise ProcessFailed(stage, self.month) from error

    def _build_state(self, scenario: Scenario) -> State:
        labour_force = scenario.site.n_labour_force
        employers = tuple(
            employer
            for name, lever in registry.LEVERS.items()
            if name in scenario.levers and lever.establish is not None
            for employer in lever.establish(parameter_numbers(lever, scenario.levers[name].values), labour_force)
        )
        columns = {"population": population_columns()} | registry.columns_by_owner(self.processes)
        state = State(columns, table_sizes(scenario.site, scenario.months, self.seed, employers))
        build_population(state, scenario.site, self.clock.calendar, scenario.months, scenario.is_mixed, employers, self.seed)
        return state

    def _process_desk(self, name: str, process: Process) -> ProcessNow:
        overrides = {
            full.partition(".")[2]: value for full, value in self._asked.parameters.items() if full.partition(".")[0] == name
        }
        return ProcessNow(name, self.clock, self.state, parameter_numbers(process, overrides), self._quantities[name].now)

    def _levers_by_priority(self, scenario: Scenario) -> dict[str, Lever]:
        order = [*scenario.budget.priority, *(name for name in registry.LEVERS if name not in scenario.budget.priority)]
        return {name: registry.LEVERS[name] for name in order if name in scenario.levers}
