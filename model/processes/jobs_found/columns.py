"""The columns that finding a job writes, and what its rules see of each table."""

from __future__ import annotations

from model.codes import NO_CHANNEL, NOBODY
from model.declare import Column, view

COLUMNS = (
    Column("people", "employer", "int32", NOBODY, "id", "Row of the employer, -1 for none"),
    Column("people", "wage_yuan_month", "float32", 0, "yuan a month", "Pay this month"),
    Column("people", "relative_pay", "float32", 0, "factor", "Pay over the employer's pay for average skill", 0, 5),
    Column("people", "tenure_months", "int16", 0, "months", "In the present job; 0 in the month of hiring"),
    Column("people", "channel", "uint8", NO_CHANNEL, "code", "How the present job was found"),
    Column("people", "months_out_of_work", "int16", 0, "months", "Since the last job ended"),
    Column("employers", "n_filled", "int32", 0, "people", "Site members who work here"),
    Column("community_offices", "n_hires", "int32", 0, "people", "Hired this month, outside work included"),
    Column("community_offices", "n_turned_away", "int32", 0, "people", "Asked for a public-welfare post in vain this month"),
    Column("community_offices", "n_displaced", "int32", 0, "people", "Would have been hired without priority, were not"),
)

People = view(
    "people",
    "household chance_id is_alive life_stage age_months disability is_carer school_level mandarin skill course_months_left "
    "order_employer trained_sector months_since_training illness_months_left is_losing_job is_leaving is_brokered is_away "
    "is_referred schooling "
    "employer wage_yuan_month relative_pay tenure_months channel months_out_of_work",
    __name__,
)
Households = view(
    "households",
    "return_month first_person n_slots has_dibao months_zero_employment tie awareness",
    __name__,
)
Employers = view(
    "employers",
    "kind sector is_open is_supported months_open n_posts n_filled wage_yuan_month entry_skill share_flexible kilometres",
    __name__,
)
CommunityOffices = view("community_offices", "n_hires n_displaced n_turned_away n_start_ups_opened", __name__)
