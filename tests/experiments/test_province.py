"""A province of sites: the fit gives the published totals back, sums are of people and not of rates, order does not matter."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.headlines import HEADLINES
from experiments.province import SiteSums, _Sums, run_province, simulate_site
from experiments.province_sites import CLASSES, COUNTY_TOWN, LARGE, as_province, draw_sites, fit_sizes, profile_of, published
from experiments.runner import Failure
from model import chance
from model.outcomes.measure import Recorder
from model.scenario import load_scenario
from model.site import ResettlementSite


def labour_force(sums: SiteSums) -> float:
    return float(sums.values[-1, sums.series.index(("all", "labour_force"))])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_fit_gives_the_published_totals_back(seed: int) -> None:
    sites, totals = draw_sites(seed), published()
    assert len(sites) == totals["sites"] == 946
    assert sum(site.n_households for site in sites) == totals["households"] == 431_600
    assert sum(site.n_people for site in sites) == pytest.approx(totals["people"], rel=2e-4)
    assert sum(site.n_people >= LARGE for site in sites) == pytest.approx(22, abs=1)
    in_town = [site for site in sites if site.kind == COUNTY_TOWN]
    assert len(in_town) == 354
    assert sum(site.n_people for site in in_town) / totals["people"] == pytest.approx(0.783, abs=0.001)
    # Sajin, the largest known, has 33,197 people (OF137); scaling to the total may add a little.
    assert 18_000 < max(site.n_people for site in sites) < 1.02 * 33_197


def test_the_spread_is_the_one_that_gives_22_large_sites() -> None:
    sizes = fit_sizes()
    assert sizes.expected_over(LARGE) == pytest.approx(22)
    # The mean of the quantiles is the mean that was published.
    for kind, mean in sizes.mean.items():
        quantiles = sizes.quantile(kind, (np.arange(200_000) + 0.5) / 200_000)
        assert quantiles.mean() == pytest.approx(mean, rel=1e-2)


def test_a_smaller_province_is_of_the_same_kind_and_seeds_draw_other_sizes() -> None:
    sites = draw_sites(1, 100)
    assert len(sites) == 100
    assert sum(site.n_households for site in sites) == pytest.approx(45_600, rel=0.02)
    assert [site.number for site in draw_sites(1)] == [site.number for site in draw_sites(1)]
    assert {site.n_households for site in draw_sites(1)} != {site.n_households for site in draw_sites(2)}
    assert len(draw_sites(1, 1)) == 1


def test_profiles_keep_the_site_s_own_size() -> None:
    for site in draw_sites(1)[::60]:
        profile = profile_of(site)
        assert profile.n_households == site.n_households
        assert profile.n_people == pytest.approx(site.n_people, rel=0.01)
    assert as_province(load_scenario("baseline"), draw_sites(1)).site.n_households == 431_600


def test_denominators_are_what_the_outcomes_are_over() -> None:
    scenario = load_scenario("baseline", site="tiny", settings=["months=3"])
    site = ResettlementSite(scenario, rng=5, record="groups")
    site.run()
    below = dict(zip(site.series, site.recorder.denominators(), strict=True))
    values = dict(zip(site.series, site.values[-1], strict=True))
    for group in ("all", "sex=female"):
        in_work = values[group, "employment_rate"] * below[group, "employment_rate"]
        assert in_work == pytest.approx(round(in_work), abs=1e-9)
    assert below["all", "employment_rate"] == values["all", "labour_force"]
    assert below["all", "people_in_work"] == 1
    assert values["all", "employment_rate"] * below["all", "employment_rate"] == pytest.approx(values["all", "people_in_work"])


def test_rates_of_a_province_are_sums_over_sums() -> None:
    series = (("all", "employment_rate"), ("all", "people_in_work"), ("lever=training", "spending_yuan_month"))
    sums = _Sums()
    sums.add("small", SiteSums(series, np.array([[0.5, 50.0, 7.0]]), np.array([[100.0, 1.0, 1.0]]), 0.0))
    sums.add("large", SiteSums(series, np.array([[0.9, 810.0, 3.0]]), np.array([[900.0, 1.0, 1.0]]), 0.0))
    # A site where nobody is in the labour force has no rate, and changes none.
    sums.add("small", SiteSums(series, np.array([[np.nan, 0.0, 0.0]]), np.array([[0.0, 1.0, 1.0]]), 0.0))
    found_series, values = sums.totals()
    found = dict(zip(found_series, values[0], strict=True))
    assert found["all", "employment_rate"] == pytest.approx(860 / 1000)
    assert found["sites=small", "employment_rate"] == pytest.approx(0.5)
    assert found["all", "people_in_work"] == 860
    assert found["lever=training", "spending_yuan_month"] == 10
    assert np.isnan(found["sites=very_large", "employment_rate"])
    assert found["sites=very_large", "people_in_work"] == 0
    assert ("sites=small", "spending_yuan_month") not in found


def test_a_province_is_its_sites_and_engines_and_order_change_no_bit() -> None:
    scenario = load_scenario("baseline", settings=["months=3"])
    sites = draw_sites(1)[-6:]
    seen = []
    one = run_province(scenario, sites, seed=4, jobs=1, engine="threads", each=lambda site, sums: seen.append((site, sums)))
    many = run_province(scenario, sites, seed=4, jobs=3, engine="threads")
    apart = run_province(scenario, sites, seed=4, jobs=2, engine="processes")
    np.testing.assert_array_equal(one.values, many.values)
    np.testing.assert_array_equal(one.values, apart.values)
    assert [site for site, _ in seen] == sites
    place = one.series.index(("all", "labour_force"))
    assert one.values[-1, place] == sum(labour_force(sums) for _, sums in seen)
    assert one.n_done == 6
    assert sum(np.isfinite(one.values[-1, one.series.index((f"sites={name}", "employment_rate"))]) for name in CLASSES) == 1


def test_a_site_s_chance_is_its_own_whatever_else_is_run() -> None:
    scenario, sites = load_scenario("baseline", settings=["months=2"]), draw_sites(1)[-4:]
    whole: dict[str, np.ndarray] = {}
    alone: dict[str, np.ndarray] = {}
    run_province(scenario, sites, 4, engine="threads", each=lambda site, sums: whole.update({site.name: sums.values}))
    run_province(scenario, sites[2:3], 4, engine="threads", each=lambda site, sums: alone.update({site.name: sums.values}))
    np.testing.assert_array_equal(alone[sites[2].name], whole[sites[2].name])
    assert not np.array_equal(whole[sites[2].name], whole[sites[3].name])


def test_a_site_that_raises_is_named_and_missing_in_the_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario, sites = load_scenario("baseline", settings=["months=2"]), draw_sites(1)[-3:]
    record = Recorder.record

    def fail(self: Recorder, month: int) -> None:
        if len(self.groups.of_people) == broken and month == 1:
            raise ValueError("broken on purpose")
        record(self, month)

    sizes = {}
    run_province(scenario, sites, 4, engine="threads", each=lambda site, sums: sizes.update({site.name: sums}))
    resolved = scenario.resolved() | {"site": profile_of(sites[1]).model_dump(mode="json"), "name": sites[1].name}
    site = ResettlementSite(
        type(scenario).from_resolved(resolved), rng=chance.replication_seed(chance.replication_seed(4, 0), sites[1].number)
    )
    broken = len(site.recorder.groups.of_people)
    monkeypatch.setattr(Recorder, "record", fail)
    found = run_province(scenario, sites, 4, jobs=2, engine="threads")
    assert found.status == "failed"
    assert [(failure.scenario, failure.stage, failure.month) for failure in found.failures] == [(sites[1].name, "recording", 1)]
    place = found.series.index(("all", "labour_force"))
    assert found.values[-1, place] == sum(labour_force(sizes[sites[k].name]) for k in (0, 2))


def test_simulate_site_says_what_cannot_be_built() -> None:
    resolved = load_scenario("baseline", site="tiny").resolved() | {"levers": {"no_such_lever": {}}}
    assert isinstance(simulate_site(resolved, 1), Failure)


def test_inequality_within_sites_is_not_taken_for_inequality_of_the_province() -> None:
    scenario = load_scenario("baseline", settings=["months=1"])
    found = run_province(scenario, draw_sites(1)[-2:], 4, engine="threads")
    named = {outcome for _, outcome in found.series}
    assert "gini" not in named
    assert {"employment_rate", "net_income_a_head_yuan_month", "integration_index"} <= named
    assert set(HEADLINES) <= named
