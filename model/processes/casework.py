"""The community office has few hours: they go to registration, training files and households where nobody works.

Form: a budget of staff hours a month, spent in an order of need: households in zero employment that the rule wants cleared
first (OF303), then lapsed dues and dibao not drawn, then households without a training file, then unregistered ones. A visit
takes hours, and a visited household gets what the visit was for. Who is visited within a need is a lottery. A household from
another county gets a residence permit, others a townsperson card. Few transfer their hukou (OF217), fewer where rights to
land and collective income would go with it.
"""

from __future__ import annotations

import numpy as np

from model.chance import again, bits, first_half, second_half, uniform
from model.codes import ABSENT, AT_NO_SCHOOL, CARD, HUKOU, NOBODY, OF_WORKING_AGE, PERMIT, UNREGISTERED, USUAL_AWARENESS
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel
from model.scarcity import in_order, rank, serve

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

QUANTITIES = (
    Quantity("care_visits", "visits", 0, "add", "Visits to those left behind, made with the hours that remain"),
    Quantity("staff", "staff", 0, "add", "Staff of the office beyond those of the first day"),
    Quantity("units", "count", 1, "multiply", "Offices, committees or groups that residents are served by"),
    Quantity("informing", "share a month", 0, "add", "Share of what a household does not know that it hears in a month", high=1),
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
    Quantity("documents", "count", 0, "add", "Cards and permits that the office can issue on its calls this month"),
    Quantity("own_requests", "factor", 1, "multiply", "Bends the chance that people ask for registration by themselves"),
    Quantity(
        "entitlement_visits",
        "share a month",
        0,
        "add",
        "Share of households with lapsed dues, or with dibao not drawn, that the office calls on",
        high=1,
    ),
    Quantity("land_rights", "share", 1, "multiply", "Share of land and forest rights that hukou transfer leaves", high=1),
    Quantity("collective_rights", "share", 1, "multiply", "The same for the village collective's income", high=1),
    Quantity("other_benefits", "share", 1, "multiply", "The same for other farm benefits", high=1),
)

COLUMNS = (
    Column(
        "households", "awareness", "float32", USUAL_AWARENESS, "score 0 to 1", "What the household knows of the measures", 0, 1
    ),
    Column("community_offices", "n_units", "int32", 1, "count", "Offices, committees or groups that residents are served by"),
    Column("households", "registration", "uint8", UNREGISTERED, "code", "None, card, permit, hukou", 0, 3),
    Column("households", "has_training_file", "uint8", 0, "yes or no", "The office keeps a training file", 0, 1),
    Column("households", "months_zero_employment", "int16", 0, "months", "Since a labour household last had work"),
    Column("households", "is_helped_with_dues", "uint8", 0, "yes or no", "Visited this month to put dues and dibao in order"),
    Column("people", "is_referred", "uint8", 0, "yes or no", "A caseworker refers this person to posts this month"),
    Column("community_offices", "n_staff", "float32", 0, "staff", "Staff of the office", 0, 10000),
    Column("community_offices", "hours", "float32", 0, "hours", "Casework hours there are this month"),
    Column("community_offices", "hours_used", "float32", 0, "hours", "Casework hours used this month, care visits apart"),
    Column("community_offices", "n_visits", "int32", 0, "visits", "Households visited this month"),
    Column("community_offices", "n_waiting", "int32", 0, "households", "Households that waited for a visit in vain"),
    Column("community_offices", "care_hours_used", "float32", 0, "hours", "Hours of visits to those left behind this month"),
    Column("community_offices", "n_care_visits", "int32", 0, "visits", "Visits to those left behind this month"),
    Column("community_offices", "n_documents", "int32", 0, "count", "Cards and permits issued on visits this month"),
    Column("community_offices", "n_dues_visits", "int32", 0, "visits", "Visits to put dues and dibao in order this month"),
)

