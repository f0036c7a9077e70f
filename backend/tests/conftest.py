"""Tests run on a real PostgreSQL built by the migrations: a template, one copy per worker, each test rolled back."""

import asyncio
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import Connection, Transaction, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from tests.world import NOW, World, build_world
from vitreem.installation import alembic_config
from vitreem.kernel.clock import Clock
from vitreem.kernel.db import embedded
from vitreem.kernel.db.bootstrap import bootstrap
from vitreem.kernel.db.engine import make_engine
from vitreem.kernel.db.tenancy import APP_ROLE, MIGRATE_ROLE, OWNER_ROLE
from vitreem.kernel.db.transaction import Database
from vitreem.kernel.files.store import DiskStore
from vitreem.kernel.jobs import running
from vitreem.kernel.request.transactions import cookie_name
from vitreem.kernel.secrets import secret
from vitreem.main import create_app
from vitreem.settings import Settings

_FOLDER = "VITREEM_TEST_FOLDER"
TEMPLATE = "vitreem_template"


def _server() -> embedded.Embedded:
    folder = Path(os.environ[_FOLDER])
    return embedded.Embedded(folder, folder / "socket")


def pytest_configure(config: pytest.Config) -> None:
    """The first process starts the server and builds the template; workers find it by the environment."""
    if hasattr(config, "workerinput") or _FOLDER in os.environ:
        return
    folder = Path(tempfile.mkdtemp(prefix="vte-"))
    folder.chmod(0o755)
    os.environ[_FOLDER] = str(folder)
    # Another run by the same user shuts the folder that all of its runs share by default; servers of tests live in it.
    config.option.basetemp = folder / "tmp"
    server = embedded.start(folder)

    def stop() -> None:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)

    config.add_cleanup(stop)
    asyncio.run(_build_template(server))


async def _build_template(server: embedded.Embedded) -> None:
    admin = server.url("postgres", "postgres")
    passwords = {role: secret(server.data_dir / "secrets", f"{role}.password") for role in (APP_ROLE, MIGRATE_ROLE)}
    connection = await asyncpg.connect(admin)
    # A test run needs no crash safety.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        await connection.execute(f"ALTER SYSTEM SET {setting} = off")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()
    await bootstrap(admin, passwords, database=TEMPLATE)
    await asyncio.to_thread(_upgrade, server.url(MIGRATE_ROLE, TEMPLATE))
    world = await build_world(server.url(APP_ROLE, TEMPLATE), server.data_dir / "files")
    (server.data_dir / "world.json").write_text(json.dumps(world))


def _upgrade(url: str) -> None:
    from alembic import command

    command.upgrade(alembic_config(url), "head")


@pytest.fixture(scope="session")
def world() -> World:
    return json.loads((_server().data_dir / "world.json").read_text())


async def copy_of_template(name: str) -> str:
    """A database of its own; returns its name."""
    connection = await asyncpg.connect(_server().url("postgres", "postgres"))
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        await connection.execute(f'CREATE DATABASE "{name}" OWNER {OWNER_ROLE} TEMPLATE "{TEMPLATE}"')
        await connection.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
        await connection.execute(f'GRANT CONNECT ON DATABASE "{name}" TO {MIGRATE_ROLE}, {APP_ROLE}')
    finally:
        await connection.close()
    return name


@pytest.fixture(scope="session")
def new_folder() -> Iterator[Callable[[str], Path]]:
    """Folders that go away, for data folders of their own: PostgreSQL's user may pass through, whoever else runs
    tests here. (The folder of `tmp_path` is closed anew by every run.)"""
    made: list[Path] = []

    def make(name: str) -> Path:
        made.append(Path(tempfile.mkdtemp(prefix=f"vte-{name}-")))
        made[-1].chmod(0o755)
        return made[-1]

    yield make
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
async def database(worker_id: str) -> str:
    return await copy_of_template(f"test_{worker_id}")


@pytest.fixture(scope="session")
def database_url(database: str) -> Callable[[str], str]:
    """The worker's database as a role: `database_url("vte_app")`."""
    return lambda role: _server().url(role, database)


@pytest.fixture(scope="session")
async def engine(database_url: Callable[[str], str]) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(database_url(APP_ROLE))
    yield engine
    await engine.dispose()


