"""How tests run the command line."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import kam
from kam.cli.app import app
from typer.testing import CliRunner

TOP = Path(__file__).resolve().parents[3]
COMMITTED = TOP / "adapters" / "crm" / "tests" / "data"
EXAMPLE = TOP / "examples" / "data"
MADE = TOP / "target" / "exports"
EXPORTS = sorted(path.parent for folder in (COMMITTED, MADE) for path in folder.glob("*/expected.json"))
KAM = [sys.executable, "-m", "kam.cli"]
PLAIN = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}


def run(*arguments: object, code: int | None = 0) -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments], env={"COLUMNS": "80"})
    if code is not None:
        assert result.exit_code == code, result.output
    return result.output


def run_json(*arguments: object, code: int = 0) -> dict[str, Any]:
    document = json.loads(run(*arguments, "--json", code=code))
    assert document["kam"] == kam.__version__
    assert document["command"] == arguments[0]
    return document
