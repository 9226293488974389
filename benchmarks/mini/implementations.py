"""The implementations of the common work, and which of them can run here."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from types import ModuleType

OURS = "ours"
IMPLEMENTATIONS = (
    "agentpy_objects",
    "mesa_objects",
    "mesa_frames_polars",
    "starsim_columns",
    "numpy_columns",
    OURS,
    "fused",
)


def load(skip: Sequence[str] = ()) -> dict[str, ModuleType]:
    """The modules by name, without those asked to skip; a peer that is not installed is skipped with a message."""
    loaded = {}
    for name in IMPLEMENTATIONS:
        if name in skip:
            continue
        try:
            loaded[name] = importlib.import_module(f"benchmarks.mini.{name}")
        except ImportError as error:
            print(f"skipped {name}: {error}. See benchmarks/README.md for installing the peers.", file=sys.stderr)
    return loaded
