"""Runs the browser tests against a real server: an empty data folder, the demo wards, the built pages."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(url: str, server: subprocess.Popen[bytes], seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SystemExit(f"The server stopped with code {server.returncode}.")
        try:
            with urllib.request.urlopen(url, timeout=2) as reply:
                if reply.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not become ready.")


def _ensure_browser(playwright: list[str]) -> None:
    if os.environ.get("CHROMIUM_PATH") or any(shutil.which(name) for name in BROWSERS):
        return
    if subprocess.run([*playwright, "install", "chromium"], cwd=ROOT / "frontend", check=False).returncode:
        raise SystemExit(
            "No Chromium or Chrome found, and none could be installed. Install one (e.g. «apt-get install chromium»)"
            " or set CHROMIUM_PATH."
        )


def main() -> int:
    playwright = ["npx", "playwright"]
    _ensure_browser(playwright)
    port, folder = _free_port(), Path(tempfile.mkdtemp(prefix="vte-e2e-"))
    folder.chmod(0o755)
    environment = {**os.environ, "DATA_DIR": str(folder), "PORT": str(port), "LOAD_DEMO": "true"}
    log = (folder / "server.log").open("wb")
    server = subprocess.Popen(
        [str(Path(sys.executable).with_name("vitreem")), "serve"], env=environment, stdout=log, stderr=log
    )
    try:
        _wait(f"http://127.0.0.1:{port}/readyz", server, 60)
        tests = subprocess.run(
            [*playwright, "test", *sys.argv[1:]],
            cwd=ROOT / "frontend",
            env={**os.environ, "BASE_URL": f"http://localhost:{port}", "PYTHON": sys.executable},
            check=False,
        )
        return tests.returncode
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
