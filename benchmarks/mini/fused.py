"""The common work as two fused passes a month in one numba function: the limit of what compiled columns can do here.

Nothing in it can be changed on its own; that is the point of comparing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from benchmarks.mini.population import ADULT, AGGREGATES, NOBODY, OLD, Start

NAME = "one fused kernel"

LONGEST = 240
HAZARD = 0.02 + 0.06 * np.exp(-np.arange(LONGEST + 1) / 6.0)
HAZARD[0] = 0.0

GOLDEN, MIX_1, MIX_2 = (np.uint64(number) for number in (0x9E37_79B9_7F4A_7C15, 0xBF58_476D_1CE4_E5B9, 0x94D0_49BB_1331_11EB))
S21, S27, S30, S31, S32, S43 = (np.uint64(number) for number in (21, 27, 30, 31, 32, 43))
LOW_32 = np.uint64(0xFFFF_FFFF)
PER_32_BITS = 2.0**-32


@njit(nogil=True, cache=True)
def bits(state: np.uint64) -> np.uint64:
    """SplitMix64's output for a state; the caller moves the state on by GOLDEN."""
    z = (state ^ (state >> S30)) * MIX_1
    z = (z ^ (z >> S27)) * MIX_2
    return z ^ (z >> S31)


def build(start: Start, seed: int) -> dict[str, Any]:
    """The columns in the order in which `simulate` takes them."""
    at_work = start.employer[start.employer >= 0]
    return {
        "first_person": start.first_person.astype(np.int32),
        "first_household": start.first_household.astype(np.int32),
        "vacancies": (start.capacity - np.bincount(at_work, minlength=start.n_employers)).astype(np.int32),
        "base_wage": start.base_wage.astype(np.float32),
        "age_months": start.age_months.astype(np.int16),
        "education": start.education.astype(np.uint8),
        "search_base": np.exp(3.0 - 0.25 * start.education + 0.2 * start.is_female).astype(np.float32),
        "skill": start.skill.astype(np.float32),
        "employer": start.employer.astype(np.int32),
        "tenure_months": start.tenure_months.astype(np.int16),
        "wage": start.wage.astype(np.float32),
        "integration": start.integration.astype(np.float32),
        "is_active": np.ones(start.n_people, np.uint8),
        "is_trained": np.zeros(start.n_people, np.uint8),
        "n_active": np.diff(start.first_person).astype(np.int32),
        "n_seats": start.n_seats,
        "seed": np.uint64(seed),
    }


def run(world: dict[str, Any], months: int) -> np.ndarray:
    """All months; float64[months, aggregates]."""
    recorded = np.zeros((months, len(AGGREGATES)))
    simulate(recorded, *world.values())
    return recorded


