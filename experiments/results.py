"""A record or an experiment's store, read the same way by estimators and reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.records import Results, read
from experiments.frames import Frames
from experiments.store import holds_experiment, open_store


@dataclass(frozen=True)
class StoredResults(Results):
    """An experiment as if it were a record. Its design points are read as draws of the assumptions."""

    store: Frames

    def outcomes(
        self, outcomes: Sequence[str] | None = None, groups: Sequence[str] | None = None, scenarios: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """The tidy frame, or only the rows of some outcomes, groups and scenarios."""
        return self.store.outcomes(outcomes, groups=groups, scenarios=scenarios)

    def inputs(self) -> pd.DataFrame:
        """One row a design point and one column a parameter."""
        return self.store.inputs()


def read_results(folder: str | Path) -> Results:
    """Open a record or an experiment. Raises RecordError or BadInput when there is neither, or it is not whole."""
    folder = Path(folder)
    if not holds_experiment(folder):
        return read(folder)
    store = open_store(folder)
    store.load()
    return StoredResults(folder, _manifest(store), store)


def _manifest(store: Any) -> dict[str, Any]:
    """An experiment's manifest in the words of a record's."""
    experiment, own = store.experiment, store.manifest
    failures = store.failures()
    status = "done" if store.n_done + store.n_failed == experiment.n_runs else "stopped"
    asked = {"baseline": experiment.scenarios[0].name, "replications": experiment.replications, "seed": experiment.seed,
             "command": f"resettle experiment run {store.folder / 'experiment.toml'}"}  # fmt: skip
    return own | {
        "asked": asked, "scenarios": {scenario.name: scenario.resolved() for scenario in experiment.scenarios},
        "status": status, "failures": failures.to_dict("records"), "model_digest": own.get("model", ""),
    }  # fmt: skip
