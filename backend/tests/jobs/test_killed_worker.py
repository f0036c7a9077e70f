"""A worker that is killed half-way: its job is taken again, and has its effect once."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import httpx
import pytest

from drills.child_lists import child_list
from tests.conftest import _server, copy_of_template
from vitreem.kernel.db.tenancy import APP_ROLE
from vitreem.kernel.request.transactions import cookie_name
from vitreem.kernel.secrets import secret
from vitreem.main import create_app
from vitreem.settings import Settings

ROWS = 4_000
_BACKEND = Path(__file__).parents[2]


@pytest.fixture
async def installed(worker_id, new_folder):
    """A database and a folder of their own; the application on them takes no jobs itself."""
    name, folder, server = await copy_of_template(f"killed_{worker_id}"), new_folder("killed"), _server()
    environment = {
        **os.environ, "DATABASE_URL": server.url(APP_ROLE, name), "DATA_DIR": str(folder),
        "FIELD_KEY": secret(server.data_dir / "secrets", "field.key"), "PYTHONPATH": str(_BACKEND),
    }  # fmt: skip
    settings = Settings(
        data_dir=folder, insecure_cookies=True, frontend_dist=folder / "dist", work_in_process=False, _env_file=None
    )
    app = create_app(
        database_url=environment["DATABASE_URL"], field_key=environment["FIELD_KEY"], files_dir=folder / "files",
        settings=settings,
    )  # fmt: skip
    connection = await asyncpg.connect(server.url("postgres", name))
    yield app, connection, environment
    await connection.close()
    app.state.workers.close()
    await app.state.database.engine.dispose()


@asynccontextmanager
async def worker(environment) -> AsyncIterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "vitreem.cli", "work"]
    process = subprocess.Popen(command, env=environment, cwd=_BACKEND, stdout=subprocess.DEVNULL)  # noqa: ASYNC220
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            await asyncio.to_thread(process.wait, 20)


async def _until(client, job_id, come, seconds=60.0):
    async with asyncio.timeout(seconds):
        while True:
            job = (await client.get(f"/jobs/{job_id}")).json()
            if come(job):
                return job
            await asyncio.sleep(0.05)


async def test_killed_half_way_it_ends_once(installed, world):
    app, connection, environment = installed
    headers = {"X-CSRF": "1", "Cookie": f"{cookie_name(app.state.settings)}={world['tokens']['ward1.officer']}"}
    before = await connection.fetchval("SELECT count(*) FROM app.child WHERE ward_id = 1")
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://test/api/v1", headers=headers) as client:
        files = {"file": ("a.xlsx", child_list(ROWS, ["CNRY-1-kp_a", "CNRY-1-kp_b"], 5))}
        form = {"good_rows_only": "true"}
        reply = await client.post(
            "/children/import", files=files, data=form, headers={"Idempotency-Key": "killed-0001"}
        )
        job_id = reply.json()["id"]
        async with worker(environment) as first:
            await _until(client, job_id, lambda job: job["step"] == "writing" and job["done"] > 0)
            first.send_signal(signal.SIGKILL)
            await asyncio.to_thread(first.wait)
        assert await connection.fetchval("SELECT count(*) FROM app.child WHERE ward_id = 1") == before
        assert (await client.get(f"/jobs/{job_id}")).json()["state"] == "running"
        # So long ago that nobody need wait for it here.
        await connection.execute(
            "UPDATE procrastinate.procrastinate_workers SET last_heartbeat = now() - interval '1 h'"
        )
        async with worker(environment) as second:
            job = await _until(client, job_id, lambda job: job["state"] in ("done", "failed"))
        assert second.returncode == 0
    assert job["state"] == "done", job
    created = job["result"]["created"]
    assert created > ROWS * 0.9
    assert await connection.fetchval("SELECT count(*) FROM app.child WHERE ward_id = 1") == before + created
    told = "SELECT count(*) FROM app.audit_event WHERE ward_id = 1 AND kind = $1"
    assert await connection.fetchval(told, "child.sheet_imported") == 1
    assert await connection.fetchval(told, "child.imported") == created
    assert await connection.fetchval("SELECT attempt FROM app.job WHERE id = $1", job_id) == 2
    left = "SELECT count(*) FROM procrastinate.procrastinate_jobs WHERE task_name = 'run'"
    assert await connection.fetchval(left) == 0
