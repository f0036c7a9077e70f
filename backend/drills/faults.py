"""Faults planted one by one in a copy of the tree: the suite must see each of them; 0 stay green.

Two copies work side by side, each with a PostgreSQL of its own, whose template is built once from the sound tree.
`FAULTS=name,name` plants these alone.
"""

import asyncio
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from drills.frame import PROJECT, Drill, folder
from drills.planted_faults import FAULTS, Fault
from vitreem.kernel.db import embedded

LANES, LONGEST_SECONDS, HUNG = 2, 300, -1
_NOT_COPIED = shutil.ignore_patterns(
    ".venv", "__pycache__", ".git", "node_modules", "dist", "data", ".pytest_cache", ".ruff_cache", "src", "e2e"
)


@dataclass
class Found:
    """What the suite said: who saw which fault, and what stayed green or couldn't be planted."""

    seen: dict[str, str] = field(default_factory=dict)
    green: list[str] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)


def run(drill: Drill) -> None:
    asked = [name for name in os.environ.get("FAULTS", "").split(",") if name]
    if unknown := set(asked) - FAULTS.keys():
        raise SystemExit(f"no such fault: {', '.join(sorted(unknown))}")
    # What rebuilds the database takes longest: those first.
    names = sorted(asked or FAULTS, key=lambda name: not FAULTS[name].migrates)
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    for name in names:
        waiting.put(name)
    found = Found()
    with ExitStack() as stack:
        lanes = []
        for _ in range(min(LANES, len(names))):
            home = stack.enter_context(folder("faults"))
            # One after the other: migrations know one database at a time in a process.
            database = stack.enter_context(_database(home))
            lanes.append(threading.Thread(target=_lane, args=(drill, home, database, waiting, found)))
        for lane in lanes:
            lane.start()
        for lane in lanes:
            lane.join()
    missed = sorted(set(names) - found.seen.keys() - found.broken.keys())
    drill.note(
        "faults_that_stay_green", limit=0, passed=not missed and not found.broken, planted=len(names), green=missed,
        not_planted=found.broken,
    )  # fmt: skip


def _lane(drill: Drill, home: Path, database: Path, waiting: "queue.SimpleQueue[str]", found: Found) -> None:
    tree = home / "tree"
    shutil.copytree(PROJECT, tree, ignore=_NOT_COPIED)
    while True:
        try:
            name = waiting.get_nowait()
        except queue.Empty:
            return
        begun = time.monotonic()
        said = _plant(tree / "backend", FAULTS[name], database, found, name)
        drill.say(f"{name}: {said} ({time.monotonic() - begun:.0f} s)")


@contextmanager
def _database(home: Path) -> Iterator[Path]:
    """A server with the template of the sound tree."""
    from tests.conftest import _build_template

    data = home / "postgres-of-tests"
    data.mkdir(mode=0o755)
    server = embedded.start(data)
    try:
        asyncio.run(_build_template(server))
        yield data
    finally:
        server.stop()


def _plant(backend: Path, fault: Fault, tests_folder: Path, found: Found, name: str) -> str:
    path = backend / fault.file
    sound = path.read_text()
    if (times := sound.count(fault.old)) != 1:
        found.broken[name] = f"its old text stands {times} times in {fault.file}"
        return found.broken[name]
    path.write_text(sound.replace(fault.old, fault.new))
    try:
        code, told = _suite(backend, fault, tests_folder)
    finally:
        path.write_text(sound)
    failed = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", told, re.MULTILINE)
    if code == 1 and failed:
        found.seen[name] = failed[1]
        return f"seen by {failed[1]}"
    if code == 0:
        found.green.append(name)
        return "STAYS GREEN"
    found.broken[name] = f"pytest ended with {code}: {told.strip()[-300:]}"
    return found.broken[name]


def _suite(backend: Path, fault: Fault, tests_folder: Path) -> tuple[int, str]:
    """The exit code and the words of the tests that should see it; `HUNG` and none where they never ended."""
    tests, _, words = fault.tests.partition(" -k ")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-W", "ignore", *tests.split()]
    command += ["-k", words] if words else []
    environment = {**os.environ, "PYTHONPATH": str(backend), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("VITREEM_TEST_FOLDER", None)
    if not fault.migrates:
        environment["VITREEM_TEST_FOLDER"] = str(tests_folder)
        command += ["--basetemp", str(tests_folder / "tmp")]
    # A session of its own: whatever it started ends with it.
    process = subprocess.Popen(
        command, cwd=backend, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        told, _ = process.communicate(timeout=LONGEST_SECONDS)
        return process.returncode, told
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.communicate()
        return HUNG, f"not ended in {LONGEST_SECONDS} s: a test that hangs says nothing; give it a time limit"
