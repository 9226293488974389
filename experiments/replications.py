"""How many replications? Pairs are run batch by batch until the interval of an effect is as narrow as was asked for.

Looking again and again, and stopping when it suits, makes an interval a little too narrow. Batches that at most double keep the
looks few, and with ten pairs or more to begin with the loss is a point or two of coverage at most (Law, Simulation Modeling
and Analysis, 5th ed., section 9.4.1).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import stats

from experiments.runner import Runs
from model.declare import Array

START, MOST = 10, 1000


@dataclass(frozen=True)
class Look:
    """What was known after some pairs: the widest effect (scenario), its size and its half-width; sd: of one pair's difference,
    sd_apart: what it would be without common seeds."""

    scenario: str
    n_pairs: int
    effect: float
    half_width: float
    sd: float
    sd_apart: float


@dataclass
class Sequential:
    """What came out. looks: one a batch. is_reached: the half-width asked for was reached; runs holds all batches.
    seconds_a_run: of the last batch, in which nothing is being loaded or compiled any more unless it is the only one."""

    runs: Runs
    looks: list[Look] = field(default_factory=list)
    is_reached: bool = False
    seconds_a_run: float = float("nan")


def half_width(sd: float, n: int, level: float = 0.95) -> float:
    """Half of Student's t interval of a mean of n."""
    return float(stats.t.ppf(0.5 + level / 2, n - 1) * sd / np.sqrt(n)) if n >= 2 else float("inf")


def pairs_needed(sd: float, wanted: float, level: float = 0.95) -> int:
    """The smallest number of pairs, two or more, whose interval has at most the half-width wanted."""
    n = max(2, int((stats.norm.ppf(0.5 + level / 2) * sd / wanted) ** 2))
    while half_width(sd, n, level) > wanted:
        n += 1
    return n


def until_half_width(
    run_batch: Callable[[int, int], Runs], names: Sequence[str], outcome: str, wanted: float,
    start: int = START, most: int = MOST, level: float = 0.95,
) -> Sequential:  # fmt: skip
    """Run pairs until every effect on an outcome, in the last month and for all, has at most the half-width wanted.

    run_batch(first, n): runs replications first, first + 1, … of every scenario. names: the baseline, then the scenarios.
    outcome: its name; wanted: in its unit. Stops at `most` pairs, when a batch is stopped, and when failures leave fewer than
    two pairs.
    """
    asked = min(start, most)
    done = Sequential(run_batch(0, asked))
    done.seconds_a_run = done.runs.seconds / max(done.runs.n_done, 1)
    while done.runs.status != "stopped":
        looks = [look for name in names[1:] if (look := _look(done.runs, names[0], name, outcome, level)) is not None]
        if not looks:
            break
        widest = max(looks, key=lambda look: look.half_width)
        done.looks.append(widest)
        done.is_reached = len(looks) == len(names) - 1 and widest.half_width <= wanted
        if done.is_reached or asked >= most:
            break
        more = max(pairs_needed(widest.sd, wanted, level) - widest.n_pairs, 1)
        more = min(more, asked, most - asked)
        batch = run_batch(asked, more)
        done.seconds_a_run = batch.seconds / max(batch.n_done, 1)
        _join(done.runs, batch)
        asked += more
    return done


def _look(runs: Runs, baseline: str, scenario: str, outcome: str, level: float) -> Look | None:
    """None with fewer than two pairs that have the number."""
    pairs = sorted(runs.values[baseline].keys() & runs.values[scenario].keys())
    if len(pairs) < 2:
        return None
    before, after = (
        np.array([runs.values[name][pair][-1, runs.series[name].index(("all", outcome))] for pair in pairs])
        for name in (baseline, scenario)
    )
    is_pair = np.isfinite(before) & np.isfinite(after)
    n = int(is_pair.sum())
    if n < 2:
        return None
    difference: Array = (after - before)[is_pair]
    sd = float(difference.std(ddof=1))
    apart = float(np.hypot(before[is_pair].std(ddof=1), after[is_pair].std(ddof=1)))
    return Look(scenario, n, float(difference.mean()), half_width(sd, n, level), sd, apart)


def _join(runs: Runs, more: Runs) -> None:
    """Add a later batch to the runs of earlier ones."""
    runs.seeds += more.seeds
    for name, values in more.values.items():
        runs.values[name].update(values)
    runs.series.update(more.series)
    runs.failures.extend(more.failures)
    runs.n_done += more.n_done
    runs.seconds += more.seconds
    runs.status = more.status if more.status == "stopped" or runs.status == "done" else runs.status