People = view("people", "life_stage school_level course_months_left employer is_away is_referred", __name__)
Households = view(
    "households",
    "arrival_month return_month first_person n_slots origin_kilometres registration has_training_file months_zero_employment "
    "is_helped_with_dues lapse_months is_eligible_for_dibao has_dibao awareness tie",
    __name__,
)
CommunityOffices = view(
    "community_offices",
    "n_staff hours hours_used n_visits n_waiting n_documents n_dues_visits n_care_visits care_hours_used n_units",
    __name__,
)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

CLEAR_WORK, HELP_WITH_DUES, KEEP_FILE, REGISTER = range(4)  # what a visit is for, in the order of need


@formula
def transfer_chance(p: Numbers, q: Numbers) -> float:
    """Monthly chance to transfer the hukou; each right that would be lost with the old one deters a share."""
    chance = p.hukou_a_month
    chance *= 1.0 - p.lost_land_deters * (1.0 - q.land_rights)
    chance *= 1.0 - p.lost_collective_deters * (1.0 - q.collective_rights)
    return chance * (1.0 - p.lost_benefits_deters * (1.0 - q.other_benefits))


@formula
def document(households: Rows, h: int, p: Numbers) -> int:
    """Which paper a household is given: a permit if it comes from another county, else a card."""
    return PERMIT if households.origin_kilometres[h] > p.same_county_kilometres else CARD


@formula
def needs_help_with_dues(households: Rows, h: int) -> bool:
    """Dues of any scheme have lapsed, or dibao is not drawn by somebody whom it is for."""
    lapsed = 0
    for scheme in range(households.lapse_months.shape[1]):
        lapsed += households.lapse_months[h, scheme]
    return lapsed > 0 or (households.is_eligible_for_dibao[h] == 1 and households.has_dibao[h] == 0)


@kernel
def look(
    people: Rows, households: Rows, p: Numbers, q: Numbers, month: int, key: np.uint64, file_key: np.uint64,
    wanted_by: Array, purpose: Array, order: Array,
) -> int:  # fmt: skip
    """Count months without work, let people register by themselves, and list who is to be visited for what."""
    n = 0
    is_labour, is_free, has_job = np.empty((3, people.life_stage.size), np.bool_)
    people.is_referred[:] = 0
    for i in range(has_job.size):
        has_job[i] = (people.life_stage[i] != ABSENT) & (people.employer[i] != NOBODY)
    for i in range(has_job.size):
        is_labour[i] = (people.life_stage[i] == OF_WORKING_AGE) & (people.school_level[i] == AT_NO_SCHOOL)
    for i in range(has_job.size):
        is_free[i] = is_labour[i] & (people.is_away[i] == 0) & (people.course_months_left[i] == 0)
    asks, transfers = p.asks_to_register * q.own_requests, transfer_chance(p, q)
    for h in range(households.n_slots.size):
        households.is_helped_with_dues[h] = 0
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        n_labour, n_working, n_free = 0, 0, 0
        for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
            n_working += has_job[i]
            n_labour += is_labour[i]
            n_free += is_free[i]
        is_zero = n_labour > 0 and n_working == 0
        households.months_zero_employment[h] = households.months_zero_employment[h] + 1 if is_zero else 0

        draws = bits(key, h)
        first, second = first_half(draws), second_half(draws)
        if households.registration[h] == UNREGISTERED:
            if first < asks:
                households.registration[h] = document(households, h, p)
        elif households.registration[h] != HUKOU and first < transfers:
            households.registration[h] = HUKOU
        need = -1
        if is_zero and n_free > 0 and second < q.referral_share:
            need = CLEAR_WORK
        elif q.entitlement_visits > 0 and needs_help_with_dues(households, h) and first_half(again(draws)) < q.entitlement_visits:
            need = HELP_WITH_DUES
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
def inform(households: Rows, p: Numbers, informing: float, month: int) -> None:
    """What a household knows of the measures: it hears of them, from the office and from those it knows, and forgets."""
    for h in range(households.n_slots.size):
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        known = float(households.awareness[h])
        others, n = 0.0, 0
        for k in range(households.tie.shape[1]):
            if households.tie[h, k] != NOBODY:
                others += float(households.awareness[households.tie[h, k]])
                n += 1
        heard = informing * (1.0 - known)
        if n > 0:
            heard += p.spreading * max(others / n - known, 0.0)
        known += heard - p.forgetting * (known - USUAL_AWARENESS)
        households.awareness[h] = min(max(known, 0.0), 1.0)


