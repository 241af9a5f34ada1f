"""The figures of a portfolio on Apache Spark, here with two workers on one machine, and that they are those of a single machine.

Run with `make spark`: it sets up what is needed. `SPARK_MASTER` names another master than `local[2]`.
"""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from typing import Any

import kam
import kam.spark
import pyarrow as pa
from pyspark.sql import SparkSession

AS_OF = date(2026, 6, 30)
LEVELS = [kam.LevelDraft(name=name) for name in ("goal", "tactic", "action")]
SETTINGS = kam.Settings(levels=LEVELS)


def made(plans: int) -> pa.Table:
    """Plans of three goals, four tactics each, five actions each."""
    rows: list[dict[str, Any]] = []
    for plan in range(plans):
        for goal in range(3):
            for tactic in range(4):
                for action in range(5):
                    turn = plan * 7 + goal * 5 + tactic * 3 + action
                    start = date(2026, 1, 1) + timedelta(days=turn % 200)
                    ids = [f"g{goal}", f"g{goal}t{tactic}", f"g{goal}t{tactic}a{action}"]
                    status = ("open", "done", "in_progress", "cancelled")[turn % 4]
                    leaf = {"status": status, "weight": turn % 3 + 1, "start": start, "due": start + timedelta(days=60)}
                    places = [(ids[2], ids[1], leaf)]
                    if action == 0:
                        places.insert(0, (ids[1], ids[0], {"status": "open"}))
                        if tactic == 0:
                            places.insert(0, (ids[0], None, {"status": "open"}))
                    common = {"plan": f"AP-{plan}", "territory": ("North", "South", "West")[plan % 3]}
                    rows.extend(common | {"node": node, "parent": parent} | values for node, parent, values in places)
    columns = ("plan", "node", "parent", "status", "weight", "start", "due", "territory")
    # Object by object, as a CRM exports: all goals, all tactics, all actions.
    rows.sort(key=lambda row: len(row["node"]))
    return pa.table({column: [row.get(column) for row in rows] for column in columns})


def by_plan(table: pa.Table) -> dict[str, dict[str, Any]]:
    """Rows by the id of their plan."""
    return {row["plan"]: row for row in table.to_pylist()}


def main() -> None:
    """Work the figures out twice, and show some of them."""
    local = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.sql.shuffle.partitions": "4"}
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(os.environ.get("SPARK_MASTER", "local[2]")).appName("kam").config(map=local)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    try:
        table = made(300)
        frame = spark.createDataFrame(table)
        figures = kam.spark.plans(frame, AS_OF, keep=["territory"], settings=SETTINGS).cache()
        here = by_plan(kam.Portfolio(table, settings=SETTINGS).plans(AS_OF, keep=["territory"]).to_pyarrow())
        there = by_plan(figures.toArrow())
        assert there == here, "Spark and a single machine differ"
        nodes = kam.spark.nodes(frame, AS_OF, settings=SETTINGS, partitions=3)
        alone = kam.Portfolio(table, settings=SETTINGS).nodes(AS_OF).to_pyarrow().to_pylist()
        key = lambda row: (row["plan"], row["node"])
        assert sorted(nodes.toArrow().to_pylist(), key=key) == sorted(alone, key=key), "Spark and a single machine differ"
        figures.groupBy("territory", "health").count().orderBy("territory", "health").show()
        print(f"{len(there)} plans and {len(alone)} nodes: every figure is that of a single machine")
        try:
            kam.spark.plans(frame.drop("status"), AS_OF)
        except kam.errors.InvalidTable as error:
            print(f"without a column nothing is begun: {error}")
        else:
            raise AssertionError("a missing column was not noticed")
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
