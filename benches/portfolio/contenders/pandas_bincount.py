"""pandas for the columns, numpy's `bincount` for the sums. Parents are found, a level at a time, by an index where ids are numbers and
by Arrow's look-up, which pandas' text columns bring along, where they are text.
"""

from __future__ import annotations

from collections.abc import Callable
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
    node, parent = frame["node"], frame["parent"]
    as_text = not pd.api.types.is_integer_dtype(node.dtype)
    if as_text:
        node, parent = pa.array(node), pa.array(parent)

    def parents(below: np.ndarray, above: np.ndarray) -> np.ndarray:
        if as_text:
            return pc.index_in(parent.take(pa.array(below)), value_set=node.take(pa.array(above))).to_numpy()
        return pd.Index(node.to_numpy()[above]).get_indexer(parent.to_numpy()[below])

    plans, named = plans_of(frame)
    result = roll_up(columns(frame), parents, plans)
    return named[0], result


def columns(frame: pd.DataFrame) -> Columns:
    """The columns that are no ids, as numpy has them."""
    due = frame["due"].to_numpy()
    days = np.where(np.isnat(due), NEVER, due.astype("datetime64[D]").astype(np.int64))
    return Columns(frame["level"].to_numpy(), frame["status"].cat.codes.to_numpy(), frame["weight"].to_numpy(), frame["progress"].to_numpy(), days)


def plans_of(frame: pd.DataFrame) -> tuple[Callable[[np.ndarray], tuple[np.ndarray, int]], list[Any]]:
    """What `roll_up` asks for plans, and the list into which their ids come."""
    named: list[Any] = []

    def plans(rows: np.ndarray) -> tuple[np.ndarray, int]:
        code, names = pd.factorize(frame["plan"].iloc[rows])
        named.append(names)
        return code, len(names)

    return plans, named


def figures(frame: pd.DataFrame, outcome: Any) -> Figures:
    plans, result = outcome
    return in_order(result.nodes, plans, result.completion, result.overdue, result.soon)
