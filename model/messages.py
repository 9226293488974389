"""Every message about a fault, in English and Chinese, in one place.

A message is a name of this table and its details; it becomes text only when somebody reads it, in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("en", "zh")

# What is wrong.
FAULTS: dict[str, tuple[str, str]] = {
    # files
    "no_file": ("there is no such file", "文件不存在"),
    "is_folder": ("this is a folder, not a file", "这是文件夹，不是文件"),
    "unreadable": ("the file cannot be read ({reason})", "文件无法读取（{reason}）"),
    "not_utf8": ("the file is not UTF-8 text", "文件不是 UTF-8 文本"),
    "empty_file": ("the file sets nothing", "文件没有任何设置"),
    "circle": ("extends in a circle: {chain}", "extends 形成循环：{chain}"),
    "unknown_scenario": ("there is no scenario of this name", "没有这个名称的情景"),
    "unknown_site": ("there is no site of this name", "没有这个名称的安置点"),
    "not_python": ("a rule must be a Python file", "规则必须是 Python 文件"),
    # syntax
    "not_toml": ("not valid TOML", "不是有效的 TOML"),
    "no_equals": ("a key must be followed by = and a value", "键之后必须是 = 和值"),
    "no_value": ("there is no valid value here", "此处没有有效的值"),
    "one_a_line": ("something follows the value on the same line", "值之后同一行还有多余内容"),
    "open_string": ("a text is not closed on its line", "文本没有在本行结束"),
    "bad_character": ("a character that is not allowed here", "此处不允许出现的字符"),
    "bad_escape": ("a backslash that escapes nothing", "反斜杠转义无效"),
    "open_header": ("a table header is not closed", "表头没有闭合"),
    "open_list": ("a list is not closed", "列表没有闭合"),
    "open_table": ("an inline table is not closed", "行内表没有闭合"),
    "no_key": ("a line must begin with a key or a table header", "每行必须以键或表头开头"),
    "bad_date": ("not a date", "日期无效"),
    "too_deep": ("nested too deeply", "嵌套过深"),
    "set_twice": ("set twice, first in line {line}", "重复设置，首次出现在第 {line} 行"),
    "set_twice_somewhere": ("a key or a table that is set already", "键或表已经设置过"),
    "bad_setting": ("not of the form KEY=VALUE", "不符合“键=值”的形式"),
    "not_an_option": ("cannot be set by an option", "不能通过选项设置"),
    # names
    "unknown_key": ("unknown key", "未知的键"),
    "unknown_lever": ("there is no such lever", "没有这个政策杠杆"),
    "unknown_lever_key": ("lever {lever} has no such parameter", "政策杠杆 {lever} 没有这个参数"),
    "unknown_parameter": ("no process has such a parameter", "没有任何过程有这个参数"),
    "unknown_shock": ("there is no such shock", "没有这个冲击"),
    "lever_parameter": ("this is a parameter of a lever, not of a process", "这是政策杠杆的参数，不是过程的参数"),
    "named_twice": ("named twice", "重复列出"),
    "missing": ("missing", "缺少此项"),
    # values
    "wrong_type": ("must be {kind}", "必须是{kind}"),
    "not_finite": ("not a finite number", "不是有限的数"),
    "below_lowest": ("below the lowest value {low}", "低于下限 {low}"),
    "above_highest": ("above the highest value {high}", "高于上限 {high}"),
    "not_one_of": ("not one of the values allowed", "不在允许的取值之内"),
    "bad_start": ("not a month", "不是月份"),
    "bad_name": ("not usable as a name", "不能用作名称"),
    "start_after_end": (
        "the lever would start after the end of the run, which has {months} months (0 to {last})",
        "该杠杆在模拟结束之后才开始，本次模拟共 {months} 个月（0 到 {last}）",
    ),
    "too_few": ("too few values: {count} are needed", "值太少：需要 {count} 个"),
    "too_many": ("too many values: {count} are needed", "值太多：需要 {count} 个"),
    "empty_text": ("empty", "为空"),
    "sum_not_one": ("sums to {sum}, not to 1", "合计为 {sum}，不等于 1"),
    "sum_above_one": ("together with {other} more than 1", "与 {other} 合计超过 1"),
    "not_valid": ("not valid ({reason})", "无效（{reason}）"),
}

# What to do about it.
REMEDIES: dict[str, tuple[str, str]] = {
    "set_from_to": ("Set a value from {low} to {high}.", "请取 {low} 到 {high} 之间的值。"),
    "set_from": ("Set a value of {low} or more.", "请取不小于 {low} 的值。"),
    "set_one_of": ("Set one of {names}.", "请取以下之一：{names}。"),
    "set_kind": ("Write it like {example}.", "写法示例：{example}。"),
    "did_you_mean": ("Did you mean {name}?", "您是否想写 {name}？"),
    "known": ("Known here: {names}.", "此处可用：{names}。"),
    "list_shows": ("`resettle list {what}` shows them all.", "运行 `resettle list {what}` 可查看全部。"),
    "add_it": ("Add it.", "请补上。"),
    "check_path": ("Check the path.", "请检查路径。"),
    "check_rights": ("Check the rights to read it.", "请检查读取权限。"),
    "name_a_file": ("Name a .toml file in it.", "请写明其中的某个 .toml 文件。"),
    "save_as_utf8": ("Save it as UTF-8.", "请另存为 UTF-8 编码。"),
    "write_something": (
        'Write at least one setting, for example: extends = "baseline"',
        '至少写一项设置，例如：extends = "baseline"',
    ),
    "cut_circle": ("Take one of these names out.", "请去掉其中一个名称。"),
    "keep_one": ("Keep one of the two.", "请只保留一处。"),
    "quote_text": (
        "Texts stand in quotes, numbers and true or false do not.",
        "文本要加引号，数字和 true、false 不加引号。",
    ),
    "see_toml": ("See https://toml.io for how it is written.", "写法见 https://toml.io 。"),
    "close_it": ("Close it with {mark}.", "请用 {mark} 闭合。"),
    "one_setting_a_line": ("Write one setting a line.", "每行只写一项设置。"),
    "write_setting": (
        "Write for example --set levers.training.coverage=0.5",
        "写法示例：--set levers.training.coverage=0.5",
    ),
    "write_in_file": ("Write it in a scenario file.", "请写在情景文件里。"),
    "set_under_lever": ("Set it under [levers.{lever}].", "请写在 [levers.{lever}] 之下。"),
    "start_earlier": ("Start it earlier, or set more months.", "请提前开始月份，或增加模拟月数。"),
    "name_rule": (
        "Use letters, digits and . _ - only, beginning with a letter or a digit.",
        "只能用文字、数字和 . _ - ，并以文字或数字开头。",
    ),
    "make_sum_one": ("Change the values so that they sum to 1.", "请调整各值，使合计为 1。"),
    "make_sum_below": ("Lower one of the two.", "请调低其中一项。"),
}

# Kinds of value, as in "must be a whole number".
KINDS: dict[str, tuple[str, str]] = {
    "whole_number": ("a whole number", "整数"),
    "number": ("a number", "数字"),
    "text": ("text in quotes", "带引号的文本"),
    "yes_or_no": ("true or false", "true 或 false"),
    "list": ("a list in square brackets", "方括号列表"),
    "table": ("a table", "表"),
    "table_or_off": ('a table, or "off"', '表或 "off"'),
    "dose": ('a number from 0 to 1, or "full"', '0 到 1 之间的数字或 "full"'),
}

# What else the errors of the package say.
SENTENCES: dict[str, tuple[str, str]] = {
    "process_failed": ("{stage} failed in month {month}", "第 {month} 个月的“{stage}”运行失败"),
    "run_is_over": ("all {months} months of this run have been simulated", "本次模拟的 {months} 个月已全部完成"),
}

TEXTS = FAULTS | REMEDIES | KINDS | SENTENCES


@dataclass(frozen=True, slots=True)
class Message:
    """A name of `TEXTS` and the details that fill its braces: numbers, texts, lists of names or further messages."""

    name: str
    details: tuple[tuple[str, object], ...] = ()

    def text(self, lang: str) -> str:
        """The message in a language (`en` or `zh`)."""
        template = TEXTS[self.name][LANGUAGES.index(lang)]
        return template.format(**{key: detail_text(value, lang) for key, value in self.details})


def say(name: str, **details: object) -> Message:
    """A message by its name; an unknown name is a KeyError here rather than when it is read."""
    if name not in TEXTS:
        raise KeyError(name)
    return Message(name, tuple((key, tuple(value) if isinstance(value, list) else value) for key, value in details.items()))


def detail_text(value: object, lang: str) -> str:
    """A detail as it stands in a sentence."""
    if isinstance(value, Message):
        return value.text(lang)
    if isinstance(value, tuple):
        return ("、" if lang == "zh" else ", ").join(detail_text(item, lang) for item in value)
    return number_text(value) if isinstance(value, float) else str(value)


def number_text(value: float) -> str:
    """A number without trailing zeros: 1, 0.05, 1e+20."""
    return f"{value:.0f}" if value == round(value, 0) and abs(value) < 1e15 else f"{value:.10g}"
