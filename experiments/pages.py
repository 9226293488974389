"""The generated pages of docs/: the baseline against its targets, the synthetic people against theirs, all parameters,
the policy.

    python -m experiments.pages

Every page says which model it was made from; a test fails when that is no longer the model at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from experiments.markdown import say, table
from experiments.policy_table import HEADS, cells, policy_rows
from experiments.population_table import population_rows
from experiments.runner import run
from model import registry
from model.calendar import rows
from model.kernel import code_digest
from model.record import identity
from model.scenario import load_scenario
from model.scenario_file import shipped
from model.words import unit

DOCS = Path(__file__).resolve().parents[1] / "docs"
REPLICATIONS, SEED = 20, 1
LANGUAGES = ("en", "zh")


def stamp() -> str:
    """What a page was made from."""
    return f"<!-- made from model {code_digest()}, baseline {identity(load_scenario('baseline'))} -->"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"


def _sources(ids: str) -> str:
    return ids or "–"


def baseline_page(lang: str) -> str:
    """The baseline on the county-town site beside every target: value, range over replications, verdict, source."""
    scenario = load_scenario("baseline")
    runs = run([scenario], REPLICATIONS, SEED, jobs=2, record="totals")
    values = np.stack([runs.values[scenario.name][k] for k in range(REPLICATIONS)])
    places = {pair: place for place, pair in enumerate(runs.series[scenario.name])}
    body = []
    for row in rows("baseline_targets"):
        months = slice(int(row["from_month"]), int(row["to_month"]) + 1)
        chosen = values[:, months, places["all", row["outcome"]]]
        each = chosen.sum(axis=1) if row["sum"] == "yes" else np.nanmean(chosen, axis=1)
        target, tolerance = float(row["target"]), float(row["tolerance"])
        gap = float(each.mean()) - target
        verdict = (
            say(lang, "met", "达到") if abs(gap) <= tolerance else say(lang, f"misses by {_number(gap)}", f"偏差 {_number(gap)}")
        )
        what = row[f"what_{lang}"]
        body.append([
            what, f"{row['place']}, {row['date']}", _number(target), f"± {_number(tolerance)}", _number(float(each.mean())),
            f"{_number(float(each.min()))} … {_number(float(each.max()))}", unit(row["unit"], lang), verdict, row["source"],
        ])  # fmt: skip
    head = say(
        lang,
        "What|Where, when|Target|Tolerance|Baseline|Range over replications|Unit|Verdict|Source",
        "内容|地点、时间|目标值|容差|基准情景|重复间范围|单位|判断|来源",
    ).split("|")
    site = scenario.site.label.zh if lang == "zh" else scenario.site.label.en
    intro = say(
        lang,
        f"# The baseline beside its targets\n\n{site}, 60 months from June 2019, {REPLICATIONS} replications, seed {SEED}. "
        "Parameters were set by hand within their ranges; this is not a calibration. Administrative employment rates are "
        "reported by those who are responsible for them and lie far above what surveys find; the model stands between the two. "
        "Tolerances are judgements. What misses its target says so.",
        f"# 基准情景与目标值对照\n\n{site}，自 2019 年 6 月起 60 个月，{REPLICATIONS} 次重复，种子 {SEED}。"
        "参数在其范围内手工设定，不是正式校准。行政统计的就业率为自报数，远高于调查结果，模型取两者之间。容差为主观判断；未达到目标的已注明。",
    )
    path = _path_table(lang, values, places)
    return f"{intro}\n\n{table(head, body)}\n\n{path}\n"


def _path_table(lang: str, values: np.ndarray, places: dict[tuple[str, str], int]) -> str:
    """Employment and a few others, every half year."""
    names = (
        "employment_rate", "stable_employment_rate", "labour_households_with_a_job", "share_working_outside",
        "net_income_a_head_yuan_month", "integration_index", "share_returned", "out_of_school_share", "unmet_need_share",
    )  # fmt: skip
    months = range(0, 60, 6)
    head = ["", *(str(month) for month in months), "59"]
    body = []
    for name in names:
        outcome = registry.OUTCOMES[name]
        mean = values[:, :, places["all", name]].mean(axis=0)
        body.append([say(lang, outcome.en, outcome.zh), *(_number(float(mean[month])) for month in (*months, 59))])
    return say(lang, "## By month\n\n", "## 逐期数值（月）\n\n") + table(head, body)


def population_page(lang: str) -> str:
    """The synthetic people of each site beside the shares they should have."""
    head = say(lang, "Site|What|Target|Synthetic|Verdict|Source", "安置点|内容|目标值|合成人口|判断|来源").split("|")
    body = [
        [site, say(lang, en, zh), _number(target), _number(value),
         say(lang, "met", "达到") if abs(value - target) <= tolerance else say(lang, f"misses by {_number(value - target)}",
                                                                               f"偏差 {_number(value - target)}"), source]
        for site, en, zh, target, tolerance, value, source in population_rows()
    ]  # fmt: skip
    intro = say(
        lang,
        "# The synthetic people beside the evidence\n\nMeans over five seeds on the first day. Where the evidence is silent "
        "the target is the site profile's own assumption.",
        "# 合成人口与证据对照\n\n第一天、五个种子的均值。证据缺失处以安置点设定的假设为目标值。",
    )
    return f"{intro}\n\n{table(head, body)}\n"


def parameters_page(lang: str) -> str:
    """Every parameter with unit, range, grade and source; the sources' titles at the end."""
    head = say(
        lang, "Parameter|Name|Default|Range|Unit|Grade|Meaning|Source", "参数|名称|默认值|范围|单位|证据等级|含义（英文）|来源"
    ).split("|")
    grades = {"measured": "统计数据", "literature": "文献", "assumption": "假设"}
    body = [
        [f"`{name}`", say(lang, of.en, of.zh), f"{of.default:g}", f"{of.low:g} … {of.high:g}", unit(of.unit, lang),
         say(lang, of.grade, grades[of.grade]), of.meaning, _sources(of.source)]
        for name, of in registry.PARAMETERS.items()
    ]  # fmt: skip
    used = {source for of in registry.PARAMETERS.values() for source in of.source.split()}
    listed = [
        f"- **{row['id']}** {row['title']} {row['publisher']} ({row['year']}). {row['address']}"
        for row in rows("sources")
        if row["id"] in used
    ]
    n = len(registry.PARAMETERS)
    n_assumed = sum(of.grade == "assumption" for of in registry.PARAMETERS.values())
    intro = say(
        lang,
        f"# Parameters\n\n{n} parameters, {n_assumed} of them assumptions. Generated from their declarations.",
        f"# 参数\n\n共 {n} 个参数，其中 {n_assumed} 个为假设。由程序声明自动生成。",
    )
    return f"{intro}\n\n{table(head, body)}\n\n## {say(lang, 'Sources', '来源')}\n\n" + "\n".join(listed) + "\n"


