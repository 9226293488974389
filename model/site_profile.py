"""A site profile: how large a site is, who lives there, what stands there on the first day. Read from scenarios/sites/*.toml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Share = Annotated[float, Field(ge=0, le=1)]
PerThousand = Annotated[float, Field(ge=0, le=1000)]


class Strict(BaseModel):
    """Unknown keys are faults, numbers are finite, and what was read does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Label(Strict):
    """A name in both languages."""

    zh: str
    en: str


class People(Strict):
    """Who lives on the site, before the first day.

    size_shares: shares of households of 1, 2, … 8 members. share_minority: of people, village by village.
    share_elder_households: headed by somebody of 60 or more. shares of households with 1 and with 2 elders of the rest.
    share_severe, share_mild: disability of people of 16 or more. share_registered_poor: of households.
    """

    size_shares: tuple[Share, Share, Share, Share, Share, Share, Share, Share]
    share_minority: Share
    share_elder_households: Share
    share_one_elder: Share
    share_two_elders: Share
    share_mild_disability: Share
    share_severe_disability: Share
    share_registered_poor: Share
    land_mu: Annotated[float, Field(ge=0, le=100)]
    forest_mu: Annotated[float, Field(ge=0, le=200)]
    share_old_house: Share
    origin_kilometres: Annotated[float, Field(ge=0, le=500)]

    @model_validator(mode="after")
    def _shares_are_whole(self) -> People:
        if abs(sum(self.size_shares) - 1) > 1e-6:
            raise ValueError("size_shares must sum to 1")
        if self.share_one_elder + self.share_two_elders > 1:
            raise ValueError("share_one_elder and share_two_elders must sum to 1 at most")
        return self


class Work(Strict):
    """Work before and around the site. Posts are per 1,000 labour force; shares are of the labour force."""

    labourers_a_household: Annotated[float, Field(gt=0, le=8)]
    share_outside: Share
    share_local: Share
    park_posts: PerThousand
    local_posts: PerThousand
    cooperative_posts: PerThousand
    start_up_posts: PerThousand
    park_kilometres: Annotated[float, Field(ge=0, le=100)]
    local_kilometres: Annotated[float, Field(ge=0, le=100)]


class Services(Strict):
    """What stands on the first day. Seats, staff and visits are per 1,000 residents.

    clinic_visits_a_month: those that institutions nearby can spare; clinic_kilometres: how far these are from the middle of
    the site; clinic_equipment: theirs, over the norm.
    """

    kindergarten_seats: PerThousand
    primary_seats: PerThousand
    junior_seats: PerThousand
    senior_seats: PerThousand
    pupils_a_teacher: Annotated[float, Field(gt=0, le=100)]
    clinic_visits_a_month: PerThousand
    clinic_kilometres: Annotated[float, Field(ge=0, le=100)] = 1.2
    clinic_equipment: Share = 0.6
    clinic_tier: Literal["room", "station", "centre"]
    office_staff: PerThousand


class SiteProfile(Strict):
    """One kind of site."""

    name: str
    label: Label
    n_households: Annotated[int, Field(ge=5, le=500_000)]
    n_villages: Annotated[int, Field(ge=1, le=5000)]
    households_a_building: Annotated[int, Field(ge=1, le=400)]
    buildings_a_grid: Annotated[int, Field(ge=1, le=100)]
    arrival_shares: tuple[Share, ...]
    people: People
    work: Work
    services: Services

    @model_validator(mode="after")
    def _everybody_arrives(self) -> SiteProfile:
        if not self.arrival_shares or abs(sum(self.arrival_shares) - 1) > 1e-6:
            raise ValueError("arrival_shares must sum to 1: the share of households that move in month by month")
        return self

    @property
    def n_labour_force(self) -> int:
        """Labour force that the site is planned for."""
        return round(self.n_households * self.work.labourers_a_household)

    @property
    def n_people(self) -> int:
        """Registered people that the site is planned for."""
        return round(self.n_households * sum(s * (k + 1) for k, s in enumerate(self.people.size_shares)))
