"""Training courses take people out of job search for some months; those who complete search better a year later.

Form: seats are given by lottery within priority; a household with a training file puts its jobless members first, without
files the better schooled come first, as they do in practice (C134). About 55 in 100 complete (C125). A completed course
raises the odds of finding work and pay only with a delay, and the effect grows over as many months again (C118, C123). A
course tied to an employer ends in an offer of a post there while it has one free.
"""

from __future__ import annotations

import numpy as np

from model.chance import again, bits, first_half, second_half, uniform
from model.codes import AT_NO_SCHOOL, GOOD_MANDARIN, JUNIOR, NOBODY, OF_WORKING_AGE, SECTORS, TOURISM, USUAL_AWARENESS
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel, rows_where
from model.scarcity import rank, serve

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

QUANTITIES = (
    Quantity("literacy_seats", "seats", 0, "add", "Places in literacy courses that begin this month"),
    Quantity("literacy_follow_up", "share", 0, "add", "Share of those taught to read who are kept in practice", high=1),
    Quantity("craft_seats", "seats", 0, "add", "Seats this month in courses of a people's own crafts, beside home or work"),
    Quantity("seats", "seats", 0, "add", "Full-time seats that open this month"),
    Quantity("seats_in_work", "seats", 0, "add", "Seats this month for people who stay in their job while they learn"),
    Quantity("advanced_share", "share", 0, "add", "Share of full-time seats that are high-skill courses", high=1),
    Quantity("advanced_seats", "seats", 0, "add", "Most high-skill seats this month"),
    Quantity("order_share", "share", 0, "add", "Share of full-time seats tied to an employer with open posts", high=1),
    Quantity("demand_share", "share", 0, "add", "Share of seats whose sector follows the open posts", high=1),
    Quantity("take_up_odds", "factor", 1, "multiply", "Bends the willingness to take a course"),
    Quantity("completion_odds", "factor", 1, "multiply", "Bends the chance to complete"),
)

NEVER_TRAINED = -1
LONGEST_COUNT = 30_000

COLUMNS = (
    Column("people", "has_learned_to_read", "uint8", 0, "yes or no", "Taught to read on the site and has not lost it", 0, 1),
    Column("people", "has_gained_mandarin", "uint8", 0, "yes or no", "Rose a grade in Mandarin; schools enter it next month"),
    Column("training_centres", "n_taught_to_read", "int32", 0, "people", "Taught to read this month"),
    Column("training_centres", "n_lost_reading", "int32", 0, "people", "Taught to read and lost it this month"),
    Column("training_centres", "n_could_learn", "int32", 0, "people", "Who could be given a seat, where seats open"),
    Column("training_centres", "n_wanting", "int32", 0, "people", "Of those, who want one"),
    Column("training_centres", "n_enrolled_craft", "int32", 0, "people", "Started a craft course this month"),
    Column("people", "course_months_left", "uint8", 0, "months", "Months of the present full-time course that remain"),
    Column("people", "is_learning_in_work", "uint8", 0, "yes or no", "On a course beside a job this month"),
    Column("people", "is_advanced", "uint8", 0, "yes or no", "The present or last course is a high-skill one"),
    Column("people", "course_sector", "uint8", 0, "code", "Sector of the present or last course"),
    Column("people", "trained_sector", "int8", NOBODY, "code", "Sector of the last completed course, -1 for none"),
    Column("people", "months_since_training", "int16", NEVER_TRAINED, "months", "Since the last completion, -1: never"),
    Column("people", "order_employer", "int32", NOBODY, "id", "Employer that ordered the present course, -1 for none"),
    Column("people", "skill", "float32", 0, "score 0 to 1", "General skill; the population's spread is 0.5", -2, 3),
    Column("training_centres", "n_seats", "int32", 0, "seats", "Seats opened this month, full-time and beside work"),
    Column("training_centres", "n_on_course", "int32", 0, "people", "On a full-time course at the end of the month"),
    Column("training_centres", "n_enrolled", "int32", 0, "people", "Started a full-time course this month"),
    Column("training_centres", "n_enrolled_in_work", "int32", 0, "people", "Started a course beside work this month"),
    Column("training_centres", "n_enrolled_advanced", "int32", 0, "people", "Of those enrolled, on a high-skill course"),
    Column("training_centres", "n_completed", "int32", 0, "people", "Completed a course this month"),
)

