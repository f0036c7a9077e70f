"""A notice to the head of each khu phố, of a kind that no context knows: it leads nowhere."""

from uuid import UUID

from sqlalchemy import select

from tests.world import Builder, Place
from vitreem.kernel.ids import new_id
from vitreem.kernel.notices.kinds import NoticeKind
from vitreem.kernel.notices.models import Notice
from vitreem.kernel.notices.telling import tell

KIND = NoticeKind("test.something", "something_to_do", "/")


async def fill_unit(world: Builder, place: Place) -> None:
    ctx = await world.head(place)
    person_id = UUID(world.world["ids"][f"ward{place.ward_id}.{place.name}.person"])
    object_id = new_id()
    await tell(ctx, KIND, "test", object_id, [person_id])
    found = await ctx.db.execute(select(Notice.id).where(Notice.object_id == object_id))
    world.remember(place.ward_id, f"{place.name}.own_notice", found.scalar_one())
