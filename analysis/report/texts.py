"""Every sentence of a report, in both languages."""

from __future__ import annotations

from typing import Any

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("What follow-up measures do: {site}", "后续扶持措施模拟评估报告：{site}"),
    "subtitle": ("{n} scenarios against “{baseline}”; {months} months from {start}; made with Resettle {version}, "
                 "{made}",
                 "{n} 个情景与“{baseline}”比较；自 {start} 起 {months} 个月；由 Resettle {version} 生成，{made}"),
    "subtitle_one": ("Scenario “{baseline}”; {months} months from {start}; made with Resettle {version}, {made}",
                     "情景“{baseline}”；自 {start} 起 {months} 个月；由 Resettle {version} 生成，{made}"),
    "first_page": ("The answer on one page", "一页读懂"),
    "targets": ("The document's targets", "文件目标完成情况"),
    "effects": ("Effects", "措施效应"),
    "money": ("Money", "资金"),
    "groups": ("Who gains, who loses", "谁受益、谁受损"),
    "contribution": ("What each part adds", "各部分的贡献"),
    "lives": ("Lives: one household, two scenarios", "家庭对照：同一家庭、两个情景"),
    "assumptions": ("What it rests on", "结论的依据"),
    "method": ("Method", "方法"),
    "reproduce": ("How to reproduce", "如何复现"),
    # Notices.
    "unfinished": ("This run did not finish (status: {status}). What follows is of the {n} runs that did.",
                   "本次运行未完成（状态：{status}）。以下内容仅基于已完成的 {n} 次模拟。"),
    "failures": ("{n} runs failed and are missing from every number below. First: {scenario}, replication "
                 "{replication}, {stage}, month {month}.",
                 "有 {n} 次模拟失败，未计入以下任何数字。首个：{scenario}，重复 {replication}，{stage}，第 {month} 个"
                 "月。"),
    "dirty": ("The program had been changed and not committed when this was run: nobody else can reproduce it "
              "exactly.",
              "运行时程序有未提交的改动：他人无法完全复现本结果。"),
    # First page.
    "what_to_do": ("What to do", "建议"),
    "how_sure": ("How sure", "把握程度"),
    "gains": ("Who gains and who loses", "谁受益、谁受损"),
    "costs": ("What it costs", "花多少钱"),
    "rests": ("What it rests on", "结论的依据"),
    "best": ("Of the scenarios compared, “{scenario}” does most for stable work: {sentence}",
             "在所比较的情景中，“{scenario}”对稳定就业作用最大：{sentence}"),
    "none_helps": ("No scenario visibly raises the share of labour households with a stable job, nor clearly may.",
                   "没有情景能明显提高、或较有把握地可能提高有稳定就业的劳动力家庭比例。"),
    "cheapest": ("“{scenario}” buys a stable job-month at the lowest price, {price} yuan ({low} to {high}).",
                 "“{scenario}”取得一个稳定就业人月的成本最低，为 {price} 元（{low} 至 {high}）。"),
    "no_price": ("No scenario has a price of a stable job-month that can be stated: what is gained may be nothing.",
                 "没有情景能给出可信的稳定就业人月单位成本：增加量可能为零。"),
    "worst": ("Mind the other side: {sentence}", "需要注意：{sentence}"),
    "integrates": ("For integration: {sentence}", "社会融入方面：{sentence}"),
    "seeds_only": ("Effects are means of the last {over} months. Intervals here cover chance alone ({n} paired runs), "
                   "not what is uncertain in the assumptions, so nothing is said more strongly than “may”. The "
                   "command “resettle draws” runs the same comparison over draws of the assumptions.",
                   "效应为最后 {over} 个月的均值。本报告的区间只反映模拟随机性（{n} 对运行），不含假设的不确定性，因此措"
                   "辞最多为“可能”。用命令“resettle draws”可在多组假设抽样下重做同一比较。"),
    "over_draws": ("Effects are means of the last {over} months. Intervals cover the assumptions as well as chance "
                   "({n_draws} draws, {n} paired runs).",
                   "效应为最后 {over} 个月的均值；区间同时反映假设与模拟随机性（{n_draws} 组假设抽样，{n} 对运行）。"),
    "over_points": ("Effects are means of the last {over} months. Intervals cover chance and what the experiment moves "
                    "({names}; {n_draws} design points, {n} paired runs), not the other assumptions, so nothing is said "
                    "more strongly than “may”.",
                    "效应为最后 {over} 个月的均值。区间反映模拟随机性和实验所变动的参数（{names}；{n_draws} 个设计点，{n}"
                    " 对运行），不含其他假设，因此措辞最多为“可能”。"),
    "first_in_points": ("“{scenario}” comes first by stable work in {share} of the design points.",
                        "按稳定就业排名，“{scenario}”在 {share} 的设计点中居首。"),
    "first_in_pairs": ("“{scenario}” comes first by stable work in {share} of the runs.",
                       "按稳定就业排名，“{scenario}”在 {share} 的运行中居首。"),
    "first_in_draws": ("“{scenario}” comes first by stable work in {share} of the draws of the assumptions.",
                       "按稳定就业排名，“{scenario}”在 {share} 的假设抽样中居首。"),
    "group_most": ("Under “{scenario}” stable employment rises by more than for all among: {groups}.",
                   "在“{scenario}”下，以下群体的稳定就业增幅高于总体：{groups}。"),
    "group_least": ("It rises by less, or falls, among: {groups}.", "以下群体增幅低于总体或有所下降：{groups}。"),
    "group_even": ("Under “{scenario}” no group is told apart from all in what it gains of stable employment.",
                   "在“{scenario}”下，各群体在稳定就业上的受益与总体无可分辨的差别。"),
    "no_groups": ("The run recorded no groups (--record totals), so who gains cannot be said.",
                  "本次运行未记录分组结果（--record totals），无法说明谁受益。"),
    "families": ("Of the families, {better} are better off by income and {worse} worse off under “{scenario}”; luck "
                 "is reshuffled too, so read the difference: {net} ({low} to {high}).",
                 "在“{scenario}”下，{better} 的家庭收入改善，{worse} 变差；其中含运气的重新分配，应看净差：{net}（"
                 "{low} 至 {high}）。"),
    "spent": ("“{scenario}”: {yuan} million yuan in {months} months, {extra} million more than the baseline "
              "({each} yuan a resident a year).",
              "“{scenario}”{months} 个月共支出 {yuan} 万元，比基准多 {extra} 万元（每居民每年 {each} 元）。"),
    "spent_less": ("“{scenario}”: {yuan} million yuan in {months} months, {extra} million less than the baseline "
                   "({each} yuan a resident a year).",
                   "“{scenario}”{months} 个月共支出 {yuan} 万元，比基准少 {extra} 万元（每居民每年 {each} 元）。"),
    "unfunded": ("{yuan} million yuan that “{scenario}” asked for were not in the budget.",
                 "“{scenario}”有 {yuan} 万元需求未获预算。"),
    "group_effect": ("{group} ({effect} points)", "{group}（{effect} 个百分点）"),
    "long_table": ("{title}: {n} rows, in the web page and in the workbook.", "{title}：共 {n} 行，见网页版和 Excel 工作簿。"),
    "rests_on": ("{n} parameters stand behind these numbers: {measured} measured, {literature} from the literature, "
                 "{assumed} ({share}) assumptions.",
                 "以上数字依据 {n} 个参数：统计数据 {measured} 个，文献 {literature} 个，假设 {assumed} 个（{share}）"
                 "。"),
    "variance": ("Of the uncertainty of the effect of “{scenario}” on {outcome}, {assumption} comes from assumptions, "
                 "{literature} from ranges of the literature, {chance} from chance.",
                 "“{scenario}”对{outcome}效应的不确定性中，{assumption} 来自假设，{literature} 来自文献取值范围，"
                 "{chance} 来自随机性。"),
    "model_only": ("These are results of a model, not observations. They say what follows from its rules and numbers.",
                   "以上是模型结果而非观测结果，只说明由其规则和数值能推出什么。"),
    "alone": ("One scenario by itself: this report shows levels. Effects need a second one: resettle compare.",
              "本报告只有一个情景，仅展示水平值；要看效应，请用 resettle compare 与另一情景比较。"),
    "too_few": ("Fewer than two pairs of runs: effects and intervals cannot be given.",
                "配对运行少于两对，无法给出效应和区间。"),
    # Titles of tables and figures.
    "t_summary": ("Scenarios side by side", "情景对照"),
    "t_effects": ("Effects, mean of the last {over} months", "效应（最后 {over} 个月均值）"),
    "t_levels": ("Levels, mean of the last {over} months", "水平（最后 {over} 个月均值）"),
    "t_cumulative": ("Added up over {months} months", "{months} 个月累计"),
    "t_targets": ("Targets: share of runs that meet them, and in brackets the mean gap where they are missed",
                  "目标：达标的运行比例（括号内为未达标时的平均差距）"),
    "t_targets_all": ("Targets, one row a scenario", "目标完成情况（逐情景）"),
    "t_sources": ("Sources of what the scenarios set", "情景所设参数的来源"),
    "t_spending": ("Spending over {months} months, million yuan", "{months} 个月支出（万元）"),
    "t_payers": ("Who pays, million yuan", "按资金来源（万元）"),
    "t_prices": ("What one unit of gain costs, yuan", "单位成本（元）"),
    "t_groups": ("Effect on stable employment by group", "分群体的稳定就业效应"),
    "t_deciles": ("Income a head and year by tenth of the people", "按收入十等分的人均年收入"),
    "t_inequality": ("Inequality", "收入差距"),
    "t_families": ("Families better and worse off", "家庭得失"),
    "t_displacement": ("Where a programme's jobs come from", "项目就业的来源"),
    "t_contribution": ("What each part adds to {outcome}", "各部分对“{outcome}”的贡献"),
    "t_grades": ("Parameters by grade", "参数的证据等级"),
    "t_set": ("What the scenarios set, with grade and source", "情景所设参数的等级与来源"),
    "t_ledger": ("All parameters behind the answer", "全部参数清单"),
    "t_variance": ("What the variance of an effect rests on", "效应方差的来源"),
    "t_screening": ("Parameters that the effect goes with", "与效应相关的参数"),
    "p_effects": ("Effects beside the smallest effect that matters", "效应与“值得重视的最小效应”对照"),
    "p_paths": ("Paths", "变化过程"),
    "p_targets": ("Targets", "目标完成情况"),
    "p_cost": ("Costs and gains", "成本与收益"),
    "p_groups": ("Effects by group", "分群体效应"),
    "p_contribution": ("Contributions", "贡献分解"),
    "p_flows": ("From state to state", "劳动力状态流动"),
    "p_map": ("The site", "安置点平面图"),
    # Heads of columns.
    "outcome": ("outcome", "指标"),
    "unit": ("unit", "单位"),
    "baseline": ("baseline", "基准"),
    "value": ("scenario", "情景值"),
    "effect": ("effect", "效应"),
    "low": ("95 % from", "95% 下限"),
    "high": ("95 % to", "95% 上限"),
    "reading": ("reading", "判断"),
    "scenario": ("scenario", "情景"),
    "target": ("target", "目标"),
    "met": ("met, % of runs", "达标比例（%）"),
    "since": ("met since month", "达标起始月"),
    "missed": ("missed by", "差距"),
    "gap_unit": ("unit of the gap", "差距单位"),
    "lever": ("lever", "措施"),
    "total": ("total", "合计"),
    "payer": ("payer", "资金来源"),
    "gain": ("gain", "收益"),
    "extra_cost": ("extra cost, million yuan", "增加成本（万元）"),
    "extra_gain": ("extra gain", "增加收益"),
    "price": ("yuan a unit", "单位成本（元）"),
    "group": ("group", "群体"),
    "versus": ("beyond all", "与总体之差"),
    "tenth": ("tenth, poorest first", "十等分（由低到高）"),
    "measure": ("measure", "项目"),
    "part": ("part", "部分"),
    "share": ("share, %", "占比（%）"),
    "grade": ("grade", "证据等级"),
    "n": ("number", "数量"),
    "parameter": ("parameter", "参数"),
    "name": ("name", "名称"),
    "default": ("default", "默认值"),
    "source": ("source", "来源"),
    "set_to": ("value", "取值"),
    "id": ("id", "编号"),
    "publisher": ("publisher", "发布者"),
    "year": ("year", "年份"),
    "where": ("DOI or address", "DOI 或网址"),
    "range": ("range", "范围"),
    "families_col": ("families, %", "家庭（%）"),
    "change": ("mean change, yuan", "平均变化（元）"),
    "people": ("people a month", "人/月"),
    "programme": ("programme", "项目"),
    "correlation": ("correlation", "相关系数"),
    "floor": ("what chance reaches", "随机可达水平"),
    "what": ("source of variance", "方差来源"),
    "price_job": ("yuan a stable job-month", "元/稳定就业人月"),
    "gross": ("job-months given", "提供的就业人月"),
    "net": ("job-months more in all", "净增就业人月"),
    "displaced": ("displaced, %", "替代比例（%）"),
    "n_displaced": ("Displaced: of the jobs a programme gives, those that others would have had. Told only where it can "
                    "be read as the programme's.",
                    "替代比例：项目提供的就业中他人本可得到的部分；仅在可归因于该项目时给出。"),
    "each_year": ("yuan a resident a year", "元/居民·年"),
    # Notes.
    "n_noise": ("Student's t over {n} paired runs; covers chance (seeds) only.",
                "{n} 对运行的 t 区间；只反映模拟随机性（种子）。"),
    "n_draws": ("Over {n_draws} draws of the assumptions, {n} paired runs: the interval is for one draw more.",
                "{n_draws} 组假设抽样、{n} 对运行；区间为再抽一组时的预测区间。"),
    "n_points": ("Over {n_draws} design points of the experiment, {n} paired runs: the interval is for one point more.",
                 "实验的 {n_draws} 个设计点、{n} 对运行；区间为再增加一个设计点时的预测区间。"),
    "n_ratio": ("Fieller's interval; none is given where the gain may be zero or the scenario costs less.",
                "Fieller 区间；收益可能为零或成本更低时不给出单位成本。"),
    "n_targets": ("A target that this record cannot show is left out: {names}.", "本记录未包含的目标未列出：{names}。"),
    "n_wording": ("“Raises” needs an interval over the assumptions that lies beyond the smallest effect that matters; "
                  "“no visible effect” needs the whole interval within it.",
                  "“提高”要求含假设不确定性的区间整体超出“值得重视的最小效应”；“未见明显影响”要求区间整体在其之内。"),
    "n_ledger": ("All {n} of them are in the web page and in the workbook.", "全部 {n} 个见网页版和 Excel 工作簿。"),
    "n_contribution": ("Shapley values: the mean of what a part adds over all orders of joining; they add up to the package.",
                       "Shapley 值：各部分在所有加入次序下新增效应的平均；各值之和等于组合效应。"),
    "n_pairs": ("Each family is compared with itself in the paired run.", "每个家庭与配对运行中的自身比较。"),
    # Sections without numbers.
    "no_package": ("This record compares whole scenarios. What each system or lever adds inside a package is run by "
                   "itself: resettle package {baseline} {scenario}",
                   "本记录比较的是完整情景。各体系或各项措施在组合中的贡献需单独运行：resettle package {baseline} "
                   "{scenario}"),
    "no_rows": ("Families were not recorded one by one. With --rows the run keeps them, and this section shows who "
                "is better and worse off, tenths of income, and where a programme's jobs come from.",
                "本次运行未保存逐户数据。加 --rows 运行后，本节将给出家庭得失、收入十等分和项目就业来源。"),
    "method_text": ("Resettle simulates every household, person, employer, school and clinic of one resettlement site "
                    "month by month, in a fixed order of {processes} processes. Measures act through people, places, "
                    "posts and money, never on an outcome. Two scenarios are compared run by run under the same random "
                    "numbers, so that what differs is the measure.",
                    "Resettle 逐月模拟一个安置点的每个家庭、个人、用人单位、学校和医疗机构，每月按固定次序执行 "
                    "{processes} 个过程。措施只通过人、场所、岗位和资金起作用，不直接改动任何指标。两个情景在相同随机数下"
                    "逐次配对比较，差异即来自措施。"),
    "method_site": ("The site: {site}, about {households} households and {people} people; {months} months from {start}; "
                    "{replications} replications, seed {seed}.",
                    "安置点：{site}，约 {households} 户 {people} 人；自 {start} 起 {months} 个月；重复 {replications} 次"
                    "，种子 {seed}。"),
    "method_limits": ("The synthetic people follow published shares; the baseline was set by hand within ranges of the "
                      "evidence and meets most of its targets, not all. Effects of many measures have no causal study "
                      "behind them: their sizes are assumptions, marked as such below and in docs/parameters.md.",
                      "合成人口依据公开的结构比例；基准情景在证据范围内手工设定，多数但并非全部对标目标已达到。许多措施没有"
                      "因果研究支持，其效应大小为假设，已在本报告和参数表中标明。"),
    "reproduce_with": ("The same program and seed give the same numbers, bit for bit:", "同一程序和种子可逐位复现同一结果："),
    "made_by": ("commit {commit}; model {digest}; Python {python}, numpy {numpy}, numba {numba}, mesa {mesa}; "
                "{machine}",
                "提交 {commit}；模型 {digest}；Python {python}，numpy {numpy}，numba {numba}，mesa {mesa}；{machine}"),
    "not_committed": ("not known", "未知"),
}  # fmt: skip


def say(key: str, lang: str, **values: Any) -> str:
    """A sentence in a language, filled with values."""
    return TEXTS[key][1 if lang == "zh" else 0].format(**values)


def heads(lang: str, *keys: str) -> tuple[str, ...]:
    """Titles of columns."""
    return tuple(say(key, lang) for key in keys)
