"""`resettle demo`: the comparison of the README, from an installed package or a checkout alike."""

from __future__ import annotations

import os
from pathlib import Path

import click

from app.commands.compare_command import compare
from app.options import lang_option
from app.texts import text

SCENARIOS = ["baseline", "full_training", "workshops", "public_jobs", "three_together"]


@click.command("demo", help=text("demo"))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=text("option_out"))
@click.option("--jobs", type=click.IntRange(1, 1024), default=os.cpu_count() or 1, metavar="J", help=text("option_jobs"))
@lang_option
def command(out: Path | None, jobs: int) -> None:
    compare(SCENARIOS, "jingxian", 60, 20, None, out, (), jobs, "threads", "groups", None)
