"""The numbers of illness and clinics that a scenario may set."""

from __future__ import annotations

from model.declare import Parameter, numbers

PARAMETERS = (
    Parameter(
        "onset", 0.05, "share a month", 0.02, 0.12,
        "Chance of an illness that needs care, from 5 to 59 years of age",
        "月患病率", "onset of illness", "A014", "assumption",
    ),
    Parameter(
        "old_factor", 2.2, "factor", 1.3, 4.0,
        "Onset from 60 on, and below 5, over that in between",
        "老幼患病倍数", "onset in the old and the young", "C022", "assumption",
    ),
    Parameter(
        "disabled_factor", 1.8, "factor", 1.0, 3.0,
        "Onset of disabled people",
        "残疾人患病倍数", "onset in the disabled", "", "assumption",
    ),
    Parameter(
        "first_years_odds", 1.15, "factor", 1.0, 1.5,
        "Onset of people of 60 and more in their first five years on the site; depression alone has odds of 1.73",
        "搬迁初期老人患病倍数", "onset of old people in their first years", "B044 B043", "assumption",
    ),
    Parameter(
        "visits_a_spell", 3, "visits", 1, 6,
        "Visits that a spell of illness needs",
        "每次患病就诊次数", "visits a spell", "", "assumption",
    ),
    Parameter(
        "seeks_care", 0.85, "share", 0.6, 1.0,
        "Share of spells for which the clinic is asked",
        "就诊意愿", "asking for care", "C024", "assumption",
    ),
    Parameter(
        "goes_on_untreated", 0.5, "share a month", 0.2, 0.8,
        "Chance that an untreated spell lasts another month",
        "未治病程延续概率", "an untreated spell goes on", "", "assumption",
    ),
    Parameter(
        "distance_deters", 0.06, "share", 0.0, 0.3,
        "Share of spells for which no care is asked for each kilometre to the nearest clinic",
        "就医距离抑制", "care not sought for each kilometre", "C022 C023", "assumption",
    ),
    Parameter(
        "poorly_equipped", 0.5, "share", 0.0, 1.0,
        "Further visits that a spell takes where there is no equipment, over those with the norm",
        "设备不足追加就诊", "further visits without equipment", "", "assumption",
    ),
    Parameter(
        "visits_a_staff", 275, "visits a month", 150, 500,
        "Visits a month that a doctor or nurse gives",
        "每名医护月接诊量", "visits of a member of staff", "", "assumption",
    ),
    Parameter(
        "staff_norm", 1.2, "staff per 1,000 residents", 0.8, 3.0,
        "Doctors and nurses that the norm asks for",
        "医护人员配置标准", "norm of medical staff", "", "assumption",
    ),
    Parameter(
        "reuse_kilometres", 1.5, "kilometres", 0.5, 5.0,
        "A nearby institution that is no further off can serve the site once it is upgraded",
        "整合使用距离上限", "reach of a nearby institution", "", "assumption",
    ),
    Parameter(
        "upgrade_months", 3, "months", 1, 12,
        "Months to upgrade a nearby institution",
        "升级改造工期", "months to upgrade", "", "assumption",
    ),
    Parameter(
        "building_months", 8, "months", 3, 24,
        "Months to build an institution on the site",
        "新建医疗机构工期", "months to build a clinic", "", "assumption",
    ),
    Parameter(
        "treatment_yuan", 260, "yuan a visit", 80, 600,
        "Cost of a spell's treatment a visit, inpatient days included",
        "每次就诊费用", "cost of a visit", "A010", "assumption",
    ),
    Parameter(
        "out_of_pocket", 0.35, "share", 0.1, 0.6,
        "Share of the bill that the household pays",
        "自付比例", "out-of-pocket share", "A010", "assumption",
    ),
)  # fmt: skip

P = numbers("P", __name__, PARAMETERS)
