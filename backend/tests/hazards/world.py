"""Unsafe places of the test world: of each khu phố one just found, one inspected (with a photo), one with a
sign, one safe for now."""

from datetime import date

from tests.world import Builder, Place, canary
from vitreem.demo.pictures import photo
from vitreem.hazards import queries, service
from vitreem.hazards.rules import HazardKind, Level, MeasureKind
from vitreem.hazards.schemas import HazardCreate, InspectionCreate, MeasureCreate, SafeCreate
from vitreem.kernel.files.keep import kept
from vitreem.kernel.ids import new_id
from vitreem.records.files import FileAttach


async def fill_unit(world: Builder, place: Place) -> None:
    ctx = await world.head(place)
    mark = canary(place.ward_id)
    for at, state in enumerate(("found", "inspected", "fixing", "safe")):
        body = HazardCreate(
            kind=HazardKind.POND_LAKE, title=f"{mark}{place.name} {state}", unit_id=place.unit_id,
            place_unit_id=place.unit_id, likelihood=Level.HIGH, harm=Level.HIGH, found_on=date(2026, 6, 1 + at),
            owner_unit_ids=[place.support_id],
        )  # fmt: skip
        site = await queries.seen(ctx, await service.create(ctx, body))
        world.remember(place.ward_id, f"{place.name}.hazard_{state}", site.id)
        if state == "found":
            continue
        asked = InspectionCreate(likelihood=Level.HIGH, harm=Level.MEDIUM, owner_unit_ids=[place.support_id])
        await service.inspect(ctx, site, asked, site.version)
        if state == "inspected":
            async with kept(ctx.state, place.ward_id, photo(3), f"{mark}.jpg") as one:
                file_id = await service.FILES.attach(ctx, site, FileAttach(upload_id=new_id()), one)
            world.remember(place.ward_id, f"{place.name}.hazard_photo", file_id)
            continue
        sign = MeasureCreate(kind=MeasureKind.WARNING_SIGN, unit_id=place.unit_id, done_on=date(2026, 6, 9))
        await service.measure(ctx, site, sign, site.version)
        if state == "fixing":
            await ctx.db.flush()
            [measure] = await queries.measures(ctx, site.id)
            world.remember(place.ward_id, f"{place.name}.hazard_measure", measure.id)
        if state == "safe":
            await service.make_safe(ctx, site, SafeCreate(recheck_on=date(2026, 6, 20)), site.version)
    await ctx.db.flush()
