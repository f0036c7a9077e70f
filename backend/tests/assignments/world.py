"""Assignments of the test world: of each khu phố one in each state."""

from tests.world import Builder, Place, canary
from vitreem.assignments import evidence, service
from vitreem.assignments.models import Assignment
from vitreem.assignments.queries import visible
from vitreem.assignments.rules import EvidenceKind
from vitreem.assignments.schemas import LinkCreate, SubmissionCreate
from vitreem.demo.pictures import photo
from vitreem.kernel.files.keep import kept
from vitreem.kernel.request.roles import Role


async def fill_unit(world: Builder, place: Place) -> None:
    """The unit's assignments: fresh, working (with evidence), submitted, accepted."""
    ward_id, name, mark = place.ward_id, place.name, canary(place.ward_id)
    ctx = await world.act(
        ward_id, Role.UNIT_LEAD, person_id=place.head_id, lead_unit_ids=(place.unit_id,), actor_name=mark
    )
    rows = await ctx.db.execute(visible(ctx).order_by(Assignment.number))
    fresh, working, submitted, accepted = list(rows.scalars())[:4]
    for state, one in (("fresh", fresh), ("working", working), ("submitted", submitted), ("accepted", accepted)):
        world.remember(ward_id, f"{name}.{state}", one.id)
    body = SubmissionCreate(result=f"{mark} đã làm xong", figures={"children": 10 * ward_id})
    for one in (working, submitted, accepted):
        link = LinkCreate(title=f"{mark}link", url="https://example.org/")
        evidence_id = await evidence.attach_link(ctx, one, link)
        if one is working:
            world.remember(ward_id, f"{name}.link", evidence_id)
            async with kept(ctx.state, ward_id, photo(1), f"{mark}.jpg") as file:
                picture = await evidence.attach_file(ctx, one, file, EvidenceKind.PHOTO, f"{mark}photo")
            world.remember(ward_id, f"{name}.photo", picture)
        else:
            await service.submit(ctx, one, body, one.version)
    ctx = await world.act(ward_id, Role.WARD_OFFICER)
    await service.accept(ctx, accepted, accepted.version, "")
    await ctx.db.flush()
