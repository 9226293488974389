"""Two runs of a record that share every draw of chance, found and built again as they were run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from experiments.assumption_draws import drawn
from model.declare import Array
from model.errors import BadInput, Fault, RecordError
from model.kernel import code_digest, file_digest
from model.record import TABLE, Record, open_record
from model.scenario import Scenario
from model.scenario_check import near


@dataclass(frozen=True)
class Pair:
    """Two runs of a record that share every draw of chance. names, scenarios, stored: baseline first.

    record: what the runs recorded, as a site is told it. stored: their numbers, float64[months, series].
    """

    folder: Path
    names: tuple[str, str]
    scenarios: tuple[Scenario, Scenario]
    replication: int
    draw: int
    seed: int
    record: str | tuple[str, ...]
    stored: tuple[Array, Array]
    model_digest: str

    @property
    def is_same_code(self) -> bool:
        """Whether the record was made by the code of this very model."""
        return self.model_digest == code_digest()


def choose(
    folder: Path, scenario: str | None = None, baseline: str | None = None, replication: int | None = None, draw: int = 0
) -> Pair:
    """Two runs of a record. scenario: the first beside the baseline if None. replication: the first that both finished if None.
    draw: of the assumptions, in a record over draws.

    Raises BadInput when there is no such pair, or when it cannot be built again as it was.
    """
    record = _open(folder)
    manifest = record.manifest
    baseline = _name(folder, manifest, "--against", baseline or str(manifest["asked"].get("baseline", "")) or None, ())
    names = (baseline, _name(folder, manifest, "--scenario", scenario, (baseline,)))
    _refuse_changed_rules([manifest["scenarios"][name] for name in names])
    finished = _finished(folder, names)
    draws = sorted({d for _, d, _ in finished})
    if draw not in draws:
        raise BadInput([Fault("no_such_draw", str(folder), key="--draw", value=draw, values={"known": _few(draws)})])
    both = [r for r in sorted({r for _, _, r in finished}) if all((name, draw, r) in finished for name in names)]
    if not both or (replication is not None and replication not in both):
        fault = Fault("no_pair", str(folder), key="--replication", value=replication, values={"known": _few(both)})
        raise BadInput([fault])
    chosen = both[0] if replication is None else replication
    first, second = (_scenario(record, name, draw) for name in names)
    _refuse_different_worlds(first, second)
    runs = [_stored(folder, name, draw, chosen) for name in names]
    return Pair(folder, names, (first, second), chosen, draw, int(manifest["seeds"][str(chosen)]),
                _recorded(manifest, runs[0][0]), (runs[0][1], runs[1][1]), str(manifest.get("model_digest", "")))  # fmt: skip


def _open(folder: Path) -> Record:
    """The record, or in one sentence why lives cannot be told from what is there."""
    try:
        record = open_record(folder)
        is_whole = all(isinstance(record.manifest[key], dict) for key in ("asked", "scenarios", "seeds"))
    except (RecordError, OSError, ValueError, KeyError, TypeError):
        is_whole = False
    if not is_whole:
        raise BadInput([Fault("no_record", str(folder))])
    if "province" in record.manifest["asked"]:
        raise BadInput([Fault("lives_of_many_sites", str(folder))])
    return record


def _finished(folder: Path, names: Sequence[str]) -> set[tuple[str, int, int]]:
    """Scenario, draw and replication of every run of some scenarios that is stored."""
    keys = ["scenario", "design_point", "replication"]
    table = pq.read_table(folder / TABLE, columns=keys, filters=[("scenario", "in", list(names))])
    return {tuple(row) for row in table.to_pandas().drop_duplicates().itertuples(index=False)}


def _name(folder: Path, manifest: dict[str, Any], option: str, asked: str | None, taken: Sequence[str]) -> str:
    """The scenario asked for, or the first that is not taken."""
    known = list(manifest["scenarios"])
    free = [name for name in known if name not in taken]
    if not free or len(known) < 2:
        raise BadInput([Fault("one_scenario", str(folder))])
    if asked is None:
        return free[0]
    if asked in taken:
        raise BadInput([Fault("same_twice", option, value=asked)])
    if asked not in known:
        values = {"what": "scenario", "near": near(asked, tuple(known))}
        raise BadInput([Fault("unknown_name", option, value=asked, values=values)])
    return asked


def _refuse_changed_rules(resolved: Sequence[dict[str, Any]]) -> None:
    rules = {rule["file"]: rule["digest"] for of in resolved for rule in of["rules"]}
    faults = []
    for file, digest in rules.items():
        if not Path(file).is_file():
            faults.append(Fault("missing_file", file))
        elif file_digest(Path(file)) != digest:
            faults.append(Fault("rule_changed", file))
    if faults:
        raise BadInput(faults)


def _refuse_different_worlds(first: Scenario, second: Scenario) -> None:
    """A household is the same one only on the same site over the same months."""
    faults = []
    if first.months != second.months:
        faults.append(Fault("different_horizons", key=second.name, values={"months": second.months, "baseline": first.months}))
    if first.site != second.site:
        values = {"site": second.site.name, "baseline": first.site.name}
        faults.append(Fault("different_sites", key=second.name, values=values))
    if first.start != second.start:
        start, other = ("{}-{:02}".format(*of.start) for of in (second, first))
        faults.append(Fault("start_dates_differ", key=second.name, values={"start": start, "baseline": other}))
    if faults:
        raise BadInput(faults)


def _scenario(record: Record, name: str, draw: int) -> Scenario:
    """A scenario as it was run; in a record over draws, with what was drawn."""
    scenario, inputs = record.scenario(name), record.folder / "inputs.parquet"
    if not inputs.exists():
        return scenario
    table = pq.read_table(inputs, filters=[("design_point", "==", draw)])
    return drawn(scenario, dict(zip(table.column("parameter").to_pylist(), table.column("value").to_pylist(), strict=True)))


def _stored(folder: Path, name: str, draw: int, replication: int) -> tuple[list[tuple[str, str]], Array]:
    """One run's series and its numbers, as they were written."""
    table = pq.read_table(
        folder / TABLE, columns=["month", "group", "outcome", "value"],
        filters=[("scenario", "==", name), ("design_point", "==", draw), ("replication", "==", replication)],
    )  # fmt: skip
    months = int(table.column("month").to_numpy().max()) + 1
    width = table.num_rows // months
    pairs = zip(table.column("group").to_pylist()[:width], table.column("outcome").to_pylist()[:width], strict=True)
    return list(pairs), table.column("value").to_numpy().reshape(months, width)


def _recorded(manifest: dict[str, Any], series: list[tuple[str, str]]) -> str | tuple[str, ...]:
    """What the runs recorded: as the manifest says, else as the series show."""
    asked = manifest["asked"].get("record")
    if asked is not None:
        return asked if isinstance(asked, str) else tuple(asked)
    return "groups" if any(group.startswith("sex=") for group, _ in series) else "totals"


def _few(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:12]))
    return (shown or "–") + (", …" if len(numbers) > 12 else "")
