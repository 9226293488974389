"""`resettle run`: one scenario, its outcomes at the end, and the record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from analysis.headlines import HEADLINES
from app.options import carry_out, label, leave, load_all, run_options
from app.table import number, table
from app.texts import text


@click.command("run", help=text("run"))
@click.argument("scenario")
@run_options(replications=1)
def command(scenario: str, site: str | None, months: int | None, replications: int, seed: int | None, out: Path | None,
            settings: tuple[str, ...], jobs: int, engine: str, record: str, keep_rows: bool) -> None:  # fmt: skip
    from model.record import RecordWriter, new_folder

    loaded = load_all([scenario], site, months, settings)
    seed = loaded[0].seed if seed is None else seed
    folder = new_folder(out, [scenario_name(loaded[0].name)])
    writer = RecordWriter(folder, loaded, {"replications": replications, "seed": seed, "record": record})
    runs = carry_out(loaded, replications, seed, jobs, engine, record, writer, keep_rows)
    writer.close(runs.status)
    if runs.values[loaded[0].name]:
        click.echo(_summary(loaded[0], runs))
    click.echo(text("record_in", folder=folder))
    leave(runs, folder)


def scenario_name(name: str) -> str:
    """A scenario's name as part of a folder's."""
    return name.replace("/", "_").replace("+", "_")


def _summary(scenario: Any, runs: Any) -> str:
    import numpy as np

    from analysis.effects import mean_interval
    from app.language import chosen
    from model.calendar import Calendar
    from model.registry import OUTCOMES
    from model.words import unit

    values = np.stack([runs.values[scenario.name][k] for k in sorted(runs.values[scenario.name])])
    series = {pair: place for place, pair in enumerate(runs.series[scenario.name])}
    mean, low, high = mean_interval(values[:, -1, :])
    rows = [[text("outcome"), text("mean"), text("interval95"), text("unit")]]
    for name in HEADLINES:
        place, outcome = series["all", name], OUTCOMES[name]
        interval = f"{number(low[place], outcome.unit)} … {number(high[place], outcome.unit)}" if len(values) > 1 else ""
        rows.append([label(outcome), number(mean[place], outcome.unit), interval, unit(outcome.unit, chosen())])
    date = Calendar(*scenario.start).label(scenario.months - 1)
    head = text("at_month", site=label(scenario.site.label), months=scenario.months, replications=len(values),
                seed=len(runs.seeds) and runs.seeds[0], date=date)  # fmt: skip
    return f"{label(scenario.label)}\n{head}\n\n{table(rows, right=(1, 2))}\n"
