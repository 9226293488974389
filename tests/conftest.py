"""What most tests share: a tiny site, and a home for compiled kernels that stays between test runs."""

from __future__ import annotations

import pytest

from model.scenario import Scenario, load_scenario


@pytest.fixture(scope="session")
def tiny() -> Scenario:
    """The baseline on the tiny site over two years."""
    return load_scenario("baseline", site="tiny", settings=["months=24"])
