"""Children: who sees whom, and which parts; the list."""

from collections.abc import Collection
from dataclasses import replace
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
    or_,
    select,
)
from sqlalchemy import literal_column as sql
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from vitreem.children import rules
from vitreem.children.models import (
    Child,
    ChildConsent,
    ChildDuplicate,
    ChildGroup,
    ChildGuardian,
    ChildNeed,
    ChildPresence,
    ChildReceipt,
    Household,
    HouseholdStatus,
)
from vitreem.children.rules import HEALTH_GROUPS, ChildPresenceState, ChildState, FieldClass, Relationship
from vitreem.identity.facts import Unit, UnitKind
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.records.lists import Bound, Flag, ListOf, Order, among, begins_words, equals
from vitreem.records.unit_views import of_unit
from vitreem.records.units import UnitView

_c, _u, _h, _s = Child.__table__.c, Unit.__table__.c, Household.__table__.c, HouseholdStatus.__table__.c
_school = Unit.__table__.alias("school")
_mine, _ward = bindparam("unit_ids", type_=ARRAY(Uuid())), bindparam("ward_id", type_=Integer())


def sees_all(ctx: Ctx) -> bool:
    return ctx.may("child:read_all")


def _health_station(unit_ids: Any, ward_id: Any) -> Any:
    """One of the units is the health station, which looks after every child of the ward."""
    # Of no row of the list: PostgreSQL asks it once.
    station = Unit.__table__.alias("station")
    return exists().where(
        station.c.ward_id == ward_id, station.c.id == func.any(unit_ids), station.c.kind == str(UnitKind.HEALTH_STATION)
    )


def of_units(unit_ids: Any, ward_id: Any = _ward, child: Any = _c) -> Any:
    """Condition: lives in one of the khu phố, goes to one of the schools, or a health station is among the units."""
    return or_(
        child.unit_id == func.any(unit_ids), child.school_unit_id == func.any(unit_ids),
        _health_station(unit_ids, ward_id),
    )  # fmt: skip


def visible(ctx: Ctx) -> Select[Child]:
    """The only place that knows who opens which child: the ward's people all, a khu phố its own children, a school its
    pupils, the health station every child."""
    statement = select(Child).where(Child.ward_id == ctx.ward_id)
    if sees_all(ctx):
        return statement
    if not ctx.may("child:read"):
        return statement.where(false())
    return statement.where(of_units(list(ctx.unit_ids), ctx.ward_id))


