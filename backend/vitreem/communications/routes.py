"""Communication events: list, one record, the verbs, files, usage of messages, banners on the map."""

from typing import Annotated
from uuid import UUID

from fastapi import Response, UploadFile
from fastapi.responses import StreamingResponse

from vitreem.communications import importing, queries, reading, service, sheets, usage
from vitreem.communications.calendar import CommunicationCalendarQuery
from vitreem.communications.facts import RECORD_KIND
from vitreem.communications.filters import CommunicationFilters, CommunicationListQuery
from vitreem.communications.models import CommunicationEvent
from vitreem.communications.rules import (
    CodeTaken,
    CommunicationVerb,
    ConsentMissing,
    EndsBeforeStart,
    FieldNotOfKind,
    HalfAPoint,
    NotYet,
    PlaceOutsideVietnam,
    UnknownMessage,
    UnknownPlan,
    UnknownScript,
    UnknownUnit,
)
from vitreem.communications.schemas import (
    BannerList,
    BannerTakeDown,
    CommunicationCalendar,
    CommunicationCreate,
    CommunicationItem,
    CommunicationRead,
    CommunicationReason,
    CommunicationUpdate,
    CommunicationUsage,
)
from vitreem.kernel.clock import Day
from vitreem.kernel.files import resumable_uploads
from vitreem.kernel.files.downloads import file_response
from vitreem.kernel.files.excel import SHEET_REQUEST_BYTES, UnreadableSheet, xlsx_response
from vitreem.kernel.files.sheets import DryRun, SheetResult
from vitreem.kernel.files.store import FileGone
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import StorageFull, WrongState, problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.kernel.request.json_rows import json_response
from vitreem.kernel.request.routing import api_router
from vitreem.records import files
from vitreem.records.calendar import TooManyDays, require_calendar_days
from vitreem.records.corrections import CorrectionNoteRequired
from vitreem.records.files import FileAttach
from vitreem.records.sheet_routes import OF_IMPORT, blank_sheet, imported, list_as_sheet, marked_sheet
from vitreem.records.sheets import CorrectionNote

router = api_router("Truyền thông")

Read = Annotated[Ctx, allow("communication:read")]
Write = Annotated[Ctx, allow("communication:write")]
OpenRead = Annotated[Opening, opens("communication:read")]
OpenWrite = Annotated[Opening, opens("communication:write")]
OpenSheet = Annotated[Opening, opens("communication:write", receives=SHEET_REQUEST_BYTES)]
Correct = Annotated[Ctx, allow("communication:correct")]

_BODY = (
    FieldNotOfKind, EndsBeforeStart, PlaceOutsideVietnam, HalfAPoint, UnknownUnit, UnknownMessage, UnknownPlan,
    UnknownScript, ConsentMissing,
)  # fmt: skip


Seen = Annotated[CommunicationEvent, record_of("event_id", queries.seen, "communication:read")]
Written = Annotated[CommunicationEvent, record_of("event_id", queries.seen, "communication:write", lock=True)]
Corrected = Annotated[CommunicationEvent, record_of("event_id", queries.seen, "communication:correct", lock=True)]


async def _reply(ctx: Ctx, event: CommunicationEvent, response: Response) -> CommunicationRead:
    await ctx.db.flush()
    tag(response, event.version)
    return await reading.read(ctx, event)


@router.get(
    "/communication-events",
    response_model=Page[CommunicationItem],
    responses=problems(*DENIED),
    openapi_extra=documented(CommunicationListQuery),
)
async def list_communication_events(
    ctx: Read, asked: Annotated[CommunicationListQuery, query(CommunicationListQuery)]
) -> Response:
    """Events that the caller sees: the ward's people all, a unit's people their own."""
    return json_response(await asked.fetch(ctx, asked.limit, asked.after))


@router.get(
    "/communication-events/calendar",
    response_model=CommunicationCalendar,
    responses=problems(*DENIED, TooManyDays),
    openapi_extra=documented(CommunicationCalendarQuery),
)
async def read_communication_calendar(
    ctx: Read, asked: Annotated[CommunicationCalendarQuery, query(CommunicationCalendarQuery)]
) -> Response:
    """Communication of some days beside the activities: the ward's people all, a unit's people their own."""
    require_calendar_days(asked.from_on, asked.to_on)
    return json_response(f'{{"items":{await asked.fetch(ctx)}}}')


