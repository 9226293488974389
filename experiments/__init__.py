"""What we ask of the model: designs, runs, and where they are kept.

import experiments
found = experiments.open("runs/levers")
found.outcomes(["stable_employment_rate"], months=[59])
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from experiments.store import Store


def open(folder: str | Path) -> Store:
    """The experiment in a folder, as tidy pandas frames: inputs(), outcomes(), failures(), effects(baseline=…), runs().

    Raises BadInput when there is none. It may be read while it is still running, and shows what was stored by then.
    """
    from experiments.store import open_store

    return open_store(folder)
