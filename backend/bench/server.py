"""A PostgreSQL of its own and real servers on it, for measuring."""

import asyncio
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import httpx

from vitreem.installation import alembic_config
from vitreem.kernel.db import embedded
from vitreem.kernel.db.bootstrap import bootstrap
from vitreem.kernel.db.tenancy import APP_ROLE, MIGRATE_ROLE
from vitreem.kernel.request.context import hash_token
from vitreem.kernel.secrets import secret

UVICORN = [
    sys.executable,
    "-m",
    "uvicorn",
    "--factory",
    "--no-access-log",
    "--log-level",
    "warning",
    "--host",
    "127.0.0.1",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def prepare(folder: Path) -> embedded.Embedded:
    server = await asyncio.to_thread(embedded.start, folder)
    passwords = {role: secret(folder / "secrets", f"{role}.password") for role in (APP_ROLE, MIGRATE_ROLE)}
    await bootstrap(server.url("postgres", "postgres"), passwords)
    from alembic import command

    await asyncio.to_thread(command.upgrade, alembic_config(server.url(MIGRATE_ROLE)), "head")
    return server


async def sessions(connection: asyncpg.Connection) -> dict[int, str]:
    """A session of an officer in each ward: token by ward."""
    now, tokens = datetime.now(UTC), {}
    accounts = await connection.fetch("SELECT ward_id, account_id FROM app.person")
    for row in accounts:
        token = tokens[row["ward_id"]] = secrets.token_urlsafe(32)
        await connection.execute(
            "INSERT INTO app.session (token_hash, id, account_id, ward_id, created_at, last_seen_at, expires_at, user_agent)"
            " VALUES ($1, gen_random_uuid(), $2, $3, $4, $4, $5, '')",
            hash_token(token), row["account_id"], row["ward_id"], now, now + timedelta(days=1),
        )  # fmt: skip
    return tokens


async def until_up(url: str) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(300):
            try:
                if (await client.get(url)).status_code == 200:
                    return
            except httpx.HTTPError:
                await asyncio.sleep(0.2)
    raise RuntimeError("server did not start")


@asynccontextmanager
async def empty_server() -> AsyncIterator[embedded.Embedded]:
    """A migrated, empty database in a folder that goes away."""
    folder = Path(tempfile.mkdtemp(prefix="vte-bench-"))
    folder.chmod(0o755)
    server = await prepare(folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def served(server: embedded.Embedded, application: str, **environment: str) -> AsyncIterator[tuple[str, int]]:
    """A uvicorn process on the database: its address and pid."""
    port = free_port()
    process = subprocess.Popen(
        [*UVICORN, "--port", str(port), application],
        env={**os.environ, "DATA_DIR": str(server.data_dir), "PYTHONPATH": ".", **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        await until_up(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(20)
