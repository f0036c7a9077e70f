"""A read-only look at all wards: signed in as the migrating role, acting as the owner of the tables."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from vitreem.kernel.db.tenancy import OWNER_ROLE


@asynccontextmanager
async def all_wards(migrate_url: str) -> AsyncIterator[asyncpg.Connection]:
    """One snapshot of every row, for as long as it is entered. `migrate_url` signs in as `vte_migrate`."""
    connection = await asyncpg.connect(migrate_url, timeout=10)
    try:
        await connection.execute(f"SET ROLE {OWNER_ROLE}")
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            yield connection
    finally:
        await connection.close()
