"""The columns that casework writes, and what its rules see of each table."""

from __future__ import annotations

from model.codes import NOT_YET, UNREGISTERED, USUAL_AWARENESS
from model.declare import Column, view

NO_NEED, UNKNOWN, KNOWN = range(3)

COLUMNS = (
    Column(
        "households", "awareness", "float32", USUAL_AWARENESS, "score 0 to 1", "What the household knows of the measures", 0, 1
    ),
    Column("community_offices", "n_units", "int32", 1, "count", "Offices, committees or groups that residents are served by"),
    Column("households", "registration", "uint8", UNREGISTERED, "code", "None, card, permit, hukou", 0, 3),
    Column("households", "has_training_file", "uint8", 0, "yes or no", "The office keeps a training file", 0, 1),
    Column("households", "file_month", "int16", 0, "month", "In which the training file was last set up or renewed"),
    Column("households", "last_visit_month", "int16", NOT_YET, "month", "In which somebody from the office was last there"),
    Column("households", "need", "uint8", NO_NEED, "code", "None works or dues lapsed: 0 no, 1 unknown to the office, 2 known"),
    Column("households", "is_mediated", "uint8", 0, "yes or no", "Its dispute is mediated this month"),
    Column("households", "months_zero_employment", "int16", 0, "months", "Since a labour household last had work"),
    Column("households", "is_helped_with_dues", "uint8", 0, "yes or no", "Visited this month to put dues and dibao in order"),
    Column("people", "is_referred", "uint8", 0, "yes or no", "A caseworker refers this person to posts this month"),
    Column("community_offices", "n_staff", "float32", 0, "staff", "Staff of the office", 0, 10000),
    Column("community_offices", "hours", "float32", 0, "hours", "Casework hours there are this month"),
    Column("community_offices", "hours_used", "float32", 0, "hours", "Casework hours used this month, care visits apart"),
    Column("community_offices", "visit_hours", "float32", 0, "hours", "Hours of a visit about work, dues or registration"),
    Column("community_offices", "n_visits", "int32", 0, "visits", "Visits made this month, care visits apart"),
    Column("community_offices", "n_waiting", "int32", 0, "visits", "Visits that were to be made and for which hours lacked"),
    Column("community_offices", "n_mediated", "int32", 0, "count", "Disputes mediated this month"),
    Column("community_offices", "mediation_hours_used", "float32", 0, "hours", "Hours of mediation this month"),
    Column("community_offices", "n_units_asked", "int32", 1, "count", "Units that the population rule asks for"),
    Column("community_offices", "n_units_matched", "float32", 0, "count", "Of these, units that are set up"),
    Column("community_offices", "n_units_organised", "float32", 0, "count", "Of these, units with their tier of organisation"),
    Column("community_offices", "running_ratio", "float32", 0, "factor", "Running costs over an urban community's", 0, 3),
    Column("community_offices", "pay_ratio", "float32", 0, "factor", "Cadre pay over an urban community's", 0, 3),
    Column("community_offices", "care_hours_used", "float32", 0, "hours", "Hours of visits to those left behind this month"),
    Column("community_offices", "n_care_visits", "int32", 0, "visits", "Visits to those left behind this month"),
    Column("community_offices", "n_documents", "int32", 0, "count", "Cards and permits issued on visits this month"),
    Column("community_offices", "n_dues_visits", "int32", 0, "visits", "Visits to put dues and dibao in order this month"),
)

People = view(
    "people", "household life_stage age_months is_female disability school_level course_months_left employer is_away is_referred",
    __name__,
)  # fmt: skip
Households = view(
    "households",
    "arrival_month return_month first_person n_slots origin_kilometres registration has_training_file months_zero_employment "
    "is_helped_with_dues lapse_months is_eligible_for_dibao has_dibao awareness tie file_month last_visit_month need is_mediated "
    "months_in_dispute",
    __name__,
)
CommunityOffices = view(
    "community_offices",
    "n_residents n_staff hours hours_used visit_hours n_visits n_waiting n_documents n_dues_visits n_care_visits "
    "care_hours_used n_units n_mediated mediation_hours_used n_units_asked n_units_matched n_units_organised running_ratio "
    "pay_ratio",
    __name__,
)
