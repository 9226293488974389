"""`resettle experiment`: run, look at, resume, extend, verify and export experiments, and make a job script for a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.failures import cause
from app.options import lang_option
from app.progress import Progress, minutes
from app.table import table
from app.texts import text

if TYPE_CHECKING:
    from experiments.experiment import Experiment
    from experiments.store import Store

Function = Callable[..., Any]
FOLDER = click.Path(path_type=Path, file_okay=False)


class _Group(click.Group):
    """Its own commands told in the language of this process."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(text("commands")):
            formatter.write_dl([(name, text(f"experiment_{name}")) for name in self.commands])


@click.group("experiment", cls=_Group, help=text("experiment"))
def command() -> None:
    """Its commands say what they do."""


def _engine_options(function: Function) -> Function:
    from experiments.executors import ENGINES

    options = [
        click.option("--jobs", type=click.IntRange(1, 1024), default=os.cpu_count() or 1, show_default=True, metavar="J",
                     help=text("option_jobs")),
        click.option("--engine", type=click.Choice(ENGINES), default="threads", show_default=True,
                     help=text("option_engine_dask")),
        click.option("--scheduler", metavar="ADDRESS|FILE", help=text("option_scheduler")),
    ]  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return lang_option(function)


@command.command("run", help=text("experiment_run"))
@click.argument("file")
@click.option("--out", type=FOLDER, metavar="DIR", help=text("option_out_experiment"))
@_engine_options
def run(file: str, out: Path | None, jobs: int, engine: str, scheduler: str | None) -> None:
    from experiments.batch import run_experiment

    experiment = _load(file)
    folder = out or Path("runs") / experiment.name
    _say_what(experiment)
    with Progress() as progress:
        store = run_experiment(experiment, folder, jobs, _engine(engine, scheduler), progress, scheduler)
    _leave(store)


@command.command("status", help=text("experiment_status"))
@click.argument("folder", type=FOLDER, metavar="DIR")
@lang_option
def status(folder: Path) -> None:
    import experiments

    store = experiments.open(folder)
    _say_what(store.experiment)
    click.echo(_how_far(store))
    failures = store.failures() if not store.damaged else None
    if failures is not None and len(failures):
        counted = failures.groupby(["stage", "month"]).size().reset_index(name="n")
        rows = [[text("stage"), text("month"), text("runs")], *([str(cell) for cell in row] for row in counted.to_numpy())]
        click.echo("\n" + table(rows, right=(1, 2)))
    for file in store.damaged:
        click.echo(text("damaged_shard", file=file.name, folder=folder), err=True)


@command.command("resume", help=text("experiment_resume"))
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--failed", is_flag=True, help=text("option_failed"))
@click.option("--as-begun", is_flag=True, help=text("option_as_begun"))
@_engine_options
def resume_(folder: Path, failed: bool, as_begun: bool, jobs: int, engine: str, scheduler: str | None) -> None:
    from experiments.batch import resume

    with Progress() as progress:
        store = resume(
            folder, jobs, _engine(engine, scheduler), progress, scheduler, failed_again=failed, as_begun=as_begun
        )  # fmt: skip
    _leave(store)


class _More(click.ParamType[int]):
    """A number to add, with or without its plus."""

    name = "+N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        number = str(value).removeprefix("+")
        if not number.isdecimal() or int(number) == 0:
            self.fail(text("not_more", value=value), param, ctx)
        return int(number)


@command.command("extend", help=text("experiment_extend"))
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--replications", type=_More(), default=None, metavar="+N", help=text("option_more_replications"))
@click.option("--points", type=_More(), default=None, metavar="+N", help=text("option_more_points"))
@_engine_options
def extend(folder: Path, replications: int | None, points: int | None, jobs: int, engine: str, scheduler: str | None) -> None:
    from experiments.batch import resume

    if replications is None and points is None:
        raise click.UsageError(text("extend_what"))
    with Progress() as progress:
        store = resume(folder, jobs, _engine(engine, scheduler), progress, scheduler,
                       more_replications=replications or 0, more_points=points or 0)  # fmt: skip
    _leave(store)


@command.command("verify", help=text("experiment_verify"))
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--sample", type=click.IntRange(1), default=20, show_default=True, metavar="K", help=text("option_sample"))
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, metavar="K", help=text("option_seed_sample"))
@click.option("--jobs", type=click.IntRange(1, 1024), default=os.cpu_count() or 1, show_default=True, help=text("option_jobs"))
@lang_option
def verify_(folder: Path, sample: int, seed: int, jobs: int) -> None:
    import experiments
    from experiments.verify import verify

    with Progress() as progress:
        verdict = verify(experiments.open(folder), sample, seed, jobs, progress=progress)
    for scenario, point, replication, why in verdict.different:
        click.echo(text("differs", scenario=scenario, point=point, replication=replication, why=why), err=True)
    click.echo(text("verified", n=verdict.n_compared, same=verdict.n_compared - len(verdict.different)))
    if verdict.different:
        raise click.exceptions.Exit(1)


