"""Children take a place in September or when they move in; missing seats make them travel, wait and drop out more often.

Form: seats of a level are given to those who are there already, then by lottery, in the nearest school first. A child of
compulsory age without a seat travels to a far school or stays at home. Where seats are planned by rule, what is missing is
added to a school that stands, or, where much is missing, built as a new one; seats open some months after they are ordered and
paid for, and their teachers come with them or are found later. Dropping out is a monthly hazard: an origin's level,
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
from model.distance import kilometres_between
from model.kernel import formula, kernel, rows_where
from model.scarcity import in_order, rank, serve

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

QUANTITIES = (
    Quantity("seats", "factor", 1, "multiply", "Bends the seats of every school"),
    Quantity("teachers", "factor", 1, "multiply", "Bends the teachers of every school"),
    Quantity("dropout_odds", "factor", 1, "multiply", "Bends all dropout hazards"),
    Quantity("vocational_uptake", "share", 0, "add", "Share of those who would leave that take up vocational school", high=1),
    Quantity("planning", "share", 0, "add", "Whether missing seats are planned by rule", high=1),
    Quantity("months_ahead", "months", 0, "add", "Months before their arrival that children are counted"),
    Quantity("lead_months", "months", 0, "add", "Months from the order to the opening of seats added in place"),
    Quantity(
        "seats_to_extend", "seats", 0, "add", "Seats in place that are paid for and ordered this month, if so many are missing"
    ),
    Quantity("seats_to_build", "seats", 0, "add", "The same in new schools"),
    Quantity("teacher_transfer", "share", 0, "add", "Share of the posts of new seats that are moved in time", high=1),
)

FAR_SCHOOL = -2  # a school outside the site, a long way off

COLUMNS = (
    Column("people", "school_level", "uint8", AT_NO_SCHOOL, "code", "Level of the school the person goes to"),
    Column("people", "school", "int16", NOBODY, "id", "Row of the school, -1 none, -2 a far one"),
    Column("people", "schooling", "uint8", 0, "code", "Highest level completed", 0, 3),
    Column("people", "mandarin", "uint8", 0, "code", "Mandarin, from none (0) to fluent (3)", 0, 3),
    Column("people", "has_dropped_out", "uint8", 0, "yes or no", "Left school before completing the level"),
    Column("people", "months_out_of_school", "uint8", 0, "months", "Of compulsory age and not at school"),
    Column("schools", "is_open", "uint8", 1, "yes or no", "It stands and takes pupils", 0, 1),
    Column("schools", "n_seats", "int32", 0, "seats", "Seats", 0, 100000),
    Column("schools", "n_seats_wanted", "int32", 0, "seats", "Seats that the rule would add here"),
    Column("schools", "n_seats_ordered", "int32", 0, "seats", "Seats under construction"),
    Column("schools", "months_to_open", "int16", 0, "months", "Until the seats under construction open"),
    Column("schools", "n_teachers_missing", "float32", 0, "staff", "Posts of new seats without a teacher"),
    Column("schools", "n_teachers", "float32", 0, "staff", "Teachers", 0, 10000),
    Column("schools", "n_pupils", "int32", 0, "people", "Pupils of the site"),
    Column("schools", "n_waiting", "int32", 0, "people", "Children of its level and surroundings without a seat"),
    Column("community_offices", "n_dropouts", "int32", 0, "people", "Left school this month"),
    Column("community_offices", "n_dropouts_move", "int32", 0, "people", "Of those, owed to a far school"),
    Column("community_offices", "school_kilometres", "float64", 0, "kilometres", "Ways of all pupils below senior school"),
    Column(
        "community_offices", "n_with_school_way", "int32", 0, "people", "Pupils below senior school, those of far schools too"
    ),
    Column("community_offices", "n_seats_to_extend", "int32", 0, "seats", "Missing seats that the rule would add in place"),
    Column(
        "community_offices", "n_seats_to_build", "int32", 0, "seats", "Missing seats that the rule would build new schools for"
    ),
    Column("community_offices", "n_seats_extended", "int32", 0, "seats", "Seats in place that were ordered this month"),
    Column("community_offices", "n_seats_built", "int32", 0, "seats", "Seats in new schools that were ordered this month"),
)

People = view(
    "people",
    "household chance_id is_alive age_months is_female employer is_away "
    "school_level school schooling mandarin has_gained_mandarin has_dropped_out months_out_of_school",
    __name__,
)
Households = view("households", "arrival_month return_month building", __name__)
Buildings = view("buildings", "x_metres y_metres", __name__)
Schools = view(
    "schools",
    "level x_metres y_metres is_open n_seats n_seats_wanted n_seats_ordered months_to_open n_teachers n_teachers_missing "
    "n_pupils n_waiting",
    __name__,
)
Employers = view("employers", "kind is_open n_posts n_filled", __name__)
CommunityOffices = view(
    "community_offices",
    "n_labour_force n_dropouts n_dropouts_move school_kilometres n_with_school_way n_seats_to_extend n_seats_to_build "
    "n_seats_extended n_seats_built",
    __name__,
)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

# First month of age of each level, and of leaving the last.
STARTS = np.array([0, 3, 6, 12, 15, 18]) * MONTHS_A_YEAR
FIRST_AGE, OLDEST = 3 * MONTHS_A_YEAR, 18 * MONTHS_A_YEAR
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
def is_waiting(people: Rows, i: int, level: int, school_year_age: int, starts: Array) -> bool:
    """Whether a seat that opens during the year is for this child: none yet on the site, and of age since September."""
    if level in (AT_NO_SCHOOL, SENIOR_SCHOOL) or level != level_of(school_year_age, starts):
        return False
    return people.school[i] == FAR_SCHOOL if people.school_level[i] == level else people.school_level[i] == AT_NO_SCHOOL


@formula
def way_kilometres(buildings: Rows, schools: Rows, b: int, s: int, far: float) -> float:
    """From a building to a school as the crow flies, or to the far one."""
    if s < 0:
        return far
    return kilometres_between(buildings, b, schools, s)


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


@formula
def enrol(
    people: Rows, households: Rows, p: Numbers, q: Numbers, month: int, is_september: bool, is_opening: bool,
    since_september: int, starts: Array, nearest: Array, wish_key: np.uint64, lottery_key: np.uint64, child: Array,
    school: Array, order: Array,
) -> int:  # fmt: skip
    """Who asks for a seat where: everybody in September, at other times those who just moved in and, when seats open, those
    who wait for one. Returns the count."""
    n = 0
    for i in range(people.household.size):
        age = people.age_months[i]
        if people.is_alive[i] == 0 or (people.school_level[i] == AT_NO_SCHOOL and age >= OLDEST):
            continue
        h = people.household[i]
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        level = level_of(age, starts)
        if (
            not is_september
            and households.arrival_month[h] != month
            and not (is_opening and is_waiting(people, i, level, age - since_september, starts))
        ):
            continue
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


@formula
def seat(
    people: Rows, schools: Rows, p: Numbers, starts: Array, key: np.uint64,
    child: Array, school: Array, order: Array, served: Array, free: Array, n: int,
) -> None:  # fmt: skip
    """Seat those served, then the others wherever their level has a free seat; who is left travels or stays at home.

    Whose wish is not served has a turn in the order of the lottery, so that a free seat further off goes to luck and not to a row.
    """
    n_schools, left, n_left = schools.level.size, np.empty(n, np.int64), 0
    for c in range(n):
        if served[c] == 1:
            people.school[child[c]] = school[c]
            people.school_level[child[c]] = level_of(people.age_months[child[c]], starts)
        else:
            left[n_left] = c
            n_left += 1
    for c in left[:n_left][in_order(order[left[:n_left]])]:
        i, place = child[c], NOBODY
        level = level_of(people.age_months[i], starts)
        for s in range(n_schools):
            if schools.level[s] == level and free[s] > 0:
                free[s] -= 1
                place = s
                break
        if place == NOBODY and school[c] < n_schools:
            schools.n_waiting[school[c]] += 1
        is_compulsory = level in (PRIMARY_SCHOOL, JUNIOR_SCHOOL)
        goes_far = people.school[i] == FAR_SCHOOL or uniform(key, people.chance_id[i]) < p.travels
        if place == NOBODY and is_compulsory and goes_far:
            place = FAR_SCHOOL
        people.school[i] = place
        people.school_level[i] = AT_NO_SCHOOL if place == NOBODY else level


@formula
def attend(
    people: Rows, households: Rows, schools: Rows, buildings: Rows, p: Numbers, near_jobs: float, odds: float, month: int,
    months_ahead: int, since_september: int, starts: Array, crowding: Array, key: np.uint64, counts: Array, children: Array,
    ways: Array,
) -> None:  # fmt: skip
    """A month at school: pupils are counted, some drop out.

    counts: dropouts, those owed to a far school. children: by level of their age, those to come in the months ahead too; not
    counted when months_ahead is below 0. ways: kilometres of pupils below senior school, and how many they are.
    """
    for s in range(schools.level.size):
        schools.n_pupils[s] = 0
    # No hazard is above this: who draws more stays at school, and need not be looked at. Classes are at most twice the norm.
    most = 2.0 * max(p.dropout_junior, p.dropout_senior) * odds * max(near_jobs, 1.0)
    most *= max(p.travel_factor, 1.0) * max(p.girls_factor, 1.0)
    is_young = np.empty(people.household.size, np.bool_)
    for i in range(is_young.size):
        age = people.age_months[i]
        is_young[i] = (people.is_alive[i] == 1) & (age >= FIRST_AGE) & (age < OLDEST + MONTHS_A_YEAR)
    for i in rows_where(is_young):
        h, age, level = people.household[i], people.age_months[i], people.school_level[i]
        if households.arrival_month[h] > month + max(months_ahead, 0) or households.return_month[h] <= month:
            continue
        if months_ahead >= 0 and people.has_dropped_out[i] == 0:
            children[level_of(age, starts)] += 1
        if households.arrival_month[h] > month:
            continue
        if level == AT_NO_SCHOOL:
            # A child that turned six in the course of the school year starts in September.
            is_compulsory = age - since_september >= starts[PRIMARY_SCHOOL] and age < starts[SENIOR_SCHOOL]
            if is_compulsory and people.months_out_of_school[i] < LONGEST_COUNT:
                people.months_out_of_school[i] += 1
            continue
        s = people.school[i]
        draw = uniform(key, people.chance_id[i])
        if level >= JUNIOR_SCHOOL and draw < most:
            base = (p.dropout_junior if level == JUNIOR_SCHOOL else p.dropout_senior) * odds
            hazard = base * (crowding[s] if s >= 0 else 1.0)
            if age >= TEENAGER:
                hazard *= near_jobs
            is_far = s == FAR_SCHOOL
            if is_far:
                hazard *= p.travel_factor
            if people.is_female[i] == 1 and (is_far or age >= TEENAGER):
                hazard *= p.girls_factor
            if draw < hazard:
                counts[0] += 1
                counts[1] += is_far and draw >= hazard / p.travel_factor
                people.school_level[i], people.school[i] = AT_NO_SCHOOL, NOBODY
                people.has_dropped_out[i] = 1
                continue
        if level < SENIOR_SCHOOL:
            ways[0] += way_kilometres(buildings, schools, households.building[h], s, p.far_kilometres)
            ways[1] += 1
        if s >= 0:
            schools.n_pupils[s] += 1


@formula
def find_nearest(buildings: Rows, schools: Rows, nearest: Array) -> None:
    """For each building and level, the row of the nearest school of that level; the row after the last where there is none."""
    for b in range(nearest.shape[0]):
        for level in range(nearest.shape[1]):
            nearest[b, level], least = schools.level.size, np.inf
            for s in range(schools.level.size):
                if schools.level[s] == level and schools.is_open[s] == 1:
                    way = kilometres_between(buildings, b, schools, s)
                    if way < least:
                        nearest[b, level], least = s, way


@formula
def finish_buildings(schools: Rows, pupils_a_teacher: float, teacher_transfer: float) -> bool:
    """Seats whose time has come open, with the teachers whose posts were moved. Returns whether any opened."""
    is_opening = False
    for s in range(schools.level.size):
        if schools.months_to_open[s] == 0:
            continue
        schools.months_to_open[s] -= 1
        if schools.months_to_open[s] > 0:
            continue
        posts = schools.n_seats_ordered[s] / pupils_a_teacher
        schools.n_seats[s] += schools.n_seats_ordered[s]
        schools.n_seats_ordered[s] = 0
        schools.is_open[s] = 1
        schools.n_teachers[s] += posts * teacher_transfer
        schools.n_teachers_missing[s] += posts * (1.0 - teacher_transfer)
        is_opening = True
    return is_opening


@formula
def find_teachers(schools: Rows, share_found: float) -> None:
    """Schools find some of the teachers that are still missing."""
    for s in range(schools.level.size):
        found = np.float32(schools.n_teachers_missing[s] * np.float32(share_found))
        schools.n_teachers[s] += found
        schools.n_teachers_missing[s] -= found


@formula
def order_seats(schools: Rows, is_open: int, n_paid: int, months: int) -> int:
    """Order as many of the wanted seats as are paid for, those of compulsory school first. Returns how many."""
    left = n_paid
    for is_kindergarten in (False, True):
        for s in range(schools.level.size):
            if (schools.level[s] == KINDERGARTEN) == is_kindergarten and schools.is_open[s] == is_open:
                n = min(left, int(schools.n_seats_wanted[s]))
                if n > 0:
                    schools.n_seats_ordered[s], schools.months_to_open[s] = n, max(months, 1)
                    left -= n
    return n_paid - left


@formula
def build_by_rule(schools: Rows, office: Rows, p: Numbers, q: Numbers, month: int) -> bool:
    """A month of building. Returns whether seats opened."""
    is_opening = finish_buildings(schools, p.pupils_a_teacher, q.teacher_transfer)
    find_teachers(schools, p.teachers_found)
    office.n_seats_extended[0], office.n_seats_built[0] = 0, 0
    if q.planning > 0:
        # What was planned before the first move-in is that much further on.
        head_start = int(q.months_ahead) if month <= 1 else 0
        to_extend, to_build = int(np.ceil(q.lead_months)), int(np.ceil(q.lead_months * p.building_factor))
        office.n_seats_extended[0] = order_seats(schools, 1, int(q.seats_to_extend), to_extend - head_start)
        office.n_seats_built[0] = order_seats(schools, 0, int(q.seats_to_build), to_build - head_start)
    return is_opening


@formula
def largest(schools: Rows, level: int, is_open: int) -> int:
    """The largest school of a level with no project under way; -1 for none."""
    found = -1
    for s in range(schools.level.size):
        is_free = schools.level[s] == level and schools.is_open[s] == is_open and schools.months_to_open[s] == 0
        if is_free and (found < 0 or schools.n_seats[s] > schools.n_seats[found]):
            found = s
    return found


@formula
def want_seats(schools: Rows, office: Rows, p: Numbers, children: Array) -> None:
    """What is missing: enough seats, none; some missing, more in place; many missing, a new school; one project a school."""
    office.n_seats_to_extend[0], office.n_seats_to_build[0] = 0, 0
    for s in range(schools.level.size):
        schools.n_seats_wanted[s] = 0
    for level in range(KINDERGARTEN, SENIOR_SCHOOL):
        n_seats, n_ordered = 0.0, 0.0
        for s in range(schools.level.size):
            n_seats += schools.n_seats[s] * (schools.level[s] == level)
            n_ordered += schools.n_seats_ordered[s] * (schools.level[s] == level)
        wish = p.kindergarten_wish if level == KINDERGARTEN else 1.0
        missing = int(np.ceil(children[level] * wish)) - int(n_seats + n_ordered)
        new, old = largest(schools, level, 0), largest(schools, level, 1)
        project = new if missing > p.extend_at_most * n_seats and new >= 0 else old
        if missing > 0 and project >= 0:
            schools.n_seats_wanted[project] = missing
            office.n_seats_to_extend[0] += missing * schools.is_open[project]
            office.n_seats_to_build[0] += missing * (1 - schools.is_open[project])


@formula
def look_around(schools: Rows, employers: Rows, p: Numbers, teachers: float, n_labour_force: int, crowding: Array) -> float:
    """How crowded each school's classes are, at most twice the norm. Returns the pull of open posts nearby on teenagers."""
    for s in range(schools.level.size):
        classes = schools.n_pupils[s] / max(float(schools.n_teachers[s]) * teachers, 1e-6)
        crowding[s] = min(max(classes / p.pupils_a_teacher, 1.0), 2.0)
    n_open = 0
    for e in range(employers.kind.size):
        if employers.kind[e] <= LAST_LOCAL_KIND and employers.is_open[e] == 1:
            n_open += max(employers.n_posts[e] - employers.n_filled[e], 0)
    return 1.0 + (p.near_jobs_factor - 1.0) * min(n_open / (0.1 * max(n_labour_force, 1)), 1.0)


