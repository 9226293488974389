"""Small experiments for tests, and their rows in a form that can be compared bit for bit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from experiments.experiment import Experiment, make_experiment

SMALL: dict[str, Any] = {
    "scenarios": "baseline",
    "site": "tiny",
    "months": 6,
    "replications": 2,
    "outcomes": ["employment_rate", "integration_index"],
    "design": {"method": "random", "n": 8},
    "uncertainties": {"jobs_lost.base_hazard": "declared"},
    "levers": {"workshops.posts": [0, 60]},
}

FAILING_RULE = """
from dataclasses import replace
from model.processes import safety
def step(now):
    if now.month == 3 and int(now.chance("any")) % 2 == 0:
        raise ZeroDivisionError("on purpose")
    safety.step(now)
PROCESS = replace(safety.PROCESS, step=step)
"""


def small(**keys: Any) -> Experiment:
    """The small experiment with some keys otherwise; None takes a key away."""
    return make_experiment({key: value for key, value in (SMALL | keys).items() if value is not None}, "small")


def failing(folder: Path, **keys: Any) -> Experiment:
    """A small experiment of which about half of the runs raise in month 3."""
    (folder / "rule.py").write_text(FAILING_RULE, encoding="utf-8")
    scenario = folder / "failing.toml"
    scenario.write_text('extends = "baseline"\nrules = ["rule.py"]\n', encoding="utf-8")
    return small(scenarios=str(scenario), **keys)


def bits(store: Any) -> tuple[bytes, bytes]:
    """All rows in their order, and what is known of each run but for the time it took."""
    frame = store.outcomes()
    values = frame["value"].to_numpy().tobytes() + frame[["design_point", "replication", "month"]].to_numpy().tobytes()
    runs = store.runs().drop(columns=["seconds"]).astype(str)
    return values + pd.util.hash_pandas_object(frame).to_numpy().tobytes(), runs.to_csv(index=False).encode()
