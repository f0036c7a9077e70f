"""Commands beside a running server, and a server whose PostgreSQL dies: real processes on a folder of their own."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.test_serving import VITREEM, _free_port, _ready


@dataclass
class Served:
    """A server under way."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def postmaster(self) -> int:
        return int((self.folder / "postgres" / "postmaster.pid").read_text().split()[0])

    def ask(self, path: str = "/readyz") -> tuple[int, dict, dict]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as reply:
                return reply.status, json.load(reply), dict(reply.headers)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error), {name.lower(): value for name, value in error.headers.items()}

    def until_ready(self, seconds: float) -> list[int]:
        """Ask until the answer is 200; the statuses on the way."""
        seen, until = [], time.monotonic() + seconds
        while time.monotonic() < until:
            status, body, headers = self.ask()
            if status == 200:
                return seen
            assert body["code"] == "busy", body
            assert headers["retry-after"] == "5"
            seen.append(status)
            time.sleep(0.1)
        raise AssertionError(f"not back in {seconds} s")


def _environment(folder: Path, port: int = 0) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # starts faster
    return {**kept, "DATA_DIR": str(folder), "LOAD_DEMO": "false", "PORT": str(port)}


def _serve(folder: Path) -> Served:
    port = _free_port()
    process = subprocess.Popen([str(VITREEM), "serve"], env=_environment(folder, port), stdout=subprocess.DEVNULL)
    served = Served(folder, port, process)
    _ready(port, process)
    return served


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(VITREEM), *command], env=_environment(folder), capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def served(new_folder: Callable[[str], Path]) -> Iterator[Served]:
    served = _serve(new_folder("served"))
    yield served
    served.process.terminate()
    assert served.process.wait(30) in (0, -signal.SIGTERM)
    assert not (served.folder / "postgres" / "postmaster.pid").exists()


class TestBesideAServer:
    @pytest.mark.parametrize("command", [("db", "upgrade"), ("db", "bootstrap")])
    def test_a_command_leaves_the_servers_postgresql_alone(self, served, command):
        before = served.postmaster
        done = _run(served.folder, *command)
        assert done.returncode == 0, done.stderr
        assert served.postmaster == before
        assert served.ask()[0] == 200

    def test_a_second_server_is_refused_and_does_no_harm(self, served):
        assert _run(served.folder, "serve").returncode == 3
        assert served.ask()[0] == 200


class TestPostgresqlDies:
    @pytest.mark.parametrize("name", ["SIGKILL", "SIGQUIT"])
    def test_a_dead_one_is_started_again(self, served, name):
        before = served.postmaster
        os.kill(before, getattr(signal, name))
        time.sleep(0.05)
        assert set(served.until_ready(5)) <= {503}
        assert served.postmaster != before

    def test_one_stopped_in_good_order_stays_stopped_and_is_taken_up_again(self, served):
        os.kill(served.postmaster, signal.SIGINT)
        running = served.folder / "postgres" / "postmaster.pid"
        time.sleep(2)
        assert not running.exists()
        assert served.ask()[0] == 503
        subprocess.run([sys.executable, "-c", _START, str(served.folder)], check=True, timeout=60)
        served.until_ready(5)


_START = "import sys, pathlib; from vitreem.kernel.db import embedded; embedded.start(pathlib.Path(sys.argv[1]))"


class TestWithoutAServer:
    def test_a_command_stops_what_it_started_and_not_what_runs_already(self, new_folder):
        folder = new_folder("alone")
        running = folder / "postgres" / "postmaster.pid"
        assert _run(folder, "db", "bootstrap").returncode == 0
        assert not running.exists()
        subprocess.run([sys.executable, "-c", _START, str(folder)], check=True, timeout=60)
        try:
            assert _run(folder, "db", "upgrade").returncode == 0
            assert running.exists()
        finally:
            os.kill(int(running.read_text().split()[0]), signal.SIGINT)

    def test_a_server_that_comes_while_a_command_runs_keeps_postgresql(self, new_folder):
        folder = new_folder("race")
        slow = subprocess.Popen(
            [sys.executable, "-c", _SLOW], env=_environment(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert slow.stdout and slow.stdout.readline() == b"started\n"
        served = _serve(folder)
        try:
            slow.communicate(b"end\n", timeout=30)
            assert served.ask()[0] == 200
        finally:
            served.process.terminate()
            served.process.wait(30)
        assert not (folder / "postgres" / "postmaster.pid").exists()


# What every command does, as slowly as the test wants it.
_SLOW = """
import sys
from vitreem.installation import Installation
one = Installation()
one.bootstrap()
print("started", flush=True)
sys.stdin.readline()
one.leave_server()
"""
