"""Unsafe places: who sees which, the list and the map, which ones are near."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Date,
    DateTime,
    Integer,
    Select,
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
)
from sqlalchemy import column as sql_column
from sqlalchemy.dialects.postgresql import ARRAY

from vitreem.hazards import rules
from vitreem.hazards.models import HazardMeasure, HazardSite
from vitreem.hazards.rules import RANKS, HazardState, Level
from vitreem.hazards.schemas import HazardFilters, NearQuery
from vitreem.kernel.deadlines.overdue import late_before
from vitreem.kernel.deadlines.terms import Terms, load_terms
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.json_rows import JsonStatement
from vitreem.records.files import file_count
from vitreem.records.lists import Bound, Flag, ListOf, Order, among, holds
from vitreem.records.points import Box, Point
from vitreem.records.unit_views import ViewedUnit, of_unit

_s = HazardSite.__table__.c
_unit, _where = ViewedUnit(_s.unit_id, "unit_viewed"), ViewedUnit(_s.place_unit_id, "place_viewed")
_LEVELS = {rank: level for level, rank in RANKS.items()}
_CLOCKS = frozenset(rules.CLOCKS.values())
_MOST_ON_MAP = 5_000
_CANDIDATES, _NEAR = 400, 10


def visible(ctx: Ctx) -> Select[HazardSite]:
    """The only place that knows who opens which place: whoever keeps records in the ward, all of it. A pond is
    dangerous to everybody's children."""
    statement = select(HazardSite).where(HazardSite.ward_id == ctx.ward_id)
    return statement if sees_all(ctx) else statement.where(false())


def sees_all(ctx: Ctx) -> bool:
    return ctx.may("hazard:read")


