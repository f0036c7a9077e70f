"""Lists of children go out for a purpose, which stands in the file and in the trail; the ward's columns for the
national children's system."""

from functools import partial
from typing import Annotated

from fastapi import Response

from vitreem.children import export_job, export_profile, lookup_routes, queries, rules, sheets
from vitreem.children.export_schemas import ChildExportCreate, ExportProfileRead, ExportProfileUpdate
from vitreem.children.schemas import ChildExportQuery, ChildFilters
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.problems import Stale, VersionRequired, problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.jobs.asking import TooManyJobs, ask
from vitreem.kernel.jobs.routes import JobRead, job_read, own_job
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, OnceKey
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.records.sheet_routes import TooManyRows, list_as_sheet

router = lookup_routes.router

Read = Annotated[Ctx, allow("child:read")]
Correct = Annotated[Ctx, allow("child:correct")]
OpenRead = Annotated[Opening, opens("child:read")]
# Rows of an export that somebody waits for.
AT_ONCE = 500


def on_a_day(ctx: Ctx, filters: ChildFilters) -> ChildFilters:
    """Ages are those of a day: today's unless another was asked for."""
    return filters.model_copy(update={"on_day": filters.on_day or ctx.clock.today()})


@router.get(
    "/children/export",
    response_class=Response,
    responses=problems(*DENIED, TooManyRows),
    openapi_extra=documented(ChildExportQuery),
)
async def export_children(opens: OpenRead, filters: Annotated[ChildExportQuery, query(ChildExportQuery)]) -> Response:
    """The list of the same filters as an Excel file that says what it was taken out for. More than 500 rows are a job's
    (`POST`)."""
    return await list_as_sheet(
        opens, queries.LISTS[filters.units], partial(on_a_day, filters=filters),
        partial(sheets.children_workbook, filters.purpose), export_job.FILE_NAME,
        most=AT_ONCE, told=rules.ChildAudit.LIST_VIEWED, purpose=filters.purpose,
    )  # fmt: skip


@router.post("/children/export", status_code=202, responses=problems(*DENIED, *KEYED, TooManyJobs))
async def make_children_export(body: ChildExportCreate, ctx: Read, key: OnceKey) -> JobRead:
    """The list of the same filters, however long, as a job: its file waits for a day. `national` has the columns of the
    export profile; what the caller may not read of a child stays empty."""
    job_id = await key.run(ctx, lambda: ask(ctx, export_job.EXPORT, body.model_dump(mode="json")))
    return job_read(await own_job(ctx, job_id))


async def _profile(ctx: Ctx, response: Response) -> ExportProfileRead:
    found = await export_profile.read(ctx)
    tag(response, found.version)
    return found


@router.get("/children/export-profile", responses=problems(*DENIED))
async def read_export_profile(ctx: Correct, response: Response) -> ExportProfileRead:
    """Columns of the file for the national children's system, as the ward's people set them up; a proposal until
    then."""
    return await _profile(ctx, response)


@router.put("/children/export-profile", responses=problems(*DENIED, Stale, VersionRequired))
async def update_export_profile(
    body: ExportProfileUpdate, version: IfMatch, ctx: Correct, response: Response
) -> ExportProfileRead:
    """Rename, order, add and remove columns; the next file has them."""
    await export_profile.write(ctx, body, version)
    return await _profile(ctx, response)
