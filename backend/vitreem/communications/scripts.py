"""What people do with loudspeaker scripts and slots, and how they are read."""

from datetime import UTC
from uuid import UUID

from vitreem.communications import script_queries, script_rules, service
from vitreem.communications.models import BroadcastScript, BroadcastScriptVersion, BroadcastSlot
from vitreem.communications.rules import CommunicationKind, UnknownScript
from vitreem.communications.schemas import CommunicationCreate
from vitreem.communications.script_queries import SlotRow
from vitreem.communications.script_rules import ScriptState, ScriptVerb
from vitreem.communications.script_schemas import (
    ScriptCreate,
    ScriptRead,
    ScriptUpdate,
    ScriptVersionRead,
    SimilarScript,
    SlotCreate,
    SlotPlayed,
    SlotRead,
)
from vitreem.identity.kinds import UnitKind
from vitreem.identity.models import Unit
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import NotAllowed, NotFound, WrongState
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.audit_routes import history_of
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key


def _is_own(ctx: Ctx, script: BroadcastScript) -> bool:
    return script.unit_id in ctx.unit_ids


class OwnScript(NotAllowed):
    code = "own_script"
    detail = "Bạn đã viết bài này nên người khác duyệt. Hãy nhờ lãnh đạo hoặc công chức văn hóa khác."


def wrote(ctx: Ctx, text: BroadcastScriptVersion) -> bool:
    """Whether the caller saved this version."""
    return text.author_id is not None and text.author_id == ctx.account_id


def _require(ctx: Ctx, script: BroadcastScript, verb: ScriptVerb, version: int | None = None) -> ScriptState:
    """Version, then right, then state. Returns the next state."""
    if version is not None:
        require_version(script.version, version)
    if verb not in script_rules.may_do(ctx.permissions, own=_is_own(ctx, script)):
        raise NotAllowed()
    return script_rules.target(script.state, verb)


def _done(ctx: Ctx, script: BroadcastScript, kind: str, /, **facts: object) -> None:
    script.version += 1
    ctx.record(f"broadcast_script.{kind}", "broadcast_script", script.id, name=script.title, **facts)


def _save_text(ctx: Ctx, script: BroadcastScript, text: str) -> None:
    ctx.db.add(
        BroadcastScriptVersion(
            ward_id=ctx.ward_id, id=new_id(), script_id=script.id, number=script.number, text=text,
            words=script_rules.word_count(text), fingerprint=script_rules.fingerprint(text),
            author_name=ctx.actor_name, author_id=ctx.account_id, saved_at=ctx.clock.now(),
        )
    )  # fmt: skip


async def create(ctx: Ctx, body: ScriptCreate) -> UUID:
    """Begin a script with its first version."""
    script_rules.require_length(body.text)
    await service.require_unit(ctx, body.unit_id, "unit_id", own=True)
    script = BroadcastScript(
        ward_id=ctx.ward_id, id=new_id(), title=body.title, search_key=search_key(body.title), unit_id=body.unit_id,
        state=ScriptState.DRAFT, created_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(script)
    await ctx.db.flush()
    _save_text(ctx, script, body.text)
    ctx.record("broadcast_script.created", "broadcast_script", script.id, name=script.title)
    await ctx.db.flush()
    return script.id


async def update(ctx: Ctx, script: BroadcastScript, body: ScriptUpdate, version: int) -> None:
    """Save title and text. Other words are a new version; an approved script goes back to draft."""
    script_rules.require_length(body.text)
    was_approved = script.state == ScriptState.APPROVED
    script.state = _require(ctx, script, ScriptVerb.EDIT, version)
    if was_approved or (await script_queries.current(ctx, script)).text != body.text:
        script.number += 1
        _save_text(ctx, script, body.text)
    script.title, script.search_key = body.title, search_key(body.title)
    _done(ctx, script, "changed", number=script.number)


async def submit(ctx: Ctx, script: BroadcastScript, version: int) -> None:
    script.state = _require(ctx, script, ScriptVerb.SUBMIT, version)
    script.return_reason = None
    _done(ctx, script, "submitted", number=script.number)


async def approve(ctx: Ctx, script: BroadcastScript, version: int) -> None:
    """Approve the current version; it may be put on the loudspeakers. Nobody approves what they wrote."""
    to = _require(ctx, script, ScriptVerb.APPROVE, version)
    if wrote(ctx, await script_queries.current(ctx, script)):
        raise OwnScript()
    script.state = to
    script.approved_version = script.number
    _done(ctx, script, "approved", number=script.number)


async def send_back(ctx: Ctx, script: BroadcastScript, reason: str, version: int) -> None:
    script.state = _require(ctx, script, ScriptVerb.RETURN, version)
    script.return_reason = reason
    _done(ctx, script, "returned", reason=reason)


def alike(text: str, others: list[tuple[UUID, str, str]]) -> list[SimilarScript]:
    """Which of the others say nearly the same, the most alike first. Slow: for a worker."""
    mine, print_ = script_rules.shingles(text), script_rules.fingerprint(text)
    found = []
    for script_id, title, other in others:
        same = script_rules.fingerprint(other) == print_
        similarity = 1.0 if same else script_rules.likeness(mine, script_rules.shingles(other))
        if similarity >= script_rules.ALIKE:
            found.append(SimilarScript(id=script_id, title=title, similarity=round(similarity, 2)))
    return sorted(found, key=lambda one: -one.similarity)


async def read(ctx: Ctx, script: BroadcastScript, words_per_minute: int) -> ScriptRead:
    """The script with its current text."""
    text = await script_queries.current(ctx, script)
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
        reading_seconds=script_rules.reading_seconds(text.words, words_per_minute),
        saved_at=text.saved_at,
        version=script.version,
        text=text.text,
        return_reason=script.return_reason,
        created_at=script.created_at,
        history=await history_of(ctx, script.id),
        allowed_actions=script_rules.allowed_actions(
            script.state, ctx.permissions, own=_is_own(ctx, script), wrote=wrote(ctx, text)
        ),
    )


