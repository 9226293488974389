"""People without work look for posts and are hired; posts are finite, so every programme displaces somebody.

Form: this process owns who works where. It first settles what others asked (leaving, going outside, graduates of ordered
courses), then fills public-welfare posts by hardship and gives a supported start-up its owner, then the open market: a seeker
looks a few times a month, through ties or on the market, is screened by skill, Mandarin, hours and distance, accepts above a
reservation wage, and the lottery of each employer decides. Finding falls with months out of work, skill does not decay (C116).
Nearly two thirds of hires come through people one knows (C031, C034). A post by priority that a plain lottery would have
given to another is counted as displaced, and never as a net job (C019).
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import again, bits, first_half, second_half, uniform
from model.codes import (
    AT_NO_SCHOOL,
    BY_BROKER,
    BY_CASEWORK,
    BY_FAIR,
    BY_ORDER_COURSE,
    BY_PRIORITY,
    BY_TIES,
    GOOD_MANDARIN,
    MILD_DISABILITY,
    NO_CHANNEL,
    NOBODY,
    OF_WORKING_AGE,
    OLDER,
    ON_THEIR_OWN,
    OUTSIDE,
    OWN_BUSINESS,
    PRIMARY,
    PUBLIC_PROGRAMME,
    START_UP,
    USUAL_AWARENESS,
)
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel, rows_where
from model.scarcity import in_order, rank, serve

PARAMETERS = (
    Parameter(
        "search_rate", 0.75, "share a month", 0.2, 0.9,
        "Chance that a jobless person of prime age looks for local work in a month; with the posts there are it makes a "
        "finding rate between the surveys' 0.06 and 0.30 a month",
        "求职概率", "chance to look for local work", "C026 C027", "assumption",
    ),
    Parameter(
        "tie_look_share", 0.75, "share", 0.4, 0.9,
        "Share of looks that go through relatives, neighbours and friends rather than the market; set so that about two "
        "thirds of local hires come through ties",
        "经熟人求职比例", "looks through ties", "C031 C034", "literature",
    ),
    Parameter(
        "long_search_factor", 0.5, "factor", 0.3, 1.0,
        "Finding after a year or more without work, over finding in the first three months",
        "长期失业求职折减", "finding after a year without work", "C116", "assumption",
    ),
    Parameter(
        "carer_search_factor", 0.6, "factor", 0.3, 1.0,
        "Search of a person with a care duty; such a person also needs flexible hours",
        "照料者求职折减", "search of carers", "C001 C053", "assumption",
    ),
    Parameter(
        "older_search_factor", 0.6, "factor", 0.3, 1.0,
        "Search from 50 to 59 over search below 50",
        "大龄求职折减", "search from 50 to 59", "", "assumption",
    ),
    Parameter(
        "retired_search_factor", 0.12, "factor", 0.0, 0.4,
        "Search from 60 to 69, for flexible work only",
        "60岁以上求职折减", "search from 60 to 69", "", "assumption",
    ),
    Parameter(
        "dibao_search_factor", 1.0, "factor", 0.54, 1.2,
        "Search of members of a household on dibao; one study finds 46 % less work, another more temporary work",
        "低保家庭求职倍数", "search on dibao", "C140 C142 C143", "literature",
    ),
    Parameter(
        "trained_factor", 1.3, "factor", 1.0, 1.7,
        "Finding after a completed course once its effect is full; 1.3 is about 3 points of employment",
        "培训后求职倍数", "finding after a course", "C120 C123 C127", "literature",
    ),
    Parameter(
        "trained_pay", 0.05, "share", 0.0, 0.18,
        "Pay after a completed course once its effect is full",
        "培训工资效应", "pay after a course", "C130 C136 C128", "literature",
    ),
    Parameter(
        "training_lag_months", 12, "months", 6, 36,
        "Months from completion until half of a course's effect is there; it is full after twice as many",
        "培训效应滞后", "lag of a course's effect", "C118 C123", "literature",
    ),
    Parameter(
        "sector_match_skill", 0.25, "score 0 to 1", 0.0, 0.6,
        "Skill that a completed course adds when the post is in its sector",
        "对口培训技能加分", "skill of a course in the post's sector", "", "assumption",
    ),
    Parameter(
        "mandarin_penalty", 0.25, "share", 0.0, 0.5,
        "Chance lost in screening for each grade of Mandarin below good",
        "普通话筛选折减", "screening penalty per grade of Mandarin", "C065", "assumption",
    ),
    Parameter(
        "commute_kilometres", 8, "kilometres", 3, 20,
        "Distance at which half of the seekers turn a post down",
        "半数放弃的通勤距离", "distance at which half turn a post down", "", "assumption",
    ),
    Parameter(
        "reservation_low", 0.30, "factor", 0.1, 0.6,
        "Lowest reservation wage over outside pay",
        "最低保留工资比", "lowest reservation wage", "", "assumption",
    ),
    Parameter(
        "reservation_high", 0.80, "factor", 0.5, 1.1,
        "Highest reservation wage over outside pay",
        "最高保留工资比", "highest reservation wage", "", "assumption",
    ),
    Parameter(
        "skill_pay", 0.12, "share", 0.0, 0.3,
        "Pay for one point of skill; the population's spread is half a point",
        "技能工资回报", "pay for a point of skill", "C130", "assumption",
    ),
    Parameter(
        "mandarin_pay", 0.075, "share", 0.06, 0.105,
        "Pay for one grade of Mandarin",
        "普通话工资回报", "pay for a grade of Mandarin", "C062 C063 C065", "literature",
    ),
    Parameter(
        "public_take_up", 0.5, "share a month", 0.1, 0.9,
        "Chance that a jobless person in hardship asks for an open public-welfare post",
        "公益岗位申请意愿", "asking for a public post in hardship", "", "assumption",
    ),
    Parameter(
        "public_take_up_others", 0.15, "share a month", 0.0, 0.5,
        "The same for a jobless person not in hardship",
        "非困难人员申请意愿", "asking for a public post otherwise", "C078", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("matching", "factor", 1, "multiply", "Bends the chance to look for and meet local posts"),
    Quantity("search_effort", "factor", 1, "multiply", "Bends people's own effort to search"),
    Quantity("fair_looks", "factor", 1, "multiply", "Bends how often a look on the market meets a post"),
    Quantity("public_targeting", "share", 0, "add", "Chance that hardship is seen rightly for a public post", high=0.98),
)

COLUMNS = (
    Column("people", "employer", "int32", NOBODY, "id", "Row of the employer, -1 for none"),
    Column("people", "wage_yuan_month", "float32", 0, "yuan a month", "Pay this month"),
    Column("people", "relative_pay", "float32", 0, "factor", "Pay over the employer's pay for average skill", 0, 5),
    Column("people", "tenure_months", "int16", 0, "months", "In the present job; 0 in the month of hiring"),
    Column("people", "channel", "uint8", NO_CHANNEL, "code", "How the present job was found"),
    Column("people", "months_out_of_work", "int16", 0, "months", "Since the last job ended"),
    Column("employers", "n_filled", "int32", 0, "people", "Site members who work here"),
    Column("community_offices", "n_hires", "int32", 0, "people", "Hired this month, outside work included"),
    Column("community_offices", "n_turned_away", "int32", 0, "people", "Asked for a public-welfare post in vain this month"),
    Column("community_offices", "n_displaced", "int32", 0, "people", "Would have been hired without priority, were not"),
)

People = view(
    "people",
    "household chance_id is_alive life_stage age_months disability is_carer school_level mandarin skill course_months_left "
    "order_employer trained_sector months_since_training illness_months_left is_losing_job is_leaving is_brokered is_away "
    "is_referred schooling "
    "employer wage_yuan_month relative_pay tenure_months channel months_out_of_work",
    __name__,
)
Households = view(
    "households",
    "return_month first_person n_slots has_dibao months_zero_employment tie awareness",
    __name__,
)
Employers = view(
    "employers",
    "kind sector is_open is_supported months_open n_posts n_filled wage_yuan_month entry_skill share_flexible kilometres",
    __name__,
)
CommunityOffices = view("community_offices", "n_hires n_displaced n_turned_away n_start_ups_opened", __name__)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

SIXTEEN, TWENTY, FIFTY, SIXTY = (years * MONTHS_A_YEAR for years in (16, 20, 50, 60))
WANTS_OUTSIDE, COMING_BACK = 1, 2  # values of people.is_leaving
LOOKS_A_MONTH = 2
MARKET_LOOK_MEETS = 0.5  # an ordinary look on the market meets a post half of the time; fairs and brokers bend this
LONGEST_COUNT = 30_000


@formula
def training_share(months_since: int, lag_months: float) -> float:
    """How much of a course's effect is there: nothing at completion, half after the lag, all after twice the lag."""
    if months_since < 0:
        return 0.0
    return min(months_since / (2.0 * lag_months), 1.0)


