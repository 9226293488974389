"""What went wrong in a run, in a line."""

from __future__ import annotations

CAUSED = "\n\nThe above exception was the direct cause of the following exception:\n"


def cause(traceback: str) -> str:
    """The last line of the first error in a traceback: what was raised, before it was told which process raised it."""
    return traceback.partition(CAUSED)[0].strip().splitlines()[-1].strip()
