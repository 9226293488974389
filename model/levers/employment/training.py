"""Measure 6, full training coverage 全员培训: every mover who can work is trained, every household has a training file.

Who: the labour force on the site; with files, the longest jobless first. When: seats open every month. How many: a share of
the labour force a year, as far as the money goes. What it bends: seats of the courses (full-time, beside work, high-skill,
tied to an employer, following vacancies), the files casework keeps, vocational school after junior and senior school.
Nothing here raises employment: courses take people out of search first, and raise their odds later if there are posts.
"""

from __future__ import annotations

from math import ceil, floor

from model.calendar import MONTHS_A_YEAR
from model.chance import uniform
from model.codes import NOBODY
from model.declare import CostLine, Lever, Parameter, Planning, Reach, Rows, view
from model.kernel import kernel

PARAMETERS = (
    Parameter(
        "coverage", 0, "share a year", 0, 1,
        "Share of the labour force that full-time courses have seats for in a year",
        "培训覆盖率", "training coverage", "A047 OF168 OF283", "assumption",
    ),
    Parameter(
        "archive", 0, "share", 0, 1,
        "Share of households that a training file is kept for",
        "逐户培训档案建档率", "households with a training file", "", "assumption",
    ),
    Parameter(
        "demand_share", 0, "share", 0, 1,
        "Share of seats whose sector follows the open posts",
        "按需定培比例", "seats allotted by vacancies", "", "assumption",
    ),
    Parameter(
        "order_share", 0, "share", 0, 1,
        "Share of full-time seats tied to an employer that takes those who complete",
        "订单培训比例", "seats tied to an employer", "C138", "assumption",
    ),
    Parameter(
        "upskilling", 0, "share a year", 0, 1,
        "Share of those in work that courses beside work have seats for in a year",
        "在岗技能提升比例", "upskilling of the employed", "", "assumption",
    ),
    Parameter(
        "advanced", 0, "share", 0, 0.5,
        "Share of full-time seats that are high-skill courses",
        "高技能培训比例", "high-skill share of seats", "", "assumption",
    ),
    Parameter(
        "vocational_uptake", 0, "share", 0, 1,
        "Share of junior and senior school leavers who do not continue that take up vocational school",
        "初高中毕业生职业教育参与率", "vocational uptake of school leavers", "", "assumption",
    ),
    Parameter(
        "course_yuan", 1800, "yuan a person", 500, 4000,
        "Tuition and living allowance of an ordinary course; 60 yuan a day are paid to poor trainees",
        "普通培训人均成本", "cost of an ordinary course", "OF151 OF152", "assumption",
    ),
    Parameter(
        "advanced_yuan", 4500, "yuan a person", 2000, 12000,
        "Cost of a high-skill course beyond that of an ordinary one",
        "高技能培训追加成本", "further cost of a high-skill course", "", "assumption",
    ),
    Parameter(
        "upskilling_yuan", 600, "yuan a person", 200, 2000,
        "Cost of a course beside work",
        "在岗培训人均成本", "cost of a course beside work", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("courses", "普通培训", "ordinary courses", "county", 2019),
    CostLine("advanced", "高技能培训", "high-skill courses", "county", 2019),
    CostLine("upskilling", "在岗技能提升", "courses beside work", "county", 2019),
)

People = view("people", "employer", __name__)
TrainingCentres = view("training_centres", "n_wanting n_enrolled n_enrolled_in_work n_enrolled_advanced", __name__)
CommunityOffices = view("community_offices", "n_labour_force", __name__)


@kernel
def count_in_work(people: Rows) -> int:
    """People who have an employer, on the site or outside."""
    n = 0
    for i in range(people.employer.size):
        n += people.employer[i] != NOBODY
    return n


def whole(now: Planning, seats: float, what: str) -> float:
    """Whole seats whose mean over the months is `seats`: the fraction is settled by the month's draw."""
    return float(floor(seats + uniform(now.chance(what), 0)))


def plan(now: Planning) -> None:
    p, prices = now.p, now.dated("price_index")
    n_labour_force = int(now.view(CommunityOffices).n_labour_force[0])
    n_in_work = count_in_work(now.view(People))
    seats = whole(now, p.coverage * n_labour_force / MONTHS_A_YEAR, "seats")
    seats = now.afford("courses", seats, p.course_yuan * prices)
    now.bend("courses.seats", seats)
    advanced = now.afford("advanced", ceil(seats * p.advanced), p.advanced_yuan * prices)
    now.bend("courses.advanced_seats", advanced)
    now.bend("courses.advanced_share", p.advanced)
    in_work = whole(now, p.upskilling * n_in_work / MONTHS_A_YEAR, "seats in work")
    now.bend("courses.seats_in_work", now.afford("upskilling", in_work, p.upskilling_yuan * prices))
    now.bend("courses.demand_share", p.demand_share)
    now.bend("courses.order_share", p.order_share)
    now.bend("casework.training_file_share", p.archive)
    now.bend("schools.vocational_uptake", p.vocational_uptake)


def settle(now: Planning) -> None:
    centre, p, prices = now.view(TrainingCentres), now.p, now.dated("price_index")
    now.pay("courses", float(centre.n_enrolled[0]), p.course_yuan * prices)
    now.pay("advanced", float(centre.n_enrolled_advanced[0]), p.advanced_yuan * prices)
    now.pay("upskilling", float(centre.n_enrolled_in_work[0]), p.upskilling_yuan * prices)


def reach(now: Planning) -> Reach:
    """People: the labour force; asking for a seat means to have heard of it."""
    centre, n = now.view(TrainingCentres), float(now.view(CommunityOffices).n_labour_force[0])
    asked = min(float(centre.n_wanting[0]), n)
    return Reach(n, n, asked, min(float(centre.n_enrolled[0]) + float(centre.n_enrolled_in_work[0]), asked))


LEVER = Lever(
    name="training",
    measure="6",
    system="employment",
    zh="全员培训",
    en="full training coverage",
    term="全员培训",
    sentence="Courses for every mover who can work, allotted by household files and by what employers need.",
    plan=plan,
    settle=settle,
    full={
        "coverage": 1.0,
        "archive": 1.0,
        "demand_share": 1.0,
        "order_share": 0.3,
        "upskilling": 0.2,
        "advanced": 0.1,
        "vocational_uptake": 0.8,
    },
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("course_yuan", "advanced_yuan", "upskilling_yuan"),
    expects={"trained_share": 1, "archive_share": 1},
    reach=reach,
    target_zh="有劳动力的搬迁群众培训全覆盖，逐户建立培训档案",
    target_en="every mover who can work is trained, and every household has a training file",
)