@router.get(
    "/communication-events/export",
    response_class=Response,
    responses=problems(*DENIED),
    openapi_extra=documented(CommunicationFilters),
)
async def export_communication_events(
    opens: OpenRead, filters: Annotated[CommunicationFilters, query(CommunicationFilters)]
) -> Response:
    """The list of the same filters as an Excel file, at most 5,000 rows."""
    return await list_as_sheet(
        opens, filters.fetch, sheets.communications_workbook, "truyen-thong.xlsx", kind="communication"
    )


@router.get("/communication-events/template", response_class=Response, responses=problems(*DENIED))
async def read_communication_template(opens: OpenWrite) -> Response:
    """The Excel sheet to fill in, with lists to choose from and a sheet of help."""
    return await blank_sheet(opens, importing.SHEET, importing.choices, "mau-truyen-thong.xlsx")


@router.post("/communication-events/import", responses=problems(*DENIED, *KEYED, *OF_IMPORT))
async def import_communication_events(
    file: UploadFile, opens: OpenSheet, key: OnceKey, dry_run: DryRun = True, correction_note: CorrectionNote = ""
) -> SheetResult:
    """Import a sheet: all rows or none. Known codes are updated; a row without a code is known by unit, time and words,
    so that a sheet sent again never doubles. An import that is no trial has its `Idempotency-Key`.

    The ward says why it corrects records of units.
    """
    return await imported(
        opens, importing.SHEET, importing.named, file, key, kind="communication", dry_run=dry_run, note=correction_note
    )


@router.post(
    "/communication-events/import/marked", response_class=Response, responses=problems(*DENIED, UnreadableSheet)
)
async def mark_communication_sheet(file: UploadFile, opens: OpenSheet) -> Response:
    """The same file with a column that says what to mend in each row; nothing is imported."""
    return xlsx_response(await marked_sheet(opens, importing.SHEET, importing.named, file), "truyen-thong-can-sua.xlsx")


@router.post(
    "/communication-events",
    status_code=201,
    responses=problems(*SEEN, WrongState, *KEYED, CodeTaken, NotYet, *_BODY),
)
async def create_communication_event(
    body: CommunicationCreate, ctx: Write, key: OnceKey, response: Response
) -> CommunicationRead:
    """Plan an event; with `done`, record one that has happened. `assignment_ids` get it as evidence."""
    event_id = await key.run(ctx, lambda: service.create(ctx, body))
    return await _reply(ctx, await queries.seen(ctx, event_id), response)


@router.get("/communication-events/{event_id}", responses=problems(*SEEN))
async def read_communication_event(event: Seen, ctx: Read, response: Response) -> CommunicationRead:
    """One event with messages, files, assignments, history and what the caller may do."""
    return await _reply(ctx, event, response)


@router.patch("/communication-events/{event_id}", responses=problems(*VERB, CorrectionNoteRequired, *_BODY))
async def update_communication_event(
    body: CommunicationUpdate, event: Written, version: IfMatch, ctx: Write, response: Response
) -> CommunicationRead:
    """Change what is named; the ward gives a reason when it mends a unit's record."""
    await service.update(ctx, event, body, version)
    return await _reply(ctx, event, response)


@router.post("/communication-events/{event_id}/done", responses=problems(*VERB, NotYet, ConsentMissing))
async def mark_communication_event_done(
    event: Written, version: IfMatch, ctx: Write, response: Response
) -> CommunicationRead:
    """Say that it has happened. A post that shows children needs the consents."""
    await service.mark_done(ctx, event, version)
    return await _reply(ctx, event, response)


@router.post("/communication-events/{event_id}/report", responses=problems(*VERB, NotYet, ConsentMissing))
async def report_communication_event(
    event: Written, version: IfMatch, ctx: Write, response: Response
) -> CommunicationRead:
    """Hand the record to the ward."""
    await service.report(ctx, event, version)
    return await _reply(ctx, event, response)


