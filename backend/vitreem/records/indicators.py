"""Figures of the report: each context declares its own, and one statement counts them all for any period and unit.

A source is a table of records with the day on which a record counts, its unit and the khu phố where it happened. Every
record has one unit, and one khu phố or none, so that the sums by either equal the ward's; by the units of that day or
by those that stand for them today.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import Query, Response
from pydantic import BaseModel, Field
from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Integer,
    Table,
    Text,
    Uuid,
    bindparam,
    cast,
    func,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY

from vitreem.kernel.clock import Day
from vitreem.kernel.http.problems import Invalid, NotAllowed, problems
from vitreem.kernel.request.answers import Answers, One
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.json_rows import JsonStatement, compiled, json_response
from vitreem.kernel.request.routing import api_router
from vitreem.records import small_cells
from vitreem.records.unit_views import ViewedUnit, inherited
from vitreem.records.units import AskedView, UnitView

router = api_router("Số liệu")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure. `value` is an aggregate over the rows of its source; `path` opens the rows behind it.

    `unit` names what is counted (`times`, `people`, `items`, `dong`); name and definition are texts of the client under
    the code, and the definition's legal or reporting source is said here in `basis`.
    """

    code: str
    unit: str
    value: Any
    path: str
    basis: str = ""
    # Counts children of whom a small number may tell who is meant: see `small_cells`.
    private: bool = False
    # Raised when the same code comes to count something else: a report keeps the version that it was made with.
    version: int = 1
    # Counts turns of the children whom the figure of this code counts: hidden where that one is.
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Records that are counted: which table, by which day, for which unit and place, under which conditions."""

    name: str
    table: Table
    date_column: Column[Any]
    unit_column: Column[Any]
    place_column: Column[Any]
    conditions: tuple[Any, ...]
    indicators: tuple[Indicator, ...]
    # What the page of rows needs besides to show a unit its own alone, where its list shows more.
    own_rows: str = ""


_SOURCES: dict[str, Source] = {}


def declare(source: Source) -> None:
    """Called once by each context when it is imported."""
    assert source.name not in _SOURCES, source.name
    taken = {one.code for known in _SOURCES.values() for one in known.indicators}
    assert not taken & {one.code for one in source.indicators}
    _SOURCES[source.name] = source


def sources() -> Sequence[Source]:
    return tuple(_SOURCES.values())


class GroupBy(StrEnum):
    """Whose sums: of units that did it, or of khu phố where it happened."""

    UNIT = "unit"
    PLACE = "place"


class IndicatorRead(BaseModel):
    """A figure's definition."""

    code: str
    source: str
    unit: str = Field(description="What is counted: times, people, items or đồng.")
    basis: str
    path: str = Field(description="The page with the rows behind it; the period and the unit are added by the client.")


class IndicatorGroup(BaseModel):
    """The figures of one unit or khu phố; `unit_id` is null for what happened in no khu phố."""

    unit_id: UUID | None
    figures: dict[str, int | None] = Field(description="Null: below 5, or hidden so that nobody finds what is.")


class IndicatorFigures(BaseModel):
    """Each figure of the period: the ward's, and what it is made of."""

    from_on: date
    to_on: date
    by: GroupBy
    units: UnitView
    indicators: list[IndicatorRead]
    total: dict[str, int | None]
    groups: list[IndicatorGroup]


class PeriodReversed(Invalid):
    code = "period_reversed"
    detail = "Ngày cuối phải từ ngày đầu trở đi."


def _conditions(source: Source, today: Any, *, of_unit: bool) -> list[Any]:
    """Which rows of a source count in the period; of one unit with those that it stands for."""
    conditions = [
        source.table.c.ward_id == bindparam("ward_id", type_=Integer()),
        source.date_column >= bindparam("from_on", type_=Date()),
        source.date_column <= bindparam("to_on", type_=Date()),
        *source.conditions,
    ]
    if of_unit:
        conditions.append(source.unit_column == func.any(inherited(bindparam("unit_id", type_=Uuid()), today)))
    return conditions


