"""Messages of plans, as communications name them. Plans own the table; here it is only read."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Integer, String, Uuid, column, select, table

from vitreem.communications.schemas import CarriedMessage
from vitreem.kernel.access import Ctx
from vitreem.kernel.tables import SCHEMA
from vitreem.plans import facts as plans

PLAN_MESSAGE = table(
    "plan_message",
    column("ward_id", Integer()),
    column("id", Uuid()),
    column("plan_id", Uuid()),
    column("position", Integer()),
    column("text", String()),
    column("withdrawn_at"),
    schema=SCHEMA,
)
_m = PLAN_MESSAGE.c


async def named(ctx: Ctx, ids: Sequence[UUID]) -> list[CarriedMessage]:
    """The messages of these ids, withdrawn ones too: what was carried stays carried."""
    statement = select(_m.id, _m.text).where(_m.ward_id == ctx.ward_id, _m.id.in_(ids))
    rows = await ctx.db.execute(statement.order_by(_m.plan_id, _m.position))
    return [CarriedMessage(id=row.id, text=row.text) for row in rows]


async def usable(ctx: Ctx, ids: Sequence[UUID]) -> set[UUID]:
    """Those of the ids that are messages of published plans and not withdrawn."""
    statement = select(_m.id, _m.plan_id).where(_m.ward_id == ctx.ward_id, _m.id.in_(ids), _m.withdrawn_at.is_(None))
    plan_of = {row.id: row.plan_id for row in await ctx.db.execute(statement)}
    published = {one for one in set(plan_of.values()) if await plans.published_plan(ctx, one)}
    return {message_id for message_id, plan_id in plan_of.items() if plan_id in published}


async def of_plans_in_force(ctx: Ctx) -> list[CarriedMessage]:
    """Messages of the plans in force, newest plan first."""
    plan_ids = [plan.id for plan in await plans.plans_in_force(ctx)]
    statement = select(_m.id, _m.text).where(
        _m.ward_id == ctx.ward_id, _m.plan_id.in_(plan_ids), _m.withdrawn_at.is_(None)
    )
    rows = await ctx.db.execute(statement.order_by(_m.plan_id.desc(), _m.position))
    return [CarriedMessage(id=row.id, text=row.text) for row in rows]
