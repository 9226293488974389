"""`resettle package`: what each part of a package adds, with a table and a waterfall."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.language import chosen
from app.options import carry_out, label, lang_option, leave, load_all, shared_options
from app.table import number, table
from app.texts import text

if TYPE_CHECKING:
    from model.scenario import Scenario


@click.command("package", help=text("package"))
@click.argument("base")
@click.argument("package")
@click.option("--by", type=click.Choice(["system", "lever"]), default="system", show_default=True, help=text("option_by"))
@click.option("--orders", type=click.IntRange(2, 100_000), metavar="N", help=text("option_orders"))
@click.option(
    "--outcome",
    default="labour_households_with_a_stable_job",
    show_default=True,
    metavar="OUTCOME",
    help=text("option_package_outcome"),
)
@shared_options(20, at_least=2)
@lang_option
def command(base: str, package: str, by: Any, orders: int | None, outcome: str, replications: int, site: str | None,
            months: int | None, seed: int | None, jobs: int, settings: tuple[str, ...], out: Path | None) -> None:  # fmt: skip
    from app.commands.compare_command import refuse_what_does_not_compare
    from experiments.packages import all_subsets, sampled_orders
    from model.record import RecordWriter, new_folder

    loaded = load_all([base, package], site, months, settings)
    refuse_what_does_not_compare(loaded, replications, None, outcome)
    seed = loaded[0].seed if seed is None else seed
    if orders is None:
        parts, subsets = all_subsets(loaded[0], loaded[1], by)
        drawn = None
    else:
        parts, drawn, subsets = sampled_orders(loaded[0], loaded[1], orders, seed, by)
    folder = new_folder(out, [scenario.name.replace("/", "_") for scenario in loaded])
    asked = {"baseline": "none", "base": loaded[0].name, "package": loaded[1].name, "parts": parts, "orders": drawn,
             "replications": replications, "seed": seed, "record": "totals"}  # fmt: skip
    writer = RecordWriter(folder, subsets, asked)
    runs = carry_out(subsets, replications, seed, jobs, "threads", "totals", writer)
    writer.close(runs.status)
    if runs.status == "done":
        click.echo(_report(folder, loaded, drawn, outcome))
    click.echo(text("record_in", folder=folder))
    leave(runs, folder)


def _report(folder: Path, scenarios: list[Scenario], orders: list[tuple[str, ...]] | None, outcome: str) -> str:
    from analysis.contribution import sampled_shapley, shapley
    from analysis.figures.labels import drawn, part_name, save
    from analysis.figures.waterfall import waterfall_figure
    from analysis.records import read
    from model.registry import OUTCOMES
    from model.words import unit

    frame, of = read(folder).outcomes([outcome], ["all"]), OUTCOMES[outcome]
    found = shapley(frame, outcome) if orders is None else sampled_shapley(frame, orders, outcome)
    rows = [[text(key) for key in ("part", "effect", "interval95", "share_of_package")]]
    for row in found.to_dict("records"):
        rows.append([
            part_name(str(row["part"]), chosen()), number(row["effect"], of.unit, 1),
            f"{number(row['low'], of.unit, 1)} … {number(row['high'], of.unit, 1)}", f"{100 * row['share']:.0f} %",
        ])  # fmt: skip
    files = save(drawn(waterfall_figure, chosen(), contributions=found), folder, "waterfall")
    names = {"base": label(scenarios[0].label), "package": label(scenarios[1].label)}
    head = text("package_of", outcome=label(of), unit=unit(of.unit, chosen()), **names)
    made = "\n".join(text("figure_in", file=file) for file in files)
    return f"{head}\n\n{table(rows, right=(1, 2, 3))}\n\n{made}"
