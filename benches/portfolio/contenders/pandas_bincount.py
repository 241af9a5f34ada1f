"""pandas for the columns, Arrow's look-up (which its text columns bring along) for the parents, numpy's `bincount` for the sums."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from generate import STATUSES
from job import COLUMNS, Figures, in_order
from segments import NEVER, Columns, Result, roll_up

NAME = "pandas"


def versions() -> dict[str, str]:
    return {"pandas": pd.__version__, "numpy": np.__version__, "pyarrow": pa.__version__}


def load(table: pa.Table) -> pd.DataFrame:
    # A number that may be absent would become a float, which holds no long key.
    if pa.types.is_integer(table["parent"].type):
        table = table.set_column(table.schema.get_field_index("parent"), "parent", table["parent"].fill_null(0))
    frame = table.select(COLUMNS).to_pandas(date_as_object=False)
    frame["status"] = frame["status"].cat.set_categories(STATUSES)
    return frame


def run(frame: pd.DataFrame) -> tuple[Any, Result]:
    due = frame["due"]
    days = due.to_numpy().astype("datetime64[D]").astype(np.int64)
    columns = Columns(
        frame["level"].to_numpy(),
        frame["status"].cat.codes.to_numpy(),
        frame["weight"].to_numpy(),
        frame["progress"].to_numpy(),
        np.where(due.isna().to_numpy(), NEVER, days),
    )
    node, parent = as_arrow(frame["node"]), as_arrow(frame["parent"])
    named = []

    def plans(rows: np.ndarray) -> tuple[np.ndarray, int]:
        code, names = pd.factorize(frame["plan"].iloc[rows])
        named.append(names)
        return code, len(names)

    def parents(below: np.ndarray, above: np.ndarray) -> np.ndarray:
        return pc.index_in(parent.take(pa.array(below)), value_set=node.take(pa.array(above))).to_numpy()

    result = roll_up(columns, parents, plans)
    return named[0], result


def as_arrow(column: pd.Series) -> pa.Array:
    array = pa.array(column)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def figures(frame: pd.DataFrame, outcome: Any) -> Figures:
    plans, result = outcome
    return in_order(result.nodes, plans, result.completion, result.overdue, result.soon)
