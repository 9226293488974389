"""How far a long job is: a bar on a terminal, a line now and then in a log file."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

import click

from app.texts import text

SECONDS_A_LINE = 30.0


class Progress:
    """Call it with how many are done, how many of these failed, and how many there are. Shows rate, failures and time left."""

    def __init__(self, unit: str = "runs") -> None:
        self._unit, self._bar, self._is_terminal = text(unit), None, sys.stderr.isatty()
        self._began = self._told = time.monotonic()
        # The first to come out had to wait for workers to start, and perhaps for the compiler: the rate counts from there.
        self._first: int | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()

    def __call__(self, done: int, failed: int, asked: int) -> None:
        """What has come out by now."""
        if self._first is None:
            self._first, self._began = done, time.monotonic()
        if self._is_terminal:
            self._draw(done, failed, asked)
        elif time.monotonic() - self._told >= SECONDS_A_LINE and done > self._first:
            self._told = time.monotonic()
            rate = (done - self._first) / (self._told - self._began)
            left = minutes((asked - done) / rate)
            click.echo(text("progress_line", done=done, asked=asked, failed=failed, rate=f"{rate:.1f}", left=left), err=True)

    def _draw(self, done: int, failed: int, asked: int) -> None:
        if self._bar is None:
            from tqdm import tqdm

            made: Any = tqdm(total=asked, initial=self._first or 0, unit=self._unit, desc=text("running"), leave=False)
            self._bar = made
        self._bar.set_postfix_str(f"{failed} ✗" if failed else "", refresh=False)
        self._bar.update(done - self._bar.n)


def minutes(seconds: float) -> str:
    """A time left or taken, as 1:02:03."""
    if seconds != seconds or seconds == float("inf"):
        return "?"
    whole = max(round(seconds), 0)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