@formula
def duration_factor(months_out: int, long_search_factor: float) -> float:
    """Finding falls with months out of work, in a straight line from the third to the twelfth month."""
    if months_out <= 3:
        return 1.0
    if months_out >= 12:
        return long_search_factor
    return 1.0 - (1.0 - long_search_factor) * (months_out - 3) / 9.0


@formula
def share_turning_up(kilometres: float, half_kilometres: float) -> float:
    """Share of seekers who would commute so far."""
    return half_kilometres / (half_kilometres + kilometres)


@formula
def hire(people: Rows, employers: Rows, i: int, e: int, channel: int, p: Numbers, draw: float) -> None:
    """Person i starts with employer e; pay depends on skill, Mandarin and luck."""
    level = 1.0 + p.skill_pay * float(people.skill[i]) + p.mandarin_pay * (float(people.mandarin[i]) - GOOD_MANDARIN)
    people.relative_pay[i] = max(level, 0.5) * (0.9 + 0.2 * draw) if employers.kind[e] != PUBLIC_PROGRAMME else 1.0
    people.wage_yuan_month[i] = employers.wage_yuan_month[e] * people.relative_pay[i]
    people.employer[i] = e
    people.tenure_months[i] = 0
    people.channel[i] = channel
    people.months_out_of_work[i] = 0
    employers.n_filled[e] += 1


