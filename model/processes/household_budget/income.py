"""What a household gets in a month: wages, property, pensions, support, side income; and the means that its dibao goes by."""

from __future__ import annotations

import numpy as np

from model.codes import HUKOU, RESIDENT_PENSION
from model.declare import Array, Numbers, Rows
from model.kernel import formula, rows_where
from model.processes.household_budget.dibao import draw_dibao
from model.processes.household_budget.members import ADULTS, ADULTS_AWAY, AGED, LABOUR, MEMBERS, WORKING, of


@formula
def add_up_income(
    households: Rows, office: Rows, p: Numbers, q: Numbers, is_counted: Array, counted: Array, wages: Array, sent_home: Array,
    rents: Array, dividend: float, standard: float, site_standard: float, key: np.uint64, income: Array,
) -> None:  # fmt: skip
    """Income of the households counted. income: set for them."""
    # Who has transferred the hukou loses a part of the support.
    support_after = p.support_yuan_month * (1.0 - p.collective_share * (1.0 - q.collective_rights))
    support_after *= 1.0 - p.farm_benefits_share * (1.0 - q.other_benefits)
    # Of what workers away spend there, what is not the cost of working away counts as income.
    counted_away = (p.spent_away - p.work_away_costs) / (1.0 - p.spent_away)
    due, paid, remitted = 0.0, 0.0, 0.0
    for h in rows_where(is_counted):
        heads, adults_here = of(counted[h], MEMBERS), of(counted[h], ADULTS) - of(counted[h], ADULTS_AWAY)
        remitted += sent_home[h]
        # Pensions are not paid until the dues are in order.
        pensions = of(counted[h], AGED) * p.pension_yuan_month if households.lapse_months[h, RESIDENT_PENSION] == 0 else 0.0
        support = support_after if households.registration[h] == HUKOU else p.support_yuan_month
        reward, aid = float(households.house_reward_yuan_month[h]), float(households.aid_yuan_month[h])
        property_income = rents[h] + dividend + reward
        transfers = pensions + support * heads
        transfers += aid
        side = p.side_yuan_month if adults_here > 0 else 0.0
        income[h] = wages[h] + property_income + transfers + side

        # Who gets dibao is looked at every month, on the income of the last months without it and without what is paid once.
        n_idle = max(of(counted[h], LABOUR) - of(counted[h], WORKING), 0)
        means, before = (income[h] - reward - aid + sent_home[h] * counted_away) / heads, float(households.means_a_head[h])
        means = before + (means - before) / p.means_months if before >= 0.0 else means
        households.means_a_head[h] = means
        dibao, difference = draw_dibao(households, h, p, q, means, heads, n_idle, standard, site_standard, key)
        due += float(households.dibao_difference_yuan[h])
        paid += difference
        transfers += dibao
        transfers += difference
        income[h] = wages[h] + property_income + transfers + side

        households.wage_income_yuan_month[h] = wages[h]
        households.property_income_yuan_month[h] = property_income
        households.transfer_income_yuan_month[h] = transfers
        households.net_income_yuan_month[h] = income[h]
    office.dibao_difference_due_yuan[0], office.dibao_difference_paid_yuan[0] = due, paid
    office.remittances_yuan[0] = remitted