def policy_page(lang: str) -> str:
    """The policy, measure by measure, and what each is in the model."""
    intro = say(
        lang,
        "# The policy in the model\n\nEvery measure of the document, its lever, what the lever bends and through which processes "
        "it works, the indicators that it moves first (with the sign that is expected at full dose), and the document's own "
        "target. Quantities are those seen bent when the lever runs at full dose for two years on the smallest site.",
        "# 政策措施在模型中的对应\n\n文件的每项措施、对应的模型措施、所影响的量及其作用过程、首先变动的指标"
        "（括号内为足额时预期方向）以及文件本身的目标。“所影响的量”由程序观察得出：在最小的安置点上按足额运行两年。",
    )
    return f"{intro}\n\n{table(HEADS[lang], [cells(row, lang) for row in policy_rows()])}\n"


PAGES: dict[str, Callable[[str], str]] = {
    "baseline": baseline_page,
    "population": population_page,
    "parameters": parameters_page,
    "policy": policy_page,
}


def page_file(name: str, lang: str) -> Path:
    """Where a page stands."""
    return DOCS / (f"{name}.md" if lang == "en" else f"{name}.zh.md")


def main() -> None:
    """Write every page in both languages."""
    assert shipped(), "no scenarios found"
    for name, make in PAGES.items():
        for lang in LANGUAGES:
            page_file(name, lang).write_text(f"{stamp()}\n\n{make(lang)}", encoding="utf-8")


if __name__ == "__main__":
    main()