@formula
def is_free(people: Rows, i: int) -> bool:
    """Jobless and not away, of an age and health to work, not at school or on a course."""
    may_work = (people.life_stage[i] == OF_WORKING_AGE) | (people.life_stage[i] == OLDER)
    may_work &= (people.employer[i] == NOBODY) & (people.is_away[i] == 0)
    return may_work & (people.school_level[i] == AT_NO_SCHOOL) & (people.course_months_left[i] == 0)


@formula
def sort_out(people: Rows) -> tuple[Array, Array, Array]:
    """Who has a job, who asks for an outside job, and who is free to work on the site; counts months without work."""
    n = people.employer.size
    has_job, asks, is_seeking = np.empty((3, n), np.bool_)
    for i in range(n):
        has_job[i] = people.employer[i] != NOBODY
    for i in range(n):
        asks[i] = (people.employer[i] == NOBODY) & (people.is_leaving[i] == WANTS_OUTSIDE)
    for i in range(n):
        is_seeking[i] = is_free(people, i) & (people.is_leaving[i] != WANTS_OUTSIDE)
    for i in range(n):
        months = people.months_out_of_work[i]
        waits = (people.employer[i] == NOBODY) & (people.age_months[i] >= SIXTEEN) & (months < LONGEST_COUNT)
        people.months_out_of_work[i] = months + waits
    return rows_where(has_job), rows_where(asks), rows_where(is_seeking)


