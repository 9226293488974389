"""The community office has few hours: they go to registration, training files and households where nobody works.

Form: a budget of staff hours a month, spent in an order of need: households in zero employment that the rule wants cleared
first (OF303), then households without a training file, then unregistered ones. A visit takes hours, and a visited
household gets what the visit was for. Who is visited within a need is a lottery. Few transfer their hukou (OF217).
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half, second_half, uniform
from model.codes import AT_NO_SCHOOL, HUKOU, NOBODY, PERMIT, SEVERE_DISABILITY, UNREGISTERED
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import kernel
from model.scarcity import rank, serve

PARAMETERS = (
    Parameter(
        "hours_a_staff", 40, "hours a month", 10, 120,
        "Hours a month of one member of staff that go to households",
        "每名工作人员入户服务时间", "casework hours of a member of staff", "OF265 OF268", "assumption",
    ),
    Parameter(
        "hours_a_visit", 2.5, "hours", 1, 6,
        "Hours of one visit with its paperwork",
        "每次入户所需时间", "hours of a visit", "", "assumption",
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
)  # fmt: skip

QUANTITIES = (
    Quantity("hours", "factor", 1, "multiply", "Bends the hours of casework"),
    Quantity("training_file_share", "share", 0, "add", "Share of labour households to keep a training file for", high=1),
    Quantity("referral_share", "share", 0, "add", "Share of visited zero-employment households referred to a post", high=1),
    Quantity(
        "registration_visits",
        "share a month",
        0,
        "add",
        "Share of unregistered households that the office calls on",
        high=1,
    ),
)

COLUMNS = (
    Column("households", "registration", "uint8", UNREGISTERED, "code", "None, permit or card, hukou", 0, 2),
    Column("households", "has_training_file", "uint8", 0, "yes or no", "The office keeps a training file", 0, 1),
    Column("households", "months_zero_employment", "int16", 0, "months", "Since a labour household last had work"),
    Column("people", "is_referred", "uint8", 0, "yes or no", "A caseworker refers this person to posts this month"),
    Column("community_offices", "n_staff", "float32", 0, "staff", "Staff of the office", 0, 10000),
    Column("community_offices", "hours", "float32", 0, "hours", "Casework hours there are this month"),
    Column("community_offices", "hours_used", "float32", 0, "hours", "Casework hours used this month"),
    Column("community_offices", "n_visits", "int32", 0, "visits", "Households visited this month"),
    Column("community_offices", "n_waiting", "int32", 0, "households", "Households that waited for a visit in vain"),
)

People = view("people", "is_alive age_months disability school_level course_months_left employer is_away is_referred", __name__)
Households = view(
    "households",
    "arrival_month return_month first_person n_slots registration has_training_file months_zero_employment",
    __name__,
)
CommunityOffices = view("community_offices", "n_staff hours hours_used n_visits n_waiting", __name__)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

SIXTEEN, SIXTY = 16 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR
CLEAR_WORK, KEEP_FILE, REGISTER = range(3)  # what a visit is for, in the order of need


@kernel
def look(
    people: Rows, households: Rows, p: Numbers, q: Numbers, month: int, key: np.uint64, file_key: np.uint64,
    wanted_by: Array, purpose: Array, order: Array,
) -> int:  # fmt: skip
    """Count months without work, let people register by themselves, and list who is to be visited for what."""
    n = 0
    for h in range(households.n_slots.size):
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        n_labour, n_working, n_free = 0, 0, 0
        for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
            people.is_referred[i] = 0
            if people.is_alive[i] == 0:
                continue
            n_working += people.employer[i] != NOBODY
            age = people.age_months[i]
            is_able = (people.disability[i] != SEVERE_DISABILITY) & (people.school_level[i] == AT_NO_SCHOOL)
            is_labour = (age >= SIXTEEN) & (age < SIXTY) & is_able
            n_labour += is_labour
            n_free += is_labour & (people.is_away[i] == 0) & (people.course_months_left[i] == 0)
        is_zero = n_labour > 0 and n_working == 0
        households.months_zero_employment[h] = households.months_zero_employment[h] + 1 if is_zero else 0

        draws = bits(key, h)
        first, second = first_half(draws), second_half(draws)
        if households.registration[h] == UNREGISTERED and first < p.asks_to_register:
            households.registration[h] = PERMIT
        elif households.registration[h] == PERMIT and first < p.hukou_a_month:
            households.registration[h] = HUKOU
        need = -1
        if is_zero and n_free > 0 and second < q.referral_share:
            need = CLEAR_WORK
        elif n_labour > 0 and households.has_training_file[h] == 0 and uniform(file_key, h) < q.training_file_share:
            need = KEEP_FILE
        elif households.registration[h] == UNREGISTERED and second < q.registration_visits:
            need = REGISTER
        if need >= 0:
            wanted_by[n], purpose[n] = h, need
            order[n] = rank(float(need), second)
            n += 1
    return n


@kernel
def visit(people: Rows, households: Rows, wanted_by: Array, purpose: Array, served: Array) -> None:
    """A visited household gets what the visit was for."""
    for c in range(served.size):
        if served[c] == 0:
            continue
        h = wanted_by[c]
        if purpose[c] == REGISTER:
            households.registration[h] = PERMIT
        elif purpose[c] == KEEP_FILE:
            households.has_training_file[h] = 1
        else:
            # One jobless member on site is referred: the first who could start at once.
            for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
                age = people.age_months[i]
                is_free = people.is_alive[i] == 1 and people.is_away[i] == 0 and people.course_months_left[i] == 0
                is_able = people.disability[i] != SEVERE_DISABILITY and people.school_level[i] == AT_NO_SCHOOL
                if is_free and is_able and age >= SIXTEEN and age < SIXTY:
                    people.is_referred[i] = 1
                    break


def step(now: Now) -> None:
    people, households, office = now.view(People), now.view(Households), now.view(CommunityOffices)
    n_rows = households.n_slots.size
    wanted_by, purpose, order = np.empty(n_rows, np.int64), np.empty(n_rows, np.int64), np.empty(n_rows)
    n = look(
        people,
        households,
        now.p,
        now.q,
        now.month,
        now.chance("need"),
        now.lasting_chance("file"),
        wanted_by,
        purpose,
        order,
    )
    hours = float(office.n_staff.sum()) * now.p.hours_a_staff * now.q.hours
    served = np.zeros(n, np.uint8)
    n_visits = serve(np.zeros(n, np.int64), order, n, np.array([int(hours / now.p.hours_a_visit)]), served)
    visit(people, households, wanted_by, purpose, served)
    office.hours[0], office.hours_used[0] = hours, n_visits * now.p.hours_a_visit
    office.n_visits[0], office.n_waiting[0] = n_visits, n - n_visits


PROCESS = Process(
    name="casework",
    zh="社区服务与登记",
    en="Casework and registration",
    sentence="The office's few hours go to households where nobody works, training files and registration.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
