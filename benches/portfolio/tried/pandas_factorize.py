"""pandas with the ids of a level and their parents factorised together."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from pandas_bincount import columns, figures, load, plans_of, versions
from segments import Result, roll_up

__all__ = ["NAME", "figures", "load", "run", "versions"]
NAME = "pandas, factorize"


def run(frame: pd.DataFrame) -> tuple[Any, Result]:
    def parents(below: np.ndarray, above: np.ndarray) -> np.ndarray:
        # The codes of the nodes come first: a code is the place.
        code, _ = pd.factorize(pd.concat([frame["node"].iloc[above], frame["parent"].iloc[below]], ignore_index=True))
        return code[len(above) :]

    plans, named = plans_of(frame)
    result = roll_up(columns(frame), parents, plans)
    return named[0], result
