"""Loudspeaker scripts, their versions and approval, and when they play."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from vitreem.broadcasting import presenters, queries, service, sheets
from vitreem.broadcasting.document import script_document
from vitreem.broadcasting.models import BroadcastScript
from vitreem.broadcasting.rules import (
    DEFAULT_WORDS_PER_MINUTE,
    FASTEST,
    SLOWEST,
    BroadcastAudit,
    MissedReasonRequired,
    OwnScript,
    ScriptTooLong,
)
from vitreem.broadcasting.schemas import (
    ScriptCreate,
    ScriptFilters,
    ScriptItem,
    ScriptListQuery,
    ScriptRead,
    ScriptUpdate,
    ScriptVersions,
    SimilarScript,
    SlotCreate,
    SlotList,
    SlotPlayed,
    SlotRead,
)
from vitreem.communications import facts as communications
from vitreem.kernel.clock import Day
from vitreem.kernel.documents import replies
from vitreem.kernel.documents.replies import DocumentFormat, document_reply
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import WrongState, problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.kernel.request.json_rows import json_response
from vitreem.kernel.request.lanes import TooMuchWork
from vitreem.kernel.request.routing import api_router
from vitreem.kernel.text import search_key
from vitreem.records.calendar import TooManyItems
from vitreem.records.exports import export_routes, list_file
from vitreem.records.units import UnknownUnit
from vitreem.records.wire import ReasonCreate

router = api_router("Phát thanh")

Read = Annotated[Ctx, allow("communication:read")]
OpenRead = Annotated[Opening, opens("communication:read")]
Write = Annotated[Ctx, allow("communication:write")]
Approve = Annotated[Ctx, allow("script:approve")]
Pace = Annotated[int, Query(ge=SLOWEST, le=FASTEST, description="Words a minute, for the reading time.")]


Seen = Annotated[BroadcastScript, record_of("script_id", queries.seen, "communication:read")]
Written = Annotated[BroadcastScript, record_of("script_id", queries.seen, "communication:write", lock=True)]
Approved = Annotated[BroadcastScript, record_of("script_id", queries.seen, "script:approve", lock=True)]


async def _reply(
    ctx: Ctx, script: BroadcastScript, response: Response, pace: int = DEFAULT_WORDS_PER_MINUTE
) -> ScriptRead:
    await ctx.db.flush()
    tag(response, script.version)
    return await presenters.read(ctx, script, pace)


@router.get(
    "/broadcast-scripts",
    response_model=Page[ScriptItem],
    responses=problems(*DENIED),
    openapi_extra=documented(ScriptListQuery),
)
async def list_broadcast_scripts(ctx: Read, asked: Annotated[ScriptListQuery, query(ScriptListQuery)]) -> Response:
    """Scripts that the caller sees, newest first: a unit its own and those that it has to play."""
    return json_response(await queries.LIST.fetch(ctx, asked, asked.limit, asked.after))


EXPORT = list_file(
    "scripts_export", "communication:read", ScriptFilters, queries.LIST, sheets.scripts_workbook,
    "bai-phat-thanh.xlsx", BroadcastAudit.SCRIPT_LIST_VIEWED,
)  # fmt: skip
export_routes(
    router, "/broadcast-scripts", ("export_broadcast_scripts", "make_scripts_export"), ScriptFilters, EXPORT
)  # fmt: skip


@router.post(
    "/broadcast-scripts",
    status_code=201,
    responses=problems(*DENIED, *KEYED, ScriptTooLong, UnknownUnit),
)
async def create_broadcast_script(body: ScriptCreate, ctx: Write, key: OnceKey, response: Response) -> ScriptRead:
    """Begin a script."""
    script_id = await key.run(ctx, lambda: service.create(ctx, body))
    return await _reply(ctx, await queries.seen(ctx, script_id), response)


@router.get("/broadcast-scripts/{script_id}", responses=problems(*SEEN))
async def read_broadcast_script(
    script: Seen, ctx: Read, response: Response, words_per_minute: Pace = DEFAULT_WORDS_PER_MINUTE
) -> ScriptRead:
    """One script with its text and its reading time."""
    return await _reply(ctx, script, response, words_per_minute)


@router.put("/broadcast-scripts/{script_id}", responses=problems(*VERB, ScriptTooLong))
async def update_broadcast_script(
    body: ScriptUpdate, script: Written, version: IfMatch, ctx: Write, response: Response
) -> ScriptRead:
    """Save title and text. An approved script goes back to draft."""
    await service.update(ctx, script, body, version)
    return await _reply(ctx, script, response)


@router.post("/broadcast-scripts/{script_id}/submit", responses=problems(*VERB))
async def submit_broadcast_script(script: Written, version: IfMatch, ctx: Write, response: Response) -> ScriptRead:
    """Ask for approval."""
    await service.submit(ctx, script, version)
    return await _reply(ctx, script, response)


@router.post("/broadcast-scripts/{script_id}/approve", responses=problems(*VERB, OwnScript))
async def approve_broadcast_script(script: Approved, version: IfMatch, ctx: Approve, response: Response) -> ScriptRead:
    """Approve the current version."""
    await service.approve(ctx, script, version)
    return await _reply(ctx, script, response)


@router.post("/broadcast-scripts/{script_id}/return", responses=problems(*VERB))
async def return_broadcast_script(
    body: ReasonCreate, script: Approved, version: IfMatch, ctx: Approve, response: Response
) -> ScriptRead:
    """Return a submitted script with a reason."""
    await service.send_back(ctx, script, body.reason, version)
    return await _reply(ctx, script, response)


@router.get("/broadcast-scripts/{script_id}/similar", responses=problems(*SEEN, TooMuchWork))
async def list_similar_broadcast_scripts(script_id: UUID, opens: OpenRead) -> Page[SimilarScript]:
    """Earlier scripts that the caller sees and that say nearly the same."""
    async with opens() as ctx:
        script = await queries.seen(ctx, script_id)
        text = (await queries.current(ctx, script)).text
        others = await queries.earlier_texts(ctx, script)
    return Page(items=await opens.state.workers.run(ctx.ward_id, presenters.alike, text, others))


@router.get("/broadcast-scripts/{script_id}/versions", responses=problems(*SEEN))
async def list_broadcast_script_versions(script: Seen, ctx: Read) -> ScriptVersions:
    """Every text as it was saved, newest first."""
    return ScriptVersions(items=await presenters.read_versions(ctx, script))


@router.get(
    "/broadcast-scripts/{script_id}/document",
    response_class=Response,
    responses=problems(*SEEN, *replies.REFUSALS),
)
async def read_broadcast_script_document(
    script_id: UUID, opens: OpenRead, form: Annotated[DocumentFormat, Query(alias="format")] = DocumentFormat.DOCX
) -> Response:
    """The current text as a Word or PDF file."""
    async with opens() as ctx:
        script = await queries.seen(ctx, script_id)
        text = (await queries.current(ctx, script)).text
        document = script_document(script.title, text, ctx.clock.now())
    name = f"bai-phat-thanh-{search_key(script.title)[:60].replace(' ', '-')}"
    return await document_reply(opens.state.workers, ctx.ward_id, document, form, name)


@router.post(
    "/broadcast-slots",
    status_code=201,
    responses=problems(*DENIED, WrongState, *KEYED, communications.UnknownScript, UnknownUnit),
)
async def create_broadcast_slot(body: SlotCreate, ctx: Write, key: OnceKey) -> SlotRead:
    """Put an approved script on the loudspeaker of a khu phố."""
    slot_id = await key.run(ctx, lambda: service.schedule(ctx, body))
    return presenters.slot_read(ctx, await queries.slot_row(ctx, slot_id))


@router.get("/broadcast-slots", responses=problems(*DENIED, TooManyItems))
async def list_broadcast_slots(
    ctx: Read, from_on: Day | None = None, to_on: Day | None = None, unit_id: UUID | None = None
) -> SlotList:
    """What plays when; a khu phố sees its own loudspeaker."""
    found = await queries.slots(ctx, from_on, to_on, unit_id)
    return SlotList(items=[presenters.slot_read(ctx, one) for one in found])


@router.post(
    "/broadcast-slots/{slot_id}/played", responses=problems(*SEEN, WrongState, MissedReasonRequired, UnknownUnit)
)
async def mark_broadcast_slot_played(slot_id: UUID, body: SlotPlayed, ctx: Write) -> SlotRead:
    """Say what came of it: the khu phố, or the ward for it. What was played becomes a broadcast that counts."""
    await service.played(ctx, await queries.seen_slot(ctx, slot_id), body)
    return presenters.slot_read(ctx, await queries.slot_row(ctx, slot_id))
