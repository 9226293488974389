"""What a month's income leaves: spending, savings or debt, the income of the year, and who is poor by it."""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.declare import Array, Numbers, Rows
from model.kernel import formula, rows_where
from model.processes.household_budget.members import AWAY, MEMBERS, of


@formula
def keep_accounts(
    households: Rows, p: Numbers, q: Numbers, is_counted: Array, counted: Array, income: Array, living_cost: float,
    poverty_line: float, monitoring_line: float,
) -> None:  # fmt: skip
    """Spending, savings, the income of the last twelve months and who is poor by it, from this month's income."""
    n, spent_on_living = is_counted.size, 1.0 - p.ceremony_share * (1.0 - q.ceremonies)
    usual, year = np.empty(n), np.empty(n)
    for h in range(n):
        # Who works away eats there; that spending has been taken off the pay already.
        usual[h] = (of(counted[h], MEMBERS) - of(counted[h], AWAY)) * living_cost
    for h in range(n):
        heads, past = max(of(counted[h], MEMBERS), 1), float(households.income_a_head_year[h])
        # The first month stands for the eleven before; what is paid once does not.
        usual_income = income[h] - float(households.aid_yuan_month[h]) - float(households.house_reward_yuan_month[h])
        past = MONTHS_A_YEAR * usual_income / heads if past == 0 else past
        year[h] = past + income[h] / heads - past / MONTHS_A_YEAR
    for h in rows_where(is_counted):
        living = usual[h] * spent_on_living
        spending = living + float(households.health_spending_yuan_month[h])
        households.ceremonies_yuan_month[h] = usual[h] * p.ceremony_share * q.ceremonies
        households.living_cost_yuan_month[h] = living
        households.savings_yuan[h] = float(households.savings_yuan[h]) + income[h] - spending
        households.income_a_head_year[h] = year[h]
        households.is_poor[h], households.is_monitored[h] = year[h] < poverty_line, year[h] < monitoring_line
