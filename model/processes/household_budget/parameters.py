"""The numbers of the household budget that a scenario may set."""

from __future__ import annotations

from model.declare import Parameter, numbers

PARAMETERS = (
    Parameter(
        "spent_away", 0.55, "share", 0.25, 0.60,
        "Share of outside pay that is spent where it is earned and never reaches the household; 0.34 in 2013",
        "在外花费比例", "share of outside pay spent there", "A038", "assumption",
    ),
    Parameter(
        "pension_yuan_month", 110, "yuan a person a month", 90, 200,
        "Basic resident pension from 60",
        "城乡居民养老金", "resident pension", "", "assumption",
    ),
    Parameter(
        "support_yuan_month", 75, "yuan a person a month", 0, 120,
        "Other public transfers a head: farm, study and hardship payments; sized to the non-wage fifth of income",
        "其他转移收入", "other public transfers", "OF012 A028", "assumption",
    ),
    Parameter(
        "side_yuan_month", 420, "yuan a household a month", 0, 800,
        "Income from small trade and side work a household that has an adult on site; sized like the transfers",
        "家庭经营收入", "side income", "OF012", "assumption",
    ),
    Parameter(
        "land_let", 0.5, "share", 0.0, 1.0,
        "Share of contracted land that is let without any support",
        "土地流转比例", "land let", "", "assumption",
    ),
    Parameter(
        "rent_yuan_mu_year", 250, "yuan per mu a year", 100, 500,
        "Market rent for land at the origin",
        "土地租金", "land rent", "OF215 OF339", "literature",
    ),
    Parameter(
        "leakage", 0.1, "share", 0.02, 0.4,
        "Share of dividends that does not reach households; never zero",
        "分红流失比例", "leakage of dividends", "C078", "assumption",
    ),
    Parameter(
        "forest_yuan_mu_year", 13, "yuan per mu a year", 10, 20,
        "Compensation for public-benefit forest",
        "公益林补偿", "forest compensation", "OF374", "measured",
    ),
    Parameter(
        "dibao_take_up", 0.10, "share a month", 0.02, 0.5,
        "Chance that an eligible household is taken into dibao in a month",
        "低保申领率", "dibao take-up", "C143", "assumption",
    ),
    Parameter(
        "dibao_exit", 0.10, "share a month", 0.02, 0.5,
        "Chance that a household above the standard leaves dibao in a month",
        "低保退出率", "dibao exit", "", "assumption",
    ),
    Parameter(
        "dibao_least_share", 0.3, "share", 0.1, 0.6,
        "Least dibao a head, over the standard",
        "低保最低补差比例", "least dibao over the standard", "", "assumption",
    ),
    Parameter(
        "work_away_costs", 0.2, "share", 0.0, 0.6,
        "Share of outside pay that the dibao office leaves out of a household's means as the cost of working away",
        "外出务工成本扣减比例", "outside pay not counted as means", "OF254", "assumption",
    ),
    Parameter(
        "means_months", 12, "months", 1, 12,
        "Months of income that the dibao office looks at",
        "低保收入核算月数", "months of income that are looked at", "OF254", "assumption",
    ),
    Parameter(
        "deemed_yuan_month", 800, "yuan a month", 0, 1800,
        "Earnings that the site's dibao office counts for each able member without work",
        "视同收入", "deemed earnings of idle members", "OF254", "assumption",
    ),
    Parameter(
        "collective_share", 0.1, "share", 0.0, 0.5,
        "Share of the other transfers that the village collective pays out to its members",
        "集体收益分配占比", "share of collective income in other transfers", "", "assumption",
    ),
    Parameter(
        "farm_benefits_share", 0.4, "share", 0.0, 0.8,
        "Share of the other transfers that are benefits to farmers",
        "惠农补贴占比", "share of farm benefits in other transfers", "", "assumption",
    ),
    Parameter(
        "in_employee_schemes", 0.2, "share", 0.05, 0.5,
        "Share of people in the same job for six months or more who are in the employee schemes rather than the resident ones",
        "参加职工保险比例", "share in the employee schemes", "", "assumption",
    ),
    Parameter(
        "lapse_at_move", 0.12, "share", 0.0, 0.4,
        "Chance that the dues of a scheme lapse when a household moves and nobody carries them over; officials report full cover",
        "搬迁断保概率", "dues lapsing at the move", "OF253", "assumption",
    ),
    Parameter(
        "missed_renewal", 0.03, "share a year", 0.0, 0.1,
        "Chance that a household misses the yearly renewal of a resident scheme, as at the origin",
        "年度续保漏缴概率", "missed renewals", "", "assumption",
    ),
    Parameter(
        "far_renewal_factor", 2.0, "factor", 1.0, 5.0,
        "Missed renewals in the two years after the move over those at the origin",
        "搬迁后漏缴倍数", "missed renewals after the move", "", "assumption",
    ),
    Parameter(
        "restoring", 0.08, "share a month", 0.02, 0.3,
        "Chance that a household puts lapsed dues in order by itself in a month",
        "自行续接概率", "restoring lapsed dues", "", "assumption",
    ),
    Parameter(
        "ceremony_share", 0.1, "share", 0.03, 0.2,
        "Share of the cost of living that goes to weddings, funerals and gifts among relatives and neighbours",
        "人情与红白喜事支出占比", "share spent on ceremonies", "", "assumption",
    ),
    Parameter(
        "whole_villages", 0.6, "share", 0.1, 1.0,
        "Share of the origin villages that moved as a whole, so that somebody could run their land as one",
        "整村搬迁比例", "villages that moved as a whole", "OF073", "assumption",
    ),
    Parameter(
        "homestead_mu", 0.3, "mu", 0.1, 0.5,
        "Land of an old house and its yard that can be reclaimed",
        "户均宅基地面积", "homestead of an old house", "", "assumption",
    ),
)  # fmt: skip

P = numbers("P", __name__, PARAMETERS)
