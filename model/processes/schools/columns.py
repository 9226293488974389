"""The columns that schools write, and what their rules see of each table."""

from __future__ import annotations

from model.codes import AT_NO_SCHOOL, NOBODY
from model.declare import Column, view

FAR_SCHOOL = -2  # a school outside the site, a long way off

COLUMNS = (
    Column("people", "school_level", "uint8", AT_NO_SCHOOL, "code", "Level of the school the person goes to"),
    Column("people", "school", "int16", NOBODY, "id", "Row of the school, -1 none, -2 a far one"),
    Column("people", "schooling", "uint8", 0, "code", "Highest level completed", 0, 3),
    Column("people", "mandarin", "uint8", 0, "code", "Mandarin, from none (0) to fluent (3)", 0, 3),
    Column("people", "has_dropped_out", "uint8", 0, "yes or no", "Left school before completing the level"),
    Column("people", "months_out_of_school", "uint8", 0, "months", "Of compulsory age and not at school"),
    Column("schools", "is_open", "uint8", 1, "yes or no", "It stands and takes pupils", 0, 1),
    Column("schools", "n_seats", "int32", 0, "seats", "Seats", 0, 100000),
    Column("schools", "n_seats_wanted", "int32", 0, "seats", "Seats that the rule would add here"),
    Column("schools", "n_seats_ordered", "int32", 0, "seats", "Seats under construction"),
    Column("schools", "months_to_open", "int16", 0, "months", "Until the seats under construction open"),
    Column("schools", "n_teachers_missing", "float32", 0, "staff", "Posts of new seats without a teacher"),
    Column("schools", "n_teachers", "float32", 0, "staff", "Teachers", 0, 10000),
    Column("schools", "n_pupils", "int32", 0, "people", "Pupils of the site"),
    Column("schools", "n_waiting", "int32", 0, "people", "Children of its level and surroundings without a seat"),
    Column("community_offices", "n_dropouts", "int32", 0, "people", "Left school this month"),
    Column("community_offices", "n_dropouts_move", "int32", 0, "people", "Of those, owed to a far school"),
    Column("community_offices", "school_kilometres", "float64", 0, "kilometres", "Ways of all pupils below senior school"),
    Column(
        "community_offices", "n_with_school_way", "int32", 0, "people", "Pupils below senior school, those of far schools too"
    ),
    Column("community_offices", "n_seats_to_extend", "int32", 0, "seats", "Missing seats that the rule would add in place"),
    Column(
        "community_offices", "n_seats_to_build", "int32", 0, "seats", "Missing seats that the rule would build new schools for"
    ),
    Column("community_offices", "n_seats_extended", "int32", 0, "seats", "Seats in place that were ordered this month"),
    Column("community_offices", "n_seats_built", "int32", 0, "seats", "Seats in new schools that were ordered this month"),
)

People = view(
    "people",
    "household chance_id is_alive age_months is_female employer is_away "
    "school_level school schooling mandarin has_gained_mandarin has_dropped_out months_out_of_school",
    __name__,
)
Households = view("households", "arrival_month return_month building", __name__)
Buildings = view("buildings", "x_metres y_metres", __name__)
Schools = view(
    "schools",
    "level x_metres y_metres is_open n_seats n_seats_wanted n_seats_ordered months_to_open n_teachers n_teachers_missing "
    "n_pupils n_waiting",
    __name__,
)
Employers = view("employers", "kind is_open n_posts n_filled", __name__)
CommunityOffices = view(
    "community_offices",
    "n_labour_force n_dropouts n_dropouts_move school_kilometres n_with_school_way n_seats_to_extend n_seats_to_build "
    "n_seats_extended n_seats_built",
    __name__,
)
