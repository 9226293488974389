"""Problems with known answers, as an experiment would leave them: designs with a dummy, runs with chance of their own."""

from __future__ import annotations

from collections.abc import Callable
from math import pi
from typing import Any

import numpy as np
import pandas as pd
from SALib.sample import fast_sampler, latin
from SALib.sample import morris as morris_sampler
from SALib.sample import sobol as sobol_sampler
from SALib.test_functions import Ishigami, Sobol_G

Function = Callable[[np.ndarray], np.ndarray]
G = np.array([0.0, 1.0, 4.5, 9.0])
N_BLOCKS_OF_SEEDS = 64

# Saltelli et al. (2008), Global Sensitivity Analysis: The Primer, page 196: with a = 7, b = 0.1.
ISHIGAMI_VARIANCE = 49 / 8 + 0.1 * pi**4 / 5 + 0.01 * pi**8 / 18 + 0.5
ISHIGAMI_S1 = np.array([0.5 * (1 + 0.1 * pi**4 / 5) ** 2, 49 / 8, 0.0]) / ISHIGAMI_VARIANCE
ISHIGAMI_S13 = 0.01 * pi**8 * (1 / 18 - 1 / 50) / ISHIGAMI_VARIANCE
ISHIGAMI_ST = ISHIGAMI_S1 + np.array([ISHIGAMI_S13, 0.0, ISHIGAMI_S13])


def ishigami(x: np.ndarray) -> np.ndarray:
    return np.asarray(Ishigami.evaluate(x))


def sobol_g(x: np.ndarray) -> np.ndarray:
    return np.asarray(Sobol_G.evaluate(x, G))


def g_indices() -> tuple[np.ndarray, np.ndarray]:
    return Sobol_G.sensitivity_index(G), Sobol_G.total_sensitivity_index(G)


ISHIGAMI_RANGE, UNIT = (-pi, pi), (0.0, 1.0)


def design(kind: str, n_inputs: int, n: int, of: tuple[float, float], second: bool = False, seed: int = 5) -> pd.DataFrame:
    """Inputs x1, x2, … in a range, and the dummy from 0 to 1, in the order that the kind of design has."""
    names = [*(f"x{k + 1}" for k in range(n_inputs)), "dummy"]
    problem: dict[str, Any] = {"num_vars": n_inputs + 1, "names": names, "bounds": [list(of)] * n_inputs + [[0.0, 1.0]]}
    if kind == "sobol":
        x = sobol_sampler.sample(problem, n, calc_second_order=second, seed=seed)
    elif kind == "morris":
        x = morris_sampler.sample(problem, n, seed=seed)
    elif kind == "efast":
        x = fast_sampler.sample(problem, n, seed=seed)
    else:
        x = latin.sample(problem, n, seed=seed)
    return pd.DataFrame(x, columns=names).rename_axis("design_point")


def runs(inputs: pd.DataFrame, function: Function, noise: float = 0.0, replications: int = 1, month: int = 59) -> pd.DataFrame:
    """The tidy outcomes of a function with Gaussian noise that depends on the seed and on the point."""
    x = inputs.drop(columns="dummy").to_numpy()
    blocks = np.minimum((inputs["dummy"].to_numpy() * N_BLOCKS_OF_SEEDS).astype(int), N_BLOCKS_OF_SEEDS - 1)
    exact, frames = function(x), []
    for replication in range(replications):
        # What a seed does: the same at points with the same seed, drawn once for each seed.
        drawn = np.random.default_rng([replication, 77]).normal(size=N_BLOCKS_OF_SEEDS)
        value = exact + noise * drawn[blocks]
        frames.append(pd.DataFrame({"design_point": inputs.index, "replication": replication, "month": month, "group": "all",
                                    "outcome": "y", "value": value}))  # fmt: skip
    return pd.concat(frames, ignore_index=True)


def values(frame: pd.DataFrame, index: str) -> pd.Series:
    return frame[frame["index"] == index].set_index("input")["value"]
