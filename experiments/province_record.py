"""What a province comes to as a run record beside its store: the sums over sites, and a line for every site.

DIR/totals-R/      a record (manifest.json, outcomes.parquet) of R replications; with `-without-K` where K runs of sites failed
DIR/totals-R/sites.csv  scenario, replication, site, kind, class, households, people, and headline outcomes in the last month

A record that is there and whole is left as it is.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.province import SiteNumbers, Total, sites_of, totals
from experiments.province_sites import GRADE, ProvinceSite, fit_sizes
from experiments.store import Store
from model import chance
from model.record import TABLE, RecordWriter

SITES = "sites.csv"


def folder_of(store: Store) -> Path:
    """Where the sums over what is stored stand, or would."""
    missing = f"-without-{store.n_failed}" if store.n_failed else ""
    return store.folder / f"totals-{store.experiment.replications}{missing}"


def write_totals(store: Store, outcomes: Sequence[str]) -> tuple[Path, dict[str, list[Total]]]:
    """Add the sites up; gives the record's folder and the totals by scenario and replication. outcomes: those told of every
    site."""
    experiment, failed, folder = store.experiment, store.n_failed, folder_of(store)
    if (folder / TABLE).exists():
        return folder, {scenario.name: totals(store, place) for place, scenario in enumerate(experiment.scenarios)}
    folder.mkdir(exist_ok=True)
    writer = RecordWriter(folder, experiment.scenarios, _asked(store))
    found: dict[str, list[Total]] = {}
    temporary = folder / (SITES + ".part")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["scenario", "replication", "site", "kind", "class", "households", "people", "month", *outcomes])
        for place, scenario in enumerate(experiment.scenarios):
            lines_of = _Lines(lines, scenario.name, experiment.months - 1, outcomes)
            found[scenario.name] = totals(store, place, lines_of)
            for replication, total in enumerate(found[scenario.name]):
                if total.n_done:
                    writer.add(scenario, replication, total.series, total.values)
    temporary.replace(folder / SITES)
    writer.manifest["seeds"] = {str(k): chance.replication_seed(experiment.seed, k) for k in range(experiment.replications)}
    writer.manifest["failures"] = _failures(store)
    writer.close("failed" if failed else "done")
    return folder, found


def _asked(store: Store) -> dict[str, Any]:
    experiment = store.experiment
    province = {"sites": experiment.n_points, "sigma": fit_sizes().sigma, "grade_of_sizes": GRADE}
    return {"province": province, "seed": experiment.seed, "replications": experiment.replications, "record": "totals"}


def _failures(store: Store) -> list[dict[str, Any]]:
    """Failures in the words of a record, with the site's name."""
    sites, found = sites_of(store.experiment), store.failures().to_dict("records")
    told = ("scenario", "replication", "stage", "month", "traceback")
    return [{"site": sites[of["design_point"]].name, **{key: of[key] for key in told}} for of in found]


class _Lines:
    """Writes a line for every site of a scenario."""

    def __init__(self, lines: Any, scenario: str, month: int, outcomes: Sequence[str]) -> None:
        self._lines, self._scenario, self._month, self._outcomes = lines, scenario, month, outcomes

    def __call__(self, site: ProvinceSite, replication: int, numbers: SiteNumbers) -> None:
        facts = [self._scenario, replication, site.name, site.kind, site.size_class, site.n_households, site.n_people]
        last = [numbers.values[-1, numbers.series.index(("all", name))] for name in self._outcomes]
        self._lines.writerow([*facts, self._month, *(f"{value:.10g}" for value in last)])
