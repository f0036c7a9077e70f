"""Where each đồng is. A movement takes an amount from one account to another, so that all of them together are zero at
every moment; no account but the donors' own side goes below zero.
"""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from vitreem.giving import queries, rules
from vitreem.giving.donor_schemas import Value
from vitreem.giving.flows import FLOWS, flow
from vitreem.giving.models import Donor, GiftShare, MoneyMovement
from vitreem.giving.refusals import AlreadyReversed, NotEnough
from vitreem.giving.rules import Account, DonorKind, FourAmounts, MovementKind, ShareState
from vitreem.kernel.documents.amounts import dots
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx


async def lock_donor(ctx: Ctx, donor_id: UUID) -> Donor:
    """Movements of one donor come one after the other. Raises `NotFound` for one that the caller doesn't see."""
    return await queries.seen_donor(ctx, donor_id, lock=True)


async def balance(ctx: Ctx, account: Account, donor_id: UUID, round_id: UUID | None = None) -> int:
    """What of the donor's money is in the account, in đồng."""
    conditions = [MoneyMovement.ward_id == ctx.ward_id, MoneyMovement.donor_id == donor_id]
    if round_id is not None:
        conditions.append(MoneyMovement.round_id == round_id)
    came = func.coalesce(func.sum(MoneyMovement.amount).filter(MoneyMovement.to_account == account), 0)
    went = func.coalesce(func.sum(MoneyMovement.amount).filter(MoneyMovement.from_account == account), 0)
    return int((await ctx.db.execute(select(came - went).where(*conditions))).scalar_one())


async def move(
    ctx: Ctx, kind: MovementKind, donor_id: UUID, amount: int, on_day: date, *, round_id: UUID | None = None,
    share_id: UUID | None = None, **more: Any,
) -> MoneyMovement:  # fmt: skip
    """Write a movement; the caller holds the lock of what it takes from. Raises `NotEnough`."""
    source, to = rules.ROUTES[kind]
    if source is not Account.SOURCE:
        there = await balance(ctx, source, donor_id, round_id if source is Account.ROUND else None)
        _require(amount, there)
    row = MoneyMovement(
        ward_id=ctx.ward_id, id=new_id(), donor_id=donor_id, round_id=round_id, share_id=share_id, kind=kind,
        from_account=source, to_account=to, amount=amount, on_day=on_day, author_name=ctx.actor_name,
        recorded_at=ctx.clock.now(), **more,
    )  # fmt: skip
    ctx.db.add(row)
    await ctx.db.flush()
    return row


def _require(amount: int, there: int) -> None:
    if amount > there:
        raise NotEnough(f"Chỉ còn {dots(max(there, 0))} đồng, cần {dots(amount)} đồng.", there=max(there, 0))


def not_enough(missing: int) -> NotEnough:
    return NotEnough(
        f"Nguồn đã phân bổ cho đợt còn thiếu {dots(missing)} đồng. Phân bổ thêm từ nhà tài trợ hoặc ngân sách.",
        missing=missing,
    )


def of_value(body: Value) -> dict[str, Any]:
    """What a movement keeps of goods."""
    return {"goods": body.goods, "quantity": body.quantity, "unit_value": body.unit_value}


