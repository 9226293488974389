"""What all methods of sensitivity analysis share: one signature, one result frame, one rule for what is noise.

The dummy is an input that the model does not know; it selects the block of seeds. What it scores is what chance alone
scores, and an input says something only when the lower end of its interval lies above the upper end of the dummy's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.sensitivity.frames import Sample, read_sample
from model.declare import Array

COLUMNS = ("outcome", "month", "input", "index", "value", "low", "high", "rank", "above_noise")
PAIR = " × "


class Index(NamedTuple):
    """One index of one input (or of a pair, joined by PAIR) with its interval; NaN where the method gives none."""

    input: str
    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Method:
    """One method. main: the index by which it ranks inputs. is_share: indices lie between 0 and 1, else they have the
    outcome's unit. ranked: the indices of which it is said whether they rise above the noise.

    block(x): how many rows of the design belong together, so that whole blocks may be left out; raises BadInput when the
    rows are not of this method's design. indices(x, y, names, level, seed): the estimate itself, y: float64[points].
    """

    name: str
    zh: str
    en: str
    main: str
    ranked: tuple[str, ...]
    is_share: bool
    block: Callable[[Array], int]
    indices: Callable[[Array, Array, Sequence[str], float, int], list[Index]]

    def estimate(
        self, inputs: pd.DataFrame, outcomes: pd.DataFrame, dummy: str = "dummy", group: str = "all",
        seed: int = 1, level: float = 0.95,
    ) -> pd.DataFrame:  # fmt: skip
        """Indices of every input for every outcome and month, of the means over replications.

        inputs: indexed by design_point in the order of the design, one column an input, the dummy among them. outcomes: tidy,
        columns design_point, replication, month, outcome, value (and group, of which one is taken). seed: of the resampling
        behind the intervals, which cover the choice of points and hold `level` of it.
        Gives columns outcome, month, input, index, value, low, high, rank (1 is the largest) and above_noise; where an outcome
        is the same at every point, value and interval are NaN, and rank and above_noise missing. Raises BadInput on a missing
        or non-finite number, by its name, and on rows that are not of this method's design.
        """
        return self.estimate_sample(read_sample(inputs, outcomes, dummy, group), dummy, seed, level)

    def estimate_sample(self, sample: Sample, dummy: str, seed: int = 1, level: float = 0.95) -> pd.DataFrame:
        """The same of a sample that has been read already."""
        self.block(sample.x)
        means, found = sample.means, []
        for place, (outcome, month) in enumerate(sample.series):
            y = means[:, place]
            indices = self.indices(sample.x, _scaled(y), sample.names, level, seed)
            is_constant = bool(np.ptp(y) <= 1e-12 * max(np.abs(y).max(), 1e-300))
            found.append(_ranked(indices, self, dummy, 1.0 if self.is_share else _scale(y), is_constant))
            found[-1].insert(0, "month", month)
            found[-1].insert(0, "outcome", outcome)
        return pd.concat(found, ignore_index=True)


def _scale(y: Array) -> float:
    return float(y.std()) or 1.0


def _scaled(y: Array) -> Array:
    """Estimators of shares do not mind the scale, but lose digits on large means."""
    return (y - y.mean()) / _scale(y)


def _ranked(indices: Sequence[Index], method: Method, dummy: str, scale: float, is_constant: bool) -> pd.DataFrame:
    frame = pd.DataFrame(indices, columns=["input", "index", "value", "low", "high"])
    frame[["value", "low", "high"]] *= np.nan if is_constant else scale
    frame["rank"] = frame.groupby("index")["value"].transform(lambda values: values.abs().rank(ascending=False, method="min"))
    frame["rank"] = frame["rank"].astype("Int64")
    frame["above_noise"] = pd.array([pd.NA] * len(frame), dtype="boolean")
    for name in method.ranked:
        of = frame["index"] == name
        is_dummy = frame["input"].map(lambda text: dummy in text.split(PAIR))
        floor = frame.loc[of & is_dummy, ["value", "high"]].max(axis=None)
        if of.any() and not is_constant:
            lower = frame.loc[of, "low"].fillna(frame.loc[of, "value"])
            frame.loc[of, "above_noise"] = (lower > floor) & ~is_dummy[of]
    return frame
