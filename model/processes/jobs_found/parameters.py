"""The numbers of finding a job that a scenario may set."""

from __future__ import annotations

from model.declare import Parameter, numbers

PARAMETERS = (
    Parameter(
        "search_rate", 0.75, "share a month", 0.2, 0.9,
        "Chance that a jobless person of prime age looks for local work in a month; with the posts there are it makes a "
        "finding rate between the surveys' 0.06 and 0.30 a month",
        "求职概率", "chance to look for local work", "C026 C027", "assumption",
    ),
    Parameter(
        "tie_look_share", 0.75, "share", 0.4, 0.9,
        "Share of looks that go through relatives, neighbours and friends rather than the market; set so that about two "
        "thirds of local hires come through ties",
        "经熟人求职比例", "looks through ties", "C031 C034", "literature",
    ),
    Parameter(
        "long_search_factor", 0.5, "factor", 0.3, 1.0,
        "Finding after a year or more without work, over finding in the first three months",
        "长期失业求职折减", "finding after a year without work", "C116", "assumption",
    ),
    Parameter(
        "carer_search_factor", 0.6, "factor", 0.3, 1.0,
        "Search of a person with a care duty; such a person also needs flexible hours",
        "照料者求职折减", "search of carers", "C001 C053", "assumption",
    ),
    Parameter(
        "older_search_factor", 0.6, "factor", 0.3, 1.0,
        "Search from 50 to 59 over search below 50",
        "大龄求职折减", "search from 50 to 59", "", "assumption",
    ),
    Parameter(
        "retired_search_factor", 0.12, "factor", 0.0, 0.4,
        "Search from 60 to 69, for flexible work only",
        "60岁以上求职折减", "search from 60 to 69", "", "assumption",
    ),
    Parameter(
        "dibao_search_factor", 1.0, "factor", 0.54, 1.2,
        "Search of members of a household on dibao; one study finds 46 % less work, another more temporary work",
        "低保家庭求职倍数", "search on dibao", "C140 C142 C143", "literature",
    ),
    Parameter(
        "trained_factor", 1.3, "factor", 1.0, 1.7,
        "Finding after a completed course once its effect is full; 1.3 is about 3 points of employment",
        "培训后求职倍数", "finding after a course", "C120 C123 C127", "literature",
    ),
    Parameter(
        "trained_pay", 0.05, "share", 0.0, 0.18,
        "Pay after a completed course once its effect is full",
        "培训工资效应", "pay after a course", "C130 C136 C128", "literature",
    ),
    Parameter(
        "training_lag_months", 12, "months", 6, 36,
        "Months from completion until half of a course's effect is there; it is full after twice as many",
        "培训效应滞后", "lag of a course's effect", "C118 C123", "literature",
    ),
    Parameter(
        "sector_match_skill", 0.25, "score 0 to 1", 0.0, 0.6,
        "Skill that a completed course adds when the post is in its sector",
        "对口培训技能加分", "skill of a course in the post's sector", "", "assumption",
    ),
    Parameter(
        "mandarin_penalty", 0.25, "share", 0.0, 0.5,
        "Chance lost in screening for each grade of Mandarin below good",
        "普通话筛选折减", "screening penalty per grade of Mandarin", "C065", "assumption",
    ),
    Parameter(
        "commute_kilometres", 8, "kilometres", 3, 20,
        "Distance at which half of the seekers turn a post down",
        "半数放弃的通勤距离", "distance at which half turn a post down", "", "assumption",
    ),
    Parameter(
        "reservation_low", 0.30, "factor", 0.1, 0.6,
        "Lowest reservation wage over outside pay",
        "最低保留工资比", "lowest reservation wage", "", "assumption",
    ),
    Parameter(
        "reservation_high", 0.80, "factor", 0.5, 1.1,
        "Highest reservation wage over outside pay",
        "最高保留工资比", "highest reservation wage", "", "assumption",
    ),
    Parameter(
        "skill_pay", 0.12, "share", 0.0, 0.3,
        "Pay for one point of skill; the population's spread is half a point",
        "技能工资回报", "pay for a point of skill", "C130", "assumption",
    ),
    Parameter(
        "mandarin_pay", 0.075, "share", 0.06, 0.105,
        "Pay for one grade of Mandarin",
        "普通话工资回报", "pay for a grade of Mandarin", "C062 C063 C065", "literature",
    ),
    Parameter(
        "public_take_up", 0.5, "share a month", 0.1, 0.9,
        "Chance that a jobless person in hardship asks for an open public-welfare post",
        "公益岗位申请意愿", "asking for a public post in hardship", "", "assumption",
    ),
    Parameter(
        "public_take_up_others", 0.15, "share a month", 0.0, 0.5,
        "The same for a jobless person not in hardship",
        "非困难人员申请意愿", "asking for a public post otherwise", "C078", "assumption",
    ),
)  # fmt: skip

P = numbers("P", __name__, PARAMETERS)
