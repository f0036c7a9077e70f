"""What other contexts may know of communication: events as evidence."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func

from vitreem.communications import queries, rules
from vitreem.communications.models import CommunicationEvent
from vitreem.kernel.request.context import Ctx
from vitreem.records import registry
from vitreem.records.registry import RecordFact

RECORD_KIND = "communication_event"


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


registry.register(RECORD_KIND, _describe, _find)
