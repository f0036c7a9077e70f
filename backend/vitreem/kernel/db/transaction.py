"""One transaction on one connection: the driver for what PostgreSQL answers as text, a session for rows that change.

Lists and dashboards never need the session, so it is made at first use; opening and ending take one hop each between
asyncio and SQLAlchemy, because the hops are dearer than the steps. Measured on a list of 50 rows: 0.28 ms of Python
for opening, reading and committing, against 0.55 ms through a session and 0.25 ms through the bare driver.

The database may go away at any step. A lost connection never goes back into the pool; while nothing has been done yet,
a fresh one takes its place and nobody notices. Everything else is an `OperationalError`, which a caller hears as 503.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

import asyncpg
from sqlalchemy import Connection, Transaction
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession
from sqlalchemy.util import greenlet_spawn


class CommitInDoubt(OperationalError):
    """The connection was lost while committing: what was done may be there or not."""


class Work:
    """An open transaction. The session flushes at `commit`; the driver sees what was flushed."""

    def __init__(self, database: "Database", connection: Connection, transaction: Transaction) -> None:
        self._database, self._connection, self._transaction = database, connection, transaction
        self._session: AsyncSession | None = None
        self._doubt: CommitInDoubt | None = None

    @property
    def session(self) -> AsyncSession:
        if self._session is None:
            connection = AsyncConnection(self._database.engine, self._connection)
            self._session = AsyncSession(bind=connection, expire_on_commit=False)
        return self._session

    async def fetch_value(self, sql: str, *arguments: Any) -> Any:
        """The one value of a statement, straight from the driver. Raises SQLAlchemy's errors."""
        return _first(await self.fetch_row(sql, *arguments))

    async def fetch_row(self, sql: str, *arguments: Any) -> Any:
        """The first row of a statement, or None. Raises SQLAlchemy's errors."""
        return await _fetch_row(self._connection.connection.driver_connection, sql, arguments)

    async def commit(self) -> None:
        """Raises `CommitInDoubt` when the connection is lost before PostgreSQL has answered."""
        await greenlet_spawn(self._commit)

    def _commit(self) -> None:
        if self._session is not None:
            self._session.sync_session.commit()  # flushes; the transaction is not the session's to commit
            self._session.sync_session.close()
        try:
            self._transaction.commit()
        except BaseException as error:
            if not _refused(error):
                self._doubt = CommitInDoubt(None, None, error)
                raise self._doubt from None
            raise
        self._database.release(self._connection)

    async def rollback(self) -> None:
        """Shielded: a caller who hangs up must not leave the connection in the middle of a transaction.

        Raises `CommitInDoubt` after a commit that did: then nothing outside the database may be put right either.
        """
        await asyncio.shield(greenlet_spawn(self._rollback))
        if self._doubt is not None:
            raise self._doubt

    def _rollback(self) -> None:
        try:
            if self._session is not None:
                self._session.sync_session.close()
            if self._transaction.is_active:
                self._transaction.rollback()
        except (DBAPIError, OSError) as error:
            # PostgreSQL forgets a transaction whose connection ends.
            self._connection.invalidate(error)
        finally:
            self._database.release(self._connection)


def _refused(error: BaseException) -> bool:
    """Whether PostgreSQL itself answered a COMMIT with no, so that nothing was kept."""
    if not isinstance(error, DBAPIError) or error.connection_invalidated:
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    return state[:2] not in ("", "08", "57")


class SessionWork:
    """The work of a session that somebody else opened and commits: the demo, jobs, tests."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def fetch_value(self, sql: str, *arguments: Any) -> Any:
        return _first(await self.fetch_row(sql, *arguments))

    async def fetch_row(self, sql: str, *arguments: Any) -> Any:
        connection = await self.session.connection()
        return await _fetch_row((await connection.get_raw_connection()).driver_connection, sql, arguments)


def _first(row: Any) -> Any:
    return None if row is None else row[0]


async def _fetch_row(driver: Any, sql: str, arguments: Sequence[Any]) -> Any:
    if driver.is_closed():
        raise OperationalError(None, None, ConnectionResetError())
    assert driver.is_in_transaction(), "no transaction: row-level security has no context"
    try:
        return await driver.fetchrow(sql, *arguments)
    except asyncpg.PostgresError as error:
        raise DBAPIError(None, None, error) from None
    except asyncpg.InterfaceError as error:
        kind = DataError if isinstance(error, ValueError) else OperationalError
        raise kind(None, None, error) from None
    except (asyncpg.InternalClientError, OSError) as error:
        # The line went away in the middle of something.
        raise OperationalError(None, None, error) from None


class Database:
    """Opens transactions on an engine's connections."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        # Each connection of the pool may be dead, and the one made after the last of them is fresh.
        self._tries = engine.sync_engine.pool.size() + 1 if hasattr(engine.sync_engine.pool, "size") else 2

    def connect(self) -> tuple[Connection, Transaction]:
        """Raises `OperationalError` when there is no connection to be had, whatever the reason."""
        try:
            connection = self.engine.sync_engine.connect()
        except (DBAPIError, PoolTimeout, OSError) as error:
            raise OperationalError(None, None, getattr(error, "orig", None) or error) from None
        return connection, connection.begin()

    def release(self, connection: Connection) -> None:
        connection.close()

    async def begin(self, statement: str | None = None, values: Sequence[Any] = ()) -> tuple[Work, Any]:
        """A new transaction, and the first row of `statement` in it (None without a statement or a row).

        Raises `OperationalError` while the database is away.
        """
        return await greenlet_spawn(self._begin, statement, values)

    def _begin(self, statement: str | None, values: Sequence[Any]) -> tuple[Work, Any]:
        for left in reversed(range(self._tries)):
            connection, transaction = self.connect()
            work = Work(self, connection, transaction)
            if statement is None:
                return work, None
            try:
                return work, _first_row(connection, statement, values)
            except (connection.dialect.loaded_dbapi.Error, OSError) as error:
                lost = _is_lost(connection, error)
                if lost:
                    connection.invalidate(error)
                work._rollback()
                if not lost or not left:
                    raise OperationalError(None, None, error) from None
            except BaseException:
                work._rollback()
                raise
        raise AssertionError


def _first_row(connection: Connection, statement: str, values: Sequence[Any]) -> Any:
    # SQLAlchemy's cursor, not the driver's: it is what sends BEGIN. The bare driver would run in autocommit
    # and lose set_config(…, true).
    cursor = connection.connection.cursor()
    cursor.execute(statement, values)
    row = cursor.fetchone()
    cursor.close()
    return row


def _is_lost(connection: Connection, error: BaseException) -> bool:
    """Whether the connection is gone. PostgreSQL's last word (57P01…) may come before the end of the line."""
    state = getattr(error, "sqlstate", None) or ""
    return connection.connection.driver_connection.is_closed() or state in ("57P01", "57P02") or state[:2] == "08"
