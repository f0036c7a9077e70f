"""Laying a map under those of the ward's records, and where its points may be by it."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from vitreem.kernel.files.keep import Kept
from vitreem.kernel.files.store import FileGone, StoredFile
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import Invalid, NotFound
from vitreem.kernel.request.audit import AuditKind, ward_object
from vitreem.kernel.request.context import Ctx
from vitreem.records.points import Box, Point, box_of
from vitreem.records.ward_map import rules
from vitreem.records.ward_map.models import WardMap
from vitreem.records.ward_map.rules import Anchor
from vitreem.records.ward_map.schemas import OutlineUpdate, PictureAnchor, WardMapRead

CHANGE = "unit:write"
# How far beyond its map a ward's points may be: maps are cut near the border.
_MARGIN_KM = 3.0


class NotAPicture(Invalid):
    code = "not_a_picture"
    detail = "Tệp này không phải ảnh. Hãy chụp hoặc quét bản đồ thành ảnh JPEG, PNG hoặc WebP."


class WardMapAudit(AuditKind):
    """What the trail tells of the ward's map."""

    OUTLINE_LAID = "ward_map.outline_laid"
    PICTURE_LAID = "ward_map.picture_laid"
    PICTURE_REMOVED = "ward_map.picture_removed"


async def find(ctx: Ctx) -> WardMap | None:
    return await ctx.db.get(WardMap, (ctx.ward_id, ward_object(ctx.ward_id)))


async def locked(ctx: Ctx, version: int | None = None) -> WardMap:
    """The ward's row, made where it is the first; raises `Stale` where a version is named."""
    key = {"ward_id": ctx.ward_id, "id": ward_object(ctx.ward_id)}
    first = insert(WardMap).values(**key, version=0, areas=[], corners=[], changed_by="")
    await ctx.db.execute(first.on_conflict_do_nothing())
    row = await ctx.db.get_one(WardMap, tuple(key.values()), with_for_update=True, populate_existing=True)
    if version is not None:
        require_version(row.version, version)
    return row


def _changed(ctx: Ctx, row: WardMap, what: AuditKind, **facts: object) -> None:
    row.version += 1
    row.changed_at, row.changed_by = ctx.clock.now(), ctx.actor_name
    ctx.record(what, "ward", ward_object(ctx.ward_id), **facts)


async def lay_outline(ctx: Ctx, body: OutlineUpdate, version: int) -> WardMap:
    """Another outline for the one that was there."""
    areas = [
        rules.area_of(number, one.properties.name, one.geometry.type, one.geometry.coordinates)
        for number, one in enumerate(body.features, 1)
    ]
    rules.require_modest(areas)
    row = await locked(ctx, version)
    rules.require_one_ward(areas, row.corners)
    row.areas = areas
    _changed(ctx, row, WardMapAudit.OUTLINE_LAID, areas=len(areas))
    return row


def corners_of(anchors: list[PictureAnchor]) -> list[list[float]]:
    return rules.corners_of([Anchor(one.x, one.y, Point(one.latitude, one.longitude)) for one in anchors])


async def lay_picture(ctx: Ctx, row: WardMap, kept: Kept, corners: list[list[float]]) -> UUID:
    """Another picture for the one that was there; the bytes of that one stay in the store as any file's."""
    if not kept.is_picture:
        raise NotAPicture()
    if row.areas and not rules.may_be_a_ward([*rules.places_of(row.areas), *(Point(*one) for one in corners)]):
        raise rules.PictureOutOfPlace()
    row.picture_file_id, row.corners = (await kept.row(ctx)).id, corners
    _changed(ctx, row, WardMapAudit.PICTURE_LAID)
    return row.id


async def remove_picture(ctx: Ctx, version: int) -> WardMap:
    row = await locked(ctx, version)
    if row.picture_file_id is None:
        raise NotFound()
    row.picture_file_id, row.corners = None, []
    _changed(ctx, row, WardMapAudit.PICTURE_REMOVED)
    return row


async def picture(ctx: Ctx) -> StoredFile:
    row = await find(ctx)
    if row is None or row.picture_file_id is None:
        raise NotFound()
    file = await ctx.db.get(StoredFile, (ctx.ward_id, row.picture_file_id))
    if file is None:
        raise FileGone()
    return file


def read(ctx: Ctx, row: WardMap | None) -> WardMapRead:
    return WardMapRead(
        areas=row.areas if row else [],
        corners=row.corners if row else [],
        picture_id=row.picture_file_id if row else None,
        tile_url=ctx.settings.tile_url,
        may_change=ctx.may(CHANGE),
        version=row.version if row else 0,
    )


async def reach(ctx: Ctx) -> Box | None:
    """Where the ward's points may be by its map; None without one."""
    row = await find(ctx)
    if row is None:
        return None
    points = [*rules.places_of(row.areas), *(Point(*corner) for corner in row.corners)]
    return box_of(points).wider(_MARGIN_KM) if points else None
