"""The community office has few hours, and more to do in them than they allow: what is most urgent comes first.

Form: a budget of staff hours a month, spent in an order of need: households in zero employment that the rule wants cleared
first (OF303), then lapsed dues and dibao not drawn, disputes that mediators have taken up, households without a training
file, unregistered ones, visits to those left behind, and last a call on every household whose turn has come. The rest waits.
Who is visited within a need is a lottery; on the rounds of calls those go first whom the office has not seen for longest. A
training file runs out and must be renewed on a visit.
The office serves only needs that it knows of: it hears of some, and finds others on its visits. A visited household gets what
the visit was for, and hears a little of the measures. Nobody has measured how many calls a site's office makes or what they
take: hours and intervals are assumptions.
A household from another county gets a residence permit, others a townsperson card. Few transfer their hukou (OF217), fewer
where rights to land and collective income would go with it.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import again, bits, first_half, second_half, uniform
from model.codes import (
    ABSENT,
    AT_NO_SCHOOL,
    CARD,
    HUKOU,
    NO_DISABILITY,
    NOBODY,
    NOT_YET,
    OF_WORKING_AGE,
    PERMIT,
    UNREGISTERED,
    USUAL_AWARENESS,
)
from model.counts import is_on_site, of_members, units_by_rule
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel, rows_where
from model.scarcity import nth_smallest, serve

NO_NEED, UNKNOWN, KNOWN = range(3)
LONGEST = 60  # months without a visit beyond which all wait for the same time

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
        "hours_a_staff", 20, "hours a month", 5, 120,
        "Hours a month of one member of staff that go to households; the rest goes to the counter, reports and meetings",
        "每名工作人员入户服务时间", "casework hours of a member of staff", "OF265 OF268", "assumption",
    ),
    Parameter(
        "hours_a_visit", 2.5, "hours", 1, 6,
        "Hours of one visit about work, dues or registration, with its paperwork",
        "每次入户所需时间", "hours of a visit", "", "assumption",
    ),
    Parameter(
        "hours_a_file", 1.25, "hours", 0.25, 4,
        "Hours of a visit that sets up a training file or renews it",
        "每次建档更新所需时间", "hours of a training file", "", "assumption",
    ),
    Parameter(
        "hours_a_case", 6, "hours", 2, 15,
        "Hours that a dispute which is mediated takes in a month",
        "每起纠纷调解所需时间", "hours of a mediated dispute", "", "assumption",
    ),
    Parameter(
        "hours_a_call", 1, "hours", 0.25, 3,
        "Hours of a call without an occasion, with the way and the notes",
        "每次日常走访所需时间", "hours of a call", "", "assumption",
    ),
    Parameter(
        "months_between_calls", 3, "months", 1, 12,
        "Months after which a household that nobody from the office has seen is to be called on",
        "日常走访间隔", "months between calls", "", "assumption",
    ),
    Parameter(
        "file_months", 12, "months", 6, 24,
        "Months after which a training file is out of date and counts no longer",
        "培训档案有效期", "months a training file lasts", "", "assumption",
    ),
    Parameter(
        "needs_told", 0.5, "share a month", 0.1, 1.0,
        "Chance that the office hears in a month, without a visit, of a household where nobody works or dues have lapsed",
        "困难情况主动反映概率", "needs that the office hears of", "", "assumption",
    ),
    Parameter(
        "call_informs", 0.02, "share", 0.0, 0.1,
        "Share of what a household does not know of the measures that it hears when it is visited",
        "走访带来的政策知晓", "what is heard on a visit", "C005", "assumption",
    ),
    Parameter(
        "running_ratio", 0.7, "factor", 0.5, 1.5,
        "Running costs of the office over those of an urban community of the same size, where nobody sees to them",
        "工作经费与同规模城市社区之比（无保障时）", "running costs without the measure", "", "assumption",
    ),
    Parameter(
        "pay_ratio", 0.7, "factor", 0.5, 1.5,
        "Cadre pay over that of an urban community of the same size, where nobody sees to it",
        "干部待遇与同规模城市社区之比（无保障时）", "cadre pay without the measure", "", "assumption",
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
    Quantity("care_visits", "visits", 0, "add", "Visits to those left behind, before the rounds of calls"),
    Quantity("mediation_cases", "count", 0, "add", "Disputes that mediators can take this month"),
    Quantity("finding", "share a month", 0, "add", "Chance that a need of which the office did not hear is found", high=1),
    Quantity("units_set_up", "count", 0, "add", "Of the units that the population rule asks for, those set up by it"),
    Quantity("tiers", "share", 0, "add", "Share of units that have their tier of organisation", high=1),
    Quantity("running_ratio", "factor", 0, "add", "Rise of running costs over an urban community's", low=-1),
    Quantity("pay_ratio", "factor", 0, "add", "Rise of cadre pay over an urban community's", low=-1),
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
    Column("households", "file_month", "int16", 0, "month", "In which the training file was last set up or renewed"),
    Column("households", "last_visit_month", "int16", NOT_YET, "month", "In which somebody from the office was last there"),
    Column("households", "need", "uint8", NO_NEED, "code", "None works or dues lapsed: 0 no, 1 unknown to the office, 2 known"),
    Column("households", "is_mediated", "uint8", 0, "yes or no", "Its dispute is mediated this month"),
    Column("households", "months_zero_employment", "int16", 0, "months", "Since a labour household last had work"),
    Column("households", "is_helped_with_dues", "uint8", 0, "yes or no", "Visited this month to put dues and dibao in order"),
    Column("people", "is_referred", "uint8", 0, "yes or no", "A caseworker refers this person to posts this month"),
    Column("community_offices", "n_staff", "float32", 0, "staff", "Staff of the office", 0, 10000),
    Column("community_offices", "hours", "float32", 0, "hours", "Casework hours there are this month"),
    Column("community_offices", "hours_used", "float32", 0, "hours", "Casework hours used this month, care visits apart"),
    Column("community_offices", "visit_hours", "float32", 0, "hours", "Hours of a visit about work, dues or registration"),
    Column("community_offices", "n_visits", "int32", 0, "visits", "Visits made this month, care visits apart"),
    Column("community_offices", "n_waiting", "int32", 0, "visits", "Visits that were to be made and for which hours lacked"),
    Column("community_offices", "n_mediated", "int32", 0, "count", "Disputes mediated this month"),
    Column("community_offices", "mediation_hours_used", "float32", 0, "hours", "Hours of mediation this month"),
    Column("community_offices", "n_units_asked", "int32", 1, "count", "Units that the population rule asks for"),
    Column("community_offices", "n_units_matched", "float32", 0, "count", "Of these, units that are set up"),
    Column("community_offices", "n_units_organised", "float32", 0, "count", "Of these, units with their tier of organisation"),
    Column("community_offices", "running_ratio", "float32", 0, "factor", "Running costs over an urban community's", 0, 3),
    Column("community_offices", "pay_ratio", "float32", 0, "factor", "Cadre pay over an urban community's", 0, 3),
    Column("community_offices", "care_hours_used", "float32", 0, "hours", "Hours of visits to those left behind this month"),
    Column("community_offices", "n_care_visits", "int32", 0, "visits", "Visits to those left behind this month"),
    Column("community_offices", "n_documents", "int32", 0, "count", "Cards and permits issued on visits this month"),
    Column("community_offices", "n_dues_visits", "int32", 0, "visits", "Visits to put dues and dibao in order this month"),
)

People = view(
    "people", "household life_stage age_months is_female disability school_level course_months_left employer is_away is_referred",
    __name__,
)  # fmt: skip
Households = view(
    "households",
    "arrival_month return_month first_person n_slots origin_kilometres registration has_training_file months_zero_employment "
    "is_helped_with_dues lapse_months is_eligible_for_dibao has_dibao awareness tie file_month last_visit_month need is_mediated "
    "months_in_dispute",
    __name__,
)
CommunityOffices = view(
    "community_offices",
    "n_residents n_staff hours hours_used visit_hours n_visits n_waiting n_documents n_dues_visits n_care_visits "
    "care_hours_used n_units n_mediated mediation_hours_used n_units_asked n_units_matched n_units_organised running_ratio "
    "pay_ratio",
    __name__,
)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

CLEAR_WORK, HELP_WITH_DUES, MEDIATE, KEEP_FILE, REGISTER = range(5)  # what a visit is for, in the order of need
SIXTEEN, SIXTY = 16 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR
A_SLIP = 1e-9  # what an hour may lack by rounding


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
def look_at_members(people: Rows, households: Rows) -> tuple[Array, Array, Array]:
    """Of each household, how many work, could work, and could start at once."""
    is_counted = np.empty(people.life_stage.size, np.int32)
    # Side by side in one number, so that a household is added up at once.
    for i in range(is_counted.size):
        has_job = (people.life_stage[i] != ABSENT) & (people.employer[i] != NOBODY)
        is_labour = (people.life_stage[i] == OF_WORKING_AGE) & (people.school_level[i] == AT_NO_SCHOOL)
        is_free = is_labour & (people.is_away[i] == 0) & (people.course_months_left[i] == 0)
        is_counted[i] = has_job + 256 * is_labour + 65536 * is_free
    counted = of_members(households, is_counted)
    return counted & 255, (counted >> 8) & 255, counted >> 16


@formula
def register(households: Rows, p: Numbers, q: Numbers, is_here: Array, draws: Array) -> None:
    """People register by themselves, and some transfer their hukou."""
    asks, transfers, does = p.asks_to_register * q.own_requests, transfer_chance(p, q), np.empty(draws.size, np.bool_)
    for h in range(does.size):
        chance = asks if households.registration[h] == UNREGISTERED else transfers
        does[h] = is_here[h] & (households.registration[h] != HUKOU) & (first_half(draws[h]) < chance)
    for h in rows_where(does):
        is_new = households.registration[h] == UNREGISTERED
        households.registration[h] = document(households, h, p) if is_new else HUKOU


@formula
def needs_help_with_dues(households: Rows, h: int) -> bool:
    """Dues of any scheme have lapsed, or dibao is not drawn by somebody whom it is for."""
    lapsed = 0
    for scheme in range(households.lapse_months.shape[1]):
        lapsed |= households.lapse_months[h, scheme]
    return (lapsed > 0) | ((households.is_eligible_for_dibao[h] == 1) & (households.has_dibao[h] == 0))


@formula
def hear_of_needs(households: Rows, p: Numbers, q: Numbers, could_work: Array, is_short: Array, draws: Array) -> None:
    """Which needs the office knows of: those it knew already, and those it hears of or finds this month."""
    finding, n = p.needs_told + (1.0 - p.needs_told) * q.finding, draws.size
    has_need = np.empty(n, np.bool_)
    for h in range(n):
        has_need[h] = could_work[h] | is_short[h]
    for h in rows_where(has_need):
        is_known = (households.need[h] == KNOWN) | (second_half(again(draws[h])) < finding)
        households.need[h] = KNOWN if is_known else UNKNOWN


@formula
def look(
    people: Rows, households: Rows, p: Numbers, q: Numbers, month: int, key: np.uint64, file_key: np.uint64,
    wanted_by: Array, purpose: Array, order: Array,
) -> int:  # fmt: skip
    """Count months without work, let people register by themselves, and list who is to be visited for what."""
    n_rows = households.n_slots.size
    n_working, n_labour, n_free = look_at_members(people, households)
    draws, is_here = np.empty(n_rows, np.uint64), np.empty(n_rows, np.bool_)
    could_work, is_short, has_no_file, is_asked = np.empty((4, n_rows), np.bool_)
    people.is_referred[:] = 0
    households.is_helped_with_dues[:] = 0
    for h in range(n_rows):
        is_here[h] = is_on_site(households, h, month)
    for h in range(n_rows):
        draws[h] = bits(key, h)
    for h in range(n_rows):
        is_zero, months = (n_labour[h] > 0) & (n_working[h] == 0), households.months_zero_employment[h]
        households.months_zero_employment[h] = (months + 1 if is_zero else 0) if is_here[h] else months
    for h in range(n_rows):
        could_work[h] = is_here[h] & (n_labour[h] > 0) & (n_working[h] == 0) & (n_free[h] > 0)
    for h in range(n_rows):
        is_short[h] = is_here[h] & needs_help_with_dues(households, h)
    for h in range(n_rows):
        households.need[h] *= could_work[h] | is_short[h] | (not is_here[h])
    for h in range(n_rows):
        is_over = is_here[h] & (month - households.file_month[h] >= p.file_months)
        households.has_training_file[h] *= not is_over
    register(households, p, q, is_here, draws)
    hear_of_needs(households, p, q, could_work, is_short, draws)
    for h in range(n_rows):
        has_no_file[h] = is_here[h] & (n_labour[h] > 0) & (households.has_training_file[h] == 0)
        has_no_file[h] &= uniform(file_key, h) < q.training_file_share
    for h in range(n_rows):
        is_asked[h] = is_here[h] & (households.registration[h] == UNREGISTERED)
        is_asked[h] = (is_asked[h] & (second_half(draws[h]) < q.registration_visits)) | has_no_file[h]
    for h in range(n_rows):
        is_asked[h] |= (could_work[h] | is_short[h]) & (households.need[h] == KNOWN)
    n = 0
    for h in rows_where(is_asked):
        is_known, second = households.need[h] == KNOWN, second_half(draws[h])
        if is_known and could_work[h] and second < q.referral_share:
            need = CLEAR_WORK
        elif is_known and is_short[h] and first_half(again(draws[h])) < q.entitlement_visits:
            need = HELP_WITH_DUES
        elif has_no_file[h]:
            need = KEEP_FILE
        elif households.registration[h] == UNREGISTERED and second < q.registration_visits:
            need = REGISTER
        else:
            continue
        wanted_by[n], purpose[n], order[n] = h, need, second
        n += 1
    return n


@formula
def inform(households: Rows, p: Numbers, informing: float, month: int) -> None:
    """What a household knows of the measures: it hears of them, from the office and from those it knows, and forgets."""
    for h in range(households.n_slots.size):
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        known = float(households.awareness[h])
        others, n = 0.0, 0
        for k in range(households.tie.shape[1]):
            # Without a branch: which of its places for ties a household fills is as good as random.
            is_tie, other = households.tie[h, k] != NOBODY, max(households.tie[h, k], 0)
            others += float(households.awareness[other]) * is_tie
            n += is_tie
        heard = informing * (1.0 - known)
        if n > 0:
            heard += p.spreading * max(others / n - known, 0.0)
        known += heard - p.forgetting * (known - USUAL_AWARENESS)
        households.awareness[h] = min(max(known, 0.0), 1.0)


@formula
def hours_of(purpose: int, p: Numbers) -> float:
    """Hours of a visit by what it is for."""
    return p.hours_a_case if purpose == MEDIATE else p.hours_a_file if purpose == KEEP_FILE else p.hours_a_visit


@formula
def call_on(households: Rows, h: int, p: Numbers, month: int) -> None:
    """What every visit does: the office has seen the household, knows of its need, and tells it of the measures."""
    households.last_visit_month[h] = month
    if households.need[h] == UNKNOWN:
        households.need[h] = KNOWN
    known = float(households.awareness[h])
    households.awareness[h] = known + p.call_informs * (1.0 - known)


@formula
def refer_somebody(people: Rows, households: Rows, h: int) -> None:
    """One jobless member on site is referred: the first who could start at once."""
    for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
        is_labour = people.life_stage[i] == OF_WORKING_AGE and people.school_level[i] == AT_NO_SCHOOL
        if is_labour and people.is_away[i] == 0 and people.course_months_left[i] == 0:
            people.is_referred[i] = 1
            break


@formula
def list_disputes(households: Rows, month: int, key: np.uint64, wanted_by: Array, purpose: Array, order: Array, n: int) -> int:
    """Adds households with an open dispute to the list of who is to be visited. Returns its length."""
    for h in range(households.n_slots.size):
        if is_on_site(households, h, month) & (households.months_in_dispute[h] > 0):
            wanted_by[n], purpose[n], order[n] = h, MEDIATE, second_half(bits(key, h))
            n += 1
    return n


@formula
def serve_occasions(
    people: Rows, households: Rows, office: Rows, p: Numbers, most: Array, hours: float, month: int, wanted_by: Array,
    purpose: Array, order: Array, n: int, waits: Array,
) -> float:  # fmt: skip
    """Visits that have an occasion, as far as hours go: those in greatest need first, and they get what the visit was for.

    most: visits of each purpose that there can be, hours or not. waits: set for who asked in vain. Returns the hours used.
    """
    asked, left = np.zeros(most.size, np.int64), hours
    for c in range(n):
        asked[purpose[c]] += 1
    counts = np.minimum(asked, most)
    for of in range(most.size):
        due = counts[of]
        counts[of] = min(due, int(left / hours_of(of, p) + A_SLIP))
        left -= counts[of] * hours_of(of, p)
        office.n_visits[0] += counts[of]
        office.n_waiting[0] += due - counts[of]
    served = np.zeros(n, np.uint8)
    serve(purpose, order, n, counts.copy(), served)
    for c in range(n):
        h = wanted_by[c]
        if served[c] == 0:
            waits[h] |= (purpose[c] != REGISTER) & (purpose[c] != MEDIATE)
            continue
        call_on(households, h, p, month)
        if purpose[c] == REGISTER:
            households.registration[h] = document(households, h, p)
        elif purpose[c] == HELP_WITH_DUES:
            households.is_helped_with_dues[h] = 1
        elif purpose[c] == KEEP_FILE:
            households.has_training_file[h], households.file_month[h] = 1, month
        elif purpose[c] == MEDIATE:
            households.is_mediated[h] = 1
        else:
            refer_somebody(people, households, h)
    office.n_documents[0], office.n_dues_visits[0], office.n_mediated[0] = (
        counts[REGISTER],
        counts[HELP_WITH_DUES],
        counts[MEDIATE],
    )
    return hours - left


@formula
def someone_left_behind(people: Rows, households: Rows) -> Array:
    """Households with a child, a woman or an old person whom a member has left to work away, with somebody disabled, or of old
    people alone."""
    n_rows = households.n_slots.size
    is_left, has_old, has_adult, has_away = np.zeros((4, n_rows), np.bool_)
    is_weak = np.zeros(n_rows, np.bool_)
    for i in range(people.life_stage.size):
        if people.life_stage[i] == ABSENT:
            continue
        h, age = people.household[i], people.age_months[i]
        is_here = people.is_away[i] == 0
        has_away[h] |= not is_here
        is_left[h] |= is_here & ((age < SIXTEEN) | (age >= SIXTY) | (people.is_female[i] == 1))
        is_weak[h] |= is_here & (people.disability[i] != NO_DISABILITY)
        has_old[h] |= is_here & (age >= SIXTY)
        has_adult[h] |= is_here & (age >= SIXTEEN) & (age < SIXTY)
    return (is_left & has_away) | is_weak | (has_old & ~has_adult)


@formula
def go_round(
    households: Rows, p: Numbers, is_asked: Array, waits: Array, least: float, most: int, month: int, key: np.uint64,
) -> tuple[int, int]:  # fmt: skip
    """Calls on those asked whom the office has not seen for `least` months, who waited longest first, by lot among equals.
    Returns how many were due and how many were called on."""
    n_rows, n_waited = households.n_slots.size, np.zeros(LONGEST + 1, np.int64)
    waited, is_due, is_called = np.empty(n_rows, np.int16), np.empty(n_rows, np.bool_), np.empty(n_rows, np.bool_)
    for h in range(n_rows):
        waited[h] = min(month - households.last_visit_month[h], LONGEST)
    for h in range(n_rows):
        is_due[h] = is_on_site(households, h, month) & is_asked[h] & (waited[h] >= least) & (not waits[h])
    for h in range(n_rows):
        waited[h] = waited[h] if is_due[h] else -1
    n_due = 0
    for h in rows_where(is_due):
        n_waited[waited[h]] += 1
        n_due += 1
    n_calls, last, left = min(n_due, most), LONGEST, min(n_due, most)
    while last > 0 and n_waited[last] <= left:
        left -= n_waited[last]
        last -= 1
    # Those who waited `last` months draw lots for what is left.
    lots = np.empty(n_waited[last])
    for h in range(n_rows):
        is_called[h] = waited[h] == last
    for k, h in enumerate(rows_where(is_called)):
        lots[k] = first_half(again(bits(key, h)))
    worst = nth_smallest(lots, left - 1) if left > 0 else -1.0
    for h in range(n_rows):
        is_called[h] = waited[h] >= last
    for h in rows_where(is_called):
        if waited[h] > last or first_half(again(bits(key, h))) <= worst:
            call_on(households, h, p, month)
    return n_due, n_calls


@formula
def visit(
    people: Rows, households: Rows, office: Rows, p: Numbers, q: Numbers, hours: float, month: int, key: np.uint64,
    wanted_by: Array, purpose: Array, order: Array, n: int,
) -> None:  # fmt: skip
    """The office's hours go to occasions, then to those left behind, then to the rounds; what is left over waits."""
    n_rows = households.n_slots.size
    households.is_mediated[:] = 0
    waits, everybody = np.zeros(n_rows, np.bool_), np.ones(n_rows, np.bool_)
    office.n_visits[0], office.n_waiting[0] = 0, 0
    most = np.full(REGISTER + 1, n_rows)
    most[REGISTER] = min(int(q.documents), n_rows)
    # Of a fraction of a case there is one in some months.
    most[MEDIATE] = int(q.mediation_cases + first_half(bits(key, n_rows)))
    if q.mediation_cases > 0:
        n = list_disputes(households, month, key, wanted_by, purpose, order, n)
    used = serve_occasions(people, households, office, p, most, hours, month, wanted_by, purpose, order, n, waits)
    n_care = 0
    if q.care_visits > 0:
        most_care = int(min(q.care_visits, max(hours - used, 0.0) / p.hours_a_care_visit + A_SLIP))
        _, n_care = go_round(households, p, someone_left_behind(people, households), waits, 1.0, most_care, month, key)
    care_hours = n_care * p.hours_a_care_visit
    most_calls = int(max(hours - used - care_hours, 0.0) / p.hours_a_call + A_SLIP)
    n_due, n_calls = go_round(households, p, everybody, waits, p.months_between_calls, most_calls, month, key)
    office.n_visits[0] += n_calls
    office.n_waiting[0] += n_due - n_calls
    office.n_care_visits[0], office.care_hours_used[0] = n_care, care_hours
    office.hours[0], office.hours_used[0], office.visit_hours[0] = hours, used + n_calls * p.hours_a_call, p.hours_a_visit
    office.mediation_hours_used[0] = office.n_mediated[0] * p.hours_a_case


