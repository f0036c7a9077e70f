"""What a drill asks of the tests that it runs: the whole instead of the short form, and counts of what was looked at."""

import json
import os
from pathlib import Path

# A drill sets it to the file that it reads afterwards; `make test` doesn't.
TOLD = "DRILL_FIGURES"
WHOLE = TOLD in os.environ


def tell(**counts: int) -> None:
    """Add counts to those of the run."""
    if WHOLE:
        with Path(os.environ[TOLD]).open("a") as file:
            file.write(json.dumps(counts) + "\n")
