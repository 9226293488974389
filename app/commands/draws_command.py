"""`resettle draws`: scenarios against a baseline over draws of the assumptions, in words that follow the intervals."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.headlines import HEADLINES
from app.failures import cause
from app.language import chosen
from app.options import lang_option, load_all, shared_options
from app.texts import text


@click.command("draws", help=text("draws"))
@click.argument("baseline")
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@click.option(
    "--draws", "n_draws", type=click.IntRange(4, 100_000), default=40, show_default=True, metavar="D", help=text("option_draws")
)
@shared_options(2)
@lang_option
def command(baseline: str, scenarios: tuple[str, ...], n_draws: int, replications: int, site: str | None, months: int | None,
            seed: int | None, jobs: int, settings: tuple[str, ...], out: Path | None) -> None:  # fmt: skip
    from tqdm import tqdm

    from app.commands.compare_command import refuse_what_does_not_compare
    from experiments.assumption_draws import run_draws
    from model.record import RecordWriter, new_folder

    loaded = load_all([baseline, *scenarios], site, months, settings)
    refuse_what_does_not_compare(loaded, 2, None)
    seed, n_draws = loaded[0].seed if seed is None else seed, n_draws + n_draws % 2
    folder = new_folder(out, [scenario.name.replace("/", "_") for scenario in loaded])
    asked = {"baseline": loaded[0].name, "draws": n_draws, "replications": replications, "seed": seed, "record": "totals"}
    writer = RecordWriter(folder, loaded, asked)
    n_runs = n_draws * len(loaded) * replications
    with tqdm(total=n_runs, unit=text("runs"), desc=text("running"), disable=None, leave=False) as bar:
        status = run_draws(loaded, n_draws, replications, seed, writer, jobs,
                           progress=lambda done, failed, asked: bar.update(done - bar.n))  # fmt: skip
    writer.close(status)
    if status == "stopped":
        click.echo(text("stopped", folder=folder), err=True)
        raise click.exceptions.Exit(130)
    click.echo(_report(folder, n_draws, replications))
    click.echo(text("record_in", folder=folder))
    if status == "failed":
        first = writer.manifest["failures"][0]
        why = cause(first["traceback"])
        n_failed = len(writer.manifest["failures"])
        said = text("failed", n=n_failed, asked=n_runs, folder=folder, stage=first["stage"], month=first["month"], why=why)
        click.echo(said, err=True)
        raise click.exceptions.Exit(1)


def _report(folder: Path, n_draws: int, replications: int) -> str:
    from analysis.effects import effects_at
    from analysis.records import read
    from analysis.robustness import ranking_holds, values_by_draw
    from analysis.wording import sentence, worded
    from model.registry import OUTCOMES

    results, lang = read(folder), chosen()
    frame = results.outcomes(list(HEADLINES), ["all"])
    first = results.manifest["scenarios"][results.baseline]
    site, months = first["site"]["label"][lang], first["months"]
    said = [text("over_draws", site=site, months=months, draws=n_draws, replications=replications)]
    effects = worded(effects_at(frame, results.baseline, over=12))
    order = {name: place for place, name in enumerate(HEADLINES)}
    for scenario in results.scenarios:
        rows = effects[effects["scenario"] == scenario].sort_values("outcome", key=lambda names: names.map(order))
        lines = [sentence(row, results.label(scenario, lang), lang) for _, row in rows.iterrows()]
        said += ["\n".join(lines)] if lines else []
    ranked = "labour_households_with_a_stable_job"
    top = ranking_holds(values_by_draw(frame, ranked)).set_index("what").loc["first place"]
    outcome = OUTCOMES[ranked].zh if lang == "zh" else OUTCOMES[ranked].en
    shares = {name: f"{100 * top[name]:.0f} %" for name in ("share", "low", "high")}
    said.append(text("first_place", outcome=outcome, scenario=results.label(str(top["scenario"]), lang), **shares))
    return "\n\n".join(said) + "\n"
