"""Small records of two scenarios whose parting is known by hand: rule files that change one household in one month."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from experiments.runner import run
from model.record import RecordWriter, new_folder
from model.scenario import Scenario, load_scenario

# In month 4 household 7 feels less safe; nothing else is touched.
FRIGHT = """
from dataclasses import replace
from model.processes import safety
def step(now):
    safety.step(now)
    if now.month == 4:
        now.view(safety.Households).felt_safety[7] = 0.125
PROCESS = replace(safety.PROCESS, step=step)
"""
# In month 6 household 5 moves back.
LEAVE = """
from dataclasses import replace
from model.processes import return_moves
def step(now):
    return_moves.step(now)
    if now.month == 6:
        now.view(return_moves.Households).return_month[5] = 6
PROCESS = replace(return_moves.PROCESS, step=step)
"""
RULES = {"fright": FRIGHT, "leave": LEAVE}


def ruled(folder: Path, name: str, months: int = 7) -> Scenario:
    """The baseline on the tiny site, but for a rule file of this name."""
    (folder / f"{name}.py").write_text(RULES[name], encoding="utf-8")
    text = f'extends = "baseline"\nsite = "tiny"\nmonths = {months}\nrules = ["{name}.py"]\n'
    return written(folder, name, text)


def written(folder: Path, name: str, text: str) -> Scenario:
    """A scenario from the text of its file."""
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_scenario(folder / f"{name}.toml")


def tiny_baseline(months: int = 7, name: str = "baseline") -> Scenario:
    """The baseline, or another shipped scenario, on the tiny site."""
    return load_scenario(name, site="tiny", settings=[f"months={months}"])


def recorded(folder: Path, *scenarios: Scenario, record: str = "totals", replications: int = 2, **asked: Any) -> Path:
    """Run scenarios into a record as `resettle compare` does."""
    writer = RecordWriter(
        new_folder(folder, []), scenarios, {"baseline": scenarios[0].name, "seed": 5, "record": record, **asked}
    )
    runs = run(scenarios, replications, seed=5, record=record, writer=writer)
    writer.close(runs.status)
    return folder
