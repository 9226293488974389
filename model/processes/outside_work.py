"""People leave for work outside the province, find the next job there, and come back.

Form: a jobless adult leaves with a chance that depends on age, sex, Mandarin, season, demand outside and on how many of the
households they know have somebody away (C031, C040). Half or more of a new site's labour force may work outside (OF227 to
OF230), at about 1.3 times local pay. An away worker without a job finds another one or comes home. The leaving and the
return of somebody in work are asked for here and settled by `jobs_found` a month later: the journey takes its time.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half, second_half
from model.codes import AT_NO_SCHOOL, BY_BROKER, FLUENT_MANDARIN, NOBODY, OF_WORKING_AGE, ON_THEIR_OWN
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel, rows_where
from model.scarcity import in_order

PARAMETERS = (
    Parameter(
        "leave_rate", 0.36, "share a month", 0.05, 0.6,
        "Chance that a jobless man under 40 with good Mandarin and many contacts away leaves in an ordinary month",
        "外出概率", "chance to leave for outside work", "OF227 OF228 OF098", "assumption",
    ),
    Parameter(
        "women_factor", 0.70, "factor", 0.4, 1.0,
        "Women's chance to leave over men's; 36 % of migrant workers are women",
        "女性外出倍数", "women's chance to leave", "A035", "assumption",
    ),
    Parameter(
        "forties_factor", 0.75, "factor", 0.4, 1.0,
        "Chance to leave from 40 to 49",
        "40–49岁外出倍数", "chance to leave from 40 to 49", "A037", "assumption",
    ),
    Parameter(
        "fifties_factor", 0.40, "factor", 0.1, 0.8,
        "Chance to leave from 50 to 59; a quarter of migrant workers are over 50",
        "50–59岁外出倍数", "chance to leave from 50 to 59", "A037", "assumption",
    ),
    Parameter(
        "mandarin_penalty", 0.25, "share", 0.0, 0.33,
        "Chance to leave lost for each grade of Mandarin below fluent",
        "普通话外出折减", "leaving lost per grade of Mandarin", "C065", "assumption",
    ),
    Parameter(
        "without_contacts", 0.5, "factor", 0.1, 1.0,
        "Chance to leave of somebody who knows no household with a member away, over one who knows only such",
        "无外出关系倍数", "leaving without contacts", "C031 C034 C040", "assumption",
    ),
    Parameter(
        "finds_again", 0.45, "share a month", 0.2, 0.7,
        "Chance that an away worker without a job finds the next one in a month",
        "在外再就业概率", "finding the next job outside", "C026", "assumption",
    ),
    Parameter(
        "gives_up", 0.30, "share a month", 0.1, 0.6,
        "Chance that an away worker who has not found a job comes home that month",
        "失业返回概率", "coming home without a job", "", "assumption",
    ),
    Parameter(
        "comes_back", 0.006, "share a month", 0.001, 0.02,
        "Chance that an away worker gives up a job and comes home",
        "主动返回概率", "coming home from a job", "B053", "assumption",
    ),
    Parameter(
        "after_new_year", 1.6, "factor", 1.0, 3.0,
        "Factor on leaving in the two months after the spring festival",
        "节后外出倍数", "leaving after the spring festival", "", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("brokered", "factor", 1, "multiply", "Bends the chance to leave: organised channels"),
    Quantity("organised", "share", 0, "add", "Share of those who leave that a broker would place", high=1),
    Quantity("broker_places", "count", 0, "add", "Placements that brokers can make this month"),
    Quantity("kept", "factor", 1, "multiply", "Bends the chance to come back from a job: service for those away"),
)

COLUMNS = (
    Column("people", "is_away", "uint8", 0, "yes or no", "Lives and works, or looks for work, outside"),
    Column("people", "is_leaving", "uint8", 0, "code", "Asked for: 1 outside job, 2 coming back from one"),
    Column("people", "is_brokered", "uint8", 0, "yes or no", "A broker placed this person in the outside job now asked for"),
    Column("community_offices", "n_brokered", "int32", 0, "people", "Placed outside by brokers this month"),
    Column("people", "months_away", "int16", 0, "months", "Since leaving"),
)

People = view(
    "people",
    "household chance_id is_alive life_stage age_months is_female is_carer school_level mandarin course_months_left "
    "employer channel is_away is_leaving is_brokered months_away",
    __name__,
)
Households = view("households", "first_person n_slots tie", __name__)
CommunityOffices = view("community_offices", "n_brokered", __name__)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

FORTY, FIFTY = 40 * MONTHS_A_YEAR, 50 * MONTHS_A_YEAR
WANTS_OUTSIDE, COMING_BACK = 1, 2


@formula
def personal_factor(age_months: int, is_female: int, mandarin: int, p: Numbers) -> float:
    """Chance to leave over that of a man under 40 with fluent Mandarin."""
    factor = p.women_factor if is_female == 1 else 1.0
    if age_months >= FIFTY:
        factor *= p.fifties_factor
    elif age_months >= FORTY:
        factor *= p.forties_factor
    return factor * (1.0 - p.mandarin_penalty * (FLUENT_MANDARIN - mandarin))


@formula
def share_of_ties_away(people: Rows, households: Rows, h: int) -> float:
    """Share of the households that a household knows which have a member away."""
    n_known, n_away = 0, 0
    for k in range(households.tie.shape[1]):
        other = households.tie[h, k]
        if other == NOBODY:
            continue
        n_known += 1
        first = households.first_person[other]
        for j in range(first, first + households.n_slots[other]):
            if people.is_away[j] == 1:
                n_away += 1
                break
    return n_away / n_known if n_known > 0 else 0.0


@formula
def is_free_to_leave(people: Rows, i: int) -> bool:
    """Jobless on site, 16 to 59, able, without care duty, not at school or on a course."""
    is_free = (people.life_stage[i] == OF_WORKING_AGE) & (people.employer[i] == NOBODY) & (people.is_away[i] == 0)
    return is_free & (people.is_carer[i] == 0) & (people.school_level[i] == AT_NO_SCHOOL) & (people.course_months_left[i] == 0)


@formula
def is_just_hired_outside(people: Rows, i: int) -> bool:
    """Has got an outside job this month, with a broker or alone."""
    is_outside = (people.channel[i] == BY_BROKER) | (people.channel[i] == ON_THEIR_OWN)
    return is_outside & (people.employer[i] != NOBODY) & (people.is_away[i] == 0)


@formula
def list_movers(people: Rows) -> Array:
    """Everybody who is away, was just hired outside, or is free to leave."""
    moves = np.empty(people.is_away.size, np.bool_)
    for i in range(moves.size):
        moves[i] = (people.is_away[i] == 1) | is_just_hired_outside(people, i) | is_free_to_leave(people, i)
    for i in range(moves.size):
        people.is_leaving[i] *= people.is_away[i]
    people.is_brokered[:] = 0
    return rows_where(moves)


@kernel
def travel(
    people: Rows, households: Rows, office: Rows, p: Numbers, q: Numbers, leave: float, find_again: float, key: np.uint64
) -> None:
    """A month of everybody who moves or might; the two chances are this month's. Brokers place as many as they can of those who
    leave and would be placed, by lottery."""
    movers, come_back, n = list_movers(people), p.comes_back * q.kept, 0
    client, order = np.empty(movers.size, np.int64), np.empty(movers.size)
    for i in movers:
        has_job = people.employer[i] != NOBODY
        if people.is_away[i] == 0 and has_job:
            people.is_away[i] = 1
            people.months_away[i] = 0
            continue
        draws = bits(key, people.chance_id[i])
        draw = first_half(draws)
        if people.is_away[i] == 0:
            most = leave * personal_factor(people.age_months[i], people.is_female[i], int(people.mandarin[i]), p)
            if draw < most:
                contacts = share_of_ties_away(people, households, people.household[i])
                if draw < most * (p.without_contacts + (1.0 - p.without_contacts) * contacts):
                    people.is_leaving[i] = WANTS_OUTSIDE
                    if second_half(draws) < q.organised:
                        client[n], order[n] = i, second_half(draws)
                        n += 1
            continue
        people.months_away[i] += 1
        if has_job:
            people.is_leaving[i] = COMING_BACK if draw < come_back else 0
        elif people.is_leaving[i] == COMING_BACK or people.is_alive[i] == 0:
            people.is_away[i], people.is_leaving[i] = 0, 0
        elif draw < find_again:
            people.is_leaving[i] = WANTS_OUTSIDE
        elif second_half(draws) < p.gives_up:
            people.is_away[i], people.is_leaving[i] = 0, 0
        else:
            people.is_leaving[i] = 0
    n_placed = min(n, int(q.broker_places))
    if n_placed > 0:
        for k in in_order(order[:n])[:n_placed]:
            people.is_brokered[client[k]] = 1
    office.n_brokered[0] = n_placed


def season(month_of_year: int, after_new_year: float) -> float:
    """Who leaves, leaves after the spring festival; few leave in the two months before it."""
    if month_of_year in (2, 3):
        return after_new_year
    return 1.0 / after_new_year if month_of_year in (12, 1) else 1.0


def step(now: Now) -> None:
    p, posts = now.p, now.shock("outside_posts")
    leave = p.leave_rate * now.q.brokered * season(now.month_of_year, p.after_new_year) * posts * now.shock("outside_travel")
    people, households, office = now.view(People), now.view(Households), now.view(CommunityOffices)
    travel(people, households, office, p, now.q, leave, p.finds_again * posts, now.chance("travel"))


PROCESS = Process(
    name="outside_work",
    zh="外出务工",
    en="Outside work, leaving and coming back",
    sentence="People leave for work outside the province, find the next job there, and come back.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
