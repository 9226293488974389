"""Ctrl-C at a time that suits: what has begun to be written is written whole."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uninterrupted(is_forgotten: bool = False) -> Iterator[None]:
    """Ctrl-C waits until the end of the block, so that a run is entered and written whole or not at all.

    is_forgotten: it is not answered afterwards either, because things are coming to their end anyway.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler if before is None else before)
    if pressed and not is_forgotten:
        raise KeyboardInterrupt
