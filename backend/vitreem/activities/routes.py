"""Activities: lists, the calendar, one record, the verbs, files, series and feeds."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from vitreem.activities import copying, feeds, presenters, queries, rules, service, sheets
from vitreem.activities.models import Activity
from vitreem.activities.schemas import (
    ActivityCreate,
    ActivityFilters,
    ActivityItem,
    ActivityListQuery,
    ActivityRead,
    ActivityUpdate,
    Calendar,
    CalendarQuery,
    CopyCreate,
    FeedCreated,
    FeedRead,
    HoldCreate,
    PeriodCopied,
    PeriodCopy,
    SeriesCreate,
    SeriesRead,
)
from vitreem.activities.service import NobodyChosen, UnknownPlanLine
from vitreem.identity import facts as identity
from vitreem.kernel.files.sheets import DryRun
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import (
    NotFound,
    WrongState,
    problems,
)
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import Opening, allow, public_opens
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

router = api_router("Hoạt động")

Read = Annotated[Ctx, allow("activity:read")]
Write = Annotated[Ctx, allow("activity:write")]
Correct = Annotated[Ctx, allow("activity:correct")]

_UNSOUND = (
    EndsBeforeStart, rules.TooLong, rules.CountsDontAddUp, HalfAPoint, UnknownUnit, UnknownPlanLine,
    rules.ChecklistIncomplete,
)  # fmt: skip
Seen = Annotated[Activity, record_of("activity_id", queries.seen, "activity:read")]
Written = Annotated[Activity, record_of("activity_id", queries.seen, "activity:write", lock=True)]
Corrected = Annotated[Activity, record_of("activity_id", queries.seen, "activity:correct", lock=True)]


async def _reply(ctx: Ctx, activity: Activity, response: Response) -> ActivityRead:
    await ctx.db.flush()
    tag(response, activity.version)
    return await presenters.read(ctx, activity)


@router.get(
    "/activities/calendar",
    response_model=Calendar,
    responses=problems(*DENIED, TooManyDays, TooManyItems),
    openapi_extra=documented(CalendarQuery),
)
async def read_activity_calendar(
    ctx: Annotated[Ctx, allow("calendar:read")], asked: Annotated[CalendarQuery, query(CalendarQuery)]
) -> Response:
    """The ward's activities of some days: own ones in every state, others' once announced."""
    require_calendar_days(asked.from_on, asked.to_on)
    return json_response(f'{{"items":{await queries.calendar(ctx, asked)}}}')


@router.get(
    "/activities",
    response_model=Page[ActivityItem],
    responses=problems(*DENIED),
    openapi_extra=documented(ActivityListQuery),
)
async def list_activities(ctx: Read, asked: Annotated[ActivityListQuery, query(ActivityListQuery)]) -> Response:
    """Activities that the caller may open: the ward's people all, a unit's people their own."""
    return json_response(await queries.LIST.fetch(ctx, asked, asked.limit, asked.after))


EXPORT = list_file(
    "activities_export", "activity:read", ActivityFilters, queries.LIST, sheets.activities_workbook, "hoat-dong.xlsx",
    rules.ActivityAudit.LIST_VIEWED,
)  # fmt: skip
export_routes(router, "/activities", ("export_activities", "make_activities_export"), ActivityFilters, EXPORT)
sheet_routes(
    router, "/activities",
    ("read_activity_template", "try_activities_import", "import_activities", "mark_activity_sheet"), "hoat-dong",
    "activities_import", "activity", sheets.SHEET, sheets.choices, identity.units_by_name,
    rules.ActivityAudit.SHEET_IMPORTED,
)  # fmt: skip


@router.post(
    "/activities",
    status_code=201,
    responses=problems(*SEEN, *KEYED, WrongState, *_UNSOUND, CodeTaken, NotYet),
)
async def create_activity(body: ActivityCreate, ctx: Write, key: OnceKey, response: Response) -> ActivityRead:
    """Plan an activity, or record one that has taken place (`held`), and link the assignments that it proves."""
    activity_id = await key.run(ctx, lambda: service.create(ctx, body))
    return await _reply(ctx, await queries.seen(ctx, activity_id), response)


@router.get("/activities/{activity_id}", responses=problems(*SEEN))
async def read_activity(activity: Seen, ctx: Read, response: Response) -> ActivityRead:
    """One activity with files, history and what the caller may do."""
    return await _reply(ctx, activity, response)


@router.put("/activities/{activity_id}", responses=problems(*VERB, *_UNSOUND, CorrectionNoteRequired))
async def update_activity(
    body: ActivityUpdate, activity: Written, version: IfMatch, ctx: Write, response: Response
) -> ActivityRead:
    """Write the activity anew. The ward's people say why they correct a unit's record."""
    await service.update(ctx, activity, body, version)
    return await _reply(ctx, activity, response)


@router.post("/activities/{activity_id}/announce", responses=problems(*VERB, rules.ChecklistIncomplete))
async def announce_activity(activity: Written, version: IfMatch, ctx: Write, response: Response) -> ActivityRead:
    """Show it to the whole ward, when what Thông tư 27/2022 asks for is there."""
    await service.announce(ctx, activity, version)
    return await _reply(ctx, activity, response)


@router.post(
    "/activities/{activity_id}/hold",
    responses=problems(*VERB, rules.ChecklistIncomplete, NotYet, rules.CountsDontAddUp),
)
async def hold_activity(
    body: HoldCreate, activity: Written, version: IfMatch, ctx: Write, response: Response
) -> ActivityRead:
    """Say that it took place: who came, what was spent."""
    await service.hold(ctx, activity, body, version)
    return await _reply(ctx, activity, response)


@router.post("/activities/{activity_id}/report", responses=problems(*VERB))
async def report_activity(activity: Written, version: IfMatch, ctx: Write, response: Response) -> ActivityRead:
    """Hand it to the ward."""
    await service.report(ctx, activity, version)
    return await _reply(ctx, activity, response)


@router.post("/activities/{activity_id}/cancel", responses=problems(*VERB))
async def cancel_activity(
    body: ReasonCreate, activity: Written, version: IfMatch, ctx: Write, response: Response
) -> ActivityRead:
    """It won't take place; the reason stays with it."""
    await service.cancel(ctx, activity, body.reason, version)
    return await _reply(ctx, activity, response)


