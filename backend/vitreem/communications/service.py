"""What people do with a communication event. Each verb checks the caller, the version and the state."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from vitreem.assignments import facts as assignments
from vitreem.communications import queries, rules
from vitreem.communications.models import CommunicationEvent, CommunicationMessage
from vitreem.communications.rules import (
    KIND,
    CommunicationAudit,
    CommunicationKind,
    CommunicationState,
    CommunicationVerb,
)
from vitreem.communications.schemas import CommunicationCreate, CommunicationUpdate
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.http.problems import WrongState
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key
from vitreem.plans import facts as plans
from vitreem.records import units
from vitreem.records.codes import new_code
from vitreem.records.corrections import require_note
from vitreem.records.files import FilesOf
from vitreem.records.refusals import CodeTaken, NotYet, require_begun

CODE = "TT"
_NOT_COLUMNS = {"message_ids", "assignment_ids", "done", "correction_note"}


def require(ctx: Ctx, event: CommunicationEvent, verb: CommunicationVerb, version: int | None = None) -> str:
    return rules.LIFE.begin(event, verb, queries.rights(ctx, event), version)


def _done(ctx: Ctx, event: CommunicationEvent, kind: CommunicationAudit, /, **facts: object) -> None:
    event.version += 1
    ctx.record(kind, KIND, event.id, name=event.title, **facts)


async def _require_references(ctx: Ctx, values: dict[str, Any], changed: set[str]) -> None:
    """What the event names is there, and the caller may name it."""
    if "unit_id" in changed:
        units.require_own(ctx, values["unit_id"], "communication")
        await units.require_open(ctx, [values["unit_id"]], "unit_id")
    if "place_unit_id" in changed:
        await units.require_open(ctx, [values["place_unit_id"]], "place_unit_id")
    if "plan_id" in changed and values["plan_id"] and await plans.published_plan(ctx, values["plan_id"]) is None:
        raise rules.UnknownPlan()
    script_id = values["script_id"] if "script_id" in changed else None
    if script_id and await queries.seen_script(ctx, script_id) is None:
        raise rules.UnknownScript()


def _put(event: CommunicationEvent, values: dict[str, Any]) -> None:
    """Check the values together and put them into the event, with what follows from them."""
    rules.require_own_fields(event.kind, values)
    rules.require_point(values["latitude"], values["longitude"])
    rules.require_dates(values["starts_at"], values["ends_at"], values["put_up_on"], values["taken_down_on"])
    for name, value in values.items():
        setattr(event, name, value)
    event.starts_at = event.starts_at.astimezone(UTC)
    event.ends_at = event.ends_at.astimezone(UTC) if event.ends_at else None
    event.on_day = event.starts_at.astimezone(VIETNAM).date()
    event.topics = list(dict.fromkeys(str(topic) for topic in values["topics"]))
    event.search_key = search_key(f"{event.title} {event.place} {event.code}")


def _settle(now: datetime, event: CommunicationEvent, to: str) -> None:
    """Go to a state in which the event has happened: not before its time, and in public only with consent."""
    require_begun(event.starts_at, now)
    rules.require_publishable(event.kind, to, rules.owed_consents(event))
    if event.kind == CommunicationKind.BANNER and event.put_up_on is None:
        event.put_up_on = event.on_day
        rules.require_dates(event.starts_at, event.ends_at, event.put_up_on, event.taken_down_on)
    event.state = to


async def _carry(ctx: Ctx, event: CommunicationEvent, wanted: set[UUID]) -> bool:
    """Make the event's messages the wanted ones; those it had may stay though their plan dropped them.

    Says whether that changed anything.
    """
    current = await queries.message_ids(ctx, event.id)
    new = wanted - current
    if new and new - await plans.usable_messages(ctx, new):
        raise rules.UnknownMessage()
    if gone := current - wanted:
        await ctx.db.execute(
            delete(CommunicationMessage).where(
                CommunicationMessage.ward_id == ctx.ward_id,
                CommunicationMessage.event_id == event.id,
                CommunicationMessage.message_id.in_(gone),
            )
        )
    for message_id in sorted(new):
        ctx.db.add(CommunicationMessage(ward_id=ctx.ward_id, event_id=event.id, message_id=message_id))
    return current != wanted


async def _flush(ctx: Ctx) -> None:
    try:
        await ctx.db.flush()
    except IntegrityError as error:
        if "uq_communication_event" in str(error.orig):
            raise CodeTaken() from None
        raise


async def create(ctx: Ctx, body: CommunicationCreate) -> UUID:
    """Plan an event, or record one that has happened; link it to the assignments that it proves."""
    values = body.model_dump(exclude=_NOT_COLUMNS | {"kind", "code"})
    await _require_references(ctx, values, set(values))
    event = CommunicationEvent(
        ward_id=ctx.ward_id, id=new_id(), code=body.code or new_code(CODE), kind=body.kind,
        state=CommunicationState.PLANNED, created_at=ctx.clock.now(),
    )  # fmt: skip
    _put(event, values)
    if body.done:
        _settle(ctx.clock.now(), event, CommunicationState.DONE)
    ctx.db.add(event)
    await _flush(ctx)
    await _carry(ctx, event, set(body.message_ids))
    ctx.record(
        CommunicationAudit.CREATED, KIND, event.id, name=event.title, what=str(body.kind), state=str(event.state)
    )
    await ctx.db.flush()
    for assignment_id in dict.fromkeys(body.assignment_ids):
        await assignments.link_record(ctx, assignment_id, KIND, event.id)
    return event.id


async def update(ctx: Ctx, event: CommunicationEvent, body: CommunicationUpdate, version: int) -> None:
    """Write the event anew. The ward corrects a unit's record with a note that stays in the history."""
    require(ctx, event, CommunicationVerb.EDIT, version)
    corrects = not queries.is_own(ctx, event)
    note = require_note(body.correction_note) if corrects else ""
    values = body.model_dump(exclude=_NOT_COLUMNS)
    changed = {name for name, value in values.items() if value != getattr(event, name)}
    await _require_references(ctx, values, changed)
    _put(event, values)
    rules.require_publishable(event.kind, event.state, rules.owed_consents(event))
    if await _carry(ctx, event, set(body.message_ids)):
        changed.add("message_ids")
    if corrects:
        _done(ctx, event, CommunicationAudit.CORRECTED, fields=sorted(changed), reason=note)
    else:
        _done(ctx, event, CommunicationAudit.CHANGED, fields=sorted(changed))


