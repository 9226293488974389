"""Each household's five integration scores move towards what its present life supports, with a half-life of two years.

Form: economic, social, cultural, psychological and civic scores from 0 to 1, each with a target from its own inputs and no
fixed order between them, since studies disagree (B026, B028, B039). Inputs follow B006 (services, contact, dependence on the
land), B008 and B023 (schooling, income, time), B018 (stable work), B019 (distance felt), B068 (social engagement and
identification matter most for staying). Belonging, one input of the psychological score, is what neighbours support, of the
own village or another; it keeps its own pace, and support for a people's own heritage adds to it (C009, B013). Overall level
0.50 to 0.61 after three to five years (B031, B033).
"""

from __future__ import annotations

import numpy as np

from model.codes import CHILD, UNREGISTERED
from model.counts import of_members
from model.declare import Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel

PARAMETERS = (
    Parameter(
        "half_life_months", 24, "months", 12, 36,
        "Months in which a score covers half the way to its target",
        "融入半衰期", "half-life of adaptation", "C039", "assumption",
    ),
    Parameter(
        "floor", 0.22, "score 0 to 1", 0.1, 0.4,
        "Target of a score when none of its inputs is there",
        "融入底线", "target without any input", "B031 B033", "assumption",
    ),
    Parameter(
        "stable_work_weight", 0.5, "share", 0.2, 0.8,
        "Weight of stable work among the economic inputs; income a head has the rest",
        "稳定就业权重", "weight of stable work", "B018 B009", "assumption",
    ),
    Parameter(
        "across_weight", 0.4, "share", 0.1, 0.7,
        "Weight of ties across origin villages among the social inputs; the number of ties has the rest",
        "跨村联系权重", "weight of ties across villages", "B019 B013", "assumption",
    ),
    Parameter(
        "language_weight", 0.6, "share", 0.2, 0.8,
        "Weight of Mandarin among the cultural inputs; time on the site has the rest",
        "语言权重", "weight of Mandarin", "B023 C062", "assumption",
    ),
    Parameter(
        "attachment_weight", 0.4, "share", 0.1, 0.7,
        "Weight of attachment to the origin among the psychological inputs; felt safety and belonging share the rest",
        "故土依恋权重", "weight of attachment to the origin", "B006 B019", "assumption",
    ),
    Parameter(
        "belonging_half_life_months", 6, "months", 3, 24,
        "Months in which the sense of belonging covers half the way to what neighbours support",
        "归属感半衰期", "half-life of belonging", "B021", "assumption",
    ),
    Parameter(
        "belonging_across_weight", 0.15, "share", 0.0, 0.5,
        "Weight of ties across origin villages among the inputs of belonging; the number of ties has the rest",
        "跨村联系对归属感的权重", "weight of ties across villages in belonging", "B013 B019", "assumption",
    ),
    Parameter(
        "trust_weight", 0.3, "share", 0.0, 0.6,
        "Added to the civic target for each point of trust above its usual level",
        "信任对社区参与的作用", "trust in the civic target", "C006 C009", "assumption",
    ),
    Parameter(
        "usual_trust", 0.6, "score 0 to 1", 0.3, 0.9,
        "Trust in those who run the site where nothing bends it; help by relocation cadres was rated 4.0 of 5",
        "信任常态水平", "usual trust", "B002", "assumption",
    ),
    Parameter(
        "dispute_cost", 0.1, "score 0 to 1", 0.0, 0.4,
        "Trust lost in the target while a dispute is open",
        "纠纷对信任的损害", "trust lost by a dispute", "", "assumption",
    ),
    Parameter(
        "gap_weight", 0.1, "share", 0.0, 0.4,
        "Taken from the psychological target for each point of the expectation gap",
        "期望落差对心理融入的作用", "expectation gap in the psychological target", "B016", "assumption",
    ),
    Parameter(
        "gap_half_life_months", 24, "months", 6, 60,
        "Months in which expectations come half the way down to what life is",
        "期望落差半衰期", "half-life of the expectation gap", "B021", "assumption",
    ),
    Parameter(
        "registration_weight", 0.4, "share", 0.1, 0.7,
        "Weight of being registered among the civic inputs; neighbours and schooling share the rest",
        "登记权重", "weight of registration", "B028", "assumption",
    ),
)  # fmt: skip

_GAINS = {
    "economic": "Adds to the target of the economic score",
    "social": "Adds to the target of the social score",
    "cultural": "Adds to the target of the cultural score",
    "psychological": "Adds to the target of the psychological score",
    "civic": "Adds to the target of the civic score",
}
QUANTITIES = (
    *(Quantity(f"{score}_gain", "score 0 to 1", 0, "add", meaning, low=-1, high=1) for score, meaning in _GAINS.items()),
    Quantity("trust_gain", "score 0 to 1", 0, "add", "Adds to the target of trust in those who run the site", low=-1, high=1),
    Quantity("belonging_gain", "score 0 to 1", 0, "add", "Adds to the target of belonging", low=-1, high=1),
    Quantity("settling", "factor", 1, "multiply", "Bends how fast town life becomes familiar"),
    Quantity("realism", "factor", 1, "multiply", "Bends how fast expectations come down to what life is"),
)

