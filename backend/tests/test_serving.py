"""`vitreem serve` on a folder of its own: whatever ends it, its PostgreSQL ends too."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

VITREEM = Path(sys.executable).with_name("vitreem")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _ready(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not become ready")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_server_and_its_postgresql(new_folder, name):
    folder = new_folder("served")
    port = _free_port()
    environment = {**os.environ, "DATA_DIR": str(folder), "LOAD_DEMO": "false", "PORT": str(port)}
    server = subprocess.Popen([str(VITREEM), "serve"], env=environment, stdout=subprocess.DEVNULL)
    try:
        _ready(port, server)
        running = folder / "postgres" / "postmaster.pid"
        assert running.exists()
        server.send_signal(getattr(signal, name))
        assert server.wait(30) in (0, 130, -signal.SIGINT)
        assert not running.exists()  # PostgreSQL takes it away as the last thing it does
    finally:
        server.kill()