@formula
def note_units(office: Rows, p: Numbers, q: Numbers) -> None:
    """What the office is: its units, their organisation, and what it is given to work with."""
    asked = units_by_rule(office.n_residents[0])
    office.n_units[0] = max(int(q.units), 1)
    office.n_units_asked[0], office.n_units_matched[0] = asked, min(q.units_set_up, asked)
    office.n_units_organised[0] = q.tiers * min(float(office.n_units[0]), asked)
    office.running_ratio[0], office.pay_ratio[0] = p.running_ratio + q.running_ratio, p.pay_ratio + q.pay_ratio


@kernel
def work(
    people: Rows, households: Rows, office: Rows, p: Numbers, q: Numbers, month: int, need_key: np.uint64, file_key: np.uint64,
    call_key: np.uint64,
) -> None:  # fmt: skip
    """A month of the office."""
    n_claims = 2 * households.n_slots.size  # a household may have an occasion and a dispute
    wanted_by, purpose, order = np.empty(n_claims, np.int64), np.empty(n_claims, np.int64), np.empty(n_claims)
    n = look(people, households, p, q, month, need_key, file_key, wanted_by, purpose, order)
    note_units(office, p, q)
    if q.informing > 0 or households.awareness.max() > USUAL_AWARENESS:
        inform(households, p, q.informing, month)
    hours = (float(office.n_staff[0]) + q.staff) * p.hours_a_staff * q.hours
    visit(people, households, office, p, q, hours, month, call_key, wanted_by, purpose, order, n)


def step(now: Now) -> None:
    work(
        now.view(People), now.view(Households), now.view(CommunityOffices), now.p, now.q, now.month, now.chance("need"),
        now.lasting_chance("file"), now.chance("call"),
    )  # fmt: skip


PROCESS = Process(
    name="casework",
    zh="社区服务与登记",
    en="Casework and registration",
    sentence="Few hours go to households where nobody works, lapsed dues, disputes, files and calls; the rest waits.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
