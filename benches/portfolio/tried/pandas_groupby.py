"""pandas as its own guide has it: group by the parent, merge a level at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from generate import AS_OF
from job import LOWEST, UNTIL, Figures, in_order
from pandas_bincount import load, versions

__all__ = ["NAME", "load", "run", "versions"]
NAME = "pandas, groupby and merge"
OWN = {"open": 0.0, "in_progress": 0.0, "done": 100.0, "cancelled": np.nan}


def run(frame: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
    value = frame["status"].map(OWN).astype(float)
    value = value.mask(frame["status"] == "in_progress", frame["progress"].fillna(0))
    weight = frame["weight"].fillna(1).where(value.notna(), 0)
    for level in reversed(range(LOWEST)):
        sums = means(value, weight, frame.loc[frame["level"] == level + 1, "parent"])
        nodes = frame.loc[frame["level"] == level, "node"]
        value[nodes.index] = value[nodes.index].mask(value[nodes.index].notna(), nodes.map(sums).fillna(value[nodes.index]))
    goals = frame.loc[frame["level"] == 0, "plan"]
    plans = pd.DataFrame({"completion": means(value, weight, goals)}, index=goals.unique())

    gone = pd.Series([], dtype=frame["node"].dtype)
    for level in range(LOWEST):
        nodes = frame[frame["level"] == level]
        gone = nodes.loc[(nodes["status"] == "cancelled") | nodes["parent"].isin(gone), "node"]
    waiting = (frame["level"] == LOWEST) & frame["status"].isin(["open", "in_progress"]) & (frame["due"] <= pd.Timestamp(UNTIL))
    actions = frame.loc[waiting, ["plan", "parent", "due"]]
    actions = actions[~actions["parent"].isin(gone)]
    late = actions["due"] < pd.Timestamp(AS_OF)
    plans["overdue"] = late.groupby(actions["plan"]).sum()
    plans["soon"] = (~late).groupby(actions["plan"]).sum()
    return value, plans.fillna({"overdue": 0, "soon": 0})


def means(value: pd.Series, weight: pd.Series, above: pd.Series) -> pd.Series:
    """The weighted mean of what hangs below each id in `above`; none where nothing counts."""
    weight = weight[above.index]
    sums = pd.DataFrame({"total": (value[above.index] * weight).fillna(0), "weights": weight}).groupby(above, sort=False).sum()
    sums = sums[sums["weights"] > 0]
    return sums["total"] / sums["weights"]


def figures(frame: pd.DataFrame, outcome: Any) -> Figures:
    value, plans = outcome
    return in_order(value, plans.index, plans["completion"], plans["overdue"], plans["soon"])
