"""Giving in the test world: a donor, and rounds of each unit in every state, with lines and shares."""

from datetime import date, timedelta
from uuid import UUID

from tests.world import Builder, Place, canary
from vitreem.children import assessment
from vitreem.children import queries as children_queries
from vitreem.children.rules import ConsentPurpose
from vitreem.children.schemas import ConsentCreate
from vitreem.demo.pictures import photo
from vitreem.giving import (
    approval,
    donors,
    handing_over,
    ledger,
    nominations,
    queries,
    rolling,
    rules,
    service,
    share_photos,
)
from vitreem.giving.donor_schemas import DonorCreate, PledgeCreate, ReceiptCreate
from vitreem.giving.line_schemas import FallCreate, NominationCreate, VisitCreate
from vitreem.giving.models import GiftRound
from vitreem.giving.rules import Channel, DonorPaperKind, GivingKind, Occasion, OnePer
from vitreem.giving.schemas import (
    AllocationCreate,
    ApprovalCreate,
    Instalment,
    Item,
    Nominator,
    RollCreate,
    RoundCreate,
)
from vitreem.giving.share_schemas import BackCreate, DeliverCreate
from vitreem.kernel.files.keep import kept
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.records import papers
from vitreem.records.files import FileAttach, FileKind
from vitreem.records.papers import Numbering

DAY = date(2026, 6, 1)


async def fill_unit(world: Builder, place: Place) -> None:
    ward_id, name, mark = place.ward_id, place.name, canary(place.ward_id)
    ctx = await world.head(place)
    children = {one: UUID(world.world["ids"][f"ward{ward_id}.{name}.{one}"]) for one in ("child", "child_second")}
    keep = Kept(world, place, ctx)
    donor_id = await _donor(keep, mark)

    await keep.round("draft")
    nominating = await keep.round("nominating", children["child"])
    [line] = await queries.lines_of(ctx, nominating.id)
    world.remember(ward_id, f"{name}.line_nominated", line.id)
    reviewed = await keep.round("reviewed", children["child"])
    await service.review(ctx, reviewed, reviewed.version)
    approved = await keep.decided("approved", children["child"], reserve=children["child_second"])
    first, reserve = await queries.lines_of(ctx, approved.id)
    await nominations.fall(ctx, first, FallCreate(reason=f"{mark}từ chối"), first.version)
    world.remember(ward_id, f"{name}.line_fallen", first.id)
    world.remember(ward_id, f"{name}.line_reserve", reserve.id)

    handing = await keep.decided("handing", *children.values(), amount=100_000)
    await service.allocate(ctx, handing, AllocationCreate(donor_id=donor_id, amount=200_000))
    await service.start(ctx, handing, handing.version)
    await ctx.db.flush()
    for line, ending in zip(await queries.lines_of(ctx, handing.id), ("", "_given"), strict=True):
        [share] = await queries.shares_of(ctx, line.id)
        world.remember(ward_id, f"{name}.line{ending}", line.id)
        world.remember(ward_id, f"{name}.share{ending}", share.id)
    await handing_over.deliver(ctx, share, DeliverCreate(on_day=DAY, receiver_name=f"{mark}mẹ"), share.version)
    async with kept(ctx.state, ward_id, photo(9), f"{mark}ky-nhan.jpg") as one:
        attach = FileAttach(upload_id=new_id(), kind=FileKind.DOCUMENT)
        world.remember(ward_id, f"{name}.round_file", await service.FILES.attach(ctx, handing, attach, one))
    second = await children_queries.seen(ctx, children["child_second"])
    consent = ConsentCreate(purpose=ConsentPurpose.PHOTO, guardian_name=f"{mark}bố", given_on=DAY)
    await assessment.give_consent(ctx, second, consent, second.version)
    await ctx.db.flush()
    async with kept(ctx.state, ward_id, photo(10), f"{mark}trao.jpg") as one:
        attach = FileAttach(upload_id=new_id())
        world.remember(ward_id, f"{name}.share_photo", await share_photos.PHOTOS.attach(ctx, share, attach, one))
    number = Numbering(11 + ("kp_a", "kp_b").index(name), "DS-KP", DAY, "KHUPHO")
    paper = await papers.number_paper(ctx, rules.KIND, handing.id, f"{mark}danh sách", number)
    world.remember(ward_id, f"{name}.paper", paper.id)

    done = await keep.decided("done", children["child"], reserve=children["child_second"])
    await service.start(ctx, done, done.version)
    line, spare = await queries.lines_of(ctx, done.id)
    world.remember(ward_id, f"{name}.line_missed", line.id)
    world.remember(ward_id, f"{name}.line_spare", spare.id)
    [share] = await queries.shares_of(ctx, line.id)
    await handing_over.miss(ctx, share, BackCreate(on_day=DAY, reason=f"{mark}đi vắng"), share.version)
    closed = await keep.decided("closed", children["child"])
    await service.start(ctx, closed, closed.version)
    [line] = await queries.lines_of(ctx, closed.id)
    [share] = await queries.shares_of(ctx, line.id)
    await handing_over.miss(ctx, share, BackCreate(on_day=DAY, reason=f"{mark}đi vắng"), share.version)
    await service.close(ctx, closed, closed.version)
    days = [Instalment(due_on=DAY), Instalment(due_on=DAY + timedelta(days=90), condition=f"{mark}học lực")]
    scholar = await keep.decided("scholar", children["child"], kind=GivingKind.SCHOLARSHIP, instalments=days)
    await service.start(ctx, scholar, scholar.version)
    await service.allocate(ctx, scholar, AllocationCreate(donor_id=donor_id, amount=300_000))
    [line] = await queries.lines_of(ctx, scholar.id)
    await nominations.visit(ctx, line, VisitCreate(on_day=DAY, note=f"{mark}thăm"))
    await nominations.suspend(ctx, line, f"{mark}nghỉ học", line.version)
    world.remember(ward_id, f"{name}.line_suspended", line.id)
    rolled = await rolling.roll(ctx, handing, RollCreate(title=f"{mark}{name} rolled", begins_on=date(2027, 6, 1)))
    world.remember(ward_id, f"{name}.round_rolled", rolled)
    await ctx.db.flush()