async def seen(ctx: Ctx, site_id: UUID, *, lock: bool = False) -> HazardSite:
    statement = visible(ctx).where(HazardSite.id == site_id)
    found = (await ctx.db.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


async def measures(ctx: Ctx, site_id: UUID) -> list[HazardMeasure]:
    """What was done, in the order in which it was recorded; without what was removed."""
    rows = await ctx.db.execute(
        select(HazardMeasure)
        .where(
            HazardMeasure.ward_id == ctx.ward_id, HazardMeasure.site_id == site_id, HazardMeasure.removed_at.is_(None)
        )
        .order_by(HazardMeasure.id)
    )
    return list(rows.scalars())


def _is_open() -> Any:
    return or_(*(_s.state == str(state) for state in rules.CLOCKS))


def _overdue() -> Any:
    """The next step is late: by the day that was chosen, else by its rule (`late_before`)."""
    names = ("late_rule", "late_own", "late_before")
    arrays = (ARRAY(Uuid()), ARRAY(Uuid()), ARRAY(DateTime(timezone=True)))
    late = (
        func.unnest(*(bindparam(f"{name}s", type_=kind) for name, kind in zip(names, arrays, strict=True)))
        .table_valued(*(sql_column(name, kind.item_type) for name, kind in zip(names, arrays, strict=True)))
        .render_derived("late")
    )
    by_rule = exists().select_from(late).where(
        late.c.late_rule == _s.rule_id,
        late.c.late_own.is_not_distinct_from(_s.ward_deadline_id),
        _s.starts_at < late.c.late_before,
    )  # fmt: skip
    chosen = _s.recheck_on < bindparam("today", type_=Date())
    return and_(_is_open(), case((_s.recheck_on.is_not(None), chosen), else_=by_rule))


_OVERDUE = _overdue()
_MINE = bindparam("unit_ids", type_=ARRAY(Uuid()))
# The day that the filter by days asks for.
_DAY = case((bindparam("by_safe_day", type_=Boolean()), _s.safe_on), else_=_s.found_on)
_RISK = case(*((_s.risk == rank, literal_column(f"'{level}'")) for level, rank in RANKS.items()))


async def _read(ctx: Ctx) -> dict[str, Any]:
    return late_by(await load_terms(ctx), ctx.clock.today())


def late_by(terms: Terms, today: date) -> dict[str, Any]:
    """What is late today, by rule."""
    late = late_before(terms, _CLOCKS, today)
    return {
        "late_rules": [one.rule_id for one in late],
        "late_owns": [one.ward_deadline_id for one in late],
        "late_befores": [one.before for one in late],
    }


def _bound(ctx: Ctx, filters: HazardFilters) -> dict[str, Any]:
    return {"today": ctx.clock.today(), "by_safe_day": filters.day == "safe"}


LIST = ListOf(
    table=HazardSite.__table__,
    source=_where.join(_unit.join(HazardSite.__table__)),
    columns=(
        _s.id, _s.code, _s.kind, _s.title, _unit.id.label("unit_id"), _unit.name.label("unit_name"),
        _where.id.label("place_unit_id"), _where.name.label("place_unit_name"), _s.latitude, _s.longitude,
        _RISK.label("risk"), _s.found_on, _s.state, _OVERDUE.label("overdue"), file_count(_s), _s.rule_id,
        _s.ward_deadline_id, _s.starts_at, _s.recheck_on, _s.version,
    ),
    where={
        "unit_id": of_unit(_s.unit_id),
        "place_unit_id": of_unit(_s.place_unit_id),
        "kind": among(_s.kind),
        "state": among(_s.state),
        "risk": Bound(
            ARRAY(Integer), lambda ranks: _s.risk == func.any(ranks), lambda told: [RANKS[one] for one in told]
        ),
        "water": Flag(or_(*(_s.kind == str(kind) for kind in rules.WATERS))),
        "overdue": Flag(_OVERDUE),
        "own": Flag(_s.unit_id == func.any(_MINE)),
        "in_care": Flag(or_(_s.owner_unit_id == func.any(_MINE), _s.co_owner_unit_id == func.any(_MINE))),
        "from_on": Bound(Date(), lambda day: day <= _DAY),
        "to_on": Bound(Date(), lambda day: day >= _DAY),
        "q": holds(_s.search_key),
    },
    orders={
        "newest": Order(_s.found_on, descending=True), "oldest": Order(_s.found_on),
        "risk": Order(_s.risk, descending=True),
    },
    sees_all=sees_all,
    of_units=lambda _: false(),
    bound=_bound,
    reads=_read,
)  # fmt: skip
# What the map shows of each.
_POINT = (
    _s.id, _s.code, _s.kind, _s.title, _unit.name.label("unit_name"), _where.id.label("place_unit_id"),
    _where.name.label("place_unit_name"), _s.latitude, _s.longitude, _RISK.label("risk"), _s.found_on, _s.state,
    _OVERDUE.label("overdue"),
)  # fmt: skip


async def on_map(ctx: Ctx, filters: HazardFilters) -> str:
    """Every place of the filters as a JSON array. Raises `TooManyPlaces`."""
    items = await LIST.fetch_all(ctx, filters, _POINT, _MOST_ON_MAP)
    if items.count('"id":') > _MOST_ON_MAP:
        raise rules.TooManyPlaces(most=_MOST_ON_MAP)
    return items


def map_statement() -> JsonStatement:
    """Of the whole ward's map, without filters."""
    return LIST.every(everything=True, columns=_POINT, most=_MOST_ON_MAP)


async def points(ctx: Ctx) -> list[Point]:
    """Where the ward's places are."""
    rows = await ctx.db.execute(
        select(HazardSite.latitude, HazardSite.longitude).where(
            HazardSite.ward_id == ctx.ward_id,
            HazardSite.latitude.is_not(None),
            HazardSite.state != HazardState.CANCELLED,
        )
    )
    return [Point(latitude, longitude) for latitude, longitude in map(tuple, rows)]


async def near(ctx: Ctx, asked: NearQuery) -> list[tuple[HazardSite, int | None]]:
    """Places that may be the one asked about, with the metres to it: within `NEAR_METRES`, or in the same khu phố with
    words alike; closed ones too, for they are reopened."""
    here = _point(asked.latitude, asked.longitude)
    either = []
    if here:
        box = Box(here.latitude, here.longitude, here.latitude, here.longitude).wider(rules.NEAR_METRES / 1000)
        either.append(
            HazardSite.latitude.between(box.south, box.north) & HazardSite.longitude.between(box.west, box.east)
        )
    if asked.place_unit_id and asked.title:
        either.append(HazardSite.place_unit_id == asked.place_unit_id)
    if not either:
        return []
    rows = await ctx.db.execute(
        visible(ctx)
        .where(HazardSite.state != HazardState.CANCELLED, or_(*either))
        .order_by(HazardSite.found_on.desc(), HazardSite.id.desc())
        .limit(_CANDIDATES)
    )
    found = list(rows.scalars())
    metres = [rules.metres_apart(here, _point(one.latitude, one.longitude)) for one in found]
    candidates = [
        (
            far,
            bool(asked.place_unit_id)
            and one.place_unit_id == asked.place_unit_id
            and rules.alike(asked.title, one.title),
        )
        for one, far in zip(found, metres, strict=True)
    ]
    return [(found[at], metres[at]) for at in rules.ranked(candidates)[:_NEAR]]


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def level_of(risk: int) -> Level:
    """The word of a rank."""
    return _LEVELS[risk]
