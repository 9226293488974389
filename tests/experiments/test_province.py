"""A province of sites: the fit gives the published totals back, sums are of people and not of rates, order does not matter."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import experiments
from analysis.headlines import HEADLINES
from experiments.batch import resume, run_experiment
from experiments.experiment import Experiment
from experiments.province import SiteNumbers, Total, _apart, _Sums, province_experiment, simulate_site, sites_of, totals
from experiments.province_record import SITES, write_totals
from experiments.province_sites import (
    CLASSES,
    COUNTY_TOWN,
    LARGE,
    ProvinceSite,
    as_province,
    draw_sites,
    fit_sizes,
    profile_of,
    published,
)
from experiments.runner import simulate
from experiments.store import Store
from experiments.verify import verify
from model.errors import BadInput
from model.outcomes.measure import Recorder
from model.record import open_record
from model.scenario import load_scenario
from model.site import ResettlementSite
from tests.experiments.asked import bits


def province(n_sites: int = 6, months: int = 2, replications: int = 1, scenarios: tuple[str, ...] = ("baseline",)) -> Experiment:
    loaded = [load_scenario(name, settings=[f"months={months}"]) for name in scenarios]
    return province_experiment(loaded, n_sites, replications, seed=4)


def numbers_of(store: Store, scenario: int = 0) -> dict[tuple[str, int], SiteNumbers]:
    found: dict[tuple[str, int], SiteNumbers] = {}

    def keep(site: ProvinceSite, replication: int, numbers: SiteNumbers) -> None:
        found[site.name, replication] = numbers

    totals(store, scenario, keep)
    return found


def labour_force(numbers: SiteNumbers | Total) -> float:
    return float(numbers.values[-1, numbers.series.index(("all", "labour_force"))])


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
    sums.add("small", SiteNumbers(series, np.array([[0.5, 50.0, 7.0]]), np.array([[100.0, 1.0, 1.0]])))
    sums.add("large", SiteNumbers(series, np.array([[0.9, 810.0, 3.0]]), np.array([[900.0, 1.0, 1.0]])))
    # A site where nobody is in the labour force has no rate, and changes none.
    sums.add("small", SiteNumbers(series, np.array([[np.nan, 0.0, 0.0]]), np.array([[0.0, 1.0, 1.0]])))
    found_series, values = sums.totals()
    found = dict(zip(found_series, values[0], strict=True))
    assert found["all", "employment_rate"] == pytest.approx(860 / 1000)
    assert found["sites=small", "employment_rate"] == pytest.approx(0.5)
    assert found["all", "people_in_work"] == 860
    assert found["lever=training", "spending_yuan_month"] == 10
    assert np.isnan(found["sites=very_large", "employment_rate"])
    assert found["sites=very_large", "people_in_work"] == 0
    assert ("sites=small", "spending_yuan_month") not in found


def test_what_a_site_s_outcomes_are_over_is_stored_once_and_found_again() -> None:
    scenario = load_scenario("baseline", site="tiny", settings=["months=3"])
    series, values = simulate_site(scenario, 5)
    site = ResettlementSite(scenario, rng=5, record="totals")
    numbers = _apart(series, values)
    for month in range(3):
        site.step()
        np.testing.assert_array_equal(numbers.below[month], site.recorder.denominators())
    assert numbers.series == site.series
    np.testing.assert_array_equal(numbers.values, site.values)
    assert len(series) < 1.5 * len(site.series)


def test_a_province_is_its_sites_and_engines_change_no_bit(tmp_path: Path) -> None:
    asked = province(months=3)
    stores = {
        engine: run_experiment(asked, tmp_path / f"{engine}{jobs}", jobs=jobs, engine=engine)  # type: ignore[arg-type]
        for engine, jobs in (("threads", 1), ("threads", 3), ("processes", 2))
    }
    one = totals(stores["threads"], 0)[0]
    np.testing.assert_array_equal(one.values, totals(stores["processes"], 0)[0].values)
    assert bits(stores["threads"]) == bits(stores["processes"])
    alone = numbers_of(stores["threads"])
    assert labour_force(one) == sum(labour_force(numbers) for numbers in alone.values())
    assert one.n_done == 6
    site = sites_of(asked)[2]
    scenario = load_scenario("baseline", settings=["months=3"])
    series, values = simulate(
        type(scenario).from_resolved(scenario.resolved() | {"site": profile_of(site).model_dump(mode="json")}),
        asked.seed_of(2, 0), "totals",
    )  # fmt: skip
    np.testing.assert_array_equal(alone[site.name, 0].values, values)
    assert series == alone[site.name, 0].series


def test_a_site_s_chance_is_its_own_and_the_same_under_every_scenario(tmp_path: Path) -> None:
    both = province(scenarios=("baseline", "no_followup"), replications=2)
    seeds = [both.seed_of(point, replication) for point in range(6) for replication in range(2)]
    assert len(set(seeds)) == 12
    store = run_experiment(both, tmp_path / "both", jobs=2)
    alone = run_experiment(province(), tmp_path / "alone")
    for name in (site.name for site in sites_of(both)):
        np.testing.assert_array_equal(numbers_of(store)[name, 0].values, numbers_of(alone)[name, 0].values)
    runs = store.runs()
    assert runs["run"].nunique() == len(runs) == 24
    assert (runs.groupby(["design_point", "replication"])["seed"].nunique() == 1).all()


def test_a_province_that_is_stopped_again_and_again_has_the_bits_of_an_undisturbed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.batch.SECONDS_A_CHUNK", 0.0)  # a site at a time, however fast the machine
    asked, stops_at = province(n_sites=12, replications=2), [20, 13, 6]
    store = run_experiment(asked, tmp_path / "whole", jobs=2)

    def stop_soon(done: int, failed: int, n: int) -> None:
        if stops_at and done >= stops_at[-1]:
            stops_at.pop()
            raise KeyboardInterrupt

    stopped = run_experiment(asked, tmp_path / "stopped", progress=stop_soon, seconds_a_shard=0)
    done = [stopped.n_done]
    while stopped.status == "stopped":
        stopped = resume(tmp_path / "stopped", progress=stop_soon, seconds_a_shard=0)
        done.append(stopped.n_done)
    assert len(done) >= 3
    assert done == sorted(set(done))
    assert done[-1] == 24
    assert bits(stopped) == bits(store)
    for was, now in zip(totals(store, 0), totals(stopped, 0), strict=True):
        np.testing.assert_array_equal(was.values, now.values)
    assert verify(stopped, 5).different == []


def test_more_replications_can_be_added_and_other_sites_cannot(tmp_path: Path) -> None:
    run_experiment(province(), tmp_path / "a")
    first, _ = write_totals(experiments.open(tmp_path / "a"), HEADLINES)
    assert bits(resume(tmp_path / "a", more_replications=1)) == bits(run_experiment(province(replications=2), tmp_path / "b"))
    second, _ = write_totals(experiments.open(tmp_path / "a"), HEADLINES)
    assert [folder.name for folder in (first, second)] == ["totals-1", "totals-2"]
    for act in (lambda: resume(tmp_path / "a", more_points=1), lambda: run_experiment(province(n_sites=7), tmp_path / "a")):
        with pytest.raises(BadInput) as told:
            act()
        assert told.value.faults[0].kind in ("cannot_grow", "other_experiment")


def test_totals_that_are_there_are_not_written_again(tmp_path: Path) -> None:
    store = run_experiment(province(), tmp_path / "a")
    folder, found = write_totals(store, HEADLINES)
    before = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in folder.iterdir()}
    assert {file.name for file in before} == {"manifest.json", "outcomes.parquet", SITES}
    again = write_totals(store, HEADLINES)
    assert again[0] == folder
    np.testing.assert_array_equal(again[1]["baseline"][0].values, found["baseline"][0].values)
    assert {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in folder.iterdir()} == before


def test_few_shards_are_in_memory_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from experiments.province import _Shelf

    store = run_experiment(province(n_sites=12), tmp_path / "a", seconds_a_shard=0)
    whole = totals(store, 0)[0].values
    monkeypatch.setattr("experiments.province.SHARDS_HELD", 2)
    shelf = _Shelf(store)
    assert len(store.shards) > 2
    for point in range(12):
        assert shelf.numbers(0, point, 0) is not None
        assert len(shelf._held) <= 2
    np.testing.assert_array_equal(totals(store, 0)[0].values, whole)


def test_a_site_that_raises_is_named_and_missing_in_the_sums(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = province(n_sites=3)
    whole = numbers_of(run_experiment(asked, tmp_path / "whole"))
    site = ResettlementSite(asked.at(0, 1), rng=asked.seed_of(1, 0))
    broken, record = len(site.recorder.groups.of_people), Recorder.record

    def fail(self: Recorder, month: int) -> None:
        if len(self.groups.of_people) == broken and month == 1:
            raise ValueError("broken on purpose")
        record(self, month)

    monkeypatch.setattr(Recorder, "record", fail)
    store = run_experiment(asked, tmp_path / "a", jobs=2)
    assert store.status == "failed"
    folder, found = write_totals(store, HEADLINES)
    assert folder.name == "totals-1-without-1"
    failures, names = open_record(folder).manifest["failures"], [site.name for site in sites_of(asked)]
    assert [(failure["site"], failure["stage"], failure["month"]) for failure in failures] == [(names[1], "recording", 1)]
    assert labour_force(found["baseline"][0]) == sum(labour_force(whole[name, 0]) for name in (names[0], names[2]))
    assert (found["baseline"][0].n_done, names[1] in (folder / SITES).read_text()) == (2, False)
    monkeypatch.setattr(Recorder, "record", record)
    mended = resume(tmp_path / "a", failed_again=True)
    assert totals(mended, 0)[0].n_done == 3


def test_inequality_within_sites_is_not_taken_for_inequality_of_the_province(tmp_path: Path) -> None:
    found = totals(run_experiment(province(n_sites=2, months=1), tmp_path / "a"), 0)[0]
    named = {outcome for _, outcome in found.series}
    assert "gini" not in named
    assert {"employment_rate", "net_income_a_head_yuan_month", "integration_index"} <= named
    assert set(HEADLINES) <= named
    classes = [
        name for name in CLASSES if np.isfinite(found.values[-1, found.series.index((f"sites={name}", "employment_rate"))])
    ]
    assert 1 <= len(classes) <= 2
