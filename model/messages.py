"""The sentences of all faults, in both languages: what is wrong, and what to do about it."""

from __future__ import annotations

from typing import Any

MESSAGES: dict[str, tuple[str, str]] = {
    "missing_file": ("there is no such file. Check the path.", "没有这个文件。请检查路径。"),
    "is_directory": ("this is a folder. Name a file.", "这是文件夹。请指定一个文件。"),
    "unreadable": ("the file cannot be read: {why}. Check its permissions.", "文件无法读取：{why}。请检查权限。"),
    "empty_file": (
        'nothing is set here. Write at least one key, for example extends = "baseline".',
        '没有任何设置。请至少写一项，例如 extends = "baseline"。',
    ),
    "not_utf8": ("the file is not UTF-8 text. Save it as UTF-8.", "文件不是 UTF-8 编码。请另存为 UTF-8。"),
    "syntax": ("this is not TOML: {why}. Mend this place first; other faults are looked for afterwards.",
               "不符合 TOML 语法：{why}。请先改正此处，其他问题随后检查。"),
    "duplicate": ("the key stands here a second time. Keep one of the two.", "键重复出现。请只保留一个。"),
    "unknown_key": ("there is no such key.{suggestion}", "没有这个键。{suggestion}"),
    "missing_key": ("a key is missing. Add {name}.", "缺少键。请补充 {name}。"),
    "unknown_name": ("there is no {what} of this name.{suggestion}", "没有名为此的{what}。{suggestion}"),
    "unknown_measure": ("the document has no measure of this number. Give one of: {known}.",
                        "文件中没有此编号的措施。可用编号：{known}。"),
    "wrong_type": ("this should be {expected}.", "此处应为{expected}。"),
    "not_finite": ("this is not a finite number. Give a number.", "不是有限数。请填写数字。"),
    "too_low": ("below the lowest value {low}. Give a number from {low} to {high}.",
                "低于最小值 {low}。请填写 {low} 到 {high} 之间的数。"),
    "too_high": ("above the highest value {high}. Give a number from {low} to {high}.",
                 "高于最大值 {high}。请填写 {low} 到 {high} 之间的数。"),
    "bad_date": ("not a month. Write it as 2019-06.", "不是有效月份。请写成 2019-06 的形式。"),
    "bad_name": (
        "not usable as a name of files. Use letters, digits and . _ + - only, a letter or a digit first.",
        "不能用作文件名。只能用文字、数字和 . _ + -，并以文字或数字开头。",
    ),
    "not_by_option": ("this cannot be set by an option. Write it in a file.", "此项不能通过选项设置。请写在文件中。"),
    "cycle": ("the files extend each other in a circle: {chain}. Break the circle.",
              "文件互相继承，形成循环：{chain}。请断开循环。"),
    "end_before_start": ("the lever is withdrawn before it has begun in month {start}. Give a later month.",
                         "措施在第 {start} 个月开始之前已被取消。请填写更晚的月份。"),
    "start_beyond": ("the lever starts in month {start}, but the run ends before it, after {months} months. "
                     "Start earlier or simulate more months.",
                     "措施从第 {start} 个月开始，但模拟只有 {months} 个月。请提前开始或延长模拟。"),
    "bad_dose": ('a dose is a number from 0 to 1, "full" or "off".', "剂量应为 0 到 1 的数、\"full\" 或 \"off\"。"),
    "off_with_keys": ('a lever that is "off" is written as a single word: {name} = "off".',
                      "关闭措施请写成一个词：{name} = \"off\"。"),
    "twice": ("named twice. Keep one.", "重复列出。请只保留一个。"),
    "bad_setting": ("not KEY=VALUE. Write for example --set levers.training.coverage=0.5",
                    "不是“键=值”的形式。例如：--set levers.training.coverage=0.5"),
    "bad_value": ("not a TOML value: {why}. Text needs quotes.", "不是 TOML 值：{why}。文字需要加引号。"),
    "bad_profile": ("{why}.", "{why}。"),
    "lever_parameter": ("this belongs to a lever. Set it under [levers.{lever}].",
                        "这是措施的参数。请在 [levers.{lever}] 中设置。"),
    "rule_suffix": ("a rule is a Python file whose name ends in .py.", "规则应为 .py 结尾的 Python 文件。"),
    "empty": ("nothing is named here. Name at least one.", "此处为空。请至少填写一项。"),
    "too_few_replications": ("a comparison needs at least two replications, or there is no uncertainty to show. "
                             "Ask for more.",
                             "比较至少需要两次重复模拟，否则无法给出不确定性。请增加重复次数。"),
    "same_twice": ("the scenario is named twice. Name each once.", "同一情景出现两次。每个情景只写一次。"),
    "different_horizons": ("runs over {months} months and the baseline over {baseline}. Set --months.",
                           "模拟 {months} 个月，而基准情景为 {baseline} 个月。请用 --months 统一。"),
    "different_sites": ("stands on site {site} and the baseline on {baseline}. Set --site.",
                        "安置点为 {site}，而基准情景为 {baseline}。请用 --site 统一。"),
    "record_exists": ("there is a record already, and results are never overwritten. Name another folder.",
                      "此处已有运行记录，结果不会被覆盖。请指定其他文件夹。"),
    "no_record": ("there is no run record here. Name the folder that a run wrote.",
                  "此处没有运行记录。请指定运行输出的文件夹。"),
    "too_many_parts": ("the package has too many parts for all their subsets, {most} at most. "
                       "Group them by system, or sample orders.",
                       "组合的部分过多，无法枚举所有子集（最多 {most} 个）。请按体系分组，或抽样排列。"),
    "missing_subset": ("the runs lack this subset of the package. Run all subsets.",
                       "缺少该措施子集的运行结果。请运行全部子集。"),
    "no_draws": ("robustness needs at least two draws of the assumptions. Run over draws.",
                 "稳健性分析至少需要两组假设抽样。请先运行假设抽样。"),
    "month_not_kept": ("no rows were kept for this month. Kept are: {known}.", "该月没有保存明细。已保存的月份：{known}。"),
    "no_rows": ("the run kept no table of {table}. Run it again with --rows.",
                "运行时没有保存“{table}”表。请加 --rows 重新运行。"),
    "no_folder": ("the folder it should stand in does not exist. Make it first.", "所在文件夹不存在。请先建立。"),
    "start_dates_differ": ("starts in {start} and the baseline in {baseline}. A comparison needs the same months.",
                           "起始月份为 {start}，基准情景为 {baseline}。比较需要相同的月份。"),
    "bad_rule": ("the rule cannot be used: {why}.", "规则无法使用：{why}。"),
    "no_dummy": ("no input of this name. A design needs a dummy, which selects the seeds: without it nobody knows what "
                 "chance scores.",
                 "没有此名称的输入。设计须包含虚拟输入（用于选取随机种子），否则无法判断随机波动的得分。"),
    "no_outputs": ("there are no outcomes of this group. Record it, or name another.",
                   "没有该组的指标。请记录该组或改用其他组。"),
    "bad_input_value": ("an input of the design is not a finite number. Make the design again.",
                        "设计中的输入不是有限数。请重新生成设计。"),
    "output_twice": ("this output stands there twice. Keep one.", "该输出重复出现。请只保留一个。"),
    "no_run": ("this run is missing. Run it, for example by resuming the experiment, before indices are estimated.",
               "缺少这次模拟。请先补齐（例如继续实验），再估计敏感性指数。"),
    "bad_output": ("this output is missing or not a finite number, and would make every index worthless. "
                   "Leave this outcome or month out, or find out why the run gave no number.",
                   "该输出缺失或不是有限数，会使所有指数失效。请排除该指标或月份，或查明该次模拟为何没有数值。"),
    "and_more": ("and {n} more of the kind.", "此类问题另有 {n} 处。"),
    "not_this_design": ("{rows} rows of {inputs} inputs are not a whole {design} design in its order. "
                        "Use the design that the method needs.",
                        "{inputs} 个输入的 {rows} 行不是完整有序的 {design} 设计。请使用该方法所需的设计。"),
    "too_few_points": ("too few design points. The method needs {least} at least.", "设计点太少。该方法至少需要 {least} 个。"),
}  # fmt: skip

