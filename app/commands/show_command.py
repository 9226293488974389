"""`resettle show`: one thing in full, whatever kind it is."""

from __future__ import annotations

import json
from typing import Any

import click

from app.language import chosen
from app.options import label, lang_option
from app.table import table
from app.texts import text


@click.command("show", help=text("show"))
@click.argument("name")
@lang_option
def command(name: str) -> None:
    from model.errors import BadInput, Fault
    from model.registry import LEVERS, OUTCOMES, PARAMETERS, PROCESSES
    from model.scenario import load_scenario
    from model.scenario_check import near
    from model.scenario_file import read_profile, shipped

    if name in LEVERS:
        click.echo(_lever(LEVERS[name]))
    elif name in PROCESSES:
        click.echo(_process(PROCESSES[name]))
    elif name in PARAMETERS:
        click.echo(_parameter(name, PARAMETERS[name]))
    elif name in OUTCOMES:
        click.echo(_outcome(OUTCOMES[name]))
    elif name in shipped("sites"):
        click.echo(json.dumps(read_profile(name).model_dump(mode="json"), ensure_ascii=False, indent=2))
    elif name in shipped() or name.endswith(".toml") or "+" in name:
        click.echo(json.dumps(load_scenario(name).resolved(), ensure_ascii=False, indent=2))
    else:
        known = (*LEVERS, *PROCESSES, *PARAMETERS, *OUTCOMES, *shipped(), *shipped("sites"))
        raise BadInput([Fault("unknown_name", key=name, values={"what": "name", "near": near(name, known)})])


def _parameters(parameters: Any) -> str:
    from model.words import unit

    rows = [["", text("meaning"), text("default"), text("range"), text("unit"), text("grade"), text("source")]]
    for of in parameters:
        spread = f"{of.low:g} … {of.high:g}"
        rows.append([of.name, label(of), f"{of.default:g}", spread, unit(of.unit, chosen()), text(of.grade), of.source])
    return table(rows)


def _lever(lever: Any) -> str:
    full = ", ".join(f"{name} = {value:g}" for name, value in lever.full.items())
    head = f"{lever.name}: {label(lever)}（{lever.term}）" if chosen() == "zh" else f"{lever.name}: {label(lever)}"
    facts = f"{text('measure')} {lever.measure}, {text('system')} {lever.system}\n{text('full')}: {full}"
    return f"{head}\n{lever.sentence}\n{facts}\n\n{_parameters(lever.parameters)}"


def _process(process: Any) -> str:
    quantities = "\n".join(f"  {process.name}.{of.name} ({of.combine}): {of.meaning}" for of in process.quantities)
    columns = "\n".join(f"  {of.table}.{of.name} ({of.unit}): {of.meaning}" for of in process.columns)
    said = f"{process.name}: {label(process)}\n{process.sentence}\n"
    if process.parameters:
        said += f"\n{_parameters(process.parameters)}\n"
    return said + f"\n{text('quantities')}:\n{quantities or '  ' + text('none')}\n\n{text('columns')}:\n{columns}"


def _parameter(name: str, of: Any) -> str:
    from model.calendar import rows
    from model.words import unit

    ids = of.source.split()
    sources = [f"  {row['id']}: {row['title']} ({row['year']}) {row['address']}" for row in rows("sources") if row["id"] in ids]
    return "\n".join([
        f"{name}: {label(of)}",
        of.meaning,
        f"{text('default')} {of.default:g}, {text('range')} {of.low:g} … {of.high:g} {unit(of.unit, chosen())}",
        f"{text('grade')}: {text(of.grade)}",
        f"{text('source')}:",
        *(sources or ["  " + text("no_such_source")]),
    ])  # fmt: skip


def _outcome(of: Any) -> str:
    from model.words import unit

    ratio = f"{of.numerator} / {of.denominator}" if of.denominator else of.numerator
    facts = f"{text('unit')}: {unit(of.unit, chosen())}; {text('better')}: {text(of.better)}; {ratio}"
    return f"{of.name}: {label(of)}\n{of.meaning}\n{facts}"
