"""Measure 7f, public-welfare jobs 公益性岗位: paid posts on the site for those in hardship, for a term.

Who: jobless people who ask; hardship (older, disabled, carers, households with nobody in work) comes first where it is seen
rightly, and it is not always (C078). When: while the money lasts, each post for its term. How many: posts per 1,000
labour force. What it bends: posts, pay and term of the programme, the accuracy of targeting, and, through the care posts,
how many carers are freed. Who holds a post does not search for another job, and is jobless when the term is over.
"""

from __future__ import annotations

from math import ceil
from typing import Any

import numpy as np

from model.calendar import MONTHS_A_YEAR, on_site
from model.codes import MILD_DISABILITY, NOBODY, PUBLIC_PROGRAMME, SERVICES, SEVERE_DISABILITY
from model.counts import brought
from model.declare import CostLine, Lever, NewEmployer, Parameter, Planning, Reach, view

PARAMETERS = (
    Parameter(
        "posts", 0, "posts per 1,000 labour force", 0, 300,
        "Public-welfare posts paid for",
        "公益性岗位数", "public-welfare posts", "OF281 OF241 OF311", "assumption",
    ),
    Parameter(
        "wage", 800, "yuan a month", 300, 2000,
        "Pay of a public-welfare post",
        "公益性岗位工资", "pay of a public-welfare post", "OF197 OF309 OF310 OF196", "literature",
    ),
    Parameter(
        "targeting", 0.6, "share", 0, 0.98,
        "Chance that an applicant's hardship is seen rightly; never quite one",
        "困难人员识别准确率", "accuracy of targeting", "C078", "assumption",
    ),
    Parameter(
        "term", 36, "months", 3, 60,
        "Months after which a post ends",
        "公益性岗位期限", "term of a post", "OF155", "assumption",
    ),
    Parameter(
        "care_share", 0.2, "share", 0, 1,
        "Share of posts that care for lone elders and left-behind children",
        "照料类岗位比例", "share of care posts", "", "assumption",
    ),
    Parameter(
        "cared_for", 4, "people", 1, 10,
        "People one care post looks after, who then need no carer at home",
        "每个照料岗位服务人数", "people a care post looks after", "", "assumption",
    ),
)  # fmt: skip

COSTS = (CostLine("wages", "岗位工资", "wages", "county", 2019),)

SIXTEEN, FIFTY, SEVENTY = (years * MONTHS_A_YEAR for years in (16, 50, 70))
KINDS_OF_WORK = 4  # cleaning and greening, security help, river and road wardens, care
SHARE_FLEXIBLE = 0.5
ANYBODY = -3.0

People = view("people", "is_alive age_months disability is_carer is_away employer household", __name__)
Households = view("households", "arrival_month return_month months_zero_employment", __name__)
Employers = view("employers", "kind", __name__)
CommunityOffices = view("community_offices", "n_labour_force n_turned_away", __name__)


def establish(p: Any, n_labour_force: int) -> tuple[NewEmployer, ...]:
    if p.posts == 0:
        return ()
    size = float(np.ceil(1.25 * p.posts * n_labour_force / 1000 / KINDS_OF_WORK))
    return (NewEmployer(PUBLIC_PROGRAMME, SERVICES, size, 0.0, SHARE_FLEXIBLE, ANYBODY),) * KINDS_OF_WORK


def n_held(now: Planning) -> int:
    """Public-welfare posts that are filled."""
    return brought(now, PUBLIC_PROGRAMME).n_workers


def plan(now: Planning) -> None:
    p = now.p
    asked = ceil(p.posts * int(now.view(CommunityOffices).n_labour_force[0]) / 1000)
    posts = now.afford("wages", asked, p.wage)
    now.bend("employers.public_posts", posts)
    now.bend("employers.public_wage", p.wage)
    now.bend("jobs_found.public_targeting", p.targeting)
    now.bend("jobs_lost.public_term", p.term)
    n_served = min(n_held(now), posts) * p.care_share * p.cared_for
    if n_served > 0:
        n_carers = np.count_nonzero(now.view(People).is_carer.view(np.bool_))
        now.bend("care.care_relief", n_served / (n_served + n_carers))


def settle(now: Planning) -> None:
    now.pay("wages", float(n_held(now)), now.p.wage)


def n_in_hardship(now: Planning) -> int:
    """Able people of 16 to 69 on the site in a post, or jobless and older, disabled, a carer or of a household without work."""
    people, households = now.view(People), now.view(Households)
    here = on_site(households, now.month)
    is_able = (people.is_alive == 1) & (people.is_away == 0) & (people.disability != SEVERE_DISABILITY)
    is_able &= (people.age_months >= SIXTEEN) & (people.age_months < SEVENTY) & here[people.household]
    is_hard = (people.age_months >= FIFTY) | (people.disability == MILD_DISABILITY) | (people.is_carer == 1)
    is_hard |= households.months_zero_employment[people.household] > 0
    is_free = people.employer == NOBODY
    holds = ~is_free & (now.view(Employers).kind[people.employer] == PUBLIC_PROGRAMME)
    return int((is_able & ((is_free & is_hard) | holds)).sum())


def reach(now: Planning) -> Reach:
    """People: in hardship or in a post; asked for a post or hold one; hold one."""
    held = n_held(now)
    asked = held + int(now.view(CommunityOffices).n_turned_away[0])
    eligible = max(n_in_hardship(now), asked)
    return Reach(eligible, eligible, asked, held)


LEVER = Lever(
    name="public_jobs",
    measure="7f",
    system="employment",
    zh="公益性岗位",
    en="public-welfare jobs",
    term="公益性岗位",
    sentence="Paid posts on the site for people in hardship, for a term.",
    plan=plan,
    settle=settle,
    full={"posts": 80, "wage": 1000, "targeting": 0.8, "term": 36, "care_share": 0.25},
    parameters=PARAMETERS,
    costs=COSTS,
    establish=establish,
    terms=("wage", "targeting", "term", "care_share", "cared_for"),
    expects={"share_working_in_public_programme": 1},
    reach=reach,
    target_zh="开发公益性岗位，优先安置就业困难人员",
    target_en="public-welfare posts go to those in hardship first",
)
