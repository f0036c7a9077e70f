"""Loudspeaker scripts and slots: who sees which, lists, versions."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Integer, Numeric, Select, Uuid, bindparam, cast, exists, false, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from vitreem.broadcasting.models import BroadcastScript, BroadcastScriptVersion, BroadcastSlot
from vitreem.broadcasting.rules import COMPARED
from vitreem.communications import facts as communications
from vitreem.identity import facts as identity
from vitreem.identity.facts import Unit
from vitreem.kernel.clock import day_begins, day_ends
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.records.calendar import MOST_ITEMS, TooManyItems
from vitreem.records.lists import ListOf, Order, among, holds
from vitreem.records.unit_views import ViewedUnit, of_unit

_s, _v, _u = BroadcastScript.__table__.c, BroadcastScriptVersion.__table__.c, Unit.__table__.c
_slot = BroadcastSlot.__table__.c
_unit = ViewedUnit(_s.unit_id, "unit_viewed")
_MOST_SLOTS = MOST_ITEMS


def sees_all(ctx: Ctx) -> bool:
    return ctx.may("script:read_all") or ctx.may("communication:read_all")


def _of_units(unit_ids: Any) -> Any:
    """Condition: the script is of one of the units, or plays on the loudspeaker of one."""
    return (_s.unit_id == func.any(unit_ids)) | exists().where(
        _slot.ward_id == _s.ward_id, _slot.script_id == _s.id, _slot.unit_id == func.any(unit_ids)
    )


def visible(ctx: Ctx) -> Select[BroadcastScript]:
    """The only place that knows who sees which script: a unit its own and those that it has to play."""
    statement = select(BroadcastScript).where(BroadcastScript.ward_id == ctx.ward_id)
    if sees_all(ctx):
        return statement
    if not ctx.may("communication:read"):
        return statement.where(false())
    return statement.where(_of_units(cast(list(ctx.unit_ids), ARRAY(Uuid()))))


async def seen(ctx: Ctx, script_id: UUID, *, lock: bool = False) -> BroadcastScript:
    statement = visible(ctx).where(BroadcastScript.id == script_id)
    if lock:
        statement = statement.with_for_update()
    script = (await ctx.db.execute(statement)).scalar_one_or_none()
    if script is None:
        raise NotFound()
    return script


LIST = ListOf(
    table=BroadcastScript.__table__,
    source=_unit.join(BroadcastScript.__table__).join(
        BroadcastScriptVersion.__table__,
        (_v.ward_id == _s.ward_id) & (_v.script_id == _s.id) & (_v.number == _s.number),
    ),
    columns=(
        _s.id, _s.title, _unit.id.label("unit_id"), _unit.name.label("unit_name"), _s.state, _s.number,
        _s.approved_version, _v.words,
        cast(
            func.ceil(cast(_v.words * 60, Numeric) / bindparam("words_per_minute", type_=Integer())), Integer
        ).label("reading_seconds"),
        _v.saved_at, _s.version,
    ),
    where={"unit_id": of_unit(_s.unit_id), "state": among(_s.state), "q": holds(_s.search_key)},
    orders={"newest": Order(_s.id, descending=True)},
    sees_all=sees_all,
    of_units=_of_units,
    bound=lambda _, filters: {"words_per_minute": filters.words_per_minute},
)  # fmt: skip


async def current(ctx: Ctx, script: BroadcastScript) -> BroadcastScriptVersion:
    """The script's text as it is now."""
    rows = await ctx.db.execute(
        select(BroadcastScriptVersion).where(
            BroadcastScriptVersion.ward_id == ctx.ward_id,
            BroadcastScriptVersion.script_id == script.id,
            BroadcastScriptVersion.number == script.number,
        )
    )
    return rows.scalar_one()


async def versions(ctx: Ctx, script_id: UUID) -> list[BroadcastScriptVersion]:
    """Every text of the script, newest first."""
    rows = await ctx.db.execute(
        select(BroadcastScriptVersion)
        .where(BroadcastScriptVersion.ward_id == ctx.ward_id, BroadcastScriptVersion.script_id == script_id)
        .order_by(BroadcastScriptVersion.number.desc())
    )
    return list(rows.scalars())


