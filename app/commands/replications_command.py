"""`resettle replications`: how many pairs of runs an effect needs before its interval is narrow enough, and what they cost."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.commands.compare_command import refuse_what_does_not_compare
from app.language import chosen
from app.options import carry_out, label, lang_option, leave, load_all
from app.table import table
from app.texts import text

if TYPE_CHECKING:
    from experiments.replications import Sequential
    from experiments.runner import Runs
    from model.scenario import Scenario

FACTORS = (2.0, 1.0, 0.5, 0.25)


@click.command("replications", help=text("replications"))
@click.argument("scenario")
@click.option("--effect", required=True, metavar="OUTCOME", help=text("option_until_effect"))
@click.option("--half-width", required=True, type=click.FloatRange(0, min_open=True), metavar="W", help=text("option_until"))
@click.option("--baseline", default="baseline", show_default=True, metavar="SCENARIO", help=text("option_against"))
@click.option("--start", type=click.IntRange(2, 10_000), default=10, show_default=True, metavar="N", help=text("option_start"))
@click.option(
    "--at-most", type=click.IntRange(2, 1_000_000), default=1000, show_default=True, metavar="N", help=text("option_at_most")
)
@click.option("--site", metavar="SITE", help=text("option_site"))
@click.option("--months", type=click.IntRange(1, 600), metavar="N", help=text("option_months"))
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), metavar="K", help=text("option_seed"))
@click.option(
    "--jobs", type=click.IntRange(1, 1024), default=os.cpu_count() or 1, show_default=True, metavar="J", help=text("option_jobs")
)
@click.option(
    "--engine", type=click.Choice(["threads", "processes"]), default="threads", show_default=True, help=text("option_engine")
)
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help=text("option_set"))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=text("option_out_if"))
@lang_option
def command(scenario: str, effect: str, half_width: float, baseline: str, start: int, at_most: int, site: str | None,
            months: int | None, seed: int | None, jobs: int, engine: str, settings: tuple[str, ...],
            out: Path | None) -> None:  # fmt: skip
    from experiments.replications import until_half_width
    from model.record import RecordWriter, new_folder

    loaded = load_all([baseline, scenario], site, months, settings)
    refuse_what_does_not_compare(loaded, start, None, effect)
    seed = loaded[0].seed if seed is None else seed
    asked = {"baseline": loaded[0].name, "effect": effect, "half_width": half_width, "seed": seed, "record": "totals"}
    writer = None if out is None else RecordWriter(new_folder(out, []), loaded, asked)
    started = time.perf_counter()

    def batch(first: int, n: int) -> Runs:
        return carry_out(loaded, n, seed, jobs, engine, "totals", writer, first=first)

    done = until_half_width(batch, [of.name for of in loaded], effect, half_width, start, at_most)
    if writer is not None:
        writer.manifest["asked"]["replications"] = len(done.runs.seeds)
        writer.close(done.runs.status)
        click.echo(text("record_in", folder=out))
    click.echo(_report(done, loaded, effect, half_width, seed, time.perf_counter() - started))
    leave(done.runs, out)


def _report(done: Sequential, scenarios: list[Scenario], effect: str, wanted: float, seed: int, clock: float) -> str:
    from model.calendar import Calendar
    from model.registry import OUTCOMES
    from model.words import unit

    base, scenario, outcome = scenarios[0], scenarios[1], OUTCOMES[effect]
    if not done.looks:
        return text("nothing_to_look_at")
    head = text("effect_of", scenario=scenario.name, baseline=base.name, outcome=label(outcome), site=label(base.site.label),
                unit=unit(outcome.unit, chosen()), date=Calendar(*base.start).label(base.months - 1), seed=seed)  # fmt: skip
    rows = [[text("pairs"), text("effect"), text("half_width")]]
    rows += [[str(look.n_pairs), f"{look.effect:+.4g}", f"{look.half_width:.3g}"] for look in done.looks]
    return "\n\n".join([head, table(rows, right=(0, 1, 2)), *_answer(done, effect, wanted, clock)]) + "\n"


def _answer(done: Sequential, effect: str, wanted: float, clock: float) -> list[str]:
    """The answer and its cost, and what other widths would cost."""
    from experiments.replications import pairs_needed

    last, runs = done.looks[-1], done.runs
    each = done.seconds_a_run
    ends = {"low": last.effect - last.half_width, "high": last.effect + last.half_width}
    values = {"n": last.n_pairs, "reached": last.half_width, "wanted": wanted}
    said = [text("reached", **values, **ends) if done.is_reached else text("not_reached", **values, outcome=effect)]
    said.append(text("cost_of_pairs", runs=runs.n_done, seconds=runs.seconds, each=each, clock=clock))
    if last.sd > 0:
        needed = {wanted * factor: pairs_needed(last.sd, wanted * factor) for factor in FACTORS}
        rows = [[text("half_width"), text("pairs"), text("computing")]]
        rows += [[f"{width:.3g}", str(n), f"{2 * n * each:,.1f} s"] for width, n in needed.items()]
        said.append(text("other_widths") + "\n" + table(rows, right=(0, 1, 2)))
        said.append(text("apart", n=pairs_needed(last.sd_apart, wanted)))
    return said