@formula
def drop_calls_beyond(documents: float, wanted_by: Array, purpose: Array, order: Array, n: int) -> int:
    """Takes calls to register beyond the documents there are off the list. Returns what is left of its length."""
    calls, n_calls = np.empty(n), 0
    for c in range(n):
        if purpose[c] == REGISTER:
            calls[n_calls] = order[c]
            n_calls += 1
    if n_calls <= documents:
        return n
    first_dropped, left = calls[in_order(calls[:n_calls])[int(documents)]], 0
    for c in range(n):
        if purpose[c] != REGISTER or order[c] < first_dropped:
            wanted_by[left], purpose[left], order[left] = wanted_by[c], purpose[c], order[c]
            left += 1
    return left


@kernel
def visit(
    people: Rows, households: Rows, office: Rows, p: Numbers, documents: float, visits: int, wanted_by: Array, purpose: Array,
    order: Array, n: int,
) -> None:  # fmt: skip
    """Those in greatest need are visited, as far as hours go, and get what the visit was for."""
    n = drop_calls_beyond(documents, wanted_by, purpose, order, n)
    served, counts = np.zeros(n, np.uint8), np.zeros(REGISTER + 1, np.int64)
    n_visits = serve(np.zeros(n, np.int64), order, n, np.full(1, visits), served)
    office.n_visits[0], office.n_waiting[0] = n_visits, n - n_visits
    for c in range(n):
        if served[c] == 0:
            continue
        h = wanted_by[c]
        counts[purpose[c]] += 1
        if purpose[c] == REGISTER:
            households.registration[h] = document(households, h, p)
        elif purpose[c] == HELP_WITH_DUES:
            households.is_helped_with_dues[h] = 1
        elif purpose[c] == KEEP_FILE:
            households.has_training_file[h] = 1
        else:
            # One jobless member on site is referred: the first who could start at once.
            for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
                is_labour = people.life_stage[i] == OF_WORKING_AGE and people.school_level[i] == AT_NO_SCHOOL
                if is_labour and people.is_away[i] == 0 and people.course_months_left[i] == 0:
                    people.is_referred[i] = 1
                    break
    office.n_documents[0], office.n_dues_visits[0] = counts[REGISTER], counts[HELP_WITH_DUES]


def step(now: Now) -> None:
    people, households, office, p, q = now.view(People), now.view(Households), now.view(CommunityOffices), now.p, now.q
    n_rows = households.n_slots.size
    wanted_by, purpose, order = np.empty(n_rows, np.int64), np.empty(n_rows, np.int64), np.empty(n_rows)
    need_key, file_key = now.chance("need"), now.lasting_chance("file")
    n = look(people, households, p, q, now.month, need_key, file_key, wanted_by, purpose, order)
    office.n_units[0] = max(int(q.units), 1)
    if q.informing > 0 or households.awareness.max() > USUAL_AWARENESS:
        inform(households, p, q.informing, now.month)
    hours = (float(office.n_staff[0]) + q.staff) * p.hours_a_staff * q.hours
    visit(people, households, office, p, q.documents, int(hours / p.hours_a_visit), wanted_by, purpose, order, n)
    # Who is left behind is visited last, with the hours that are left.
    used = int(office.n_visits[0]) * p.hours_a_visit
    office.n_care_visits[0] = int(min(q.care_visits, max(hours - used, 0.0) / p.hours_a_care_visit))
    office.care_hours_used[0] = office.n_care_visits[0] * p.hours_a_care_visit
    office.hours[0], office.hours_used[0] = hours, used


PROCESS = Process(
    name="casework",
    zh="社区服务与登记",
    en="Casework and registration",
    sentence="The office's few hours go to households where nobody works, lapsed dues, training files and registration.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
