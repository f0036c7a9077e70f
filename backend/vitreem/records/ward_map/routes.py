"""Routes of a ward's map: whoever works in the ward reads it, its officers lay it."""

from typing import Annotated
from uuid import UUID

from fastapi import Response
from fastapi.responses import StreamingResponse

from vitreem.kernel.files.downloads import file_response
from vitreem.kernel.files.store import FileGone
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.problems import NotFound, Stale, StorageFull, VersionRequired, problems
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, OnceKey
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.kernel.request.routing import api_router
from vitreem.records.files import OF_SENT
from vitreem.records.routes import keep_sent
from vitreem.records.ward_map import rules, service
from vitreem.records.ward_map.models import WardMap
from vitreem.records.ward_map.schemas import OutlineUpdate, PictureUpdate, WardMapRead

router = api_router("Bản đồ")

Read = Annotated[Ctx, allow("unit:read")]
Change = Annotated[Ctx, allow(service.CHANGE)]
_CHANGED = (*DENIED, Stale, VersionRequired)


async def _reply(ctx: Ctx, row: WardMap | None, response: Response) -> WardMapRead:
    await ctx.db.flush()
    tag(response, row.version if row else 0)
    return service.read(ctx, row)


@router.get("/ward-map", responses=problems(*DENIED))
async def read_ward_map(ctx: Read, response: Response) -> WardMapRead:
    """What lies under the ward's maps; nothing while nobody laid anything."""
    return await _reply(ctx, await service.find(ctx), response)


@router.put("/ward-map/outline", responses=problems(*_CHANGED, rules.WrongOutline))
async def lay_ward_outline(body: OutlineUpdate, version: IfMatch, ctx: Change, response: Response) -> WardMapRead:
    """An outline of khu phố with their names, as GeoJSON; without features it is taken away."""
    return await _reply(ctx, await service.lay_outline(ctx, body, version), response)


@router.post(
    "/ward-map/picture",
    status_code=201,
    responses=problems(
        *SEEN,
        *KEYED,
        StorageFull,
        *OF_SENT,
        rules.PointsInLine,
        rules.PictureMirrored,
        rules.PictureOutOfPlace,
        service.NotAPicture,
    ),
)
async def lay_ward_picture(
    body: PictureUpdate, key: OnceKey, opens: Annotated[Opening, opens(service.CHANGE)], response: Response
) -> WardMapRead:
    """A picture or scan of a map, sent in parts before, tied to the ground by three spots of it."""
    corners = service.corners_of(body.anchors)

    async def seen(ctx: Ctx, _: UUID, *, lock: bool = False) -> WardMap:
        return await service.locked(ctx)

    async def may_lay(ctx: Ctx, row: WardMap) -> None:
        """Whoever has the permission may."""

    return await keep_sent(
        opens, body.upload_id, body.upload_id, key, seen, may_lay,
        lambda ctx, row, kept: service.lay_picture(ctx, row, kept, corners),
        lambda ctx, row: _reply(ctx, row, response),
    )  # fmt: skip


@router.delete("/ward-map/picture", responses=problems(*_CHANGED, NotFound))
async def remove_ward_picture(version: IfMatch, ctx: Change, response: Response) -> WardMapRead:
    """Take the picture away from under the maps."""
    return await _reply(ctx, await service.remove_picture(ctx, version), response)


@router.get("/ward-map/picture", response_class=StreamingResponse, responses=problems(*SEEN, FileGone))
async def read_ward_picture(opens: Annotated[Opening, opens("unit:read")]) -> StreamingResponse:
    """The picture under the maps."""
    async with opens() as ctx:
        file = await service.picture(ctx)
    return await file_response(opens.state.files, file, thumbnail=False)