async def seen(ctx: Ctx, child_id: UUID, *, lock: bool = False) -> Child:
    statement = visible(ctx).where(Child.id == child_id)
    found = (await ctx.db.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


async def seen_whole(ctx: Ctx, child_id: UUID, *, lock: bool = False) -> Child:
    """For files and papers: whose part in the child's life opens the situation."""
    child = await seen(ctx, child_id, lock=lock)
    if FieldClass.SITUATION not in rules.reads(relationships(ctx, child)):
        raise NotFound()
    return child


def relationships(ctx: Ctx, child: Child) -> frozenset[Relationship]:
    """What the caller, who sees the child, is to them: never nothing."""
    found = set[Relationship]()
    if sees_all(ctx):
        found.add(Relationship.WARD)
    if child.unit_id in ctx.unit_ids:
        found.add(Relationship.KHU_PHO)
    if child.school_unit_id in ctx.unit_ids:
        found.add(Relationship.SCHOOL)
    if not found:
        found.add(Relationship.HEALTH_STATION)
    return frozenset(found)


async def family(ctx: Ctx, child_id: UUID) -> list[UUID]:
    """The record and all that were merged into it, through one another."""
    tree = select(_c.id).where(_c.ward_id == ctx.ward_id, _c.id == child_id).cte("family", recursive=True)
    more = Child.__table__.alias("more")
    tree = tree.union(select(more.c.id).where(more.c.ward_id == ctx.ward_id, more.c.merged_into == tree.c.id))
    return list((await ctx.db.execute(select(tree.c.id))).scalars())


async def guardians_of(ctx: Ctx, child_ids: Collection[UUID]) -> dict[UUID, list[ChildGuardian]]:
    rows = await ctx.db.execute(
        select(ChildGuardian)
        .where(ChildGuardian.ward_id == ctx.ward_id, ChildGuardian.child_id.in_(child_ids))
        .order_by(ChildGuardian.child_id, ChildGuardian.position)
    )
    found: dict[UUID, list[ChildGuardian]] = {}
    for one in rows.scalars():
        found.setdefault(one.child_id, []).append(one)
    return found


async def dated(ctx: Ctx, model: Any, child_id: UUID) -> list[Any]:
    """Rows of one of the dated tables in the order they came."""
    rows = await ctx.db.execute(
        select(model).where(model.ward_id == ctx.ward_id, model.child_id == child_id).order_by(model.id)
    )
    return list(rows.scalars())


async def part(ctx: Ctx, model: Any, child: Child, part_id: UUID) -> Any:
    """One of them; another child's is not found."""
    found = await ctx.db.get(model, (ctx.ward_id, part_id))
    if found is None or found.child_id != child.id:
        raise NotFound()
    return found


async def consent_holds(ctx: Ctx, child_id: UUID, purpose: rules.ConsentPurpose) -> bool:
    rows = await dated(ctx, ChildConsent, child_id)
    return any(
        one.purpose == purpose and rules.consent_holds(one.age, one.child_agrees, one.withdrawn_on) for one in rows
    )


# Which rows open which class, in SQL: the list shows what a page of the same child would show.
_sees_all = bindparam("sees_all", type_=Boolean())
_lives_here, _pupil = _c.unit_id == func.any(_mine), _c.school_unit_id == func.any(_mine)
_OPENS: dict[FieldClass, Any] = {
    FieldClass.HARDSHIP: or_(_sees_all, _lives_here, _pupil),
    FieldClass.SITUATION: or_(_sees_all, _lives_here),
    FieldClass.HEALTH: or_(_sees_all, _lives_here, _health_station(_mine, _ward)),
}


def _has(table: Any, column: Any, values: Any) -> Any:
    return exists().where(
        table.c.ward_id == _c.ward_id, table.c.child_id == _c.id, table.c.to_on.is_(None), column == func.any(values)
    )


_group, _need = ChildGroup.__table__, ChildNeed.__table__
_HEALTH = sql("ARRAY[" + ", ".join(f"'{one}'" for one in HEALTH_GROUPS) + "]::varchar[]")
# Of a health station only what concerns it counts and is shown.
_group_opens = or_(
    _OPENS[FieldClass.SITUATION], and_(_OPENS[FieldClass.HEALTH], _group.c.legal_group == func.any(_HEALTH))
)


def _groups_shown() -> Any:
    return (
        select(func.json_agg(aggregate_order_by(_group.c.legal_group, _group.c.legal_group)))
        .where(_group.c.ward_id == _c.ward_id, _group.c.child_id == _c.id, _group.c.to_on.is_(None), _group_opens)
        .scalar_subquery()
    )


def _needs_shown() -> Any:
    return (
        select(func.json_agg(aggregate_order_by(_need.c.category, _need.c.category)))
        .where(_need.c.ward_id == _c.ward_id, _need.c.child_id == _c.id, _need.c.to_on.is_(None))
        .scalar_subquery()
    )


_sixteen_on = bindparam("sixteen_on", type_=Date())
_presence = case(
    (and_(_c.state == str(ChildState.HERE), _c.born_to <= _sixteen_on), str(ChildPresenceState.AGED_OUT)),
    else_=_c.state,
)


_receipt = ChildReceipt.__table__
_merged = Child.__table__.alias("merged")


def _received(child: Any, since: Any) -> Any:
    return exists().where(
        _receipt.c.ward_id == child.ward_id, _receipt.c.child_id == child.id, _receipt.c.on_day > since
    )


def received_since(since: Any) -> Any:
    """Condition: the child, or a record that was merged into it, received something after that day."""
    merged = exists().where(_merged.c.ward_id == _c.ward_id, _merged.c.root_id == _c.id, _received(_merged.c, since))
    return or_(_received(_c, since), merged)


def _last_received() -> Any:
    """Of the record and of those that were merged into it; for who reads of hardship."""
    merged = select(_merged.c.id).where(_merged.c.ward_id == _c.ward_id, _merged.c.root_id == _c.id)
    mine = or_(_receipt.c.child_id == _c.id, _receipt.c.child_id.in_(merged.correlate(Child.__table__)))
    last = select(func.max(_receipt.c.on_day)).where(_receipt.c.ward_id == _c.ward_id, mine)
    return case((_OPENS[FieldClass.HARDSHIP], last.correlate(Child.__table__).scalar_subquery()))


def _texts(given: Any) -> list[str]:
    return [str(one) for one in given]


def _filter_opens(given: Any) -> Any:
    """Who doesn't see a group can't ask for it: a health station asks for those of health alone."""
    return or_(_OPENS[FieldClass.SITUATION], and_(_OPENS[FieldClass.HEALTH], given.bool_op("<@")(_HEALTH)))


def _living_in(unit_id: Any) -> Any:
    """Children with the khu phố that they are shown in."""
    return (
        Child.__table__.join(Unit.__table__, (_u.ward_id == _c.ward_id) & (_u.id == unit_id))
        .outerjoin(_school, (_school.c.ward_id == _c.ward_id) & (_school.c.id == _c.school_unit_id))
        .outerjoin(
            HouseholdStatus.__table__,
            (_s.ward_id == _c.ward_id)
            & (_s.household_id == _c.household_id)
            & (_s.year == bindparam("year", type_=Integer()))
            & _OPENS[FieldClass.HARDSHIP],
        )
    )


def _shown(unit_id: Any) -> tuple[Any, ...]:
    return (
        _c.id, _c.code, _c.full_name, _c.born_from, _c.born_to, _c.born_estimated, _c.sex, unit_id,
        _u.name.label("unit_name"), func.coalesce(_school.c.name, _c.school_name).label("school_name"), _c.class_name,
        _presence.label("presence"), func.nullif(_s.status, sql("'none'")).label("poverty"),
        _groups_shown().label("groups"),
        case((_OPENS[FieldClass.HARDSHIP], _needs_shown())).label("needs"),
        _last_received().label("last_received_on"), _c.version,
    )  # fmt: skip


def _values(ctx: Ctx, asked: Any) -> dict[str, Any]:
    return {
        "sees_all": sees_all(ctx), "sixteen_on": rules.years_before(ctx.clock.today(), rules.ADULT_AT),
        "year": (asked.on_day or ctx.clock.today()).year,
    }  # fmt: skip


LIST = ListOf(
    table=Child.__table__,
    source=_living_in(_c.unit_id),
    columns=_shown(_c.unit_id),
    where={
        "unit_id": of_unit(_c.unit_id),
        "school_unit_id": of_unit(_c.school_unit_id),
        "class_name": equals(_c.class_name),
        "is_open": Flag(and_(_c.state == str(ChildState.HERE), _c.born_to > _sixteen_on)),
        "presences": among(_presence),
        "born_until": Bound(Date(), lambda day: _c.born_to <= day),
        "born_after": Bound(Date(), lambda day: _c.born_to > day),
        "sex": among(_c.sex),
        "legal_group": Bound(
            ARRAY(String), lambda given: _has(_group, _group.c.legal_group, given) & _filter_opens(given), _texts
        ),
        "need": Bound(
            ARRAY(String), lambda given: _OPENS[FieldClass.HARDSHIP] & _has(_need, _need.c.category, given), _texts
        ),
        "poverty": among(_s.status),
        "nothing_since": Bound(Date(), lambda day: and_(_OPENS[FieldClass.HARDSHIP], ~received_since(day))),
        "q": begins_words(_c.search_key),
    },
    orders={
        "name": Order(_c.sort_key),
        "newest": Order(_c.created_at, descending=True),
        "youngest": Order(_c.born_to, descending=True),
        "oldest": Order(_c.born_to),
    },
    sees_all=sees_all,
    of_units=of_units,
    always=(_c.merged_into.is_(None),),
    bound=_values,
)  # fmt: skip


def _lived_in() -> Any:
    """The khu phố where the child lived on the day, as the dated facts say: by the last until then, or the first that
    is known. On a day after the end of the khu phố that is asked for, its own time is meant: whoever was ever there."""
    past, day = Unit.__table__.alias("past"), bindparam("day", type_=Date())
    asked = select(past.c.id).where(
        past.c.ward_id == _ward, past.c.id == bindparam("asked_unit", type_=Uuid()), past.c.to_on < day
    )
    fact = ChildPresence.__table__.c
    known = (
        select(fact.unit_id)
        .where(fact.ward_id == _c.ward_id, fact.child_id == _c.id)
        .order_by(
            (fact.unit_id == asked.scalar_subquery()).desc().nulls_last(), fact.on_day > day,
            func.abs(fact.on_day - day), case((fact.on_day <= day, fact.id)).desc().nulls_last(), fact.id,
        )
        .limit(1)
        .correlate(Child.__table__)
        .scalar_subquery()
    )  # fmt: skip
    # Who isn't told where the child lived before can't ask for it either.
    return case((_OPENS[FieldClass.SITUATION], func.coalesce(known, _c.unit_id)), else_=_c.unit_id)


LISTS: dict[UnitView, ListOf] = {
    UnitView.TODAY: LIST,
    # A list of its own, so that the usual one asks for no dated facts.
    UnitView.THEN: replace(
        LIST,
        source=_living_in(_lived_in()),
        columns=_shown(_u.id.label("unit_id")),
        where={**LIST.where, "unit_id": equals(_u.id)},
        bound=lambda ctx, asked: {
            **_values(ctx, asked), "day": asked.on_day or ctx.clock.today(), "asked_unit": asked.unit_id,
        },
    ),
}  # fmt: skip


HOUSEHOLDS = ListOf(
    table=Household.__table__,
    source=Household.__table__.join(Unit.__table__, (_u.ward_id == _h.ward_id) & (_u.id == _h.unit_id)).outerjoin(
        HouseholdStatus.__table__,
        (_s.ward_id == _h.ward_id) & (_s.household_id == _h.id) & (_s.year == bindparam("year", type_=Integer())),
    ),
    columns=(
        _h.id, _h.unit_id, _u.name.label("unit_name"), _h.head_name, _h.address,
        func.nullif(_s.status, sql("'none'")).label("status"), _h.version,
    ),
    where={
        "unit_id": of_unit(_h.unit_id), "status": among(_s.status), "q": begins_words(_h.search_key),
    },
    orders={"name": Order(_h.sort_key)},
    sees_all=sees_all,
    of_units=lambda unit_ids: _h.unit_id == func.any(unit_ids),
    bound=lambda ctx, asked: {"year": asked.year or ctx.clock.today().year},
)  # fmt: skip


async def seen_household(ctx: Ctx, household_id: UUID, *, lock: bool = False) -> Household:
    """A household of one of the caller's khu phố; the ward's people see all."""
    statement = select(Household).where(Household.ward_id == ctx.ward_id, Household.id == household_id)
    if not sees_all(ctx):
        statement = statement.where(Household.unit_id.in_(ctx.unit_ids))
    found = (await ctx.db.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


async def statuses_of(ctx: Ctx, household_id: UUID) -> list[HouseholdStatus]:
    """The newest year first."""
    rows = await ctx.db.execute(
        select(HouseholdStatus)
        .where(HouseholdStatus.ward_id == ctx.ward_id, HouseholdStatus.household_id == household_id)
        .order_by(HouseholdStatus.year.desc())
    )
    return list(rows.scalars())


async def duplicate_pairs(ctx: Ctx, limit: int) -> list[ChildDuplicate]:
    """Pairs that nobody has decided about, the likeliest first."""
    rows = await ctx.db.execute(
        select(ChildDuplicate)
        .where(ChildDuplicate.ward_id == ctx.ward_id, ChildDuplicate.state == "open")
        .order_by(ChildDuplicate.score.desc(), ChildDuplicate.id)
        .limit(limit)
    )
    return list(rows.scalars())
