"""Communication of the test world: events in three states, one with a photo and a message; a banner."""

from datetime import timedelta

from sqlalchemy import select

from tests.world import NOW, Builder, Place, canary
from vitreem.communications import queries as event_queries
from vitreem.communications import service as event_service
from vitreem.communications.rules import CommunicationKind
from vitreem.communications.schemas import CommunicationCreate
from vitreem.demo.pictures import photo
from vitreem.kernel.files.keep import kept
from vitreem.kernel.ids import new_id
from vitreem.plans.models import PlanMessage
from vitreem.records.files import FileAttach


async def fill_unit(world: Builder, place: Place) -> None:
    """Events in three states, one with a photo and a message; a banner."""
    ward_id, name, mark = place.ward_id, place.name, canary(place.ward_id)
    ctx = await world.head(place)
    message = (await ctx.db.execute(select(PlanMessage.id).where(PlanMessage.ward_id == ward_id).limit(1))).scalar_one()
    events = {}
    for state, day in (("planned", 3), ("done", -5), ("reported", -6)):
        body = CommunicationCreate(
            kind=CommunicationKind.TALK, title=f"{mark}{name} talk {state}", unit_id=place.unit_id, place=f"{mark}place",
            starts_at=NOW + timedelta(days=day), done=state != "planned", audience_adults=20, message_ids=[message],
        )  # fmt: skip
        events[state] = await event_queries.seen(ctx, await event_service.create(ctx, body))
        world.remember(ward_id, f"{name}.event_{state}", events[state].id)
    hung = CommunicationCreate(
        kind=CommunicationKind.BANNER, title=f"{mark}{name} banner", unit_id=place.unit_id, done=True,
        starts_at=NOW - timedelta(days=8),
    )  # fmt: skip
    world.remember(ward_id, f"{name}.event_banner", await event_service.create(ctx, hung))
    async with kept(ctx.state, ward_id, photo(3), f"{mark}talk.jpg") as one:
        file_id = await event_service.FILES.attach(ctx, events["done"], FileAttach(upload_id=new_id()), one)
    world.remember(ward_id, f"{name}.event_photo", file_id)
    await event_service.report(ctx, events["reported"], events["reported"].version)
