"""Donors, what they promise and bring, and how they are thanked."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from vitreem.giving import ledger, service
from vitreem.giving.donor_schemas import DonorBody, DonorCreate, PledgeCreate, ReceiptCreate, RefundCreate
from vitreem.giving.models import Donor, DonorPaper, MoneyMovement
from vitreem.giving.rules import DONOR, DonorPaperKind, GivingAudit, MovementKind
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import NotAllowed
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key, sort_key
from vitreem.records import units
from vitreem.records.codes import new_code
from vitreem.records.refusals import CodeTaken

CODE = "NT"
UNNAMED = "Nhà hảo tâm không nêu tên"
_AS_WRITTEN = ("kind", "name", "unnamed", "unit_id", "contact", "phone", "address", "note")


def may_write(ctx: Ctx, donor: Donor) -> bool:
    """The ward, and the unit that mobilised the donor."""
    return ctx.may("donor:correct") or (ctx.may("donor:write") and donor.unit_id in ctx.unit_ids)


def sees(ctx: Ctx, donor: Donor) -> bool:
    """Whether the caller may open the donor: as `queries.visible_donors` says."""
    return ctx.may("donor:read_all") or (ctx.may("donor:read") and donor.unit_id in ctx.unit_ids)


def shown_name(ctx: Ctx, donor: Donor) -> str:
    """The name, or that they wish not to be named, for who keeps a round and may not open the donor."""
    return UNNAMED if donor.unnamed and not sees(ctx, donor) else donor.name


def require(ctx: Ctx, donor: Donor) -> None:
    if not may_write(ctx, donor):
        raise NotAllowed()


async def _require_unit(ctx: Ctx, body: DonorBody, known: UUID | None = None) -> None:
    if body.unit_id is None:
        if not ctx.may("donor:correct"):
            raise units.UnknownUnit(field="unit_id")
        return
    units.require_own(ctx, body.unit_id, "donor")
    if body.unit_id != known:
        await units.require_open(ctx, [body.unit_id], "unit_id")


def _write(donor: Donor, body: DonorBody) -> None:
    for name in _AS_WRITTEN:
        setattr(donor, name, getattr(body, name))
    donor.search_key, donor.sort_key = search_key(f"{body.name} {body.contact}"), sort_key(body.name)


async def create(ctx: Ctx, body: DonorCreate) -> UUID:
    """A new donor of the ward, or of a unit."""
    await _require_unit(ctx, body)
    if body.code:
        taken = await ctx.db.execute(select(Donor.id).where(Donor.ward_id == ctx.ward_id, Donor.code == body.code))
        if taken.scalar_one_or_none() is not None:
            raise CodeTaken()
    donor = Donor(ward_id=ctx.ward_id, id=new_id(), code=body.code or new_code(CODE), created_at=ctx.clock.now())
    _write(donor, body)
    ctx.db.add(donor)
    await ctx.db.flush()
    ctx.record(GivingAudit.DONOR_CREATED, DONOR, donor.id, name=donor.name)
    return donor.id


async def update(ctx: Ctx, donor: Donor, body: DonorBody, version: int) -> None:
    require_version(donor.version, version)
    require(ctx, donor)
    await _require_unit(ctx, body, donor.unit_id)
    _write(donor, body)
    _done(ctx, donor, GivingAudit.DONOR_CHANGED)


def _done(ctx: Ctx, donor: Donor, what: GivingAudit, /, **facts: object) -> None:
    donor.version += 1
    ctx.record(what, DONOR, donor.id, name=donor.name, **facts)


async def pledge(ctx: Ctx, donor: Donor, body: PledgeCreate) -> UUID:
    """The donor, who is locked, promises money or goods."""
    require(ctx, donor)
    service.require_reached(ctx, body.on_day)
    row = await ledger.move(
        ctx, MovementKind.PLEDGE, donor.id, body.dong, body.on_day, note=body.note, **ledger.of_value(body)
    )
    _done(ctx, donor, GivingAudit.MONEY_PLEDGED, amount=body.dong)
    return row.id


async def receive(ctx: Ctx, donor: Donor, body: ReceiptCreate) -> UUID:
    """What came. Without a promise before, promise and receipt are written together. Raises `NotEnough` for more than
    was promised."""
    require(ctx, donor)
    service.require_reached(ctx, body.on_day)
    worth = ledger.of_value(body)
    promise = None
    if not body.pledged:
        promise = await ledger.move(ctx, MovementKind.PLEDGE, donor.id, body.dong, body.on_day, note=body.note, **worth)
    row = await ledger.move(
        ctx, MovementKind.RECEIPT, donor.id, body.dong, body.on_day, channel=body.channel,
        receipt_number=body.receipt_number, note=body.note, promise_id=promise.id if promise else None, **worth,
    )  # fmt: skip
    _done(ctx, donor, GivingAudit.MONEY_RECEIVED, amount=body.dong)
    return row.id


async def refund(ctx: Ctx, donor: Donor, body: RefundCreate) -> UUID:
    """What wasn't needed goes back to the donor. Raises `NotEnough`."""
    require(ctx, donor)
    service.require_reached(ctx, body.on_day)
    row = await ledger.move(ctx, MovementKind.REFUND, donor.id, body.amount, body.on_day, note=body.note)
    _done(ctx, donor, GivingAudit.MONEY_REFUNDED, amount=body.amount)
    return row.id


async def reverse(ctx: Ctx, donor: Donor, movement: MoneyMovement, reason: str) -> UUID:
    """A mistake: the counter-movement is written, and nothing is changed."""
    require(ctx, donor)
    row = await ledger.reverse(ctx, movement, ctx.clock.today(), reason)
    _done(ctx, donor, GivingAudit.MONEY_REVERSED, amount=movement.amount)
    return row.id


async def thank(ctx: Ctx, donor: Donor, on_day: date, version: int) -> None:
    require_version(donor.version, version)
    require(ctx, donor)
    service.require_reached(ctx, on_day)
    donor.thanked_on = on_day
    _done(ctx, donor, GivingAudit.DONOR_THANKED)


async def papers_of(ctx: Ctx, donor_id: UUID) -> list[DonorPaper]:
    rows = await ctx.db.execute(
        select(DonorPaper)
        .where(DonorPaper.ward_id == ctx.ward_id, DonorPaper.donor_id == donor_id)
        .order_by(DonorPaper.id)
    )
    return list(rows.scalars())


async def note_paper(ctx: Ctx, donor: Donor, kind: DonorPaperKind, about: str) -> bool:
    """Write down that a paper was made; whether the same one had been made before, so that this one is a copy."""
    again = any(one.kind == kind and one.about == about for one in await papers_of(ctx, donor.id))
    ctx.db.add(
        DonorPaper(
            ward_id=ctx.ward_id, id=new_id(), donor_id=donor.id, kind=kind, about=about, author_name=ctx.actor_name,
            made_at=ctx.clock.now(),
        )
    )  # fmt: skip
    ctx.record(GivingAudit.DONOR_PAPER_MADE, DONOR, donor.id, name=donor.name, paper=kind, copy=again)
    return again


MOVEMENTS = 200
