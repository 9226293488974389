"""Would more points change the answer? The indices over nested parts of a design, and a verdict.

Converged: at the full size no interval of the main index is wider than the tolerance, and none has moved by more since half
the size. Shares count as they are, other indices against the largest of the outcome. Criteria after Sarrazin, Pianosi &
Wagener (2016), https://doi.org/10.1016/j.envsoft.2016.02.005, section 2.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.sensitivity.frames import Sample, read_sample
from analysis.sensitivity.method import Method
from model.errors import BadInput

SMALLEST_BLOCKS = 4
TOLERANCE = 0.1


def nested(
    method: Method, inputs: pd.DataFrame, outcomes: pd.DataFrame, dummy: str = "dummy", group: str = "all", seed: int = 1,
    level: float = 0.95, sizes: int = 5,
) -> pd.DataFrame:  # fmt: skip
    """Result frames of the first blocks of a design, halved again and again, with a column n_points in front.

    A design that cannot be cut (eFAST) gives its full size alone. Arguments as for the method.
    """
    sample = read_sample(inputs, outcomes, dummy, group)
    block = method.block(sample.x)
    n_blocks = len(sample.x) // block
    parts = [n_blocks // 2**k for k in range(sizes) if k == 0 or n_blocks // 2**k >= SMALLEST_BLOCKS]
    frames = []
    for rows in sorted(n * block for n in parts):
        try:
            found = method.estimate_sample(
                Sample(sample.names, sample.x[:rows], sample.series, sample.y[:rows]), dummy, seed, level
            )
        except BadInput:
            # A part may be too small for a method that takes the whole.
            if rows == len(sample.x):
                raise
            continue
        found.insert(0, "n_points", rows)
        frames.append(found)
    return pd.concat(frames, ignore_index=True)


def verdict(method: Method, frame: pd.DataFrame, tolerance: float = TOLERANCE) -> pd.DataFrame:
    """For each outcome and month: width (of the widest interval), change (the largest since half the size), input (of the
    widest), converged. Where one size alone is known, change is NaN and converged missing; so it is where nothing varies."""
    rows = []
    main = frame[frame["index"] == method.main]
    for (outcome, month), of in main.groupby(["outcome", "month"], sort=False):
        sizes = sorted(of["n_points"].unique())
        full = of[of["n_points"] == sizes[-1]].set_index("input")
        scale = 1.0 if method.is_share else float(full["value"].max())
        width = (full["high"] - full["low"]) / scale
        change = np.nan
        if len(sizes) > 1:
            before = of[of["n_points"] == sizes[-2]].set_index("input")["value"]
            change = float(((full["value"] - before).abs() / scale).max())
        known = bool(np.isfinite(change) and np.isfinite(width).all())
        converged = bool(width.max() <= tolerance and change <= tolerance) if known else pd.NA
        widest = str(width.idxmax()) if np.isfinite(width).any() else ""
        rows.append((outcome, month, float(width.max()), change, widest, converged))
    found = pd.DataFrame(rows, columns=["outcome", "month", "width", "change", "input", "converged"])
    return found.astype({"converged": "boolean"})