@cache
def statement(by: GroupBy, view: UnitView, of_unit: bool, of_own: bool) -> JsonStatement:
    """`{total: {code: value}, groups: [{unit_id, figures}]}` of all sources together."""
    today = literal_column("true" if view is UnitView.TODAY else "false")
    parts: list[Any] = []
    codes = [one.code for source in sources() for one in source.indicators]
    for source in sources():
        shown = ViewedUnit(source.unit_column if by is GroupBy.UNIT else source.place_column, "shown", today=today)
        own = {one.code: one.value for one in source.indicators}
        conditions = _conditions(source, today, of_unit=of_unit)
        if of_own:
            conditions.append(source.unit_column == func.any(bindparam("unit_ids", type_=ARRAY(Uuid()))))
        parts.append(
            select(
                shown.id.label("unit_id"),
                func.grouping(shown.id).label("whole"),
                *(
                    cast(own[code], BigInteger).label(code)
                    if code in own
                    else literal_column("NULL::bigint").label(code)
                    for code in codes
                ),
            )
            .select_from(shown.join(source.table))
            .where(*conditions)
            .group_by(func.grouping_sets(shown.id, literal_column("()")))
        )
    rows = union_all(*parts).subquery("s")
    sums = (
        select(rows.c.unit_id, rows.c.whole, *(func.coalesce(func.sum(rows.c[code]), 0).label(code) for code in codes))
        .group_by(rows.c.unit_id, rows.c.whole)
        .cte("sums")
    )
    row = select(*(sums.c[code] for code in codes)).correlate(sums).lateral("f")
    shown = (
        select(sums.c.unit_id, sums.c.whole, func.row_to_json(literal_column("f")).label("figures"))
        .select_from(sums.join(row, literal_column("true")))
        .cte("shown")
    )
    group = func.json_build_object(
        literal_column("'unit_id'"), shown.c.unit_id, literal_column("'figures'"), shown.c.figures
    )
    total = select(shown.c.figures).where(shown.c.whole == 1).scalar_subquery()
    groups = select(func.coalesce(func.json_agg(group), literal_column("'[]'::json"))).where(shown.c.whole == 0)
    both = func.json_build_object(
        literal_column("'total'"), total, literal_column("'groups'"), groups.scalar_subquery()
    )
    return compiled(select(cast(both, Text)))


@cache
def definitions(own: bool) -> str:
    """Every declared figure as a JSON array of `IndicatorRead`. `own`: for somebody whose own units are counted."""
    return orjson.dumps(
        [
            {
                "code": one.code,
                "source": source.name,
                "unit": one.unit,
                "basis": one.basis,
                "path": one.path + (source.own_rows if own else ""),
            }
            for source in sources()
            for one in source.indicators
        ]
    ).decode()


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of the records, and how many of them its source has in the period."""

    value: int
    rows: int


@cache
def _counting(of_unit: bool) -> Answers:
    """Of each source one row: its figures, and `rows`."""
    return Answers(**{source.name: One(_counts_of(source, of_unit)) for source in sources()})


def _counts_of(source: Source, of_unit: bool) -> Any:
    conditions = _conditions(source, literal_column("true"), of_unit=of_unit)
    values = (cast(func.coalesce(one.value, 0), BigInteger).label(one.code) for one in source.indicators)
    return select(func.count().label("rows"), *values).select_from(source.table).where(*conditions)


async def counted(ctx: Ctx, from_on: date, to_on: date, unit_id: UUID | None = None) -> dict[str, Counted]:
    """Every declared figure of the ward, or of one unit with those that it stands for, by code.

    Nothing is hidden: this is for what is kept. What is told of it to whom, is for who tells.
    """
    more = {"unit_id": unit_id} if unit_id else {}
    found = await _counting(unit_id is not None).fetch(ctx, ward_id=ctx.ward_id, from_on=from_on, to_on=to_on, **more)
    return {
        one.code: Counted(found[source.name][one.code], found[source.name]["rows"])
        for source in sources()
        for one in source.indicators
    }


def declared() -> dict[str, Indicator]:
    """Every figure by its code."""
    return {one.code: one for source in sources() for one in source.indicators}


def distinct_codes() -> frozenset[str]:
    """Figures of distinct children: they don't add up over units, and small ones are hidden."""
    return frozenset(one.code for source in sources() for one in source.indicators if one.private)


def hidden_codes() -> frozenset[str]:
    """Figures that aren't told everybody where they are small: of distinct children, and their turns."""
    return distinct_codes() | {one.code for source in sources() for one in source.indicators if one.beside}


