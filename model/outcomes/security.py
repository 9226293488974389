"""Insurance and dibao: whose dues have lapsed, who is left out, and how far services fall short of what hosts have."""

from __future__ import annotations

import numpy as np

from model.codes import PERMIT, RESIDENT_MEDICAL
from model.declare import Array, Family, Now, Outcome, Rows, one_column_each, view
from model.kernel import formula, kernel, rows_where
from model.outcomes.tally import add

SCHEMES = ("resident_medical", "resident_pension", "employee_medical", "employee_pension")
COUNTERS = (
    "here", "permits", "eligible", "left_out", "host_eligible", "host_short",
    *(f"due_{scheme}" for scheme in SCHEMES), *(f"lapsed_{scheme}" for scheme in SCHEMES),
    "owed", "gap", "one",
)  # fmt: skip
HERE, PERMITS, ELIGIBLE, LEFT_OUT, HOST_ELIGIBLE, HOST_SHORT, DUE = range(7)
LAPSED = DUE + len(SCHEMES)
OWED = LAPSED + len(SCHEMES)
GAP, ONE = OWED + 1, OWED + 2

Households = view(
    "households",
    "arrival_month return_month registration is_eligible_for_dibao has_dibao host_dibao is_due lapse_months is_lapse_of_move",
    __name__,
)
Schools = view("schools", "n_pupils n_waiting", __name__)
Clinics = view("clinics", "n_treated n_waiting", __name__)


@kernel
def count(households: Rows, month: int, groups: Array, sums: Array) -> None:
    """One pass over households."""
    site, n_rows = sums[0], households.registration.size
    is_here, is_eligible = np.empty(n_rows, np.bool_), np.empty(n_rows, np.bool_)
    n_here, n_permits, n_host_eligible, n_host_short = 0, 0, 0, 0
    for h in range(n_rows):
        is_here[h] = (households.arrival_month[h] <= month) & (households.return_month[h] > month)
        is_eligible[h] = is_here[h] & (households.is_eligible_for_dibao[h] == 1)
        n_here += is_here[h]
        n_permits += is_here[h] & (households.registration[h] == PERMIT)
        n_host_eligible += is_here[h] & (households.host_dibao[h] > 0)
        n_host_short += is_here[h] & (households.host_dibao[h] == 2)
    site[HERE], site[PERMITS], site[HOST_ELIGIBLE], site[HOST_SHORT] = n_here, n_permits, n_host_eligible, n_host_short
    for scheme in range(len(SCHEMES)):
        n_due, n_lapsed, is_owed = 0, 0, np.empty(n_rows, np.bool_)
        for h in range(n_rows):
            is_due = is_here[h] & (households.is_due[h, scheme] == 1)
            has_lapsed = is_due & (households.lapse_months[h, scheme] > 0)
            n_due += is_due
            n_lapsed += has_lapsed
            is_owed[h] = has_lapsed & (households.is_lapse_of_move[h, scheme] == 1)
        site[DUE + scheme], site[LAPSED + scheme] = n_due, n_lapsed
        for h in rows_where(is_owed):
            add(sums, groups, h, OWED, 1.0)
    for h in rows_where(is_eligible):
        add(sums, groups, h, ELIGIBLE, 1.0)
        add(sums, groups, h, LEFT_OUT, households.has_dibao[h] == 0)


@formula
def share(part: float, whole: float) -> float:
    """A share that is 0 where there is nobody in need."""
    return part / whole if whole > 0 else 0.0


@kernel
def compare_to_hosts(schools: Rows, clinics: Rows, site: Array) -> None:
    """How far services fall short of what hosts have, mean of school, clinic, insurance and dibao."""
    n_pupils, n_at_home, n_treated, n_turned_away = 0.0, 0.0, 0.0, 0.0
    for s in range(schools.n_pupils.size):
        n_pupils += schools.n_pupils[s]
        n_at_home += schools.n_waiting[s]
    for c in range(clinics.n_treated.size):
        n_treated += clinics.n_treated[c]
        n_turned_away += clinics.n_waiting[c]
    gap = share(n_at_home, n_at_home + n_pupils) + share(n_turned_away, n_turned_away + n_treated)
    gap += share(site[LAPSED + RESIDENT_MEDICAL], site[DUE + RESIDENT_MEDICAL])
    gap += share(site[HOST_SHORT], site[HOST_ELIGIBLE])
    site[GAP], site[ONE] = gap / 4.0, 1.0


def tally(now: Now, groups: Array, sums: Array) -> None:
    """Count the month into sums[group, counter]."""
    count(now.view(Households), now.month, groups, sums)
    compare_to_hosts(now.view(Schools), now.view(Clinics), sums[0])


def lapsed(scheme: str, zh: str, en: str) -> Outcome:
    """The share of households of a scheme whose dues have lapsed."""
    return Outcome(f"lapsed_{scheme}", "share", f"lapsed_{scheme}", f"due_{scheme}", "less", f"{zh}断保比例", f"lapsed: {en}",
                   f"Households whose dues to the {en} have lapsed, of those with members in it", groups=False)  # fmt: skip


OUTCOMES = (
    Outcome("permit_share", "share", "permits", "here", "neither", "居住证持有率", "residence permit share",
            "With a residence permit: households from another county", groups=False),
    lapsed("resident_medical", "居民医保", "resident medical insurance"),
    lapsed("resident_pension", "居民养老保险", "resident pension insurance"),
    lapsed("employee_medical", "职工医保", "employee medical insurance"),
    lapsed("employee_pension", "职工养老保险", "employee pension insurance"),
    Outcome("lapse_household_months", "household-months", "owed", "", "less", "因搬迁断保户月数", "lapses owed to the move",
            "Households and schemes without cover this month that the move made lapse; summed over months, lapse months"),
    Outcome("dibao_exclusion", "share", "left_out", "eligible", "less", "应保未保率", "eligible but uncovered",
            "Households not on dibao, of those below the standard they are held to"),
    Outcome("gap_to_hosts", "share", "gap", "one", "less", "与本地居民的公共服务差距", "gap to hosts in services",
            "Mean of four shares of those in need who are not served as hosts are: no seat on the site, turned away by "
            "clinics, lapsed medical insurance, dibao below the site's standard", groups=False),
)  # fmt: skip

FAMILY = Family("security", "households", len(COUNTERS), one_column_each(COUNTERS), tally, OUTCOMES)
