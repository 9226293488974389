"""A record or an experiment's store, read the same way by estimators and reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.records import Results, read
from experiments.frames import Frames
from experiments.province import is_province
from experiments.province_record import folder_of
from experiments.store import RUNS, open_store
from model.errors import BadInput, Fault
from model.kernel import file_digest
from model.registry import LEVERS
from model.rules import load_rules


@dataclass(frozen=True)
class StoredResults(Results):
    """An experiment as if it were a record; its design points are settings of what is not known."""

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
    """Open a record, an experiment, or the record of a province's sums. Raises RecordError or BadInput when there is none, it is
    not whole, or its design points are settings of measures rather than draws of what is not known."""
    folder = Path(folder)
    if not (folder / RUNS).is_dir():
        return _with_levers(read(folder))
    store = open_store(folder)
    if is_province(store.experiment):
        return read(folder_of(store))
    levers = [name for name in store.experiment.names if name.partition(".")[0] in LEVERS]
    if levers:
        raise BadInput([Fault("points_are_levers", str(folder), values={"names": ", ".join(levers)})])
    return StoredResults(folder, _manifest(store), store)


def _with_levers(results: Results) -> Results:
    """Take in the levers that the record's own rule files added: what their numbers mean stands only there."""
    scenarios = results.manifest["scenarios"].values()
    rules = {Path(rule["file"]): rule["digest"] for scenario in scenarios for rule in scenario["rules"]}
    whole = [file for file, digest in rules.items() if file.is_file() and file_digest(file) == digest]
    load_rules(whole)
    unknown = {lever for scenario in scenarios for lever in scenario["levers"] if lever not in LEVERS}
    if unknown:
        told = {"names": ", ".join(sorted(unknown)), "files": ", ".join(str(file) for file in rules if file not in whole)}
        raise BadInput([Fault("lever_gone", str(results.folder), values=told)])
    return results


def _manifest(store: Any) -> dict[str, Any]:
    """An experiment's manifest in the words of a record's."""
    experiment, own = store.experiment, store.manifest
    failures = store.failures()
    status = "done" if store.n_done + store.n_failed == experiment.n_runs else "stopped"
    asked = {"baseline": experiment.scenarios[0].name, "replications": experiment.replications, "seed": experiment.seed,
             "moved": [of.name for of in experiment.inputs],
             "command": f"resettle experiment run {store.folder / 'experiment.toml'}"}  # fmt: skip
    return own | {
        "asked": asked, "scenarios": {scenario.name: scenario.resolved() for scenario in experiment.scenarios},
        "status": status, "failures": failures.to_dict("records"), "model_digest": own.get("model", ""),
    }  # fmt: skip
