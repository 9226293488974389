"""The households and people of the first day.

Households have a head, mostly a spouse, elders and children whose ages fit each other; schooling follows age, sex and
origin. Everything about a household is drawn under its number, and about a person under the number of household and
member, so that one household more changes nobody else.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import again, bits, decision_key, first_half, second_half, uniform
from model.codes import JUNIOR, MILD_DISABILITY, NO_SCHOOLING, PRIMARY, SENIOR, SEVERE_DISABILITY
from model.declare import Array, Column, Rows, view
from model.kernel import formula, kernel
from model.site_profile import SiteProfile

COLUMNS = (
    Column("people", "household", "int32", 0, "id", "Row of the household"),
    Column("people", "member", "uint8", 0, "count", "Number within the household; newborns take the next one"),
    Column("people", "chance_id", "int32", 0, "id", "Household number times 32 plus member number"),
    Column("people", "is_female", "uint8", 0, "yes or no", "Female"),
    Column("people", "disability", "uint8", 0, "code", "None, mild, severe", 0, 2),
    Column("households", "village", "int16", 0, "id", "Village of origin"),
    Column("households", "is_minority", "uint8", 0, "yes or no", "Of an ethnic minority"),
    Column("households", "building", "int32", 0, "id", "Building it lives in"),
    Column("households", "grid", "int16", 0, "id", "Grid of the building"),
    Column("households", "first_person", "int32", 0, "id", "Row of its first member"),
    Column("households", "is_registered_poor", "uint8", 0, "yes or no", "Registered as poor before the move"),
    Column("households", "land_mu", "float32", 0, "mu", "Contracted land at the origin", 0, 500),
    Column("households", "forest_mu", "float32", 0, "mu", "Public-benefit forest at the origin", 0, 2000),
    Column("households", "has_old_house", "uint8", 0, "yes or no", "The old house still stands", 0, 1),
    Column("households", "origin_kilometres", "float32", 0, "kilometres", "Way to the origin", 0, 1000),
)

People = view(
    "people",
    "household member chance_id is_female disability age_months is_alive schooling mandarin skill",
    __name__,
)
Households = view("households", "village is_minority first_person n_slots n_reserved", __name__)

MEMBERS_A_HOUSEHOLD = 32  # chance ids a household; more than any household can grow to
FERTILE_YEARS, PRIME_YEARS = (15, 45), (20, 35)  # of women: in which any, and most, children are born

# Shares with no, primary, junior and senior schooling by age: the shape of A001 and A002, older cohorts shifted down.
SCHOOLING_BY_AGE = np.array(
    [
        [0.01, 0.07, 0.57, 0.35],  # 16–24
        [0.03, 0.25, 0.58, 0.14],  # 25–39
        [0.12, 0.47, 0.36, 0.05],  # 40–59
        [0.40, 0.47, 0.11, 0.02],  # 60 and more
    ]
)


def sizes_and_slots(profile: SiteProfile, months: int, seed: int) -> tuple[Array, Array]:
    """Members on the first day of every household, and the rows it gets: for them and for those who may be born."""
    n = profile.n_households
    sizes, newborns = np.empty(n, np.int64), np.empty(n, np.int64)
    draw_sizes(sizes, np.cumsum(profile.people.size_shares), decision_key(seed, "population", "size", 0))
    count_newborns(sizes, household_shares(profile), months, *member_keys(seed), newborns)
    return sizes, sizes + newborns


def household_shares(profile: SiteProfile) -> Array:
    """Shares of elder households, with one elder, with two elders, of mild and of severe disability."""
    of = profile.people
    shares = of.share_elder_households, of.share_one_elder, of.share_two_elders
    return np.array([*shares, of.share_mild_disability, of.share_severe_disability])


def member_keys(seed: int) -> tuple[np.uint64, np.uint64, np.uint64]:
    """The keys under which households' forms, members' ages and members' traits are drawn."""
    home, age, trait = (decision_key(seed, "population", decision, 0) for decision in ("home", "age", "trait"))
    return home, age, trait


@kernel
def draw_sizes(sizes: Array, cumulated: Array, key: np.uint64) -> None:
    """A size for every household."""
    for h in range(sizes.size):
        place = int(np.searchsorted(cumulated, uniform(key, h), side="right"))
        sizes[h] = min(place, cumulated.size - 1) + 1


@formula
def schooling_of(age_years: float, is_female: bool, draw: float, by_age: Array) -> int:
    """Highest schooling of an adult; women's draw is shifted towards less."""
    row = 0 if age_years < 25 else 1 if age_years < 40 else 2 if age_years < 60 else 3
    draw = draw * 0.85 if is_female else 0.12 + draw * 0.88
    grade, reached = NO_SCHOOLING, by_age[row, 0]
    while grade < SENIOR and draw >= reached:
        grade += 1
        reached += by_age[row, grade]
    return grade


@formula
def schooling_of_child(age_years: float) -> int:
    """Levels completed so far by a child who has always been to school."""
    if age_years < 12:
        return NO_SCHOOLING
    return PRIMARY if age_years < 15 else JUNIOR


@formula
def mandarin_of(age_years: float, schooling: int, is_minority: bool, draw: float) -> int:
    """Mandarin from none (0) to fluent (3): school teaches it, old people of minority villages speak it least."""
    grade = schooling + (1 if draw < 0.55 else 0)
    if is_minority and age_years >= 40 and draw > 0.4:
        grade -= 1
    return min(max(grade, 0), 3)


@formula
def head_years(is_elder: bool, draw_1: float, draw_2: float) -> float:
    """Age of a household's head."""
    return 60.0 + 18.0 * draw_1 * draw_1 if is_elder else 25.0 + 17.0 * (draw_1 + draw_2)


