"""Scripts and slots as their pages show them."""

from uuid import UUID

from vitreem.broadcasting import queries, rules, service
from vitreem.broadcasting.models import BroadcastScript
from vitreem.broadcasting.queries import SlotRow
from vitreem.broadcasting.rules import LIFE, ScriptState
from vitreem.broadcasting.schemas import ScriptRead, ScriptVersionRead, SimilarScript, SlotRead
from vitreem.identity.facts import Unit
from vitreem.kernel.request.audit_routes import history_of
from vitreem.kernel.request.context import Ctx


async def read(ctx: Ctx, script: BroadcastScript, words_per_minute: int) -> ScriptRead:
    """The script with its current text."""
    text = await queries.current(ctx, script)
    unit = await ctx.db.get(Unit, (ctx.ward_id, script.unit_id))
    assert unit is not None
    return ScriptRead(
        id=script.id,
        title=script.title,
        unit_id=script.unit_id,
        unit_name=unit.name,
        state=ScriptState(script.state),
        number=script.number,
        approved_version=script.approved_version,
        words=text.words,
        reading_seconds=rules.reading_seconds(text.words, words_per_minute),
        saved_at=text.saved_at,
        version=script.version,
        text=text.text,
        return_reason=script.return_reason,
        created_at=script.created_at,
        history=await history_of(ctx, script.id),
        allowed_actions=LIFE.allowed(script.state, service.rights(ctx, script, text)),
    )


async def read_versions(ctx: Ctx, script: BroadcastScript) -> list[ScriptVersionRead]:
    return [
        ScriptVersionRead(
            number=one.number, text=one.text, words=one.words, author_name=one.author_name, saved_at=one.saved_at,
            approved=one.number == script.approved_version,
        )
        for one in await queries.versions(ctx, script.id)
    ]  # fmt: skip


def alike(text: str, others: list[tuple[UUID, str, str]]) -> list[SimilarScript]:
    """Which of the others say nearly the same, the most alike first. Slow: for a worker."""
    mine, print_ = rules.shingles(text), rules.fingerprint(text)
    found = []
    for script_id, title, other in others:
        same = rules.fingerprint(other) == print_
        similarity = 1.0 if same else rules.likeness(mine, rules.shingles(other))
        if similarity >= rules.ALIKE:
            found.append(SimilarScript(id=script_id, title=title, similarity=round(similarity, 2)))
    return sorted(found, key=lambda one: -one.similarity)


def slot_read(ctx: Ctx, row: SlotRow) -> SlotRead:
    slot = row.slot
    return SlotRead(
        id=slot.id, script_id=slot.script_id, script_title=row.script_title, unit_id=slot.unit_id,
        unit_name=row.unit_name, planned_at=slot.planned_at, times_planned=slot.times_planned,
        event_id=slot.event_id if row.played_at else None, played_at=row.played_at,
        times_played=0 if slot.missed_reason else row.times_played, missed_reason=slot.missed_reason, note=slot.note,
        may_play=not row.is_told and service.may_play(ctx, slot),
    )  # fmt: skip
