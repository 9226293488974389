"""`resettle province`: a whole province of sites under one scenario, by class of site and in all."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.headlines import HEADLINES
from app.failures import cause
from app.language import chosen
from app.options import label, lang_option, load_all
from app.progress import Progress
from app.table import number, table
from app.texts import text
from experiments.executors import ENGINES

if TYPE_CHECKING:
    from experiments.experiment import Experiment
    from experiments.province import Total
    from experiments.province_sites import ProvinceSite
    from experiments.store import Store
    from model.scenario import Scenario

# Runs of many sites are long, and the first are the longest: what has come out is stored at once.
SECONDS_A_SHARD = 0.0


@click.command("province", help=text("province"))
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...")
@click.option("--sites", "n_sites", type=click.IntRange(1, 100_000), metavar="N", help=text("option_sites"))
@click.option("--months", type=click.IntRange(1, 600), metavar="N", help=text("option_months"))
@click.option("--replications", type=click.IntRange(1, 1_000_000), metavar="R", help=text("option_replications_one"))
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), metavar="K", help=text("option_seed"))
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help=text("option_set"))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=text("option_out"))
@click.option("--resume", "stopped", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=text("option_resume"))
@click.option(
    "--jobs", type=click.IntRange(1, 1024), default=os.cpu_count() or 1, show_default=True, metavar="J", help=text("option_jobs")
)
@click.option("--engine", type=click.Choice(ENGINES), default="processes", show_default=True, help=text("option_engine_dask"))
@click.option("--scheduler", metavar="ADDRESS|FILE", help=text("option_scheduler"))
@lang_option
def command(scenarios: tuple[str, ...], n_sites: int | None, months: int | None, replications: int | None, seed: int | None,
            settings: tuple[str, ...], out: Path | None, stopped: Path | None, jobs: int, engine: Any,
            scheduler: str | None) -> None:  # fmt: skip
    engine = "dask" if scheduler is not None else engine
    started = time.perf_counter()
    if stopped is not None:
        if scenarios or settings or any(given is not None for given in (n_sites, months, replications, seed, out)):
            raise click.UsageError(text("resume_alone"))
        store = _resume(stopped, jobs, engine, scheduler)
    else:
        experiment = _asked(scenarios, n_sites, months, replications or 1, seed, settings)
        store = _run(experiment, _folder(experiment, out), jobs, engine, scheduler)
    _leave_if_stopped(store)
    click.echo(_time(store, time.perf_counter() - started))
    click.echo("\n".join(_add_up(store)))
    if store.n_failed:
        failures = store.failures()
        why = cause(str(failures.iloc[0]["traceback"]))
        click.echo(text("sites_failed", n=store.n_failed, folder=store.folder, why=why), err=True)
        raise click.exceptions.Exit(1)


def _asked(scenarios: tuple[str, ...], n_sites: int | None, months: int | None, replications: int, seed: int | None,
           settings: tuple[str, ...]) -> Experiment:  # fmt: skip
    from experiments.designs.province import DESIGN
    from experiments.province import province_experiment
    from model.errors import BadInput, Fault

    loaded = load_all(scenarios or ("baseline",), None, months, settings)
    names = [scenario.name for scenario in loaded]
    faults = [Fault("same_twice", key=name) for place, name in enumerate(names) if name in names[:place]]
    for scenario in loaded[1:]:
        if scenario.months != loaded[0].months:
            told = {"months": scenario.months, "baseline": loaded[0].months}
            faults.append(Fault("different_horizons", key=scenario.name, values=told))
    if faults:
        raise BadInput(faults)
    return province_experiment(loaded, n_sites or DESIGN.n_default, replications, loaded[0].seed if seed is None else seed)


def _folder(experiment: Experiment, out: Path | None) -> Path:
    """The one asked for, even if this province was begun there, or a new one."""
    from experiments.store import holds_experiment
    from model.record import new_folder

    if out is not None and holds_experiment(out):
        return out
    return new_folder(out, ["province", *(scenario.name for scenario in experiment.scenarios)])


def _run(experiment: Experiment, folder: Path, jobs: int, engine: Any, scheduler: str | None) -> Store:
    from experiments.batch import run_experiment
    from experiments.province import sites_of

    click.echo(_head(sites_of(experiment)))
    _say_when_cold()
    with Progress("sites_unit") as progress:
        return run_experiment(experiment, folder, jobs, engine, progress, scheduler, SECONDS_A_SHARD)


def _resume(folder: Path, jobs: int, engine: Any, scheduler: str | None) -> Store:
    import experiments
    from experiments.batch import resume
    from experiments.province import is_province, sites_of
    from model.errors import BadInput, Fault

    experiment = experiments.open(folder).experiment
    if not is_province(experiment):
        raise BadInput([Fault("other_experiment", str(folder), values={"which": experiment.name})])
    click.echo(_head(sites_of(experiment)))
    _say_when_cold()
    with Progress("sites_unit") as progress:
        return resume(folder, jobs, engine, progress, scheduler, SECONDS_A_SHARD)


def _say_when_cold() -> None:
    from model.kernel import is_cold

    if is_cold():
        click.echo(text("cold"), err=True)


def _leave_if_stopped(store: Store) -> None:
    if store.status == "stopped":
        said = {"n": store.n_done, "asked": int(store.state.size), "folder": store.folder}
        click.echo(text("province_stopped", **said), err=True)
        raise click.exceptions.Exit(130)


def _time(store: Store, seconds: float) -> str:
    return text("province_time", n=store.n_done, seconds=seconds, computing=store.n_done * store.seconds_a_run)


def _add_up(store: Store) -> list[str]:
    """Sum over sites, write the record unless it is there, and give what there is to say."""
    from experiments.province_record import write_totals

    folder, found = write_totals(store, HEADLINES)
    said = [_report(scenario, found[scenario.name], len(store.experiment.values)) for scenario in store.experiment.scenarios]
    return [*said, text("record_in", folder=folder)]


def _head(sites: Sequence[ProvinceSite]) -> str:
    from experiments.province_sites import CLASSES

    parts = [(label(words), [site for site in sites if site.size_class == name]) for name, (_, words) in CLASSES.items()]
    rows = [[text("site_class"), text("sites_unit"), text("households_n"), text("people_n")]]
    for name, of in (*parts, (text("total"), sites)):
        rows.append([name, str(len(of)), f"{sum(s.n_households for s in of):,}", f"{sum(s.n_people for s in of):,}"])
    return table(rows, right=(1, 2, 3)) + "\n" + text("sizes_are_assumed") + "\n"


def _report(scenario: Scenario, done: Sequence[Total], n_sites: int) -> str:
    """Means over replications in the last month, in all and by class of site."""
    import numpy as np

    from experiments.province_sites import CLASSES
    from model.calendar import Calendar
    from model.registry import OUTCOMES
    from model.words import unit

    whole = [total for total in done if total.n_done]
    if not whole:
        return ""
    last = np.mean([total.values[-1] for total in whole], axis=0)
    places = {pair: place for place, pair in enumerate(whole[0].series)}
    groups = ["all", *(f"sites={name}" for name in CLASSES)]
    rows = [[text("outcome"), text("all_sites"), *(label(words) for _, words in CLASSES.values()), text("unit")]]
    for name in HEADLINES:
        of = OUTCOMES[name]
        rows.append([label(of), *(number(last[places[group, name]], of.unit) for group in groups), unit(of.unit, chosen())])
    date = Calendar(*scenario.start).label(scenario.months - 1)
    head = text("province_at", label=label(scenario.label), date=date, n=len(whole))
    return f"\n{head}\n{table(rows, right=(1, 2, 3, 4, 5))}\n"