@formula
def hire_outside(people: Rows, households: Rows, employers: Rows, p: Numbers, month: int, asking: Array, key: np.uint64) -> int:
    """Outside jobs that were asked for begin, in a region by lot. Returns hires."""
    first_outside, n_outside, n_hires = 0, 0, 0
    for e in range(employers.kind.size):
        if employers.kind[e] == OUTSIDE:
            first_outside = e if n_outside == 0 else first_outside
            n_outside += 1
    for i in asking:
        is_gone = households.return_month[people.household[i]] <= month
        if people.is_alive[i] == 1 and not is_gone and people.course_months_left[i] == 0:
            draws = bits(key, people.chance_id[i])
            region = first_outside + min(int(first_half(draws) * n_outside), n_outside - 1)
            channel = BY_BROKER if people.is_brokered[i] == 1 else ON_THEIR_OWN
            hire(people, employers, i, region, channel, p, second_half(draws))
            n_hires += 1
    return n_hires


@formula
def work_on(people: Rows, households: Rows, employers: Rows, p: Numbers, month: int, workers: Array, free: Array) -> Array:
    """Jobs that were lost or given up end, and who is then free joins the list; the others are paid. Returns the list."""
    seekers, n = np.empty(free.size + workers.size, np.int32), free.size
    seekers[:n] = free
    for i in workers:
        e, h = people.employer[i], people.household[i]
        ends = (people.is_losing_job[i] == 1) | (people.is_leaving[i] == COMING_BACK) | (people.is_alive[i] == 0)
        ends |= (people.course_months_left[i] > 0) | (people.school_level[i] != AT_NO_SCHOOL)
        if ends | (households.return_month[h] <= month):
            employers.n_filled[e] -= 1
            people.employer[i] = NOBODY
            people.wage_yuan_month[i] = 0
            people.tenure_months[i] = 0
            people.months_out_of_work[i] = 0
            people.channel[i] = NO_CHANNEL
            if is_free(people, i):
                seekers[n] = i
                n += 1
            continue
        people.tenure_months[i] += 1
        bonus = 1.0 + p.trained_pay * training_share(people.months_since_training[i], p.training_lag_months)
        bonus = 1.0 if employers.kind[e] == PUBLIC_PROGRAMME else bonus
        people.wage_yuan_month[i] = employers.wage_yuan_month[e] * people.relative_pay[i] * bonus
    return seekers[:n]


@formula
def claim_ordered(people: Rows, seekers: Array, key: np.uint64, person: Array, employer: Array, order: Array) -> int:
    """This month's graduates of ordered courses claim a post with their employer. Returns the count."""
    n = 0
    for i in seekers:
        is_graduate = people.months_since_training[i] == 0 and people.order_employer[i] != NOBODY
        if is_graduate and people.employer[i] == NOBODY:
            person[n], employer[n], order[n] = i, people.order_employer[i], uniform(key, people.chance_id[i])
            n += 1
    return n


@formula
def open_start_ups(people: Rows, employers: Rows, p: Numbers, seekers: Array, key: np.uint64, pay_key: np.uint64) -> int:
    """Each start-up that opens this month is given its owner: by lottery a jobless person of 20 to 49, those with primary
    school or more first. Returns how many found one, and work in it from now on."""
    person, order, business = np.empty(seekers.size, np.int64), np.empty(seekers.size), np.empty(employers.kind.size, np.int64)
    n, n_new = 0, 0
    for e in range(employers.kind.size):
        is_new = employers.is_open[e] == 1 and employers.months_open[e] == 0 and employers.n_filled[e] == 0
        if is_new and employers.kind[e] == START_UP and employers.is_supported[e] == 1 and employers.n_posts[e] > 0:
            business[n_new] = e
            n_new += 1
    for i in seekers:
        if people.employer[i] == NOBODY and people.age_months[i] >= TWENTY and people.age_months[i] < FIFTY:
            person[n] = i
            order[n] = rank(0.0 if people.schooling[i] >= PRIMARY else 1.0, uniform(key, people.chance_id[i]))
            n += 1
    owners = in_order(order[:n])[:n_new]
    for k in range(owners.size):
        i = person[owners[k]]
        hire(people, employers, i, business[k], OWN_BUSINESS, p, uniform(pay_key, people.chance_id[i]))
    return owners.size


