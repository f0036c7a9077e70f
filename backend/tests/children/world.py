"""Children of the test world: one with everything known, one who moved away, one kept twice; a household."""

from datetime import date
from uuid import UUID

from tests.world import Builder, Place, canary
from vitreem.children import assessment, households, merging, queries, service
from vitreem.children.household_schemas import HouseholdCreate, HouseholdStatusCreate
from vitreem.children.models import (
    ChildConsent,
    ChildDuplicate,
    ChildExportProfile,
    ChildGroup,
    ChildNeed,
    ChildSheetLayout,
)
from vitreem.children.rules import ConsentPurpose, LegalGroup, NeedCategory, PovertyStatus, Relation, Sex
from vitreem.children.schemas import ChildCreate, ConsentCreate, GroupCreate, LeaveCreate, NeedCreate
from vitreem.children.wire import Birth, Guardian
from vitreem.demo.pictures import photo
from vitreem.kernel.files.keep import kept
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role
from vitreem.records.files import FileAttach, FileKind

# No two children are alike, but those that are kept twice.
_NUMBER = {"kp_a": 4, "kp_b": 5}
_DAY = date(2026, 5, 1)


async def fill_unit(world: Builder, place: Place) -> None:
    ward_id, name, mark = place.ward_id, place.name, canary(place.ward_id)
    ctx = await world.head(place)
    home = await households.create(ctx, HouseholdCreate(unit_id=place.unit_id, head_name=f"{mark}hộ {name}"))
    world.remember(ward_id, f"{name}.household", home)
    row = await queries.seen_household(ctx, home)
    await households.set_status(
        ctx, row, HouseholdStatusCreate(year=2026, status=PovertyStatus.POOR, paper=f"{mark}danh sách"), row.version
    )
    child_id = await _create(
        ctx, place, f"{mark} child_{name}", 2017, household_id=home, sex=Sex.FEMALE, school_unit_id=place.support_id,
        personal_number=f"04531700999{_NUMBER[name]}", note=f"{mark}ghi chú",
        guardians=[Guardian(full_name=f"{mark}mẹ {name}", relation=Relation.MOTHER, phone=f"090000000{_NUMBER[name]}")],
    )  # fmt: skip
    world.remember(ward_id, f"{name}.child", child_id)
    child = await queries.seen(ctx, child_id)
    await assessment.add_group(ctx, child, GroupCreate(legal_group=LegalGroup.DISABILITY, from_on=_DAY), child.version)
    await assessment.add_need(ctx, child, NeedCreate(category=NeedCategory.HARDSHIP, from_on=_DAY), child.version)
    consent = ConsentCreate(
        purpose=ConsentPurpose.PHOTO, guardian_name=f"{mark}mẹ {name}", child_agrees=True, given_on=_DAY
    )
    await assessment.give_consent(ctx, child, consent, child.version)
    await ctx.db.flush()
    for kind, model in (("group", ChildGroup), ("need", ChildNeed), ("consent", ChildConsent)):
        [one] = await queries.dated(ctx, model, child_id)
        world.remember(ward_id, f"{name}.child_{kind}", one.id)
    async with kept(ctx.state, ward_id, photo(4), f"{mark}giay.jpg") as one:
        attach = FileAttach(upload_id=new_id(), kind=FileKind.DOCUMENT)
        world.remember(ward_id, f"{name}.child_file", await service.FILES.attach(ctx, child, attach, one))
    world.remember(ward_id, f"{name}.child_second", await _create(ctx, place, f"{mark} second_{name}", 2021))
    moved = await queries.seen(ctx, await _create(ctx, place, f"{mark} moved_{name}", 2015))
    world.remember(ward_id, f"{name}.child_moved", moved.id)
    await service.leave(ctx, moved, LeaveCreate(state="moved", on_day=_DAY), moved.version)
    twice = await _create(ctx, place, f"{mark} child_{name}", 2017, different_from=[child_id])
    world.remember(ward_id, f"{name}.child_merged", twice)
    await ctx.db.flush()


async def finish_ward(world: Builder, ward_id: int, school_id: UUID) -> None:
    """The ward merges what is kept twice, and has a pair to look at."""
    ctx = await world.act(ward_id, Role.WARD_OFFICER)
    for name in ("kp_a", "kp_b"):
        child = await queries.seen(ctx, UUID(world.world["ids"][f"ward{ward_id}.{name}.child_merged"]))
        into = UUID(world.world["ids"][f"ward{ward_id}.{name}.child"])
        await merging.merge(ctx, child, into, child.version)
    pair = ChildDuplicate(
        ward_id=ward_id, id=new_id(), child_id=UUID(world.world["ids"][f"ward{ward_id}.kp_a.child"]),
        other_id=UUID(world.world["ids"][f"ward{ward_id}.kp_b.child"]), score=71, reasons=["name_alike"], state="open",
        found_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(pair)
    world.remember(ward_id, "child_pair", pair.id)
    ctx.db.add(
        ChildSheetLayout(ward_id=ward_id, heads_hash=b"heads", fields={"A": "full_name"}, saved_at=pair.found_at)
    )
    ctx.db.add(
        ChildExportProfile(
            ward_id=ward_id, columns=[{"title": f"{canary(ward_id)}cột", "field": "full_name"}], saved_at=pair.found_at
        )
    )
    await ctx.db.flush()


async def _create(ctx: Ctx, place: Place, name: str, year: int, **more: object) -> UUID:
    body = ChildCreate.model_validate(
        {"full_name": name, "birth": Birth(year=year).model_dump(), "unit_id": place.unit_id} | more
    )
    return await service.create(ctx, body)
