"""Lists of records: a context says its columns, conditions and orders; paging, filters and cursors are made here.

A statement is compiled once per shape (whose rows, which filters, which order) and run as in `json_rows`.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    String,
    Uuid,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy import column as sql_column
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

from vitreem.kernel.http.paging import decode_cursor
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.json_rows import JsonPage, JsonStatement, json_array, json_page
from vitreem.kernel.text import name_search_words, search_key
from vitreem.records.units import UnitView

_PARSERS: dict[type, Callable[[str], Any]] = {
    int: int, date: date.fromisoformat, datetime: datetime.fromisoformat, UUID: UUID,
}  # fmt: skip


@dataclass(frozen=True)
class Bound:
    """A condition with a value: its SQL for the bound value, its type, and the value as the database takes it."""

    type: Any
    sql: Callable[[Any], Any]
    value: Callable[[Any], Any] = field(default=lambda given: given)


@dataclass(frozen=True)
class Flag:
    """A condition without a value, for a filter that is true, and for one that is false (None: it filters nothing)."""

    yes: Any
    no: Any = None


def equals(column: Any) -> Bound:
    return Bound(column.type, lambda value: column == value)


def among(column: Any) -> Bound:
    return Bound(ARRAY(String), lambda values: column == func.any(values), lambda given: [str(one) for one in given])


def since(column: Any) -> Bound:
    return Bound(column.type, lambda value: column >= value)


def until(column: Any) -> Bound:
    return Bound(column.type, lambda value: column <= value)


def holds(column: Any) -> Bound:
    """Words anywhere in a stored search key."""
    return Bound(String(), lambda words: func.strpos(column, words) > 0, search_key)


def begins_words(column: Any) -> Bound:
    """Beginnings of words of a name, all of them, in any order; the column is a `name_search_key`."""

    def each_begins_one(words: Any) -> Any:
        word = func.unnest(words).table_valued(sql_column("word", String())).render_derived("asked")
        space = literal_column("' '", String())
        return ~exists().select_from(word).where(func.strpos(space + column, space + word.c.word) == 0)

    return Bound(ARRAY(String), each_begins_one, name_search_words)


@dataclass(frozen=True)
class Order:
    """What a list is ordered by; the row's id breaks ties in the same direction."""

    column: Any
    descending: bool = False


@dataclass(frozen=True, eq=False)
class ListOf:
    """A context's list. `of_units` is the condition for people who don't see all rows; `bound` gives further values."""

    table: Any
    source: FromClause
    columns: Sequence[Any]
    where: Mapping[str, Bound | Flag]
    orders: Mapping[str, Order]
    sees_all: Callable[[Ctx], bool]
    of_units: Callable[[Any], ColumnElement[bool]]
    always: tuple[Any, ...] = ()
    bound: Callable[[Ctx, Any], dict[str, Any]] = field(default=lambda *_: {})
    # Further values, which must be read first.
    reads: Callable[[Ctx], Awaitable[dict[str, Any]]] | None = None

    async def fetch(
        self, ctx: Ctx, filters: BaseModel, limit: int, after: str | None, read: dict[str, Any] | None = None
    ) -> str:
        """One page as JSON text; `filters` are read by name, empty ones filter nothing. `read`: what `reads` would
        read, where the caller has it."""
        names, values = self._asked(filters)
        sort = getattr(filters, "sort", next(iter(self.orders)))
        if after:
            parse = _PARSERS.get(self.orders[sort].column.type.python_type, str)
            values["after"], values["after_id"] = decode_cursor(after, parse, UUID)
        statement = self.statement(everything=self.sees_all(ctx), filters=names, sort=sort, goes_on=after is not None)
        return await self._fetch(ctx, statement, filters, values, read, limit=limit)

    async def fetch_all(self, ctx: Ctx, filters: BaseModel, columns: Sequence[Any], most: int) -> str:
        """Every row of the same filters as a JSON array, with columns of its own, in no order; one more than `most`
        where there are more: see `require_all`."""
        names, values = self._asked(filters)
        statement = self.every(everything=self.sees_all(ctx), filters=names, columns=columns, most=most)
        return await self._fetch(ctx, statement, filters, values)

    def every(
        self, *, everything: bool, filters: Collection[str] = (), columns: Sequence[Any], most: int
    ) -> JsonStatement:
        """The statement of `fetch_all`."""
        return _every(self, everything, frozenset(filters), tuple(columns), most + 1)

    def _asked(self, filters: BaseModel) -> tuple[set[str], dict[str, Any]]:
        """Which conditions are asked for, and their values."""
        names: set[str] = set()
        values: dict[str, Any] = {}
        for name, condition in self.where.items():
            given = getattr(filters, name)
            if isinstance(condition, Flag):
                if given or (given is False and condition.no is not None):
                    names.add(name if given else f"no_{name}")
            elif given not in (None, "", []):
                values[name] = condition.value(given)
                names.add(name)
        return names, values

    async def _fetch(
        self, ctx: Ctx, statement: JsonStatement, filters: BaseModel, values: dict[str, Any],
        read: dict[str, Any] | None = None, **more: Any,
    ) -> str:  # fmt: skip
        if read is None:
            read = await self.reads(ctx) if self.reads else {}
        return await statement.fetch(
            ctx, ward_id=ctx.ward_id, unit_ids=list(ctx.unit_ids),
            units_today=getattr(filters, "units", UnitView.TODAY) == UnitView.TODAY,
            **values, **more, **self.bound(ctx, filters), **read,
        )  # fmt: skip

    def statement(
        self, *, everything: bool, filters: Collection[str] = (), sort: str, goes_on: bool = False
    ) -> JsonPage:
        """The statement of one shape: all rows or those of units, with these filters, in this order, from a cursor."""
        return _statement(self, everything, frozenset(filters), sort, goes_on)


@cache
def _statement(of: ListOf, everything: bool, filters: frozenset[str], sort: str, goes_on: bool) -> JsonPage:
    rows, order = of.table.c, of.orders[sort]
    conditions = _conditions(of, everything, filters)
    key = tuple_(order.column, rows.id)
    if goes_on:
        last = tuple_(bindparam("after", type_=order.column.type), bindparam("after_id", type_=Uuid()))
        conditions.append(key < last if order.descending else key > last)
    ends = (order.column, rows.id)
    statement = (
        select(*of.columns, cast(order.column, String).label("sort_value"))
        .select_from(of.source)
        .where(*conditions)
        .order_by(*(one.desc() if order.descending else one for one in ends))
    )
    return json_page(statement, ("sort_value", "id"))


@cache
def _every(
    of: ListOf, everything: bool, filters: frozenset[str], columns: tuple[Any, ...], limit: int
) -> JsonStatement:
    conditions = _conditions(of, everything, filters)
    return json_array(select(*columns).select_from(of.source).where(*conditions).limit(literal_column(str(limit))))


def _conditions(of: ListOf, everything: bool, filters: frozenset[str]) -> list[Any]:
    """Whose rows, and which of them."""
    conditions = [of.table.c.ward_id == bindparam("ward_id", type_=Integer()), *of.always]
    for name in sorted(filters):
        match of.where[name.removeprefix("no_")]:
            case Bound(type=kind, sql=sql):
                conditions.append(sql(bindparam(name, type_=_instance(kind))))
            case Flag(yes=yes, no=no):
                conditions.append(no if name.startswith("no_") else yes)
    if not everything:
        conditions.append(of.of_units(bindparam("unit_ids", type_=ARRAY(Uuid()))))
    return conditions


def _instance(kind: Any) -> TypeEngine[Any]:
    return kind() if isinstance(kind, type) else kind
