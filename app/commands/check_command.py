"""`resettle check`: every fault of scenario files, and nothing else."""

from __future__ import annotations

import click

from app.language import chosen
from app.options import lang_option
from app.texts import text


@click.command("check", help=text("check"))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@lang_option
def command(files: tuple[str, ...]) -> None:
    from model.errors import BadInput
    from model.scenario import load_scenario

    is_bad = False
    for file in files:
        try:
            scenario = load_scenario(file)
        except BadInput as error:
            is_bad = True
            click.echo(error.text(chosen()), err=True)
        else:
            when = text("months_n", months=scenario.months, start="{}-{:02}".format(*scenario.start))
            click.echo(f"{file}: {text('ok')} ({scenario.site.name}, {when})")
    if is_bad:
        raise click.exceptions.Exit(2)