EXPECTED: dict[str, tuple[str, str]] = {
    "number": ("a number", "数字"),
    "whole": ("a whole number", "整数"),
    "text": ("text in quotes", "带引号的文字"),
    "list": ("a list in brackets", "方括号列表"),
    "texts": ("text, or a list of texts", "文字或文字列表"),
    "table": ("a table", "表"),
    "truth": ("true or false", "true 或 false"),
}

THINGS: dict[str, tuple[str, str]] = {
    "lever": ("lever", "措施"),
    "parameter": ("parameter", "参数"),
    "scenario": ("scenario", "情景"),
    "site": ("site", "安置点"),
    "shock": ("shock", "冲击"),
    "placement": ("placement", "安置方式"),
    "outcome": ("outcome", "指标"),
    "name": ("scenario, site, lever, outcome, process or parameter", "情景、安置点、措施、指标、过程或参数"),
}


def _pick(pair: tuple[str, str], lang: str) -> str:
    return pair[1] if lang == "zh" else pair[0]


def message(kind: str, lang: str, **values: Any) -> str:
    """The sentence of a fault in a language (`zh` or `en`), filled with values."""
    filled = dict(values)
    if "expected" in filled:
        filled["expected"] = _pick(EXPECTED[filled["expected"]], lang)
    if "what" in filled:
        filled["what"] = _pick(THINGS[filled["what"]], lang)
    if "near" in filled:
        near = filled.pop("near")
        filled["suggestion"] = "" if near is None else f"您是否想写 {near}？" if lang == "zh" else f" Did you mean {near}?"
    return _pick(MESSAGES[kind], lang).format(**filled)
