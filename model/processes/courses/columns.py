"""The columns that courses write, and what their rules see of each table."""

from __future__ import annotations

from model.codes import NOBODY
from model.declare import Column, view

NEVER_TRAINED = -1

COLUMNS = (
    Column("people", "has_learned_to_read", "uint8", 0, "yes or no", "Taught to read on the site and has not lost it", 0, 1),
    Column("people", "has_gained_mandarin", "uint8", 0, "yes or no", "Rose a grade in Mandarin; schools enter it next month"),
    Column("training_centres", "n_taught_to_read", "int32", 0, "people", "Taught to read this month"),
    Column("training_centres", "n_lost_reading", "int32", 0, "people", "Taught to read and lost it this month"),
    Column("training_centres", "n_could_learn", "int32", 0, "people", "Who could be given a seat, where seats open"),
    Column("training_centres", "n_wanting", "int32", 0, "people", "Of those, who want one"),
    Column("training_centres", "n_enrolled_craft", "int32", 0, "people", "Started a craft course this month"),
    Column("people", "course_months_left", "uint8", 0, "months", "Months of the present full-time course that remain"),
    Column("people", "is_learning_in_work", "uint8", 0, "yes or no", "On a course beside a job this month"),
    Column("people", "is_advanced", "uint8", 0, "yes or no", "The present or last course is a high-skill one"),
    Column("people", "course_sector", "uint8", 0, "code", "Sector of the present or last course"),
    Column("people", "trained_sector", "int8", NOBODY, "code", "Sector of the last completed course, -1 for none"),
    Column("people", "months_since_training", "int16", NEVER_TRAINED, "months", "Since the last completion, -1: never"),
    Column("people", "order_employer", "int32", NOBODY, "id", "Employer that ordered the present course, -1 for none"),
    Column("people", "skill", "float32", 0, "score 0 to 1", "General skill; the population's spread is 0.5", -2, 3),
    Column("training_centres", "n_seats", "int32", 0, "seats", "Seats opened this month, full-time and beside work"),
    Column("training_centres", "n_on_course", "int32", 0, "people", "On a full-time course at the end of the month"),
    Column("training_centres", "n_enrolled", "int32", 0, "people", "Started a full-time course this month"),
    Column("training_centres", "n_enrolled_in_work", "int32", 0, "people", "Started a course beside work this month"),
    Column("training_centres", "n_enrolled_advanced", "int32", 0, "people", "Of those enrolled, on a high-skill course"),
    Column("training_centres", "n_completed", "int32", 0, "people", "Completed a course this month"),
)

People = view(
    "people",
    "has_learned_to_read has_gained_mandarin mandarin household chance_id life_stage is_alive "
    "school_level schooling employer is_away "
    "months_out_of_work course_months_left is_learning_in_work is_advanced course_sector trained_sector "
    "months_since_training order_employer skill",
    __name__,
)
Households = view("households", "return_month has_training_file awareness is_minority", __name__)
Employers = view("employers", "sector is_open n_posts n_filled kind", __name__)
TrainingCentres = view(
    "training_centres",
    "n_taught_to_read n_lost_reading n_could_learn n_wanting n_enrolled_craft "
    "n_seats n_on_course n_enrolled n_enrolled_in_work n_enrolled_advanced n_completed",
    __name__,
)
