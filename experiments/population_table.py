"""Shares of the synthetic people on the first day beside the shares that evidence or profile ask for."""

from __future__ import annotations

from typing import Any

import numpy as np

from model import registry
from model.calendar import MONTHS_A_YEAR, Calendar
from model.codes import JUNIOR, NO_SCHOOLING, PRIMARY, SENIOR, SEVERE_DISABILITY
from model.population.build import build_population, population_columns, table_sizes
from model.scenario_file import read_profile
from model.site_profile import SiteProfile
from model.state import State

Row = tuple[str, str, str, float, float, float, str]
SITES = ("tiejiang", "jingxian", "sajin")
SEEDS = range(5)


def first_day(profile: SiteProfile, seed: int) -> State:
    """The tables of a site before month 0."""
    columns = {"population": population_columns()} | registry.columns_by_owner(registry.PROCESSES)
    state = State(columns, table_sizes(profile, 60, seed, ()))
    build_population(state, profile, Calendar(2019, 6), 60, False, (), seed)
    return state


def shares(profile: SiteProfile, seed: int) -> dict[str, float]:
    """What is compared, for one seed."""
    array = first_day(profile, seed).array
    alive = array("people", "is_alive") == 1
    age = array("people", "age_months")[alive] / MONTHS_A_YEAR
    household = array("people", "household")[alive]
    schooling = array("people", "schooling")[alive]
    able = (age >= 16) & (age < 60) & (array("people", "disability")[alive] != SEVERE_DISABILITY)
    # At this moment nobody has a school place; three in four of 16 and 17 will take one.
    at_school = 0.75 * ((age >= 16) & (age < 18))
    labour = able * (1 - at_school)
    grown = age >= 16
    per_thousand = 1000 / alive.sum()
    return {
        "size": alive.sum() / profile.n_households,
        "labour_share": float(labour.sum() / alive.sum()),
        "labour_a_household": float(labour.sum() / np.unique(household[able]).size),
        "preschool": float(((age >= 3) & (age < 6)).sum() * per_thousand),
        "primary": float(((age >= 6) & (age < 12)).sum() * per_thousand),
        "junior": float(((age >= 12) & (age < 15)).sum() * per_thousand),
        "minority": float(array("households", "is_minority")[household].mean()),
        "poor": float(array("households", "is_registered_poor").mean()),
        "severe": float((array("people", "disability")[alive] == SEVERE_DISABILITY).mean()),
        **{f"schooling_{grade}": float((schooling[grown] == grade).mean()) for grade in (NO_SCHOOLING, PRIMARY, JUNIOR, SENIOR)},
        "women": float(array("people", "is_female")[alive].mean()),
    }


def population_rows() -> list[Row]:
    """One row a site and target: site, what (en, zh), target, tolerance, synthetic share, source."""
    found = []
    for name in SITES:
        profile = read_profile(name)
        means: dict[str, Any] = {}
        for seed in SEEDS:
            for key, value in shares(profile, seed).items():
                means[key] = means.get(key, 0.0) + value / len(SEEDS)
        targets: list[tuple[str, str, str, float, float, str]] = [
            ("size", "persons a household", "户均人口", 4.45, 0.1, "OF037 OF038"),
            ("labour_share", "labour force, of all", "劳动力占比", 0.516, 0.03, "OF038 OF040"),
            ("labour_a_household", "labour force a labour household", "有劳动力家庭户均劳动力", 2.40, 0.15, "OF039 OF040"),
            ("preschool", "children of 3 to 5, per 1,000", "3–5 岁儿童（每千人）", 40, 8, "OF292"),
            ("primary", "children of 6 to 11, per 1,000", "6–11 岁儿童（每千人）", 110, 10, "OF293"),
            ("junior", "children of 12 to 14, per 1,000", "12–14 岁儿童（每千人）", 53, 7, "OF294"),
            ("minority", "of an ethnic minority", "少数民族比例", profile.people.share_minority, 0.1, "A007"),
            (
                "poor",
                "households registered as poor",
                "建档立卡户比例",
                profile.people.share_registered_poor,
                0.04,
                "OF070 OF072",
            ),
            ("severe", "severely disabled", "重度残疾比例", profile.people.share_severe_disability, 0.015, "assumption"),
            ("schooling_0", "16 or more, no schooling", "16 岁及以上未上学", 0.12, 0.05, "A001"),
            ("schooling_1", "16 or more, primary", "16 岁及以上小学", 0.36, 0.06, "A001"),
            ("schooling_2", "16 or more, junior", "16 岁及以上初中", 0.43, 0.06, "A001"),
            ("schooling_3", "16 or more, senior or more", "16 岁及以上高中及以上", 0.09, 0.05, "A001"),
            ("women", "women", "女性比例", 0.48, 0.03, "assumption"),
        ]
        found += [(name, en, zh, target, tolerance, means[key], source) for key, en, zh, target, tolerance, source in targets]
    return found
