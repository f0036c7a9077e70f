"""A server on the world of the tests, whose people have sessions and whose cases have texts: for drills of both."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from drills.frame import PROJECT, free_port
from vitreem.kernel.db import embedded
from vitreem.kernel.db.bootstrap import DATABASE
from vitreem.kernel.db.embedded import Embedded
from vitreem.kernel.db.tenancy import APP_ROLE
from vitreem.kernel.secrets import secret


@dataclass
class Site:
    """`log` is what the application has written; files lie below `server.data_dir`."""

    server: Embedded
    database: str
    folder: Path
    log: Path
    world: Any
    url: str = ""

    @property
    def field_key(self) -> str:
        return secret(self.server.data_dir / "secrets", "field.key")

    def client(self, who: str) -> httpx.AsyncClient:
        """`ward1.lead`, `admin`, `anonymous`."""
        token = self.world["tokens"].get(who)
        headers = {"X-CSRF": "1"} | ({"Cookie": f"vte_session={token}"} if token else {})
        return httpx.AsyncClient(base_url=f"{self.url}/api/v1", headers=headers, timeout=60)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """The application, from here to the end of the block."""
        port = free_port()
        environment = {
            **os.environ, "SERVED_DATABASE": self.server.url(APP_ROLE, self.database),
            "SERVED_FOLDER": str(self.folder), "SERVED_FIELD_KEY": self.field_key,
        }  # fmt: skip
        command = [
            sys.executable, "-m", "uvicorn", "--factory", "--host", "127.0.0.1", "--port", str(port), "--no-access-log",
            "tests.served:app",
        ]  # fmt: skip
        with self.log.open("ab") as log:
            process = subprocess.Popen(command, env=environment, cwd=PROJECT / "backend", stdout=log, stderr=log)
        self.url = f"http://127.0.0.1:{port}"
        try:
            _until_ready(self.url)
            yield
        finally:
            process.terminate()
            process.wait(20)


def _until_ready(url: str) -> None:
    for _ in range(300):
        try:
            if httpx.get(f"{url}/readyz", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError("the server did not become ready")


@contextmanager
def site(home: Path) -> Iterator[Site]:
    """A PostgreSQL of its own below `home`, with the world in it."""
    from tests.conftest import _FOLDER, _build_template, copy_of_template

    data = home / "data"
    data.mkdir(mode=0o755)
    os.environ[_FOLDER] = str(data)
    server = embedded.start(data)
    try:
        asyncio.run(_build_template(server))
        asyncio.run(copy_of_template(DATABASE))
        world = json.loads((data / "world.json").read_text())
        yield Site(server, DATABASE, data, home / "served.log", world)
    finally:
        server.stop()
        del os.environ[_FOLDER]