async def read_versions(ctx: Ctx, script: BroadcastScript) -> list[ScriptVersionRead]:
    return [
        ScriptVersionRead(
            number=one.number, text=one.text, words=one.words, author_name=one.author_name, saved_at=one.saved_at,
            approved=one.number == script.approved_version,
        )
        for one in await script_queries.versions(ctx, script.id)
    ]  # fmt: skip


async def schedule(ctx: Ctx, body: SlotCreate) -> UUID:
    """Put an approved script on a loudspeaker: a unit on its own, the ward and who approves scripts on any."""
    try:
        script = await script_queries.seen(ctx, body.script_id)
    except NotFound:
        raise UnknownScript() from None
    _require(ctx, script, ScriptVerb.SCHEDULE)
    await service.require_unit(ctx, body.unit_id, "unit_id", own=not ctx.may("script:approve"))
    slot = BroadcastSlot(
        ward_id=ctx.ward_id, id=new_id(), script_id=script.id, unit_id=body.unit_id,
        planned_at=body.planned_at.astimezone(UTC), times_planned=body.times_planned, note=body.note,
        created_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(slot)
    await ctx.db.flush()
    ctx.record(
        "broadcast_slot.planned", "broadcast_slot", slot.id, name=script.title, script_id=str(script.id),
        unit_id=str(slot.unit_id),
    )  # fmt: skip
    return slot.id


def _may_play(ctx: Ctx, slot: BroadcastSlot) -> bool:
    return ctx.may("communication:correct") or (ctx.may("communication:write") and slot.unit_id in ctx.unit_ids)


async def played(ctx: Ctx, slot: BroadcastSlot, body: SlotPlayed) -> None:
    """The khu phố, or the ward for it, says once what came of the slot: a broadcast that counts, or why none."""
    if not _may_play(ctx, slot):
        raise NotAllowed()
    if (await script_queries.slot_row(ctx, slot.id)).is_told:
        raise WrongState("Lượt phát này đã được ghi nhận.")
    if body.played_at > ctx.clock.now():
        raise WrongState("Chưa đến giờ phát nên chưa ghi nhận được.")
    if body.times_played:
        slot.event_id, slot.missed_reason = await _broadcast(ctx, slot, body), None
        slot.note = body.note or slot.note
    else:
        slot.event_id, slot.missed_reason = None, script_rules.require_missed_reason(body.note)
    ctx.record(
        "broadcast_slot.played", "broadcast_slot", slot.id, script_id=str(slot.script_id), times=body.times_played
    )
    await ctx.db.flush()


async def _broadcast(ctx: Ctx, slot: BroadcastSlot, body: SlotPlayed) -> UUID:
    """The record of what was on air: it counts in the figures and may prove an assignment."""
    script = await script_queries.seen(ctx, slot.script_id)
    text = await script_queries.current(ctx, script)
    unit = await ctx.db.get(Unit, (ctx.ward_id, slot.unit_id))
    assert unit is not None
    event = CommunicationCreate(
        kind=CommunicationKind.BROADCAST, title=script.title, unit_id=unit.id,
        place_unit_id=unit.id if unit.kind == UnitKind.KHU_PHO else None, starts_at=body.played_at,
        broadcasts=body.times_played, script_id=script.id, description=body.note, done=True,
        carried_hotline_111=script_rules.carries_hotline(text.text),
    )  # fmt: skip
    return await service.create(ctx, event)


def slot_read(ctx: Ctx, row: SlotRow) -> SlotRead:
    slot = row.slot
    return SlotRead(
        id=slot.id, script_id=slot.script_id, script_title=row.script_title, unit_id=slot.unit_id,
        unit_name=row.unit_name, planned_at=slot.planned_at, times_planned=slot.times_planned,
        event_id=slot.event_id if row.played_at else None, played_at=row.played_at,
        times_played=0 if slot.missed_reason else row.times_played, missed_reason=slot.missed_reason, note=slot.note,
        may_play=not row.is_told and _may_play(ctx, slot),
    )  # fmt: skip
