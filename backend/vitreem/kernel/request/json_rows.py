"""Lists and dashboards: typed statements that PostgreSQL turns into JSON, run on the driver of the same transaction.

A statement is compiled once per shape (which filters, which order); values are bound by name at each call.
"""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from fastapi import Response
from sqlalchemy import ColumnElement, Integer, Select, Text, bindparam, case, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql.asyncpg import dialect as asyncpg_dialect

from vitreem.kernel.http.paging import MAX_LIMIT
from vitreem.kernel.request.context import Ctx

_DIALECT = asyncpg_dialect()


class JsonStatement:
    """A compiled statement whose one result is a JSON text."""

    __slots__ = ("defaults", "names", "sql")

    def __init__(self, sql: str, names: tuple[str, ...], defaults: dict[str, Any]) -> None:
        self.sql, self.names, self.defaults = sql, names, defaults

    @classmethod
    def of(cls, document: ColumnElement[Any]) -> "JsonStatement":
        """One document, whose parts are read by one statement."""
        return compiled(select(cast(document, Text)))

    async def fetch(self, ctx: Ctx, **values: Any) -> str:
        """The JSON text; `values` are the statement's `bindparam`s by name."""
        return await ctx.work.fetch_value(self.sql, *self.arguments(values))

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """In the order of the statement's parameters."""
        return [values[name] if name in values else self.defaults[name] for name in self.names]


def json_list(statement: Select[Any]) -> ColumnElement[Any]:
    """The rows of `statement` as one JSON array of objects, within a larger document."""
    rows = statement.subquery("r")
    array = func.coalesce(func.json_agg(literal_column("r")), literal_column("'[]'::json"))
    return select(array).select_from(rows).scalar_subquery()


def json_document(**members: ColumnElement[Any]) -> ColumnElement[Any]:
    """An object of these members."""
    named = ((literal_column(f"'{name}'"), value) for name, value in members.items())
    return func.json_build_object(*chain.from_iterable(named))


def compiled(statement: Select[Any]) -> JsonStatement:
    """Compile a statement once. A value of type json is wanted as text: the driver would parse it."""
    done = statement.compile(dialect=_DIALECT)
    return JsonStatement(str(done), tuple(done.positiontup or ()), dict(done.params))


def json_array(statement: Select[Any]) -> JsonStatement:
    """Compile `statement` so that it returns its rows as one JSON array of objects."""
    return JsonStatement.of(json_list(statement))


JsonPage = JsonStatement


def json_page(statement: Select[Any], cursor_columns: tuple[str, ...]) -> JsonPage:
    """Compile a list of `limit` rows as `{items, next}`.

    `cursor_columns` name the members of an item that order the list; `next` holds the last item's values as a JSON
    array, or null when the page isn't full.
    """
    # The fixed limit inside tells the planner that few rows are wanted whatever `limit` will be: it then keeps one
    # plan for all calls, which saves planning at each call a third of the database's time.
    few = statement.limit(literal_column(str(MAX_LIMIT))).subquery("few")
    rows = select(few).limit(bindparam("limit", type_=Integer)).subquery("r")
    last = ", ".join(f"json_agg(r) -> -1 ->> '{name}'" for name in cursor_columns)
    page = func.json_build_object(
        literal_column("'items'"),
        func.coalesce(func.json_agg(literal_column("r")), literal_column("'[]'::json")),
        literal_column("'next'"),
        case((func.count() >= bindparam("limit", type_=Integer), literal_column(f"json_build_array({last})::text"))),
    )
    return compiled(select(cast(page, Text)).select_from(rows))


def json_response(text: str | bytes, **headers: str) -> Response:
    """A reply that is JSON already: PostgreSQL's own, or a page made of it."""
    return Response(text, media_type="application/json", headers=headers)