async def mark_done(ctx: Ctx, event: CommunicationEvent, version: int) -> None:
    """It has happened."""
    _settle(ctx.clock.now(), event, require(ctx, event, CommunicationVerb.DONE, version))
    _done(ctx, event, CommunicationAudit.DONE)


async def report(ctx: Ctx, event: CommunicationEvent, version: int) -> None:
    """Hand the record to the ward; from now on the unit doesn't change it."""
    _settle(ctx.clock.now(), event, require(ctx, event, CommunicationVerb.REPORT, version))
    event.return_reason = None
    _done(ctx, event, CommunicationAudit.REPORTED)


async def take_down(ctx: Ctx, event: CommunicationEvent, taken_down_on: date, version: int) -> None:
    """The banner hangs no more, from that day on."""
    require(ctx, event, CommunicationVerb.TAKE_DOWN, version)
    if not rules.hangs(event):
        raise WrongState("Băng rôn này không còn treo.")
    if taken_down_on > ctx.clock.today():
        raise NotYet("Chưa đến ngày tháo nên chưa ghi nhận được.")
    rules.require_dates(event.starts_at, event.ends_at, event.put_up_on, taken_down_on)
    event.taken_down_on = taken_down_on
    _done(ctx, event, CommunicationAudit.TAKEN_DOWN, on=taken_down_on.isoformat())


async def cancel(ctx: Ctx, event: CommunicationEvent, reason: str, version: int) -> None:
    event.state = require(ctx, event, CommunicationVerb.CANCEL, version)
    event.cancel_reason = reason
    _done(ctx, event, CommunicationAudit.CANCELLED, reason=reason)


async def send_back(ctx: Ctx, event: CommunicationEvent, reason: str, version: int) -> None:
    """Return a reported record with a reason that the unit reads first."""
    event.state = require(ctx, event, CommunicationVerb.RETURN, version)
    event.return_reason = reason
    _done(ctx, event, CommunicationAudit.RETURNED, reason=reason)


def _caption(event: CommunicationEvent) -> str:
    return ", ".join(part for part in (event.title, event.place, f"{event.on_day:%d/%m/%Y}") if part)


FILES = FilesOf(
    KIND,
    CommunicationAudit,
    "communication",
    lambda ctx, event: require(ctx, event, CommunicationVerb.ATTACH),
    _caption,
)

# What a sheet holds of an event; the rest of a known one stays as it is.
_SHEET = (
    "title", "unit_id", "place_unit_id", "place", "starts_at", "carried_hotline_111", "audience_children",
    "audience_adults", "audience_officials", "broadcasts", "copies", "reach", "put_up_on", "taken_down_on", "link",
)  # fmt: skip


def differs(event: CommunicationEvent, body: CommunicationCreate) -> bool:
    """Whether the sheet says anything else than what is known."""
    told = [getattr(body, name) for name in _SHEET]
    known = [getattr(event, name) for name in _SHEET]
    topics = list(dict.fromkeys(str(topic) for topic in body.topics))
    newly_done = body.done and event.state == CommunicationState.PLANNED
    return told != known or topics != event.topics or newly_done


async def write_all(
    ctx: Ctx, writes: Sequence[tuple[CommunicationCreate, CommunicationEvent | None]], note: str
) -> None:
    """Write the rows of a sheet that was found right: new ones in one go, known ones as the sheet says.

    `note` says why the ward corrects those of units.
    """
    for body, known in writes:
        values = body.model_dump(exclude=_NOT_COLUMNS | {"kind", "code"})
        if known is None:
            event = CommunicationEvent(
                ward_id=ctx.ward_id, id=new_id(), code=body.code or new_code(CODE), kind=body.kind,
                state=CommunicationState.PLANNED, created_at=ctx.clock.now(),
            )  # fmt: skip
            ctx.db.add(event)
        else:
            event = known
            kept = {name: getattr(event, name) for name in values if name not in _SHEET and name != "topics"}
            values |= kept
            event.version += 1
        _put(event, values)
        if body.done and event.state == CommunicationState.PLANNED:
            _settle(ctx.clock.now(), event, CommunicationState.DONE)
        reason = "" if known is None or queries.is_own(ctx, known) else note
        ctx.record(CommunicationAudit.IMPORTED, KIND, event.id, name=event.title, new=known is None, reason=reason)
    await ctx.db.flush()
