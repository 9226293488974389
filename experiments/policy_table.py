"""The policy as the model has it: measure, lever, parameters, quantities bent, processes, first-order indicators, target.

What a lever bends is not declared but seen: the lever runs at full dose on the smallest site and its bends are noted.
"""

from __future__ import annotations

from dataclasses import dataclass

from model.calendar import rows
from model.declare import Lever
from model.errors import BadInput, Fault
from model.registry import LEVERS, OUTCOMES, PROCESSES, QUANTITIES
from model.scenario import load_scenario
from model.site import ResettlementSite
from model.words import unit

WATCHED_MONTHS = 24
SITE = "tiny"


@dataclass(frozen=True)
class PolicyRow:
    """One measure. lever: None where no lever has it; bends: quantities seen bent, as `process.quantity`."""

    measure: str
    system: str
    zh: str
    en: str
    lever: Lever | None
    bends: tuple[str, ...]


def bends_of(lever: Lever) -> tuple[str, ...]:
    """The quantities that a lever bends at full dose in its first two years on the smallest site."""
    scenario = load_scenario("no_followup", SITE, (f"levers.{lever.name}.dose=1.0", f"months={WATCHED_MONTHS}"))
    site = ResettlementSite(scenario, rng=1, record="totals")
    seen: set[str] = set()
    for _ in range(WATCHED_MONTHS):
        site.step()
        for process in PROCESSES:
            seen.update(site.bends.of(process))
    return tuple(name for name in QUANTITIES if name in seen)


def policy_rows(measure: str | None = None) -> list[PolicyRow]:
    """Every measure of the document in its order, one row a lever; or one measure alone. BadInput for an unknown one."""
    measures = rows("measures")
    if measure is not None and measure not in {row["measure"] for row in measures}:
        known = tuple(row["measure"] for row in measures)
        raise BadInput([Fault("unknown_measure", key=measure, values={"known": ", ".join(known)})])
    found = []
    for row in measures:
        if measure not in (None, row["measure"]):
            continue
        levers: list[Lever | None] = [lever for lever in LEVERS.values() if lever.measure == row["measure"]]
        for lever in levers or [None]:
            found.append(PolicyRow(row["measure"], row["system"], row["zh"], row["en"], lever, bends_of(lever) if lever else ()))
    return found


# Phasing is not a lever of its own: it says when all the others start.
IN_THE_SCENARIO = {
    "S1": (
        "情景文件：`delivery.start_month`、`delivery.ramp_months`；各措施自身的 start_month、ramp_months、end_month 优先",
        "in the scenario: `delivery.start_month`, `delivery.ramp_months`; a lever's own start, ramp and end_month come first",
    ),
}
NO_LEVER = ("模型中尚无", "no lever yet")
SIGNS = {1: "+", 0: "0", -1: "−"}


def cells(row: PolicyRow, lang: str) -> list[str]:
    """A row as text: measure, lever, parameters, quantities, processes, indicators, target."""
    is_chinese, lever = lang == "zh", row.lever
    measure = f"{row.measure} {row.zh if is_chinese else row.en}"
    if lever is None:
        return [measure, IN_THE_SCENARIO.get(row.measure, NO_LEVER)[0 if is_chinese else 1], "", "", "", "", ""]
    full = {of.name: lever.full.get(of.name, of.default) for of in lever.parameters}
    parameters = "; ".join(
        f"`{of.name}` {of.zh if is_chinese else of.en} ({unit(of.unit, lang)}, {of.default:g} → {full[of.name]:g})"
        for of in lever.parameters
    )
    target = lever.target_zh if is_chinese else lever.target_en
    processes = dict.fromkeys(name.partition(".")[0] for name in row.bends)
    names = [PROCESSES[name].zh if is_chinese else PROCESSES[name].en for name in processes]
    indicators = [
        f"{OUTCOMES[name].zh if is_chinese else OUTCOMES[name].en} ({SIGNS[sign]})" for name, sign in lever.expects.items()
    ]
    return [
        measure, f"`{lever.name}` {lever.zh if is_chinese else lever.en}", parameters,
        ", ".join(f"`{name}`" for name in row.bends), ", ".join(names), ", ".join(indicators), target,
    ]  # fmt: skip


HEADS = {
    "en": [
        "Measure",
        "Lever",
        "Parameters (unit, off → full)",
        "Quantities bent",
        "Processes",
        "First-order indicators",
        "Target",
    ],
    "zh": ["文件措施", "模型中的措施", "参数（单位，关闭 → 足额）", "所影响的量", "过程", "一阶指标", "文件目标"],
}  # fmt: skip
