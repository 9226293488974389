"""The columns that illness and clinics write, and what their rules see of each table."""

from __future__ import annotations

from model.declare import Column, view

COLUMNS = (
    Column("people", "illness_months_left", "uint8", 0, "months", "Ill this month if above 0", 0, 24),
    Column("people", "is_treated", "uint8", 0, "yes or no", "Treated for the present spell"),
    Column("households", "health_spending_yuan_month", "float32", 0, "yuan a month", "Paid for treatment this month"),
    Column("clinics", "is_open", "uint8", 1, "yes or no", "It stands and treats people", 0, 1),
    Column("clinics", "serves_site", "uint8", 0, "yes or no", "Built or upgraded to serve the site", 0, 1),
    Column("clinics", "is_wanted", "uint8", 0, "yes or no", "The rule would build or upgrade it"),
    Column("clinics", "months_to_open", "int16", 0, "months", "Until it is built or upgraded"),
    Column("clinics", "n_staff_added", "float32", 0, "staff", "Doctors and nurses on posts of the site"),
    Column("clinics", "equipment", "float32", 1, "share", "Equipment over the norm", 0, 1),
    Column("clinics", "visits_a_month", "float32", 0, "visits a month", "Visits it can give", 0, 1e6),
    Column("clinics", "n_visits", "int32", 0, "visits", "Visits given this month"),
    Column("clinics", "n_treated", "int32", 0, "people", "Treated this month"),
    Column("clinics", "n_waiting", "int32", 0, "people", "Asked for care and were not treated this month"),
    Column("community_offices", "n_clinics_to_upgrade", "int16", 0, "count", "Nearby institutions that the rule would upgrade"),
    Column("community_offices", "n_clinics_to_build", "int16", 0, "count", "Institutions that the rule would build on the site"),
    Column("community_offices", "n_clinics_upgraded", "int16", 0, "count", "Upgrades begun this month"),
    Column("community_offices", "n_clinics_built", "int16", 0, "count", "Institutions begun this month"),
    Column(
        "community_offices", "clinic_staff_norm", "float32", 0, "staff", "Posts the norm adds at institutions serving the site"
    ),
)

People = view(
    "people",
    "household chance_id is_alive life_stage age_months disability is_away is_employee_insured illness_months_left is_treated",
    __name__,
)
Households = view("households", "arrival_month building lapse_months health_spending_yuan_month", __name__)
Buildings = view("buildings", "x_metres y_metres", __name__)
Clinics = view(
    "clinics",
    "tier x_metres y_metres is_open serves_site is_wanted months_to_open n_staff_added equipment visits_a_month n_visits "
    "n_treated n_waiting",
    __name__,
)
CommunityOffices = view(
    "community_offices",
    "n_residents n_clinics_to_upgrade n_clinics_to_build n_clinics_upgraded n_clinics_built clinic_staff_norm",
    __name__,
)
