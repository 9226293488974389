"""The numbers of courses that a scenario may set."""

from __future__ import annotations

from model.declare import Parameter, numbers

PARAMETERS = (
    Parameter(
        "course_months", 2, "months", 1, 6,
        "Length of an ordinary course; site courses last from 15 evenings to six months",
        "普通培训时长", "length of an ordinary course", "OF210 C123", "literature",
    ),
    Parameter(
        "advanced_months", 6, "months", 3, 12,
        "Length of a high-skill course",
        "高技能培训时长", "length of a high-skill course", "C123 C127", "literature",
    ),
    Parameter(
        "take_up", 0.35, "share a month", 0.1, 0.8,
        "Chance that an eligible person who could be given a seat this month wants it",
        "培训参与意愿", "willingness to take a course", "", "assumption",
    ),
    Parameter(
        "completion", 0.55, "share", 0.40, 0.80,
        "Share of those who start that complete",
        "结业率", "completion", "C125", "literature",
    ),
    Parameter(
        "skill_gain", 0.10, "score 0 to 1", 0.0, 0.3,
        "General skill gained by completing an ordinary course, on a scale on which the population's spread is 0.5",
        "普通培训技能提升", "skill gained by a course", "C130 C136", "assumption",
    ),
    Parameter(
        "advanced_skill_gain", 0.30, "score 0 to 1", 0.0, 0.6,
        "General skill gained by completing a high-skill course",
        "高技能培训技能提升", "skill gained by a high-skill course", "C128", "assumption",
    ),
    Parameter(
        "reading_relapse", 0.03, "share a month", 0.0, 0.1,
        "Chance that somebody taught to read loses it in a month without practice",
        "扫盲复盲概率", "relapse of new readers", "", "assumption",
    ),
    Parameter(
        "speaking_a_month", 0.04, "share a month", 0.0, 0.15,
        "Chance that a new reader who is kept in practice rises a grade in Mandarin in a month, up to good; a basic course alone "
        "does nothing for it (C015), a full one does, later (C016, C017)",
        "跟踪学习后普通话提升", "Mandarin gained by practice", "C015 C016 C017", "literature",
    ),
    Parameter(
        "repeat_after_months", 36, "months", 12, 120,
        "Months after a completed course until a person is eligible again",
        "再次培训间隔", "months until eligible again", "", "assumption",
    ),
)  # fmt: skip

P = numbers("P", __name__, PARAMETERS)
