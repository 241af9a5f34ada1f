"""`python -m kam.cli` is `kam`."""

import sys

from kam.cli import main

if __name__ == "__main__":
    sys.exit(main())