@formula
def free_seats(schools: Rows, share: float, is_september: bool) -> Array:
    """Seats to give out by school: all in September, else those without a pupil. The row after the last school stands for a
    level that has none on the site: it never has a free seat."""
    free = np.zeros(schools.level.size + 1, np.int64)
    for s in range(schools.level.size):
        n_seats = int(np.floor(schools.n_seats[s] * share))
        free[s] = n_seats if is_september else max(n_seats - schools.n_pupils[s], 0)
    return free


@formula
def open_seats(
    people: Rows, households: Rows, schools: Rows, buildings: Rows, p: Numbers, q: Numbers, month: int, is_september: bool,
    is_opening: bool, since_september: int, starts: Array, wish_key: np.uint64, seat_key: np.uint64, travel_key: np.uint64,
) -> None:  # fmt: skip
    """Give out the seats."""
    n_rows, nearest = people.household.size, np.empty((buildings.x_metres.size, SENIOR_SCHOOL + 1), np.int64)
    find_nearest(buildings, schools, nearest)
    child, school, order = np.empty(n_rows, np.int64), np.empty(n_rows, np.int64), np.empty(n_rows)
    n = enrol(
        people, households, p, q, month, is_september, is_opening, since_september, starts, nearest, wish_key, seat_key, child,
        school, order,
    )  # fmt: skip
    free, served = free_seats(schools, q.seats, is_september), np.zeros(n, np.uint8)
    for s in range(schools.level.size):
        # Everybody who waits asks again; for senior school in September only.
        if is_september or (is_opening and schools.level[s] < SENIOR_SCHOOL):
            schools.n_waiting[s] = 0
    serve(school, order, n, free, served)
    seat(people, schools, p, starts, travel_key, child, school, order, served, free, n)