async def reverse(ctx: Ctx, movement: MoneyMovement, on_day: date, note: str) -> MoneyMovement:
    """The counter-movement: the same amount the other way. A receipt takes the promise back that was written with it.
    Raises `AlreadyReversed`, `NotEnough`."""
    again = await ctx.db.execute(
        select(MoneyMovement.id).where(MoneyMovement.ward_id == ctx.ward_id, MoneyMovement.reverses_id == movement.id)
    )
    if movement.reverses_id is not None or again.scalar_one_or_none() is not None:
        raise AlreadyReversed()
    source, to = Account(movement.to_account), Account(movement.from_account)
    if source not in (Account.SOURCE, Account.CHILDREN):
        there = await balance(ctx, source, movement.donor_id, movement.round_id if source is Account.ROUND else None)
        _require(movement.amount, there)
    row = MoneyMovement(
        ward_id=ctx.ward_id, id=new_id(), donor_id=movement.donor_id, round_id=movement.round_id,
        share_id=movement.share_id, kind=movement.kind, from_account=source, to_account=to, amount=movement.amount,
        on_day=on_day, channel=movement.channel, goods=movement.goods, quantity=movement.quantity,
        unit_value=movement.unit_value, note=note, reverses_id=movement.id, author_name=ctx.actor_name,
        recorded_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(row)
    await ctx.db.flush()
    if movement.promise_id is not None:
        promise = await ctx.db.get_one(MoneyMovement, (ctx.ward_id, movement.promise_id))
        await reverse(ctx, promise, on_day, note)
    return row


async def movement_of(ctx: Ctx, donor: Donor, movement_id: UUID) -> MoneyMovement:
    """One of the donor's movements that a person may take back; another's is not found. Raises `AlreadyReversed`, of a
    promise too that was written with a receipt: it goes with the receipt."""
    row = await ctx.db.get(MoneyMovement, (ctx.ward_id, movement_id))
    if row is None or row.donor_id != donor.id:
        raise NotFound()
    receipt = await ctx.db.execute(
        select(MoneyMovement.id).where(MoneyMovement.ward_id == ctx.ward_id, MoneyMovement.promise_id == row.id)
    )
    if row.kind not in rules.REVERSIBLE or receipt.scalar_one_or_none() is not None:
        raise AlreadyReversed()
    return row


async def movements_of(ctx: Ctx, donor_id: UUID, limit: int) -> list[MoneyMovement]:
    """The newest first."""
    rows = await ctx.db.execute(
        select(MoneyMovement)
        .where(MoneyMovement.ward_id == ctx.ward_id, MoneyMovement.donor_id == donor_id)
        .order_by(MoneyMovement.id.desc())
        .limit(limit)
    )
    return list(rows.scalars())


async def left_in_round(ctx: Ctx, round_id: UUID) -> list[tuple[Donor, int, int]]:
    """Donors of the round in the order of their first allocation: allocated and handed over, in đồng."""
    allocated = flow(Account.FUND, Account.ROUND)
    handed = flow(Account.ROUND, Account.CHILDREN)
    rows = await ctx.db.execute(
        select(Donor, allocated, handed)
        .join(MoneyMovement, (MoneyMovement.ward_id == Donor.ward_id) & (MoneyMovement.donor_id == Donor.id))
        .where(Donor.ward_id == ctx.ward_id, MoneyMovement.round_id == round_id)
        .group_by(Donor)
        .order_by(func.min(MoneyMovement.recorded_at), Donor.id)
    )
    return [(donor, int(there), int(gone)) for donor, there, gone in rows.all()]


async def hand_over(ctx: Ctx, share: GiftShare, on_day: date) -> int:
    """Take the share's amount from what was set aside for its round, which the caller has locked; returns what came
    from the budget. Raises `NotEnough`."""
    there = [(donor, allocated - handed) for donor, allocated, handed in await left_in_round(ctx, share.round_id)]
    try:
        parts = rules.shared_out(share.amount, there)
    except ValueError:
        _require(share.amount, sum(left for _, left in there))
        raise
    for donor, part in parts:
        await move(
            ctx, MovementKind.HAND_OVER, donor.id, part, on_day, round_id=share.round_id, share_id=share.id
        )  # fmt: skip
    return sum(part for donor, part in parts if donor.kind == DonorKind.BUDGET)


async def take_back(ctx: Ctx, share: GiftShare, on_day: date, note: str) -> None:
    """What was handed over goes back to the round, to each donor their part."""
    rows = await ctx.db.execute(
        select(MoneyMovement)
        .where(
            MoneyMovement.ward_id == ctx.ward_id, MoneyMovement.share_id == share.id,
            MoneyMovement.kind == MovementKind.HAND_OVER, MoneyMovement.reverses_id.is_(None),
        )
        .order_by(MoneyMovement.id)
    )  # fmt: skip
    undone = set(
        (
            await ctx.db.execute(
                select(MoneyMovement.reverses_id).where(
                    MoneyMovement.ward_id == ctx.ward_id, MoneyMovement.share_id == share.id,
                    MoneyMovement.reverses_id.is_not(None),
                )
            )
        ).scalars()
    )  # fmt: skip
    for movement in rows.scalars():
        if movement.id not in undone:
            await reverse(ctx, movement, on_day, note)


async def amounts(ctx: Ctx, *conditions: Any) -> FourAmounts:
    """The amounts of all movements that the conditions name, in đồng."""
    row = (await ctx.db.execute(select(*FLOWS).where(MoneyMovement.ward_id == ctx.ward_id, *conditions))).one()
    return FourAmounts(**row._mapping)


async def amounts_of(ctx: Ctx, donor_id: UUID) -> FourAmounts:
    """The amounts of one donor."""
    return await amounts(ctx, MoneyMovement.donor_id == donor_id)


async def amounts_by(ctx: Ctx, column: Any) -> dict[UUID, FourAmounts]:
    """The amounts by donor or by round."""
    rows = await ctx.db.execute(
        select(column.label("whose"), *FLOWS)
        .where(MoneyMovement.ward_id == ctx.ward_id, column.is_not(None))
        .group_by(column)
    )
    return {row.whose: FourAmounts(**{k: v for k, v in row._mapping.items() if k != "whose"}) for row in rows.all()}


async def all_balances(ctx: Ctx) -> int:
    """The sum of all accounts, each counted by itself: 0, or an amount was lost."""
    total = 0
    for account in Account:
        came = select(func.coalesce(func.sum(MoneyMovement.amount), 0)).where(
            MoneyMovement.ward_id == ctx.ward_id, MoneyMovement.to_account == account
        )
        went = select(func.coalesce(func.sum(MoneyMovement.amount), 0)).where(
            MoneyMovement.ward_id == ctx.ward_id, MoneyMovement.from_account == account
        )
        total += int((await ctx.db.execute(select(came.scalar_subquery() - went.scalar_subquery()))).scalar_one())
    return total


async def handed_over_by_shares(ctx: Ctx) -> int:
    """What the shares say that was handed over, apart from the ledger, in đồng."""
    statement = select(func.coalesce(func.sum(GiftShare.amount), 0)).where(
        GiftShare.ward_id == ctx.ward_id, GiftShare.state == ShareState.DELIVERED
    )
    return int((await ctx.db.execute(statement)).scalar_one())


def wire(found: FourAmounts) -> dict[str, int]:
    """Members of `Amounts`."""
    return asdict(found) | {
        "outstanding": found.outstanding, "unallocated": found.unallocated, "undelivered": found.undelivered,
    }  # fmt: skip
