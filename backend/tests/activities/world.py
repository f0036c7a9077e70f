"""Activities of the test world: planned, held (with a photo) and reported; a feed; a file on its way."""

from datetime import timedelta
from uuid import UUID

from tests.world import NOW, Builder, Place, canary
from vitreem.activities import feeds as activity_feeds
from vitreem.activities import queries as activity_queries
from vitreem.activities import service as activity_service
from vitreem.activities.rules import ActivityArea
from vitreem.activities.schemas import ActivityCreate, Participants, SeriesCreate
from vitreem.demo.pictures import photo
from vitreem.kernel.files import resumable_uploads
from vitreem.kernel.files.keep import kept
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.roles import Role
from vitreem.records.files import FileAttach


async def fill_unit(world: Builder, place: Place) -> None:
    """The unit's activities: planned, held (with a photo) and reported; a feed; a file on its way."""
    ward_id, name, mark = place.ward_id, place.name, canary(place.ward_id)
    ctx = await world.head(place)
    ids = {}
    for state, day in (("planned", 3), ("held", -5), ("reported", -6)):
        body = ActivityCreate(
            area=ActivityArea.RECREATION, title=f"{mark}{name} {state}", unit_id=place.unit_id, venue=f"{mark}nhà văn hóa",
            supporting_unit_ids=[place.support_id], starts_at=NOW + timedelta(days=day), held=state != "planned",
            ends_at=NOW + timedelta(days=day, hours=2), actual=Participants(boys=20, girls=22, adults=10),
        )  # fmt: skip
        ids[state] = await activity_service.create(ctx, body)
        world.remember(ward_id, f"{name}.activity_{state}", ids[state])
    held = await activity_queries.seen(ctx, ids["held"])
    data = photo(2)
    async with kept(ctx.state, ward_id, data, f"{mark}.jpg") as one:
        file_id = await activity_service.FILES.attach(ctx, held, FileAttach(upload_id=new_id()), one)
    world.remember(ward_id, f"{name}.activity_photo", file_id)
    sent = await resumable_uploads.begin(ctx, resumable_uploads.TransferCreate(name=f"{mark}.jpg", size=len(data)))
    world.remember(ward_id, f"{name}.upload", sent)
    reported = await activity_queries.seen(ctx, ids["reported"])
    await activity_service.report(ctx, reported, reported.version)
    world.remember(ward_id, f"{name}.feed", (await activity_feeds.create(ctx, place.unit_id)).id)
    await ctx.db.flush()


async def finish_ward(world: Builder, ward_id: int, school_id: UUID) -> None:
    """A series of the ward."""
    mark = canary(ward_id)
    ctx = await world.act(ward_id, Role.WARD_OFFICER)
    series = SeriesCreate(
        area=ActivityArea.RECREATION, title=f"{mark}đợt", unit_ids=[school_id],
        starts_at=NOW + timedelta(days=2), ends_at=NOW + timedelta(days=2, hours=2),
    )  # fmt: skip
    await activity_service.plan_series(ctx, series)
