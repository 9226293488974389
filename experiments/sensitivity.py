"""Asking for a sensitivity analysis: the experiment behind it, and its frames as the estimators want them.

Every method has its design; the dummy is always in it. What is asked may start from a scenario (and the inputs to move) or
from an experiment file, of which anything may be set otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from experiments.designs import DESIGNS
from experiments.experiment import Experiment, make_experiment
from experiments.questions import shipped
from experiments.store import Store
from model import registry
from model.errors import BadInput, Fault
from model.scenario_check import near
from model.toml_text import read_toml

MethodName = Literal["morris", "sobol", "efast", "delta", "pawn"]
# Design and size, unless given. Delta and PAWN take any points that fill the space; these can grow.
DESIGN_OF: dict[str, tuple[str, int]] = {
    "morris": ("morris", 20),
    "sobol": ("saltelli", 128),
    "efast": ("efast", 129),
    "delta": ("sobol_sequence", 256),
    "pawn": ("sobol_sequence", 256),
}
FILLS_SPACE = ("latin_hypercube", "sobol_sequence", "random")
OUTCOMES = ("stable_employment_rate", "employment_rate", "integration_index")


def experiment_file(name: str) -> Path | None:
    """The experiment's file that a name means: a file with a table [design], or one that comes with the package. None for a
    scenario."""
    path = shipped().get(name, Path(name))
    return path if path.suffix == ".toml" and path.is_file() and "design" in read_toml(path)[0] else None


def asked_for(
    target: str,
    method: str | None,
    outcomes: Sequence[str] = (),
    over: Sequence[str] = (),
    n: int | None = None,
    second_order: bool = False,
    levels: int | None = None,
    **settings: Any,
) -> tuple[Experiment, str]:
    """The experiment, and the method that its design is for.

    target: a scenario, an experiment file, or the name of an experiment that comes with the package. over: inputs to move,
    `NAME`, a glob, or `NAME=LOW:HIGH`. settings: site, months, seed, replications, where not None. Raises BadInput with every
    fault.
    """
    path = experiment_file(target)
    values: dict[str, Any] = {"scenarios": [target], "design": {}}
    if path is not None:
        values = read_toml(path)[0]
    elif not over:
        raise BadInput([Fault("nothing_over", key="--over")])
    method = method or _method_of(str(values["design"].get("method", "")))
    values["design"] = _design(values["design"], method, n, second_order, levels)
    values |= {key: value for key, value in settings.items() if value is not None}
    values["dummy"] = True
    if over:
        values |= _moved(over)
    if outcomes or not values.get("outcomes"):
        values["outcomes"] = list(outcomes or OUTCOMES)
    _refuse_unknown(values["outcomes"])
    # Named after its design: Delta and PAWN can read the same runs.
    return make_experiment(values, f"sensitivity-{values['design']['method']}" if path is None else path.stem, path), method


def _method_of(design: str) -> str:
    """The method that a design was made for; Morris where there is none yet."""
    return next((name for name, (own, _) in DESIGN_OF.items() if own == design), "delta" if design in FILLS_SPACE else "morris")


def _design(given: dict[str, Any], method: str, n: int | None, second_order: bool, levels: int | None) -> dict[str, Any]:
    """A file's own design where it suits the method, else the method's."""
    own, size = DESIGN_OF[method]
    suits = given.get("method") == own or (own in FILLS_SPACE and given.get("method") in FILLS_SPACE)
    design: dict[str, Any] = dict(given) if suits else {"method": own, "n": size}
    design |= {"n": n} if n is not None else {}
    design |= {"second_order": True} if second_order else {}
    design |= {"levels": levels} if levels is not None else {}
    if "n" not in design:
        design["n"] = DESIGNS[design["method"]].n_default or size
    return design


def _moved(over: Sequence[str]) -> dict[str, Any]:
    """The inputs as the two tables of an experiment file."""
    tables: dict[str, dict[str, Any]] = {"uncertainties": {}, "levers": {}}
    for text in over:
        name, _, ends = text.partition("=")
        range_: Any = "declared"
        if ends:
            try:
                range_ = [float(end) for end in ends.split(":")]
            except ValueError:
                range_ = []
            if len(range_) != 2:
                raise BadInput([Fault("bad_over", key="--over", value=text)])
        tables["levers" if name.partition(".")[0] in registry.LEVERS else "uncertainties"][name] = range_
    return tables


def _refuse_unknown(outcomes: Sequence[str]) -> None:
    known = tuple(registry.OUTCOMES)
    faults = [
        Fault("unknown_name", "--outcome", value=name, values={"what": "outcome", "near": near(name, known)})
        for name in outcomes
        if name not in known and not any(sign in name for sign in "*?[")
    ]
    if faults:
        raise BadInput(faults)


def frames(
    store: Store, months: Sequence[int], scenario: str | None = None, against: str | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the estimators take: the factors in units, and the outcomes of one scenario, or its effects against another's.

    A scenario and its baseline have the same seeds at every point, so that effects are those of pairs.
    """
    name = scenario or store.experiment.scenarios[-1 if against else 0].name
    only: dict[str, Any] = {
        "outcomes": list(store.experiment.outcomes) or list(OUTCOMES), "months": list(months), "groups": ["all"],
    }  # fmt: skip
    if against is None:
        found = store.outcomes(scenarios=[name], **only)
    else:
        found = store.effects(baseline=against, scenarios=[name, against], **only)
        found = found[found["scenario"] == name].assign(value=lambda frame: frame["effect"])
    plain = {column: found[column].astype(str) for column in ("group", "outcome")}
    return store.factors(), found.assign(**plain).drop(columns=["site", "scenario"])
