"""Households: work in the house, registration, ties, and moving back."""

from __future__ import annotations

from model.codes import HUKOU, UNREGISTERED
from model.declare import Array, Family, Now, Outcome, Rows, one_column_each, view
from model.kernel import kernel
from model.outcomes.tally import add

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


@kernel
def count(households: Rows, month: int, groups: Array, sums: Array) -> None:
    """One pass over households and their ties."""
    for h in range(households.village.size):
        if households.arrival_month[h] > month:
            continue
        add(sums, groups, h, EVER, 1.0)
        if households.return_month[h] <= month:
            add(sums, groups, h, RETURNED, 1.0)
            continue
        add(sums, groups, h, HERE, 1.0)
        sums[0, AWARENESS] += float(households.awareness[h])
        sums[0, AWARE] += households.awareness[h] >= WELL_INFORMED
        sums[0, IN_DISPUTE] += households.months_in_dispute[h] > 0
        sums[0, DISPUTE_MONTHS] += households.months_in_dispute[h]
        add(sums, groups, h, MISSED, (households.need[h] > 0) & (households.last_visit_month[h] != month))
        if households.return_month[h] == month + 1:
            sums[0, RETURNED_NOW] += 1.0
        if households.n_labour[h] > 0:
            # Written without branches: who has what is as good as random from row to row.
            has_job = households.n_working[h] > 0
            add(sums, groups, h, LABOUR, 1.0)
            sums[0, WITH_FILE] += float(households.has_training_file[h])
            sums[0, WITH_JOB] += has_job
            add(sums, groups, h, WITH_STABLE_JOB, has_job & (households.n_stable[h] > 0))
            if not has_job:
                add(sums, groups, h, ZERO, 1.0)
                sums[0, ZERO_MONTHS] += float(households.months_zero_employment[h])
        sums[0, REGISTERED] += households.registration[h] != UNREGISTERED
        sums[0, WITH_HUKOU] += households.registration[h] == HUKOU
        add(sums, groups, h, TIES, float(households.n_ties[h]))
        sums[0, ACROSS] += float(households.n_ties_across[h])


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
