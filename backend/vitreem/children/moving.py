"""Many children move to another khu phố at once: after a split the register says of each which part they live in."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from vitreem.children import queries, service
from vitreem.children.models import Child, ChildPresence, Household
from vitreem.children.refusals import ChildrenNotHere
from vitreem.children.rules import ChildAudit, ChildState
from vitreem.children.schemas import ChildrenMoved, MoveCreate
from vitreem.kernel.request.audit import AuditEvent, ward_object
from vitreem.kernel.request.context import Ctx


async def move(ctx: Ctx, body: MoveCreate) -> UUID:
    """All of them or none; the event that says so. Who lives there already stays as they are. A household goes along
    when none of its children is left behind.

    Raises `DayInFuture`, `NotAKhuPho`, `ChildrenNotHere`.
    """
    service.require_past(ctx, body.on_day, "on_day")
    await service.require_khu_pho(ctx, body.unit_id)
    ids = set(body.child_ids)
    # In one order, so that two who move the same children wait for each other.
    rows = await ctx.db.execute(
        queries.visible(ctx)
        .where(Child.id.in_(ids), Child.state == ChildState.HERE, Child.merged_into.is_(None))
        .order_by(Child.id)
        .with_for_update(of=Child)
    )
    found = list(rows.scalars())
    if len(found) < len(ids):
        raise ChildrenNotHere(
            field="child_ids", child_ids=sorted(str(one) for one in ids - {child.id for child in found})
        )
    moving = [child for child in found if child.unit_id != body.unit_id]
    latest = await _latest(ctx, [child.id for child in moving])
    for child in moving:
        before, child.unit_id = child.unit_id, body.unit_id
        on_day = max(body.on_day, latest.get(child.id, body.on_day))
        ctx.db.add(
            ChildPresence(
                ward_id=ctx.ward_id, child_id=child.id, state=child.state, unit_id=body.unit_id, on_day=on_day,
                note=body.note,
            )
        )  # fmt: skip
        service.done(
            ctx, child, ChildAudit.MOVED, from_unit_id=str(before), unit_id=str(body.unit_id), on_day=str(on_day)
        )
    await ctx.db.flush()
    await _households(ctx, {child.household_id for child in moving if child.household_id}, body.unit_id)
    return ctx.record(
        ChildAudit.LIST_MOVED, "ward", ward_object(ctx.ward_id), moved=len(moving), unchanged=len(found) - len(moving),
        unit_id=str(body.unit_id),
    )  # fmt: skip


async def told(ctx: Ctx, event_id: UUID) -> ChildrenMoved:
    """What was done, as the trail says: also to a request that came twice."""
    await ctx.db.flush()
    facts = (await ctx.db.get_one(AuditEvent, (ctx.ward_id, event_id))).facts
    return ChildrenMoved(moved=facts["moved"], unchanged=facts["unchanged"])


async def _latest(ctx: Ctx, child_ids: list[UUID]) -> dict[UUID, date]:
    rows: Any = await ctx.db.execute(
        select(ChildPresence.child_id, func.max(ChildPresence.on_day))
        .where(ChildPresence.ward_id == ctx.ward_id, ChildPresence.child_id.in_(child_ids))
        .group_by(ChildPresence.child_id)
    )
    return {child_id: on_day for child_id, on_day in rows}


async def _households(ctx: Ctx, household_ids: set[UUID], unit_id: UUID) -> None:
    left = (
        select(Child.household_id)
        .where(
            Child.ward_id == ctx.ward_id, Child.household_id.in_(household_ids), Child.state == ChildState.HERE,
            Child.merged_into.is_(None), Child.unit_id != unit_id,
        )
    )  # fmt: skip
    await ctx.db.execute(
        update(Household)
        .where(
            Household.ward_id == ctx.ward_id, Household.id.in_(household_ids), Household.id.not_in(left),
            Household.unit_id != unit_id,
        )
        .values(unit_id=unit_id, version=Household.version + 1)
    )  # fmt: skip
