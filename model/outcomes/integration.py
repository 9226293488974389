"""The five integration scores, their mean, and how safe people feel. Household scores are counted once for every adult."""

from __future__ import annotations

import numpy as np

from model.codes import CHILD
from model.declare import Array, Family, Now, Outcome, Rows, one_column_each, view
from model.kernel import kernel, rows_where
from model.outcomes.tally import add_to_groups

COUNTERS = (
    "adults", "economic", "social", "cultural", "psychological", "civic", "index", "local", "safety", "ever", "ever_index",
    "trust", "gap", "belonging",
)  # fmt: skip
ADULTS, ECONOMIC, SOCIAL, CULTURAL, PSYCHOLOGICAL, CIVIC, INDEX, LOCAL, SAFETY, EVER, EVER_INDEX, TRUST, GAP, BELONGING = range(
    14
)

People = view("people", "household life_stage", __name__)
Households = view(
    "households",
    "arrival_month return_month n_adults economic social cultural psychological "
    "civic felt_safety trust expectation_gap belonging",
    __name__,
)

# So many columns are counted for every group, the others for all only.
N_FOR_GROUPS = INDEX + 1
# Feels local: certain at a psychological score of 0.85, out of the question at 0.35, in between in a straight line. An
# assumption that puts 40 % (B005) at a mean score of 0.55.
LOCAL_FROM, LOCAL_TO = 0.35, 0.85


@kernel
def count(people: Rows, households: Rows, month: int, groups: Array, sums: Array) -> None:
    """One pass over households, and one over adults; who left keeps the scores of the last month on the site."""
    site, scores = sums[0], np.empty((households.n_adults.size, N_FOR_GROUPS))
    for h in range(households.n_adults.size):
        if households.arrival_month[h] > month:
            continue
        economic, social = float(households.economic[h]), float(households.social[h])
        cultural, psychological = float(households.cultural[h]), float(households.psychological[h])
        civic, safety = float(households.civic[h]), float(households.felt_safety[h])
        index = (economic + social + cultural + psychological + civic) / 5.0
        local = min(max((psychological - LOCAL_FROM) / (LOCAL_TO - LOCAL_FROM), 0.0), 1.0)
        is_here = households.return_month[h] > month
        n = 0 + households.n_adults[h]
        site[EVER] += n
        site[EVER_INDEX] += n * index
        if not is_here:
            continue
        scores[h, ADULTS], scores[h, INDEX] = 1.0, index
        scores[h, ECONOMIC], scores[h, SOCIAL], scores[h, CULTURAL] = economic, social, cultural
        scores[h, PSYCHOLOGICAL], scores[h, CIVIC] = psychological, civic
        for column in range(N_FOR_GROUPS):
            site[column] += scores[h, column] * n
        site[LOCAL] += n * local
        site[SAFETY] += n * safety
        site[TRUST] += n * float(households.trust[h])
        site[BELONGING] += n * float(households.belonging[h])
        site[GAP] += n * float(households.expectation_gap[h])
    if groups.shape[1] > 1:
        is_adult = np.empty(people.life_stage.size, np.bool_)
        for i in range(is_adult.size):
            is_adult[i] = people.life_stage[i] > CHILD
        add_to_groups(sums, groups, rows_where(is_adult), people.household, scores, N_FOR_GROUPS)


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
