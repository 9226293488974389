"""People lose or leave jobs: more in the first months, in parks and workshops, under care burdens; less if referred.

Form: a monthly hazard, base 0.037 from a mean job of 27 months (C046), times factors by tenure, kind of employer, channel,
age and health (C042, C052, C053, C054, C057, C059). A public-welfare post ends at its term. An employer with fewer posts than
workers lets the excess go by lottery, the owner of a start-up last; an owner stays as long as the business is open. This
process only asks; `jobs_found` owns jobs and settles what is asked.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half, second_half
from model.codes import BY_BROKER, BY_ORDER_COURSE, BY_TIES, NOBODY, OUTSIDE, OWN_BUSINESS, PARK_FIRM, PUBLIC_PROGRAMME, WORKSHOP
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel, rows_where
from model.scarcity import rank, serve

PARAMETERS = (
    Parameter(
        "base_hazard", 0.023, "share a month", 0.015, 0.088,
        "Monthly chance to leave an ordinary job between its sixth and twenty-fourth month",
        "基础离职率", "base separation hazard", "C046 C054 C059", "literature",
    ),
    Parameter(
        "early_factor", 1.8, "factor", 1.0, 4.0,
        "Factor in the first six months of a job; six in ten leave some plants within half a year",
        "入职初期离职倍数", "separation in the first six months", "C054 C057", "literature",
    ),
    Parameter(
        "late_factor", 0.55, "factor", 0.3, 1.0,
        "Factor after two years in a job",
        "长期在岗离职倍数", "separation after two years", "C046", "assumption",
    ),
    Parameter(
        "factory_factor", 1.25, "factor", 1.0, 2.5,
        "Factor in park firms and workshops: line discipline is new to movers",
        "工厂离职倍数", "separation in factories", "C059 C149", "literature",
    ),
    Parameter(
        "outside_factor", 0.9, "factor", 0.7, 1.2,
        "Factor in work outside the county",
        "外出务工离职倍数", "separation in outside work", "C046", "assumption",
    ),
    Parameter(
        "referred_factor", 0.80, "factor", 0.70, 0.90,
        "Factor when the job was found through people one knows",
        "熟人介绍离职倍数", "separation of referred hires", "C042", "literature",
    ),
    Parameter(
        "carer_factor", 1.3, "factor", 1.0, 2.0,
        "Factor for a person with a care duty",
        "照料负担离职倍数", "separation of carers", "C053", "assumption",
    ),
    Parameter(
        "young_factor", 1.2, "factor", 1.0, 1.6,
        "Factor below 30 years of age",
        "青年离职倍数", "separation of the young", "C052", "assumption",
    ),
    Parameter(
        "ill_factor", 1.8, "factor", 1.0, 4.0,
        "Factor in a month of illness",
        "患病离职倍数", "separation in illness", "", "assumption",
    ),
    Parameter(
        "new_year_factor", 1.5, "factor", 1.0, 3.0,
        "Factor in February, when many who work away do not go back to the same job",
        "春节离职倍数", "separation at the spring festival", "", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("separation_odds", "factor", 1, "multiply", "Bends the hazard of all jobs"),
    Quantity("outside_separation_odds", "factor", 1, "multiply", "Bends the hazard of outside jobs"),
    Quantity("brokered_separation_odds", "factor", 1, "multiply", "The same of those placed by a broker", high=1),
    Quantity("public_term", "months", 0, "add", "Months after which a public-welfare post ends; 0: no post lasts"),
)

COLUMNS = (
    Column("people", "is_losing_job", "uint8", 0, "yes or no", "Leaves or loses the job this month"),
    Column("community_offices", "n_laid_off", "int32", 0, "people", "Let go this month because posts were cut"),
)

People = view(
    "people",
    "chance_id age_months employer tenure_months channel is_carer illness_months_left is_losing_job",
    __name__,
)
Employers = view("employers", "kind is_open n_posts n_filled", __name__)
CommunityOffices = view("community_offices", "n_laid_off", __name__)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

EARLY, LATE = 6, 24
THIRTY = 30 * MONTHS_A_YEAR


@formula
def tenure_factor(tenure_months: int, early_factor: float, late_factor: float) -> float:
    """New jobs are lost more often, old ones less."""
    if tenure_months < EARLY:
        return early_factor
    return late_factor if tenure_months >= LATE else 1.0


@formula
def list_workers(people: Rows) -> Array:
    """Everybody with a job."""
    has_job = np.empty(people.employer.size, np.bool_)
    for i in range(has_job.size):
        has_job[i] = people.employer[i] != NOBODY
    people.is_losing_job[:] = 0
    return rows_where(has_job)


@formula
def lose(
    people: Rows, employers: Rows, workers: Array, p: Numbers, hazard_by_kind: Array, public_term: float, brokered: float,
    key: np.uint64, n_leaving: Array,
) -> None:  # fmt: skip
    """Who leaves or loses a job for their own reasons, the job's or the end of the term; n_leaving by employer."""
    # No hazard is further above its kind's than this: who draws more stays, and need not be looked at.
    most = max(p.early_factor, p.late_factor, 1.0) * max(p.referred_factor, 1.0) * max(p.carer_factor, 1.0)
    most *= max(p.young_factor, 1.0) * max(p.ill_factor, 1.0)
    for i in workers:
        e = people.employer[i]
        kind = employers.kind[e]
        if kind == PUBLIC_PROGRAMME and people.tenure_months[i] >= public_term:
            people.is_losing_job[i] = 1
            n_leaving[e] += 1
            continue
        draw = first_half(bits(key, people.chance_id[i]))
        if draw >= most * hazard_by_kind[kind]:
            continue
        hazard = hazard_by_kind[kind] * tenure_factor(people.tenure_months[i], p.early_factor, p.late_factor)
        if people.channel[i] == BY_TIES or people.channel[i] == BY_ORDER_COURSE:
            hazard *= p.referred_factor
        elif people.channel[i] == BY_BROKER:
            hazard *= brokered
        elif people.channel[i] == OWN_BUSINESS and employers.is_open[e] == 1:
            continue
        if people.is_carer[i] == 1:
            hazard *= p.carer_factor
        if people.age_months[i] < THIRTY:
            hazard *= p.young_factor
        if people.illness_months_left[i] > 0:
            hazard *= p.ill_factor
        if draw < hazard:
            people.is_losing_job[i] = 1
            n_leaving[e] += 1


