"""The options that running commands share, and what they make of them: scenarios, a record, progress, exit codes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.failures import cause
from app.language import LANGUAGES, chosen
from app.texts import text

if TYPE_CHECKING:
    from experiments.runner import Runs
    from model.record import RecordWriter
    from model.scenario import Scenario

Function = Callable[..., Any]


def shared_options(replications: int, at_least: int = 1) -> Callable[[Function], Function]:
    """The options of every command that runs scenarios."""
    return _adding([
        click.option("--site", metavar="SITE", help=text("option_site")),
        click.option("--months", type=click.IntRange(1, 600), metavar="N", help=text("option_months")),
        click.option("--replications", type=click.IntRange(at_least, 1_000_000), default=replications, show_default=True,
                     metavar="R", help=text("option_replications")),
        click.option("--seed", type=click.IntRange(0, 2**63 - 1), metavar="K", help=text("option_seed")),
        click.option("--jobs", type=click.IntRange(1, 1024), default=os.cpu_count() or 1, show_default=True, metavar="J",
                     help=text("option_jobs")),
        click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help=text("option_set")),
        click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=text("option_out")),
    ])  # fmt: skip


def run_options(replications: int) -> Callable[[Function], Function]:
    """The options of run and compare: the shared ones, and how runs are spread and recorded."""
    own = _adding([
        click.option("--engine", type=click.Choice(["threads", "processes"]), default="threads", show_default=True,
                     help=text("option_engine")),
        click.option("--record", type=click.Choice(["totals", "groups"]), default="groups", show_default=True,
                     help=text("option_record")),
        click.option("--rows", "keep_rows", is_flag=True, help=text("option_rows")),
    ])  # fmt: skip
    shared = shared_options(replications)
    return lambda function: shared(own(lang_option(function)))


def _adding(options: list[Any]) -> Callable[[Function], Function]:
    def add(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return add


def lang_option(function: Function) -> Function:
    """`--lang` after a command; it has been read before, and is accepted here."""
    return click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=text("option_lang"))(function)


def load_all(names: Sequence[str], site: str | None, months: int | None, settings: Sequence[str]) -> list[Scenario]:
    """Scenarios by name with the options applied; the faults of all of them at once."""
    from model.errors import BadInput
    from model.scenario import load_scenario

    extra = (*settings, *([f"months={months}"] if months is not None else []))
    scenarios, faults = [], []
    for name in names:
        try:
            scenarios.append(load_scenario(name, site=site, settings=extra))
        except BadInput as error:
            faults.extend(fault for fault in error.faults if fault not in faults)
    if faults:
        raise BadInput(faults)
    return scenarios


def carry_out(
    scenarios: Sequence[Scenario],
    replications: int,
    seed: int,
    jobs: int,
    engine: str,
    record: str,
    writer: RecordWriter | None,
    keep_rows: bool = False,
    first: int = 0,
) -> Runs:
    """Run with a progress bar on a terminal, and word of the compiler when it has to work first."""
    from tqdm import tqdm

    from experiments.runner import run
    from model.kernel import is_cold
    from model.snapshots import Kept

    if is_cold():
        click.echo(text("cold"), err=True)
    with tqdm(total=len(scenarios) * replications, unit=text("runs"), desc=text("running"), disable=None, leave=False) as bar:

        def progress(done: int, failed: int, asked: int) -> None:
            bar.set_postfix_str(f"{failed} ✗" if failed else "")
            bar.update(1)

        kept = Kept() if keep_rows else None
        return run(scenarios, replications, seed, jobs, engine, record, writer, progress, kept=kept, first=first)  # type: ignore[arg-type]


def leave(runs: Runs, folder: Path | None) -> None:
    """Say what went wrong, if anything did, and leave with the exit code that says so. folder: of the record, if there is one."""
    if runs.status == "stopped":
        click.echo(text("stopped", folder=folder) if folder else text("stopped_unkept"), err=True)
        raise click.exceptions.Exit(130)
    if runs.failures:
        first = runs.failures[0]
        why = cause(first.traceback)
        asked = len(runs.scenarios) * len(runs.seeds)
        values = {"n": len(runs.failures), "asked": asked, "stage": first.stage, "month": first.month, "why": why}
        click.echo(text("failed", folder=folder, **values) if folder else text("failed_unkept", **values), err=True)
        raise click.exceptions.Exit(1)


def label(pair: Any) -> str:
    """A bilingual thing's name (`zh` and `en`) in the language of this process."""
    return str(pair.zh if chosen() == "zh" else pair.en)
