"""Communication events: list, one record, the verbs, files, usage of messages, banners on the map."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from vitreem.communications import calendar, presenters, queries, service, sheets, usage
from vitreem.communications.models import CommunicationEvent
from vitreem.communications.rules import (
    CommunicationAudit,
    ConsentMissing,
    FieldNotOfKind,
    PlaceOutsideVietnam,
    UnknownMessage,
    UnknownPlan,
    UnknownScript,
)
from vitreem.communications.schemas import (
    BannerList,
    BannerTakeDown,
    CommunicationCalendar,
    CommunicationCalendarQuery,
    CommunicationCreate,
    CommunicationFilters,
    CommunicationItem,
    CommunicationListQuery,
    CommunicationRead,
    CommunicationUpdate,
    CommunicationUsage,
)
from vitreem.identity import facts as identity
from vitreem.kernel.clock import Day
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import WrongState, problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.json_rows import json_response
from vitreem.kernel.request.routing import api_router
from vitreem.records.calendar import TooManyDays, TooManyItems, require_calendar_days
from vitreem.records.corrections import CorrectionNoteRequired
from vitreem.records.exports import export_routes, list_file
from vitreem.records.refusals import CodeTaken, EndsBeforeStart, HalfAPoint, NotYet
from vitreem.records.routes import file_routes
from vitreem.records.sheet_routes import sheet_routes
from vitreem.records.units import UnknownUnit
from vitreem.records.wire import ReasonCreate

router = api_router("Truyền thông")

Read = Annotated[Ctx, allow("communication:read")]
Write = Annotated[Ctx, allow("communication:write")]
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
    return await presenters.read(ctx, event)


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
    return json_response(await queries.LIST.fetch(ctx, asked, asked.limit, asked.after))


@router.get(
    "/communication-events/calendar",
    response_model=CommunicationCalendar,
    responses=problems(*DENIED, TooManyDays, TooManyItems),
    openapi_extra=documented(CommunicationCalendarQuery),
)
async def read_communication_calendar(
    ctx: Read, asked: Annotated[CommunicationCalendarQuery, query(CommunicationCalendarQuery)]
) -> Response:
    """Communication of some days beside the activities: the ward's people all, a unit's people their own."""
    require_calendar_days(asked.from_on, asked.to_on)
    return json_response(f'{{"items":{await calendar.calendar(ctx, asked)}}}')


EXPORT = list_file(
    "communications_export", "communication:read", CommunicationFilters, queries.LIST, sheets.communications_workbook,
    "truyen-thong.xlsx", CommunicationAudit.LIST_VIEWED,
)  # fmt: skip
export_routes(
    router, "/communication-events", ("export_communication_events", "make_communications_export"),
    CommunicationFilters, EXPORT,
)  # fmt: skip
sheet_routes(
    router, "/communication-events",
    (
        "read_communication_template", "try_communications_import", "import_communication_events",
        "mark_communication_sheet",
    ),
    "truyen-thong", "communications_import", "communication", sheets.SHEET, sheets.choices, identity.units_by_name,
    CommunicationAudit.SHEET_IMPORTED,
)  # fmt: skip


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


@router.put("/communication-events/{event_id}", responses=problems(*VERB, CorrectionNoteRequired, *_BODY))
async def update_communication_event(
    body: CommunicationUpdate, event: Written, version: IfMatch, ctx: Write, response: Response
) -> CommunicationRead:
    """Write the event anew; the ward gives a reason when it corrects a unit's record."""
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
    body: ReasonCreate, event: Written, version: IfMatch, ctx: Write, response: Response
) -> CommunicationRead:
    """Call it off, with a reason."""
    await service.cancel(ctx, event, body.reason, version)
    return await _reply(ctx, event, response)


@router.post("/communication-events/{event_id}/return", responses=problems(*VERB))
async def return_communication_event(
    body: ReasonCreate, event: Corrected, version: IfMatch, ctx: Correct, response: Response
) -> CommunicationRead:
    """Return a reported record to its unit, with a reason."""
    await service.send_back(ctx, event, body.reason, version)
    return await _reply(ctx, event, response)


file_routes(router, "/communication-events/{event_id}", service.FILES, queries.seen, _reply, CommunicationRead)


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
