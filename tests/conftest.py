"""What most tests share: a tiny site, and no deadline on generated examples, since the first one may compile."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings

from model.scenario import Scenario, load_scenario
from tests import warm

settings.register_profile("resettle", deadline=None)
settings.load_profile("resettle")

# What a shell starts in the background ignores Ctrl-C, and so would every command that the tests start and then stop.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the model once, before workers of xdist begin that would each do it."""
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        warm.main()


@pytest.fixture(scope="session")
def tiny() -> Scenario:
    """The baseline on the tiny site over two years."""
    return load_scenario("baseline", site="tiny", settings=["months=24"])
