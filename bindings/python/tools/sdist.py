"""Builds the source distribution, builds and installs the package from it where there is nothing else, and uses it there.

    python tools/sdist.py FOLDER

The folder keeps what cargo has built, so that the next run builds only the crates of this repository.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
FIGURE = """
import kam
plan = kam.open_plan('{"id": "AP-1", "nodes": [{"id": "a", "weight": "3", "status": "done"}, {"id": "b"}]}')
print(kam.__file__, plan.completion())
"""


def run(command: Sequence[str | Path], folder: Path, expect: int = 0, **more: str) -> str:
    """Run a command that must end as expected, and give what it prints."""
    # Nothing of the checkout may help: neither its environment nor its packages.
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV", "CARGO_TARGET_DIR"}}
    done = subprocess.run([str(part) for part in command], cwd=folder, env={**environment, **more}, capture_output=True, text=True, check=False)
    if done.returncode != expect:
        sys.exit(f"`{' '.join(map(str, command))}` ended with {done.returncode}, not {expect}:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def unpacked(archive: Path, into: Path) -> Path:
    """Unpack the archive; give its one folder."""
    with tarfile.open(archive) as files:
        for member in files:
            # All files of the archive are equally old, and cargo builds again only what is newer.
            member.mtime = int(archive.stat().st_mtime)
            files.extract(member, into, filter="data")
    return next(into.iterdir())


def main() -> int:
    """Build, install, use."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    top = Path(sys.argv[1]).resolve()
    tools = Path(sys.executable).parent
    dist, source, installed = top / "dist", top / "source", top / "env"
    for folder in (dist, source, installed):
        shutil.rmtree(folder, ignore_errors=True)
    run([tools / "maturin", "sdist", "--out", dist], HERE)
    package = unpacked(next(dist.glob("*.tar.gz")), source)
    build: list[str | Path] = [tools / "uv", "build", "--wheel", "--no-build-isolation", "--python", sys.executable, "--out-dir", dist, package]
    run(build, top, CARGO_TARGET_DIR=str(top / "target"), MATURIN_PEP517_ARGS="--profile dev")
    wheel = next(dist.glob("*.whl"))

    run([tools / "uv", "venv", "--python", sys.executable, installed], top)
    install: list[str | Path] = [tools / "uv", "pip", "install", "--python", installed / "bin" / "python", "--constraint", HERE / "requirements.lock"]
    run([*install, wheel], top)
    path, figure = run([installed / "bin" / "python", "-W", "error", "-c", FIGURE], top).split()
    if not Path(path).is_relative_to(installed) or figure != "75":
        sys.exit(f"`{path}` gives `{figure}`")
    # The command line needs libraries of an extra, and says so where they are missing.
    if "needs `typer`, which is not installed" not in run([installed / "bin" / "kam", "--help"], top, expect=2):
        sys.exit("`kam --help` does not say what is missing")
    run([*install, f"kam[cli] @ {wheel.as_uri()}"], top)
    if "explain" not in run([installed / "bin" / "kam", "--help"], top):
        sys.exit("`kam --help` lists no commands")
    print(f"{wheel.name} was built from {next(dist.glob('*.tar.gz')).name} and works")
    return 0


if __name__ == "__main__":
    sys.exit(main())