People = view(
    "people",
    "has_learned_to_read has_gained_mandarin mandarin household chance_id life_stage is_alive "
    "school_level schooling employer is_away "
    "months_out_of_work course_months_left is_learning_in_work is_advanced course_sector trained_sector "
    "months_since_training order_employer skill",
    __name__,
)
Households = view("households", "return_month has_training_file awareness is_minority", __name__)
Employers = view("employers", "sector is_open n_posts n_filled kind", __name__)
TrainingCentres = view(
    "training_centres",
    "n_taught_to_read n_lost_reading n_could_learn n_wanting n_enrolled_craft "
    "n_seats n_on_course n_enrolled n_enrolled_in_work n_enrolled_advanced n_completed",
    __name__,
)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

N_SECTORS = len(SECTORS)
MOST_ORDERS = 4096  # open posts that courses can be tied to
CRAFT_SEAT = 2  # after full-time seats and seats beside work
LAST_LOCAL_KIND = 7  # kinds above this are labour markets outside the county


@formula
def teach(people: Rows, households: Rows, p: Numbers, q: Numbers, month: int, key: np.uint64) -> tuple[int, int]:
    """A month of the running courses: learn, then complete or fall out. Returns how many completed and how many remain."""
    n_completed, n_on_course = 0, 0
    completion, is_learning = p.completion * q.completion_odds, np.empty(people.household.size, np.bool_)
    for i in range(is_learning.size):
        since = people.months_since_training[i]
        people.months_since_training[i] = since + ((since >= 0) & (since < LONGEST_COUNT))
    for i in range(is_learning.size):
        is_learning[i] = (people.course_months_left[i] > 0) | (people.is_learning_in_work[i] == 1)
    for i in rows_where(is_learning):
        is_gone = people.is_alive[i] == 0 or households.return_month[people.household[i]] <= month
        if people.course_months_left[i] > 1 and not is_gone:
            people.course_months_left[i] -= 1
            n_on_course += 1
            continue
        people.course_months_left[i] = 0
        people.is_learning_in_work[i] = 0
        if is_gone or uniform(key, people.chance_id[i]) >= completion:
            people.order_employer[i] = NOBODY
            continue
        gain = p.advanced_skill_gain if people.is_advanced[i] == 1 else p.skill_gain
        people.skill[i] += np.float32(gain)
        people.trained_sector[i] = people.course_sector[i]
        people.months_since_training[i] = 0
        n_completed += 1
    return n_completed, n_on_course


@formula
def count_open_posts(employers: Rows, posts_by_sector: Array, order_posts: Array) -> int:
    """Open posts of local employers by sector, and a list of them employer by employer; returns how many there are."""
    n = 0
    for e in range(employers.sector.size):
        if employers.is_open[e] == 0 or employers.kind[e] > LAST_LOCAL_KIND:
            continue
        for _ in range(employers.n_posts[e] - employers.n_filled[e]):
            posts_by_sector[employers.sector[e]] += 1
            if n < order_posts.size:
                order_posts[n] = e
                n += 1
    return n


@formula
def could_learn(people: Rows, i: int, repeat_after_months: int) -> bool:
    """Of working age and able, on site, not at school, on no course and not lately trained."""
    since = people.months_since_training[i]
    could = (people.life_stage[i] == OF_WORKING_AGE) & (people.is_away[i] == 0) & (people.school_level[i] == AT_NO_SCHOOL)
    return could & (people.course_months_left[i] == 0) & ((since < 0) | (since >= repeat_after_months))


