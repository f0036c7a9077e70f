"""The engine of the application's role, and the refusal to run as a role that could see everything."""

from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine


class UnsafeRole(RuntimeError):
    """The database role could bypass row-level security."""


def async_url(url: str) -> str:
    """`postgresql://…` as SQLAlchemy's asyncpg URL."""
    return make_url(url).set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)


def make_engine(url: str, *, pool_size: int = 8) -> AsyncEngine:
    """An engine whose errors and logs never show parameters, and whose statements can't hang."""
    return create_async_engine(
        async_url(url),
        hide_parameters=True,
        pool_size=pool_size,
        # Connections that come and go would prepare every statement anew: a fixed number, and callers queue.
        max_overflow=0,
        pool_reset_on_return="rollback",
        pool_pre_ping=False,
        json_serializer=lambda value: orjson.dumps(value, default=str).decode(),
        json_deserializer=orjson.loads,
        connect_args={
            "server_settings": {
                "application_name": "vitreem",
                "search_path": "app",
                "timezone": "UTC",
                "statement_timeout": "20000",
                "idle_in_transaction_session_timeout": "60000",
                "lock_timeout": "5000",
                "jit": "off",
            }
        },
    )


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


async def refuse_unsafe_role(engine: AsyncEngine) -> None:
    """Raise `UnsafeRole` when the role is superuser, bypasses RLS, owns a table or may become the owner."""
    async with engine.connect() as connection:
        row: Any = (await connection.execute(_ROLE_FACTS)).one()
    if row.rolsuper or row.rolbypassrls or row.owner_member or row.owns:
        raise UnsafeRole(
            f"Vai trò cơ sở dữ liệu «{row.rolname}» có thể vượt qua phân quyền theo dòng; "
            "hãy dùng vai trò vte_app (xem docs/operations.md)."
        )