async def earlier_texts(ctx: Ctx, script: BroadcastScript) -> list[tuple[UUID, str, str]]:
    """Id, title and current text of the latest scripts before this one that the caller sees."""
    of_caller = () if sees_all(ctx) else (_of_units(cast(list(ctx.unit_ids), ARRAY(Uuid()))),)
    rows = await ctx.db.execute(
        select(_s.id, _s.title, _v.text)
        .join_from(
            BroadcastScript.__table__,
            BroadcastScriptVersion.__table__,
            (_v.ward_id == _s.ward_id) & (_v.script_id == _s.id) & (_v.number == _s.number),
        )
        .where(_s.ward_id == ctx.ward_id, _s.id < script.id, *of_caller)
        .order_by(_s.id.desc())
        .limit(COMPARED)
    )
    return [(row.id, row.title, row.text) for row in rows]


def visible_slots(ctx: Ctx) -> Select[BroadcastSlot]:
    """A khu phố sees what plays on its own loudspeaker; who sees all scripts, everything that plays."""
    statement = select(BroadcastSlot).where(BroadcastSlot.ward_id == ctx.ward_id)
    if sees_all(ctx):
        return statement
    if not ctx.may("communication:read"):
        return statement.where(false())
    return statement.where(BroadcastSlot.unit_id.in_(list(ctx.unit_ids)))


async def seen_slot(ctx: Ctx, slot_id: UUID) -> BroadcastSlot:
    """The slot, locked for a change."""
    rows = await ctx.db.execute(visible_slots(ctx).where(BroadcastSlot.id == slot_id).with_for_update())
    slot = rows.scalar_one_or_none()
    if slot is None:
        raise NotFound()
    return slot


class SlotRow(NamedTuple):
    """A slot with names, and when and how often it was on air: null where nobody said so, or it was called off."""

    slot: BroadcastSlot
    script_title: str
    unit_name: str
    played_at: datetime | None
    times_played: int | None

    @property
    def is_told(self) -> bool:
        """Somebody has said what came of it."""
        return self.played_at is not None or self.slot.missed_reason is not None


async def slots(
    ctx: Ctx, from_on: date | None, to_on: date | None, unit_id: UUID | None, slot_id: UUID | None = None
) -> list[SlotRow]:
    """Slots by their time. The days are Vietnamese. Raises `TooManyItems`."""
    event = communications.EVENTS.c
    statement = (
        visible_slots(ctx)
        .add_columns(_s.title, _u.name, event.starts_at, event.broadcasts)
        .join(BroadcastScript.__table__, (_s.ward_id == BroadcastSlot.ward_id) & (_s.id == BroadcastSlot.script_id))
        .join(Unit.__table__, (_u.ward_id == BroadcastSlot.ward_id) & (_u.id == BroadcastSlot.unit_id))
        .outerjoin(
            communications.EVENTS,
            (event.ward_id == BroadcastSlot.ward_id)
            & (event.id == BroadcastSlot.event_id)
            & communications.was_not_cancelled(),
        )
        .order_by(BroadcastSlot.planned_at, BroadcastSlot.id)
        .limit(_MOST_SLOTS + 1)
    )
    if from_on:
        statement = statement.where(BroadcastSlot.planned_at >= day_begins(from_on))
    if to_on:
        statement = statement.where(BroadcastSlot.planned_at < day_ends(to_on))
    if unit_id:
        statement = statement.where(BroadcastSlot.unit_id.in_(await identity.with_predecessors(ctx, unit_id)))
    if slot_id:
        statement = statement.where(BroadcastSlot.id == slot_id)
    found = [SlotRow(*row) for row in await ctx.db.execute(statement)]
    if len(found) > _MOST_SLOTS:
        raise TooManyItems()
    return found


async def slot_row(ctx: Ctx, slot_id: UUID) -> SlotRow:
    """The slot of a caller who sees it."""
    [found] = await slots(ctx, None, None, None, slot_id)
    return found