def _hidden_of(shown: str, unit_id: UUID) -> frozenset[str]:
    """Figures of the unit that aren't shown where all units stand beside one another."""
    return frozenset(
        code
        for group in orjson.loads(shown)["groups"] if group["unit_id"] == str(unit_id)
        for code, value in group["figures"].items() if value is None
    )  # fmt: skip


def _without_small_cells(counted: str, apart: frozenset[str] = frozenset(), today: str | None = None) -> str:
    """The same figures; those of few children are null, for whoever isn't entrusted with them. `apart` are hidden
    whatever they are: one unit's figures don't tell what isn't shown among all. `today`, where the figures are by units
    of then: what a unit of today has less what some of those before it had is what the others had, so that of a figure
    with a small cell no cell is told where the two differ."""
    told = orjson.loads(counted)
    total, groups = told["total"] or {}, told["groups"]

    def hide(code: str) -> None:
        for group in groups:
            group["figures"][code] = None

    for code in apart:
        total[code] = None
        hide(code)
    views_differ = today is not None and _cells(groups) != _cells(orjson.loads(today)["groups"])
    for code in distinct_codes() - apart:
        shown = not 0 < (total.get(code) or 0) < small_cells.SMALL
        cells = {at: group["figures"].get(code) or 0 for at, group in enumerate(groups)}
        small = small_cells.hidden(cells, total_shown=shown)
        for at in small:
            groups[at]["figures"][code] = None
        if small and views_differ:
            hide(code)
        if not shown:
            total[code] = None
    for of in (total, *(group["figures"] for group in groups)):
        of |= {one.code: None for one in _turns() if of and of[one.beside] is None}
    return orjson.dumps(told).decode()


def _cells(groups: list[dict[str, Any]]) -> dict[str | None, dict[str, int]]:
    return {group["unit_id"]: group["figures"] for group in groups}


def _turns() -> list[Indicator]:
    return [one for source in sources() for one in source.indicators if one.beside]


async def figures(
    ctx: Ctx, from_on: date, to_on: date, by: GroupBy, unit_id: UUID | None, view: UnitView = UnitView.TODAY
) -> str:
    """`IndicatorFigures` as JSON: of the whole ward, or of the caller's own units where they see no more."""
    own = not ctx.may("indicator:read_all")

    async def count(by: GroupBy, view: UnitView, unit_id: UUID | None) -> str:
        asked: dict[str, Any] = {"unit_id": unit_id} if unit_id else {}
        if own:
            asked["unit_ids"] = list(ctx.unit_ids)
        return await statement(by, view, unit_id is not None, own).fetch(
            ctx, ward_id=ctx.ward_id, from_on=from_on, to_on=to_on, **asked
        )

    async def shown(by: GroupBy, unit_id: UUID | None, apart: frozenset[str] = frozenset()) -> str:
        today = await count(by, UnitView.TODAY, unit_id) if view is UnitView.THEN else None
        return _without_small_cells(await count(by, view, unit_id), apart, today)

    if ctx.may("indicator:small_cells"):
        counted = await count(by, view, unit_id)
    else:
        alone = unit_id is not None and not own
        apart = _hidden_of(await shown(GroupBy.UNIT, None), unit_id) if alone else frozenset[str]()
        counted = await shown(by, unit_id, apart)
    head = f'{{"from_on":"{from_on}","to_on":"{to_on}","by":"{by}","units":"{view}","indicators":{definitions(own)},'
    return head + counted[1:]


@router.get(
    "/indicators", response_model=IndicatorFigures, responses=problems(SignInRequired, NotAllowed, PeriodReversed)
)
async def read_indicators(
    ctx: Annotated[Ctx, allow("indicator:read")],
    from_on: Day,
    to_on: Day,
    by: Annotated[GroupBy, Query(description="Sums by unit, or by khu phố where it happened.")] = GroupBy.UNIT,
    unit_id: Annotated[UUID | None, Query(description="Of one unit alone.")] = None,
    units: AskedView = UnitView.TODAY,
) -> Response:
    """Every figure of the report for a period, its sum and what it is made of; a unit's people see their own unit's."""
    if to_on < from_on:
        raise PeriodReversed()
    return json_response(await figures(ctx, from_on, to_on, by, unit_id, units))
