"""One transaction on one connection: the driver for what PostgreSQL answers as text, a session for rows that change.

Lists and dashboards never need the session, so it is made at first use; opening and ending take one hop each between
asyncio and SQLAlchemy, because the hops are dearer than the steps. Measured on a list of 50 rows: 0.28 ms of Python
for opening, reading and committing, against 0.55 ms through a session and 0.25 ms through the bare driver.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

import asyncpg
from sqlalchemy import Connection, Transaction
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession
from sqlalchemy.util import greenlet_spawn


class Work:
    """An open transaction. The session flushes at `commit`; the driver sees what was flushed."""

    def __init__(self, database: "Database", connection: Connection, transaction: Transaction) -> None:
        self._database, self._connection, self._transaction = database, connection, transaction
        self._session: AsyncSession | None = None

    @property
    def session(self) -> AsyncSession:
        if self._session is None:
            connection = AsyncConnection(self._database.engine, self._connection)
            self._session = AsyncSession(bind=connection, expire_on_commit=False)
        return self._session

    async def fetch_value(self, sql: str, *arguments: Any) -> Any:
        """The one value of a statement, straight from the driver. Raises SQLAlchemy's errors."""
        return await _fetch_value(self._connection.connection.driver_connection, sql, arguments)

    async def commit(self) -> None:
        await greenlet_spawn(self._commit)

    def _commit(self) -> None:
        if self._session is not None:
            self._session.sync_session.commit()  # flushes; the transaction is not the session's to commit
            self._session.sync_session.close()
        self._transaction.commit()
        self._database.release(self._connection)

    async def rollback(self) -> None:
        """Shielded: a caller who hangs up must not leave the connection in the middle of a transaction."""
        await asyncio.shield(greenlet_spawn(self._rollback))

    def _rollback(self) -> None:
        try:
            if self._session is not None:
                self._session.sync_session.close()
            if self._transaction.is_active:
                self._transaction.rollback()
        finally:
            self._database.release(self._connection)


class SessionWork:
    """The work of a session that somebody else opened and commits: the demo, jobs, tests."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def fetch_value(self, sql: str, *arguments: Any) -> Any:
        connection = await self.session.connection()
        return await _fetch_value((await connection.get_raw_connection()).driver_connection, sql, arguments)


async def _fetch_value(driver: Any, sql: str, arguments: Sequence[Any]) -> Any:
    assert driver.is_in_transaction(), "no transaction: row-level security has no context"
    try:
        return await driver.fetchval(sql, *arguments)
    except asyncpg.PostgresError as error:
        raise DBAPIError(None, None, error) from None
    except asyncpg.InterfaceError as error:
        kind = DataError if isinstance(error, ValueError) else OperationalError
        raise kind(None, None, error) from None


class Database:
    """Opens transactions on an engine's connections."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine

    def connect(self) -> tuple[Connection, Transaction]:
        connection = self.engine.sync_engine.connect()
        return connection, connection.begin()

    def release(self, connection: Connection) -> None:
        connection.close()

    async def begin(self, statement: str | None = None, values: Sequence[Any] = ()) -> tuple[Work, Any]:
        """A new transaction, and the first row of `statement` in it (None without a statement or a row)."""
        return await greenlet_spawn(self._begin, statement, values)

    def _begin(self, statement: str | None, values: Sequence[Any]) -> tuple[Work, Any]:
        connection, transaction = self.connect()
        work = Work(self, connection, transaction)
        if statement is None:
            return work, None
        try:
            # SQLAlchemy's cursor, not the driver's: it is what sends BEGIN. The bare driver would run in autocommit
            # and lose set_config(…, true).
            cursor = connection.connection.cursor()
            cursor.execute(statement, values)
            row = cursor.fetchone()
            cursor.close()
        except connection.dialect.loaded_dbapi.Error as error:
            work._rollback()
            raise OperationalError(None, None, error) from None
        except BaseException:
            work._rollback()
            raise
        return work, row
