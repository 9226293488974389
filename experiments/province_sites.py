"""The sites of a province: as many, as large and as unequal as the published totals say.

Sizes are lognormal, one distribution for sites in county towns and one for all others, each with its published mean; the
spread, the same for both, is the one under which the published number of sites has 10,000 people or more; none is much larger
than the largest known. That sizes are lognormal and spread alike is an assumption: no list of all sites is published. Totals:
model/data/province.csv.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from model.calendar import rows
from model.chance import decision_key, uniform
from model.declare import Array
from model.scenario import Scenario
from model.scenario_file import read_profile
from model.site_profile import Label, SiteProfile

COUNTY_TOWN, TOWNSHIP = "county_town", "township"
LARGE = 10_000
# People from which a site belongs to a class: the classes of the national follow-up policy (小型、中型、大型、特大型).
CLASSES: dict[str, tuple[int, Label]] = {
    "small": (0, Label(zh="小型（800 人以下）", en="small (under 800 people)")),
    "medium": (800, Label(zh="中型（800–2999 人）", en="medium (800 to 2,999)")),
    "large": (3000, Label(zh="大型（3000–9999 人）", en="large (3,000 to 9,999)")),
    "very_large": (LARGE, Label(zh="特大型（万人以上）", en="very large (10,000 or more)")),
}
HOUSEHOLDS_A_VILLAGE = 90  # assumption, as in the site profiles: OF073, 10,090 villages moved as a whole
FEWEST_HOUSEHOLDS = 10
GRADE = "assumption"


@dataclass(frozen=True)
class Sizes:
    """Lognormal sizes in people, cut off at the largest. n_sites and mean (before the cut) by kind; sigma: standard deviation of
    the logarithm, of both kinds."""

    n_sites: Mapping[str, int]
    mean: Mapping[str, float]
    sigma: float
    largest: float = float("inf")

    def quantile(self, kind: str, p: Array) -> Array:
        """The size that a share p of sites of a kind stays below."""
        from scipy.special import ndtri

        within = 1 - _share_over(self.largest, self.mean[kind], self.sigma)
        return np.asarray(np.exp(np.log(self.mean[kind]) - self.sigma**2 / 2 + self.sigma * ndtri(p * within)))

    def expected_over(self, people: float) -> float:
        """How many sites have at least so many people, on average."""
        return sum(n * _share_over(people, self.mean[kind], self.sigma) for kind, n in self.n_sites.items())


@dataclass(frozen=True)
class ProvinceSite:
    """One site. number: its lasting identity, on which its chance rests."""

    number: int
    kind: str
    n_households: int

    @property
    def n_people(self) -> int:
        """Its households' people, by the published mean."""
        return round(self.n_households * people_a_household())

    @property
    def name(self) -> str:
        """`site0353`."""
        return f"site{self.number:04d}"

    @property
    def size_class(self) -> str:
        """Its class by people."""
        return [name for name, (least, _) in CLASSES.items() if self.n_people >= least][-1]


def published() -> dict[str, float]:
    """The published totals by name."""
    return {row["name"]: float(row["value"]) for row in rows("province")}


@cache
def people_a_household() -> float:
    """The published mean."""
    return published()["people"] / published()["households"]


def fit_sizes() -> Sizes:
    """The distribution under which the published totals come out."""
    from scipy.optimize import brentq

    totals = published()
    n_town = int(totals["county_town_sites"])
    n_sites = {COUNTY_TOWN: n_town, TOWNSHIP: int(totals["sites"]) - n_town}
    share = {COUNTY_TOWN: totals["county_town_share"], TOWNSHIP: 1 - totals["county_town_share"]}
    mean = {kind: totals["people"] * share[kind] / n for kind, n in n_sites.items()}

    def surplus(sigma: float) -> float:
        return Sizes(n_sites, mean, sigma).expected_over(LARGE) - totals["sites_over_10000"]

    # Below the upper end more spread always means more large sites.
    return Sizes(n_sites, mean, float(brentq(surplus, 0.05, 1.2)), totals["largest_site_people"])


def _share_over(people: float, mean: float, sigma: float) -> float:
    from scipy.special import ndtr

    return float(ndtr(-(np.log(people / mean) + sigma**2 / 2) / sigma))


def draw_sites(seed: int, n_sites: int | None = None) -> list[ProvinceSite]:
    """The province's sites, the largest first; fewer sites than published make a smaller province of the same kind.

    Each site is drawn within its own slice of the distribution, one slice a site, so that the sizes of one province are spread
    as the fit says; then sizes of a kind are scaled so that its households add up to the published number.
    """
    sizes, totals = fit_sizes(), published()
    n_all = int(totals["sites"]) if n_sites is None else n_sites
    part = n_all / totals["sites"]
    n_town = min(max(round(sizes.n_sites[COUNTY_TOWN] * part), 1), n_all)
    key, sites = decision_key(seed, "province", "site_size", 0), list[ProvinceSite]()
    for kind, n in ((COUNTY_TOWN, n_town), (TOWNSHIP, n_all - n_town)):
        if n == 0:
            continue
        first = len(sites)
        drawn = sizes.quantile(kind, np.array([(k + uniform(key, first + k)) / n for k in range(n)]))
        households = _whole(drawn, round(n * sizes.mean[kind] / people_a_household()))
        sites += [ProvinceSite(first + k, kind, int(each)) for k, each in enumerate(households)]
    return sorted(sites, key=lambda site: (-site.n_households, site.number))


def _whole(sizes: Array, total: int) -> Array:
    """Whole numbers in proportion to sizes, none below the fewest, that sum to a total."""
    exact = np.maximum(sizes / sizes.sum() * total, FEWEST_HOUSEHOLDS)
    exact *= total / exact.sum()
    found = np.floor(exact).astype(int)
    found[np.argsort(found - exact, kind="stable")[: total - found.sum()]] += 1
    return found


PROFILE_OF = {"small": "tiejiang", "medium": "tiejiang", "large": "jingxian", "very_large": "sajin"}


def profile_of(site: ProvinceSite) -> SiteProfile:
    """A site's profile: that of the shipped site nearest to it in kind and size, with its own number of households."""
    name = PROFILE_OF[site.size_class]
    if site.kind == COUNTY_TOWN and name == "tiejiang":
        name = "jingxian"
    return _shipped(name).model_copy(update={
        "name": site.name,
        "label": Label(zh=f"第 {site.number} 号安置点", en=f"site {site.number}"),
        "n_households": site.n_households,
        "n_villages": max(1, round(site.n_households / HOUSEHOLDS_A_VILLAGE)),
    })  # fmt: skip


@cache
def _shipped(name: str) -> SiteProfile:
    return read_profile(name)


def as_province(scenario: Scenario, sites: list[ProvinceSite]) -> Scenario:
    """The scenario with the province as its site, for the record: all households under one name."""
    label = Label(zh=f"贵州省（{len(sites)} 个安置点）", en=f"Guizhou province, {len(sites)} sites")
    n_households = sum(site.n_households for site in sites)
    profile = scenario.site.model_copy(update={"name": "guizhou", "label": label, "n_households": n_households})
    return replace(scenario, site=profile)