@formula
def begin_month(
    people: Rows, households: Rows, schools: Rows, office: Rows, p: Numbers, q: Numbers, month: int
) -> tuple[bool, bool]:
    """A month of building. Returns whether seats opened and whether households move in."""
    # Adults' gains from literacy courses of the month before are entered here: schools own what people speak.
    for i in rows_where(people.has_gained_mandarin):
        people.mandarin[i] += 1
    is_moving_in = False
    for h in range(households.arrival_month.size):
        is_moving_in |= households.arrival_month[h] == month
    return build_by_rule(schools, office, p, q, month), is_moving_in


@formula
def go_to_school(
    people: Rows, households: Rows, schools: Rows, buildings: Rows, employers: Rows, office: Rows, p: Numbers, q: Numbers,
    month: int, since_september: int, starts: Array, key: np.uint64,
) -> None:  # fmt: skip
    """A month at school, and what seats it shows to be missing."""
    crowding, counts, ways = np.empty(schools.level.size), np.zeros(2, np.int64), np.zeros(2)
    near_jobs = look_around(schools, employers, p, q.teachers, office.n_labour_force[0], crowding)
    children, months_ahead = np.zeros(SENIOR_SCHOOL + 1, np.int64), int(q.months_ahead) if q.planning > 0 else -1
    attend(
        people, households, schools, buildings, p, near_jobs, q.dropout_odds, month, months_ahead, since_september, starts,
        crowding, key, counts, children, ways,
    )  # fmt: skip
    office.n_dropouts[0], office.n_dropouts_move[0] = counts[0], counts[1]
    office.school_kilometres[0], office.n_with_school_way[0] = ways[0], ways[1]
    if q.planning > 0:
        want_seats(schools, office, p, children)


