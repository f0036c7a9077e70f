"""What other contexts may know of communication: events as evidence, broadcasts that were on air, and the figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func

from vitreem.communications import queries, rules, service
from vitreem.communications.models import CommunicationEvent
from vitreem.communications.rules import KIND, CommunicationKind, UnknownScript
from vitreem.communications.schemas import CommunicationCreate
from vitreem.identity.facts import UnitKind
from vitreem.kernel.request.context import Ctx
from vitreem.records import registry
from vitreem.records.indicators import Indicator, Source, declare
from vitreem.records.registry import RecordFact

# The table that the loudspeakers' slots join.
EVENTS = CommunicationEvent.__table__
__all__ = ["EVENTS", "Broadcast", "UnknownScript", "record_broadcast", "was_not_cancelled"]


def _fact(event: CommunicationEvent) -> RecordFact:
    """What was planned counts nothing and proves nothing."""
    counted = event.state in rules.COUNTED
    return RecordFact(
        event.title,
        event.state,
        f"/communications/{event.id}",
        rules.figures(
            event.kind,
            audience=event.audience_children + event.audience_adults + event.audience_officials,
            broadcasts=event.broadcasts,
            copies=event.copies,
        )
        if counted
        else {},
        proves=counted,
    )


async def _describe(ctx: Ctx, ids: Sequence[UUID]) -> dict[UUID, RecordFact]:
    rows = await ctx.db.execute(queries.visible(ctx).where(CommunicationEvent.id.in_(ids)))
    return {event.id: _fact(event) for event in rows.scalars()}


async def _find(ctx: Ctx, words: str, limit: int) -> dict[UUID, RecordFact]:
    newest = queries.visible(ctx).where(
        CommunicationEvent.state != rules.CommunicationState.CANCELLED,
        func.strpos(CommunicationEvent.search_key, words) > 0,
    )
    rows = await ctx.db.execute(
        newest.order_by(CommunicationEvent.starts_at.desc(), CommunicationEvent.id.desc()).limit(limit)
    )
    return {event.id: _fact(event) for event in rows.scalars()}


registry.register(KIND, _describe, _find)


def was_not_cancelled() -> Any:
    """Condition: of an event that still stands."""
    return EVENTS.c.state != str(rules.CommunicationState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Broadcast:
    """What was on air: a script on the loudspeaker of a unit."""

    script_id: UUID
    title: str
    unit_id: UUID
    unit_kind: str
    starts_at: datetime
    times: int
    note: str
    hotline_111: bool


async def record_broadcast(ctx: Ctx, one: Broadcast) -> UUID:
    """The record of what was on air: it counts in the figures and may prove an assignment."""
    event = CommunicationCreate(
        kind=CommunicationKind.BROADCAST, title=one.title, unit_id=one.unit_id,
        place_unit_id=one.unit_id if one.unit_kind == UnitKind.KHU_PHO else None, starts_at=one.starts_at,
        broadcasts=one.times, script_id=one.script_id, description=one.note, done=True,
        carried_hotline_111=one.hotline_111,
    )  # fmt: skip
    return await service.create(ctx, event)


_e = EVENTS.c
_BASIS = "Thông tư 28/2019/TT-BLĐTBXH Điều 3 khoản 1"
_LINE_111 = "Nghị định 56/2017/NĐ-CP Điều 23"
_DONE = "/communications?state=done,reported"
_audience = _e.audience_children + _e.audience_adults + _e.audience_officials


def _of(kind: CommunicationKind, code: str, unit: str, value: Any) -> Indicator:
    """A figure of the events of one kind."""
    return Indicator(code, unit, value.filter(_e.kind == str(kind)), f"{_DONE}&kind={kind}", _BASIS)


declare(
    Source(
        name="communications",
        table=EVENTS,
        date_column=_e.on_day,
        unit_column=_e.unit_id,
        place_column=_e.place_unit_id,
        # Spelled out: a list would be expanded anew at each call, and the statement is compiled once.
        conditions=((_e.state == str(rules.COUNTED[0])) | (_e.state == str(rules.COUNTED[1])),),
        indicators=(
            _of(CommunicationKind.TALK, "talks", "times", func.count()),
            _of(CommunicationKind.TALK, "talk_audience", "people", func.sum(_audience)),
            _of(CommunicationKind.MEETING_SLOT, "meeting_slots", "times", func.count()),
            _of(CommunicationKind.BROADCAST, "broadcasts", "times", func.sum(_e.broadcasts)),
            _of(CommunicationKind.BANNER, "banners", "items", func.count()),
            _of(CommunicationKind.LEAFLET, "leaflets", "items", func.sum(_e.copies)),
            _of(CommunicationKind.ONLINE_POST, "posts", "items", func.count()),
            _of(CommunicationKind.ONLINE_POST, "post_reach", "people", func.sum(_e.reach)),
            _of(CommunicationKind.COUNSELLING, "counselling", "times", func.count()),
            _of(CommunicationKind.CONTEST, "contests", "times", func.count()),
            Indicator(
                "hotline_111_items", "items", func.count().filter(_e.carried_hotline_111),
                f"{_DONE}&hotline_111=true", _LINE_111,
            ),
            Indicator(
                "hotline_111_reach", "people", func.sum(_audience + _e.reach).filter(_e.carried_hotline_111),
                f"{_DONE}&hotline_111=true", _LINE_111,
            ),
        ),
    )
)  # fmt: skip
