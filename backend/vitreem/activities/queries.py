"""Activities: who sees which, the list, the calendar."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Date,
    Integer,
    Select,
    String,
    Uuid,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY

from vitreem.activities import rules
from vitreem.activities.models import Activity, ActivitySupport
from vitreem.activities.rules import ActivityState
from vitreem.activities.schemas import CalendarQuery
from vitreem.identity.facts import Unit
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.json_rows import JsonStatement, json_array
from vitreem.records.calendar import MOST_ITEMS, begin_of, require_all
from vitreem.records.files import file_count
from vitreem.records.lists import Flag, ListOf, Order, among, equals, holds, since, until
from vitreem.records.unit_views import ViewedUnit, inherited, of_unit

_a, _u = Activity.__table__.c, Unit.__table__.c
_unit, _where = ViewedUnit(_a.unit_id, "unit_viewed"), ViewedUnit(_a.place_unit_id, "place_viewed")
_place = Unit.__table__.alias("place")


def of_units(unit_ids: Any, activity: Any = _a) -> Any:
    """Condition: organised or supported by one of the units; `activity` are the columns that it is asked of."""
    support = ActivitySupport.__table__.c
    return (activity.unit_id == func.any(unit_ids)) | exists().where(
        support.ward_id == activity.ward_id, support.activity_id == activity.id, support.unit_id == func.any(unit_ids)
    )


def _is_public(activity: Any) -> Any:
    return or_(*(activity.state == str(state) for state in rules.PUBLIC))


def visible(ctx: Ctx) -> Select[Activity]:
    """The only place that knows who opens which activity: the ward's people all, a unit's people its own."""
    statement = select(Activity).where(Activity.ward_id == ctx.ward_id)
    if sees_all(ctx):
        return statement
    if not ctx.may("activity:read"):
        return statement.where(false())
    return statement.where(of_units(list(ctx.unit_ids)))


async def seen(ctx: Ctx, activity_id: UUID, *, lock: bool = False) -> Activity:
    statement = visible(ctx).where(Activity.id == activity_id)
    found = (await ctx.db.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


async def supporting_units(ctx: Ctx, activity_id: UUID) -> list[Unit]:
    rows = await ctx.db.execute(
        select(Unit)
        .join(ActivitySupport, (ActivitySupport.ward_id == Unit.ward_id) & (ActivitySupport.unit_id == Unit.id))
        .where(ActivitySupport.ward_id == ctx.ward_id, ActivitySupport.activity_id == activity_id)
        .order_by(Unit.sort_key)
    )
    return list(rows.scalars())


def _named() -> Any:
    """Activities with the names of their unit and place."""
    return Activity.__table__.join(Unit.__table__, (_u.ward_id == _a.ward_id) & (_u.id == _a.unit_id)).outerjoin(
        _place, (_place.c.ward_id == _a.ward_id) & (_place.c.id == _a.place_unit_id)
    )


def sees_all(ctx: Ctx) -> bool:
    return ctx.may("activity:read_all")


def _shown_people(actual: Any, planned: Any) -> Any:
    """Who came where it has been held, who is expected before."""
    return case((or_(*(_a.state == str(state) for state in rules.COUNTED)), actual), else_=planned)


LIST = ListOf(
    table=Activity.__table__,
    source=_where.join(_unit.join(Activity.__table__)),
    columns=(
        _a.id, _a.code, _a.area, _a.title, _unit.id.label("unit_id"), _unit.name.label("unit_name"),
        _where.id.label("place_unit_id"), _where.name.label("place_unit_name"), _a.venue, _a.starts_at, _a.ends_at,
        _a.state, _shown_people(_a.actual_boys + _a.actual_girls, _a.planned_boys + _a.planned_girls).label("children"),
        _shown_people(_a.actual_adults, _a.planned_adults).label("adults"),
        (_a.spent_state_budget + _a.spent_mobilised).label("spent"), file_count(_a), _a.version,
    ),
    where={
        "unit_id": of_unit(_a.unit_id),
        "place_unit_id": of_unit(_a.place_unit_id),
        "series_id": equals(_a.series_id),
        "area": among(_a.area),
        "state": among(_a.state),
        "launch": Flag(_a.launch),
        "own": Flag(_a.unit_id == func.any(bindparam("unit_ids", type_=ARRAY(Uuid())))),
        "from_on": since(_a.on_day),
        "to_on": until(_a.on_day),
        "q": holds(_a.search_key),
    },
    orders={"newest": Order(_a.on_day, descending=True), "oldest": Order(_a.on_day)},
    sees_all=sees_all,
    of_units=of_units,
)  # fmt: skip


async def calendar(ctx: Ctx, asked: CalendarQuery) -> str:
    """The items of some days as a JSON array. Raises `TooManyItems`."""
    given = {"unit_id": asked.unit_id, "areas": [str(one) for one in asked.area] if asked.area else None}
    values = {name: value for name, value in given.items() if value is not None}
    statement = calendar_statement("all" if sees_all(ctx) else "units", frozenset(values))
    items = await statement.fetch(
        ctx, ward_id=ctx.ward_id, unit_ids=list(ctx.unit_ids), from_on=asked.from_on, to_on=asked.to_on,
        may_write=ctx.may("activity:write"), **values,
    )  # fmt: skip
    return require_all(items)


@cache
def calendar_statement(scope: str, filters: frozenset[str]) -> JsonStatement:
    """Activities of some days: a unit's own in every state, others' once announced, nobody's cancelled ones.

    `clash`: another one that the caller sees takes place at the same venue at the same time.
    """
    unit_ids = bindparam("unit_ids", type_=ARRAY(Uuid()))
    may_write = bindparam("may_write", type_=Boolean())
    own = literal_column("true") if scope == "all" else of_units(unit_ids)
    movable_state = or_(_a.state == str(ActivityState.PLANNED), _a.state == str(ActivityState.ANNOUNCED))
    mine = literal_column("true") if scope == "all" else _a.unit_id == func.any(unit_ids)
    other = Activity.__table__.alias("other")
    o = other.c
    clash = and_(
        _a.venue_key != literal_column("''"),
        exists()
        .where(
            o.ward_id == _a.ward_id, o.venue_key == _a.venue_key, o.starts_at < _a.ends_at, o.ends_at > _a.starts_at,
            # Activities last 31 days at most: the index need not look further back.
            o.starts_at > _a.starts_at - literal_column("interval '32 days'"), o.id != _a.id,
            o.state != str(ActivityState.CANCELLED),
            *_same_place(o),
            *(() if scope == "all" else (or_(_is_public(o), of_units(unit_ids, o)),)),
        )
        .correlate(Activity.__table__),
    )  # fmt: skip
    conditions: dict[str, Any] = {
        "unit_id": _a.unit_id == func.any(inherited(bindparam("unit_id", type_=Uuid()), true())),
        "areas": _a.area == func.any(bindparam("areas", type_=ARRAY(String))),
    }
    statement = (
        select(
            _a.id, _a.title, _a.area, _a.unit_id, _u.name.label("unit_name"),
            _place.c.name.label("place_unit_name"), _a.venue, _a.starts_at, _a.ends_at, _a.state, own.label("own"),
            and_(movable_state, may_write, mine).label("movable"), clash.label("clash"), _a.version,
        )
        .select_from(_named())
        .where(
            _a.ward_id == bindparam("ward_id", type_=Integer()),
            # What began before stands in each of its days; no activity lasts longer.
            _a.on_day >= bindparam("from_on", type_=Date()) - literal_column("31"),
            _a.on_day <= bindparam("to_on", type_=Date()),
            or_(
                _a.on_day >= bindparam("from_on", type_=Date()),
                _a.ends_at > begin_of(bindparam("from_on", type_=Date())),
            ),
            _a.state != str(ActivityState.CANCELLED),
        )
        .where(*(conditions[name] for name in sorted(filters)))
        .order_by(_a.on_day, _a.starts_at, _a.id)
        .limit(literal_column(str(MOST_ITEMS + 1)))
    )  # fmt: skip
    if scope == "units":
        statement = statement.where(or_(_is_public(_a), own))
    return json_array(statement)


def _same_place(other: Any) -> tuple[Any, ...]:
    """The same venue of the same khu phố: each khu phố has its "nhà văn hóa"."""
    return (other.place_unit_id.is_not_distinct_from(_a.place_unit_id),)
