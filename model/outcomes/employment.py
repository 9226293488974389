"""Work: who has it, of what kind, how it was found, how stable it is, and what it pays.

Labour force: registered members of 16 to 59, able, not at school, of households on the site, away workers included.
"""

from __future__ import annotations

from model.calendar import MONTHS_A_YEAR
from model.codes import (
    AT_NO_SCHOOL,
    BEFORE_THE_MOVE,
    CHANNELS,
    EMPLOYER_KINDS,
    LOCAL_FIRM,
    NO_CHANNEL,
    NOBODY,
    OUTSIDE,
    PARK_FIRM,
    PUBLIC_PROGRAMME,
    SEVERE_DISABILITY,
    WORKSHOP,
)
from model.declare import Array, Family, Now, Outcome, Rows, view
from model.kernel import kernel
from model.outcomes.tally import add

KIND_WORDS = {
    0: "park", 1: "local_firm", 2: "community_firm", 3: "workshop", 4: "craft", 5: "cooperative", 6: "start_up",
    7: "public_programme", 8: "outside",
}  # fmt: skip
CHANNEL_WORDS = {1: "ties", 2: "fairs", 3: "casework", 4: "ordered_courses", 5: "hardship_priority", 6: "outside_channels"}

COUNTERS = (
    "labour_force", "in_work", "stable", "stable_not_public", "away", "ever_labour_force", "workers", "wages",
    "carers", "carers_in_work", "jobless", "jobless_months", "on_course", "trained", "hired",
    *(f"in_{word}" for word in KIND_WORDS.values()),
    *(f"hired_by_{word}" for word in CHANNEL_WORDS.values()),
    *(f"wages_{KIND_WORDS[kind]}" for kind in (PARK_FIRM, LOCAL_FIRM, WORKSHOP, PUBLIC_PROGRAMME, OUTSIDE)),
    *(f"workers_{KIND_WORDS[kind]}" for kind in (PARK_FIRM, LOCAL_FIRM, WORKSHOP, PUBLIC_PROGRAMME, OUTSIDE)),
)  # fmt: skip
(LABOUR_FORCE, IN_WORK, STABLE, STABLE_NOT_PUBLIC, AWAY, EVER, WORKERS, WAGES, CARERS, CARERS_IN_WORK, JOBLESS,
 JOBLESS_MONTHS, ON_COURSE, TRAINED, HIRED) = range(15)  # fmt: skip
IN_KIND = 15
HIRED_BY = IN_KIND + len(KIND_WORDS)
PAY_KINDS = 5
WAGES_OF = HIRED_BY + len(CHANNEL_WORDS)
WORKERS_OF = WAGES_OF + PAY_KINDS

People = view(
    "people",
    "household is_alive age_months disability school_level employer tenure_months channel wage_yuan_month is_away is_carer "
    "months_out_of_work course_months_left months_since_training",
    __name__,
)
Households = view("households", "arrival_month return_month", __name__)
Employers = view("employers", "kind", __name__)

SIXTEEN, SIXTY = 16 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR
STABLE_MONTHS = 6


@kernel
def count(people: Rows, households: Rows, employers: Rows, month: int, groups: Array, sums: Array) -> None:
    """One pass over everybody of working age or in work."""
    for i in range(people.household.size):
        age = people.age_months[i]
        if people.is_alive[i] == 0 or age < SIXTEEN:
            continue
        h = people.household[i]
        if households.arrival_month[h] > month:
            continue
        is_labour = age < SIXTY and people.disability[i] != SEVERE_DISABILITY and people.school_level[i] == AT_NO_SCHOOL
        if is_labour:
            add(sums, groups, i, EVER, 1.0)
        if households.return_month[h] <= month:
            continue
        e = people.employer[i]
        if e != NOBODY:
            kind = employers.kind[e]
            wage = float(people.wage_yuan_month[i])
            add(sums, groups, i, WORKERS, 1.0)
            add(sums, groups, i, WAGES, wage)
            place = 0 if kind == PARK_FIRM else 1 if kind == LOCAL_FIRM else 2 if kind == WORKSHOP else -1
            place = 3 if kind == PUBLIC_PROGRAMME else 4 if kind == OUTSIDE else place
            if place >= 0:
                sums[groups[i, 0], WAGES_OF + place] += wage
                sums[groups[i, 0], WORKERS_OF + place] += 1.0
            if people.tenure_months[i] == 0 and people.channel[i] < BEFORE_THE_MOVE and people.channel[i] > NO_CHANNEL:
                sums[groups[i, 0], HIRED] += 1.0
                sums[groups[i, 0], HIRED_BY + people.channel[i] - 1] += 1.0
        if not is_labour:
            continue
        add(sums, groups, i, LABOUR_FORCE, 1.0)
        if people.months_since_training[i] >= 0:
            add(sums, groups, i, TRAINED, 1.0)
        if people.is_carer[i] == 1:
            add(sums, groups, i, CARERS, 1.0)
        if people.is_away[i] == 1:
            add(sums, groups, i, AWAY, 1.0)
        if e == NOBODY:
            sums[groups[i, 0], JOBLESS] += 1.0
            sums[groups[i, 0], JOBLESS_MONTHS] += people.months_out_of_work[i]
            if people.course_months_left[i] > 0:
                add(sums, groups, i, ON_COURSE, 1.0)
            continue
        add(sums, groups, i, IN_WORK, 1.0)
        add(sums, groups, i, IN_KIND + employers.kind[e], 1.0)
        if people.is_carer[i] == 1:
            add(sums, groups, i, CARERS_IN_WORK, 1.0)
        if people.tenure_months[i] >= STABLE_MONTHS:
            add(sums, groups, i, STABLE, 1.0)
            if employers.kind[e] != PUBLIC_PROGRAMME:
                add(sums, groups, i, STABLE_NOT_PUBLIC, 1.0)


def tally(now: Now, groups: Array, sums: Array) -> None:
    """Count the month into sums[group, counter]."""
    count(now.view(People), now.view(Households), now.view(Employers), now.month, groups, sums)


OUTCOMES = (
    Outcome("employment_rate", "share", "in_work", "labour_force", "more", "就业率", "employment rate",
            "In work in the month, of the labour force; official rates count like this and are self-reported"),
    Outcome("stable_employment_rate", "share", "stable", "labour_force", "more", "稳定就业率", "stable employment rate",
            "In the same job for six months or more, of the labour force"),
    Outcome("stable_employment_rate_without_public_posts", "share", "stable_not_public", "labour_force", "more",
            "稳定就业率（不含公益性岗位）", "stable employment rate without public-welfare posts",
            "As before, public-welfare posts not counted as work"),
    Outcome("employment_rate_ever", "share", "in_work", "ever_labour_force", "more", "就业率（含已回迁）",
            "employment rate of all who ever arrived", "Leavers are counted as not in work", groups=False),
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
    Outcome("carers_in_work", "share", "carers_in_work", "carers", "more", "照料者就业率", "carers in work",
            "In work, of those in the labour force with a care duty"),
    Outcome("months_out_of_work", "months", "jobless_months", "jobless", "less", "平均失业时长",
            "months out of work", "Mean months since the last job of those without work", groups=False),
    Outcome("share_on_course", "share", "on_course", "labour_force", "neither", "在训比例", "share on a course",
            "On a full-time course, of the labour force"),
    Outcome("trained_share", "share", "trained", "labour_force", "more", "培训覆盖比例", "trained share",
            "Has completed a course on the site, of the labour force"),
)  # fmt: skip

FAMILY = Family("employment", "people", COUNTERS, tally, OUTCOMES)