@formula
def claim(
    people: Rows,
    households: Rows,
    p: Numbers,
    q: Numbers,
    key: np.uint64,
    claimant: Array,
    place: Array,
    priority: Array,
) -> tuple[int, int]:
    """Who wants a seat this month and in what order: place 0 is a full-time seat, 1 a seat beside work, 2 a craft seat.
    Returns how many want one and how many could be given one."""
    could, asks = np.empty((2, people.household.size), np.bool_)
    repeat_after_months = int(np.ceil(p.repeat_after_months))
    n, n_could, wants, best_known = 0, 0, p.take_up * q.take_up_odds, 0.0
    for h in range(households.awareness.size):
        best_known = max(best_known, households.awareness[h])
    # Who draws above the chance of those who know most does not ask, and need not be looked at.
    most = wants * best_known / USUAL_AWARENESS
    for i in range(could.size):
        could[i] = could_learn(people, i, repeat_after_months)
    for i in range(could.size):
        asks[i] = could[i] & (first_half(bits(key, people.chance_id[i])) < most)
    for i in range(could.size):
        n_could += could[i]
    craft_share = q.craft_seats / max(q.seats + q.seats_in_work + q.craft_seats, 1.0)
    for i in rows_where(asks):
        h, draws = people.household[i], bits(key, people.chance_id[i])
        if first_half(draws) >= wants * households.awareness[h] / USUAL_AWARENESS:
            continue
        # With a file the office calls the longest jobless first; without one the better schooled come first.
        if households.has_training_file[h] == 1:
            first = 0.0 if people.months_out_of_work[i] >= 3 else 1.0
        else:
            first = 2.0 if people.schooling[i] >= JUNIOR else 3.0
        claimant[n] = i
        place[n] = 0 if people.employer[i] == NOBODY else 1
        if craft_share > 0 and first_half(again(draws)) < craft_share:
            place[n] = CRAFT_SEAT
        priority[n] = rank(first, second_half(draws))
        n += 1
    return n, n_could


@formula
def enrol(
    people: Rows,
    p: Numbers,
    q: Numbers,
    key: np.uint64,
    claimant: Array,
    place: Array,
    served: Array,
    n: int,
    posts_by_sector: Array,
    order_posts: Array,
    n_order_posts: int,
) -> tuple[int, int, int, int]:
    """Seat those served: sector, length, and an employer where the course is ordered. Returns full-time, in-work, advanced
    and craft."""
    n_open = 0
    for sector in range(N_SECTORS):
        n_open += posts_by_sector[sector]
    n_full_time, n_in_work, n_advanced, n_craft = 0, 0, 0, 0
    for c in range(n):
        if served[c] == 0:
            continue
        i = claimant[c]
        draws = bits(key, people.chance_id[i])
        sector = min(int(second_half(draws) * N_SECTORS), N_SECTORS - 1)
        if n_open > 0 and first_half(draws) < q.demand_share:
            left = second_half(draws) * n_open
            sector = 0
            while sector < N_SECTORS - 1 and left >= posts_by_sector[sector]:
                left -= posts_by_sector[sector]
                sector += 1
        people.course_sector[i] = sector
        people.is_advanced[i] = 0
        if place[c] == CRAFT_SEAT:
            people.course_sector[i] = TOURISM
            people.is_learning_in_work[i] = 1
            n_craft += 1
            continue
        if place[c] == 1:
            people.is_learning_in_work[i] = 1
            n_in_work += 1
            continue
        n_full_time += 1
        people.order_employer[i] = NOBODY
        draws = again(draws)
        is_ordered = n_order_posts > 0 and first_half(draws) < q.order_share
        if is_ordered:
            people.order_employer[i] = order_posts[min(int(second_half(draws) * n_order_posts), n_order_posts - 1)]
        draws = again(draws)
        months = p.course_months
        is_able = people.schooling[i] >= JUNIOR and n_advanced < q.advanced_seats
        if is_able and not is_ordered and first_half(draws) < q.advanced_share:
            people.is_advanced[i] = 1
            months = p.advanced_months
            n_advanced += 1
        people.course_months_left[i] = max(1, int(months))
    return n_full_time, n_in_work, n_advanced, n_craft


@formula
def list_non_readers(people: Rows, households: Rows, key: np.uint64, claimant: Array, priority: Array) -> int:
    """Adults on site who never went to school and cannot read; of minorities first. Returns the count."""
    is_asked = np.empty(people.household.size, np.bool_)
    for i in range(is_asked.size):
        cannot_read = (people.schooling[i] == 0) & (people.has_learned_to_read[i] == 0)
        is_asked[i] = cannot_read & (people.life_stage[i] >= OF_WORKING_AGE) & (people.is_away[i] == 0)
    n = 0
    for i in rows_where(is_asked):
        is_first = households.is_minority[people.household[i]] == 1
        claimant[n] = i
        priority[n] = rank(0.0 if is_first else 1.0, uniform(key, people.chance_id[i]))
        n += 1
    return n


@formula
def practise(people: Rows, relapse: float, speak: float, key: np.uint64) -> int:
    """New readers lose reading without practice, or gain Mandarin with it. Returns how many lose it."""
    n = 0
    for i in rows_where(people.has_learned_to_read):
        if people.is_alive[i] == 0:
            continue
        draws = bits(key, people.chance_id[i])
        if first_half(draws) < relapse:
            people.has_learned_to_read[i] = 0
            n += 1
            continue
        if second_half(draws) < speak and people.mandarin[i] < GOOD_MANDARIN:
            people.has_gained_mandarin[i] = 1
    return n


