"""Writes the type stubs of the compiled part; with `--check` only says whether they are stale.

The generator knows the types from the code. What it cannot know is put right here: a list that goes in is any sequence.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
STUBS = HERE / "python" / "kam" / "_kam.pyi"


def generated() -> str:
    """Generate the stubs of the code as it is."""
    with tempfile.TemporaryDirectory() as folder:
        maturin = Path(sys.executable).with_name("maturin")
        subprocess.run([maturin, "generate-stubs", "--out", folder], cwd=HERE, check=True, stdout=subprocess.DEVNULL)
        text = next(Path(folder).rglob("_kam.pyi")).read_text()
    text = text.replace("SupportsGetItem[int, ", "Sequence[")
    text = text.replace("from _typeshed import SupportsGetItem\n", "from collections.abc import Sequence\n")
    text = re.sub(r"(def __(?:match_args|getnewargs_ex)__.*)\btuple\[tuple, dict\]", r"\1tuple[tuple[()], dict[str, Any]]", text)
    text = text.replace("def __reduce__(self, /) -> tuple[type, tuple[str]]", "def __reduce__(self, /) -> tuple[type[Any], tuple[str]]")
    text = text.replace("def __replace__(self, /, **changes)", "def __replace__(self, /, **changes: Any)")
    # The name of a capsule's type came with Python 3.13.
    text = re.sub(r"from types import CapsuleType\n", "", text).replace("CapsuleType", "object")
    return re.sub(r"__match_args__: Final\[tuple\]", "__match_args__: Final[tuple[str, ...]]", text)


def main() -> int:
    """Write or check."""
    text = generated()
    if STUBS.exists() and STUBS.read_text() == text:
        return 0
    if "--check" in sys.argv:
        print(f"{STUBS.relative_to(HERE)} is stale, run `make generate`")
        return 1
    STUBS.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
