"""Households: work in the house, registration, ties, and moving back."""

from __future__ import annotations

import numpy as np

from model.codes import HUKOU, UNREGISTERED
from model.counts import on_site
from model.declare import Array, Family, Now, Outcome, Rows, one_column_each, view
from model.kernel import formula, kernel, rows_where
from model.outcomes.tally import add, count_where

COUNTERS = (
    "here", "labour", "with_job", "with_stable_job", "zero", "zero_months", "registered", "hukou", "with_file", "ties",
    "across", "returned_now", "returned", "ever", "awareness", "in_dispute", "dispute_months", "aware", "missed",
)  # fmt: skip
(HERE, LABOUR, WITH_JOB, WITH_STABLE_JOB, ZERO, ZERO_MONTHS, REGISTERED, WITH_HUKOU, WITH_FILE, TIES, ACROSS, RETURNED_NOW,
 RETURNED, EVER, AWARENESS, IN_DISPUTE, DISPUTE_MONTHS, AWARE, MISSED) = range(19)  # fmt: skip

Households = view(
    "households",
    "arrival_month return_month n_labour n_working n_stable village registration has_training_file months_zero_employment "
    "n_ties n_ties_across awareness months_in_dispute need last_visit_month",
    __name__,
)

# A household that knows this much of the measures counts as aware; where nobody makes them known it is 0.5. An assumption.
WELL_INFORMED = 0.65


@formula
def count_who(households: Rows, month: int, is_here: Array, groups: Array, sums: Array) -> None:
    """Households by what they are, group by group; is_here: of those who live on the site."""
    n, flags = is_here.size, np.empty(is_here.size, np.bool_)
    for h in range(n):
        flags[h] = households.arrival_month[h] <= month
    count_where(sums, groups, flags, EVER)
    for h in range(n):
        flags[h] = (households.arrival_month[h] <= month) & (households.return_month[h] <= month)
    count_where(sums, groups, flags, RETURNED)
    count_where(sums, groups, is_here, HERE)
    for h in range(n):
        flags[h] = is_here[h] & (households.need[h] > 0) & (households.last_visit_month[h] != month)
    count_where(sums, groups, flags, MISSED)
    for h in range(n):
        flags[h] = is_here[h] & (households.n_labour[h] > 0)
    count_where(sums, groups, flags, LABOUR)
    for h in range(n):
        flags[h] = is_here[h] & (households.n_labour[h] > 0) & (households.n_working[h] > 0) & (households.n_stable[h] > 0)
    count_where(sums, groups, flags, WITH_STABLE_JOB)
    for h in range(n):
        flags[h] = is_here[h] & (households.n_labour[h] > 0) & (households.n_working[h] == 0)
    count_where(sums, groups, flags, ZERO)


@formula
def count_all(households: Rows, month: int, is_here: Array, site: Array) -> None:
    """Counts that are wanted for all only."""
    aware, disputes, dispute_months, now, files, jobs, zero_months, registered, hukou, across = 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    for h in range(is_here.size):
        aware += is_here[h] & (households.awareness[h] >= WELL_INFORMED)
        disputes += is_here[h] & (households.months_in_dispute[h] > 0)
        now += is_here[h] & (households.return_month[h] == month + 1)
    for h in range(is_here.size):
        is_labour, has_job = is_here[h] & (households.n_labour[h] > 0), households.n_working[h] > 0
        files += is_labour & (households.has_training_file[h] == 1)
        jobs += is_labour & has_job
        zero_months += (is_labour & (not has_job)) * int(households.months_zero_employment[h])
    for h in range(is_here.size):
        registered += is_here[h] & (households.registration[h] != UNREGISTERED)
        hukou += is_here[h] & (households.registration[h] == HUKOU)
    for h in range(is_here.size):
        dispute_months += is_here[h] * int(households.months_in_dispute[h])
        across += is_here[h] * int(households.n_ties_across[h])
    site[AWARE], site[IN_DISPUTE], site[RETURNED_NOW], site[WITH_FILE], site[WITH_JOB] = aware, disputes, now, files, jobs
    site[ZERO_MONTHS], site[REGISTERED], site[WITH_HUKOU], site[ACROSS] = zero_months, registered, hukou, across
    site[DISPUTE_MONTHS] = dispute_months


