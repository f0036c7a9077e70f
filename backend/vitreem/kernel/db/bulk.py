"""Many rows of one table in one statement: thousands of them take seconds, not a minute."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Table, TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

# Of one statement: its text stays small, and everybody else's requests get their turn between two.
AT_ONCE = 500


@cache
def _insert(table: Table) -> tuple[TextClause, tuple[str, ...]]:
    # What the database itself says of a row is left to it.
    names = tuple(one.name for one in table.columns if one.server_default is None)
    columns = ", ".join(names)
    return text(
        f"INSERT INTO {table.fullname} ({columns})"  # noqa: S608  names of our own tables
        f" SELECT {columns} FROM json_populate_recordset(NULL::{table.fullname}, CAST(:rows AS json))"
    ), names


async def insert_all(db: AsyncSession, rows: Sequence[SQLModel]) -> None:
    """Write new rows of one model, past the session: it neither knows nor flushes them.

    PostgreSQL turns JSON into columns; columns of bytes can't come this way.
    """
    for begin in range(0, len(rows), AT_ONCE):
        part = rows[begin : begin + AT_ONCE]
        statement, names = _insert(_table(part[0]))
        values = [{name: one.__dict__[name] for name in names} for one in part]
        await db.execute(statement, {"rows": orjson.dumps(values, default=str).decode()})


def _table(row: Any) -> Table:
    return row.__table__
