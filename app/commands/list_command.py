"""`resettle list`: what there is, by name."""

from __future__ import annotations

import click

from app.language import chosen
from app.options import label, lang_option
from app.table import number, table
from app.texts import text

KINDS = ("scenarios", "sites", "levers", "outcomes", "parameters")


@click.command("list", help=text("list"))
@click.argument("kind", type=click.Choice(KINDS))
@lang_option
def command(kind: str) -> None:
    rows = {
        "scenarios": _scenarios, "sites": _sites, "levers": _levers, "outcomes": _outcomes, "parameters": _parameters
    }[kind]()  # fmt: skip
    click.echo(table(rows))


def _scenarios() -> list[list[str]]:
    from model.scenario import load_scenario
    from model.scenario_file import shipped

    return [["", text("meaning")], *([name, label(load_scenario(name).label)] for name in shipped())]


def _sites() -> list[list[str]]:
    from model.scenario_file import read_profile, shipped

    rows = [["", text("meaning"), ""]]
    for name in shipped("sites"):
        profile = read_profile(name)
        rows.append([name, label(profile.label), text("households", n=profile.n_households, people=profile.n_people)])
    return rows


def _levers() -> list[list[str]]:
    from model.registry import LEVERS

    head = ["", text("measure"), text("system"), text("meaning"), text("parameters")]
    return [
        head,
        *(
            [
                name,
                lever.measure,
                lever.system,
                label(lever),
                ", ".join(parameter.name for parameter in lever.parameters),
            ]
            for name, lever in LEVERS.items()
        ),
    ]


def _outcomes() -> list[list[str]]:
    from model.registry import OUTCOMES
    from model.words import unit

    head = ["", text("meaning"), text("unit"), text("better")]
    return [head, *([name, label(of), unit(of.unit, chosen()), text(of.better)] for name, of in OUTCOMES.items())]


def _parameters() -> list[list[str]]:
    from model.registry import PARAMETERS
    from model.words import unit

    head = ["", text("meaning"), text("default"), text("range"), text("unit"), text("grade")]
    return [
        head,
        *(
            [
                name, label(of), number(of.default, ""), f"{of.low:g} … {of.high:g}", unit(of.unit, chosen()), text(of.grade)
            ]
            for name, of in PARAMETERS.items()
        ),
    ]  # fmt: skip
