"""The command line. Commands are loaded when they are used, so that help and errors come at once."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from app.language import LANGUAGES, choose, chosen, language
from app.texts import text

COMMANDS = (
    "list",
    "show",
    "check",
    "policy",
    "run",
    "compare",
    "replications",
    "experiment",
    "draws",
    "package",
    "report",
    "lives",
    "province",
    "sensitivity",
    "demo",
)


class _Lazy(click.Group):
    """Commands by the module they stand in; a command's own module is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        return importlib.import_module(f"app.commands.{name}_command").command  # type: ignore[no-any-return]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text(name)) for name in COMMANDS])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        # --lang may stand anywhere; it has been read already.
        return super().resolve_command(ctx, _without_lang(args))


def _without_lang(words: list[str]) -> list[str]:
    kept: list[str] = []
    skip = False
    for word in words:
        if skip or word.startswith("--lang="):
            skip = False
        elif word == "--lang":
            skip = True
        else:
            kept.append(word)
    return kept


def build() -> click.Group:
    """The command, with its help in the language of this process."""
    group = _Lazy(name="resettle", help=text("about"), context_settings={"help_option_names": ["-h", "--help"]})
    group.params.append(click.Option(["--lang"], type=click.Choice(LANGUAGES), help=text("option_lang")))
    return click.version_option(package_name="resettle", help=text("version"))(group)


def main(arguments: list[str] | None = None) -> None:
    """Entry point. Exit codes: 0 done, 1 some runs failed, 2 bad input, 130 stopped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    choose(language(arguments))
    try:
        # Out of standalone mode click returns the code of a command that leaves early.
        code = build().main(args=arguments, standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        _tell(error)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except Exception as error:
        # Imported late: the class that carries an input's faults pulls in nothing heavy, but help does not need it.
        from model.errors import BadInput, ResettleError

        if not isinstance(error, ResettleError):
            raise
        click.echo(error.text(language(arguments)) if isinstance(error, BadInput) else str(error), err=True)
        sys.exit(2)


def _tell(error: click.ClickException) -> None:
    """What is wrong with the command line, in the language of this process; click itself only knows English."""
    if chosen() != "zh" or not isinstance(error, click.UsageError):
        error.show()
        return
    if isinstance(error, click.MissingParameter):
        said = text("missing_argument", name=error.param.human_readable_name if error.param else "")
    elif isinstance(error, click.NoSuchOption):
        said = text("no_such_option", name=error.option_name)
    elif isinstance(error, click.BadParameter):
        said = text("bad_argument", name=error.param.human_readable_name if error.param else "", why=error.message)
    else:
        said = text("bad_usage", why=error.message)
    click.echo(said, err=True)
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)


if __name__ == "__main__":
    main()
