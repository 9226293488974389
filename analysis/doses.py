"""Effects by dose, from the runs of a lever at several doses (`experiments.doses`)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.effects import effects_at


def by_dose(frame: pd.DataFrame, over: int = 12, outcomes: Sequence[str] | None = None) -> pd.DataFrame:
    """Effects by dose from the runs of `experiments.doses`: lever, dose, and the columns of `analysis.effects.effects_at`.

    Dose 0 stands there with no effect and no interval to show.
    """
    chosen = frame[frame["group"] == "all"]
    chosen = chosen if outcomes is None else chosen[chosen["outcome"].isin(list(outcomes))]
    found = []
    for lever in dict.fromkeys(str(name).partition("@")[0] for name in chosen["scenario"].unique()):
        of = chosen[chosen["scenario"].astype(str).str.startswith(f"{lever}@")]
        effects = effects_at(of, f"{lever}@0", over=over)
        none = effects.drop_duplicates("outcome").assign(scenario=f"{lever}@0", effect=0.0, low=0.0, high=0.0)
        both = pd.concat([none, effects], ignore_index=True)
        both.insert(0, "dose", [float(name.partition("@")[2]) for name in both["scenario"]])
        both.insert(0, "lever", lever)
        found.append(both)
    return pd.concat(found, ignore_index=True)
