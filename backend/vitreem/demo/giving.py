"""Last year's and this year's gifts, a sponsorship, and the donors behind them; each đồng is in the ledger."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from vitreem.children.facts import Child
from vitreem.children.models import HouseholdStatus
from vitreem.giving import approval, donors, handing_over, ledger, nominations, queries, rolling, service
from vitreem.giving.donor_schemas import DonorCreate, PledgeCreate, ReceiptCreate
from vitreem.giving.line_schemas import NominationCreate, VisitCreate
from vitreem.giving.models import GiftRound, GiftShare
from vitreem.giving.rules import Channel, DonorKind, GivingKind, ItemKind, Occasion, ReceiverKind
from vitreem.giving.schemas import (
    AllocationCreate,
    ApprovalCreate,
    Criteria,
    Instalment,
    Item,
    Nominator,
    RollCreate,
    RoundCreate,
)
from vitreem.giving.share_schemas import BackCreate, DeliverCreate
from vitreem.kernel.request.context import Ctx

_GIFT = 300_000
_MONTHLY = 500_000


@dataclass(frozen=True)
class Givers:
    """Units that nominate, and the one that sponsors a child."""

    nominators: tuple[UUID, ...]
    sponsor: UUID


async def give_gifts(ctx: Ctx, givers: Givers, today: date) -> None:
    """`ctx` acts as the ward's lead."""
    budget, company, person = await _donors(ctx, today)
    poor = await _poor(ctx, today.year)
    day = today - timedelta(days=2)
    last = await _round(ctx, givers, poor[:14], _last_year(day), f"Tặng quà 1/6/{day.year - 1}")
    await _pay(ctx, last, budget, company)
    await service.start(ctx, last, last.version)
    await _hand_over(ctx, last, last.begins_on, left=0)
    await service.close(ctx, last, last.version)
    rolled = await queries.seen(
        ctx,
        await rolling.roll(ctx, last, RollCreate(title=f"Tặng quà 1/6/{day.year}", begins_on=day)),
        lock=True,
    )
    await service.open_nominations(ctx, rolled, rolled.version)
    await nominations.nominate(
        ctx, rolled, NominationCreate(child_ids=poor[14:17], reason="Hộ mới vào danh sách năm nay")
    )
    await nominations.nominate(ctx, rolled, NominationCreate(child_ids=poor[17:19], reserve=True))
    await _decide(ctx, rolled)
    await _pay(ctx, rolled, budget, company)
    await service.start(ctx, rolled, rolled.version)
    await _hand_over(ctx, rolled, day, left=6)
    await _sponsor(ctx, givers, poor[19], person, today)


async def _donors(ctx: Ctx, today: date) -> tuple[UUID, UUID, UUID]:
    year_ago = _last_year(today)
    budget = await donors.create(ctx, DonorCreate(kind=DonorKind.BUDGET, name="Ngân sách phường"))
    company = await donors.create(
        ctx, DonorCreate(name="Công ty TNHH Bánh kẹo Mây Hồng", contact="Bà Lưu Thị Tường Vi", phone="0900000321")
    )
    person = await donors.create(ctx, DonorCreate(kind=DonorKind.PERSON, name="Ông Đàm Quang Lộc", unnamed=True))
    for donor_id, amount, on_day, channel in (
        (budget, 12_000_000, year_ago, Channel.TRANSFER),
        (company, 8_000_000, year_ago, Channel.CASH),
        (person, 12 * _MONTHLY, today - timedelta(days=100), Channel.TRANSFER),
    ):
        donor = await ledger.lock_donor(ctx, donor_id)
        receipt = ReceiptCreate(amount=amount, on_day=on_day, channel=channel, receipt_number=f"PT {donor.code[-4:]}")
        await donors.receive(ctx, donor, receipt)
    promised = PledgeCreate(goods="Cặp sách", quantity=20, unit_value=150_000, on_day=today - timedelta(days=20))
    await donors.pledge(ctx, await ledger.lock_donor(ctx, company), promised)
    await ctx.db.flush()
    return budget, company, person


async def _poor(ctx: Ctx, year: int) -> list[UUID]:
    """Children of poor and near-poor households who are here, in the order of the register; one of a household."""
    rows = await ctx.db.execute(
        select(Child)
        .join(
            HouseholdStatus,
            (HouseholdStatus.ward_id == Child.ward_id) & (HouseholdStatus.household_id == Child.household_id),
        )
        .where(Child.ward_id == ctx.ward_id, HouseholdStatus.year == year, HouseholdStatus.status != "none")
        .where(Child.state == "here", Child.merged_into.is_(None), Child.born_to > date(year - 14, 12, 31))
        .order_by(Child.code)
    )
    return [one.id for one in rows.scalars()]


