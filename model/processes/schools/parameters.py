"""The numbers of schools that a scenario may set."""

from __future__ import annotations

from model.declare import Parameter, numbers

PARAMETERS = (
    Parameter(
        "kindergarten_wish", 0.85, "share", 0.5, 1.0,
        "Share of families that want a kindergarten place for a child of three to five",
        "入园意愿", "wish for a kindergarten place", "OF292", "assumption",
    ),
    Parameter(
        "travels", 0.9, "share", 0.5, 1.0,
        "Share of children without a seat who travel to a far school rather than stay at home",
        "无学位儿童远途就学比例", "travel to a far school", "C105 C108", "assumption",
    ),
    Parameter(
        "dropout_junior", 0.0015, "share a month", 0.0, 0.006,
        "Monthly chance that a junior pupil leaves school, at the origin's level",
        "初中辍学率", "dropout from junior school", "C110", "assumption",
    ),
    Parameter(
        "dropout_senior", 0.004, "share a month", 0.0, 0.012,
        "The same for senior and vocational school",
        "高中阶段辍学率", "dropout from senior school", "C110", "assumption",
    ),
    Parameter(
        "travel_factor", 1.5, "factor", 1.0, 5.0,
        "Dropout of a pupil who travels far, over one with a seat on site",
        "远途就学辍学倍数", "dropout of those who travel", "C105 C108", "literature",
    ),
    Parameter(
        "near_jobs_factor", 1.3, "factor", 1.0, 2.5,
        "Dropout from 15 on when a tenth of the labour force has open posts nearby, over when there are none",
        "就近就业辍学倍数", "dropout with jobs nearby", "C102", "assumption",
    ),
    Parameter(
        "girls_factor", 1.2, "factor", 0.8, 2.0,
        "Girls' dropout when far schools or near jobs act, over boys'",
        "女生辍学倍数", "girls' dropout", "C102 C109", "literature",
    ),
    Parameter(
        "far_kilometres", 8, "kilometres", 3, 25,
        "Way to the far school of who has no seat on the site",
        "远途就学距离", "way to a far school", "", "assumption",
    ),
    Parameter(
        "pupils_a_teacher", 19, "people", 10, 30,
        "Pupils that a teacher of a new seat is planned for; more of them crowd the classes",
        "规划生师比", "planned pupils a teacher", "", "assumption",
    ),
    Parameter(
        "teachers_found", 0.04, "share a month", 0.0, 0.3,
        "Share of missing teachers that schools find in a month when posts are not moved",
        "教师补充速度", "teachers found in a month", "", "assumption",
    ),
    Parameter(
        "extend_at_most", 0.5, "share", 0.1, 2.0,
        "Most seats that are added in place, over those of the level; where more are missing a new school is built",
        "就地扩建上限", "limit of adding seats in place", "", "assumption",
    ),
    Parameter(
        "building_factor", 1.5, "factor", 1.0, 3.0,
        "Months that a new school takes over those of adding seats in place",
        "新建工期倍数", "lead time of a new school", "", "assumption",
    ),
    Parameter(
        "senior_share", 0.42, "share", 0.2, 0.8,
        "Share of junior leavers who go on to senior school",
        "升入普通高中比例", "going on to senior school", "A001", "assumption",
    ),
    Parameter(
        "vocational_share", 0.28, "share", 0.0, 0.6,
        "Share of junior leavers who go on to vocational school without any support",
        "升入中职比例", "going on to vocational school", "A001", "assumption",
    ),
)  # fmt: skip

P = numbers("P", __name__, PARAMETERS)
