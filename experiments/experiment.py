"""An experiment: which scenarios, which inputs move over which points, how often, and what is recorded.

    experiment = load_experiment("experiments/questions/which_levers.toml")
    store = run_experiment(experiment, "runs/levers", jobs=2)
    store.inputs(), store.outcomes()

Every design point is run under every scenario, and every replication has the same seed at every point. Where the experiment
carries a dummy, that input, which the model does not know, selects the block of seeds instead.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.designs import DESIGNS
from experiments.designs.design import Asked, Points
from experiments.experiment_file import Read, read_file, read_source
from experiments.inputs import DUMMY, Input, at_point, site_at, value_in
from model import chance
from model.declare import Array
from model.errors import BadInput, Fault
from model.kernel import file_digest
from model.outcomes import spending
from model.scenario import Scenario, load_scenario
from model.scenario_check import Source

if TYPE_CHECKING:
    from experiments.batch import run_experiment as run_experiment

GROWS = ("n", "replications")
SITES = "sites"
WORDS_ONLY = ("label", "question", "files")


@dataclass(frozen=True)
class Experiment:
    """An experiment, resolved. inputs: uncertainties, levers, the dummy last. groups: name to input numbers, for designs that
    know groups. record: "totals", "groups", "sites" (totals, and what each is over), or "outcomes" for the outcomes named alone
    (all of them when none is named).
    constants are set in the scenarios already. files: what it was read from, with their digests."""

    name: str
    label: Mapping[str, str]
    question: Mapping[str, str]
    scenarios: tuple[Scenario, ...]
    inputs: tuple[Input, ...]
    method: str
    n: int
    replications: int = 1
    seed: int = 1
    levels: int = 4
    second_order: bool = False
    groups: Mapping[str, tuple[int, ...]] | None = None
    outcomes: tuple[str, ...] = ()
    record: str = "outcomes"
    constants: Mapping[str, float] | None = None
    table: str | None = None
    files: tuple[tuple[str, str], ...] = ()

    @property
    def months(self) -> int:
        """The horizon, the same for all scenarios."""
        return self.scenarios[0].months

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs' names."""
        return tuple(of.name for of in self.inputs)

    @property
    def dummy(self) -> int | None:
        """The dummy's number among the inputs, if there is one."""
        return self.names.index(DUMMY) if DUMMY in self.names else None

    @property
    def recorded(self) -> str | tuple[str, ...]:
        """What a site is asked to record. Money is kept by a ledger and recorded with everything else only."""
        if self.record in ("groups", SITES):
            return self.record
        if self.record == "outcomes" and not self.outcomes:
            return "totals"
        is_money = {outcome.name for outcome in spending.OUTCOMES} & set(self.outcomes)
        return "totals" if self.record == "totals" or is_money else self.outcomes

    @cached_property
    def points(self) -> Points:
        """The design. Raises BadInput when the method cannot do what is asked."""
        asked = Asked(
            self.inputs, self.n, chance.replication_seed(self.seed, 0) & 0x7FFF_FFFF, self.levels, self.second_order,
            tuple(self.groups.values()) if self.groups else (), Path(self.table) if self.table else None,
        )  # fmt: skip
        return DESIGNS[self.method].make(asked)

    @cached_property
    def values(self) -> Array:
        """float64[points, inputs]: what each input is at each point."""
        points = self.points
        if points.values is not None:
            return points.values
        return np.column_stack([of.at(points.units[:, k]) for k, of in enumerate(self.inputs)])

    @property
    def n_points(self) -> int:
        """Design points."""
        return len(self.points.units)

    @property
    def n_runs(self) -> int:
        """Runs in all: scenarios × points × replications."""
        return len(self.scenarios) * self.n_points * self.replications

    def seed_of(self, point: int, replication: int) -> int:
        """The seed of a replication: the same at every point, or of the block that the dummy selects, or of a province's site,
        whose chance is its own whatever other sites there are."""
        site = site_at(self.names, self.values[point])
        if site is not None:
            return chance.replication_seed(chance.replication_seed(self.seed, replication), site.number)
        block = self.seed
        if self.dummy is not None:
            drawn = np.float64(self.points.units[point, self.dummy]).tobytes()
            block ^= int.from_bytes(hashlib.blake2b(drawn, digest_size=8).digest(), "little")
        return chance.replication_seed(block, replication)

    def at(self, scenario: int, point: int) -> Scenario:
        """The scenario of a run."""
        return at_point(self.scenarios[scenario], self.names, self.values[point].tolist())

    def resolved(self) -> dict[str, Any]:
        """Everything as plain values; `from_resolved` makes the same experiment of it."""
        return {
            **{key: getattr(self, key) for key in _PLAIN},
            "label": dict(self.label),
            "question": dict(self.question),
            "scenarios": [scenario.resolved() for scenario in self.scenarios],
            "inputs": [asdict(of) for of in self.inputs],
            "groups": {name: list(members) for name, members in (self.groups or {}).items()},
            "outcomes": list(self.outcomes),
            "constants": dict(self.constants or {}),
            "files": [list(file) for file in self.files],
        }

    @classmethod
    def from_resolved(cls, values: Mapping[str, Any]) -> Experiment:
        """The experiment that `resolved` described."""
        return cls(
            **{key: values[key] for key in _PLAIN},
            label=values["label"],
            question=values["question"],
            scenarios=tuple(Scenario.from_resolved(of) for of in values["scenarios"]),
            inputs=tuple(Input(**{**of, "values": tuple(of["values"])}) for of in values["inputs"]),
            groups={name: tuple(members) for name, members in values["groups"].items()},
            outcomes=tuple(values["outcomes"]),
            constants=values["constants"],
            files=tuple((file, digest) for file, digest in values["files"]),
        )

    def digest(self) -> str:
        """What this experiment is, 16 hex digits, whatever its size; words and file names do not count."""
        return hashlib.blake2b(_canonical(self.identity()).encode(), digest_size=8).hexdigest()

    def identity(self) -> dict[str, Any]:
        """What must stay the same when an experiment is resumed or extended."""
        return {key: value for key, value in self.resolved().items() if key not in (*GROWS, *WORDS_ONLY, "table")}

    def extended(self, replications: int = 0, points: int = 0) -> Experiment:
        """The same with more replications or a larger n. Raises BadInput where the design cannot grow so."""
        design = DESIGNS[self.method]
        if points and not design.can_grow:
            raise BadInput([Fault("cannot_grow", key=self.method)])
        n = self.n + points
        if points and design.growth == "doubling" and (n % self.n or (n // self.n) & (n // self.n - 1)):
            raise BadInput([Fault("only_doubles", key="--points", value=points, values={"n": self.n})])
        return replace(self, n=n, replications=self.replications + replications)


_PLAIN = ("name", "method", "n", "replications", "seed", "levels", "second_order", "record", "table")


def _canonical(values: Any) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False)


def load_experiment(path: str | Path) -> Experiment:
    """Read an experiment file strictly. Raises BadInput with every fault found."""
    return _made(read_file(Path(path)))


def make_experiment(values: Mapping[str, Any], name: str = "experiment", path: Path | None = None) -> Experiment:
    """An experiment from the keys of a file as plain values (lists, tables, numbers, text). path: the file they are from, if
    any, beside which other files are looked for. Raises BadInput."""
    return _made(read_source(Source(name, dict(values), "", path)))


def _made(read: Read) -> Experiment:
    file, source = read.file, read.source
    scenarios = _scenarios(read)
    name = file.name or (source.path.stem if source.path else source.name)
    inputs = tuple(
        of if of.name == DUMMY else replace(of, reference=float(np.clip(value_in(scenarios[0], of.name), of.low, of.high)))
        for of in read.inputs
    )
    table = None
    if file.design.file is not None:
        table = str(((source.path.parent if source.path else Path()) / file.design.file).resolve())
    paths = [*([source.path] if source.path else []), *(path for of in scenarios for path in of.files)]
    read_from = dict.fromkeys([*(str(path.resolve()) for path in paths), *([table] if table else [])])
    experiment = Experiment(
        name=name,
        label=file.label.model_dump() if file.label else {"zh": name, "en": name},
        question=file.question.model_dump() if file.question else {"zh": "", "en": ""},
        scenarios=scenarios,
        inputs=inputs,
        method=file.design.method,
        n=file.design.n or DESIGNS[file.design.method].n_default,
        replications=file.replications,
        seed=file.seed,
        levels=file.design.levels or 4,
        second_order=file.design.second_order,
        groups=read.groups,
        outcomes=read.outcomes,
        record=file.record,
        constants=read.constants,
        table=table,
        files=tuple((path, file_digest(Path(path))) for path in read_from),
    )
    _refuse_bad_design(experiment, source)
    return experiment


def _refuse_bad_design(experiment: Experiment, source: Source) -> None:
    """Make the design once; its faults are told at the key of the file they belong to."""
    try:
        _ = experiment.points
    except BadInput as error:
        for fault in error.faults:
            if fault.file:
                source.faults.append(fault)
            else:
                source.fault(fault.kind, tuple(fault.key.split(".")), fault.value, fault.unit, **fault.values)
        raise BadInput(source.faults) from None


def _scenarios(read: Read) -> tuple[Scenario, ...]:
    """The scenarios with constants set; a file is looked for beside the experiment's."""
    source, given = read.source, read.file.scenarios
    settings = [f"months={read.file.months}"] if read.file.months is not None else []
    found: list[Scenario] = []
    for number, name in enumerate([given] if isinstance(given, str) else given):
        path = ("scenarios",) if isinstance(given, str) else ("scenarios", number)
        is_file = name.endswith(".toml") and source.path is not None
        try:
            loaded = load_scenario(_beside(source, name) if is_file else name, _site(read), settings)
        except BadInput as error:
            for fault in error.faults:
                if fault.file and fault.line:
                    source.faults.append(fault)
                else:
                    key = ("site",) if fault.values.get("what") == "site" else path
                    source.fault(fault.kind, key, read.file.site if key == ("site",) else name, **fault.values)
            continue
        if any(loaded.name == other.name for other in found):
            source.fault("twice", path, name)
        elif found and loaded.months != found[0].months:
            source.fault("different_horizons", path, name, months=loaded.months, baseline=found[0].months)
        found.append(at_point(loaded, list(read.constants), list(read.constants.values())))
    if source.faults:
        raise BadInput(source.faults)
    return tuple(found)


def _site(read: Read) -> str | None:
    site = read.file.site
    return _beside(read.source, site) if site is not None and site.endswith(".toml") else site


def _beside(source: Source, name: str) -> str:
    return str(source.path.parent / name) if source.path is not None else name


def __getattr__(name: str) -> Any:
    if name == "run_experiment":
        from experiments.batch import run_experiment

        return run_experiment
    raise AttributeError(name)
