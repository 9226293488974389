"""Every shipped scenario loads on every shipped site and runs."""

from __future__ import annotations

import numpy as np
import pytest

from model.scenario import Scenario, load_scenario
from model.scenario_file import shipped
from model.site import ResettlementSite


@pytest.mark.parametrize("site", shipped("sites"))
@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_runs_on_a_shipped_site(name: str, site: str) -> None:
    scenario = load_scenario(name, site=site, settings=["months=14"])
    assert Scenario.from_resolved(scenario.resolved()).digest() == scenario.digest()
    run = ResettlementSite(scenario, rng=1, record="totals")
    run.run()
    assert np.isfinite(run.values[:, run.series.index(("all", "employment_rate"))]).all()


@pytest.mark.slow
def test_the_half_budget_is_half_of_what_the_five_systems_spend() -> None:
    whole, half = (
        ResettlementSite(load_scenario(name), rng=1, record="totals") for name in ("five_systems", "five_systems_half_budget")
    )
    whole.run()
    half.run()
    money = np.sum(half.account.yuan_a_month or []) + half.ledger.received.sum()
    assert money == pytest.approx(0.5 * whole.ledger.spent.sum(), rel=0.05)
    assert half.ledger.unfunded.sum() > 0