@kernel
def count(households: Rows, month: int, groups: Array, sums: Array) -> None:
    """Households, what they know, and their ties."""
    is_here = on_site(households, month)
    count_who(households, month, is_here, groups, sums)
    count_all(households, month, is_here, sums[0])
    known = 0.0
    for h in rows_where(is_here):
        known += float(households.awareness[h])
        add(sums, groups, h, TIES, float(households.n_ties[h]))
    sums[0, AWARENESS] = known


def tally(now: Now, groups: Array, sums: Array) -> None:
    """Count the month into sums[group, counter]."""
    count(now.view(Households), now.month, groups, sums)


OUTCOMES = (
    Outcome("households_here", "households", "here", "", "neither", "在住户数", "households on the site",
            "Arrived and not moved back", groups=False),
    Outcome("labour_households_with_a_job", "share", "with_job", "labour", "more", "有劳动力家庭一户一人就业率",
            "labour households with a job", "With a member in work, of households with labour", groups=False),
    Outcome("labour_households_with_a_stable_job", "share", "with_stable_job", "labour", "more",
            "有劳动力家庭一户一人稳定就业率", "labour households with a stable job",
            "With a member in the same job for six months or more, of households with labour"),
    Outcome("zero_employment_households", "households", "zero", "", "less", "零就业家庭数", "zero-employment households",
            "Households with labour and nobody in work"),
    Outcome("months_in_zero_employment", "months", "zero_months", "zero", "less", "零就业持续时间",
            "months in zero employment", "Mean over zero-employment households", groups=False),
    Outcome("registered_share", "share", "registered", "here", "more", "登记率", "registered share",
            "With a permit, card or hukou", groups=False),
    Outcome("hukou_share", "share", "hukou", "here", "neither", "户口迁入率", "hukou share",
            "With local hukou", groups=False),
    Outcome("archive_share", "share", "with_file", "labour", "more", "培训档案建档率", "training file share",
            "With a training file, of households with labour", groups=False),
    Outcome("ties_a_household", "ties", "ties", "here", "more", "户均社会联系数", "ties a household",
            "Households that a household knows well"),
    Outcome("share_of_ties_across_villages", "share", "across", "ties", "more", "跨村联系比例",
            "share of ties across villages", "Ties to households of another origin village", groups=False),
    Outcome("return_moves", "households", "returned_now", "", "less", "当月回迁户数", "return moves",
            "Households that move back this month", groups=False),
    Outcome("share_returned", "share", "returned", "ever", "less", "累计回迁率", "share that moved back",
            "Moved back so far, of all that ever arrived"),
    Outcome("awareness", "score 0 to 1", "awareness", "here", "more", "政策知晓度", "awareness",
            "What households know of the measures", groups=False),
    Outcome("aware_share", "share", "aware", "here", "more", "知晓家庭比例", "aware share",
            "Households that know most of the measures", groups=False),
    Outcome("households_in_dispute", "share", "in_dispute", "here", "less", "处于纠纷中的家庭比例", "households in dispute",
            "With an open dispute with neighbours", groups=False),
    Outcome("months_disputes_stay_open", "months", "dispute_months", "in_dispute", "less", "纠纷持续月数",
            "months disputes stay open", "Mean months since open disputes began", groups=False),
    Outcome("missed_cases", "households", "missed", "", "less", "未走访的困难家庭数", "missed cases",
            "With labour free to work and nobody in work, with lapsed dues, or with dibao not drawn, and not visited this month"),
)  # fmt: skip

FAMILY = Family("households", "households", len(COUNTERS), one_column_each(COUNTERS), tally, OUTCOMES)
