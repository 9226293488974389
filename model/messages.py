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
    "no_household": ("there is no such household. They are numbered from 0 to {last}.", "没有这一户。编号从 0 到 {last}。"),
    "household_or_tipped": ("name one household with --household, or an outcome with --tipped, not both.",
                            "请用 --household 指定一户，或用 --tipped 指定一个结果，二者选一。"),
    "no_such_tip": ("households cannot be looked for by this outcome. Give one of: {known}.",
                    "不能按此结果查找家庭。可用：{known}。"),
    "one_scenario": ("the record holds one scenario only, and two lives need two. Make one with resettle compare.",
                     "记录中只有一个情景，而并排比较需要两个。请先用 resettle compare 运行。"),
    "no_pair": ("there is no replication of this number that both scenarios finished. Finished are: {known}.",
                "没有两个情景都完成的这一次重复。已完成的有：{known}。"),
    "no_such_draw": ("the record has no such draw of the assumptions. It has: {known}.",
                     "记录中没有这组假设抽样。现有：{known}。"),
    "lives_of_many_sites": ("this is a record of many sites, which keeps no single run. Run one site with resettle compare.",
                            "这是多个安置点的汇总记录，没有单次模拟。请用 resettle compare 运行单个安置点。"),
    "rule_changed": ("the rule has changed since the run, so the run cannot be repeated. Put the file back as it was.",
                     "该规则文件在运行后已被修改，无法重现当时的模拟。请恢复原文件。"),
    "replay_differs": ("run again, “{name}” does not give the record's numbers (first: {where}), so no life is told. Use the "
                       "versions that the manifest names, or run the comparison again.",
                       "重新运行“{name}”得不到记录中的数值（首处：{where}），因此不作讲述。请使用 manifest 中列出的版本，"
                       "或重新运行比较。"),
    "replay_by_other_code": ("the record was made by another version of the model ({asked}, now {found}), and “{name}” run again "
                             "does not give its numbers (first: {where}), so no life is told. Use that version, or run the "
                             "comparison again.",
                             "记录由模型的另一版本生成（{asked}，现为 {found}），重新运行“{name}”得不到其数值（首处：{where}），"
                             "因此不作讲述。请使用原版本，或重新运行比较。"),
    "bad_life": ("this is not a file of two lives of this record. Take it out of the folder.",
                 "这不是本记录的家庭对照文件。请将其移出该文件夹。"),
    "cannot_write": ("the file cannot be written: {why}. Name another place.", "无法写入文件：{why}。请指定其他位置。"),
    "nothing_to_report": ("no run of the baseline finished here, so there is nothing to report. Run the comparison again.",
                          "此处没有完成的基准运行，无可报告。请重新运行比较。"),
    "no_browser": ("a PDF is printed by a browser (Chromium, Chrome or Edge), and none was found. Install one, name it in "
                   "RESETTLE_BROWSER, or print the page of --format html.",
                   "生成 PDF 需要浏览器（Chromium、Chrome 或 Edge），未找到。"
                   "请安装，或在 RESETTLE_BROWSER 中指定，或打印 --format html 的网页。"),
    "not_recorded": ("a report needs outcomes that were not recorded: {names}. Run it again with "
                     "all outcomes (record = \"totals\").",
                     "报告所需的指标未被记录：{names}。请记录全部指标（record = \"totals\"）后重新运行。"),
    "points_are_levers": ("its design points differ in measures ({names}), so no scenario has one effect to report. "
                          "Use resettle sensitivity, or compare scenarios.",
                          "设计点之间的措施不同（{names}），没有单一效应可报告。请用 resettle sensitivity，或比较情景。"),
    "browser_failed": ("the browser did not print the page: {why}. Print the page of --format html instead.",
                       "浏览器未能打印：{why}。可改为打印 --format html 的网页。"),
    "file_exists": ("there is a file of this name, and it is not overwritten. Name another with --out.",
                    "已有同名文件，不会覆盖。请用 --out 指定其他文件名。"),
    "no_folder": ("the folder it should stand in does not exist. Make it first.", "所在文件夹不存在。请先建立。"),
    "start_dates_differ": ("starts in {start} and the baseline in {baseline}. A comparison needs the same months.",
                           "起始月份为 {start}，基准情景为 {baseline}。比较需要相同的月份。"),
    "lever_gone": ("the lever {names} comes from a rule file that is gone or has changed: {files}. Put it back as it was.",
                   "措施 {names} 所在的规则文件已不存在或已被修改：{files}。请恢复原文件。"),
    "runs_failed": ("{n} runs failed, the first at {stage} in month {month}: {why}. Mend it and run again.",
                    "{n} 次运行失败，首次失败于第 {month} 个月的 {stage}：{why}。请修正后重新运行。"),
    "bad_rule": ("the rule cannot be used: {why}. Mend the file.", "规则无法使用：{why}。请修正该文件。"),
    "nothing_over": ("nothing is moved. Name inputs, for example --over training --over \"jobs_lost.*\".",
                     "没有变动任何输入。请指定，例如 --over training --over \"jobs_lost.*\"。"),
    "bad_over": ("not a name, a glob or NAME=LOW:HIGH. Write for example --over workshops.posts=0:80",
                 "应为名称、通配符或“名称=下限:上限”。例如：--over workshops.posts=0:80"),
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
    "no_groups_here": ("the {method} design knows no groups. Use saltelli or morris, or leave the groups out.",
                       "{method} 设计不支持分组。请改用 saltelli 或 morris，或去掉分组。"),
    "not_power_of_two": ("this size must be a power of two, or the points lie unevenly. Use {low} or {high}.",
                         "此处应为 2 的幂，否则样本点分布不均。请用 {low} 或 {high}。"),
    "levels_not_even": ("trajectories need an even number of levels. Use 4, 6 or 8.",
                        "轨迹设计的水平数须为偶数。请用 4、6 或 8。"),
    "grid_too_large": ("the grid would have {n} points. Take fewer levels or inputs, or another design.",
                       "网格将有 {n} 个点。请减少水平数或输入，或改用其他设计。"),
    "empty_table": ("a table needs a line of names and at least one row.", "表格须有一行名称和至少一行数据。"),
    "ragged_table": ("this row has {n} cells and the first line {asked}. Make them the same.",
                     "本行有 {n} 格，而首行有 {asked} 格。请使两者一致。"),
    "no_input": ("there is no parameter, lever or other input of this name.{suggestion}",
                 "没有名为此的参数、措施或其他输入。{suggestion}"),
    "no_match": ("nothing is called like this. Look at `resettle list parameters` for names.",
                 "没有名称与此相符。可用 `resettle list parameters` 查看名称。"),
    "no_range": ("no range is declared for this. Give one, for example [0, 24].", "此项没有声明范围。请给出，例如 [0, 24]。"),
    "empty_range": ("the range is empty: {low} is not below {high}. Give the lower end first.",
                    "范围为空：{low} 不小于 {high}。请先写下限。"),
    "bad_range": ('a range is [low, high], a table with low and high, a list of values = […], or "declared".',
                  '范围应为 [下限, 上限]、含 low 和 high 的表、values = […] 列表，或 "declared"。'),
    "log_not_positive": ("a log distribution needs a range above 0.", "对数分布的范围须大于 0。"),
    "needs_mode": ("a triangular distribution needs a mode within its range.", "三角分布须给出范围内的 mode（众数）。"),
    "needs_sd": ("a normal distribution needs mean, and sd above 0.", "正态分布须给出 mean（均值）和大于 0 的 sd（标准差）。"),
    "other_model_at_worker": ("a worker runs another version of the model ({found} instead of {asked}); runs would be mixed. "
                              "Install the same version there.",
                              "某个工作进程的模型版本不同（{found}，应为 {asked}），结果会混在一起。请在该处安装相同版本。"),
    "nothing_moves": ("nothing is moved. Name an uncertainty or a lever.", "没有可变的输入。请至少列出一个不确定参数或措施。"),
    "missing_design_key": ("this design needs {name}.", "此设计需要 {name}。"),
    "constant_moves": ("this is a constant and moves too. Name it once.", "此项既是常量又是可变输入。请只保留一处。"),
    "not_an_input": ("this is no input of the experiment, so it cannot be in a group.{suggestion}",
                     "此项不是本实验的输入，不能编入分组。{suggestion}"),
    "cannot_grow": ("a design of this kind cannot grow: more points would all lie elsewhere. Start a new experiment with the "
                    "size you need, or use sobol_sequence, saltelli, morris or random.",
                    "此类设计不能追加：点数改变后所有点都会移动。请以所需规模新建实验，"
                    "或改用 sobol_sequence、saltelli、morris 或 random。"),
    "only_doubles": ("this design grows by doubling only. Ask for +{n} (or that doubled again).",
                     "此设计只能成倍增加。请追加 +{n}（或再加倍）。"),
    "folder_locked": ("another runner is at work in this folder ({holder}). Wait for it, or stop it.",
                      "另一个运行进程正在使用此文件夹（{holder}）。请等待其结束或先将其停止。"),
    "disk_full": ("no room is left to write: {why}. What was stored before is kept; make room, then run: "
                  "resettle experiment resume {folder}",
                  "无法继续写入：{why}。此前已保存的结果完好；请腾出空间，然后运行：resettle experiment resume {folder}"),
    "corrupt_shard": ("the file is damaged. The other files are sound; `resettle experiment resume {folder}` puts this one aside "
                      "and runs its runs again.",
                      "文件已损坏，其余文件完好；运行 `resettle experiment resume {folder}` 会将其移开并重做其中的模拟。"),
    "other_experiment": ("the folder holds another experiment: {which} differ. Name another folder.",
                         "此文件夹中是另一个实验：{which} 不同。请指定其他文件夹。"),
    "changed_since": ("the file has changed since the experiment was begun; old and new runs would be mixed. Put it back, start "
                      "in a new folder, or resume with --as-begun to go on with what it was.",
                      "实验开始后此文件已被修改，新旧结果会混在一起。"
                      "请恢复文件、换新文件夹，或用 --as-begun 按开始时的内容继续。"),
    "other_model": ("the experiment was begun with another model or other versions ({which}); runs would be mixed. Use that "
                    "version, or start in a new folder.",
                    "实验由另一版本开始（{which} 不同），结果会混在一起。请使用原版本，或换新文件夹重新开始。"),
    "no_experiment": ("there is no experiment here. Name the folder that `resettle experiment run` wrote.",
                      "此处没有实验。请指定 `resettle experiment run` 写出的文件夹。"),
    "broken_manifest": ("the experiment's {file} cannot be read: {why}. Put back a copy; the stored runs are untouched.",
                        "实验的 {file} 无法读取：{why}。请从备份恢复；已保存的模拟未受影响。"),
    "no_cluster": ("the engine dask needs its packages. Install them with: pip install 'resettle[cluster]'",
                   "dask 引擎需要附加软件包。请运行：pip install 'resettle[cluster]'"),
    "no_scheduler": ("no scheduler answers here: {why}. Start one with `dask scheduler`, or leave --scheduler out.",
                     "此处没有调度器应答：{why}。请用 `dask scheduler` 启动，或去掉 --scheduler。"),
    "cluster_lost": ("the cluster's scheduler is gone. What was stored is kept; start it again, then run: "
                     "resettle experiment resume {folder}",
                     "集群调度器已断开。已保存的结果完好；请重新启动后运行：resettle experiment resume {folder}"),
    "nothing_stored": ("no finished run is stored here yet. Run the experiment first.", "尚无已完成的模拟。请先运行实验。"),
    "no_point": ("there is no design point of this number. Name one from 0 to {high}.",
                 "没有此编号的设计点。请用 0 到 {high} 之间的编号。"),
    "too_many_cells": ("the sheet would have {n} rows, and a workbook holds 1,048,576. Export as csv or parquet, or name fewer "
                       "outcomes.",
                       "工作表将有 {n} 行，超过 1,048,576 行的上限。请改用 csv 或 parquet，或减少指标。"),
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
    "design": ("design", "设计方法"),
    "experiment": ("experiment", "实验"),
    "distribution": ("distribution", "分布"),
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
