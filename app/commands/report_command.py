"""`resettle report`: a record or an experiment as a page, a Word file, a workbook or a PDF."""

from __future__ import annotations

from pathlib import Path

import click

from app.language import chosen
from app.options import lang_option
from app.texts import text

FORMATS = ("html", "docx", "xlsx", "pdf")


@click.command("report", help=text("report"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="RUN|EXPERIMENT")
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=("html",),
    show_default=True,
    help=text("option_report_format"),
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help=text("option_report_out"))
@lang_option
def command(folder: Path, formats: tuple[str, ...], out: Path | None) -> None:
    from analysis.report.build import build
    from experiments.results import read_results

    files = {of: _file(folder, of, out, len(formats) > 1) for of in formats}
    _refuse_existing(list(files.values()))
    report = build(read_results(folder), chosen())
    for of, file in files.items():
        part = file.with_name(file.name + ".part")
        part.write_bytes(_written(report, of))
        part.replace(file)
        click.echo(text("report_in", file=file))


def _file(folder: Path, of: str, out: Path | None, are_many: bool) -> Path:
    """The file asked for, with the format's ending where several are made; else report.LANG.FORMAT in the record."""
    if out is None:
        return folder / f"report.{chosen()}.{of}"
    return out.with_suffix(f".{of}") if are_many or not out.suffix else out


def _refuse_existing(files: list[Path]) -> None:
    """Nothing is overwritten, and a folder that is missing is said before any work."""
    from model.errors import BadInput, Fault

    faults = [Fault("file_exists", str(file)) for file in files if file.exists()]
    faults += [Fault("no_folder", str(file)) for file in files if not file.absolute().parent.is_dir()]
    if faults:
        raise BadInput(faults)


def _written(report: object, of: str) -> bytes:
    import importlib

    # Each writer brings a library of its own along; only the one asked for is loaded.
    module = importlib.import_module(f"analysis.report.{of}")
    made: bytes = getattr(module, f"to_{of}")(report)
    return made
