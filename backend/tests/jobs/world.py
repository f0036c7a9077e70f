"""A job that is done, with its file, of the head of each khu phố."""

from uuid import UUID

from tests.world import NOW, Builder, Place, canary
from vitreem.kernel.files.excel import MEDIA_TYPE
from vitreem.kernel.files.keep import laid_by
from vitreem.kernel.ids import new_id
from vitreem.kernel.jobs.models import Job, JobState


async def fill_unit(world: Builder, place: Place) -> None:
    ctx = await world.head(place)
    mark = canary(place.ward_id)
    async with laid_by(world.state, place.ward_id, mark.encode(), f"{mark}.xlsx", MEDIA_TYPE) as kept:
        file = await kept.row(ctx)
    job = Job(
        ward_id=place.ward_id, id=new_id(), kind="children_export", account_id=ctx.account_id,
        person_id=UUID(world.world["ids"][f"ward{place.ward_id}.{place.name}.person"]), arguments={},
        state=JobState.DONE, attempt=1, result={"rows": 1}, result_file_id=file.id, asked_at=NOW, started_at=NOW,
        ended_at=NOW,
    )  # fmt: skip
    ctx.db.add(job)
    await ctx.db.flush()
    world.remember(place.ward_id, f"{place.name}.job", job.id)
