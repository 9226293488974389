"""Records made up by hand: tidy frames whose answers are known."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd


def frame(values: Mapping[tuple[str, str], object], group: str = "all") -> pd.DataFrame:
    """(scenario, outcome) to float[replications, months] or float[draws, replications, months]."""
    parts = []
    for (scenario, outcome), given in values.items():
        array = np.asarray(given, float)
        if array.ndim == 1:
            array = array[:, None]
        if array.ndim == 2:
            array = array[None]
        draw, replication, month = (index.ravel() for index in np.indices(array.shape))
        parts.append(pd.DataFrame({
            "site": "somewhere", "scenario": scenario, "design_point": draw, "replication": replication, "month": month,
            "group": group, "outcome": outcome, "value": array.ravel(),
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True)
