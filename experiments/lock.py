"""One runner on a folder: a lock that the operating system lets go of when its holder dies, however it dies."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from model.errors import BadInput, Fault

LOCK = "lock"


class Lock:
    """Held from `with` to its end. Raises BadInput when another runner holds it; the file says who."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / LOCK
        self._open: IO[Any] | None = None

    def __enter__(self) -> Lock:
        try:
            handle = self._file.open("a+", encoding="utf-8")
        except OSError as error:
            raise BadInput([Fault("unreadable", str(self._file), values={"why": error.strerror or str(error)})]) from None
        try:
            _take(handle)
        except OSError:
            handle.seek(0)
            holder = handle.read().strip() or "?"
            handle.close()
            raise BadInput([Fault("folder_locked", str(self._file.parent), values={"holder": holder})]) from None
        self._open = handle
        with suppress(OSError):  # a full disk: the lock holds, only its holder stays unnamed
            handle.truncate(0)
            handle.write(f"{platform.node()}, {os.getpid()}, {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")
            handle.flush()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._open is not None
        with suppress(OSError):
            self._open.truncate(0)
            self._open.close()


def _take(handle: IO[Any]) -> None:
    """Take the lock or raise OSError. Python opens files so that no child process inherits them, and the lock with them."""
    if os.name == "nt":
        import msvcrt

        # One byte far beyond the text, so that others can read who holds it.
        handle.seek(1 << 30)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
