"""`resettle province`: a whole province of sites under one scenario, by class of site and in all."""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from analysis.headlines import HEADLINES
from app.language import chosen
from app.options import label, lang_option, load_all
from app.table import number, table
from app.texts import text

if TYPE_CHECKING:
    from experiments.province import ProvinceRun, SiteSums
    from experiments.province_sites import ProvinceSite
    from model.scenario import Scenario

SITES = "sites.csv"


@click.command("province", help=text("province"))
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...")
@click.option("--sites", "n_sites", type=click.IntRange(1, 100_000), metavar="N", help=text("option_sites"))
@click.option("--months", type=click.IntRange(1, 600), metavar="N", help=text("option_months"))
@click.option(
    "--replications",
    type=click.IntRange(1, 1_000_000),
    default=1,
    show_default=True,
    metavar="R",
    help=text("option_replications"),
)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), metavar="K", help=text("option_seed"))
@click.option(
    "--jobs", type=click.IntRange(1, 1024), default=os.cpu_count() or 1, show_default=True, metavar="J", help=text("option_jobs")
)
@click.option(
    "--engine", type=click.Choice(["threads", "processes"]), default="processes", show_default=True, help=text("option_engine")
)
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help=text("option_set"))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=text("option_out"))
@lang_option
def command(scenarios: tuple[str, ...], n_sites: int | None, months: int | None, replications: int, seed: int | None, jobs: int,
            engine: str, settings: tuple[str, ...], out: Path | None) -> None:  # fmt: skip
    from experiments.province_sites import GRADE, as_province, draw_sites, fit_sizes
    from model.errors import BadInput, Fault
    from model.record import RecordWriter, new_folder

    loaded = load_all(scenarios or ("baseline",), None, months, settings)
    names = [scenario.name for scenario in loaded]
    if faults := [Fault("same_twice", key=name) for place, name in enumerate(names) if name in names[:place]]:
        raise BadInput(faults)
    seed = loaded[0].seed if seed is None else seed
    sites = draw_sites(seed, n_sites)
    folder = new_folder(out, ["province", *names])
    asked = {"province": {"sites": len(sites), "sigma": fit_sizes().sigma, "grade_of_sizes": GRADE}, "seed": seed}
    provinces = [as_province(scenario, sites) for scenario in loaded]
    writer = RecordWriter(folder, provinces, {**asked, "replications": replications, "record": "totals"})
    click.echo(_head(sites))
    status, n_failed = "done", 0
    with (folder / (SITES + ".part")).open("w", encoding="utf-8", newline="") as file:
        for scenario, province in zip(loaded, provinces, strict=True):
            done = []
            for replication in range(replications):
                done.append(_run(scenario, sites, seed, replication, jobs, engine, file))
                _enter(writer, province, done[-1], seed)
                n_failed += len(done[-1].failures)
                if done[-1].status == "stopped":
                    writer.close("stopped")
                    click.echo(text("province_stopped", n=done[-1].n_done, asked=len(sites), folder=folder), err=True)
                    raise click.exceptions.Exit(130)
            click.echo(_report(scenario, done))
        status = "failed" if n_failed else "done"
    (folder / (SITES + ".part")).rename(folder / SITES)
    writer.close(status)
    click.echo(text("record_in", folder=folder))
    if n_failed:
        why = writer.manifest["failures"][0]["traceback"].strip().splitlines()[-1]
        click.echo(text("sites_failed", n=n_failed, folder=folder, why=why), err=True)
        raise click.exceptions.Exit(1)


def _run(
    scenario: Scenario, sites: Sequence[ProvinceSite], seed: int, replication: int, jobs: int, engine: Any, file: TextIO
) -> ProvinceRun:
    from tqdm import tqdm

    from experiments.province import run_province
    from model.kernel import is_cold

    if is_cold():
        click.echo(text("cold"), err=True)
    lines = csv.writer(file)
    if file.tell() == 0:
        lines.writerow(["scenario", "replication", "site", "kind", "class", "households", "people", "month", *HEADLINES])

    def each(site: ProvinceSite, sums: SiteSums) -> None:
        places = [sums.series.index(("all", name)) for name in HEADLINES]
        facts = [scenario.name, replication, site.name, site.kind, site.size_class, site.n_households, site.n_people]
        lines.writerow([*facts, scenario.months - 1, *(f"{value:.10g}" for value in sums.values[-1, places])])

    started = time.perf_counter()
    with tqdm(total=len(sites), unit=text("sites_unit"), desc=scenario.name, disable=None, leave=False) as bar:

        def progress(done: int, failed: int, asked: int) -> None:
            bar.set_postfix_str(f"{failed} ✗" if failed else "")
            bar.update(1)

        found = run_province(scenario, sites, seed, replication, jobs, engine, progress, each)
    seconds = time.perf_counter() - started
    click.echo(text("province_time", scenario=scenario.name, n=found.n_done, seconds=seconds, computing=found.seconds))
    return found


def _enter(writer: Any, province: Scenario, found: ProvinceRun, seed: int) -> None:
    """Write one replication into the record; one that was stopped is left out, since its sums are not the province's."""
    from dataclasses import asdict

    from model.chance import replication_seed

    writer.manifest["seeds"][str(found.replication)] = replication_seed(seed, found.replication)
    writer.manifest["failures"].extend(asdict(failure) for failure in found.failures)
    if found.status != "stopped" and found.n_done:
        writer.add(province, found.replication, found.series, found.values)


def _head(sites: Sequence[ProvinceSite]) -> str:
    from experiments.province_sites import CLASSES

    parts = [(label(words), [site for site in sites if site.size_class == name]) for name, (_, words) in CLASSES.items()]
    rows = [[text("site_class"), text("sites_unit"), text("households_n"), text("people_n")]]
    for name, of in (*parts, (text("total"), sites)):
        rows.append([name, str(len(of)), f"{sum(s.n_households for s in of):,}", f"{sum(s.n_people for s in of):,}"])
    return table(rows, right=(1, 2, 3)) + "\n" + text("sizes_are_assumed") + "\n"


def _report(scenario: Scenario, done: Sequence[ProvinceRun]) -> str:
    """Means over replications in the last month, in all and by class of site."""
    import numpy as np

    from experiments.province_sites import CLASSES
    from model.calendar import Calendar
    from model.registry import OUTCOMES
    from model.words import unit

    whole = [run for run in done if run.n_done]
    if not whole:
        return ""
    last = np.mean([run.values[-1] for run in whole], axis=0)
    places = {pair: place for place, pair in enumerate(whole[0].series)}
    groups = ["all", *(f"sites={name}" for name in CLASSES)]
    rows = [[text("outcome"), text("all_sites"), *(label(words) for _, words in CLASSES.values()), text("unit")]]
    for name in HEADLINES:
        of = OUTCOMES[name]
        rows.append([label(of), *(number(last[places[group, name]], of.unit) for group in groups), unit(of.unit, chosen())])
    date = Calendar(*scenario.start).label(scenario.months - 1)
    head = text("province_at", label=label(scenario.label), date=date, n=len(whole))
    return f"\n{head}\n{table(rows, right=(1, 2, 3, 4, 5))}\n"