@kernel
def teach(
    people: Rows, households: Rows, schools: Rows, buildings: Rows, employers: Rows, office: Rows, p: Numbers, q: Numbers,
    month: int, since_september: int, starts: Array, wish_key: np.uint64, seat_key: np.uint64, travel_key: np.uint64,
    dropout_key: np.uint64,
) -> None:  # fmt: skip
    """A month of building, of giving out seats when there are some to give out, and at school."""
    is_opening, is_moving_in = begin_month(people, households, schools, office, p, q, month)
    is_september = since_september == 0
    if is_september or is_opening or is_moving_in:
        open_seats(
            people, households, schools, buildings, p, q, month, is_september, is_opening, since_september, starts, wish_key,
            seat_key, travel_key,
        )  # fmt: skip
    go_to_school(people, households, schools, buildings, employers, office, p, q, month, since_september, starts, dropout_key)


def step(now: Now) -> None:
    since_september, chance = (now.month_of_year - SCHOOL_YEAR_STARTS) % MONTHS_A_YEAR, now.chance
    teach(
        now.view(People), now.view(Households), now.view(Schools), now.view(Buildings), now.view(Employers),
        now.view(CommunityOffices), now.p, now.q, now.month, since_september, STARTS, now.lasting_chance("wish"),
        chance("seat"), chance("travel"), chance("dropout"),
    )  # fmt: skip


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