class Kept:
    """Rounds of one unit, which is its own nominator."""

    def __init__(self, world: Builder, place: Place, ctx: Ctx) -> None:
        self.world, self.place, self.ctx = world, place, ctx

    async def round(self, state: str, *child_ids: UUID, amount: int = 0, **more: object) -> GiftRound:
        mark, unit_id = canary(self.place.ward_id), self.place.unit_id
        body = RoundCreate.model_validate(
            {
                "title": f"{mark}{self.place.name} {state}", "occasion": Occasion.OTHER, "unit_id": unit_id,
                "one_per": OnePer.NONE, "begins_on": DAY, "description": f"{mark}ghi chú", "place": f"{mark}nơi",
                "items": [Item(name=f"{mark}vở", unit_value=amount)],
                "nominators": [Nominator(unit_id=unit_id)],
            }
            | more
        )  # fmt: skip
        made = await queries.seen(self.ctx, await service.create(self.ctx, body))
        self.world.remember(self.place.ward_id, f"{self.place.name}.round_{state}", made.id)
        if state != "draft":
            await service.open_nominations(self.ctx, made, made.version)
        for child_id in child_ids:
            await nominations.nominate(self.ctx, made, NominationCreate(child_ids=[child_id], reason=f"{mark}khó khăn"))
        return made

    async def decided(self, state: str, *child_ids: UUID, reserve: UUID | None = None, **more: object) -> GiftRound:
        made = await self.round(state, *child_ids, **more)  # pyright: ignore[reportArgumentType]
        if reserve:
            await nominations.nominate(self.ctx, made, NominationCreate(child_ids=[reserve], reserve=True))
        await service.review(self.ctx, made, made.version)
        seen = await approval.changes(self.ctx, made)
        await approval.approve(self.ctx, made, ApprovalCreate(changes_digest=seen.digest), made.version)
        await self.ctx.db.flush()
        return made


async def _donor(keep: Kept, mark: str) -> UUID:
    ctx, place = keep.ctx, keep.place
    body = DonorCreate(
        name=f"{mark}{place.name} donor", unit_id=place.unit_id, contact=f"{mark}ông", note=f"{mark}note"
    )
    donor_id = await donors.create(ctx, body)
    donor = await ledger.lock_donor(ctx, donor_id)
    await donors.pledge(ctx, donor, PledgeCreate(amount=50_000, on_day=DAY, note=f"{mark}hứa"))
    for amount, number in ((1_000_000, "01"), (5_000, "02")):
        receipt = ReceiptCreate(amount=amount, on_day=DAY, channel=Channel.CASH, receipt_number=f"{mark}{number}")
        movement_id = await donors.receive(ctx, donor, receipt)
    await donors.note_paper(ctx, donor, DonorPaperKind.THANK_YOU, "")
    await ctx.db.flush()
    keep.world.remember(place.ward_id, f"{place.name}.donor", donor_id)
    keep.world.remember(place.ward_id, f"{place.name}.movement", movement_id)
    return donor_id
