"""Injuries: the list, one record, the verbs, the half-year's figures."""

from typing import Annotated

from fastapi import Response

from vitreem.identity import facts as identity
from vitreem.injuries import presenters, queries, rules, service, sheets
from vitreem.injuries.models import Injury
from vitreem.injuries.schemas import (
    HalfYear,
    HalfYearQuery,
    InjuryCreate,
    InjuryFilters,
    InjuryItem,
    InjuryListQuery,
    InjuryRead,
    InjuryUpdate,
)
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.json_rows import json_response
from vitreem.kernel.request.routing import api_router
from vitreem.records.corrections import CorrectionNoteRequired
from vitreem.records.exports import export_routes, list_file
from vitreem.records.refusals import CodeTaken
from vitreem.records.sheet_routes import sheet_routes
from vitreem.records.units import UnknownUnit
from vitreem.records.wire import ReasonCreate

router = api_router("Tai nạn thương tích")

Read = Annotated[Ctx, allow("injury:read")]
Write = Annotated[Ctx, allow("injury:write")]
Seen = Annotated[Injury, record_of("injury_id", queries.seen, "injury:read")]
Written = Annotated[Injury, record_of("injury_id", queries.seen, "injury:write", lock=True)]
_UNSOUND = (rules.NotYetHappened, service.UnknownSite, UnknownUnit)


async def _reply(ctx: Ctx, injury: Injury, response: Response) -> InjuryRead:
    await ctx.db.flush()
    tag(response, injury.version)
    return await presenters.read(ctx, injury)


@router.get(
    "/injuries", response_model=Page[InjuryItem], responses=problems(*DENIED), openapi_extra=documented(InjuryListQuery)
)
async def list_injuries(ctx: Read, asked: Annotated[InjuryListQuery, query(InjuryListQuery)]) -> Response:
    """Injuries that the caller may open: the ward's people all, a unit's people their own; of violence and self-harm
    only those that the caller wrote, unless small figures are entrusted to them."""
    return json_response(await queries.LIST.fetch(ctx, asked, asked.limit, asked.after))


@router.get("/injuries/half-year", responses=problems(*DENIED), openapi_extra=documented(HalfYearQuery))
async def read_injury_half_year(ctx: Read, asked: Annotated[HalfYearQuery, query(HalfYearQuery)]) -> HalfYear:
    """Counts of a half-year for the round of Thông tư 15/2026/TT-BYT; small ones are hidden from whoever they aren't
    entrusted to, but for those of their own unit, which reports them."""
    return await presenters.half_year(ctx, asked)


EXPORT = list_file(
    "injuries_export", "injury:read", InjuryFilters, queries.LIST, sheets.injuries_workbook, "tai-nan-thuong-tich.xlsx",
    rules.InjuryAudit.LIST_VIEWED,
)  # fmt: skip
export_routes(router, "/injuries", ("export_injuries", "make_injuries_export"), InjuryFilters, EXPORT)
sheet_routes(
    router, "/injuries", ("read_injury_template", "try_injuries_import", "import_injuries", "mark_injury_sheet"),
    "tai-nan-thuong-tich", "injuries_import", "injury", sheets.SHEET, sheets.choices, identity.units_by_name,
    rules.InjuryAudit.SHEET_IMPORTED,
)  # fmt: skip


@router.post("/injuries", status_code=201, responses=problems(*DENIED, *KEYED, *_UNSOUND, CodeTaken))
async def create_injury(body: InjuryCreate, ctx: Write, key: OnceKey, response: Response) -> InjuryRead:
    """Record an injury, without a name. It opens no case."""
    injury_id = await key.run(ctx, lambda: service.create(ctx, body))
    return await _reply(ctx, await queries.seen(ctx, injury_id), response)


@router.get("/injuries/{injury_id}", responses=problems(*SEEN))
async def read_injury(injury: Seen, ctx: Read, response: Response) -> InjuryRead:
    """One injury with its history and what the caller may do."""
    return await _reply(ctx, injury, response)


@router.put("/injuries/{injury_id}", responses=problems(*VERB, *_UNSOUND, CorrectionNoteRequired))
async def update_injury(
    body: InjuryUpdate, injury: Written, version: IfMatch, ctx: Write, response: Response
) -> InjuryRead:
    """Write the injury anew. The ward's people say why they correct a unit's record."""
    await service.update(ctx, injury, body, version)
    return await _reply(ctx, injury, response)


@router.post("/injuries/{injury_id}/cancel", responses=problems(*VERB))
async def cancel_injury(
    body: ReasonCreate, injury: Written, version: IfMatch, ctx: Write, response: Response
) -> InjuryRead:
    """It was recorded twice or by mistake: it counts no more, and its reason stays with it."""
    await service.cancel(ctx, injury, body.reason, version)
    return await _reply(ctx, injury, response)
