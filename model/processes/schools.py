"""Children take a place in September or when they move in; missing seats make them travel, wait and drop out more often.

Form: seats of a level are given to those who are there already, then by lottery, in the nearest school first. A child of
compulsory age without a seat travels to a far school or stays at home. Dropping out is a monthly hazard: an origin's level,
raised by travel (C105, C108), crowded classes and, for teenagers and girls more, jobs near home (C102, C109). After junior
school young people go on to senior or vocational school, or leave. School teaches Mandarin.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR, SCHOOL_YEAR_STARTS
from model.chance import bits, first_half, second_half, uniform
from model.codes import (
    AT_NO_SCHOOL,
    FLUENT_MANDARIN,
    GOOD_MANDARIN,
    JUNIOR,
    JUNIOR_SCHOOL,
    KINDERGARTEN,
    NOBODY,
    PRIMARY,
    PRIMARY_SCHOOL,
    SENIOR,
    SENIOR_SCHOOL,
)
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel
from model.scarcity import rank, serve

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

QUANTITIES = (
    Quantity("seats", "factor", 1, "multiply", "Bends the seats of every school"),
    Quantity("teachers", "factor", 1, "multiply", "Bends the teachers of every school"),
    Quantity("dropout_odds", "factor", 1, "multiply", "Bends all dropout hazards"),
    Quantity("vocational_uptake", "share", 0, "add", "Share of those who would leave that take up vocational school", high=1),
)

FAR_SCHOOL = -2  # a school outside the site, a long way off

COLUMNS = (
    Column("people", "school_level", "uint8", AT_NO_SCHOOL, "code", "Level of the school the person goes to"),
    Column("people", "school", "int16", NOBODY, "id", "Row of the school, -1 none, -2 a far one"),
    Column("people", "schooling", "uint8", 0, "code", "Highest level completed", 0, 3),
    Column("people", "mandarin", "uint8", 0, "code", "Mandarin, from none (0) to fluent (3)", 0, 3),
    Column("people", "has_dropped_out", "uint8", 0, "yes or no", "Left school before completing the level"),
    Column("people", "months_out_of_school", "uint8", 0, "months", "Of compulsory age and not at school"),
    Column("schools", "n_seats", "int32", 0, "seats", "Seats", 0, 100000),
    Column("schools", "n_teachers", "float32", 0, "staff", "Teachers", 0, 10000),
    Column("schools", "n_pupils", "int32", 0, "people", "Pupils of the site"),
    Column("schools", "n_waiting", "int32", 0, "people", "Children of its level and surroundings without a seat"),
    Column("community_offices", "n_dropouts", "int32", 0, "people", "Left school this month"),
    Column("community_offices", "n_dropouts_move", "int32", 0, "people", "Of those, owed to a far school"),
)

People = view(
    "people",
    "household chance_id is_alive age_months is_female employer is_away "
    "school_level school schooling mandarin has_dropped_out months_out_of_school",
    __name__,
)
Households = view("households", "arrival_month return_month first_person n_slots building", __name__)
Buildings = view("buildings", "x_metres y_metres", __name__)
Schools = view("schools", "level x_metres y_metres n_seats n_teachers n_pupils n_waiting", __name__)
Employers = view("employers", "kind is_open n_posts n_filled", __name__)
CommunityOffices = view("community_offices", "n_labour_force n_dropouts n_dropouts_move", __name__)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

# First month of age of each level, and of leaving the last.
STARTS = np.array([0, 3, 6, 12, 15, 18]) * MONTHS_A_YEAR
OLDEST = 18 * MONTHS_A_YEAR
TEENAGER = 15 * MONTHS_A_YEAR
LONGEST_COUNT = 250
LAST_LOCAL_KIND = 7


@formula
def level_of(age_months: int, starts: Array) -> int:
    """The school level of an age."""
    for level in range(SENIOR_SCHOOL, AT_NO_SCHOOL, -1):
        if age_months >= starts[level]:
            return level if age_months < starts[level + 1] else AT_NO_SCHOOL
    return AT_NO_SCHOOL


@formula
def complete(people: Rows, i: int, new_level: int) -> None:
    """Who moves on from a level has completed it, and speaks better Mandarin."""
    level = people.school_level[i]
    if level in (new_level, AT_NO_SCHOOL):
        return
    if level == PRIMARY_SCHOOL:
        people.schooling[i] = max(people.schooling[i], PRIMARY)
        people.mandarin[i] = max(people.mandarin[i], GOOD_MANDARIN)
    elif level == JUNIOR_SCHOOL:
        people.schooling[i] = max(people.schooling[i], JUNIOR)
        people.mandarin[i] = FLUENT_MANDARIN
    elif level == SENIOR_SCHOOL:
        people.schooling[i] = SENIOR


@formula
def goes_on(p: Numbers, vocational_uptake: float, draw: float) -> bool:
    """Whether a junior leaver goes on to senior or vocational school."""
    staying = p.senior_share + p.vocational_share
    return draw < staying + (1.0 - staying) * vocational_uptake


@formula
def may_go_on(people: Rows, i: int) -> bool:
    """Senior school takes who has completed junior school, or does so now, and has not started to work."""
    has_junior = people.schooling[i] >= JUNIOR or people.school_level[i] == JUNIOR_SCHOOL
    return has_junior and people.employer[i] == NOBODY and people.is_away[i] == 0


@kernel
def enrol(
    people: Rows, households: Rows, p: Numbers, q: Numbers, month: int, is_september: bool, starts: Array,
    nearest: Array, wish_key: np.uint64, lottery_key: np.uint64, child: Array, school: Array, order: Array,
) -> int:  # fmt: skip
    """Who asks for a seat where: everybody in September, those who just moved in at other times. Returns the count."""
    n = 0
    for i in range(people.household.size):
        age = people.age_months[i]
        if people.is_alive[i] == 0 or (people.school_level[i] == AT_NO_SCHOOL and age >= OLDEST):
            continue
        h = people.household[i]
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        if not is_september and households.arrival_month[h] != month:
            continue
        level = level_of(age, starts)
        before = people.school_level[i]
        draws = bits(wish_key, people.chance_id[i])
        wants = people.has_dropped_out[i] == 0 and level != AT_NO_SCHOOL
        if level == KINDERGARTEN:
            wants = wants and first_half(draws) < p.kindergarten_wish
        elif level == SENIOR_SCHOOL:
            may = before == SENIOR_SCHOOL or may_go_on(people, i)
            wants = wants and may and goes_on(p, q.vocational_uptake, second_half(draws))
        complete(people, i, level)
        if before != AT_NO_SCHOOL and (not wants or before != level):
            people.school_level[i], people.school[i] = AT_NO_SCHOOL, NOBODY
        if not wants:
            continue
        stays = people.school_level[i] == level and people.school[i] >= 0
        child[n] = i
        school[n] = people.school[i] if stays else nearest[households.building[h], level]
        order[n] = rank(0.0 if stays else 1.0, uniform(lottery_key, people.chance_id[i]))
        n += 1
    return n


@kernel
def seat(
    people: Rows, schools: Rows, p: Numbers, starts: Array, key: np.uint64,
    child: Array, school: Array, order: Array, served: Array, free: Array, n: int,
) -> None:  # fmt: skip
    """Seat those served, then the others wherever their level has a free seat; who is left travels or stays at home.

    Everybody's turn comes in the order of the lottery, so that a free seat further off goes to luck and not to a row.
    """
    n_schools = schools.level.size
    for c in np.argsort(order[:n]):
        i = child[c]
        level = level_of(people.age_months[i], starts)
        place = school[c] if served[c] == 1 else NOBODY
        if place == NOBODY:
            for s in range(n_schools):
                if schools.level[s] == level and free[s] > 0:
                    free[s] -= 1
                    place = s
                    break
            if place == NOBODY and school[c] < n_schools:
                schools.n_waiting[school[c]] += 1
        is_compulsory = level in (PRIMARY_SCHOOL, JUNIOR_SCHOOL)
        if place == NOBODY and is_compulsory and uniform(key, people.chance_id[i]) < p.travels:
            place = FAR_SCHOOL
        people.school[i] = place
        people.school_level[i] = AT_NO_SCHOOL if place == NOBODY else level


@kernel
def attend(
    people: Rows, households: Rows, schools: Rows, p: Numbers, near_jobs: float, odds: float, month: int,
    starts: Array, crowding: Array, key: np.uint64, counts: Array,
) -> None:  # fmt: skip
    """A month at school: pupils are counted, some drop out. counts: dropouts, those owed to a far school."""
    for s in range(schools.level.size):
        schools.n_pupils[s] = 0
    for h in range(households.n_slots.size):
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
            age = people.age_months[i]
            if age >= OLDEST + MONTHS_A_YEAR or age < starts[KINDERGARTEN]:
                continue
            level = people.school_level[i]
            if people.is_alive[i] == 0:
                continue
            if level == AT_NO_SCHOOL:
                is_compulsory = age >= starts[PRIMARY_SCHOOL] and age < starts[SENIOR_SCHOOL]
                if is_compulsory and people.months_out_of_school[i] < LONGEST_COUNT:
                    people.months_out_of_school[i] += 1
                continue
            s = people.school[i]
            if level >= JUNIOR_SCHOOL:
                base = (p.dropout_junior if level == JUNIOR_SCHOOL else p.dropout_senior) * odds
                hazard = base * (crowding[s] if s >= 0 else 1.0)
                if age >= TEENAGER:
                    hazard *= near_jobs
                is_far = s == FAR_SCHOOL
                if is_far:
                    hazard *= p.travel_factor
                if people.is_female[i] == 1 and (is_far or age >= TEENAGER):
                    hazard *= p.girls_factor
                draw = uniform(key, people.chance_id[i])
                if draw < hazard:
                    counts[0] += 1
                    counts[1] += is_far and draw >= hazard / p.travel_factor
                    people.school_level[i], people.school[i] = AT_NO_SCHOOL, NOBODY
                    people.has_dropped_out[i] = 1
                    continue
            if s >= 0:
                schools.n_pupils[s] += 1


def nearest_schools(buildings: Rows, schools: Rows) -> Array:
    """For each building and level, the row of the nearest school of that level; the row after the last where there is none."""
    nearest = np.full((buildings.x_metres.size, SENIOR_SCHOOL + 1), schools.level.size)
    for level in range(KINDERGARTEN, SENIOR_SCHOOL + 1):
        rows = np.flatnonzero(schools.level == level)
        if rows.size:
            across = buildings.x_metres[:, None] - schools.x_metres[rows]
            along = buildings.y_metres[:, None] - schools.y_metres[rows]
            nearest[:, level] = rows[np.argmin(across**2 + along**2, axis=1)]
    return nearest


def open_seats(now: Now, people: Rows, households: Rows, schools: Rows, is_september: bool) -> None:
    """Give out the seats."""
    n_rows = people.household.size
    child, school, order = np.empty(n_rows, np.int64), np.empty(n_rows, np.int64), np.empty(n_rows)
    n = enrol(
        people, households, now.p, now.q, now.month, is_september, STARTS,
        nearest_schools(now.view(Buildings), schools), now.lasting_chance("wish"), now.chance("seat"), child, school, order,
    )  # fmt: skip
    seats = np.floor(schools.n_seats * now.q.seats).astype(np.int64)
    # The row after the last school stands for a level that has none on the site: it never has a free seat.
    free = np.append(seats if is_september else np.maximum(seats - schools.n_pupils, 0), 0)
    if is_september:
        schools.n_waiting[:] = 0
    served = np.zeros(n, np.uint8)
    serve(school, order, n, free, served)
    seat(people, schools, now.p, STARTS, now.chance("travel"), child, school, order, served, free, n)


def step(now: Now) -> None:
    people, households, schools = now.view(People), now.view(Households), now.view(Schools)
    employers, office = now.view(Employers), now.view(CommunityOffices)
    is_september = now.month_of_year == SCHOOL_YEAR_STARTS
    if is_september or bool((households.arrival_month == now.month).any()):
        open_seats(now, people, households, schools, is_september)
    is_near = (employers.kind <= LAST_LOCAL_KIND) & (employers.is_open == 1)
    open_posts = float(np.maximum(employers.n_posts - employers.n_filled, 0)[is_near].sum())
    near = min(open_posts / (0.1 * max(float(office.n_labour_force[0]), 1.0)), 1.0)
    near_jobs = 1.0 + (now.p.near_jobs_factor - 1.0) * near
    full_classes = schools.n_seats / np.maximum(schools.n_teachers, 1e-6)
    classes = schools.n_pupils / np.maximum(schools.n_teachers * now.q.teachers, 1e-6)
    crowding = np.clip(classes / np.maximum(full_classes, 1e-6), 1.0, 2.0)
    counts = np.zeros(2, np.int64)
    attend(
        people, households, schools, now.p, near_jobs, now.q.dropout_odds, now.month, STARTS, crowding,
        now.chance("dropout"), counts,
    )  # fmt: skip
    office.n_dropouts[0], office.n_dropouts_move[0] = counts


PROCESS = Process(
    name="schools",
    zh="就学",
    en="Schools",
    sentence="Children take a place in September or when they move in; missing seats make them travel, wait and drop out.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
