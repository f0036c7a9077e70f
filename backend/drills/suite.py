"""A part of the suite run by a drill: the whole of what it does in short in `make test`, with its counts."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from drills.frame import PROJECT, Drill, folder
from tests.figures import TOLD

LANES = 2


@dataclass(frozen=True)
class Ran:
    """Whether all was green, what was counted on the way, and what was said against it."""

    green: bool
    counts: Counter[str]
    wrong: list[str]


def part(drill: Drill, *tests: str) -> Ran:
    """Run these tests, below backend/."""
    with folder(drill.name) as home:
        told = home / "figures"
        told.touch()
        lanes = os.environ.get("DRILL_LANES", str(LANES))
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", lanes, *tests]
        environment = {**os.environ, TOLD: str(told)}
        environment.pop("VITREEM_TEST_FOLDER", None)
        done = subprocess.run(
            command, cwd=PROJECT / "backend", env=environment, capture_output=True, text=True, check=False
        )
        counts = _counts(told)
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    wrong = re.findall(r"^E +(?:AssertionError: )?(\w+, \w+: .+)$", done.stdout, re.MULTILINE)
    if done.returncode:
        drill.say(done.stdout[-3000:])
    return Ran(done.returncode == 0, counts, [*failed, *wrong])


def _counts(told: Path) -> Counter[str]:
    counts = Counter[str]()
    for line in told.read_text().splitlines():
        counts.update(json.loads(line))
    return counts