@formula
def count_excess(employers: Rows, n_leaving: Array, excess: Array) -> int:
    """Workers above posts by employer after those who leave anyway; outside markets have no such bound. Returns how many
    there are."""
    n_excess = 0
    for e in range(employers.kind.size):
        excess[e] = 0
        if employers.kind[e] != OUTSIDE:
            excess[e] = max(employers.n_filled[e] - employers.n_posts[e] - n_leaving[e], 0)
            n_excess += excess[e]
    return n_excess


@formula
def lay_off(people: Rows, workers: Array, excess: Array, key: np.uint64) -> None:
    """Employers with too many workers let the excess go; the lottery decides who."""
    person, employer, order = np.empty(workers.size, np.int64), np.empty(workers.size, np.int64), np.empty(workers.size)
    n = 0
    for i in workers:
        e = people.employer[i]
        if excess[e] > 0 and people.is_losing_job[i] == 0:
            person[n], employer[n] = i, e
            is_owner = people.channel[i] == OWN_BUSINESS
            order[n] = rank(1.0 if is_owner else 0.0, second_half(bits(key, people.chance_id[i])))
            n += 1
    goes = np.zeros(n, np.uint8)
    serve(employer, order, n, excess, goes)
    for c in range(n):
        if goes[c] == 1:
            people.is_losing_job[person[c]] = 1


@formula
def hazards(p: Numbers, q: Numbers, outside_posts: float, is_february: bool) -> Array:
    """The hazard of a job of middling tenure by kind of employer this month."""
    hazard = np.full(OUTSIDE + 1, p.base_hazard * q.separation_odds)
    hazard[PARK_FIRM] *= p.factory_factor
    hazard[WORKSHOP] *= p.factory_factor
    hazard[OUTSIDE] *= p.outside_factor * q.outside_separation_odds / outside_posts
    if is_february:
        hazard[PARK_FIRM] *= p.new_year_factor
        hazard[OUTSIDE] *= p.new_year_factor
    return hazard


@kernel
def end_jobs(
    people: Rows, employers: Rows, office: Rows, p: Numbers, q: Numbers, outside_posts: float, is_february: bool, key: np.uint64
) -> None:
    """Jobs that are left or lost, then those that are cut."""
    workers, hazard_by_kind = list_workers(people), hazards(p, q, outside_posts, is_february)
    n_leaving, excess = np.zeros(employers.kind.size, np.int64), np.empty(employers.kind.size, np.int64)
    lose(people, employers, workers, p, hazard_by_kind, q.public_term, q.brokered_separation_odds, key, n_leaving)
    n_laid_off = count_excess(employers, n_leaving, excess)
    office.n_laid_off[0] = n_laid_off
    if n_laid_off > 0:
        lay_off(people, workers, excess, key)


def step(now: Now) -> None:
    people, employers, office = now.view(People), now.view(Employers), now.view(CommunityOffices)
    outside_posts, is_february = now.shock("outside_posts"), now.month_of_year == 2
    end_jobs(people, employers, office, now.p, now.q, outside_posts, is_february, now.chance("lose"))


PROCESS = Process(
    name="jobs_lost",
    zh="失去工作",
    en="Jobs lost",
    sentence="People lose or leave jobs: more in the first months and under care burdens, less if referred.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
