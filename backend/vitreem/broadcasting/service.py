"""What people do with loudspeaker scripts and slots. Each verb checks the caller, the version and the state."""

from datetime import UTC
from uuid import UUID

from vitreem.broadcasting import notices, queries, rules
from vitreem.broadcasting.models import BroadcastScript, BroadcastScriptVersion, BroadcastSlot
from vitreem.broadcasting.rules import KIND, LIFE, BroadcastAudit, OwnScript, ScriptState, ScriptVerb
from vitreem.broadcasting.schemas import ScriptCreate, ScriptUpdate, SlotCreate, SlotPlayed
from vitreem.communications import facts as communications
from vitreem.identity.facts import Unit
from vitreem.kernel.http.problems import NotAllowed, NotFound, WrongState
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key
from vitreem.records import units


def wrote(ctx: Ctx, text: BroadcastScriptVersion) -> bool:
    """Whether the caller saved this version."""
    return text.author_id is not None and text.author_id == ctx.account_id


def rights(ctx: Ctx, script: BroadcastScript, text: BroadcastScriptVersion | None = None) -> frozenset[str]:
    """What the caller is to the script, with `text` as its version."""
    return rules.rights(
        ctx.permissions, own=script.unit_id in ctx.unit_ids, wrote=text is not None and wrote(ctx, text)
    )


def _require(ctx: Ctx, script: BroadcastScript, verb: ScriptVerb, version: int | None = None) -> str:
    return LIFE.begin(script, verb, rights(ctx, script), version)


def _done(ctx: Ctx, script: BroadcastScript, what: BroadcastAudit, /, **facts: object) -> None:
    script.version += 1
    ctx.record(what, KIND, script.id, name=script.title, **facts)


def _save_text(ctx: Ctx, script: BroadcastScript, text: str) -> None:
    ctx.db.add(
        BroadcastScriptVersion(
            ward_id=ctx.ward_id, id=new_id(), script_id=script.id, number=script.number, text=text,
            words=rules.word_count(text), fingerprint=rules.fingerprint(text),
            author_name=ctx.actor_name, author_id=ctx.account_id, saved_at=ctx.clock.now(),
        )
    )  # fmt: skip


async def create(ctx: Ctx, body: ScriptCreate) -> UUID:
    """Begin a script with its first version."""
    rules.require_length(body.text)
    units.require_own(ctx, body.unit_id, "communication")
    await units.require_open(ctx, [body.unit_id], "unit_id")
    script = BroadcastScript(
        ward_id=ctx.ward_id, id=new_id(), title=body.title, search_key=search_key(body.title), unit_id=body.unit_id,
        state=ScriptState.DRAFT, created_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(script)
    await ctx.db.flush()
    _save_text(ctx, script, body.text)
    ctx.record(BroadcastAudit.SCRIPT_CREATED, KIND, script.id, name=script.title)
    await ctx.db.flush()
    return script.id


async def update(ctx: Ctx, script: BroadcastScript, body: ScriptUpdate, version: int) -> None:
    """Save title and text. Other words are a new version; an approved script goes back to draft."""
    rules.require_length(body.text)
    was_approved = script.state == ScriptState.APPROVED
    script.state = _require(ctx, script, ScriptVerb.EDIT, version)
    if was_approved or (await queries.current(ctx, script)).text != body.text:
        script.number += 1
        _save_text(ctx, script, body.text)
    script.title, script.search_key = body.title, search_key(body.title)
    _done(ctx, script, BroadcastAudit.SCRIPT_CHANGED, number=script.number)
    await notices.moved(ctx, script)


async def submit(ctx: Ctx, script: BroadcastScript, version: int) -> None:
    script.state = _require(ctx, script, ScriptVerb.SUBMIT, version)
    script.return_reason = None
    _done(ctx, script, BroadcastAudit.SCRIPT_SUBMITTED, number=script.number)
    await notices.moved(ctx, script)


async def approve(ctx: Ctx, script: BroadcastScript, version: int) -> None:
    """Approve the current version; it may be put on the loudspeakers. Nobody approves what they wrote."""
    to = _require(ctx, script, ScriptVerb.APPROVE, version)
    if wrote(ctx, await queries.current(ctx, script)):
        raise OwnScript()
    script.state = to
    script.approved_version = script.number
    _done(ctx, script, BroadcastAudit.SCRIPT_APPROVED, number=script.number)
    await notices.moved(ctx, script)


async def send_back(ctx: Ctx, script: BroadcastScript, reason: str, version: int) -> None:
    script.state = _require(ctx, script, ScriptVerb.RETURN, version)
    script.return_reason = reason
    _done(ctx, script, BroadcastAudit.SCRIPT_RETURNED, reason=reason)
    await notices.moved(ctx, script)


async def schedule(ctx: Ctx, body: SlotCreate) -> UUID:
    """Put an approved script on a loudspeaker: a unit on its own, the ward and who approves scripts on any."""
    try:
        script = await queries.seen(ctx, body.script_id)
    except NotFound:
        raise communications.UnknownScript() from None
    _require(ctx, script, ScriptVerb.SCHEDULE)
    if not ctx.may("script:approve"):
        units.require_own(ctx, body.unit_id, "communication")
    await units.require_open(ctx, [body.unit_id], "unit_id")
    slot = BroadcastSlot(
        ward_id=ctx.ward_id, id=new_id(), script_id=script.id, unit_id=body.unit_id,
        planned_at=body.planned_at.astimezone(UTC), times_planned=body.times_planned, note=body.note,
        created_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(slot)
    await ctx.db.flush()
    ctx.record(
        BroadcastAudit.SLOT_PLANNED, "broadcast_slot", slot.id, name=script.title, script_id=str(script.id),
        unit_id=str(slot.unit_id),
    )  # fmt: skip
    return slot.id


def may_play(ctx: Ctx, slot: BroadcastSlot) -> bool:
    return ctx.may("communication:correct") or (ctx.may("communication:write") and slot.unit_id in ctx.unit_ids)


async def played(ctx: Ctx, slot: BroadcastSlot, body: SlotPlayed) -> None:
    """The khu phố, or the ward for it, says once what came of the slot: a broadcast that counts, or why none."""
    if not may_play(ctx, slot):
        raise NotAllowed()
    if (await queries.slot_row(ctx, slot.id)).is_told:
        raise WrongState("Lượt phát này đã được ghi nhận.")
    if body.played_at > ctx.clock.now():
        raise WrongState("Chưa đến giờ phát nên chưa ghi nhận được.")
    if body.times_played:
        slot.event_id, slot.missed_reason = await _broadcast(ctx, slot, body), None
        slot.note = body.note or slot.note
    else:
        slot.event_id, slot.missed_reason = None, rules.require_missed_reason(body.note)
    ctx.record(
        BroadcastAudit.SLOT_PLAYED, "broadcast_slot", slot.id, script_id=str(slot.script_id), times=body.times_played
    )
    await ctx.db.flush()


async def _broadcast(ctx: Ctx, slot: BroadcastSlot, body: SlotPlayed) -> UUID:
    """The record of what was on air: it counts in the figures and may prove an assignment."""
    script = await queries.seen(ctx, slot.script_id)
    text = await queries.current(ctx, script)
    unit = await ctx.db.get(Unit, (ctx.ward_id, slot.unit_id))
    assert unit is not None
    return await communications.record_broadcast(
        ctx, communications.Broadcast(
            script_id=script.id, title=script.title, unit_id=unit.id, unit_kind=unit.kind, starts_at=body.played_at,
            times=body.times_played, note=body.note, hotline_111=rules.carries_hotline(text.text),
        ),
    )  # fmt: skip