@formula
def child_years(parent_years: float, order: int, draw_1: float, draw_2: float) -> float:
    """Age of the child of a given birth order: the first comes between 21 and 33 years of the parent, others later."""
    years = parent_years - 21.0 - 12.0 * draw_1 - 2.7 * order
    if years < 0.0:
        return 7.0 * draw_2
    return years if years < 29.0 else 18.0 + 11.0 * draw_2


@formula
def is_born_female(traits: np.uint64) -> bool:
    """Sex, by a person's traits."""
    return first_half(traits) < 0.48


@formula
def draw_ages(
    h: int, size: int, shares: Array, home_key: np.uint64, age_key: np.uint64, trait_key: np.uint64, years: Array, female: Array
) -> None:
    """Age and sex of each member of a household: head, mostly a spouse, elders, children."""
    home = bits(home_key, h)
    is_elder = size <= 3 and first_half(home) < shares[0] / 0.26
    elders = second_half(home)
    n_elders = 0
    if not is_elder and size >= 3:
        n_elders = 1 if elders < shares[1] else 2 if elders < shares[1] + shares[2] else 0
        n_elders = min(n_elders, size - 2)
    has_spouse = size >= 2 and first_half(again(home)) < 0.93
    parent, order = 0.0, 0
    for member in range(size):
        chance_id = h * MEMBERS_A_HOUSEHOLD + member
        traits, draws = bits(trait_key, chance_id), bits(age_key, chance_id)
        d1, d2 = first_half(draws), second_half(draws)
        female[member] = is_born_female(traits)
        if member == 0:
            parent = years[member] = head_years(is_elder, d1, d2)
            female[member] = first_half(traits) < 0.2
        elif member == 1 and has_spouse:
            years[member] = max(parent - 4.0 + 6.0 * d1, 20.0)
            female[member] = not female[0]
        elif member < 2 + n_elders and n_elders > 0:
            years[member] = max(60.0 + 22.0 * d1 * d1, parent + 19.0)
        else:
            years[member] = child_years(parent, order, d1, d2)
            order += 1


@kernel
def count_newborns(
    sizes: Array, shares: Array, months: int, home_key: np.uint64, age_key: np.uint64, trait_key: np.uint64, newborns: Array
) -> None:
    """For how many newborns of a run each household has room. Where nobody will be of childbearing age, for none; where nobody
    will be in the years in which most are born, for one; else for one more than there are such women, at most three; and in
    all but the first, for one more for every five years after five. Few births find no room."""
    years, female = np.empty(MEMBERS_A_HOUSEHOLD), np.empty(MEMBERS_A_HOUSEHOLD, np.bool_)
    run = months / MONTHS_A_YEAR
    for h in range(sizes.size):
        draw_ages(h, sizes[h], shares, home_key, age_key, trait_key, years, female)
        n_fertile, n_prime = 0, 0
        for member in range(sizes[h]):
            from_years, to_years = years[member], years[member] + run
            n_fertile += female[member] & (to_years >= FERTILE_YEARS[0]) & (from_years < FERTILE_YEARS[1])
            n_prime += female[member] & (to_years >= PRIME_YEARS[0]) & (from_years < PRIME_YEARS[1])
        newborns[h] = min(n_prime + 1, 3) + (months - 1) // 60 if n_fertile > 0 else 0


@kernel
def draw_people(
    people: Rows,
    households: Rows,
    sizes: Array,
    slots: Array,
    shares: Array,
    by_age: Array,
    home_key: np.uint64,
    age_key: np.uint64,
    trait_key: np.uint64,
) -> None:
    """The members of every household; shares: elder households, one elder, two elders, mild and severe disability."""
    row, years_of, female_of = 0, np.empty(MEMBERS_A_HOUSEHOLD), np.empty(MEMBERS_A_HOUSEHOLD, np.bool_)
    for h in range(sizes.size):
        size = sizes[h]
        draw_ages(h, size, shares, home_key, age_key, trait_key, years_of, female_of)
        households.first_person[h] = row
        households.n_slots[h] = sizes[h]
        households.n_reserved[h] = slots[h] - sizes[h]
        for member in range(slots[h]):
            i = row + member
            people.household[i] = h
            people.member[i] = member
            people.chance_id[i] = h * MEMBERS_A_HOUSEHOLD + member
            traits = bits(trait_key, people.chance_id[i])
            people.is_female[i] = is_born_female(traits)
            if member >= size:
                continue
            years, female = years_of[member], female_of[member]
            people.is_alive[i] = 1
            people.is_female[i] = 1 if female else 0
            people.age_months[i] = int(years * MONTHS_A_YEAR)
            traits = again(traits)
            limit = shares[4] if years >= 16 else 0.4 * shares[4]
            old = 3.0 if years >= 60 else 1.0
            if first_half(traits) < limit * old:
                people.disability[i] = SEVERE_DISABILITY
            elif first_half(traits) < (limit + shares[3]) * old:
                people.disability[i] = MILD_DISABILITY
            schooling = schooling_of_child(years) if years < 16 else schooling_of(years, female, second_half(traits), by_age)
            people.schooling[i] = schooling
            traits = again(traits)
            people.mandarin[i] = mandarin_of(years, schooling, households.is_minority[h] == 1, first_half(traits))
            # The difference of two draws has standard deviation 0.41; with schooling the spread of skill is about 0.5.
            noise = second_half(traits) - first_half(again(traits))
            people.skill[i] = 0.3 * (schooling - 1.7) + 0.9 * noise
        row += slots[h]
