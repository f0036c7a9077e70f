"""What other contexts may know of the loudspeakers: titles of scripts, and what is still to be played."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import exists

from vitreem.broadcasting import queries
from vitreem.broadcasting.models import BroadcastScript, BroadcastSlot
from vitreem.broadcasting.queries import sees_all
from vitreem.broadcasting.rules import KIND
from vitreem.communications import facts as communications
from vitreem.kernel.request.context import Ctx
from vitreem.records import registry
from vitreem.records.registry import RecordFact

# The tables that the calendar of communication joins.
__all__ = ["BroadcastScript", "BroadcastSlot", "sees_all"]


def is_open() -> Any:
    """Condition: nobody has said yet what came of the slot, or the broadcast was called off."""
    slot, event = BroadcastSlot.__table__.c, communications.EVENTS.c
    played = exists().where(
        event.ward_id == slot.ward_id, event.id == slot.event_id, communications.was_not_cancelled()
    )
    return slot.missed_reason.is_(None) & ~played


async def _describe(ctx: Ctx, ids: Sequence[UUID]) -> dict[UUID, RecordFact]:
    rows = await ctx.db.execute(queries.visible(ctx).where(BroadcastScript.id.in_(ids)))
    return {
        one.id: RecordFact(one.title, one.state, f"/communications/scripts/{one.id}", proves=False)
        for one in rows.scalars()
    }


registry.register(KIND, _describe)