@formula
def claim_public(
    people: Rows,
    households: Rows,
    posts: Array,
    p: Numbers,
    targeting: float,
    seekers: Array,
    key: np.uint64,
    person: Array,
    employer: Array,
    order: Array,
    plain_order: Array,
) -> int:
    """Who asks for a public-welfare post: hardship comes first where it is seen rightly. Returns the count."""
    n = 0
    for i in seekers:
        h, draws = people.household[i], bits(key, people.chance_id[i])
        # Written without branches: who is in hardship is as good as random from row to row.
        is_hard = (people.age_months[i] >= FIFTY) | (people.disability[i] == MILD_DISABILITY) | (people.is_carer[i] == 1)
        is_hard |= households.months_zero_employment[h] > 0
        take_up = p.public_take_up if is_hard else p.public_take_up_others
        # Whom a caseworker could not place by a vacancy in a month asks for a public-welfare post.
        is_sent = (people.is_referred[i] == 1) & (households.months_zero_employment[h] > 1)
        asks = first_half(draws) < take_up * households.awareness[h] / USUAL_AWARENESS
        if not (is_sent | asks):
            continue
        draw = second_half(draws)
        draws = again(draws)
        person[n] = i
        employer[n] = posts[min(int(first_half(draws) * posts.size), posts.size - 1)]
        seen_rightly = second_half(draws) < targeting
        order[n] = rank(0.0 if is_hard and seen_rightly else 1.0, draw)
        plain_order[n] = rank(1.0, draw)
        n += 1
    return n


@formula
def list_vacancies(employers: Rows, want_public: bool) -> tuple[Array, Array]:
    """Open posts, one entry each, and how many each employer has free. Outside markets are apart."""
    free, n = np.zeros(employers.kind.size, np.int64), 0
    for e in range(employers.kind.size):
        is_asked_for = (employers.kind[e] == PUBLIC_PROGRAMME) == want_public and employers.kind[e] != OUTSIDE
        if is_asked_for and employers.is_open[e] == 1:
            free[e] = max(employers.n_posts[e] - employers.n_filled[e], 0)
            n += free[e]
    posts, n = np.empty(n, np.int64), 0
    for e in range(free.size):
        for _ in range(free[e]):
            posts[n] = e
            n += 1
    return posts, free


@formula
def through_ties(people: Rows, households: Rows, free: Array, h: int, draw: float) -> int:
    """A post that a household's acquaintance knows of: the first member of a random tie who works where a post is free."""
    other = households.tie[h, min(int(draw * households.tie.shape[1]), households.tie.shape[1] - 1)]
    if other == NOBODY:
        return NOBODY
    first = households.first_person[other]
    for j in range(first, first + households.n_slots[other]):
        e = people.employer[j]
        if e != NOBODY and free[e] > 0:
            return int(e)
    return NOBODY


@formula
def is_suited(people: Rows, employers: Rows, i: int, e: int, p: Numbers, reservation: float, draws: np.uint64) -> bool:
    """Screening by skill, Mandarin and hours on one side, distance and pay on the other."""
    needs_flexible = people.is_carer[i] == 1 or people.age_months[i] >= SIXTY
    if needs_flexible and first_half(draws) >= float(employers.share_flexible[e]):
        return False
    skill = float(people.skill[i])
    if people.trained_sector[i] == employers.sector[e]:
        skill += p.sector_match_skill
    if skill < float(employers.entry_skill[e]) or float(employers.wage_yuan_month[e]) < reservation:
        return False
    missing = max(GOOD_MANDARIN - int(people.mandarin[i]), 0)
    chance = (1.0 - p.mandarin_penalty * missing) * share_turning_up(float(employers.kilometres[e]), p.commute_kilometres)
    return second_half(draws) < chance


