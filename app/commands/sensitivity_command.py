"""`resettle sensitivity`: which inputs decide the outcomes, with intervals, a noise floor and a word on convergence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from app.failures import cause
from app.language import chosen
from app.options import lang_option
from app.table import table
from app.texts import text

if TYPE_CHECKING:
    import pandas as pd

    from analysis.sensitivity.method import Method
    from experiments.experiment import Experiment
    from experiments.store import Store

METHODS = ("morris", "sobol", "efast", "delta", "pawn")
ROWS, PAIRS = 15, 5


@click.command("sensitivity", help=text("sensitivity"))
@click.argument("target", metavar="FILE|SCENARIO")
@click.option("--method", type=click.Choice(METHODS), help=text("option_method"))
@click.option("--outcome", "outcomes", multiple=True, metavar="OUTCOME", help=text("option_outcome"))
@click.option("--over", multiple=True, metavar="INPUT", help=text("option_over"))
@click.option("--n", type=click.IntRange(1, 10_000_000), metavar="N", help=text("option_n"))
@click.option("--second-order", is_flag=True, help=text("option_second"))
@click.option("--levels", type=click.IntRange(2, 1000), metavar="L", help=text("option_levels"))
@click.option("--scenario", metavar="SCENARIO", help=text("option_scenario"))
@click.option("--against", metavar="SCENARIO", help=text("option_against_effect"))
@click.option("--every", type=click.IntRange(0, 600), default=6, show_default=True, metavar="M", help=text("option_every"))
@click.option("--site", metavar="SITE", help=text("option_site"))
@click.option("--months", type=click.IntRange(1, 600), metavar="N", help=text("option_months"))
@click.option("--replications", type=click.IntRange(1, 1_000_000), metavar="R", help=text("option_replications"))
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), metavar="K", help=text("option_seed"))
@click.option(
    "--jobs", type=click.IntRange(1, 1024), default=os.cpu_count() or 1, show_default=True, metavar="J", help=text("option_jobs")
)
@click.option(
    "--engine",
    type=click.Choice(["threads", "processes", "dask"]),
    default="threads",
    show_default=True,
    help=text("option_engine"),
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=text("option_out"))
@lang_option
def command(target: str, method: str | None, outcomes: tuple[str, ...], over: tuple[str, ...], n: int | None, second_order: bool,
            levels: int | None, scenario: str | None, against: str | None, every: int, site: str | None, months: int | None,
            replications: int | None, seed: int | None, jobs: int, engine: str, out: Path | None) -> None:  # fmt: skip
    from experiments.sensitivity import asked_for
    from model.record import new_folder

    experiment, method = asked_for(target, method, outcomes, over, n, second_order, levels,
                                   site=site, months=months, seed=seed, replications=replications)  # fmt: skip
    _refuse_unknown(experiment, scenario, against)
    _refuse_too_few(experiment, method)
    folder = out if out is not None else new_folder(None, [experiment.name, method])
    store = _run(experiment, folder, jobs, engine)
    try:
        said = analyse(store, method, scenario, against, every)
    except KeyboardInterrupt:
        _leave_stopped(store)
    for line in said:
        click.echo(line)


def _leave_stopped(store: Store) -> NoReturn:
    """Say what is stored and how to go on: the runs may all be done and only their analysis not."""
    values = {"done": store.n_done, "asked": store.experiment.n_runs, "folder": store.folder}
    click.echo(text("sensitivity_stopped", **values), err=True)
    raise click.exceptions.Exit(130)


def _refuse_unknown(experiment: Experiment, scenario: str | None, against: str | None) -> None:
    from model.errors import BadInput, Fault
    from model.scenario_check import near

    names = tuple(of.name for of in experiment.scenarios)
    asked = {"--scenario": scenario, "--against": against}
    faults = [
        Fault("unknown_name", option, value=name, values={"what": "scenario", "near": near(name, names)})
        for option, name in asked.items()
        if name is not None and name not in names
    ]
    if against is not None and (scenario or names[-1]) == against:
        faults.append(Fault("same_twice", key="--against", value=against))
    if faults:
        raise BadInput(faults)


def _refuse_too_few(experiment: Experiment, method: str) -> None:
    """Before anything is run rather than after all is. Raises BadInput."""
    from analysis.sensitivity.methods import METHODS

    METHODS[method].block(experiment.points.units)


def _run(experiment: Experiment, folder: Path, jobs: int, engine: Any) -> Store:
    """Run what is missing; leave when it was stopped or runs failed."""
    from tqdm import tqdm

    from experiments.batch import run_experiment
    from model.kernel import is_cold

    said = {"points": experiment.n_points, "inputs": len(experiment.inputs), "runs": experiment.n_runs}
    click.echo(text("points_and_runs", **said))
    if is_cold():
        click.echo(text("cold"), err=True)
    with tqdm(total=experiment.n_runs, unit=text("runs"), desc=text("running"), disable=None, leave=False) as bar:

        def progress(done: int, failed: int, asked: int) -> None:
            bar.set_postfix_str(f"{failed} ✗" if failed else "")
            bar.update(done - bar.n)

        store = run_experiment(experiment, folder, jobs, engine, progress)
    if store.status == "stopped":
        _leave_stopped(store)
    if store.n_failed:
        first = store.failures().iloc[0]
        why = cause(str(first["traceback"]))
        values = {"point": first["design_point"], "stage": first["stage"], "month": first["month"], "why": why}
        click.echo(text("sensitivity_failed", n=store.n_failed, **values), err=True)
        raise click.exceptions.Exit(1)
    return store


def analyse(store: Store, method_name: str, scenario: str | None, against: str | None, every: int) -> list[str]:
    """Estimate, draw and write; gives what there is to say."""
    from analysis.sensitivity.convergence import nested, verdict
    from analysis.sensitivity.methods import METHODS
    from analysis.sensitivity.noise import variance_shares
    from experiments.sensitivity import frames

    method, last = METHODS[method_name], store.experiment.months - 1
    months = sorted({last, *(range(every - 1, last, every) if every else ())})
    inputs, outcomes = frames(store, months, scenario, against)
    of_last = outcomes[outcomes["month"] == last]
    found = method.estimate(inputs, outcomes)
    block = method.block(inputs.to_numpy())
    shares = variance_shares(inputs, outcomes, block=block if len(inputs) >= 8 * block else 1)
    parts = nested(method, inputs, of_last)
    verdicts = verdict(method, parts)
    folder = store.folder / "-".join(["sensitivity", method_name, *filter(None, (scenario, against and f"against-{against}"))])
    folder.mkdir(exist_ok=True)
    for name, frame in (("indices", found), ("variance", shares), ("nested", parts), ("convergence", verdicts)):
        frame.to_csv(folder / f"{name}.csv", index=False)
    said = _report(found, shares, verdicts, method, last)
    said += [text("figure_in", file=file) for file in _draw(found, parts, verdicts, method, last, months, folder)]
    return [*said, text("record_in", folder=store.folder)]


def _draw(
    found: pd.DataFrame, parts: pd.DataFrame, verdicts: pd.DataFrame, method: Method, last: int, months: list[int], folder: Path
) -> list[Path]:
    from analysis.figures.labels import drawn, save
    from analysis.figures.sensitivity import convergence_figure, heat_map_figure, over_time_figure, ranked_figure

    said: dict[str, Any] = {"method": method, "month": last}
    figures = {
        "ranked": drawn(ranked_figure, chosen(), frame=found, **said),
        "heat_map": drawn(heat_map_figure, chosen(), frame=found, **said),
        "convergence": drawn(convergence_figure, chosen(), nested=parts, verdicts=verdicts, **said),
    }
    if len(months) > 1:
        figures["over_time"] = drawn(over_time_figure, chosen(), frame=found, method=method)
    return [file for name, figure in figures.items() for file in save(figure, folder, name)]


def _report(found: pd.DataFrame, shares: pd.DataFrame, verdicts: pd.DataFrame, method: Method, month: int) -> list[str]:
    from analysis.figures.labels import outcome_name, pick

    said = []
    for outcome in dict.fromkeys(found["outcome"]):
        of = found[(found["outcome"] == outcome) & (found["month"] == month)]
        head = text(
            "decided_by", outcome=outcome_name(outcome, chosen()), month=month, method=pick((method.en, method.zh), chosen())
        )
        share = shares[(shares["outcome"] == outcome) & (shares["month"] == month)].set_index("part")
        judged = verdicts[verdicts["outcome"] == outcome].iloc[0]
        parts = [head, _index_table(of, method), *_pairs(of), _variance(share), _convergence(judged)]
        said.append("\n".join(parts) + "\n")
    return said


def _pairs(of: pd.DataFrame) -> list[str]:
    """The pairs of inputs that act together most, where they were asked for."""
    from analysis.figures.sensitivity import input_name
    from analysis.sensitivity.method import PAIR

    found = of[of["index"] == "S2"].sort_values("value", ascending=False).head(PAIRS)
    if found.empty:
        return []
    rows = [[text("pair_of_inputs"), "S2", text("interval95"), text("above_noise")]]
    for one in found.to_dict("records"):
        names = PAIR.join(input_name(name, chosen()) for name in one["input"].split(PAIR))
        rows.append([names, f"{one['value']:.3g}", f"{one['low']:.3g} … {one['high']:.3g}", _yes_or_no(one["above_noise"])])
    return ["\n" + table(rows, right=(1, 2))]


def _yes_or_no(value: Any) -> str:
    import pandas as pd

    return text("none") if pd.isna(value) else text("yes") if value else text("no")


def _index_table(of: pd.DataFrame, method: Method) -> str:
    from analysis.figures.sensitivity import input_name

    others = [name for name in dict.fromkeys(of["index"]) if name not in (method.main, "S2")]
    by_index = {name: of[of["index"] == name].set_index("input")["value"] for name in others}
    rows = [[text(key) for key in ("rank", "input")] + [method.main, text("interval95"), *others, text("above_noise")]]
    for _, one in of[of["index"] == method.main].sort_values("value", ascending=False).head(ROWS).iterrows():
        rows.append([
            str(one["rank"]), input_name(one["input"], chosen()), f"{one['value']:.4g}", f"{one['low']:.3g} … {one['high']:.3g}",
            *(f"{by_index[name][one['input']]:.3g}" for name in others),
            _yes_or_no(one["above_noise"]),
        ])  # fmt: skip
    return table(rows, right=(0, 2, 3, *range(4, 4 + len(others))))


def _variance(share: pd.DataFrame) -> str:
    if not share["is_separated"].all() or share["share"].isna().any():
        return text("not_separated")
    of = share.loc["parameters"]
    return text("variance_of", parameters=of["share"], low=of["low"], high=of["high"], seeds=share.loc["seeds", "share"])


def _convergence(judged: Any) -> str:
    import pandas as pd

    from analysis.figures.sensitivity import input_name

    if pd.isna(judged["converged"]):
        return text("convergence_unknown")
    values = {"width": judged["width"], "change": judged["change"]}
    return text("has_converged", **values) if judged["converged"] else text(
        "not_converged", input=input_name(judged["input"], chosen()), **values
    )  # fmt: skip