@router.post("/activities/{activity_id}/return", responses=problems(*VERB))
async def return_activity(
    body: ReasonCreate, activity: Corrected, version: IfMatch, ctx: Correct, response: Response
) -> ActivityRead:
    """Return what was reported, with a reason."""
    await service.send_back(ctx, activity, body.reason, version)
    return await _reply(ctx, activity, response)


@router.post("/activities/{activity_id}/copy", status_code=201, responses=problems(*SEEN, *KEYED))
async def copy_activity(
    body: CopyCreate, activity: Written, ctx: Write, key: OnceKey, response: Response
) -> ActivityRead:
    """The same again at another time, planned: last year's, next week's."""
    copy_id = await key.run(ctx, lambda: copying.copy(ctx, activity, body.starts_at))
    return await _reply(ctx, await queries.seen(ctx, copy_id), response)


@router.post("/activities/copy-period", responses=problems(*DENIED, copying.PeriodTooLong, copying.TooManyToCopy))
async def copy_activity_period(body: PeriodCopy, ctx: Write, dry_run: DryRun = True) -> PeriodCopied:
    """Plan everything of a period again in another year: last year's month. Sent twice it plans nothing twice."""
    return await copying.copy_period(ctx, body, dry_run=dry_run)


file_routes(router, "/activities/{activity_id}", service.FILES, queries.seen, _reply, ActivityRead)


@router.post(
    "/activity-series",
    status_code=201,
    responses=problems(*SEEN, *KEYED, EndsBeforeStart, rules.TooLong, UnknownUnit, UnknownPlanLine, NobodyChosen),
)
async def plan_activity_series(body: SeriesCreate, ctx: Correct, key: OnceKey) -> SeriesRead:
    """Plan the same activity for many units at once; each unit fills its own."""
    made: list[SeriesRead] = []

    async def plan() -> UUID:
        made.append(await service.plan_series(ctx, body))
        return made[0].id

    series_id = await key.run(ctx, plan)
    return made[0] if made else await service.series_made(ctx, series_id)


@router.get("/calendar-feeds", responses=problems(*DENIED))
async def list_calendar_feeds(ctx: Read) -> Page[FeedRead]:
    """Secret calendar addresses that work, without the secrets."""
    return Page(items=await feeds.feeds(ctx))


@router.post("/units/{unit_id}/calendar-feed", status_code=201, responses=problems(*SEEN, *KEYED))
async def create_calendar_feed(unit_id: UUID, ctx: Write, key: OnceKey) -> FeedCreated:
    """A new secret address under which calendar programs read the unit's activities."""
    made: list[FeedCreated] = []

    async def effect() -> UUID:
        made.append(await feeds.create(ctx, unit_id))
        return made[0].id

    feed_id = await key.run(ctx, effect)
    return made[0] if made else await feeds.told_again(ctx, feed_id)


@router.delete("/calendar-feeds/{feed_id}", status_code=204, response_class=Response, responses=problems(*SEEN))
async def revoke_calendar_feed(feed_id: UUID, ctx: Write) -> Response:
    """Stop an address at once."""
    await feeds.revoke(ctx, feed_id)
    return Response(status_code=204)


@router.get(
    "/calendar-feeds/{token}.ics",
    response_class=Response,
    responses=problems(NotFound),
)
async def read_calendar_feed(
    token: Annotated[str, Path(max_length=100, pattern=r"^[0-9]{1,9}-[A-Za-z0-9_-]+$")],
    opens: Annotated[Opening, public_opens()],
) -> Response:
    """The calendar behind a secret address: titles, times and venues alone."""
    async with opens() as ctx:
        unit_name, shown = await feeds.events(ctx, token)
        ward_id, now = ctx.ward_id, ctx.clock.now()
    data = await opens.state.workers.run(ward_id, feeds.calendar, unit_name, shown, now)
    return Response(data, media_type="text/calendar; charset=utf-8")
