"""The numbers of casework that a scenario may set."""

from __future__ import annotations

from model.declare import Parameter, numbers

PARAMETERS = (
    Parameter(
        "spreading", 0.1, "share a month", 0.0, 0.5,
        "Share of what acquaintances know and a household does not that reaches it in a month",
        "政策知晓沿关系传播", "knowledge that spreads along ties", "C031 C035", "assumption",
    ),
    Parameter(
        "forgetting", 0.03, "share a month", 0.0, 0.2,
        "Share of what was heard beyond the usual that is forgotten in a month",
        "政策知晓遗忘", "knowledge forgotten", "", "assumption",
    ),
    Parameter(
        "hours_a_staff", 20, "hours a month", 5, 120,
        "Hours a month of one member of staff that go to households; the rest goes to the counter, reports and meetings",
        "每名工作人员入户服务时间", "casework hours of a member of staff", "OF265 OF268", "assumption",
    ),
    Parameter(
        "hours_a_visit", 2.5, "hours", 1, 6,
        "Hours of one visit about work, dues or registration, with its paperwork",
        "每次入户所需时间", "hours of a visit", "", "assumption",
    ),
    Parameter(
        "hours_a_file", 1.25, "hours", 0.25, 4,
        "Hours of a visit that sets up a training file or renews it",
        "每次建档更新所需时间", "hours of a training file", "", "assumption",
    ),
    Parameter(
        "hours_a_case", 6, "hours", 2, 15,
        "Hours that a dispute which is mediated takes in a month",
        "每起纠纷调解所需时间", "hours of a mediated dispute", "", "assumption",
    ),
    Parameter(
        "hours_a_call", 1, "hours", 0.25, 3,
        "Hours of a call without an occasion, with the way and the notes",
        "每次日常走访所需时间", "hours of a call", "", "assumption",
    ),
    Parameter(
        "months_between_calls", 3, "months", 1, 12,
        "Months after which a household that nobody from the office has seen is to be called on",
        "日常走访间隔", "months between calls", "", "assumption",
    ),
    Parameter(
        "file_months", 12, "months", 6, 24,
        "Months after which a training file is out of date and counts no longer",
        "培训档案有效期", "months a training file lasts", "", "assumption",
    ),
    Parameter(
        "needs_told", 0.5, "share a month", 0.1, 1.0,
        "Chance that the office hears in a month, without a visit, of a household where nobody works or dues have lapsed",
        "困难情况主动反映概率", "needs that the office hears of", "", "assumption",
    ),
    Parameter(
        "call_informs", 0.02, "share", 0.0, 0.1,
        "Share of what a household does not know of the measures that it hears when it is visited",
        "走访带来的政策知晓", "what is heard on a visit", "C005", "assumption",
    ),
    Parameter(
        "running_ratio", 0.7, "factor", 0.5, 1.5,
        "Running costs of the office over those of an urban community of the same size, where nobody sees to them",
        "工作经费与同规模城市社区之比（无保障时）", "running costs without the measure", "", "assumption",
    ),
    Parameter(
        "pay_ratio", 0.7, "factor", 0.5, 1.5,
        "Cadre pay over that of an urban community of the same size, where nobody sees to it",
        "干部待遇与同规模城市社区之比（无保障时）", "cadre pay without the measure", "", "assumption",
    ),
    Parameter(
        "hours_a_care_visit", 1, "hours", 0.25, 4,
        "Hours of a visit to somebody left behind",
        "每次关爱走访所需时间", "hours of a care visit", "", "assumption",
    ),
    Parameter(
        "asks_to_register", 0.08, "share a month", 0.02, 0.5,
        "Chance that an unregistered household asks for a permit or card in a month of its own accord",
        "主动登记概率", "asking to be registered", "OF217", "assumption",
    ),
    Parameter(
        "hukou_a_month", 0.0015, "share a month", 0.0, 0.02,
        "Chance that a registered household transfers its hukou in a month; voluntary transfers were rare",
        "户口迁移概率", "hukou transfer", "OF217 OF254", "literature",
    ),
    Parameter(
        "same_county_kilometres", 60, "kilometres", 30, 120,
        "Origins further away than this lie in another county",
        "跨县搬迁距离", "distance of another county", "OF100 OF409", "assumption",
    ),
    Parameter(
        "lost_land_deters", 0.8, "share", 0.2, 1.0,
        "Share of hukou transfers that do not happen where land and forest rights are lost with the old hukou",
        "失去土地权益的迁户抑制", "transfers deterred by loss of land", "OF217", "assumption",
    ),
    Parameter(
        "lost_collective_deters", 0.3, "share", 0.0, 0.8,
        "The same where the share in the village collective's income is lost",
        "失去集体收益的迁户抑制", "transfers deterred by loss of collective income", "OF217", "assumption",
    ),
    Parameter(
        "lost_benefits_deters", 0.3, "share", 0.0, 0.8,
        "The same where other farm benefits are lost",
        "失去惠农政策的迁户抑制", "transfers deterred by loss of farm benefits", "OF217", "assumption",
    ),
)  # fmt: skip

P = numbers("P", __name__, PARAMETERS)
