"""The columns that the household budget writes, and what its rules see of each table."""

from __future__ import annotations

from model.declare import Column, view

COLUMNS = (
    Column("households", "n_members", "uint8", 0, "people", "Registered members"),
    Column("households", "n_adults", "uint8", 0, "people", "Of those, from 16 years of age"),
    Column("households", "n_labour", "uint8", 0, "people", "Of those, below 60, able and not at school"),
    Column("households", "n_working", "uint8", 0, "people", "Members in work"),
    Column("households", "n_stable", "uint8", 0, "people", "Members in the same job for six months or more"),
    Column("households", "net_income_yuan_month", "float32", 0, "yuan a month", "Net income of all registered members"),
    Column("households", "wage_income_yuan_month", "float32", 0, "yuan a month", "Wages that reach the household"),
    Column("households", "transfer_income_yuan_month", "float32", 0, "yuan a month", "Pensions, dibao, support, aid"),
    Column("households", "property_income_yuan_month", "float32", 0, "yuan a month", "Rent, forest, dividends"),
    Column("households", "savings_yuan", "float32", 0, "yuan", "Savings; below zero, debt", -1e6, 1e7),
    Column("households", "income_a_head_year", "float32", 0, "yuan a person a year", "Net income a head, last 12 months"),
    Column("households", "means_a_head", "float32", -1, "yuan a person a month", "Income a head as the dibao office counts it"),
    Column("households", "has_dibao", "uint8", 0, "yes or no", "Receives dibao", 0, 1),
    Column("households", "is_poor", "uint8", 0, "yes or no", "Twelve months' income a head below the poverty line"),
    Column("households", "is_monitored", "uint8", 0, "yes or no", "The same below the monitoring line"),
    Column("households", "ceremonies_yuan_month", "float32", 0, "yuan a month", "Of living cost: ceremonies and gifts"),
    Column("households", "living_cost_yuan_month", "float32", 0, "yuan a month", "Paid for living in town"),
    Column(
        "households", "is_eligible_for_dibao", "uint8", 0, "yes or no", "Income without dibao is below the standard it is held to"
    ),
    Column("households", "dibao_yuan_month", "float32", 0, "yuan a month", "Dibao received"),
    Column("households", "dibao_difference_yuan", "float32", 0, "yuan a month", "What the site's standard adds, due next month"),
    Column("households", "host_dibao", "uint8", 0, "code", "By the site's standard: 0 not eligible, 1 paid by it, 2 not or less"),
    Column("households", "aid_yuan_month", "float32", 0, "yuan a month", "Temporary aid received this month"),
    Column("households", "has_had_aid", "uint8", 0, "yes or no", "Has had temporary aid"),
    Column("households", "is_due", "uint8", 0, "yes or no", "Has members in each of the four insurance schemes", width=4),
    Column("households", "lapse_months", "int16", 0, "months", "Since the dues of each scheme lapsed", width=4),
    Column("households", "is_lapse_of_move", "uint8", 0, "yes or no", "The lapse would not have been at the origin", width=4),
    Column("people", "is_employee_insured", "uint8", 0, "yes or no", "In the employee schemes rather than the resident ones"),
    Column("community_offices", "dibao_difference_due_yuan", "float64", 0, "yuan a month", "Sum that the site's standard adds"),
    Column(
        "community_offices", "dibao_difference_paid_yuan", "float64", 0, "yuan a month", "Of last month's sum, paid this month"
    ),
    Column("community_offices", "dividend_yuan", "float64", 0, "yuan a household a month", "Dividend paid to each household"),
    Column(
        "community_offices", "leaked_dividend_yuan", "float64", 0, "yuan a household a month", "Paid for it and lost on the way"
    ),
    Column("households", "farmed_share", "float32", 1, "share", "Contracted land still farmed, over that without any support"),
    Column("households", "is_house_cleared", "uint8", 0, "yes or no", "The old house was cleared and its ground reclaimed"),
    Column("households", "house_reward_yuan_month", "float32", 0, "yuan a month", "Reward for the old house this month"),
    Column("community_offices", "n_houses_cleared", "int32", 0, "count", "Old houses cleared this month"),
    Column("community_offices", "homestead_reclaimed_mu", "float64", 0, "mu", "Homestead land reclaimed so far"),
    Column("community_offices", "land_mu", "float64", 0, "mu", "Contracted land of households on the site"),
    Column("community_offices", "land_used_mu", "float64", 0, "mu", "Of it let, run by an operator or returned to forest"),
    Column("community_offices", "land_run_mu", "float64", 0, "mu", "Of it run by an operator"),
    Column("community_offices", "land_retired_mu", "float64", 0, "mu", "Of it returned to forest"),
    Column("community_offices", "land_payment_yuan", "float64", 0, "yuan a month", "Paid for land returned to forest"),
    Column("community_offices", "forest_payment_yuan", "float64", 0, "yuan a month", "Paid for forest beyond the law"),
    Column("community_offices", "remittances_yuan", "float64", 0, "yuan a month", "Pay that workers away bring home"),
    Column("community_offices", "dividend_paid_yuan", "float64", 0, "yuan a month", "Dividends paid out, what leaks included"),
    Column("community_offices", "n_aided", "int32", 0, "households", "Paid temporary aid this month"),
)

People = view(
    "people",
    "household chance_id life_stage age_months school_level is_away employer tenure_months wage_yuan_month is_employee_insured",
    __name__,
)
Households = view(
    "households",
    "arrival_month return_month first_person n_slots village land_mu forest_mu has_old_house is_registered_poor "
    "health_spending_yuan_month "
    "registration is_helped_with_dues n_members n_adults n_labour n_working n_stable "
    "net_income_yuan_month wage_income_yuan_month transfer_income_yuan_month property_income_yuan_month savings_yuan "
    "income_a_head_year means_a_head has_dibao is_poor is_monitored living_cost_yuan_month ceremonies_yuan_month "
    "is_eligible_for_dibao dibao_yuan_month dibao_difference_yuan host_dibao aid_yuan_month has_had_aid "
    "is_due lapse_months is_lapse_of_move "
    "farmed_share is_house_cleared house_reward_yuan_month",
    __name__,
)
CommunityOffices = view(
    "community_offices",
    "dibao_difference_due_yuan dibao_difference_paid_yuan dividend_yuan leaked_dividend_yuan dividend_paid_yuan n_aided "
    "n_houses_cleared homestead_reclaimed_mu land_mu land_used_mu land_run_mu land_retired_mu land_payment_yuan "
    "forest_payment_yuan remittances_yuan",
    __name__,
)