COLUMNS = (
    *(Column("households", score, "float32", 0.35, "score 0 to 1", f"The {score} integration score", 0, 1) for score in _GAINS),
    Column("households", "trust", "float32", 0.6, "score 0 to 1", "Trust in those who run the site", 0, 1),
    Column("households", "belonging", "float32", 0.35, "score 0 to 1", "How far the household feels it belongs here", 0, 1),
    Column("households", "expectation_gap", "float32", 0.3, "score 0 to 1", "What was expected beyond what life is", 0, 1),
)

People = view("people", "life_stage mandarin schooling", __name__)
Households = view(
    "households",
    "arrival_month return_month first_person n_slots n_adults n_stable n_ties n_ties_across registration "
    "income_a_head_year felt_safety attachment months_in_dispute trust belonging expectation_gap economic social "
    "cultural psychological civic",
    __name__,
)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

ENOUGH_TIES = 6
SETTLED_MONTHS = 60


@formula
def target(floor: float, supported: float, gain: float) -> float:
    """Where a score goes: the floor, plus the rest of the way as far as life supports it, plus what levers add."""
    return min(max(floor + (0.81 - floor) * supported + gain, 0.0), 1.0)


@formula
def towards(score: float, goal: float, speed: float) -> float:
    """One month's way from a score to its target."""
    return score + speed * (goal - score)


@kernel
def adapt(
    people: Rows, households: Rows, p: Numbers, q: Numbers, speed: float, belonging_speed: float, gap_kept: float,
    comparison_income: float, month: int,
) -> None:  # fmt: skip
    """A month of every household on the site."""
    # What an adult speaks and has learned, side by side in one number, so that a household is added up at once.
    learned = np.empty(people.life_stage.size, np.int32)
    for i in range(learned.size):
        learned[i] = (people.life_stage[i] > CHILD) * (int(people.mandarin[i]) + 65536 * int(people.schooling[i]))
    both = of_members(households, learned)
    for h in range(households.n_slots.size):
        arrival = households.arrival_month[h]
        if arrival > month or households.return_month[h] <= month:
            continue
        n_adults = households.n_adults[h]
        if n_adults == 0:
            continue
        mandarin, schooling = both[h] % 65536, both[h] // 65536
        work = min(2.0 * households.n_stable[h] / n_adults, 1.0)
        income = min(float(households.income_a_head_year[h]) / comparison_income, 1.0)
        n_ties = households.n_ties[h]
        neighbours = min(n_ties / ENOUGH_TIES, 1.0)
        across = households.n_ties_across[h] / n_ties if n_ties > 0 else 0.0
        language = mandarin / (3.0 * n_adults)
        time = min(q.settling * (month - arrival) / SETTLED_MONTHS, 1.0)
        detachment = 1.0 - float(households.attachment[h])
        safety = float(households.felt_safety[h])
        registered = 0.0 if households.registration[h] == UNREGISTERED else 1.0

        wanted = p.usual_trust + q.trust_gain - (p.dispute_cost if households.months_in_dispute[h] > 0 else 0.0)
        trust = towards(float(households.trust[h]), min(max(wanted, 0.0), 1.0), speed)
        gap = float(households.expectation_gap[h]) * gap_kept
        w = p.belonging_across_weight
        wanted = min(max(w * across + (1.0 - w) * neighbours + q.belonging_gain, 0.0), 1.0)
        belonging = towards(float(households.belonging[h]), wanted, belonging_speed)
        households.belonging[h] = belonging
        households.trust[h], households.expectation_gap[h] = trust, gap

        w = p.stable_work_weight
        goal = target(p.floor, w * work + (1.0 - w) * income, q.economic_gain)
        households.economic[h] = towards(float(households.economic[h]), goal, speed)
        w = p.across_weight
        goal = target(p.floor, w * across + (1.0 - w) * neighbours, q.social_gain)
        households.social[h] = towards(float(households.social[h]), goal, speed)
        w = p.language_weight
        goal = target(p.floor, w * language + (1.0 - w) * time, q.cultural_gain)
        households.cultural[h] = towards(float(households.cultural[h]), goal, speed)
        w = p.attachment_weight
        goal = target(p.floor, w * detachment + (1.0 - w) * 0.5 * (safety + belonging), q.psychological_gain - p.gap_weight * gap)
        households.psychological[h] = towards(float(households.psychological[h]), goal, speed)
        w = p.registration_weight
        gain = q.civic_gain + p.trust_weight * (trust - p.usual_trust)
        goal = target(p.floor, w * registered + (1.0 - w) * 0.5 * (neighbours + schooling / (3.0 * n_adults)), gain)
        households.civic[h] = towards(float(households.civic[h]), goal, speed)


def step(now: Now) -> None:
    speed = 1.0 - 0.5 ** (1.0 / now.p.half_life_months)
    belonging_speed = 1.0 - 0.5 ** (1.0 / now.p.belonging_half_life_months)
    gap_kept = 0.5 ** (now.q.realism / now.p.gap_half_life_months)
    comparison = now.dated("rural_income_yuan_person_year")
    adapt(now.view(People), now.view(Households), now.p, now.q, speed, belonging_speed, gap_kept, comparison, now.month)


PROCESS = Process(
    name="integration",
    zh="社会融入",
    en="Integration",
    sentence="Each household's five integration scores move towards what its present life supports.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
