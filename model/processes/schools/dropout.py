"""The hazard of dropping out: far schools, crowded classes and jobs nearby raise it, for girls more."""

from __future__ import annotations

from model.calendar import MONTHS_A_YEAR
from model.codes import JUNIOR_SCHOOL
from model.declare import Array, Numbers, Rows
from model.kernel import formula
from model.processes.schools.columns import FAR_SCHOOL

TEENAGER = 15 * MONTHS_A_YEAR
LAST_LOCAL_KIND = 7


@formula
def look_around(schools: Rows, employers: Rows, p: Numbers, teachers: float, n_labour_force: int, crowding: Array) -> float:
    """How crowded each school's classes are, at most twice the norm. Returns the pull of open posts nearby on teenagers."""
    for s in range(schools.level.size):
        classes = schools.n_pupils[s] / max(float(schools.n_teachers[s]) * teachers, 1e-6)
        crowding[s] = min(max(classes / p.pupils_a_teacher, 1.0), 2.0)
    n_open = 0
    for e in range(employers.kind.size):
        if employers.kind[e] <= LAST_LOCAL_KIND and employers.is_open[e] == 1:
            n_open += max(employers.n_posts[e] - employers.n_filled[e], 0)
    return 1.0 + (p.near_jobs_factor - 1.0) * min(n_open / (0.1 * max(n_labour_force, 1)), 1.0)


@formula
def highest_hazard(p: Numbers, near_jobs: float, odds: float) -> float:
    """No hazard is above this: who draws more stays at school, and need not be looked at. Classes are at most twice the norm."""
    most = 2.0 * max(p.dropout_junior, p.dropout_senior) * odds * max(near_jobs, 1.0)
    return most * (max(p.travel_factor, 1.0) * max(p.girls_factor, 1.0))


@formula
def dropout_hazard(people: Rows, i: int, p: Numbers, near_jobs: float, odds: float, crowding: Array) -> float:
    """Monthly chance that a pupil from junior school on leaves."""
    age, s = people.age_months[i], people.school[i]
    base = (p.dropout_junior if people.school_level[i] == JUNIOR_SCHOOL else p.dropout_senior) * odds
    hazard = base * (crowding[s] if s >= 0 else 1.0)
    if age >= TEENAGER:
        hazard *= near_jobs
    is_far = s == FAR_SCHOOL
    if is_far:
        hazard *= p.travel_factor
    if people.is_female[i] == 1 and (is_far or age >= TEENAGER):
        hazard *= p.girls_factor
    return hazard
