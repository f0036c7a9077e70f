"""Injuries: who sees which, the list, the counts of a half-year."""

from functools import cache
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, Select, Uuid, bindparam, false, func, literal_column, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY

from vitreem.injuries.models import Injury
from vitreem.injuries.rules import SENSITIVE, InjuryState
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.json_rows import JsonStatement, json_array
from vitreem.records import lifecycle
from vitreem.records.lists import Flag, ListOf, Order, among, equals, since, until
from vitreem.records.unit_views import ViewedUnit, inherited, of_unit

_i = Injury.__table__.c
_unit, _where = ViewedUnit(_i.unit_id, "unit_viewed"), ViewedUnit(_i.place_unit_id, "place_viewed")
GROUPS = ("cause", "age_band", "sex", "place_kind", "care", "outcome")
# Spelled out: a list would be expanded anew at each call, and statements are compiled once.
IS_SENSITIVE = or_(*(_i.cause == str(cause) for cause in SENSITIVE))


def sees_all(ctx: Ctx) -> bool:
    return ctx.may("injury:read_all")


def sees_sensitive(ctx: Ctx) -> bool:
    """Whom small figures of children are entrusted to."""
    return ctx.may("indicator:small_cells")


def are_own(ctx: Ctx, unit_id: UUID | None) -> bool:
    """Whether the counts are of the caller's own units alone, which report them: of the one asked for, or of all that
    somebody sees who sees no others."""
    return unit_id in ctx.unit_ids if unit_id else not sees_all(ctx)


def visible(ctx: Ctx) -> Select[Injury]:
    """The only place that knows who opens which injury: the ward's people all, a unit's people its own; those of a
    sensitive cause only who wrote them and whom small figures are entrusted to."""
    statement = select(Injury).where(Injury.ward_id == ctx.ward_id)
    if not sees_sensitive(ctx):
        statement = statement.where(~IS_SENSITIVE | (Injury.recorded_by == ctx.account_id))
    if sees_all(ctx):
        return statement
    if not ctx.may("injury:read"):
        return statement.where(false())
    return statement.where(Injury.unit_id.in_(list(ctx.unit_ids)))


async def seen(ctx: Ctx, injury_id: UUID, *, lock: bool = False) -> Injury:
    statement = visible(ctx).where(Injury.id == injury_id)
    found = (await ctx.db.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def is_own(ctx: Ctx, injury: Injury) -> bool:
    return injury.unit_id in ctx.unit_ids


def rights(ctx: Ctx, injury: Injury) -> frozenset[str]:
    """What the caller is to the injury; nobody to one that they don't see."""
    if injury.cause in SENSITIVE and not sees_sensitive(ctx) and injury.recorded_by != ctx.account_id:
        return frozenset()
    return lifecycle.rights(ctx, "injury", own=is_own(ctx, injury))


LIST = ListOf(
    table=Injury.__table__,
    source=_where.join(_unit.join(Injury.__table__)),
    columns=(
        _i.id, _i.code, _i.happened_on, _unit.id.label("unit_id"), _unit.name.label("unit_name"),
        _where.id.label("place_unit_id"), _where.name.label("place_unit_name"), _i.age_band, _i.sex, _i.cause,
        _i.place_kind, _i.care, _i.outcome, _i.state, _i.version,
    ),
    where={
        "unit_id": of_unit(_i.unit_id),
        "place_unit_id": of_unit(_i.place_unit_id),
        "cause": among(_i.cause),
        "outcome": among(_i.outcome),
        "age_band": among(_i.age_band),
        "care": among(_i.care),
        "state": among(_i.state),
        "hazard_site_id": equals(_i.hazard_site_id),
        "sensitive": Flag(IS_SENSITIVE, ~IS_SENSITIVE),
        "from_on": since(_i.happened_on),
        "to_on": until(_i.happened_on),
    },
    orders={"newest": Order(_i.happened_on, descending=True), "oldest": Order(_i.happened_on)},
    sees_all=sees_all,
    of_units=lambda unit_ids: _i.unit_id == func.any(unit_ids),
    always=(
        or_(
            bindparam("sees_sensitive", type_=Boolean()), ~IS_SENSITIVE,
            _i.recorded_by == bindparam("account_id", type_=Uuid()),
        ),
    ),
    bound=lambda ctx, _: {"sees_sensitive": sees_sensitive(ctx), "account_id": ctx.account_id},
)  # fmt: skip


@cache
def half_year_statement(everything: bool, of_one_unit: bool) -> JsonStatement:
    """Counts by each of `GROUPS`, and by whether the cause is a sensitive one: `[{group, value, sensitive, count}]`."""
    counted = (
        select(*(_i[name] for name in GROUPS), IS_SENSITIVE.label("sensitive"))
        .where(
            _i.ward_id == bindparam("ward_id", type_=Integer()),
            _i.state == str(InjuryState.RECORDED),
            _i.happened_on >= bindparam("from_on", type_=Date()),
            _i.happened_on <= bindparam("to_on", type_=Date()),
        )
    )  # fmt: skip
    if of_one_unit:
        counted = counted.where(_i.unit_id == func.any(inherited(bindparam("unit_id", type_=Uuid()), true())))
    if not everything:
        counted = counted.where(_i.unit_id == func.any(bindparam("unit_ids", type_=ARRAY(Uuid()))))
    rows = counted.subquery("i").c
    number = func.grouping(*(rows[name] for name in GROUPS))
    return json_array(
        select(
            number.label("group"),
            func.coalesce(*(rows[name] for name in GROUPS)).label("value"),
            rows.sensitive,
            func.count().label("count"),
        ).group_by(rows.sensitive, func.grouping_sets(*(rows[name] for name in GROUPS), literal_column("()")))
    )


def group_of(number: int) -> str | None:
    """The word that PostgreSQL's GROUPING() stands for: the one bit that isn't set; None for the sum."""
    return next((name for at, name in enumerate(reversed(GROUPS)) if not number >> at & 1), None)
