"""`resettle policy`: every measure of the policy and what it is in the model."""

from __future__ import annotations

import click

from app.language import chosen
from app.options import lang_option
from app.texts import text


@click.command("policy", help=text("policy"))
@click.argument("measure", required=False)
@lang_option
def command(measure: str | None) -> None:
    from experiments.policy_table import HEADS, cells, policy_rows

    lang = chosen()
    for row in policy_rows(measure):
        for head, cell in zip(HEADS[lang], cells(row, lang), strict=True):
            if cell:
                click.echo(f"{head}: {cell}")
        click.echo()
