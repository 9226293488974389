"""`resettle compare`: scenarios against a baseline, pair by pair, with a table, two figures, the record and the effects."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.headlines import HEADLINES
from app.language import chosen
from app.options import carry_out, label, leave, load_all, run_options
from app.table import number, table
from app.texts import text

if TYPE_CHECKING:
    from analysis.effects import Effects
    from experiments.runner import Runs
    from model.record import RecordWriter
    from model.scenario import Scenario


@click.command("compare", help=text("compare"))
@click.argument("baseline")
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@run_options(replications=20)
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=text("option_json"))
@click.option("--until-half-width", type=click.FloatRange(0, min_open=True), metavar="W", help=text("option_until"))
@click.option("--effect", default="employment_rate", show_default=True, metavar="OUTCOME", help=text("option_until_effect"))
@click.option(
    "--at-most", type=click.IntRange(2, 1_000_000), default=1000, show_default=True, metavar="N", help=text("option_at_most")
)
def command(baseline: str, scenarios: tuple[str, ...], site: str | None, months: int | None, replications: int,
            seed: int | None, out: Path | None, settings: tuple[str, ...], jobs: int, engine: str, record: str,
            keep_rows: bool, json_file: Path | None, until_half_width: float | None, effect: str,
            at_most: int) -> None:  # fmt: skip
    until = None if until_half_width is None else (effect, until_half_width, at_most)
    names = [baseline, *scenarios]
    compare(names, site, months, replications, seed, out, settings, jobs, engine, record, json_file, keep_rows, until)


def compare(names: list[str], site: str | None, months: int | None, replications: int, seed: int | None, out: Path | None,
            settings: tuple[str, ...], jobs: int, engine: str, record: str, json_file: Path | None,
            keep_rows: bool = False, until: tuple[str, float, int] | None = None) -> None:  # fmt: skip
    """Run all, say what differs, and write it down. The first name is the baseline.

    until: outcome, half-width and most pairs; then `replications` is the first batch, and more are run until the effects on
    that outcome are as narrow.
    """
    from analysis.figures.compare import draw_comparison
    from model.record import RecordWriter, new_folder

    loaded = load_all(names, site, months, settings)
    refuse_what_does_not_compare(loaded, replications, json_file, None if until is None else until[0])
    seed = loaded[0].seed if seed is None else seed
    folder = new_folder(out, [scenario.name.replace("/", "_") for scenario in loaded])
    asked = {"baseline": loaded[0].name, "replications": replications, "seed": seed, "record": record}
    writer = RecordWriter(folder, loaded, asked)

    def batch(first: int, n: int) -> Runs:
        return carry_out(loaded, n, seed, jobs, engine, record, writer, keep_rows, first)

    runs = batch(0, replications) if until is None else _run_until(batch, loaded, until, replications, writer)
    if runs.status == "stopped":
        writer.close(runs.status)
        leave(runs, folder)
    effects = _effects(runs, loaded)
    writer.close(runs.status, variance_saved_by_pairing=_saved(effects))
    if effects:
        click.echo(_report(loaded, effects, runs, seed))
        for file in draw_comparison(loaded, effects, runs, folder, chosen()):
            click.echo(text("figure_in", file=file))
        if json_file is not None:
            _write_json(json_file, loaded, effects, len(runs.seeds), seed)
            click.echo(text("json_in", file=json_file))
    click.echo(text("record_in", folder=folder))
    leave(runs, folder)


def _run_until(
    batch: Callable[[int, int], Runs], scenarios: list[Scenario], until: tuple[str, float, int], start: int, writer: RecordWriter
) -> Runs:
    """Batches of pairs until the effects are as narrow as asked for; says so when they are not."""
    from experiments.replications import until_half_width

    outcome, wanted, most = until
    done = until_half_width(batch, [scenario.name for scenario in scenarios], outcome, wanted, start, most)
    looks = [{"pairs": look.n_pairs, "half_width": look.half_width, "scenario": look.scenario} for look in done.looks]
    found = {"effect": outcome, "wanted": wanted, "is_reached": done.is_reached, "looks": looks}
    writer.manifest["asked"].update(replications=len(done.runs.seeds), until_half_width=found)
    if done.looks and not done.is_reached and done.runs.status != "stopped":
        last = done.looks[-1]
        click.echo(text("not_reached", n=last.n_pairs, reached=last.half_width, wanted=wanted, outcome=outcome), err=True)
    return done.runs


def refuse_what_does_not_compare(
    scenarios: list[Scenario], replications: int, json_file: Path | None = None, outcome: str | None = None
) -> None:
    """Refuse scenarios that differ in more than policy, one replication, and what is named but does not exist."""
    from model.errors import BadInput, Fault
    from model.registry import OUTCOMES
    from model.scenario_check import near

    faults, baseline, names = [], scenarios[0], [scenario.name for scenario in scenarios]
    if outcome is not None and outcome not in OUTCOMES:
        values = {"what": "outcome", "near": near(outcome, tuple(OUTCOMES))}
        faults.append(Fault("unknown_name", "--effect", value=outcome, values=values))
    if replications < 2:
        faults.append(Fault("too_few_replications", key="--replications", value=replications))
    for place, scenario in enumerate(scenarios):
        if scenario.name in names[:place]:
            faults.append(Fault("same_twice", key=scenario.name))
        if scenario.months != baseline.months:
            values = {"months": scenario.months, "baseline": baseline.months}
            faults.append(Fault("different_horizons", key=scenario.name, values=values))
        if scenario.site != baseline.site:
            values = {"site": scenario.site.name, "baseline": baseline.site.name}
            faults.append(Fault("different_sites", key=scenario.name, values=values))
        if scenario.start != baseline.start:
            values = {"start": "{}-{:02}".format(*scenario.start), "baseline": "{}-{:02}".format(*baseline.start)}
            faults.append(Fault("start_dates_differ", key=scenario.name, values=values))
    if json_file is not None and not json_file.absolute().parent.is_dir():
        faults.append(Fault("no_folder", str(json_file)))
    if faults:
        raise BadInput(faults)


def _effects(runs: Runs, scenarios: list[Scenario]) -> dict[str, Effects]:
    """Paired effects by scenario, over the replications that both sides finished."""
    import numpy as np

    from analysis.effects import paired_effects

    base = runs.values[scenarios[0].name]
    found = {}
    for scenario in scenarios[1:]:
        pairs = sorted(base.keys() & runs.values[scenario.name].keys())
        if len(pairs) >= 2:
            stacked = (np.stack([values[pair] for pair in pairs]) for values in (base, runs.values[scenario.name]))
            found[scenario.name] = paired_effects(runs.series[scenario.name], *stacked)
    return found


def _saved(effects: dict[str, Effects]) -> dict[str, dict[str, float]]:
    """Share of variance that pairing removed, by scenario and outcome, at the last month, for all."""
    return {
        name: {
            outcome: round(float(of.variance_saved[-1, place]), 4)
            for place, (group, outcome) in enumerate(of.series)
            if group == "all" and of.variance_saved[-1, place] == of.variance_saved[-1, place]
        }
        for name, of in effects.items()
    }


def _report(scenarios: list[Scenario], effects: dict[str, Effects], runs: Runs, seed: int) -> str:
    import numpy as np

    from model.calendar import Calendar

    base = scenarios[0]
    date = Calendar(*base.start).label(base.months - 1)
    said = [
        text(
            "at_month",
            site=label(base.site.label),
            months=base.months,
            replications=len(runs.seeds),
            seed=seed,
            date=date,
        )
    ]
    for scenario in scenarios[1:]:
        if scenario.name in effects:
            said.append(text("compared", scenario=scenario.name, baseline=base.name, label=label(scenario.label)))
            said.append(_effect_table(effects[scenario.name]))
    said.append(_cost_table(scenarios, runs))
    saved = [value for of in _saved(effects).values() for outcome, value in of.items() if outcome in HEADLINES]
    said.append(text("noise") + (" " + text("saved", share=float(np.median(saved))) if saved else ""))
    return "\n\n".join(said) + "\n"


def reading(low: float, high: float) -> str:
    """What an interval lets one say, and no more."""
    if low != low or high != high:
        return text("none")
    if low == high == 0:
        return text("same_draws")
    return text("up") if low > 0 else text("down") if high < 0 else text("same")


def _effect_table(effects: Effects) -> str:
    from model.registry import OUTCOMES
    from model.words import unit

    places = {pair: place for place, pair in enumerate(effects.series)}
    rows = [[text(key) for key in ("outcome", "baseline", "value", "effect", "interval95", "reading", "unit")]]
    for name in HEADLINES:
        place, of = places["all", name], OUTCOMES[name]
        low, high, effect = (float(values[-1, place]) for values in (effects.low, effects.high, effects.effect))
        rows.append([
            label(of), number(effects.baseline[-1, place], of.unit), number(effects.value[-1, place], of.unit),
            ("+" if effect > 0 else "") + number(effect, of.unit, 1),
            f"{number(low, of.unit, 1)} … {number(high, of.unit, 1)}", reading(low, high), unit(of.unit, chosen()),
        ])  # fmt: skip
    return table(rows, right=(1, 2, 3, 4))


def _cost_table(scenarios: list[Scenario], runs: Runs) -> str:
    """Mean spending over the whole run by lever, undiscounted."""
    import numpy as np

    from model.registry import LEVERS

    used = {name for scenario in scenarios for name in scenario.levers}
    names = [name for name, lever in LEVERS.items() if name in used and lever.costs]
    groups = [f"lever={name}" for name in names] + ["all"]
    rows = [["", *(label(LEVERS[name]) for name in names), text("total")]]
    for scenario in scenarios:
        if not runs.values[scenario.name]:
            continue
        places = [runs.series[scenario.name].index((group, "spending_yuan_month")) for group in groups]
        spent = np.mean([values[:, places].sum(axis=0) for values in runs.values[scenario.name].values()], axis=0)
        resident_years = scenario.site.n_people * scenario.months / 12
        rows.append([scenario.name, *(f"{yuan / 1e6:.2f} ({yuan / resident_years:.0f})" for yuan in spent)])
    return text("costs", months=scenarios[0].months) + "\n" + table(rows, right=tuple(range(1, len(rows[0]))))


def _write_json(file: Path, scenarios: list[Scenario], effects: dict[str, Effects], replications: int, seed: int) -> None:
    """Every effect, written as it is made: the document can be larger than memory should have to hold."""
    from model.registry import OUTCOMES

    part = file.with_name(file.name + ".part")
    with part.open("w", encoding="utf-8") as out:
        out.write(json.dumps({"months": scenarios[0].months, "replications": replications, "seed": seed})[:-1])
        out.write(', "effects": [')
        before = "\n"
        for name, of in effects.items():
            for month in range(of.effect.shape[0]):
                for place, (group, outcome) in enumerate(of.series):
                    entry: dict[str, Any] = {"scenario": name, "outcome": outcome, "group": group, "month": month}
                    for key in ("baseline", "value", "effect", "low", "high"):
                        value = float(getattr(of, key)[month, place])
                        entry[key] = value if value - value == 0 else None
                    entry.update(level=of.level, method=of.method, unit=OUTCOMES[outcome].unit)
                    out.write(before + json.dumps(entry))
                    before = ",\n"
        out.write("\n]}\n")
    part.replace(file)
