"""Unsafe places: list, map, near ones, one record, the verbs, files."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from vitreem.hazards import presenters, queries, rules, service, sheets
from vitreem.hazards.models import HazardSite
from vitreem.hazards.schemas import (
    HazardCreate,
    HazardFilters,
    HazardItem,
    HazardListQuery,
    HazardMap,
    HazardNear,
    HazardRead,
    HazardUpdate,
    InspectionCreate,
    MeasureCreate,
    NearQuery,
    RecheckCreate,
    SafeCreate,
)
from vitreem.kernel.deadlines.rules import RuleMissing
from vitreem.kernel.deadlines.terms import load_terms
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import WrongState, problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.json_rows import json_response
from vitreem.kernel.request.routing import api_router
from vitreem.records.corrections import CorrectionNoteRequired
from vitreem.records.exports import export_routes, list_file
from vitreem.records.points import PointOutsideWard
from vitreem.records.refusals import CodeTaken, HalfAPoint
from vitreem.records.routes import file_routes
from vitreem.records.sheet_routes import sheet_routes
from vitreem.records.units import UnknownUnit
from vitreem.records.wire import ReasonCreate

router = api_router("Điểm nguy hiểm")

Read = Annotated[Ctx, allow("hazard:read")]
Write = Annotated[Ctx, allow("hazard:write")]
Seen = Annotated[HazardSite, record_of("hazard_id", queries.seen, "hazard:read")]
Written = Annotated[HazardSite, record_of("hazard_id", queries.seen, "hazard:write", lock=True)]
_UNSOUND = (HalfAPoint, PointOutsideWard, rules.NotYetFound, rules.TooManyOwners, UnknownUnit)


async def _reply(ctx: Ctx, site: HazardSite, response: Response) -> HazardRead:
    await ctx.db.flush()
    tag(response, site.version)
    return await presenters.read(ctx, site)


@router.get(
    "/hazards", response_model=Page[HazardItem], responses=problems(*DENIED), openapi_extra=documented(HazardListQuery)
)
async def list_hazards(ctx: Read, asked: Annotated[HazardListQuery, query(HazardListQuery)]) -> Response:
    """Unsafe places of the ward, for everybody who keeps records in it."""
    terms = await load_terms(ctx)
    late = queries.late_by(terms, ctx.clock.today())
    page = await queries.LIST.fetch(ctx, asked, asked.limit, asked.after, late)
    return json_response(presenters.with_days(terms, page))


@router.get(
    "/hazards/map",
    response_model=HazardMap,
    responses=problems(*DENIED, rules.TooManyPlaces),
    openapi_extra=documented(HazardFilters),
)
async def read_hazard_map(ctx: Read, asked: Annotated[HazardFilters, query(HazardFilters)]) -> Response:
    """Every place of the same filters as the list, those without a point too."""
    return json_response(f'{{"items":{await queries.on_map(ctx, asked)}}}')


@router.get("/hazards/near", responses=problems(*DENIED), openapi_extra=documented(NearQuery))
async def list_near_hazards(ctx: Read, asked: Annotated[NearQuery, query(NearQuery)]) -> Page[HazardNear]:
    """Places that may be the one that is being recorded: within 100 metres, or in the same khu phố with words alike."""
    return Page(items=await presenters.near(ctx, asked))


EXPORT = list_file(
    "hazards_export", "hazard:read", HazardFilters, queries.LIST, sheets.hazards_workbook, "diem-nguy-hiem.xlsx",
    rules.HazardAudit.LIST_VIEWED,
)  # fmt: skip
export_routes(router, "/hazards", ("export_hazards", "make_hazards_export"), HazardFilters, EXPORT)
sheet_routes(
    router, "/hazards", ("read_hazard_template", "try_hazards_import", "import_hazards", "mark_hazard_sheet"),
    "diem-nguy-hiem", "hazards_import", "hazard", sheets.SHEET, sheets.choices, sheets.known,
    rules.HazardAudit.SHEET_IMPORTED,
)  # fmt: skip


@router.post(
    "/hazards", status_code=201, responses=problems(*SEEN, *KEYED, WrongState, RuleMissing, *_UNSOUND, CodeTaken)
)
async def create_hazard(body: HazardCreate, ctx: Write, key: OnceKey, response: Response) -> HazardRead:
    """Record a place, and link the assignments that it proves."""
    site_id = await key.run(ctx, lambda: service.create(ctx, body))
    return await _reply(ctx, await queries.seen(ctx, site_id), response)


@router.get("/hazards/{hazard_id}", responses=problems(*SEEN))
async def read_hazard(site: Seen, ctx: Read, response: Response) -> HazardRead:
    """One place with its measures, files, history and what the caller may do."""
    return await _reply(ctx, site, response)


@router.put("/hazards/{hazard_id}", responses=problems(*VERB, *_UNSOUND, rules.FoundTooLate, CorrectionNoteRequired))
async def update_hazard(
    body: HazardUpdate, site: Written, version: IfMatch, ctx: Write, response: Response
) -> HazardRead:
    """Write the place anew. The ward's people say why they correct a unit's record."""
    await service.update(ctx, site, body, version)
    return await _reply(ctx, site, response)


@router.post("/hazards/{hazard_id}/inspect", responses=problems(*VERB, RuleMissing, rules.TooManyOwners, UnknownUnit))
async def inspect_hazard(
    body: InspectionCreate, site: Written, version: IfMatch, ctx: Write, response: Response
) -> HazardRead:
    """Say what was found on the spot, and who sees to it."""
    await service.inspect(ctx, site, body, version)
    return await _reply(ctx, site, response)


@router.post(
    "/hazards/{hazard_id}/measures",
    responses=problems(*VERB, RuleMissing, rules.NotYetFound, rules.BeforeFound, rules.UnknownPhoto, UnknownUnit),
)
async def add_hazard_measure(
    body: MeasureCreate, site: Written, version: IfMatch, ctx: Write, response: Response
) -> HazardRead:
    """Say what was done: a sign, a fence, …; who did it, when, for how much."""
    await service.measure(ctx, site, body, version)
    return await _reply(ctx, site, response)


@router.delete("/hazards/{hazard_id}/measures/{measure_id}", responses=problems(*VERB))
async def remove_hazard_measure(
    measure_id: UUID, site: Written, version: IfMatch, ctx: Write, response: Response
) -> HazardRead:
    """Take away a measure that was recorded by mistake: the history goes on telling of it."""
    await service.remove_measure(ctx, site, measure_id, version)
    return await _reply(ctx, site, response)


@router.post("/hazards/{hazard_id}/safe", responses=problems(*VERB, RuleMissing, rules.RecheckOutOfReach))
async def make_hazard_safe(
    body: SafeCreate, site: Written, version: IfMatch, ctx: Write, response: Response
) -> HazardRead:
    """It is safe for now; somebody looks again on a day."""
    await service.make_safe(ctx, site, body, version)
    return await _reply(ctx, site, response)


@router.post("/hazards/{hazard_id}/recheck", responses=problems(*VERB, RuleMissing, rules.RecheckOutOfReach))
async def recheck_hazard(
    body: RecheckCreate, site: Written, version: IfMatch, ctx: Write, response: Response
) -> HazardRead:
    """Say what the new look found: still safe, or to be made safe anew."""
    await service.recheck(ctx, site, body, version)
    return await _reply(ctx, site, response)


@router.post("/hazards/{hazard_id}/close", responses=problems(*VERB))
async def close_hazard(
    body: ReasonCreate, site: Written, version: IfMatch, ctx: Write, response: Response
) -> HazardRead:
    """There is nothing dangerous there any more."""
    await service.close(ctx, site, body.reason, version)
    return await _reply(ctx, site, response)


@router.post("/hazards/{hazard_id}/reopen", responses=problems(*VERB, RuleMissing))
async def reopen_hazard(
    body: ReasonCreate, site: Written, version: IfMatch, ctx: Write, response: Response
) -> HazardRead:
    """It is dangerous again."""
    await service.reopen(ctx, site, body.reason, version)
    return await _reply(ctx, site, response)


@router.post("/hazards/{hazard_id}/cancel", responses=problems(*VERB))
async def cancel_hazard(
    body: ReasonCreate, site: Written, version: IfMatch, ctx: Write, response: Response
) -> HazardRead:
    """It was recorded twice or by mistake; the reason stays with it."""
    await service.cancel(ctx, site, body.reason, version)
    return await _reply(ctx, site, response)


file_routes(router, "/hazards/{hazard_id}", service.FILES, queries.seen, _reply, HazardRead)
