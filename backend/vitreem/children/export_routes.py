"""Lists of children go out for a purpose, which stands in the file and in the trail; the ward's columns for the
national children's system."""

from typing import Annotated

from fastapi import Response

from vitreem.children import export_profile, lookup_routes
from vitreem.children.export_files import EXPORT
from vitreem.children.export_schemas import ChildExportQuery, ExportProfileRead, ExportProfileUpdate
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.problems import Stale, VersionRequired, problems
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED
from vitreem.kernel.request.guards import allow
from vitreem.records.exports import export_routes

router = lookup_routes.router

Correct = Annotated[Ctx, allow("child:correct")]


export_routes(router, "/children", ("export_children", "make_children_export"), ChildExportQuery, EXPORT)


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
