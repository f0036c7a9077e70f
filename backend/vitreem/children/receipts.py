"""What children received: written by whoever handed it over, read at every door where a gift is thought of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.orm import aliased

from vitreem.children import queries, rules
from vitreem.children.models import Child, ChildGroup, ChildReceipt
from vitreem.children.rules import ChildState
from vitreem.kernel.request.context import Ctx

_of: Any = aliased(Child)


async def note(ctx: Ctx, child_id: UUID, record_id: UUID, title: str, amount: int, on_day: date) -> None:
    """It was handed over; `amount` in đồng."""
    ctx.db.add(
        ChildReceipt(
            ward_id=ctx.ward_id, child_id=child_id, record_id=record_id, title=title, amount=amount, on_day=on_day
        )
    )


async def withdraw(ctx: Ctx, record_id: UUID) -> None:
    """It came back, or was never handed over."""
    await ctx.db.execute(
        delete(ChildReceipt).where(ChildReceipt.ward_id == ctx.ward_id, ChildReceipt.record_id == record_id)
    )


async def of(ctx: Ctx, child_id: UUID) -> list[ChildReceipt]:
    """What the child received, newest first, also under records that were merged into this one."""
    family = await queries.family(ctx, child_id)
    rows = await ctx.db.execute(
        select(ChildReceipt)
        .where(ChildReceipt.ward_id == ctx.ward_id, ChildReceipt.child_id.in_(family))
        .order_by(ChildReceipt.on_day.desc(), ChildReceipt.id.desc())
    )
    return list(rows.scalars())


async def special(ctx: Ctx, from_on: date, to_on: date) -> tuple[int, int]:
    """Children who are here and belong to a group of the law today, and how many of them received something in those
    days, each child once."""
    today = ctx.clock.today()
    grouped = exists().where(
        ChildGroup.ward_id == Child.ward_id, ChildGroup.child_id == Child.id, ChildGroup.to_on.is_(None)
    )
    family = select(_of.id).where(_of.ward_id == Child.ward_id, or_(_of.id == Child.id, _of.root_id == Child.id))
    # Said of which table the inner question is, or PostgreSQL is asked of all children together.
    received = exists().where(
        ChildReceipt.ward_id == Child.ward_id, ChildReceipt.on_day.between(from_on, to_on),
        ChildReceipt.child_id.in_(family.correlate(Child)),
    )  # fmt: skip
    row = (
        await ctx.db.execute(
            select(func.count(), func.count().filter(received)).where(
                Child.ward_id == ctx.ward_id, Child.state == ChildState.HERE, Child.merged_into.is_(None),
                Child.born_to > rules.years_before(today, rules.ADULT_AT), grouped,
            )
        )
    ).one()  # fmt: skip
    return row[0], row[1]


@dataclass(frozen=True, slots=True)
class Received:
    """How many things, how much (đồng), and when the last of them was handed over."""

    count: int
    amount: int
    last_on: date


async def sums(ctx: Ctx, child_ids: Collection[UUID], since: date) -> dict[UUID, Received]:
    """What each child received after that day, of records merged into it too; who received nothing is left out."""
    root = func.coalesce(Child.root_id, Child.id)
    rows: Any = await ctx.db.execute(
        select(root, func.count(), func.sum(ChildReceipt.amount), func.max(ChildReceipt.on_day))
        .join(Child, (Child.ward_id == ChildReceipt.ward_id) & (Child.id == ChildReceipt.child_id))
        .where(ChildReceipt.ward_id == ctx.ward_id, ChildReceipt.on_day > since, root.in_(child_ids))
        .group_by(root)
    )
    return {child_id: Received(count, int(amount), last_on) for child_id, count, amount, last_on in rows}
