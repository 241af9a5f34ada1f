"""pandas with an index of the nodes of each level."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from pandas_bincount import columns, figures, load, plans_of, versions
from segments import Result, roll_up

__all__ = ["NAME", "figures", "load", "run", "versions"]
NAME = "pandas, get_indexer"


def run(frame: pd.DataFrame) -> tuple[Any, Result]:
    def parents(below: np.ndarray, above: np.ndarray) -> np.ndarray:
        return pd.Index(frame["node"].iloc[above]).get_indexer(frame["parent"].iloc[below])

    plans, named = plans_of(frame)
    result = roll_up(columns(frame), parents, plans)
    return named[0], result
