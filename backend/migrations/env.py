"""Migrations run as vte_migrate, which becomes the owner; one transaction each, two migrators wait for each other."""

import asyncio

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import SQLModel

from vitreem import contexts
from vitreem.kernel.db.engine import async_url
from vitreem.kernel.db.tenancy import OWNER_ROLE

assert contexts.tables()
_LOCK = 7_341_902


def _run(connection: Connection) -> None:
    connection.execute(text(f"SET ROLE {OWNER_ROLE}"))
    connection.execute(text("SET lock_timeout = '3s'"))
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        include_schemas=True,
        include_name=lambda name, kind, parents: kind != "schema" or name == "app",
        version_table_schema="public",
        transaction_per_migration=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def _main() -> None:
    url = context.config.attributes.get("url")
    if url is None:
        from vitreem.installation import Installation

        url = Installation().migrate_url()
    engine = create_async_engine(async_url(url), poolclass=pool.NullPool, hide_parameters=True)
    async with engine.connect() as connection:
        await connection.run_sync(_run)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is None:
    asyncio.run(_main())
else:
    _run(given)
