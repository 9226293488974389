"""Run a few scenarios and read what came out, in one call: for notebooks and scripts. The command line does more."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from analysis.records import Results
from experiments.results import read_results
from experiments.runner import Names, run
from model.errors import BadInput, Fault
from model.record import RecordWriter, new_folder
from model.scenario import Scenario
from model.snapshots import Kept


def compare(
    scenarios: Sequence[Scenario],
    replications: int,
    seed: int = 1,
    folder: str | Path | None = None,
    record: Names = "groups",
    with_rows: bool = False,
) -> Results:
    """Run scenarios under the same seeds, on all cores, and open the record; the first is the baseline of the others.

    folder: where the record is written, a new one (None: a temporary folder). record: what is recorded, as of
    `model.site.ResettlementSite`. with_rows: keep households and people one by one too. Raises BadInput where a run failed.
    """
    place = new_folder(Path(tempfile.mkdtemp(prefix="resettle-") if folder is None else folder), [])
    asked = {"baseline": scenarios[0].name, "replications": replications, "seed": seed, "record": record}
    writer = RecordWriter(place, scenarios, asked)
    kept = Kept() if with_rows else None
    runs = run(scenarios, replications, seed, os.cpu_count() or 1, record=record, writer=writer, keep=False, kept=kept)
    writer.close(runs.status)
    if runs.failures:
        first = runs.failures[0]
        told = {"n": len(runs.failures), "stage": first.stage, "month": first.month,
                "why": first.traceback.strip().splitlines()[-1]}  # fmt: skip
        raise BadInput([Fault("runs_failed", str(place), values=told)])
    return read_results(place)
