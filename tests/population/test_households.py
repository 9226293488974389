"""Households hang together: an adult in each, ages that fit, rows in order, room for newborns."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from model.calendar import MONTHS_A_YEAR
from model.codes import JUNIOR, NO_SCHOOLING, PRIMARY
from model.state import State
from tests.population.first_days import first_day, profile


def share_lists() -> st.SearchStrategy[tuple[float, ...]]:
    """Shares of households of 1 to 8 members, from all alike to all of one size."""
    weights = st.lists(st.floats(0, 1), min_size=8, max_size=8).filter(lambda found: sum(found) > 0.1)
    return weights.map(lambda found: tuple(weight / sum(found) for weight in found))


@settings(max_examples=40)
@given(
    n=st.integers(5, 400),
    seed=st.integers(0, 2**63),
    sizes=share_lists(),
    months=st.integers(1, 240),
    is_mixed=st.booleans(),
)
def test_any_site_has_households_that_hang_together(
    n: int, seed: int, sizes: tuple[float, ...], months: int, is_mixed: bool
) -> None:
    of = profile("tiny", n_households=n)
    state = first_day(
        of.model_copy(update={"people": of.people.model_copy(update={"size_shares": sizes})}), seed, months, is_mixed
    )
    check_rows(state)
    check_newborn_rows(state, months)
    check_ages(state)
    check_schooling(state)


def check_rows(state: State) -> None:
    """Members stand together in the order of their household, and their ids are household and member number."""
    array = state.array
    first, slots = array("households", "first_person"), array("households", "n_slots").astype(int)
    slots += array("households", "n_reserved")
    assert (first == np.concatenate([[0], np.cumsum(slots)[:-1]])).all()
    assert slots.sum() == state.sizes["people"]
    household, member = array("people", "household"), array("people", "member")
    assert (household == np.repeat(np.arange(first.size), slots)).all()
    assert (member == np.arange(state.sizes["people"]) - first[household]).all()
    assert (array("people", "chance_id") == household * 32 + member).all()
    assert slots.max() <= 32


def check_newborn_rows(state: State, months: int) -> None:
    """The last rows of a household wait for newborns, nobody in them yet: none where no woman will be of childbearing age, else
    more the more women will be in the years in which most children are born."""
    array = state.array
    is_alive, member = array("people", "is_alive") == 1, array("people", "member")
    size = np.bincount(array("people", "household")[is_alive], minlength=state.sizes["households"])
    assert (array("households", "n_slots") == size).all()
    age, household = array("people", "age_months"), array("people", "household")
    is_woman = is_alive & (array("people", "is_female") == 1)
    for low, high, some, others in ((15, 45, 1, 0), (20, 35, 2, 1)):
        # Ages are kept in whole months: a month more or less decides nothing here.
        is_surely = is_woman & (age + months - 1 >= low * 12) & (age + 1 < high * 12)
        may_be = is_woman & (age + months + 1 >= low * 12) & (age - 1 < high * 12)
        surely, perhaps = (np.bincount(household[of], minlength=size.size) > 0 for of in (is_surely, may_be))
        extra = (months - 1) // 60
        assert (array("households", "n_reserved")[surely] >= some + extra).all()
        assert (array("households", "n_reserved")[~perhaps] <= (others + extra if others else 0)).all()
    assert array("households", "n_reserved").max() <= 3 + (months - 1) // 60
    assert (is_alive == (member < size[array("people", "household")])).all()
    empty = ~is_alive
    assert not array("people", "age_months")[empty].any()
    assert (array("people", "employer")[empty] == -1).all()


def check_ages(state: State) -> None:
    """An adult heads every household, spouses are of both sexes, children at least 16 years younger than the head."""
    array = state.array
    is_alive, age = array("people", "is_alive") == 1, array("people", "age_months") / MONTHS_A_YEAR
    head_age = age[array("households", "first_person")][array("people", "household")]
    assert head_age.min() >= 25
    assert age[is_alive].max() < 100
    younger = is_alive & (age < 20)
    assert (head_age[younger] - age[younger] >= 16).all()
    second = is_alive & (array("people", "member") == 1)
    couple = second & (np.abs(age - head_age) <= 4.1)
    head_female = array("people", "is_female")[array("households", "first_person")][array("people", "household")]
    assert (array("people", "is_female")[couple] != head_female[couple]).all()


def check_schooling(state: State) -> None:
    """Children have completed what their age allows."""
    array = state.array
    is_alive, age = array("people", "is_alive") == 1, array("people", "age_months") / MONTHS_A_YEAR
    schooling = array("people", "schooling")
    assert (schooling[is_alive & (age < 11.9)] == NO_SCHOOLING).all()
    assert (schooling[is_alive & (age < 14.9)] <= PRIMARY).all()
    assert (schooling[is_alive & (age < 15.9)] <= JUNIOR).all()


def test_the_old_have_less_schooling_than_the_young_and_women_less_than_men() -> None:
    array = first_day(profile("jingxian")).array
    is_alive, age = array("people", "is_alive") == 1, array("people", "age_months") / MONTHS_A_YEAR
    schooling, is_female = array("people", "schooling"), array("people", "is_female") == 1
    bands = [is_alive & (age >= low) & (age < high) for low, high in ((18, 25), (25, 40), (40, 60), (60, 90))]
    means = [schooling[band].mean() for band in bands]
    assert means == sorted(means, reverse=True)
    grown = is_alive & (age >= 25)
    assert schooling[grown & is_female].mean() < schooling[grown & ~is_female].mean()


def test_skill_is_centred_and_rises_with_schooling() -> None:
    array = first_day(profile("jingxian")).array
    age = array("people", "age_months") / MONTHS_A_YEAR
    labour = (array("people", "is_alive") == 1) & (age >= 18) & (age < 60)
    skill, schooling = array("people", "skill")[labour], array("people", "schooling")[labour]
    assert abs(skill.mean()) < 0.1
    assert 0.3 < skill.std() < 0.6
    assert np.corrcoef(skill, schooling)[0, 1] > 0.4
