"""Work: who has it, of what kind, how it was found, how stable it is, and what it pays.

Labour force: registered members of 16 to 59, able, not at school, of households on the site, away workers included.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.codes import (
    AT_NO_SCHOOL,
    BY_BROKER,
    CHANNELS,
    CHILD,
    EMPLOYER_KINDS,
    LOCAL_FIRM,
    NOBODY,
    OF_WORKING_AGE,
    ON_THEIR_OWN,
    OUTSIDE,
    OWN_BUSINESS,
    PARK_FIRM,
    PUBLIC_PROGRAMME,
    SEVERE_DISABILITY,
    STABLE_MONTHS,
    WORKSHOP,
)
from model.declare import Array, Family, Now, Outcome, Rows, view
from model.kernel import formula, kernel, rows_where
from model.outcomes.tally import add, count_cells

KIND_WORDS = {
    0: "park", 1: "local_firm", 2: "community_firm", 3: "workshop", 4: "craft", 5: "cooperative", 6: "start_up",
    7: "public_programme", 8: "outside",
}  # fmt: skip
# Who found an outside job, with a broker or alone, is one channel in the first list and told apart in the second.
CHANNEL_WORDS = {
    1: "ties",
    2: "fairs",
    3: "casework",
    4: "ordered_courses",
    5: "hardship_priority",
}

# A member of the labour force is in one of 10 kinds of work (0: none), in it for six months or not, trained or not, a carer
# or not, away or not; further columns count other adults by kind of work, pay by kind, and hires by channel.
NO_WORK, KINDS = 0, range(1, len(KIND_WORDS) + 1)
N_STATES = 10 * 2 * 2 * 2 * 2
OTHER_WORKERS = N_STATES
PAY = OTHER_WORKERS + 10
HIRED_BY = PAY + 10
ON_COURSE, EVER, JOBLESS_MONTHS, ADULTS, LITERATE, NEW_READERS = range(HIRED_BY + len(CHANNELS), HIRED_BY + len(CHANNELS) + 6)
N_COLUMNS = NEW_READERS + 1


def states(
    kinds: Iterable[int] = range(10), stable: tuple[int, ...] = (0, 1), trained: tuple[int, ...] = (0, 1),
    carer: tuple[int, ...] = (0, 1), away: tuple[int, ...] = (0, 1),
) -> tuple[int, ...]:  # fmt: skip
    """The columns of all states of these kinds of work (employer kind plus one), stability, training, care and being away."""
    return tuple(
        (((k * 2 + s) * 2 + t) * 2 + c) * 2 + a for k in kinds for s in stable for t in trained for c in carer for a in away
    )


COUNTERS: dict[str, tuple[int, ...]] = {
    "labour_force": states(),
    "in_work": states(KINDS),
    "stable": states(KINDS, stable=(1,)),
    "stable_not_public": states((kind for kind in KINDS if kind != PUBLIC_PROGRAMME + 1), stable=(1,)),
    "ever_labour_force": (EVER,),
    "workers": states(KINDS) + tuple(range(OTHER_WORKERS + 1, OTHER_WORKERS + 10)),
    "wages": tuple(range(PAY + 1, PAY + 10)),
    "in_local_work": states(kind for kind in KINDS if kind != OUTSIDE + 1),
    "stable_outside": states((OUTSIDE + 1,), stable=(1,)),
    "carers": states(carer=(1,)),
    "carers_in_work": states(KINDS, carer=(1,)),
    "jobless": states((NO_WORK,)),
    "jobless_months": (JOBLESS_MONTHS,),
    "adults": (ADULTS,),
    "literate": (LITERATE,),
    "new_readers": (NEW_READERS,),
    "away": states(away=(1,)),
    "on_course": (ON_COURSE,),
    "trained": states(trained=(1,)),
    "hired": tuple(HIRED_BY + channel for channel in (*CHANNEL_WORDS, BY_BROKER, ON_THEIR_OWN, OWN_BUSINESS)),
    "hired_outside": (HIRED_BY + BY_BROKER, HIRED_BY + ON_THEIR_OWN),
    "hired_by_brokers": (HIRED_BY + BY_BROKER,),
    "own_business": (HIRED_BY + OWN_BUSINESS,),
    **{f"in_{word}": states((kind + 1,)) for kind, word in KIND_WORDS.items()},
    **{f"hired_by_{word}": (HIRED_BY + channel,) for channel, word in CHANNEL_WORDS.items()},
    **{f"wages_{word}": (PAY + kind + 1,) for kind, word in KIND_WORDS.items()},
    **{f"workers_{word}": (*states((kind + 1,)), OTHER_WORKERS + kind + 1) for kind, word in KIND_WORDS.items()},
}

People = view(
    "people",
    "is_alive life_stage age_months disability school_level employer tenure_months channel wage_yuan_month is_away is_carer "
    "months_out_of_work course_months_left months_since_training schooling has_learned_to_read",
    __name__,
)
Households = view("households", "return_month first_person n_slots", __name__)
Employers = view("employers", "kind", __name__)

SIXTEEN, SIXTY = 16 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR


@formula
def count_leavers(people: Rows, households: Rows, month: int) -> int:
    """Who would belong to the labour force if their household had not moved back."""
    n = 0
    for h in range(households.n_slots.size):
        if households.return_month[h] <= month:
            for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
                age, is_able = people.age_months[i], people.disability[i] != SEVERE_DISABILITY
                is_able &= (people.is_alive[i] == 1) & (people.school_level[i] == AT_NO_SCHOOL)
                n += is_able & (age >= SIXTEEN) & (age < SIXTY)
    return n


@kernel
def count(people: Rows, households: Rows, employers: Rows, month: int, groups: Array, sums: Array) -> None:
    """One pass over everybody of working age or in work."""
    n_rows, n_ever, n_jobless_months, n_on_course = people.life_stage.size, 0, 0, 0
    n_adults, n_literate, n_new_readers = 0, 0, 0
    is_adult, is_labour, is_worker, is_hired = np.empty((4, n_rows), np.bool_)
    state = np.empty(n_rows, np.uint8)
    for i in range(n_rows):
        is_adult[i] = people.life_stage[i] > CHILD
    for i in range(n_rows):
        is_labour[i] = (people.life_stage[i] == OF_WORKING_AGE) & (people.school_level[i] == AT_NO_SCHOOL)
    for i in range(n_rows):
        is_worker[i] = is_adult[i] & (people.employer[i] != NOBODY)
    for i in range(n_rows):
        is_hired[i] = is_worker[i] & (people.tenure_months[i] == 0)
    for i in range(n_rows):
        is_stable = (people.employer[i] != NOBODY) & (people.tenure_months[i] >= STABLE_MONTHS)
        of_labour = is_stable * 8 + (people.months_since_training[i] >= 0) * 4 + people.is_carer[i] * 2 + people.is_away[i]
        state[i] = of_labour if is_labour[i] else OTHER_WORKERS
    for i in range(n_rows):
        n_adults += is_adult[i]
        n_ever += is_labour[i]
        n_literate += is_adult[i] & ((people.schooling[i] > 0) | (people.has_learned_to_read[i] == 1))
        n_new_readers += is_adult[i] & (people.has_learned_to_read[i] == 1)
        n_on_course += is_labour[i] & (people.employer[i] == NOBODY) & (people.course_months_left[i] > 0)
        n_jobless_months += (is_labour[i] & (people.employer[i] == NOBODY)) * people.months_out_of_work[i]
    for i in rows_where(is_worker):
        work = int(employers.kind[people.employer[i]]) + 1
        state[i] += work * 16 if is_labour[i] else work
        add(sums, groups, i, PAY + work, float(people.wage_yuan_month[i]))
    count_cells(sums, groups, rows_where(is_adult), state)
    for i in rows_where(is_hired):
        sums[0, HIRED_BY + people.channel[i]] += 1.0
    n_ever += count_leavers(people, households, month)
    sums[0, EVER] += n_ever
    sums[0, ON_COURSE] += n_on_course
    sums[0, ADULTS] += n_adults
    sums[0, LITERATE] += n_literate
    sums[0, NEW_READERS] += n_new_readers
    sums[0, JOBLESS_MONTHS] += n_jobless_months


def tally(now: Now, groups: Array, sums: Array) -> None:
    """Count the month into sums[group, counter]."""
    count(now.view(People), now.view(Households), now.view(Employers), now.month, groups, sums)


OUTCOMES = (
    Outcome("employment_rate", "share", "in_work", "labour_force", "more", "就业率", "employment rate",
            "In work in the month, of the labour force; official rates count like this and are self-reported"),
    Outcome("stable_employment_rate", "share", "stable", "labour_force", "more", "稳定就业率", "stable employment rate",
            "In the same job for six months or more, of the labour force"),
    Outcome("people_in_work", "people", "in_work", "", "more", "就业人数", "people in work",
            "Of the labour force, in work in the month", groups=False),
    Outcome("people_in_stable_work", "people", "stable", "", "more", "稳定就业人数", "people in stable work",
            "Of the labour force, in the same job for six months or more", groups=False),
    Outcome("stable_employment_rate_without_public_posts", "share", "stable_not_public", "labour_force", "more",
            "稳定就业率（不含公益性岗位）", "stable employment rate without public-welfare posts",
            "As before, public-welfare posts not counted as work"),
    Outcome("employment_rate_ever", "share", "in_work", "ever_labour_force", "more", "就业率（含已回迁）",
            "employment rate of all who ever arrived", "Leavers are counted as not in work", groups=False),
    Outcome("local_employment_rate", "share", "in_local_work", "labour_force", "more", "就地就近就业率", "local employment rate",
            "In work on or near the site, of the labour force"),
    Outcome("outside_jobs_kept", "share", "stable_outside", "in_outside", "more", "外出就业稳定比例",
            "outside jobs held six months or more", "Of those in work outside, in the same job for six months or more",
            groups=False),
    Outcome("share_in_stable_outside_work", "share", "stable_outside", "labour_force", "more", "稳定外出就业比例",
            "share in stable outside work", "In the same job outside for six months or more, of the labour force",
            groups=False),
    Outcome("share_working_outside", "share", "in_outside", "labour_force", "neither", "省外务工比例",
            "share working outside", "In work outside the province, of the labour force"),
    *(
        Outcome(f"share_working_in_{word}", "share", f"in_{word}", "labour_force", "neither",
                f"{EMPLOYER_KINDS[kind][1]}就业比例", f"share working in: {EMPLOYER_KINDS[kind][0]}",
                "In work with this kind of employer, of the labour force", groups=kind in (WORKSHOP, PUBLIC_PROGRAMME))
        for kind, word in KIND_WORDS.items() if kind != OUTSIDE
    ),
    Outcome("wage_yuan_month", "yuan a month", "wages", "workers", "more", "平均工资", "mean pay",
            "Mean pay of all in work, outside pay in full"),
    *(
        Outcome(f"wage_{KIND_WORDS[kind]}_yuan_month", "yuan a month", f"wages_{KIND_WORDS[kind]}",
                f"workers_{KIND_WORDS[kind]}", "more", f"{EMPLOYER_KINDS[kind][1]}平均工资",
                f"mean pay: {EMPLOYER_KINDS[kind][0]}", "Mean pay with this kind of employer", groups=False)
        for kind in (PARK_FIRM, LOCAL_FIRM, WORKSHOP, PUBLIC_PROGRAMME, OUTSIDE)
    ),
    Outcome("hires", "people", "hired", "", "more", "当月新就业人数", "hires", "Started a job this month", groups=False),
    *(
        Outcome(f"share_hired_by_{word}", "share", f"hired_by_{word}", "hired", "neither",
                f"新就业渠道占比：{CHANNELS[channel][1]}", f"share of hires through {CHANNELS[channel][0]}",
                "Of those who started a job this month", groups=False)
        for channel, word in CHANNEL_WORDS.items()
    ),
    Outcome("share_hired_by_outside_channels", "share", "hired_outside", "hired", "neither", "新就业渠道占比：外出务工",
            "share of hires into outside work", "With a broker or alone, of those who started a job this month", groups=False),
    Outcome("share_of_leavers_organised", "share", "hired_by_brokers", "hired_outside", "more", "外出务工组织化比例",
            "organised share of outside hires", "Placed by a broker, of those who started an outside job this month",
            groups=False),
    Outcome("own_businesses_started", "people", "own_business", "", "more", "当月自主创业人数", "people who started a business",
            "Owners of supported businesses that opened this month", groups=False),
    Outcome("carers_share", "share", "carers", "labour_force", "less", "照料负担比例", "share with a care duty",
            "Of the labour force, with a care duty that only leaves flexible work", groups=False),
    Outcome("carers_in_work", "share", "carers_in_work", "carers", "more", "照料者就业率", "carers in work",
            "In work, of those in the labour force with a care duty"),
    Outcome("months_out_of_work", "months", "jobless_months", "jobless", "less", "平均失业时长",
            "months out of work", "Mean months since the last job of those without work", groups=False),
    Outcome("share_on_course", "share", "on_course", "labour_force", "neither", "在训比例", "share on a course",
            "On a full-time course, of the labour force", groups=False),
    Outcome("literate_share", "share", "literate", "adults", "more", "识字比例", "literate share",
            "Of adults, who went to school or was taught to read on the site and has kept it", groups=False),
    Outcome("new_readers", "people", "new_readers", "", "more", "扫盲后仍识字人数", "new readers",
            "Taught to read on the site and able to read now", groups=False),
    Outcome("trained_share", "share", "trained", "labour_force", "more", "培训覆盖比例", "trained share",
            "Has completed a course on the site, of the labour force"),
)  # fmt: skip

FAMILY = Family("employment", "people", N_COLUMNS, COUNTERS, tally, OUTCOMES)