@formula
def search(
    people: Rows,
    households: Rows,
    employers: Rows,
    posts: Array,
    free: Array,
    p: Numbers,
    rate: float,
    fair_looks: float,
    outside_pay: float,
    seekers: Array,
    key: np.uint64,
    person: Array,
    employer: Array,
    channel: Array,
    order: Array,
) -> int:
    """Every jobless person on site: whether they look, through whom, what they find, and whether it suits. Returns claims."""
    n = 0
    for i in seekers:
        if people.employer[i] != NOBODY:
            continue
        h = people.household[i]
        age = people.age_months[i]
        chance = rate * duration_factor(people.months_out_of_work[i], p.long_search_factor)
        chance *= 1.0 + (p.trained_factor - 1.0) * training_share(people.months_since_training[i], p.training_lag_months)
        if people.is_carer[i] == 1:
            chance *= p.carer_search_factor
        if age >= SIXTY:
            chance *= p.retired_search_factor
        elif age >= FIFTY:
            chance *= p.older_search_factor
        if households.has_dibao[h] == 1:
            chance *= p.dibao_search_factor
        if people.illness_months_left[i] > 0:
            chance *= 0.5
        draws = bits(key, people.chance_id[i])
        is_referred = people.is_referred[i] == 1
        if not is_referred and first_half(draws) >= chance:
            continue
        lottery = second_half(draws)
        draws = again(draws)
        patience = duration_factor(people.months_out_of_work[i], 0.7)
        span = p.reservation_high - p.reservation_low
        reservation = outside_pay * (p.reservation_low + span * first_half(draws)) * patience
        for _ in range(LOOKS_A_MONTH):
            draws = again(draws)
            by_ties = not is_referred and first_half(draws) < p.tie_look_share
            if by_ties:
                e = through_ties(people, households, free, h, second_half(draws))
            else:
                e = posts[min(int(second_half(draws) * posts.size), posts.size - 1)]
                draws = again(draws)
                if not is_referred and first_half(draws) >= fair_looks:
                    continue
            draws = again(draws)
            if e == NOBODY or not is_suited(people, employers, i, e, p, reservation, draws):
                continue
            person[n], employer[n] = i, e
            channel[n] = BY_TIES if by_ties else (BY_CASEWORK if is_referred else BY_FAIR)
            order[n] = lottery
            n += 1
            break
    return n


@formula
def claims(n: int) -> Array:
    """Room for a number about each of n claims."""
    return np.empty(n, np.int64)


@formula
def hire_served(
    people: Rows, employers: Rows, person: Array, employer: Array, channel: Array, served: Array, p: Numbers, key: np.uint64
) -> None:
    """Those whose claim was served start work."""
    for c in range(served.size):
        if served[c] == 1:
            i = person[c]
            hire(people, employers, i, employer[c], channel[c], p, uniform(key, people.chance_id[i]))


@formula
def fill_public_posts(
    people: Rows, households: Rows, employers: Rows, office: Rows, p: Numbers, targeting: float, seekers: Array, key: np.uint64,
    pay_key: np.uint64,
) -> int:  # fmt: skip
    """Public-welfare posts by hardship; counts whom a plain lottery would have served instead. Returns hires."""
    office.n_turned_away[0], office.n_displaced[0] = 0, 0
    posts, free = list_vacancies(employers, True)
    if posts.size == 0:
        return 0
    person, employer, channel = claims(seekers.size), claims(seekers.size), claims(seekers.size)
    order, plain_order = np.empty(seekers.size), np.empty(seekers.size)
    n = claim_public(people, households, posts, p, targeting, seekers, key, person, employer, order, plain_order)
    served, plainly = np.zeros(n, np.uint8), np.zeros(n, np.uint8)
    serve(employer, plain_order, n, free.copy(), plainly)
    n_served = serve(employer, order, n, free, served)
    channel[:] = BY_PRIORITY
    hire_served(people, employers, person, employer, channel, served, p, pay_key)
    for c in range(n):
        office.n_displaced[0] += (plainly[c] == 1) & (served[c] == 0)
    office.n_turned_away[0] = n - n_served
    return n_served


