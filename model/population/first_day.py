"""What households and people bring along: work, attachment, savings, ties and the month they move in."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import again, bits, decision_key, first_half, second_half
from model.codes import BEFORE_THE_MOVE, NOBODY, OUTSIDE, SEVERE_DISABILITY
from model.declare import Array, Rows, view
from model.kernel import formula, kernel
from model.site_profile import SiteProfile
from model.state import State

People = view(
    "people",
    "household chance_id is_alive age_months is_female disability mandarin skill employer wage_yuan_month relative_pay "
    "tenure_months channel is_away months_away months_out_of_work",
    __name__,
)
Households = view(
    "households",
    "village n_slots first_person arrival_month is_registered_poor land_mu forest_mu has_old_house origin_kilometres "
    "savings_yuan attachment felt_safety tie tie_strength economic social cultural psychological civic",
    __name__,
)
Employers = view("employers", "kind n_filled wage_yuan_month size_posts", __name__)

YOUNGEST, FORTY, FIFTY, OLDEST = (years * MONTHS_A_YEAR for years in (16, 40, 50, 60))
LIKELY_AT_SCHOOL = 18 * MONTHS_A_YEAR
TIES_AT_ARRIVAL = 3


@formula
def works_outside_factor(age_months: int, is_female: bool) -> float:
    """Chance to be away before the move over the mean of the labour force: the young and men go more (A035, A037)."""
    factor = 0.8 if is_female else 1.15
    return factor * (1.35 if age_months < FORTY else 1.0 if age_months < FIFTY else 0.5)


@kernel
def bring_work(people: Rows, employers: Rows, outside: Array, local: Array, shares: Array, wages: Array, key: np.uint64) -> None:
    """Jobs that people hold when they move; shares: outside and local, of the labour force; wages: the two levels."""
    for i in range(people.household.size):
        age = people.age_months[i]
        if people.is_alive[i] == 0 or age < LIKELY_AT_SCHOOL or age >= OLDEST or people.disability[i] == SEVERE_DISABILITY:
            continue
        draws = bits(key, people.chance_id[i])
        away = shares[0] * works_outside_factor(age, people.is_female[i] == 1)
        u = first_half(draws)
        where = second_half(draws)
        draws = again(draws)
        people.relative_pay[i] = 0.85 + 0.3 * first_half(draws) + 0.1 * float(people.skill[i])
        if u < away:
            e = outside[min(int(where * outside.size), outside.size - 1)]
            people.is_away[i] = 1
            people.months_away[i] = int(1 + 60 * second_half(draws))
            people.wage_yuan_month[i] = wages[0] * people.relative_pay[i]
        elif u < away + shares[1]:
            e = local[min(int(where * local.size), local.size - 1)]
            people.wage_yuan_month[i] = wages[1] * people.relative_pay[i]
        else:
            people.months_out_of_work[i] = int(12 * second_half(draws))
            continue
        draws = again(draws)
        people.employer[i] = e
        people.channel[i] = BEFORE_THE_MOVE
        people.tenure_months[i] = int(1 + 40 * first_half(draws) * second_half(draws))
        employers.n_filled[e] += 1


@kernel
def bring_along(people: Rows, households: Rows, means: Array, arrival: Array, key: np.uint64, score_key: np.uint64) -> None:
    """Land, house, savings, scores and attachment; means: share poor, land, forest, share with old house, kilometres."""
    for h in range(households.n_slots.size):
        draws = bits(key, h)
        households.is_registered_poor[h] = 1 if first_half(draws) < means[0] else 0
        households.land_mu[h] = means[1] * (0.3 + 1.4 * second_half(draws))
        draws = again(draws)
        households.has_old_house[h] = 1 if first_half(draws) < means[3] else 0
        households.forest_mu[h] = means[2] * 2.0 * second_half(draws)
        draws = again(draws)
        households.origin_kilometres[h] = means[4] * (0.4 + 1.2 * first_half(draws))
        households.savings_yuan[h] = 12000.0 * second_half(draws) - 2000.0
        draws = again(draws)
        households.arrival_month[h] = np.searchsorted(arrival, first_half(draws), side="right")
        n_old, n = 0, 0
        for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
            n += people.is_alive[i]
            n_old += people.is_alive[i] == 1 and people.age_months[i] >= OLDEST
        households.attachment[h] = min(0.35 + 0.3 * second_half(draws) + 0.5 * n_old / max(n, 1), 1.0)
        draws = bits(score_key, h)
        spread = 0.2 * (first_half(draws) - 0.5)
        households.economic[h] = 0.38 + spread
        households.social[h] = 0.36 + spread
        households.cultural[h] = 0.40 + spread
        households.psychological[h] = 0.42 + 0.2 * (second_half(draws) - 0.5)
        households.civic[h] = 0.36 + 0.2 * (second_half(draws) - 0.5)
        households.felt_safety[h] = 0.6


@kernel
def bring_ties(households: Rows, key: np.uint64) -> None:
    """Neighbours of the same village know each other: household h and the next few rows, both ways."""
    n = households.village.size
    for h in range(n):
        for step in range(1, TIES_AT_ARRIVAL + 1):
            other = h + step
            draws = bits(key, h * 8 + step)
            if other >= n or households.village[other] != households.village[h] or first_half(draws) > 0.6:
                continue
            add_tie(households, h, other, 0.4 + 0.5 * second_half(draws))
            add_tie(households, other, h, 0.4 + 0.5 * second_half(draws))


@formula
def add_tie(households: Rows, h: int, other: int, strength: float) -> None:
    """Note a tie in the first free place."""
    for k in range(households.tie.shape[1]):
        if households.tie[h, k] == NOBODY:
            households.tie[h, k] = other
            households.tie_strength[h, k] = strength
            return


def fill_first_day(state: State, profile: SiteProfile, wages: Array, seed: int) -> None:
    """Everything that is brought along; wages: pay outside and near home in the month before the move, yuan a month."""
    people, households = state.view(People, None, writable=True), state.view(Households, None, writable=True)
    employers = state.view(Employers, None, writable=True)
    outside = np.flatnonzero(employers.kind == OUTSIDE)
    # A local firm appears once for every post it has, so that big firms have more of the workers.
    local = np.repeat(np.arange(employers.kind.size), np.where(employers.kind < OUTSIDE, employers.size_posts, 0).astype(int))
    local = local[state.array("employers", "is_open")[local] == 1]
    shares = np.array([profile.work.share_outside, profile.work.share_local])
    bring_work(people, employers, outside, local, shares, wages, decision_key(seed, "population", "work", 0))
    traits = profile.people
    means = np.array(
        [
            traits.share_registered_poor,
            traits.land_mu,
            traits.forest_mu,
            traits.share_old_house,
            traits.origin_kilometres,
        ]
    )
    arrival = np.cumsum(profile.arrival_shares[:-1])
    keys = [decision_key(seed, "population", decision, 0) for decision in ("belongings", "scores", "ties")]
    bring_along(people, households, means, arrival, keys[0], keys[1])
    bring_ties(households, keys[2])
