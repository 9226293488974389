"""The policy as the model has it: measure, lever, parameters, quantities bent, processes, first-order indicators, target.

What a lever bends is not declared but seen: the lever runs at full dose on the smallest site and its bends are noted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel

from model.calendar import rows
from model.declare import Lever
from model.errors import BadInput, Fault
from model.registry import LEVERS, OUTCOMES, PROCESSES, QUANTITIES
from model.scenario import load_scenario
from model.scenario_check import BudgetFile, DeliveryFile
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


@dataclass(frozen=True)
class Setting:
    """What a scenario may set beside the parameters of levers. file, key: where its bounds are declared; off: what holds where
    a scenario is silent; asked: what the document asks for."""

    name: str
    file: type[BaseModel] | None
    key: str
    unit: str
    off: tuple[str, str]
    asked: tuple[str, str]
    zh: str
    en: str

    def text(self, lang: str) -> str:
        """`delivery.start_month` name (unit, off → as asked; low … high)."""
        place = 0 if lang == "zh" else 1
        bounds = _bounds(self.file, self.key)
        told = f"; {bounds[0]:g} … {bounds[1]:g}" if bounds else ""
        what = f"{unit(self.unit, lang)}, " if self.unit else ""
        return f"`{self.name}` {self.zh if lang == 'zh' else self.en} ({what}{self.off[place]} → {self.asked[place]}{told})"


def _bounds(file: type[BaseModel] | None, key: str) -> tuple[float, float] | None:
    """The bounds that a key of a scenario file declares, if it has both."""
    if file is None:
        return None
    field = file.model_fields[key]
    # What may be left out has its bounds one level further in: `Annotated[int, …] | None`.
    declared = [*field.metadata, *(of for option in get_args(field.annotation) for info in get_args(option)[1:]
                                   for of in getattr(info, "metadata", ()))]  # fmt: skip
    found = {name: getattr(of, name) for of in declared for name in ("ge", "le") if getattr(of, name, None) is not None}
    return (found["ge"], found["le"]) if len(found) == 2 else None


NONE, NO_CAP = ("无", "none"), ("不设上限", "no cap")
PHASING = (
    Setting("delivery.start_month", DeliveryFile, "start_month", "month", ("0", "0"), ("0", "0"),
            "各项措施统一起始月份", "month in which every lever starts"),
    Setting("delivery.ramp_months", DeliveryFile, "ramp_months", "months", ("0", "0"), ("0", "0"),
            "自起始至足额的月数", "months from the start to the full dose"),
    Setting("levers.*.start_month, .ramp_months, .end_month", DeliveryFile, "start_month", "month", NONE, NONE,
            "单项措施的起始、过渡和退出月份，优先于 delivery", "a lever's own start, ramp and end, which come before delivery's"),
)  # fmt: skip
MONEY = (
    Setting("budget.per_resident_year", BudgetFile, "per_resident_year", "yuan a resident a year", NO_CAP, NO_CAP,
            "人均年度后续扶持资金", "money for follow-up support"),
    Setting("budget.growth_percent_a_year", BudgetFile, "growth_percent_a_year", "", ("0%", "0 %"), ("0%", "0 %"),
            "资金年增长率", "its growth a year, in per cent"),
    Setting("budget.partner_funds", BudgetFile, "partner_funds", "yuan a resident a year", ("0", "0"), ("0", "0"),
            "协作帮扶资金", "partners' funds that add to it"),
    Setting("budget.priority", None, "", "", NONE, NONE,
            "资金安排的先后顺序（措施列表）", "the order in which levers are paid, a list of their names"),
)  # fmt: skip
# Phasing is not a lever of its own: it says when all the others start. The budget says how much all of them can buy.
IN_THE_SCENARIO: dict[str, tuple[Setting, ...]] = {"S1": PHASING, "S2": MONEY}
# What a measure that is no lever works through, reads back in and aims at: (zh, en).
WITHOUT_LEVER = {
    "S1": (
        ("（情景设置）统一进度", "（所有措施的全部参数，条款类除外）", "各措施所经过程",
         "足额月份 = 起始月份 + 过渡月数 − 1；各措施的一阶指标", "后续扶持与安置点建设、搬迁入住同步推进"),
        ("set in the scenario, for all levers", "all parameters of all levers but their terms", "those of each lever",
         "month of full dose = start + ramp − 1; the first-order indicators of each lever",
         "follow-up support in step with building the site and moving in"),
    ),
}  # fmt: skip
NO_LEVER = ("模型中尚无", "no lever yet")
SIGNS = {1: "+", 0: "0", -1: "−"}


def cells(row: PolicyRow, lang: str) -> list[str]:
    """A row as text: measure, lever, parameters, quantities, processes, indicators, target."""
    is_chinese, lever = lang == "zh", row.lever
    measure = f"{row.measure} {row.zh if is_chinese else row.en}"
    settings = "; ".join(setting.text(lang) for setting in IN_THE_SCENARIO.get(row.measure, ()))
    if lever is None:
        if row.measure not in WITHOUT_LEVER:
            return [measure, NO_LEVER[0 if is_chinese else 1], "", "", "", "", ""]
        name, bent, through, read_back, aim = WITHOUT_LEVER[row.measure][0 if is_chinese else 1]
        return [measure, name, settings, bent, through, read_back, aim]
    full = {of.name: lever.full.get(of.name, of.default) for of in lever.parameters}
    parameters = "; ".join(
        f"`{of.name}` {of.zh if is_chinese else of.en} ({unit(of.unit, lang)}, {of.default:g} → {full[of.name]:g})"
        for of in lever.parameters
    )
    parameters = f"{parameters}; {settings}" if settings else parameters
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
