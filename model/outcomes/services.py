"""Schooling, health care, care at home, and who is left behind."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR, SCHOOL_YEAR_STARTS
from model.codes import ABSENT, AT_NO_SCHOOL, OF_WORKING_AGE, SENIOR_SCHOOL
from model.declare import Array, Family, Now, Outcome, Rows, view
from model.distance import kilometres_between
from model.kernel import formula, kernel, rows_where
from model.outcomes.tally import count_cells

# A person on the site is in one of 6 stages of life, 3 states of health, and left behind or not.
# Stages in the order of age, and pupils apart: of compulsory age and at school.
TODDLER, OUT_OF_SCHOOL, TEENAGER, ADULT, ELDER, AT_SCHOOL = range(6)
WELL, TREATED, UNTREATED = range(3)
N_STATES = 6 * 3 * 2
PUPILS, TEACHERS, WAITING, CLAIMS, VISITS, DROPOUTS, DROPOUTS_MOVE = range(N_STATES, N_STATES + 7)
MONTHS_OUT, WAYS, ON_THEIR_WAY, HAS_CLINIC, CLINIC_WAYS, FLATS, SITE, FACILITIES_NEAR = range(
    DROPOUTS_MOVE + 1, DROPOUTS_MOVE + 9
)


def states(stages: tuple[int, ...], healths: tuple[int, ...] = (0, 1, 2), left: tuple[int, ...] = (0, 1)) -> tuple[int, ...]:
    """The columns of all states of these stages, healths and being left behind or not."""
    return tuple((stage * 3 + health) * 2 + behind for stage in stages for health in healths for behind in left)


EVERYBODY, CHILDREN = tuple(range(6)), (TODDLER, AT_SCHOOL, OUT_OF_SCHOOL, TEENAGER)
COUNTERS = {
    "here": states(EVERYBODY),
    "compulsory": states((AT_SCHOOL, OUT_OF_SCHOOL)),
    "out_of_school": states((OUT_OF_SCHOOL,)),
    "ill": states(EVERYBODY, (TREATED, UNTREATED)),
    "treated": states(EVERYBODY, (TREATED,)),
    "untreated": states(EVERYBODY, (UNTREATED,)),
    # An ill adult cannot work for ten days, half of them when treated.
    "workdays": 5 * states((ADULT,), (TREATED,)) + 10 * states((ADULT,), (UNTREATED,)),
    "children": states(CHILDREN),
    "left_children": states(CHILDREN, left=(1,)),
    "elders": states((ELDER,)),
    "left_elders": states((ELDER,), left=(1,)),
    "pupils": (PUPILS,),
    "teachers": (TEACHERS,),
    "waiting": (WAITING,),
    "claims": (CLAIMS,),
    "visits": (VISITS,),
    "dropouts": (DROPOUTS,),
    "dropouts_move": (DROPOUTS_MOVE,),
    "months_out": (MONTHS_OUT,),
    "ways": (WAYS,),
    "on_their_way": (ON_THEIR_WAY,),
    "has_clinic": (HAS_CLINIC,),
    "clinic_ways": (CLINIC_WAYS,),
    "flats": (FLATS,),
    "site": (SITE,),
    "facilities_near": (FACILITIES_NEAR,),
}

People = view(
    "people",
    "household life_stage age_months school_level months_out_of_school is_away illness_months_left is_treated",
    __name__,
)
Households = view("households", "n_slots", __name__)
Schools = view("schools", "level n_pupils n_teachers n_waiting", __name__)
Clinics = view("clinics", "x_metres y_metres is_open serves_site n_visits", __name__)
Facilities = view("facilities", "share_run share_near", __name__)
Buildings = view("buildings", "x_metres y_metres n_households", __name__)
CommunityOffices = view("community_offices", "n_dropouts n_dropouts_move school_kilometres n_with_school_way", __name__)

SIX, FIFTEEN, SIXTEEN, SIXTY = (years * MONTHS_A_YEAR for years in (6, 15, 16, 60))


@formula
def stage_of(age: int, since_september: int, is_at_school: bool) -> int:
    """The stage of life at an age in months. Written without branches: ages are as good as random from row to row."""
    stage = 0 + (age - since_september >= SIX) + (age >= FIFTEEN) + (age >= SIXTEEN) + (age >= SIXTY)
    return AT_SCHOOL if (stage == OUT_OF_SCHOOL) & is_at_school else stage


@kernel
def count(people: Rows, households: Rows, since_september: int, groups: Array, sums: Array) -> None:
    """One pass over everybody on the site."""
    n_rows = people.life_stage.size
    is_prime, is_here, is_kept_home = np.empty((3, n_rows), np.bool_)
    state = np.empty(n_rows, np.uint8)
    for i in range(n_rows):
        stage = stage_of(people.age_months[i], since_september, people.school_level[i] != AT_NO_SCHOOL)
        health = (people.illness_months_left[i] > 0) * (UNTREATED - people.is_treated[i])
        state[i] = (stage * 3 + health) * 2
    for i in range(n_rows):
        is_prime[i] = people.life_stage[i] == OF_WORKING_AGE
    for i in range(n_rows):
        is_here[i] = (people.life_stage[i] != ABSENT) & (people.is_away[i] == 0)
    for i in range(n_rows):
        is_of_age = (people.age_months[i] - since_september >= SIX) & (people.age_months[i] < FIFTEEN)
        is_kept_home[i] = is_here[i] & is_of_age & (people.months_out_of_school[i] > 0)
    n_prime_here, n_prime_away = np.zeros((2, households.n_slots.size), np.uint8)
    for i in rows_where(is_prime):
        n_prime_away[people.household[i]] += people.is_away[i]
        n_prime_here[people.household[i]] += 1 - people.is_away[i]
    is_left = np.empty(households.n_slots.size, np.bool_)
    for h in range(is_left.size):
        is_left[h] = (n_prime_away[h] > 0) & (n_prime_here[h] == 0)
    here = rows_where(is_here)
    for i in here:
        state[i] += is_left[people.household[i]]
    count_cells(sums, groups, here, state)
    for i in rows_where(is_kept_home):
        sums[0, MONTHS_OUT] += float(people.months_out_of_school[i])


@kernel
def count_places(schools: Rows, clinics: Rows, facilities: Rows, buildings: Rows, office: Rows, sums: Array) -> None:
    """What schools, clinics and facilities say of the site as a whole."""
    site = sums[0]
    for s in range(schools.level.size):
        site[PUPILS] += schools.n_pupils[s]
        site[TEACHERS] += schools.n_teachers[s]
        if schools.level[s] != SENIOR_SCHOOL:
            site[WAITING] += schools.n_waiting[s]
            site[CLAIMS] += schools.n_pupils[s] + schools.n_waiting[s]
    site[SITE] = 1.0
    for c in range(clinics.n_visits.size):
        site[VISITS] += clinics.n_visits[c]
        if (clinics.is_open[c] == 1) & (clinics.serves_site[c] == 1):
            site[HAS_CLINIC] = 1.0
    # Kilometres from every flat to the nearest clinic that is open.
    for b in range(buildings.n_households.size):
        nearest = np.inf
        for c in range(clinics.n_visits.size):
            if clinics.is_open[c] == 1:
                nearest = min(nearest, kilometres_between(buildings, b, clinics, c))
        site[CLINIC_WAYS] += nearest * buildings.n_households[b]
        site[FLATS] += buildings.n_households[b]
    for f in range(facilities.share_run.size):
        site[FACILITIES_NEAR] += float(facilities.share_run[f]) * float(facilities.share_near[f]) / facilities.share_run.size
    site[DROPOUTS], site[DROPOUTS_MOVE] = office.n_dropouts[0], office.n_dropouts_move[0]
    site[WAYS], site[ON_THEIR_WAY] = office.school_kilometres[0], office.n_with_school_way[0]


def tally(now: Now, groups: Array, sums: Array) -> None:
    """Count the month into sums[group, counter]."""
    since_september = (now.month_of_year - SCHOOL_YEAR_STARTS) % MONTHS_A_YEAR
    count(now.view(People), now.view(Households), since_september, groups, sums)
    count_places(
        now.view(Schools), now.view(Clinics), now.view(Facilities), now.view(Buildings), now.view(CommunityOffices), sums
    )


OUTCOMES = (
    Outcome("out_of_school_share", "share", "out_of_school", "compulsory", "less", "义务教育阶段失学比例",
            "children out of school", "Of compulsory age (6 by September, to 14) and not at school"),
    Outcome("months_out_of_school", "months", "months_out", "compulsory", "less", "义务教育阶段人均失学月数",
            "months out of school", "Months that a child of compulsory age has been out of school since the move, mean of all",
            groups=False),
    Outcome("school_way_kilometres", "kilometres", "ways", "on_their_way", "less", "上学距离", "way to school",
            "From home to kindergarten, primary or junior school, far ones included, mean of pupils", groups=False),
    Outcome("children_out_of_school", "people", "out_of_school", "", "less", "失学儿童人数", "number of children out of school",
            "Of compulsory age (6 to 14) and not at school", groups=False),
    Outcome("seat_gap", "share", "waiting", "claims", "less", "学位缺口", "seat gap",
            "Children without a seat on the site, of those who asked for one, below senior school", groups=False),
    Outcome("pupils_a_teacher", "people", "pupils", "teachers", "less", "生师比", "pupils a teacher",
            "Pupils of the site for each teacher", groups=False),
    Outcome("dropouts", "people", "dropouts", "", "less", "当月辍学人数", "dropouts",
            "Left school before the end of the level this month", groups=False),
    Outcome("dropouts_owed_to_the_move", "people", "dropouts_move", "", "less", "因搬迁辍学人数",
            "dropouts owed to the move", "Those fired by the travel term above the origin's hazard", groups=False),
    Outcome("ill_share", "share", "ill", "here", "less", "患病比例", "share ill",
            "Ill this month, of people on the site", groups=False),
    Outcome("unmet_need_share", "share", "untreated", "ill", "less", "未就医比例", "unmet need for care",
            "Ill this month and not treated"),
    Outcome("treated_share", "share", "treated", "ill", "more", "患病就医比例", "treated share",
            "Ill this month and treated", groups=False),
    Outcome("clinic_access", "share", "has_clinic", "site", "more", "安置点医疗机构覆盖", "site with a clinic",
            "1 where an institution was built or upgraded to serve the site; a share over sites", groups=False),
    Outcome("clinic_way_kilometres", "kilometres", "clinic_ways", "flats", "less", "就医距离", "way to the clinic",
            "From home to the nearest clinic, mean of all flats", groups=False),
    Outcome("facility_access", "share", "facilities_near", "site", "more", "社区设施可及比例", "access to community facilities",
            "Residents near enough to a facility that is run, mean of the six; a share over sites", groups=False),
    Outcome("clinic_visits_a_head_month", "visits a month", "visits", "here", "neither", "人均月就诊次数",
            "clinic visits a head and month", "Visits given, by people on the site", groups=False),
    Outcome("work_days_lost", "count", "workdays", "", "less", "因病误工天数", "work days lost",
            "Days that ill people of working age cannot work this month", groups=False),
    Outcome("left_behind_children_share", "share", "left_children", "children", "less", "留守儿童比例",
            "left-behind children", "Under 16, with every able adult of the household away", groups=False),
    Outcome("left_behind_elders_share", "share", "left_elders", "elders", "less", "留守老人比例",
            "left-behind elders", "60 or more, with every able adult of the household away", groups=False),
)  # fmt: skip

FAMILY = Family("services", "people", FACILITIES_NEAR + 1, COUNTERS, tally, OUTCOMES)
