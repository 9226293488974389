"""Lives: one household of a run record under two scenarios side by side, replayed to the process at which they part.

    pair = choose(Path("runs/three"), scenario="workshops", replication=0)
    life = tell(pair, household=17)        # plain values; `analysis.lives` puts them into words
    found = tipped(pair, "work")           # households with work under one scenario and without under the other

Both scenarios are rebuilt from the record's manifest, with its seed, and a life is told only when the replay gives the
record's own numbers bit for bit.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from analysis.life_words import TIPPED
from analysis.lives import FOLDER, KIND, VERSION
from experiments.life_facts import TIPS, facts
from experiments.life_pairs import Pair
from experiments.lockstep import Partings, Watched, causes
from model.declare import Array
from model.errors import BadInput, Fault
from model.kernel import code_digest
from model.site import ResettlementSite

Progress = Callable[[int, int], None]  # months done, months in all


def tell(pair: Pair, household: int, progress: Progress = lambda done, asked: None) -> dict[str, Any]:
    """The household's two lives as plain values (`analysis.lives` says what stands where).

    Raises BadInput for a household that there is not, and when the replay is not the record's run bit for bit.
    """
    n, months = pair.scenarios[0].site.n_households, pair.scenarios[0].months
    if not 0 <= household < n:
        raise BadInput([Fault("no_household", key="--household", value=household, values={"last": n - 1})])
    a, b = (Watched(scenario, pair.seed, pair.record, household) for scenario in pair.scenarios)
    a.beside(b)
    partings = Partings()
    partings.look(0, a.first_day(), b.first_day())
    follow: dict[str, list[dict[str, Any]]] = {"baseline": [], "scenario": []}
    for month in range(months):
        for left, right in zip(a.month(), b.month(), strict=True):
            partings.look(month, left, right, partial(causes, left, right, (a, b)))
        for side, site in (("baseline", a), ("scenario", b)):
            follow[side].append(facts(site.site.state, household, site.rows, month))
        progress(month + 1, months)
    for site, stored, name in zip((a.site, b.site), pair.stored, pair.names, strict=True):
        _refuse_other_bits(pair, name, site, site.values, stored)
    return {
        "kind": KIND, "version": VERSION, **_of_pair(pair), "household": household, "tipped": None,
        "people": _people(a),
        "parting": partings.plain(),
        "follow": follow,
    }  # fmt: skip


def _of_pair(pair: Pair) -> dict[str, Any]:
    first = pair.scenarios[0]
    return {
        "baseline": {"name": pair.names[0], "label": first.label.model_dump()},
        "scenario": {"name": pair.names[1], "label": pair.scenarios[1].label.model_dump()},
        "site": {"name": first.site.name, "label": first.site.label.model_dump()},
        "replication": pair.replication, "draw": pair.draw, "seed": pair.seed, "start": list(first.start),
        "months": first.months, "model_digest": pair.model_digest, "is_same_code": pair.is_same_code,
    }  # fmt: skip


def _people(watched: Watched) -> list[dict[str, Any]]:
    """What lasts of the members, by their numbers; of those kept for newborns too."""
    state = watched.site.state
    return [
        {"member": member, "is_female": int(state.array("people", "is_female")[row]),
         "disability": int(state.array("people", "disability")[row])}
        for member, row in enumerate(watched.rows.tolist())
    ]  # fmt: skip


def _refuse_other_bits(pair: Pair, name: str, site: ResettlementSite, values: Array, stored: Array) -> None:
    """The record's numbers are the proof that the replay is the run."""
    if values.shape == stored.shape:
        is_other = (values.view(np.uint64) != stored.view(np.uint64)) & ~(np.isnan(values) & np.isnan(stored))
        if not is_other.any():
            return
        month, place = (int(of[0]) for of in np.nonzero(is_other))
        where = f"{site.series[place][1]} ({site.series[place][0]}, {month})"
    else:
        where = f"{values.shape} / {stored.shape}"
    kind = "replay_differs" if pair.is_same_code else "replay_by_other_code"
    values_said = {"name": name, "where": where, "found": code_digest(), "asked": pair.model_digest or "?"}
    raise BadInput([Fault(kind, str(pair.folder), values=values_said)])


def tipped(pair: Pair, outcome: str) -> list[dict[str, Any]]:
    """The households whose outcome at the horizon differs between the two: household, and what it is (0 or 1) on either side.

    Raises BadInput for an outcome that cannot be asked for, and when the replay is not the record's run bit for bit.
    """
    if outcome not in TIPPED:
        values = {"known": ", ".join(TIPPED)}
        raise BadInput([Fault("no_such_tip", key="--tipped", value=outcome, values=values)])
    found = []
    for name, scenario, stored in zip(pair.names, pair.scenarios, pair.stored, strict=True):
        site = ResettlementSite(scenario, rng=pair.seed, record=pair.record)
        site.run()
        _refuse_other_bits(pair, name, site, site.values, stored)
        found.append(TIPS[outcome](site.state, scenario.months - 1))
    before, after = found
    rows = np.flatnonzero((before >= 0) & (after >= 0) & (before != after))
    return [{"household": int(row), "baseline": int(before[row]), "scenario": int(after[row])} for row in rows]


def keep(life: dict[str, Any], folder: Path) -> Path:
    """Write a life into its record's folder, under a name that is free, where a report finds it. Never overwrites."""
    home = folder / FOLDER
    home.mkdir(exist_ok=True)
    replication = f"r{life['replication']}" + (f"-d{life['draw']}" if life["draw"] else "")
    stem = f"household-{life['household']}-{life['scenario']['name'].replace('/', '_')}-{replication}"
    said = as_text(life)
    for number in range(1, 1000):
        file = home / (f"{stem}.json" if number == 1 else f"{stem}-{number}.json")
        if file.exists() and file.read_text(encoding="utf-8") == said:
            return file
        if write_new(file, said):
            return file
    raise BadInput([Fault("file_exists", str(home / f"{stem}.json"))])


def write_new(file: Path, said: str) -> bool:
    """Write a file that is not there yet; False if it is."""
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(said)
    except FileExistsError:
        return False
    return True


def as_text(life: dict[str, Any]) -> str:
    """A life as JSON; a number that is none is null."""
    return json.dumps(_plain(life), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(of) for key, of in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(of) for of in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