@formula
def place_graduates(
    people: Rows, employers: Rows, p: Numbers, seekers: Array, free: Array, key: np.uint64, pay_key: np.uint64
) -> int:
    """Graduates of ordered courses take the posts kept for them, where these are still free. Returns hires."""
    person, employer, channel = claims(seekers.size), claims(seekers.size), claims(seekers.size)
    order = np.empty(seekers.size)
    n = claim_ordered(people, seekers, key, person, employer, order)
    served = np.zeros(n, np.uint8)
    n_served = serve(employer, order, n, free, served)
    channel[:] = BY_ORDER_COURSE
    hire_served(people, employers, person, employer, channel, served, p, pay_key)
    return n_served


@formula
def fill_market_posts(
    people: Rows, households: Rows, employers: Rows, p: Numbers, rate: float, fair_looks: float, outside_pay: float,
    seekers: Array, order_key: np.uint64, order_pay_key: np.uint64, key: np.uint64, pay_key: np.uint64,
) -> int:  # fmt: skip
    """Graduates of ordered courses first, then everybody who looked, found and suits, as far as posts go. Returns hires."""
    posts, free = list_vacancies(employers, False)
    if posts.size == 0:
        return 0
    n_graduates = place_graduates(people, employers, p, seekers, free, order_key, order_pay_key)
    person, employer, channel = claims(seekers.size), claims(seekers.size), claims(seekers.size)
    order = np.empty(seekers.size)
    n = search(
        people, households, employers, posts, free, p, rate, fair_looks, outside_pay, seekers, key, person, employer, channel,
        order,
    )  # fmt: skip
    served = np.zeros(n, np.uint8)
    n_served = serve(employer, order, n, free, served)
    hire_served(people, employers, person, employer, channel, served, p, pay_key)
    return n_graduates + n_served


@kernel
def fill_posts(
    people: Rows, households: Rows, employers: Rows, office: Rows, p: Numbers, q: Numbers, month: int, job_search: float,
    outside_pay: float, outside_key: np.uint64, ask_key: np.uint64, public_pay_key: np.uint64, own_key: np.uint64,
    own_pay_key: np.uint64, order_key: np.uint64, order_pay_key: np.uint64, search_key: np.uint64, pay_key: np.uint64,
) -> None:  # fmt: skip
    """What was asked for is settled: jobs end, the others are paid, outside jobs begin. Who is then free to work on the site
    is hired by public-welfare programmes, for a business of their own, and on the market."""
    workers, asking, free = sort_out(people)
    n_hires = hire_outside(people, households, employers, p, month, asking, outside_key)
    seekers = work_on(people, households, employers, p, month, workers, free)
    n_hires += fill_public_posts(people, households, employers, office, p, q.public_targeting, seekers, ask_key, public_pay_key)
    if office.n_start_ups_opened[0] > 0:
        n_hires += open_start_ups(people, employers, p, seekers, own_key, own_pay_key)
    rate, fair_looks = p.search_rate * q.matching * q.search_effort * job_search, MARKET_LOOK_MEETS * q.fair_looks
    n_hires += fill_market_posts(
        people, households, employers, p, rate, fair_looks, outside_pay, seekers, order_key, order_pay_key, search_key, pay_key
    )
    office.n_hires[0] = n_hires


def step(now: Now) -> None:
    chance = now.chance
    fill_posts(
        now.view(People), now.view(Households), now.view(Employers), now.view(CommunityOffices), now.p, now.q, now.month,
        now.shock("job_search"), now.dated("out_migrant_wage_yuan_month"), chance("outside_pay"), chance("ask_public"),
        chance("public_pay"), chance("own business"), chance("own pay"), chance("order"), chance("order_pay"),
        chance("search"), chance("pay"),
    )  # fmt: skip


PROCESS = Process(
    name="jobs_found",
    zh="找到工作",
    en="Jobs found",
    sentence="People without work look for posts and are hired; posts are finite, so every programme displaces somebody.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