@pytest.fixture
async def connection(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction that is rolled back after the test; every request is a savepoint of it."""
    async with engine.connect() as connection:
        transaction = await connection.begin()
        yield connection
        await transaction.rollback()


_FORGET = text(
    "SELECT set_config('app.ward_id', '', true), set_config('app.account_id', '', true),"
    " set_config('app.system_admin', '', true), set_config('app.case_day', '', true)"
)


class SharedTransaction(Database):
    """Requests inside the test's transaction: each is a savepoint that starts without context, as a new one would."""

    def __init__(self, shared: AsyncConnection) -> None:
        super().__init__(shared.engine)
        assert shared.sync_connection is not None
        self.shared = shared.sync_connection

    def connect(self) -> tuple[Connection, Transaction]:
        savepoint = self.shared.begin_nested()
        self.shared.execute(_FORGET)
        return self.shared, savepoint

    def release(self, connection: Connection) -> None:
        """The test goes on with it."""


class TestClock(Clock):
    """A clock that stands still until a test moves it, or goes on by `tick` whenever it is read."""

    __test__ = False

    def __init__(self, now: datetime) -> None:
        super().__init__(self._read)
        self.moment, self.tick = now, timedelta()

    def _read(self) -> datetime:
        self.moment += self.tick
        return self.moment


@pytest.fixture
def clock() -> TestClock:
    return TestClock(NOW)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("installation")
    return Settings(data_dir=folder, insecure_cookies=False, frontend_dist=folder / "dist", _env_file=None)


@pytest.fixture(scope="session")
def whole_app(settings: Settings, database_url: Callable[[str], str]) -> FastAPI:
    return create_app(
        database_url=database_url(APP_ROLE),
        field_key=secret(_server().data_dir / "secrets", "field.key"),
        files_dir=_server().data_dir / "files",
        settings=settings,
    )


@pytest.fixture
def app(whole_app: FastAPI, connection: AsyncConnection, clock: TestClock) -> FastAPI:
    """The application inside the test's transaction, at the test's time."""
    whole_app.state.database, whole_app.state.clock = SharedTransaction(connection), clock
    return whole_app


Client = httpx.AsyncClient


@pytest.fixture
async def anonymous(app: FastAPI) -> AsyncIterator[Client]:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with Client(transport=transport, base_url="https://test/api/v1", headers={"X-CSRF": "1"}) as client:
        yield client


@pytest.fixture
async def signed_in(app: FastAPI, world: World) -> AsyncIterator[Callable[[str], Client]]:
    """`signed_in("ward1.officer")`: a client with that person's session."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    clients: list[Client] = []

    def make(who: str) -> Client:
        client = Client(
            transport=transport,
            base_url="https://test/api/v1",
            headers={"X-CSRF": "1", "Cookie": f"{cookie_name(app.state.settings)}={world['tokens'][who]}"},
        )
        clients.append(client)
        return client

    yield make
    for client in clients:
        await client.aclose()


@pytest.fixture
def finished(app: FastAPI) -> Callable[[Client, dict[str, Any]], Awaitable[dict[str, Any]]]:
    """`await finished(client, job)`: the client's job after a worker has done it, here and now."""

    async def work(client: Client, job: dict[str, Any]) -> dict[str, Any]:
        ward_id = (await client.get("/session")).json()["ward"]["id"]
        await running.run(app.state, ward_id, UUID(job["id"]))
        return (await client.get(f"/jobs/{job['id']}")).json()

    return work


@pytest.fixture
def own_files(app: FastAPI, tmp_path: Path) -> Iterator[Callable[[], set[Path]]]:
    """Files go to a folder where no other test writes meanwhile; `own_files()` are those that are kept there."""
    everybody_s, app.state.files = app.state.files, DiskStore(tmp_path)
    yield lambda: {path for path in tmp_path.rglob("*") if path.is_file() and "parts" not in path.parts}
    app.state.files = everybody_s


@pytest.fixture
def imported(finished: Callable[..., Awaitable[dict[str, Any]]]) -> Callable[..., Awaitable[dict[str, Any]]]:
    """`await imported(client, "/activities/import", data, **form)`: the job of a sheet after a worker has done it."""

    async def send(client: Client, path: str, data: bytes, key: str = "", **form: str) -> dict[str, Any]:
        headers = {"Idempotency-Key": key or str(uuid4())}
        reply = await client.post(path, files={"file": ("a.xlsx", data)}, data=form, headers=headers)
        assert reply.status_code == 202, reply.text
        return await finished(client, reply.json())

    return send


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("ward1.officer")


@pytest.fixture
def lead(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("ward1.lead")


@pytest.fixture
def khu_pho(signed_in: Callable[[str], Client]) -> Client:
    """The head of khu phố A of ward 1."""
    return signed_in("ward1.kp_a")