@formula
def teach_to_read(
    people: Rows, households: Rows, centres: Rows, p: Numbers, q: Numbers, practise_key: np.uint64, key: np.uint64
) -> None:
    """Literacy courses, and what becomes of those who were taught."""
    n_rows, follow_up = people.household.size, q.literacy_follow_up
    relapse, speak = p.reading_relapse * (1.0 - follow_up), p.speaking_a_month * follow_up
    centres.n_lost_reading[0] = practise(people, relapse, speak, practise_key)
    claimant, priority = np.empty(n_rows, np.int64), np.empty(n_rows)
    n = list_non_readers(people, households, key, claimant, priority)
    served, seats = np.zeros(n, np.uint8), np.full(1, int(q.literacy_seats))
    centres.n_taught_to_read[0] = serve(np.zeros(n, np.int64), priority, n, seats, served)
    for c in range(n):
        if served[c] == 1:
            people.has_learned_to_read[claimant[c]] = 1


@formula
def give_out_seats(
    people: Rows, households: Rows, employers: Rows, centres: Rows, p: Numbers, q: Numbers, want_key: np.uint64,
    place_key: np.uint64,
) -> None:  # fmt: skip
    """Seats of the month go to those who want one, in order; courses follow open posts as far as is asked for."""
    n_rows = people.household.size
    posts_by_sector, order_posts = np.zeros(N_SECTORS, np.int64), np.empty(MOST_ORDERS, np.int64)
    n_order_posts = count_open_posts(employers, posts_by_sector, order_posts)
    claimant, place, priority = np.empty(n_rows, np.int64), np.empty(n_rows, np.int64), np.empty(n_rows)
    n, n_could = claim(people, households, p, q, want_key, claimant, place, priority)
    served, seats = np.zeros(n, np.uint8), np.array([int(q.seats), int(q.seats_in_work), int(q.craft_seats)])
    serve(place, priority, n, seats, served)
    full_time, in_work, advanced, craft = enrol(
        people, p, q, place_key, claimant, place, served, n, posts_by_sector, order_posts, n_order_posts
    )
    centres.n_enrolled[0], centres.n_enrolled_in_work[0], centres.n_enrolled_advanced[0] = full_time, in_work, advanced
    centres.n_could_learn[0], centres.n_wanting[0], centres.n_enrolled_craft[0] = n_could, n, craft
    centres.n_on_course[0] += full_time


@formula
def count_from_nought(centres: Rows) -> None:
    """What the month brings is counted anew."""
    centres.n_taught_to_read[0], centres.n_lost_reading[0] = 0, 0
    centres.n_could_learn[0], centres.n_wanting[0] = 0, 0
    centres.n_enrolled[0], centres.n_enrolled_in_work[0] = 0, 0
    centres.n_enrolled_advanced[0], centres.n_enrolled_craft[0] = 0, 0


@kernel
def hold_courses(
    people: Rows, households: Rows, employers: Rows, centres: Rows, p: Numbers, q: Numbers, month: int, practise_key: np.uint64,
    read_key: np.uint64, complete_key: np.uint64, want_key: np.uint64, place_key: np.uint64,
) -> None:  # fmt: skip
    """Literacy courses, running courses, then new ones."""
    people.has_gained_mandarin[:] = 0
    count_from_nought(centres)
    if q.literacy_seats > 0 or people.has_learned_to_read.max() > 0:
        teach_to_read(people, households, centres, p, q, practise_key, read_key)
    centres.n_completed[0], centres.n_on_course[0] = teach(people, households, p, q, month, complete_key)
    centres.n_seats[0] = int(q.seats) + int(q.seats_in_work) + int(q.craft_seats)
    if centres.n_seats[0] > 0:
        give_out_seats(people, households, employers, centres, p, q, want_key, place_key)


def step(now: Now) -> None:
    chance = now.chance
    hold_courses(
        now.view(People), now.view(Households), now.view(Employers), now.view(TrainingCentres), now.p, now.q, now.month,
        chance("practise"), chance("read"), chance("complete"), chance("want"), chance("place"),
    )  # fmt: skip


PROCESS = Process(
    name="courses",
    zh="培训",
    en="Courses",
    sentence="Courses take people out of job search for some months; those who complete search better a year later.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
