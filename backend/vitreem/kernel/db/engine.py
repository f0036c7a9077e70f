"""The engine of the application's role, and the refusal to run as a role that could see everything."""

import asyncio
import time
from typing import Any

import orjson
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

_CONNECT_SECONDS = 4
_POOL_SECONDS = 5
# A little longer than PostgreSQL's own limit: it counts only when PostgreSQL no longer answers at all.
_COMMAND_SECONDS = 25


class DatabaseAway(RuntimeError):
    """The database could not be reached for some seconds."""


class UnsafeRole(RuntimeError):
    """The database role could bypass row-level security."""


def async_url(url: str) -> str:
    """`postgresql://…` as SQLAlchemy's asyncpg URL."""
    return make_url(url).set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)


def make_engine(url: str, *, pool_size: int = 8) -> AsyncEngine:
    """An engine whose errors and logs never show parameters, and whose statements and callers can't hang."""
    engine = create_async_engine(
        async_url(url),
        hide_parameters=True,
        pool_size=pool_size,
        # Connections that come and go would prepare every statement anew: a fixed number, and callers queue.
        max_overflow=0,
        pool_timeout=_POOL_SECONDS,
        pool_reset_on_return="rollback",
        pool_pre_ping=False,
        json_serializer=lambda value: orjson.dumps(value, default=str).decode(),
        json_deserializer=orjson.loads,
        connect_args={
            "timeout": _CONNECT_SECONDS,
            "command_timeout": _COMMAND_SECONDS,
            "server_settings": {
                "application_name": "vitreem",
                "search_path": "app",
                "timezone": "UTC",
                "statement_timeout": "20000",
                "idle_in_transaction_session_timeout": "60000",
                "lock_timeout": "5000",
                "jit": "off",
            },
        },
    )
    event.listen(engine.sync_engine, "checkout", _refuse_dead)
    return engine


def _refuse_dead(connection: Any, *_: object) -> None:
    """A connection that ended while it waited in the pool is made anew. Asks nobody, so that it costs nothing."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def make_sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    return async_sessionmaker(engine, expire_on_commit=False)


_ROLE_FACTS = text(
    """
    SELECT r.rolname, r.rolsuper, r.rolbypassrls,
           pg_has_role(r.oid, 'vte_owner', 'MEMBER') AS owner_member,
           EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                   WHERE n.nspname = 'app' AND c.relowner = r.oid) AS owns
    FROM pg_roles r WHERE r.rolname = current_user
    """
)


async def refuse_unsafe_role(engine: AsyncEngine, *, patience: float = 15) -> None:
    """Raise `UnsafeRole` when the role is superuser, bypasses RLS, owns a table or may become the owner.

    A database that is just starting gets `patience` seconds; then `DatabaseAway`.
    """
    until = time.monotonic() + patience
    while True:
        try:
            async with engine.connect() as connection:
                row: Any = (await connection.execute(_ROLE_FACTS)).one()
            break
        except (DBAPIError, OSError) as error:
            if time.monotonic() > until:
                kind = type(getattr(error, "orig", None) or error).__name__
                raise DatabaseAway(
                    f"Không kết nối được cơ sở dữ liệu sau {patience:.0f} giây ({kind}). "
                    "Hãy kiểm tra PostgreSQL và DATABASE_URL rồi khởi động lại."
                ) from None
            await asyncio.sleep(0.3)
    if row.rolsuper or row.rolbypassrls or row.owner_member or row.owns:
        raise UnsafeRole(
            f"Vai trò cơ sở dữ liệu «{row.rolname}» có thể vượt qua phân quyền theo dòng; "
            "hãy dùng vai trò vte_app (xem docs/operations.md)."
        )


async def reach(url: str) -> None:
    """Whether the application can work with this database. Raises `UnsafeRole`, `DatabaseAway`."""
    engine = make_engine(url, pool_size=1)
    try:
        await refuse_unsafe_role(engine)
    finally:
        await engine.dispose()
