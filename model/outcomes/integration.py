"""The five integration scores, their mean, and how safe people feel. Household scores are counted once for every adult."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.declare import Array, Family, Now, Outcome, Rows, one_column_each, view
from model.kernel import kernel
from model.outcomes.tally import add_members

COUNTERS = (
    "adults", "economic", "social", "cultural", "psychological", "civic", "index", "local", "safety", "ever", "ever_index",
    "trust", "gap", "belonging",
)  # fmt: skip
ADULTS, ECONOMIC, SOCIAL, CULTURAL, PSYCHOLOGICAL, CIVIC, INDEX, LOCAL, SAFETY, EVER, EVER_INDEX, TRUST, GAP, BELONGING = range(
    14
)

People = view("people", "is_alive age_months", __name__)
Households = view(
    "households",
    "arrival_month return_month first_person n_slots n_adults economic social cultural psychological "
    "civic felt_safety trust expectation_gap belonging",
    __name__,
)

SIXTEEN = 16 * MONTHS_A_YEAR
# Feels local: certain at a psychological score of 0.85, out of the question at 0.35, in between in a straight line. An
# assumption that puts 40 % (B005) at a mean score of 0.55.
LOCAL_FROM, LOCAL_TO = 0.35, 0.85


@kernel
def count(people: Rows, households: Rows, month: int, groups: Array, sums: Array) -> None:
    """One pass over households and their adults; who left keeps the scores of the last month on the site."""
    amounts = np.zeros(INDEX + 1)
    for h in range(households.n_slots.size):
        if households.arrival_month[h] > month:
            continue
        economic, social = float(households.economic[h]), float(households.social[h])
        cultural, psychological = float(households.cultural[h]), float(households.psychological[h])
        civic, safety = float(households.civic[h]), float(households.felt_safety[h])
        index = (economic + social + cultural + psychological + civic) / 5.0
        local = min(max((psychological - LOCAL_FROM) / (LOCAL_TO - LOCAL_FROM), 0.0), 1.0)
        is_here = households.return_month[h] > month
        first, last = households.first_person[h], households.first_person[h] + households.n_slots[h]
        n = 0 + households.n_adults[h]
        everybody = groups[first, 0]
        sums[everybody, EVER] += n
        sums[everybody, EVER_INDEX] += n * index
        if not is_here:
            continue
        amounts[ADULTS], amounts[INDEX] = 1.0, index
        amounts[ECONOMIC], amounts[SOCIAL], amounts[CULTURAL] = economic, social, cultural
        amounts[PSYCHOLOGICAL], amounts[CIVIC] = psychological, civic
        add_members(sums, groups, people, first, last, SIXTEEN, n, amounts)
        sums[everybody, LOCAL] += n * local
        sums[everybody, SAFETY] += n * safety
        sums[everybody, TRUST] += n * float(households.trust[h])
        sums[everybody, BELONGING] += n * float(households.belonging[h])
        sums[everybody, GAP] += n * float(households.expectation_gap[h])


def tally(now: Now, groups: Array, sums: Array) -> None:
    """Count the month into sums[group, counter]."""
    count(now.view(People), now.view(Households), now.month, groups, sums)


_SCORES = {
    "economic": ("经济融入", "economic integration"),
    "social": ("社会融入", "social integration"),
    "cultural": ("文化融入", "cultural integration"),
    "psychological": ("心理融入", "psychological integration"),
    "civic": ("社区参与融入", "civic integration"),
}

OUTCOMES = (
    Outcome("integration_index", "score 0 to 1", "index", "adults", "more", "社会融入综合指数", "integration index",
            "Mean of the five scores over adults"),
    *(
        Outcome(f"{score}_integration", "score 0 to 1", score, "adults", "more", zh, en, f"Mean {score} score over adults")
        for score, (zh, en) in _SCORES.items()
    ),
    Outcome("share_feel_local", "share", "local", "adults", "more", "自认本地人比例", "share who feel local",
            "Chance to call oneself a local, from the psychological score", groups=False),
    Outcome("felt_safety", "score 0 to 1", "safety", "adults", "more", "安全感", "felt safety",
            "Mean over adults", groups=False),
    Outcome("integration_index_ever", "score 0 to 1", "ever_index", "ever", "more", "社会融入综合指数（含已回迁）",
            "integration index of all who ever arrived", "Leavers keep the scores of their last month", groups=False),
    Outcome("trust", "score 0 to 1", "trust", "adults", "more", "信任度", "trust",
            "Mean trust in those who run the site, over adults", groups=False),
    Outcome("expectation_gap", "score 0 to 1", "gap", "adults", "less", "期望落差", "expectation gap",
            "What was expected beyond what life is, mean over adults", groups=False),
    Outcome("belonging", "score 0 to 1", "belonging", "adults", "more", "归属感", "belonging",
            "How far people feel that they belong here, mean over adults", groups=False),
)  # fmt: skip

FAMILY = Family("integration", "people", len(COUNTERS), one_column_each(COUNTERS), tally, OUTCOMES)
