"""Keys of what is sealed, kept by who runs the server: seal everything anew under new keys, and the recovery sheet.

A rotation gives each ward a new key, seals its values under it in small steps and removes the old one when nothing is
left under it. Killed at any moment it is run again: it goes on where it was. ADR 21.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg

from vitreem import contexts
from vitreem.kernel import sealing
from vitreem.kernel.db.tenancy import OWNER_ROLE
from vitreem.kernel.ids import new_id
from vitreem.kernel.request import ward_keys
from vitreem.kernel.request.ward_keys import SealedColumn
from vitreem.kernel.sealing import Keys

_STEP = 200
_READERS_SECONDS = 1.0


@dataclass(slots=True)
class Rotated:
    """What a run did: wards with a new key, values sealed anew, old keys removed."""

    wards: int = 0
    values: int = 0
    removed: int = 0
    second_factors: int = 0


@asynccontextmanager
async def _owner(migrate_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(migrate_url, timeout=10)
    try:
        await connection.execute(f"SET ROLE {OWNER_ROLE}")
        yield connection
    finally:
        await connection.close()


async def rotate(migrate_url: str, root_text: str) -> Rotated:
    """New keys for every ward. `root_text`: the installation's root keys, the newest first; what was wrapped by an
    older one is wrapped by the newest. `migrate_url` signs in as `vte_migrate`."""
    contexts.tables()
    root, done = sealing.root_keys(root_text), Rotated()
    async with _owner(migrate_url) as connection:
        wards = await connection.fetch("SELECT DISTINCT ward_id FROM app.ward_key ORDER BY ward_id")
        for row in wards:
            await _ward(connection, root, row["ward_id"], done)
        done.second_factors = await _second_factors(connection, root)
    return done


async def _ward(connection: asyncpg.Connection, root: Keys, ward_id: int, done: Rotated) -> None:
    keys = await _keys(connection, root, ward_id)
    if len(keys) == 1:
        await _add_key(connection, root, ward_id, keys[0])
        done.wards += 1
        keys = await _keys(connection, root, ward_id)
        # Who has read the ward's keys a moment ago may still read rows; afterwards everybody knows the new one.
        await asyncio.sleep(_READERS_SECONDS)
    newest = keys[0]
    while left := await _seal_some(connection, ward_id, keys):
        done.values += left
    async with connection.transaction():
        # Who seals holds this lock shared until the commit: from here on nobody seals under an old key.
        await connection.execute("SELECT pg_advisory_xact_lock($1, $2)", ward_keys.LOCK, ward_id)
        while left := await _seal_some(connection, ward_id, keys):
            done.values += left
        removed = await connection.execute(
            "DELETE FROM app.ward_key WHERE ward_id = $1 AND number < $2", ward_id, newest[0]
        )
        done.removed += int(removed.split()[-1])


async def _keys(connection: asyncpg.Connection, root: Keys, ward_id: int) -> Sequence[tuple[int, sealing.Key]]:
    rows = await connection.fetch(
        "SELECT number, wrapped FROM app.ward_key WHERE ward_id = $1 ORDER BY number DESC", ward_id
    )
    return [(row["number"], ward_keys.unwrap(root, ward_id, row["number"], row["wrapped"])) for row in rows]


async def _add_key(connection: asyncpg.Connection, root: Keys, ward_id: int, present: tuple[int, sealing.Key]) -> None:
    number = present[0] + 1
    await connection.execute(
        "INSERT INTO app.ward_key (ward_id, id, number, wrapped, made_at) VALUES ($1, $2, $3, $4, now())",
        ward_id, new_id(), number, ward_keys.wrap(root, ward_id, number, sealing.new_secret()),
    )  # fmt: skip


async def _seal_some(connection: asyncpg.Connection, ward_id: int, keys: Sequence[tuple[int, sealing.Key]]) -> int:
    """Seal one step of values of each column anew; how many there were."""
    known = Keys(*(key for _, key in keys))
    return sum([await _step(connection, ward_id, known, column) for column in ward_keys.sealed_columns()])


async def _step(connection: asyncpg.Connection, ward_id: int, keys: Keys, of: SealedColumn) -> int:
    table, column = f"app.{of.table}", of.column
    async with connection.transaction():
        rows = await connection.fetch(
            f"SELECT id, {column} AS value FROM {table} WHERE ward_id = $1 AND {column} IS NOT NULL"  # noqa: S608
            f" AND substring({column} FROM 2 FOR 4) <> $2 ORDER BY id LIMIT {_STEP} FOR UPDATE",
            ward_id, keys.newest.id,
        )  # fmt: skip
        for row in rows:
            place = sealing.place(ward_id, of.table, row["id"], column)
            await connection.execute(
                f"UPDATE {table} SET {column} = $3 WHERE ward_id = $1 AND id = $2",  # noqa: S608
                ward_id, row["id"], keys.seal(keys.open(row["value"], place), place),
            )  # fmt: skip
    return len(rows)


async def _second_factors(connection: asyncpg.Connection, root: Keys) -> int:
    """Second factors are sealed under the root key itself."""
    rows = await connection.fetch("SELECT account_id, totp_secret FROM app.credential WHERE totp_secret IS NOT NULL")
    old = [row for row in rows if not sealing.is_of(root.newest, row["totp_secret"])]
    for row in old:
        place = f"credential.totp_secret.{row['account_id']}"
        try:
            secret = root.open(row["totp_secret"], place)
        except sealing.SealBroken:
            continue  # of a root key that is gone: its owner sets up a new one
        await connection.execute(
            "UPDATE app.credential SET totp_secret = $2 WHERE account_id = $1 AND totp_secret = $3",
            row["account_id"], root.seal(secret, place), row["totp_secret"],
        )  # fmt: skip
    return len(old)


async def rewrap(migrate_url: str, root_text: str) -> int:
    """Wrap every ward's keys by the newest root key; afterwards the older ones open nothing any more."""
    root, wrapped = sealing.root_keys(root_text), 0
    async with _owner(migrate_url) as connection:
        rows = await connection.fetch("SELECT ward_id, id, number, wrapped FROM app.ward_key")
        for row in rows:
            if sealing.is_of(root.newest, row["wrapped"]):
                continue
            place = sealing.place(row["ward_id"], ward_keys.TABLE, row["number"], "wrapped")
            await connection.execute(
                "UPDATE app.ward_key SET wrapped = $3 WHERE ward_id = $1 AND id = $2",
                row["ward_id"], row["id"], root.seal(root.open(row["wrapped"], place), place),
            )  # fmt: skip
            wrapped += 1
        await _second_factors(connection, root)
    return wrapped
