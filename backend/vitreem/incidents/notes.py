"""Notes and messages about a report or a case. They stay when their writer leaves."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from vitreem.incidents import sealed_rows
from vitreem.incidents.models import IncidentNote
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx


class NoteText(BaseModel):
    """What a note seals."""

    text: str


async def add(ctx: Ctx, subject_id: UUID, text: str) -> UUID:
    """The caller has been shown the subject; that they may write there is also the database's to say."""
    return await keep(ctx, subject_id, text, ctx.actor_name, ctx.clock.now())


async def keep(ctx: Ctx, subject_id: UUID, text: str, author_name: str, written_at: datetime) -> UUID:
    """A note with who wrote it and when, e.g. in the ward that the case comes from."""
    assert ctx.person_id is not None
    note = IncidentNote(
        ward_id=ctx.ward_id, id=new_id(), subject_id=subject_id, author_id=ctx.person_id, author_name=author_name,
        written_at=written_at,
    )  # fmt: skip
    note.sealed = await sealed_rows.seal(ctx, NoteText(text=text), "incident_note", note.id)
    ctx.db.add(note)
    await ctx.db.flush()
    return note.id
