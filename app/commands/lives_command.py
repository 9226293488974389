"""`resettle lives`: one household of a record under two scenarios side by side, to the decision at which its lives part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.language import chosen
from app.options import lang_option
from app.table import table
from app.texts import text

if TYPE_CHECKING:
    from analysis.lives import Change, Told

MOST_LISTED = 20


@click.command("lives", help=text("lives"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="RUN")
@click.option("--household", type=int, metavar="ID", help=text("option_household"))
@click.option("--tipped", "outcome", metavar="OUTCOME", help=text("option_tipped"))
@click.option("--scenario", metavar="NAME", help=text("option_life_scenario"))
@click.option("--against", metavar="NAME", help=text("option_against"))
@click.option("--replication", type=click.IntRange(0), metavar="K", help=text("option_replication"))
@click.option("--draw", type=click.IntRange(0), default=0, metavar="D", help=text("option_draw"))
@click.option("--keep", "is_kept", is_flag=True, help=text("option_keep"))
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=text("option_life_json")
)
@click.option(
    "--html", "html_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=text("option_life_html")
)
@lang_option
def command(folder: Path, household: int | None, outcome: str | None, scenario: str | None, against: str | None,
            replication: int | None, draw: int, is_kept: bool, json_file: Path | None,
            html_file: Path | None) -> None:  # fmt: skip
    from analysis.lives import told
    from experiments.life_pairs import choose
    from experiments.lives import as_text, keep

    _refuse(household, outcome, [file for file in (json_file, html_file) if file is not None])
    pair = choose(folder, scenario, against, replication, draw)
    if not pair.is_same_code:
        click.echo(text("other_code_replayed", asked=pair.model_digest or "?"), err=True)
    life = _life(pair, household, outcome)
    if life is None:
        return
    said = told(life, chosen())
    click.echo(_report(said))
    if json_file is not None:
        _write(json_file, as_text(life))
        click.echo(text("life_in", file=json_file))
    if html_file is not None:
        _write(html_file, _page(said))
        click.echo(text("life_in", file=html_file))
    if is_kept:
        try:
            click.echo(text("life_kept", file=keep(life, folder)))
        except OSError as error:
            raise _cannot_write(folder, error) from None


def _refuse(household: int | None, outcome: str | None, files: list[Path]) -> None:
    """What can be said before any work."""
    from model.errors import BadInput, Fault

    faults = [Fault("household_or_tipped", "--household, --tipped")] if (household is None) == (outcome is None) else []
    faults += [Fault("file_exists", str(file)) for file in files if file.exists()]
    faults += [Fault("no_folder", str(file)) for file in files if not file.absolute().parent.is_dir()]
    if faults:
        raise BadInput(faults)


def _life(pair: Any, household: int | None, outcome: str | None) -> dict[str, Any] | None:
    """The life asked for, or that of the first household that an outcome tips for; None where there is none."""
    from tqdm import tqdm

    from analysis.lives import tipped_said
    from experiments.lives import tell, tipped
    from model.kernel import is_cold

    if is_cold():
        click.echo(text("cold"), err=True)
    found = None
    if outcome is not None:
        found = {"outcome": outcome, "households": tipped(pair, outcome)}
        click.echo(tipped_said(found, chosen()) + "\n")
        if not found["households"]:
            return None
        click.echo(_candidates(found, pair) + "\n")
        household = found["households"][0]["household"]
    assert household is not None
    with tqdm(total=pair.scenarios[0].months, unit=text("month"), desc=text("running"), disable=None, leave=False) as bar:
        life = tell(pair, household, lambda done, asked: bar.update(done - bar.n))
    return life | {"tipped": found}


def _candidates(found: dict[str, Any], pair: Any) -> str:
    """The first of the households that an outcome tips for, and how to see another."""
    from analysis.lives import tip_said

    shown = found["households"][:MOST_LISTED]
    rows = [[text("household"), *pair.names]]
    rows += [[str(row["household"]), *(tip_said(found["outcome"], row[side], chosen()) for side in ("baseline", "scenario"))]
             for row in shown]  # fmt: skip
    said = table(rows, right=(0,))
    more = len(found["households"]) - len(shown)
    return said + (f"\n{text('and_so_many', n=more)}" if more else "") + f"\n{text('see_another')}"


def _report(said: Told) -> str:
    from analysis.life_words import sentence

    lang = chosen()
    parts = [said.title, "\n".join(f"- {line}" for line in said.lines)]
    if said.parted:
        head = [sentence(key, lang) for key in ("head_date", "head_stage", "head_who", "head_what")]
        rows = [[of.date, of.stage, of.who, of.what, of.baseline, of.scenario, of.levers] for of in said.parted]
        parts.append(f"{sentence('t_parting', lang)}\n{table([[*head, *_heads(said), sentence('head_levers', lang)], *rows])}")
    parts.append(f"{sentence('t_months', lang)}\n{_months(said)}\n{sentence('only_changes', lang)}")
    return "\n\n".join(parts) + "\n"


def _heads(said: Told) -> list[str]:
    """The scenarios' names as heads of columns, cut where they are long."""
    from app.table import width

    heads = []
    for label in said.labels:
        while width(label) > 30:
            label = label.removesuffix("…")[:-1] + "…"
        heads.append(label)
    return heads


def _months(said: Told) -> str:
    from analysis.life_words import sentence

    lang = chosen()
    head = [sentence(key, lang) for key in ("head_month", "head_date", "head_what")]
    rows = [[*head, _heads(said)[0], "", _heads(said)[1]]]
    before: Change | None = None
    for of in said.changes:
        when = ["", ""] if before is not None and before.month == of.month else [str(of.month), of.date]
        rows.append([*when, of.what, of.baseline, "≠" if of.differs else "", of.scenario])
        before = of
    return table(rows, right=(0,))


def _page(said: Told) -> str:
    """The life as a page of its own, made as a report's pages are."""
    from analysis.report.document import Report, Section
    from analysis.report.html import to_html
    from analysis.report.lives import life_blocks
    from analysis.report.texts import say

    lang = chosen()
    blocks = tuple(life_blocks(said, 1, lang))
    report = Report(said.title, "", lang, (Section("lives", say("lives", lang), blocks),))
    return to_html(report).decode()


def _write(file: Path, said: str) -> None:
    from experiments.lives import write_new
    from model.errors import BadInput, Fault

    try:
        is_written = write_new(file, said)
    except OSError as error:
        raise _cannot_write(file, error) from None
    if not is_written:
        raise BadInput([Fault("file_exists", str(file))])


def _cannot_write(place: Path, error: OSError) -> Exception:
    from model.errors import BadInput, Fault

    return BadInput([Fault("cannot_write", str(place), values={"why": error.strerror or str(error)})])
