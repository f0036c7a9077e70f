"""The database goes away: nobody hears 500, nobody waits for ever, and it is back by itself."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from uuid import uuid4

import asyncpg
import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from tests.conftest import Client, _server
from vitreem.kernel.db.engine import DatabaseAway, make_engine, refuse_unsafe_role
from vitreem.kernel.db.tenancy import APP_ROLE
from vitreem.kernel.db.transaction import CommitInDoubt, Database
from vitreem.kernel.request.transactions import cookie_name

NOWHERE = "postgresql://vte_app:x@/vitreem?host=/nonexistent"
OPENING = "SELECT pg_backend_pid()"


@pytest.fixture
async def own(database_url: Callable[[str], str]) -> AsyncIterator[Database]:
    """Two connections that nobody else uses."""
    engine = make_engine(database_url(APP_ROLE), pool_size=2)
    yield Database(engine)
    await engine.dispose()


@pytest.fixture
async def admin(database: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(_server().url("postgres", database))
    yield connection
    await connection.close()


async def _pid(database: Database) -> int:
    work, row = await database.begin(OPENING)
    await work.rollback()
    return row[0]


async def _kill(admin: asyncpg.Connection, pid: int) -> None:
    assert await admin.fetchval("SELECT pg_terminate_backend($1, 5000)", pid)


def _client(app: FastAPI, database: Database, world: dict) -> Client:
    app.state.database = database
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    cookie = f"{cookie_name(app.state.settings)}={world['tokens']['ward1.officer']}"
    return Client(transport=transport, base_url="https://test/api/v1", headers={"X-CSRF": "1", "Cookie": cookie})


def _is_busy(reply: httpx.Response) -> bool:
    assert reply.headers["content-type"] == "application/problem+json"
    return reply.status_code == 503 and reply.json()["code"] == "busy" and reply.headers["retry-after"] == "5"


class TestOneConnectionLost:
    async def test_while_it_waits_in_the_pool(self, own, admin):
        pid = await _pid(own)
        await _kill(admin, pid)
        await asyncio.sleep(0.05)  # the end of the line has come
        assert await _pid(own) != pid

    async def test_before_anybody_noticed_the_end_of_the_line(self, database_url, admin, monkeypatch):
        monkeypatch.setattr("vitreem.kernel.db.engine._refuse_dead", lambda *_: None)
        own = Database(make_engine(database_url(APP_ROLE), pool_size=2))
        both = [await own.begin(OPENING) for _ in range(2)]
        for work, _ in both:
            await work.rollback()
        for _, row in both:
            await _kill(admin, row[0])
        assert await _pid(own) not in [row[0] for _, row in both]
        await own.engine.dispose()

    async def test_in_the_middle_it_is_not_done_twice(self, own, admin):
        work, row = await own.begin(OPENING)
        await _kill(admin, row[0])
        with pytest.raises(DBAPIError):
            await work.fetch_value("SELECT 1")
        with pytest.raises(OperationalError):  # not «no transaction»
            await work.fetch_value("SELECT 1")
        await work.rollback()
        assert await _pid(own) != row[0]

    async def test_a_session_hears_it_and_lets_go(self, own, admin):
        work, row = await own.begin(OPENING)
        await work.session.connection()
        await _kill(admin, row[0])
        with pytest.raises(DBAPIError):
            await (await work.session.connection()).exec_driver_sql("SELECT 1")
        await work.rollback()
        assert [await _pid(own) for _ in range(3)]

    async def test_while_committing_nobody_knows(self, own, admin):
        work, row = await own.begin(OPENING)
        await _kill(admin, row[0])
        with pytest.raises(CommitInDoubt):
            await work.commit()
        with pytest.raises(CommitInDoubt):  # so that no file of a row that may be there is taken away
            await work.rollback()
        assert await _pid(own) != row[0]

    async def test_a_commit_that_is_refused_is_no_doubt(self, database):
        own = Database(make_engine(_server().url("postgres", database), pool_size=1))
        work, _ = await own.begin(OPENING)
        await work.fetch_value("CREATE TEMP TABLE one (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
        await work.fetch_value("INSERT INTO one VALUES (1), (1)")
        with pytest.raises(IntegrityError):
            await work.commit()
        await work.rollback()
        await own.engine.dispose()


class TestRequests:
    async def test_a_killed_back_end_is_seen_by_nobody(self, whole_app, own, admin, world):
        async with _client(whole_app, own, world) as client:
            for _ in range(3):
                assert (await client.get("/session")).status_code == 200
                await admin.fetch(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND usename = 'vte_app' AND application_name = 'vitreem'"
                    " AND state = 'idle'"
                )
            assert (await client.get("/session")).status_code == 200

    async def test_no_server_at_all(self, whole_app, world):
        database = Database(make_engine(NOWHERE, pool_size=1))
        async with _client(whole_app, database, world) as client:
            assert _is_busy(await client.get("/session"))
            post = await client.post(
                "/uploads", json={"name": "a", "size": 1}, headers={"Idempotency-Key": str(uuid4())}
            )
            assert _is_busy(post)

    async def test_a_full_pool_is_told_soon(self, whole_app, database_url, world, monkeypatch):
        monkeypatch.setattr("vitreem.kernel.db.engine._POOL_SECONDS", 0.3)
        database = Database(make_engine(database_url(APP_ROLE), pool_size=1))
        work, _ = await database.begin(OPENING)
        async with _client(whole_app, database, world) as client:
            begun = time.monotonic()
            assert _is_busy(await client.get("/session"))
            assert time.monotonic() - begun < 2
            await work.rollback()
            assert (await client.get("/session")).status_code == 200
        await database.engine.dispose()

    async def test_a_lost_commit_asks_to_look_first(self, whole_app, own, admin, world, monkeypatch):
        commit = own.__class__.begin

        async def begin_and_lose(*arguments):
            work, row = await commit(own, *arguments)
            pid = await work.fetch_value(OPENING)
            kept = work.commit

            async def lose() -> None:
                await _kill(admin, pid)
                await kept()

            work.commit = lose
            return work, row

        async with _client(whole_app, own, world) as client:
            monkeypatch.setattr(own, "begin", begin_and_lose)
            reply = await client.get("/session")
            assert _is_busy(reply)
            assert "có thể đã được lưu hoặc chưa" in reply.json()["detail"]


async def test_starting_waits_a_little_and_then_says_so():
    engine = make_engine(NOWHERE, pool_size=1)
    begun = time.monotonic()
    with pytest.raises(DatabaseAway, match="Không kết nối được cơ sở dữ liệu"):
        await refuse_unsafe_role(engine, patience=0.5)
    assert 0.5 <= time.monotonic() - begun < 3
