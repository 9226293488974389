"""Who holds public-welfare posts and dibao, and who they are for."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.codes import ABSENT, NO_DISABILITY, NOBODY, PUBLIC_PROGRAMME
from model.counts import is_on_site
from model.declare import Array, Family, Now, Outcome, Rows, one_column_each, view
from model.kernel import formula, kernel, rows_where

COUNTERS = ("held", "held_by_others", "pay", "on_dibao", "not_entitled", "entitled_or_on_dibao", "entitled_on_dibao")
HELD, HELD_BY_OTHERS, PAY, ON_DIBAO, NOT_ENTITLED, EITHER, BOTH = range(7)

People = view("people", "household life_stage age_months disability is_carer employer wage_yuan_month", __name__)
Households = view("households", "arrival_month return_month n_working is_eligible_for_dibao has_dibao", __name__)
Employers = view("employers", "kind", __name__)

FIFTY = 50 * MONTHS_A_YEAR


@formula
def is_in_hardship(people: Rows, households: Rows, i: int) -> bool:
    """Whether a holder of a public-welfare post is of those whom it is for: 50 or more, disabled, a carer, or the only one of
    the household in work."""
    is_hard = (people.age_months[i] >= FIFTY) | (people.disability[i] != NO_DISABILITY) | (people.is_carer[i] == 1)
    return is_hard | (households.n_working[people.household[i]] <= 1)


@kernel
def count(people: Rows, households: Rows, employers: Rows, month: int, site: Array) -> None:
    """One pass over who works, and one over households."""
    if (employers.kind == PUBLIC_PROGRAMME).any():
        has_job = np.empty(people.employer.size, np.bool_)
        for i in range(has_job.size):
            has_job[i] = (people.employer[i] != NOBODY) & (people.life_stage[i] != ABSENT)
        for i in rows_where(has_job):
            if employers.kind[people.employer[i]] == PUBLIC_PROGRAMME:
                site[HELD] += 1.0
                site[PAY] += float(people.wage_yuan_month[i])
                site[HELD_BY_OTHERS] += not is_in_hardship(people, households, i)
    n_on, n_entitled, n_both = 0, 0, 0
    for h in range(households.has_dibao.size):
        is_here = is_on_site(households, h, month)
        is_on, is_entitled = is_here & (households.has_dibao[h] == 1), is_here & (households.is_eligible_for_dibao[h] == 1)
        n_on += is_on
        n_entitled += is_entitled
        n_both += is_on & is_entitled
    site[ON_DIBAO], site[NOT_ENTITLED] = n_on, n_on - n_both
    site[EITHER], site[BOTH] = n_on + n_entitled - n_both, n_both


def tally(now: Now, groups: Array, sums: Array) -> None:
    """Count the month into sums[group, counter]."""
    count(now.view(People), now.view(Households), now.view(Employers), now.month, sums[0])


OUTCOMES = (
    Outcome("leakage_in_posts", "share", "held_by_others", "held", "less", "公益性岗位错配比例", "leakage in public posts",
            "Held by people who are not in hardship now: below 50, not disabled, no carer, and not the only one of the household "
            "in work", groups=False),
    Outcome("leakage_in_aid", "share", "not_entitled", "on_dibao", "less", "低保错保比例", "leakage in aid",
            "Households on dibao that are above the standard they are held to, of all on dibao", groups=False),
    Outcome("targeting_accuracy", "share", "entitled_on_dibao", "entitled_or_on_dibao", "more", "低保识别精准率",
            "targeting accuracy", "Households entitled to dibao and on it, of those that are one or the other", groups=False),
    Outcome("cost_a_public_job", "yuan a post a month", "pay", "held", "neither", "公益性岗位单位成本", "cost of a public job",
            "Pay of public-welfare posts for each post held and month", groups=False),
)  # fmt: skip

FAMILY = Family("targeting", "site", len(COUNTERS), one_column_each(COUNTERS), tally, OUTCOMES)
