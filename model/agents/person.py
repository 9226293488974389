"""A registered member of a household."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from model.agents.employer import Employer
from model.agents.window import Window
from model.calendar import MONTHS_A_YEAR
from model.codes import AT_NO_SCHOOL, NOBODY, SEVERE_DISABILITY

if TYPE_CHECKING:
    from model.agents.household import Household

WORKING_AGE = (16, 60)


class Person(Window):
    """A person: age, schooling, health, care duty, school, work, course, away or here."""

    table: ClassVar[str] = "people"
    order: ClassVar[int] = 1

    @property
    def home(self) -> Household:
        """The household the person belongs to."""
        from model.agents.household import Household

        return self.model.windows.of(Household, self.household)

    @property
    def age_years(self) -> int:
        """Completed years."""
        return int(self.age_months // MONTHS_A_YEAR)

    @property
    def job(self) -> Employer | None:
        """The employer, if in work."""
        return None if self.employer == NOBODY else self.model.windows.of(Employer, self.employer)

    @property
    def is_labour_force(self) -> bool:
        """Of working age, able, not at school."""
        is_of_age = WORKING_AGE[0] <= self.age_years < WORKING_AGE[1]
        return is_of_age and self.disability != SEVERE_DISABILITY and self.school_level == AT_NO_SCHOOL

    @property
    def labour_status(self) -> str:
        """`in work`, `on a course`, `at school`, `jobless` (of the labour force) or `not in the labour force`."""
        if self.employer != NOBODY:
            return "in work"
        if self.course_months_left > 0:
            return "on a course"
        if self.school_level != AT_NO_SCHOOL:
            return "at school"
        return "jobless" if self.is_labour_force else "not in the labour force"

    @property
    def place_metres(self) -> tuple[float, float]:
        """The building the household lives in."""
        return self.home.place_metres