@njit(nogil=True, cache=True)
def simulate(
    recorded,
    first_person,
    first_household,
    vacancies,
    base_wage,
    age_months,
    education,
    search_base,
    skill,
    employer,
    tenure_months,
    wage,
    integration,
    is_active,
    is_trained,
    n_active,
    n_seats,
    seed,
):
    n_people, n_buildings = employer.size, first_household.size - 1
    last = np.empty_like(integration)
    seeker, turn = np.empty(n_people, np.int64), np.empty(n_people)
    wish, is_open, leaver = np.empty(n_people, np.int64), np.empty(vacancies.size, np.int64), np.empty(n_active.size, np.int64)
    freed = np.empty(n_people, np.int32)
    state = bits(seed + GOLDEN)
    for month in range(recorded.shape[0]):
        # Search and separation: nobody's depends on the other's, but a job freed now is open only next month.
        n_seekers, n_wishes, n_separations = 0, 0, 0
        for i in range(n_people):
            e = employer[i]
            if e != NOBODY:
                state += GOLDEN
                if float(bits(state) >> S32) * PER_32_BITS < HAZARD[min(tenure_months[i], LONGEST)]:
                    freed[n_separations] = e
                    n_separations += 1
                    employer[i] = NOBODY
                    tenure_months[i] = 0
                    wage[i] = 0.0
                    if (is_trained[i] == 0) & (age_months[i] >= ADULT) & (age_months[i] < OLD):
                        wish[n_wishes] = i
                        n_wishes += 1
                else:
                    tenure_months[i] += 1
            elif (is_active[i] == 1) & (age_months[i] >= ADULT) & (age_months[i] < OLD):
                state += GOLDEN
                draw = bits(state)
                # u < 1 / (1 + odds) without the division
                odds = search_base[i] * np.exp(np.float32(-0.5) * skill[i] - np.float32(0.6) * is_trained[i])
                if float(draw >> S32) * PER_32_BITS * (1.0 + odds) < 1.0:
                    seeker[n_seekers], turn[n_seekers] = i, float(draw & LOW_32)
                    n_seekers += 1
                elif is_trained[i] == 0:
                    wish[n_wishes] = i
                    n_wishes += 1

        n_open = 0
        for e in range(vacancies.size):
            if vacancies[e] > 0:
                is_open[n_open] = e
                n_open += 1
        n_hires = 0
        for k in np.argsort(turn[:n_seekers]):
            i = seeker[k]
            if n_open == 0:
                if is_trained[i] == 0:
                    wish[n_wishes] = i
                    n_wishes += 1
                continue
            state += GOLDEN
            draw = bits(state)
            met = int(float(draw >> S32) * PER_32_BITS * n_open)
            e = is_open[met]
            employer[i] = e
            tenure_months[i] = 1
            luck = float(draw & LOW_32) * PER_32_BITS
            wage[i] = base_wage[e] * (1.0 + 0.15 * skill[i] + 0.05 * education[i]) * (0.9 + 0.2 * luck)
            n_hires += 1
            vacancies[e] -= 1
            if vacancies[e] == 0:
                n_open -= 1
                is_open[met] = is_open[n_open]
        for k in range(n_separations):
            vacancies[freed[k]] += 1

        # Training: a partial Fisher-Yates shuffle.
        for k in range(min(n_seats, n_wishes)):
            state += GOLDEN
            other = k + int(float(bits(state) >> S32) * PER_32_BITS * (n_wishes - k))
            wish[k], wish[other] = wish[other], wish[k]
            i = wish[k]
            is_trained[i] = 1
            skill[i] += 0.3 * (1.0 + 0.1 * education[i])

        # Income, ties, return, age and aggregates, building by building. Who leaves is marked afterwards: all still meet.
        last[:] = integration
        time = 0.10 * min(month / 36.0, 1.0)
        n_leavers, people, households, adults, adults_at_work, at_work, trained, n_poor = 0, 0, 0, 0, 0, 0, 0, 0
        wages, scores, squares = 0.0, 0.0, 0.0
        for b in range(n_buildings):
            first = first_person[first_household[b]]
            size = np.uint64(first_person[first_household[b + 1]] - first)
            for h in range(first_household[b], first_household[b + 1]):
                n = n_active[h]
                if n == 0:
                    continue
                h_wages, h_scores, h_squares = 0.0, 0.0, 0.0
                h_adults, h_adults_at_work, h_at_work, h_trained = 0, 0, 0, 0
                for i in range(first_person[h], first_person[h + 1]):
                    state += GOLDEN
                    draw = bits(state)
                    total, met = 0.0, 0
                    for _ in range(3):
                        other = first + np.int64(((draw >> S43) * size) >> S21)
                        draw = draw << S21
                        counts = is_active[other] * (other != i)
                        total += counts * last[other]
                        met += counts
                    own = last[i]
                    mean = total / met if met > 0 else own
                    works = employer[i] != NOBODY
                    goal = 0.15 + 0.30 * works + 0.35 * mean + time + (0.10 / 24.0) * min(tenure_months[i], 24)
                    score = own + 0.1 * (goal - own)
                    integration[i] = score
                    h_scores += score
                    h_squares += score * score
                    h_wages += wage[i]
                    age_months[i] += 1
                    is_adult = (age_months[i] >= ADULT) & (age_months[i] < OLD)
                    h_adults += is_adult
                    h_adults_at_work += is_adult & works
                    h_at_work += works
                    h_trained += is_trained[i]
                is_poor = h_wages + 40.0 * n < 110.0 * n
                state += GOLDEN
                if float(bits(state) >> S32) * PER_32_BITS < 0.01 * np.exp(-2.0 * h_scores / n) * (1 + is_poor):
                    leaver[n_leavers] = h
                    n_leavers += 1
                    continue
                people += n
                households += 1
                n_poor += is_poor
                adults += h_adults
                adults_at_work += h_adults_at_work
                at_work += h_at_work
                trained += h_trained
                wages += h_wages
                scores += h_scores
                squares += h_squares
        for k in range(n_leavers):
            h = leaver[k]
            n_active[h] = 0
            for i in range(first_person[h], first_person[h + 1]):
                is_active[i] = 0
                if employer[i] != NOBODY:
                    vacancies[employer[i]] += 1
                    employer[i] = NOBODY
                    tenure_months[i] = 0
                    wage[i] = 0.0
        mean = scores / max(people, 1)
        recorded[month, 0] = people
        recorded[month, 1] = households
        recorded[month, 2] = adults_at_work / max(adults, 1)
        recorded[month, 3] = wages / max(at_work, 1)
        recorded[month, 4] = mean
        recorded[month, 5] = np.sqrt(max(squares / max(people, 1) - mean * mean, 0.0))
        recorded[month, 6] = n_poor / max(households, 1)
        recorded[month, 7] = trained
        recorded[month, 8] = n_hires
        recorded[month, 9] = n_separations