async def _round(ctx: Ctx, givers: Givers, child_ids: list[UUID], day: date, title: str) -> GiftRound:
    body = RoundCreate(
        title=title, occasion=Occasion.CHILDREN_DAY, begins_on=day, place="Nhà văn hóa phường", hour="8 giờ",
        items=[
            Item(kind=ItemKind.MONEY, name="Tiền mặt", unit_value=200_000),
            Item(kind=ItemKind.BOOKS, name="Vở học sinh", quantity=10, unit_value=10_000),
        ],
        criteria=Criteria(poverty=["poor", "near_poor"]),
        nominators=[Nominator(unit_id=one, quota=20) for one in givers.nominators],
    )  # fmt: skip
    made = await queries.seen(ctx, await service.create(ctx, body), lock=True)
    await nominations.nominate(ctx, made, NominationCreate(child_ids=child_ids, reason="Hộ nghèo, cận nghèo"))
    await service.open_nominations(ctx, made, made.version)
    await _decide(ctx, made)
    return made


async def _decide(ctx: Ctx, made: GiftRound) -> None:
    await service.review(ctx, made, made.version)
    seen = await approval.changes(ctx, made)
    await approval.approve(ctx, made, ApprovalCreate(changes_digest=seen.digest), made.version)
    await ctx.db.flush()


async def _pay(ctx: Ctx, made: GiftRound, *donor_ids: UUID) -> None:
    """From the first donor what it has, the rest from the next."""
    for donor_id in donor_ids:
        owed = await service.needed(ctx, made)
        amount = min(owed, (await ledger.amounts_of(ctx, donor_id)).unallocated)
        if amount > 0:
            await service.allocate(ctx, made, AllocationCreate(donor_id=donor_id, amount=amount // 2 or amount))
            await ctx.db.flush()
    if owed := await service.needed(ctx, made):
        await service.allocate(ctx, made, AllocationCreate(donor_id=donor_ids[0], amount=owed))


async def _shares(ctx: Ctx, made: GiftRound) -> list[GiftShare]:
    rows = await ctx.db.execute(
        select(GiftShare)
        .where(GiftShare.ward_id == ctx.ward_id, GiftShare.round_id == made.id)
        .order_by(GiftShare.instalment, GiftShare.id)
    )
    return list(rows.scalars())


async def _hand_over(ctx: Ctx, made: GiftRound, day: date, left: int) -> None:
    """Everybody but the last `left`; one of those comes back, one isn't received."""
    shares = await _shares(ctx, made)
    given = DeliverCreate(on_day=day, receiver_kind=ReceiverKind.GUARDIAN)
    for share in shares[: len(shares) - left]:
        await handing_over.deliver(ctx, share, given, share.version)
    await ctx.db.flush()
    if left:
        away = BackCreate(on_day=day, reason="Cả nhà về quê, hẹn nhận sau")
        await handing_over.miss(ctx, shares[-1], away, shares[-1].version)
        back = BackCreate(on_day=day + timedelta(days=1), reason="Gia đình đã nhận quà ở nơi khác, xin trả lại")
        await handing_over.give_back(ctx, shares[0], back, shares[0].version)
    await ctx.db.flush()


async def _sponsor(ctx: Ctx, givers: Givers, child_id: UUID, donor_id: UUID, today: date) -> None:
    """A union sponsors one child each month of a year."""
    first = today - timedelta(days=70)
    body = RoundCreate(
        kind=GivingKind.SPONSORSHIP, title="Công đoàn đỡ đầu trẻ mồ côi", occasion=Occasion.HARDSHIP,
        unit_id=givers.sponsor, donor_id=donor_id, begins_on=first,
        items=[Item(kind=ItemKind.MONEY, name="Tiền đỡ đầu hằng tháng", unit_value=_MONTHLY)],
        instalments=[Instalment(due_on=first + timedelta(days=30 * at)) for at in range(12)],
    )  # fmt: skip
    made = await queries.seen(ctx, await service.create(ctx, body), lock=True)
    await nominations.nominate(ctx, made, NominationCreate(child_ids=[child_id], reason="Mồ côi cha, nhà khó khăn"))
    await service.open_nominations(ctx, made, made.version)
    await _decide(ctx, made)
    await _pay(ctx, made, donor_id)
    await service.start(ctx, made, made.version)
    for share in (await _shares(ctx, made))[:2]:
        await handing_over.deliver(ctx, share, DeliverCreate(on_day=share.due_on), share.version)
    [line] = await queries.lines_of(ctx, made.id)
    visit = VisitCreate(on_day=first + timedelta(days=40), note="Đến thăm, cháu đi học đều, cần thêm áo ấm")
    await nominations.visit(ctx, line, visit)
    await ctx.db.flush()


def _last_year(day: date) -> date:
    return day - timedelta(days=365)
