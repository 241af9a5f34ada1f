"""The command line `kam`: what is wrong with an export, where its plans stand, and why.

It is in the extra `kam[cli]`; the library itself needs nothing but Python. See the guide's page on the command line.
"""

from __future__ import annotations

import sys

__all__ = ["main"]

NEEDED = ("typer", "rich")
"""What is to be installed."""


def main() -> int:
    """Run the command line; say what to install where its libraries are missing."""
    try:
        from kam.cli.app import app
    except ModuleNotFoundError as missing:
        library = (missing.name or "").partition(".")[0]
        if library not in NEEDED:
            raise
        print(f"the command line of kam needs `{library}`, which is not installed", file=sys.stderr)
        print(f"install it with: pip install {' '.join(NEEDED)}", file=sys.stderr)
        return 2
    app(prog_name="kam")
    return 0
