"""Makes exports with known results for the tests of all languages, where the script that makes them is at hand.

    python tests/exports/make.py FOLDER

The script is looked for beside the repository, or where KAM_MAKE_EXPORT says. Without it the tests have the committed exports
of adapters/crm/tests/data only. Two seeds are fixed, one is new on every day, so that nothing is tuned to a seed.
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
SCRIPT = Path(
    os.environ.get("KAM_MAKE_EXPORT", TOP.parent / "shared" / "data" / "make_export.py")
)


def main(folder: Path) -> None:
    """Make every export again."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if not SCRIPT.is_file():
        print(f"no {SCRIPT.name}: only the committed exports are tested")
        return
    today = datetime.datetime.now(datetime.UTC).date().toordinal()
    for seed, plans, defects in ((20, 120, False), (21, 60, True), (today, 200, True)):
        for flavour in ("vault", "salesforce"):
            out = folder / f"{flavour}-{seed}"
            command = [
                sys.executable,
                str(SCRIPT),
                "--flavour",
                flavour,
                "--plans",
                str(plans),
                "--seed",
                str(seed),
            ]
            subprocess.run(
                [*command, *(["--defects"] if defects else []), str(out)], check=True
            )
    # One of the full size.
    subprocess.run(
        [
            sys.executable,
            str(SCRIPT),
            "--plans",
            "2000",
            "--seed",
            str(today + 1),
            "--defects",
            str(folder / f"vault-{today + 1}"),
        ],
        check=True,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
