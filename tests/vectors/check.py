"""Checks every vector against the schema, the oracle, and the plain implementations.

    python tests/vectors/check.py            checks; ends with 1 when anything differs
    python tests/vectors/check.py --show     also prints what the oracle says for a case: --show NAME

Needs Python 3.10 with `jsonschema`; the plain JavaScript runs too where `node` is found.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema

HERE = Path(__file__).parent
PLAIN = HERE.parent.parent / "benches" / "plain"
sys.path[:0] = [str(HERE), str(PLAIN)]

import oracle
import plain
from oracle_document import Fault


def vector_files() -> list[Path]:
    return sorted(path for path in HERE.glob("*.json") if path.name != "schema.json")


def differences(expected: Any, found: Any, path: str = "$") -> list[str]:
    """Where `found` is not what a vector expects: fields may be left out of it, nothing else."""
    if isinstance(expected, dict) and set(expected) == {"$count"}:
        right = isinstance(found, list) and len(found) == expected["$count"]
        return [] if right else [f"{path}: {expected['$count']} entries expected, found {found!r:.200}"]
    if isinstance(expected, dict) and set(expected) == {"$contains"}:
        right = isinstance(found, str) and expected["$contains"] in found
        return [] if right else [f"{path}: a text with {expected['$contains']!r} expected, found {found!r:.200}"]
    if isinstance(expected, dict):
        if not isinstance(found, dict):
            return [f"{path}: an object expected, found {found!r:.200}"]
        return [line for key, value in expected.items() for line in differences(value, found.get(key), f"{path}.{key}")]
    if isinstance(expected, list):
        if not isinstance(found, list) or len(expected) != len(found):
            return [f"{path}: {len(expected)} entries expected, found {found!r:.400}"]
        return [line for place, pair in enumerate(zip(expected, found)) for line in differences(*pair, f"{path}[{place}]")]
    return [] if type(expected) is type(found) and expected == found else [f"{path}: {expected!r:.200} expected, found {found!r:.200}"]


def plan_of(case: dict[str, Any]) -> Any:
    return json.loads((HERE / case["plan_file"]).read_text("utf-8")) if "plan_file" in case else case["plan"]


def run(case: dict[str, Any]) -> Any:
    """The result of a case, or its fault as `{"fault": {...}}`."""
    args = case.get("args", {})
    try:
        if case["operation"] in oracle.FREE:
            return oracle.FREE[case["operation"]](**args)
        plan = oracle.open_document(plan_of(case))
        for step in case.get("before", []):
            oracle.ON_PLANS[step["operation"]](plan, **step["args"])
        return oracle.ON_PLANS[case["operation"]](plan, **args)
    except Fault as fault:
        return {"fault": fault.record}


def check_case(case: dict[str, Any]) -> list[str]:
    if "configuration" in case:
        return []  # the oracle knows plans only
    found = run(case)
    faulty = isinstance(found, dict) and set(found) == {"fault"}
    if "fault" in case:
        return differences(case["fault"], found["fault"]) if faulty else [f"a fault expected, found {found!r:.400}"]
    return [f"refused: {found}"] if faulty else differences(case["expect"], found)


def for_plain(case: dict[str, Any]) -> dict[str, Any] | None:
    """The case as the plain implementations take it, or nothing where it is about something else.

    They get valid plans only, know completion and changes of status, and trust their input.
    """
    steps = case.get("before", [])
    if "configuration" in case or case["operation"] not in ("completion", "completions") or "fault" in case:
        return None
    if any(step["operation"] != "change_status" for step in steps):
        return None
    return {"name": case["name"], "plan": plan_of(case), "rules": case.get("args", {}).get("rules") or {},
            "changes": [[step["args"]["node"], step["args"]["status"]] for step in steps]}


def answer_of(case: dict[str, Any], result: dict[str, Any]) -> Any:
    if case["operation"] == "completion":
        return result["completion"]
    return [{"node": node, "completion": completion} for node, completion in result["nodes"]]


def only_figures(expected: Any) -> Any:
    if isinstance(expected, list):
        return [{key: row[key] for key in ("node", "completion") if key in row} for row in expected]
    return expected


def check_plain(cases: list[dict[str, Any]]) -> tuple[int, list[str]]:
    asked = [(case, task) for case in cases if (task := for_plain(case))]
    tasks = [task for _, task in asked]
    answers = {"plain.py": [plain.answer(json.dumps(task)) for task in tasks]}
    node = shutil.which("node")
    if node:
        lines = "\n".join(json.dumps(task) for task in tasks)
        done = subprocess.run([node, str(PLAIN / "plain.mjs"), "--answer"], input=lines, capture_output=True, text=True, check=True)
        answers["plain.mjs"] = [json.loads(line) for line in done.stdout.splitlines()]
    else:
        print("node is not installed: plain.mjs was not run")
    wrong = []
    for name, results in answers.items():
        for (case, _), result in zip(asked, results, strict=True):
            wrong += [f"{name}: {case['name']}: {line}" for line in differences(only_figures(case["expect"]), answer_of(case, result))]
    return len(tasks), wrong


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--show", metavar="NAME", help="print what the oracle gives for one case")
    show = options.parse_args().show
    validator = jsonschema.Draft202012Validator(json.loads((HERE / "schema.json").read_text("utf-8")))
    wrong: list[str] = []
    seen: dict[str, str] = {}
    cases: list[dict[str, Any]] = []
    for path in vector_files():
        content = json.loads(path.read_text("utf-8"))
        wrong += [f"{path.name}: {error.json_path}: {error.message:.300}" for error in validator.iter_errors(content)]
        for case in content["cases"]:
            if case["name"] in seen:
                wrong.append(f"{path.name}: {case['name']} is in {seen[case['name']]} already")
            seen[case["name"]] = path.name
            if case["name"] == show:
                print(json.dumps(run(case), indent=1, ensure_ascii=False, default=str))
            wrong += [f"{path.name}: {case['name']}: {line}" for line in check_case(case)]
            cases.append(case)
    for path in (HERE / "big").glob("*.json"):
        if path.stat().st_size > 1_500_000:
            wrong.append(f"big/{path.name}: larger than 1.5 MB")
    compared, plainly_wrong = check_plain(cases)
    wrong += plainly_wrong
    for line in wrong:
        print(line)
    print(f"{len(cases)} vectors in {len(vector_files())} files, {compared} of them also by the plain implementations: {len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