@command.command("export", help=text("experiment_export"))
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--format", "form", type=click.Choice(["csv", "parquet", "xlsx"]), default="csv", show_default=True,
              help=text("option_format"))  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=text("option_out_file"))
@lang_option
def export_(folder: Path, form: str, out: Path | None) -> None:
    import experiments
    from experiments.export import export

    store = experiments.open(folder)
    file = out or folder / f"{store.experiment.name}.{form}"
    n = export(store, form, file)
    click.echo(text("exported", n=f"{n:,}", file=file))
    if store.status == "stopped":
        click.echo(text("exported_part", missing=int(store.state.size) - store.n_done - store.n_failed), err=True)


@command.command("slurm", help=text("experiment_slurm"))
@click.argument("file")
@click.option("--out", type=FOLDER, metavar="DIR", help=text("option_out_experiment"))
@click.option("--nodes", type=click.IntRange(1), default=1, show_default=True, help=text("option_nodes"))
@click.option("--tasks-per-node", "tasks", type=click.IntRange(1), default=16, show_default=True, help=text("option_tasks"))
@click.option("--time", "time_", default="08:00:00", show_default=True, help=text("option_time"))
@lang_option
def slurm(file: str, out: Path | None, nodes: int, tasks: int, time_: str) -> None:
    from experiments.slurm import job_script

    experiment = _load(file)
    click.echo(job_script(experiment.name, _find(file), out or Path("runs") / experiment.name, nodes, tasks, time_), nl=False)


@command.command("list", help=text("experiment_list"))
@lang_option
def list_() -> None:
    from app.language import chosen
    from experiments.experiment import load_experiment
    from experiments.questions import shipped

    rows = [[text("experiment_name"), text("question"), text("runs")]]
    for name, file in shipped().items():
        experiment = load_experiment(file)
        rows.append([name, experiment.question[chosen()], f"{experiment.n_runs:,}"])
    click.echo(table(rows, right=(2,)))


def _find(name: str) -> Path:
    """A path, or the file of one of the experiments that come with the package."""
    from experiments.questions import find

    return find(name)


def _load(name: str) -> Experiment:
    from experiments.experiment import load_experiment
    from model.kernel import is_cold

    experiment = load_experiment(_find(name))
    if is_cold():
        click.echo(text("cold"), err=True)
    return experiment


def _engine(engine: str, scheduler: str | None) -> Any:
    """A scheduler that is named is meant."""
    return "dask" if scheduler is not None else engine


def _say_what(experiment: Experiment) -> None:
    from app.language import chosen
    from experiments.designs import DESIGNS

    design = DESIGNS[experiment.method]
    question = experiment.question[chosen()]
    click.echo(experiment.label[chosen()] + (f"\n{question}" if question else ""))
    click.echo(text(
        "experiment_size", scenarios=len(experiment.scenarios), inputs=len(experiment.inputs), points=f"{experiment.n_points:,}",
        replications=experiment.replications, runs=f"{experiment.n_runs:,}", design=design.zh if chosen() == "zh" else design.en,
    ))  # fmt: skip


def _how_far(store: Store) -> str:
    missing = int(store.state.size) - store.n_done - store.n_failed
    jobs = store.manifest["sessions"][-1]["jobs"] if store.manifest["sessions"] else 1
    values = {"done": f"{store.n_done:,}", "failed": f"{store.n_failed:,}", "missing": f"{missing:,}"}
    line = text("experiment_state", folder=store.folder, **values)
    if missing and store.n_done:
        line += " " + text("experiment_left", left=minutes(missing * store.seconds_a_run / jobs), jobs=jobs)
    return line


def _leave(store: Store) -> None:
    """Say how it ended, and leave with the exit code that says so."""
    click.echo(_how_far(store))
    if store.status == "stopped":
        click.echo(text("experiment_stopped", folder=store.folder), err=True)
        raise click.exceptions.Exit(130)
    if store.n_failed:
        first = store.failures().iloc[0]
        why = cause(str(first["traceback"]))
        said = {"stage": first["stage"], "month": first["month"], "why": why, "folder": store.folder}
        click.echo(text("experiment_failed", n=store.n_failed, **said), err=True)
        raise click.exceptions.Exit(1)
