"""Rows of every table counted and digested, so that two databases can be compared."""

from typing import NamedTuple

import asyncpg


class Fingerprint(NamedTuple):
    """How many rows, and the sum of their hashes: equal for the same rows in any order."""

    rows: int
    digest: str


async def tables(connection: asyncpg.Connection) -> list[str]:
    """The product's tables, in order."""
    rows = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'app' ORDER BY 1")
    return [row["tablename"] for row in rows]


async def count_all(connection: asyncpg.Connection) -> dict[str, int]:
    """Rows by table. The connection must see all wards (`owner.all_wards`)."""
    found = {}
    for name in await tables(connection):
        row = await connection.fetch(f'SELECT count(*) FROM app."{name}"')  # noqa: S608  a name out of the catalogue
        found[name] = row[0][0]
    return found


async def fingerprint_all(connection: asyncpg.Connection) -> dict[str, Fingerprint]:
    """Rows and digest by table. The connection must see all wards."""
    found = {}
    for name in await tables(connection):
        digest = "COALESCE(sum(hashtextextended(t::text, 0)::numeric), 0)::text"
        rows = await connection.fetch(f'SELECT count(*), {digest} FROM app."{name}" t')  # noqa: S608  as above
        found[name] = Fingerprint(*rows[0])
    return found
