"""What every drill shares: its line of figures, a real server with the demo, and people who sign in."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

from vitreem.demo.wards import PASSWORD

PROJECT = Path(__file__).resolve().parents[2]
VITREEM = Path(sys.executable).with_name("vitreem")


class Drill:
    """One run: its seed, and the line that it prints. `note` may be called more than once, one line per figure."""

    def __init__(self, name: str, seed: int) -> None:
        self.name, self.seed = name, seed
        self.random = random.Random(seed)
        self.begun = time.monotonic()
        self.passed = True

    def say(self, words: str) -> None:
        """Progress, on standard error."""
        print(f"  {time.monotonic() - self.begun:6.1f}s {words}", file=sys.stderr, flush=True)

    def note(self, figure: str, *, limit: Any, passed: bool, **facts: Any) -> None:
        """Print the JSON line and add it to data/drills.jsonl."""
        self.passed &= passed
        line = {
            "drill": self.name, "figure": figure, "limit": limit, "pass": passed, "commit": _commit(),
            "seconds": round(time.monotonic() - self.begun, 1), "seed": self.seed, **facts,
        }  # fmt: skip
        text = json.dumps(line, ensure_ascii=False)
        print(text, flush=True)
        (PROJECT / "data").mkdir(exist_ok=True)
        with (PROJECT / "data" / "drills.jsonl").open("a") as file:
            file.write(text + "\n")


def _commit() -> str:
    shown = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    return shown.stdout.strip() or "unknown"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def folder(name: str) -> Iterator[Path]:
    """A folder that goes away, which PostgreSQL's own user may pass through."""
    path = Path(tempfile.mkdtemp(prefix=f"vte-drill-{name}-"))
    path.chmod(0o711)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


class Server:
    """`vitreem serve` on a data folder, started and killed as a service manager would."""

    def __init__(self, data_dir: Path, **settings: str) -> None:
        self.data_dir, self.port = data_dir, free_port()
        self.environment = {
            **os.environ, "DATA_DIR": str(data_dir), "PORT": str(self.port), "INSECURE_COOKIES": "true", **settings,
        }  # fmt: skip
        # An installation keeps its compiled modules; without them every start takes seconds longer.
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def postmaster(self) -> int | None:
        """The process id of PostgreSQL, if it runs."""
        try:
            return int((self.data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
        except (OSError, IndexError, ValueError):
            return None

    def start(self) -> None:
        with (self.data_dir.parent / "serve.log").open("ab") as log:
            self.process = subprocess.Popen([str(VITREEM), "serve"], env=self.environment, stdout=log, stderr=log)

    def until_ready(self, seconds: float = 60) -> float:
        """Wait for `/readyz`; how long it took. Raises `RuntimeError`."""
        begun = time.monotonic()
        with httpx.Client(timeout=2) as client:
            while time.monotonic() - begun < seconds:
                try:
                    if client.get(f"{self.url}/readyz").status_code == 200:
                        return time.monotonic() - begun
                except httpx.HTTPError:
                    pass
                time.sleep(0.1)
        raise RuntimeError(f"not ready in {seconds} s; see {self.data_dir.parent / 'serve.log'}")

    def kill(self) -> None:
        """kill -9 of the application."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End it in good order, and a PostgreSQL that was left behind."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
        if (left := self.postmaster) is not None:
            with suppress(ProcessLookupError):
                os.kill(left, signal.SIGINT)

    def command(self, *arguments: str, wrong_is_told: bool = False) -> dict[str, Any]:
        """A command of the product on this folder; its JSON line. Raises `RuntimeError` with its words.

        `wrong_is_told`: a line with exit code 1 is an answer too.
        """
        done = subprocess.run(
            [str(VITREEM), *arguments], env=self.environment, capture_output=True, text=True, check=False
        )
        told = wrong_is_told and done.returncode == 1 and done.stdout.startswith("{")
        if done.returncode and not told:
            raise RuntimeError(f"vitreem {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout.splitlines()[-1]) if done.stdout.startswith("{") else {}


@contextmanager
def served(data_dir: Path, **settings: str) -> Iterator[Server]:
    """A server under way on the folder, with the demo wards in it."""
    data_dir.mkdir(parents=True, exist_ok=True)
    server = Server(data_dir, **settings)
    server.start()
    try:
        server.until_ready(120)
        yield server
    finally:
        server.stop()


def client(url: str, **options: Any) -> httpx.AsyncClient:
    """A client as the pages are one."""
    return httpx.AsyncClient(base_url=f"{url}/api/v1", headers={"X-CSRF": "1"}, timeout=35, **options)


async def sign_in(client: httpx.AsyncClient, login: str, *, totp_code: str | None = None) -> None:
    """Sign a demo account in (`canbo.anbinh`, `lanhdao.benxuan` …); the cookie stays with the client."""
    body = {"login": login, "password": PASSWORD, **({"totp_code": totp_code} if totp_code else {})}
    reply = await client.post("/session", json=body)
    if reply.status_code != 204:
        raise RuntimeError(f"{login} can't sign in: {reply.status_code} {reply.text[:300]}")
