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
