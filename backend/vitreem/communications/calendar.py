"""Communication in the calendar: what the caller sees of the events, and what the loudspeakers are to play."""

from functools import cache
from typing import Any

from sqlalchemy import (
    Date,
    DateTime,
    Integer,
    String,
    Uuid,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY

from vitreem.broadcasting import facts as broadcasting
from vitreem.broadcasting.facts import BroadcastScript, BroadcastSlot
from vitreem.communications.models import CommunicationEvent
from vitreem.communications.rules import CommunicationKind, CommunicationState
from vitreem.communications.schemas import CommunicationCalendarQuery
from vitreem.identity.facts import Unit
from vitreem.kernel.clock import day_begins, day_ends
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.json_rows import JsonStatement, json_array
from vitreem.records.calendar import MOST_ITEMS, begin_of, require_all
from vitreem.records.unit_views import inherited

_e, _u = CommunicationEvent.__table__.c, Unit.__table__.c
_slot, _script = BroadcastSlot.__table__.c, BroadcastScript.__table__.c
_place = Unit.__table__.alias("place")


async def calendar(ctx: Ctx, asked: CommunicationCalendarQuery) -> str:
    """The items of some days as a JSON array. Raises `TooManyItems`."""
    given = {"unit_id": asked.unit_id} if asked.unit_id else {}
    found = statement(ctx.may("communication:read_all"), broadcasting.sees_all(ctx), asked.unit_id is not None)
    items = await found.fetch(
        ctx, ward_id=ctx.ward_id, unit_ids=list(ctx.unit_ids), from_on=asked.from_on, to_on=asked.to_on,
        begins=day_begins(asked.from_on), ends=day_ends(asked.to_on), **given,
    )  # fmt: skip
    return require_all(items)


@cache
def statement(all_events: bool, all_slots: bool, one_unit: bool) -> JsonStatement:
    """Both by their time. A banner hangs for weeks: it has the map."""
    both = union_all(_events(all_events, one_unit), _slots(all_slots, one_unit)).subquery("both")
    return json_array(select(both).order_by(both.c.starts_at, both.c.id).limit(literal_column(str(MOST_ITEMS + 1))))


def _of(unit_id: Any, seen: bool, one_unit: bool) -> list[Any]:
    conditions = [] if seen else [unit_id == func.any(bindparam("unit_ids", type_=ARRAY(Uuid())))]
    if one_unit:
        conditions.append(unit_id == func.any(inherited(bindparam("unit_id", type_=Uuid()), true())))
    return conditions


def _events(seen: bool, one_unit: bool) -> Any:
    return (
        select(
            _e.id, cast(null(), Uuid()).label("script_id"), _e.kind, _e.title, _e.unit_id,
            _u.name.label("unit_name"), _place.c.name.label("place_unit_name"), _e.place, _e.starts_at, _e.ends_at,
            _e.state,
        )
        .select_from(CommunicationEvent.__table__)
        .join(Unit.__table__, (_u.ward_id == _e.ward_id) & (_u.id == _e.unit_id))
        .outerjoin(_place, (_place.c.ward_id == _e.ward_id) & (_place.c.id == _e.place_unit_id))
        .where(
            _e.ward_id == bindparam("ward_id", type_=Integer()),
            _e.on_day <= bindparam("to_on", type_=Date()),
            # What began before stands in each of its days.
            or_(
                _e.on_day >= bindparam("from_on", type_=Date()),
                _e.ends_at > begin_of(bindparam("from_on", type_=Date())),
            ),
            _e.kind != str(CommunicationKind.BANNER),
            _e.state != str(CommunicationState.CANCELLED),
            *_of(_e.unit_id, seen, one_unit),
        )
    )  # fmt: skip


def _slots(seen: bool, one_unit: bool) -> Any:
    """Slots of which nothing has come yet: what was played is an event."""
    return (
        select(
            _slot.id, _slot.script_id, cast(literal_column(f"'{CommunicationKind.BROADCAST}'"), String).label("kind"),
            _script.title, _slot.unit_id, _u.name.label("unit_name"), cast(null(), String).label("place_unit_name"),
            literal_column("''").label("place"), _slot.planned_at.label("starts_at"),
            cast(null(), DateTime(timezone=True)).label("ends_at"),
            cast(literal_column(f"'{CommunicationState.PLANNED}'"), String).label("state"),
        )
        .select_from(BroadcastSlot.__table__)
        .join(BroadcastScript.__table__, (_script.ward_id == _slot.ward_id) & (_script.id == _slot.script_id))
        .join(Unit.__table__, (_u.ward_id == _slot.ward_id) & (_u.id == _slot.unit_id))
        .where(
            _slot.ward_id == bindparam("ward_id", type_=Integer()),
            _slot.planned_at >= bindparam("begins", type_=DateTime(timezone=True)),
            _slot.planned_at < bindparam("ends", type_=DateTime(timezone=True)),
            broadcasting.is_open(),
            *_of(_slot.unit_id, seen, one_unit),
        )
    )  # fmt: skip
