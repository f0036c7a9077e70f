"""Many rows of one table in one statement: thousands of them take seconds, not a minute."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Insert, Text, bindparam, cast, column, func, insert, select
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

# Of one statement: its text stays small, and everybody else's requests get their turn between two.
AT_ONCE = 500


@cache
def _insert(model: type[SQLModel]) -> tuple[Insert, dict[str, Callable[[], Any]]]:
    """The statement, and what each column is where a row doesn't say."""
    table: Any = model.__table__  # pyright: ignore[reportAttributeAccessIssue]
    # What the database itself says of a row is left to it.
    columns = [one for one in table.columns if one.server_default is None]
    sent = func.json_to_recordset(cast(bindparam("rows", type_=Text()), JSON)).table_valued(
        *(column(one.name, one.type) for one in columns)
    )
    names = [one.name for one in columns]
    rows = select(*sent.render_derived(name="sent", with_types=True).c)
    return insert(table).from_select(names, rows, include_defaults=False), {
        name: _otherwise(model, name) for name in names
    }


def _otherwise(model: type[SQLModel], name: str) -> Callable[[], Any]:
    declared = model.model_fields[name]
    return lambda: None if declared.is_required() else declared.get_default(call_default_factory=True)


async def insert_all(db: AsyncSession, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write new rows, each given by the columns that differ from the model's defaults, past the session: it neither
    knows nor flushes them.

    PostgreSQL turns JSON into columns; columns of bytes can't come this way.
    """
    statement, otherwise = _insert(model)
    for begin in range(0, len(rows), AT_ONCE):
        part = [
            {name: row[name] if name in row else missing() for name, missing in otherwise.items()}
            for row in rows[begin : begin + AT_ONCE]
        ]
        await db.execute(statement, {"rows": orjson.dumps(part, default=str).decode()})
