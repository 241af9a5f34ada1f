"""A panic of the library reaches Python as a fault, and the library goes on.

The library itself is as it is shipped: the operating system is made to give it no random numbers, and a hash map cannot do without.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHIM = Path(__file__).resolve().parents[3] / "tests" / "panic" / "no_random.c"

PANICS = """
import os, threading, kam

files = [kam.ExportFile(name="account_plan__v.csv", content=b"id,name__v\\n1,a\\n")]

def load():
    try:
        print(kam.load_export_files(files))
    except BaseException as error:
        print(type(error).__name__, isinstance(error, kam.KamError), error)

def in_a_new_thread():
    # Each thread asks once for random numbers.
    thread = threading.Thread(target=load)
    thread.start()
    thread.join()

os.environ["KAM_TEST_NO_RANDOM"] = "1"
in_a_new_thread()
del os.environ["KAM_TEST_NO_RANDOM"]
in_a_new_thread()
"""


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("cc"), reason="only Linux lets a program stand between a library and the system")
def test_a_panic_is_a_fault_and_the_library_goes_on(tmp_path: Path) -> None:
    shim = tmp_path / "no_random.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, SHIM, "-ldl"], check=True)
    run = subprocess.run([sys.executable, "-c", PANICS], env={**os.environ, "LD_PRELOAD": str(shim)}, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [
        "Internal True a mistake in kam itself: failed to generate random data",
        "<export of 1 plans by `veeva_vault`, 0 defects>",
    ]
