"""The columns of the common work, declared as the model declares its own."""

from __future__ import annotations

from model.declare import Column

OWNER = "mini"

COLUMNS = (
    Column("people", "household", "int32", 0, "id", "Row of the household"),
    Column("people", "is_active", "uint8", 1, "yes or no", "Lives at the site"),
    Column("people", "age_months", "int16", 0, "months", "Age"),
    Column("people", "is_female", "uint8", 0, "yes or no", "Female"),
    Column("people", "education", "uint8", 0, "code", "Grade of schooling, 0 to 3"),
    Column("people", "skill", "float32", 0, "score", "Skill, -1.5 to 3 on the first day"),
    Column("people", "is_trained", "uint8", 0, "yes or no", "Has had a training seat"),
    Column("people", "employer", "int32", -1, "id", "Row of the employer, -1 for none"),
    Column("people", "wage", "float32", 0, "money a month", "Pay in the present job, 0 for none"),
    Column("people", "tenure_months", "int16", 0, "months", "In the present job"),
    Column("people", "integration", "float32", 0, "score 0 to 1", "Integration at the end of the month"),
    Column("people", "last_integration", "float32", 0, "score 0 to 1", "Integration at the end of the month before"),
    Column("households", "first_person", "int32", 0, "id", "Row of the first member"),
    Column("households", "n_members", "int32", 0, "people", "Members of the first day"),
    Column("households", "n_active", "int32", 0, "people", "Members who live at the site"),
    Column("households", "is_poor", "uint8", 0, "yes or no", "Income a head below the line"),
    Column("buildings", "first_person", "int32", 0, "id", "Row of the first person who lives here"),
    Column("buildings", "n_people", "int32", 0, "people", "People of the first day"),
    Column("employers", "n_posts", "int32", 0, "posts", "Places in work"),
    Column("employers", "n_filled", "int32", 0, "posts", "Places taken"),
    Column("employers", "base_wage", "float32", 0, "money a month", "Pay for nobody's skill"),
    Column("community_offices", "n_hires", "int32", 0, "people", "Hired this month"),
    Column("community_offices", "n_separations", "int32", 0, "people", "Left a job this month"),
)