@router.post("/communication-events/{event_id}/take-down", responses=problems(*VERB, NotYet, EndsBeforeStart))
async def take_down_banner(
    body: BannerTakeDown, event: Written, version: IfMatch, ctx: Write, response: Response
) -> CommunicationRead:
    """Say that a banner hangs no more; it works after the record was handed in, too."""
    await service.take_down(ctx, event, body.taken_down_on, version)
    return await _reply(ctx, event, response)


@router.post("/communication-events/{event_id}/cancel", responses=problems(*VERB))
async def cancel_communication_event(
    body: CommunicationReason, event: Written, version: IfMatch, ctx: Write, response: Response
) -> CommunicationRead:
    """Call it off, with a reason."""
    await service.cancel(ctx, event, body.reason, version)
    return await _reply(ctx, event, response)


@router.post("/communication-events/{event_id}/return", responses=problems(*VERB))
async def return_communication_event(
    body: CommunicationReason, event: Corrected, version: IfMatch, ctx: Correct, response: Response
) -> CommunicationRead:
    """Return a reported record to its unit, with a reason."""
    await service.send_back(ctx, event, body.reason, version)
    return await _reply(ctx, event, response)


@router.post(
    "/communication-events/{event_id}/files",
    status_code=201,
    responses=problems(*SEEN, WrongState, *KEYED, StorageFull, *files.REFUSALS),
)
async def attach_communication_file(
    event_id: UUID, body: FileAttach, opens: OpenWrite, key: OnceKey, response: Response
) -> CommunicationRead:
    """Attach a photo or file that was sent in parts. Photos lose place and device data."""

    async def allowed(ctx: Ctx) -> None:
        service.require(ctx, await queries.seen(ctx, event_id), CommunicationVerb.ATTACH)

    async with resumable_uploads.sent(opens, body.upload_id, allowed) as sent, opens() as ctx:
        event = await queries.seen(ctx, event_id, lock=True)

        async def effect() -> UUID:
            return await service.attach(ctx, event, body, await sent.take(ctx))

        await key.run(ctx, effect)
        return await _reply(ctx, event, response)


@router.delete("/communication-events/{event_id}/files/{file_id}", responses=problems(*SEEN, WrongState))
async def remove_communication_file(file_id: UUID, event: Written, ctx: Write, response: Response) -> CommunicationRead:
    """Take a file away; it stays in the history."""
    await service.remove_file(ctx, event, file_id)
    return await _reply(ctx, event, response)


@router.get(
    "/communication-events/{event_id}/files/{file_id}",
    response_class=StreamingResponse,
    responses=problems(*SEEN, FileGone),
)
async def read_communication_file(
    event_id: UUID, file_id: UUID, opens: OpenRead, thumbnail: bool = False
) -> StreamingResponse:
    """A file of the event, or its thumbnail."""
    async with opens() as ctx:
        event = await queries.seen(ctx, event_id)
        file = await files.stored(ctx, event.id, file_id)
        if thumbnail:
            await ctx.record_viewed("communication.photos_viewed", RECORD_KIND, event.id, name=event.title)
        else:
            ctx.record("communication.file_viewed", RECORD_KIND, event.id, name=event.title, file_id=str(file_id))
    return await file_response(opens.state.files, file, thumbnail=thumbnail)


@router.get("/communication-usage", responses=problems(*DENIED))
async def read_communication_usage(
    ctx: Read, from_on: Day | None = None, to_on: Day | None = None, unit_id: UUID | None = None
) -> CommunicationUsage:
    """Which messages and topics were carried, never used ones too, and how many events carried the line 111."""
    return await usage.usage(ctx, from_on, to_on, unit_id)


@router.get("/communication-banners", responses=problems(*DENIED))
async def list_communication_banners(ctx: Read, hanging: bool | None = None) -> BannerList:
    """Banners for the map, with those that should be down by now."""
    return BannerList(items=await usage.banners(ctx, hanging), tile_url=ctx.settings.tile_url)
